"""Cues of customer care in Polish, with the commonest spellings without marks."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """wściek*, wsciek*, zły, zła, złość, oburz*, wkurz*, wkurw*, wnerw*,
        zdenerwowa*, denerwuj*, irytuj*, irytacj*, szlag mnie, trafia mnie, dość, mam dość, mam
        dosc, skandal*, skandaliczn*, hańba, wstyd, wstydźcie, kpina, kpiny, żenad*, żenując*,
        żart, żarty, jaja, bezczeln*, niedopuszczaln*, nie do przyjęcia, bulwersuj*,
        nienawidz*, karygodn*, cholera, do cholery, szok, tragedi*, chamstwo, porażka, absurd*,
        niepoważn*, furia, szału""",
    Cue.FEAR: """boję, boje, boimy, boi, strach, strachu, przeraż*, przerażen*, lęk, lęku,
        lęka*, obawiam, obawiamy, obaw*, panik*, martwię, martwi, martwię się, niepokoj*,
        niepokój, zaniepokoj*, stres*, zestresowa*, straszne, straszn*, groza, koszmar*,
        niebezpiecznie""",
    Cue.SADNESS: """smutn*, smutek, smutno, przykro, przykre, żal, żałuję, szkoda, płacz*,
        płaka*, zawiedzi*, zawiodł*, zawód, rozczarow*, załama*, rozpacz*, zrozpaczon*,
        samotn*, tęskni*, niestety, łzy, łez, beznadziejn*, zmarł*, żałob*, serce pęka,
        nieszczęśliw*, zraniło, zranion*""",
    Cue.JOY: """ciesz*, radość, radosn*, szczęśliw*, szczęście, kocham, uwielbiam, cudown*,
        wspania*, super, świetn*, zachwyc*, zadowolon*, haha, hahaha, śmiech, śmieję, uśmiech*,
        dumn*, wdzięczn*, fantastyczn*, hurra, jupi, miło, miła, rewelac*, bombow*, najlepszy
        dzień, bawiłem, bawiłam, fajn*, wesoł*""",
    Cue.HOPE: """mam nadzieję, mam nadzieje, nadziej*, oby, liczę na, liczymy na, trzymam
        kciuki, trzymamy kciuki, czekam na lepsze, wierzę, wierzymy, optymis*, może kiedyś, nie
        mogę się doczekać, nie trać""",
    Cue.GRIEVANCE: """nadal czekam|nie|brak, wciąż czekam|nie|brak, ciągle czekam|nie|brak,
        dalej czekam|nie|brak, czekam już|od|na, czekamy już|od|na, brak odpowiedzi|kontaktu|
        reakcji|pomocy|zwrotu|internetu|prądu|zasięgu, nikt nie, nie odpowiada|odpowiadają|
        odpowiadacie|odpisuje|odpisują|odpisujecie|odbiera|odbieracie|działa|działają|dostałem|
        dostałam|otrzymałem|otrzymałam|przyszła|przyszło|przyszedł|dotarła|dotarło|dotarł|mogę|
        zadziałało|doszła|doszło|dojechał|dojechała, nie działa, nie dziala, nie działają, nie
        dostałem, nie dostałam, zepsut*, zepsuł*, uszkodzon*, popsut*, popsuł*, zgubil*,
        zgubion*, zaginęła, zaginął, zaginęło, opóźni*, odwołan*, pobrano dwa|podwójnie,
        podwójnie, naliczyli, naliczono, zła obsługa, fatalna obsługa, słaba obsługa, najgorsza
        obsługa|firma, fataln*, gdzie jest moja|moje|mój|paczka|zamówienie|przesyłka|kurier,
        moja paczka, mojej paczki, zawiesza się, nie można, nie da się, rozłączyl*, rozłącza,
        zablokowa*, na infolinii, infolinia, źle, zły rozmiar|produkt|towar, inny
        produkt|towar|rozmiar, nie ten, niemił*, opryskliw*, lekceważ*, ignoruj*""",
    Cue.SUGGESTION: """sugeruj*, sugesti*, propon*, propozycj*, moglibyście, moglibyscie,
        mogliby państwo, warto by|byłoby|dodać|rozważyć|pomyśleć, powinniście, powinniscie,
        powinni państwo, dodajcie, dodać opcję, dodanie, przydałoby, przydałby, przydałaby,
        przydalby, byłoby fajnie|miło|dobrze|super|świetnie|lepiej, fajnie by|byłoby|gdyby,
        fajnie gdyby, dobrze by|byłoby|gdyby, szkoda że nie ma, brakuje mi, brakuje
        opcji|możliwości, może warto, może byście, może dodacie, czemu nie ma, dlaczego nie ma,
        lepiej byłoby, poprawcie, ulepsz*, usprawni*, rada, radzę, pomysł, pomysl, na
        przyszłość, następnym razem, chciałbym żeby, chciałabym żeby, gdybyście""",
    Cue.CANCEL: """rezygnuj*, rezygnacj*, zrezygn*, wypowiad*, wypowiedzenie, wypowiem,
        wypowiedzieć umowę, rozwiązuję, rozwiązać umowę, rozwiązanie umowy, odchodz*, odejd*,
        przechodz*, przejd*, przenoszę, przenosze, przenieś*, zmieniam
        bank|operatora|dostawcę|firmę, zmienić operatora|bank|dostawcę, anuluj*, zamykam konto,
        zamknąć konto, usuwam konto, usunąć konto, usuńcie konto, nigdy więcej, nigdy wiecej,
        ostatni raz, więcej nie kupię|zamówię|skorzystam|polecę, nic więcej nie, straciliście
        klienta, stracili klienta, tracicie klienta, żegnam, żegnajcie, do konkurencji,
        konkurencj*, nie wrócę, nie wracam, koniec współpracy, wypisuję""",
    Cue.LEGAL: """prawnik*, adwokat*, radca prawny, radcy prawnego, sąd, sądu, sądem, sądzie,
        sądow*, pozew*, pozw*, uokik, rzecznika, rzecznikiem, rzecznik, prokuratur*, kroki
        prawne, drogę prawną, drogę sądową, prawnie, nielegaln*, kodeks*, uodo, knf, uke,
        zawiadomieni*, zgłoszę sprawę, zgłaszam sprawę, zgłaszam do, zgłoszę do, na policję,
        przedsądow*, reklamacja oficjalna, skarga, skargę, komornik*, pozywam, spotkamy się w""",
    Cue.PRESS: """dziennikarz*, gazet*, prasa, prasie, prasy, prasą, media, mediów, mediach,
        mediom, telewizj*, tvn, polsat, uwaga tvn, interwencja, wyborcza, nagłośni*, nagłaśn*,
        opublikuj*, onet, wirtualna polska, rozgłos, wykop, na wykopie, reporter*, wszyscy się
        dowiedzą, afera""",
    Cue.COMPENSATION: """zwrot*, zwróć*, zwroc*, zwróci*, odszkodowan*, rekompensat*, oddajcie
        pieniądze|kasę|pieniadze, oddajcie, moje pieniądze, moich pieniędzy, zadośćuczynien*,
        reklamacj*, reklamuj*, obniż*, wymian*, wymień*, bon, voucher*, rabat za, pokryć
        koszty, pokryjecie, zapłacicie""",
    Cue.PROMOTION: """konkurs*, wygraj, promocj*, kod rabatowy, kod promocyjny, rabatow*, kup
        teraz, kliknij, link w bio, zapraszam na, zapraszamy na, zapraszamy do, obserwuj,
        subskrybuj, nowy film, nowy wpis, sprawdź naszą|nasze, zarabiaj, darmowa dostawa,
        wyprzedaż*, zapisz się, czytaj więcej, okazj*""",
    Cue.IRONY_MARK: "ironia, ironi, sarkazm*, ironiczn*, sarkastyczn*, taa, taaa, jasne, akurat",
    Cue.MOCK: """dzięki za nic|brak|to|opóźnienie|zepsucie|zmarnowanie, dziękuję za
        nic|brak|opóźnienie|zmarnowanie, dzieki za nic|brak, brawo wy, brawo dla, brawo za,
        wielkie brawa, gratuluję, gratulacje, gratulacje za|dla, no brawo, no super, no
        pięknie, no świetnie, no tak, po prostu super|pięknie|świetnie|cudownie, jak zwykle,
        jak zawsze, uwielbiam jak|gdy|kiedy|czekać|to, kocham jak|gdy|kiedy|to, super że|ze,
        świetnie że, fajnie że, jak miło, jak cudownie, co za niespodzianka, niespodzianka,
        dobra robota, świetna robota, tak trzymać, pełna profeska, profeska, profesjonalizm
        pełną, mistrzowie, mistrzostwo, mistrz, nie ma to, nie ma jak, szczyt, czego chcieć
        więcej, cudownie, bosko, genialnie, geniusze, marzyłem o, marzyłam o, właśnie tego""",
    Cue.GUSH: """dzięki, dziękuję, dziekuje, super, świetn*, brawo, gratul*, wspania*, cudown*,
        fantastyczn*, uwielbiam, kocham, genialn*, rewelac*, idealn*, pięknie, extra, ekstra,
        bosko, profesjonal*, zachwyc*, miło, fajn*, mistrz*, doskonał*, perfekcyjn*, ulubion*""",
    Cue.MISHAP: """opóźni*, odwoł*, czekam, czekania, czekanie, czekać, godzin*, kolejk*,
        awari*, błąd, błędy, zepsut*, zepsuł*, zgub*, brak, nikt, nic, znowu, znów, trzeci raz,
        tygodni*, tydzień, miesią*, miesięc*, zimn*, brudn*, pust*, uszkodz*, rachunek, opłat*,
        korek, korki, korku, deszcz, poniedział*, infolini*, minut*, zawiesz*, spóźni*, nie
        działa, korkach""",
    Cue.EXCLAIM: "wow, o, ach, och, no, jupi, hurra, ojej, taa, proszę, hej, łał",
    Cue.LOYAL: """stały klient, stała klientka, wieloletni*, jestem klientem, jestem klientką,
        klientem od, klientką od, od lat, zwykle, zazwyczaj, lubię was, lubię waszą, kibicuję,
        kibicuj*, stać was, poza tym super|świetnie|ok, ogólnie jestem zadowolony, zawsze byłem
        zadowolony, zawsze byłam zadowolona""",
    Cue.CONDEMN: """oszust*, oszukuj*, oszukal*, oszukał*, złodziej*, zlodziej*, kradni*,
        kradną, kradniecie, naciąg*, bojkot*, omijać, omijajcie, unikajcie, odradzam, nie
        polecam, nie kupujcie, nie zamawiajcie, nie korzystajcie, wstyd, hańba, najgorsza
        firma, najgorszy bank|sklep|operator, kłamc*, kłamiecie, kłamią, kłamstw*, banda,
        bandyci, zbankrut*, upadniecie, do zamknięcia, pseudofirma, dno, dno i, syf, żerujecie,
        mafia, przekręt*, wyłudz*""",
    Cue.HARM: """zabiję cię|was|go|ją, zabije cie|was, zabić was|cię, pozabijam,
        zajebię|zajebie, zatłukę, spalę was|wam|ci|to, spalę, podpalę, wysadzę, pobiję,
        połamię, dorwę, dopadnę, znajdę cię|was, wiem gdzie mieszkasz|mieszkacie|pracujesz,
        pożałujesz, pożałujecie, popamiętasz, popamiętacie, zapłacicie mi za, obyś
        zdechł|zdechła|umarł|umarła, obyście zdechli|zginęli|umarli, zdechnij, zdychaj, uważaj
        na siebie, na stos, do gazu, powiesić was|ich, powinni was|ich|go
        zabić|rozstrzelać|powiesić, kulka w łeb, w łeb, w mordę, nóż w, dostaniesz w""",
    Cue.VIOLENT: """zabić, zabije, zabiję, bić, bije, spalić, bomba, bombę, nóż, pistolet,
        zastrzel*, rozstrzel*, powiesić, pobić, zdechnij*, zniszczę, broń""",
    Cue.YOU: """ty, cię, cie, ci, was, wam, wasz*, twój, twoja, twoje, wami, pan, pani,
        kierowca, obsługa, kierownik""",
    Cue.WILL: """będę, zobaczysz, zobaczycie, przysięgam, obiecuję, powinni, zasługuj*, oby,
        przyjdę, przyjadę""",
    Cue.SLUR: """ciapaty, ciapak*, ciapaci, bambus*, brudas*, pedał, pedały, pedale, pedal,
        ciota, cioty, czarnuch*, żydek, żydki, parch, parchy, szmatogłow*, kacap*, lewactwo,
        podludzi*, mongoł*, downie""",
    Cue.SAFETY: """niebezpieczn*, zagrożeni*, zapalił się, zapaliła się, zapaliło się, zapalił,
        pożar*, stanął w ogniu, płon*, dym z, dymi się, dymił*, wybuch*, eksplo*, czuć gaz,
        ulatnia się, wyciek gazu, poraził*, porażeni*, prądem, zwarcie, iskr*, hamulce,
        hamulców, nie hamuje, pasów bezpieczeństwa, pasy bezpieczeństwa, awaryjne lądowanie,
        przegrzewa*, przegrza*, zadławi*, udławi*, pleśń w, spleśnia*, szkło w, metal w,
        salmonell*, przeterminowan*, czad, czadu, tlenek węgla, trując*, trujące, ewakuac*,
        zagraża, grozi śmiercią, mogłem zginąć, mogłam zginąć, mogło się skończyć tragedią, zły
        lek, złe leki, zamiana leków, bezpieczeństwa pasażerów, wykole*""",
    Cue.SAFETY_MAYBE: """ogień, dym, gaz, wyciek*, bezpieczeństw*, wypadek, wypadku, awaria,
        spalony, ryzyk*""",
    Cue.INJURY: """ranny, ranna, ranni, zranił*, skaleczył*, krwawi*, krew, krwi, karetk*,
        pogotowi*, szpital*, złama*, złamał*, złamani*, oparz*, poparz*, uraz*, wstrząśnienie,
        szwy, alergi*, uczulen*, uczulił*, wysypk*, zatru*, wymiot*, zemdlał*, nieprzytomn*,
        zawał*, udar*, upadł*, przewrócił*, poślizg*, dławi*, rana, rany, zmarł*, zginął,
        zginęła, śmierć, obraże*, potłuk*, astmatyczn*, ratownik*""",
    Cue.INJURY_MAYBE: """ból, boli, bolało, chor*, lekarz*, leki, lekarstw*, insulin*, astm*,
        wózku inwalidzkim, wózek inwalidzki""",
    Cue.MINORS: """nieletni*, niepełnoletni*, małoletni*, dziecko samo, dziecko bez opieki,
        samo dziecko, bez opieki, niemowl*, noworod*, przedszkol*, fotelik*, wykorzystywanie
        dzieci, pedofil*, molest*, latek, latka, sprzedali alkohol, sprzedaż nieletnim,
        uczniowie, uczeń, 0 letni, 0 letnia, 0 letnie, 0 letnim, 0 letnią, 00 letni, 00 letnia,
        00 letnie, 0letni*, 00letni*, 0 - letni, 0 - letnia, 0 - letnie, 00 - letni, 00 -
        letnia""",
    Cue.MINORS_MAYBE: """dziecko, dzieci, dziecka, dziecku, dzieckiem, syn, syna, synem, synek,
        córka, córki, córkę, córką, nastolat*, wnuk*, wnuczk*, maluch*, wózek dziecięcy""",
    Cue.SELF_HARM: """samobój*, zabić się, zabiję się, zabije się, zabić siebie, nie chcę żyć,
        nie chce żyć, nie chce mi się żyć, odebrać sobie życie, odbiorę sobie życie, skończyć
        ze sobą, skończę ze sobą, powiesić się, powieszę się, chcę umrzeć, chce umrzeć, wolę
        umrzeć, nie dam rady żyć, ciąć się, tnę się, okalecz*, targnąć się, targnął się,
        skoczyć pod, połknąć tabletki, mam dość życia""",
    Cue.DISCRIMINATION: """rasis*, rasizm*, seksis*, dyskrymin*, homofob*, transfob*,
        antysemi*, ksenofob*, islamofob*, kolor skóry, koloru skóry, niepełnospraw*, inwalid*,
        molestow*, mobbing*, ze względu na płeć|wiek|wiarę|kolor|pochodzenie|orientację|
        niepełnosprawność, bo jestem kobietą|gejem|czarny|czarna|muzułmaninem|żydem|ukraińcem|
        ukrainką|w_ciąży|stary|stara|głuchy|głucha, pies asystujący, mowa nienawiści, nękan*,
        wyzwis*, brak podjazdu|windy""",
    Cue.BREACH: """wyciek danych, danych osobowych, dane osobowe, moje dane, moich danych,
        rodo, uodo, zhakowa*, hakow*, haker*, włama*, kradzież tożsamości, cudze dane, cudzą
        fakturę, czyjeś dane, czyjeś zamówienie, innego klienta, innej osoby, phishing*,
        nieautoryzowan*, przejęli konto, przejęto konto, prywatnoś*, udostępniliście moje, dane
        wyciekły, wyciekły dane, wyciekły moje""",
    Cue.CRIME: """ukradli, ukradł*, skradzion*, kradzież*, napad*, pobił*, policj*, gwałt*,
        zgwałc*, szantaż*, groźb*, grozi, sfałszowa*, przestępc*, przestępstw*, łapówk*, stalk*""",
    Cue.EARLIER: """znowu, po raz trzeci|drugi|czwarty|kolejny|enty, kolejny raz, trzeci raz,
        drugi raz, czwarty raz, 0 raz, kilka razy, wiele razy, wielokrotnie, kilkukrotnie,
        dzwoniłem, dzwoniłam, dzwonię 0, pisałem, pisałam, zgłaszałem, zgłaszałam, rozmawiałem,
        rozmawiałam, obiecał*, obiecano, obiecaliście, mówili że, powiedziano mi, zapewnia*, od
        tygodni|miesięcy|miesiąca|tygodnia|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|roku|0|00,
        w zeszłym tygodniu|miesiącu|roku, tydzień temu, miesiąc temu, tygodnie temu, miesiące
        temu, numer zgłoszenia, numer sprawy, za każdym razem, wcześniej, poprzedni*,
        przełącza*""",
    Cue.PARTIES: """ubezpiecz*, bank, banku, mój bank, pracodawc*, lekarz*, szpital*, policj*,
        celn*, celny, ambasad*, wiza, wizy, urząd, urzędu, gmin*, sąd*, prawnik*, umow*,
        gwarancj*, rękojmi*, regulamin*, faktur*, podat*, skarbow*, hipote*, kredyt*,
        pełnomocnic*, spadk*, kurier*, dostawc*, serwis, serwisu, technik, technika, biuro
        podróży, centrala, przewoźnik*, wspólnot*, spółdzieln*""",
}

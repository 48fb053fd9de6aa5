"""Polish. See `english` for the form; stems end in `*` because almost every word is inflected."""
# ruff: noqa: E501 - a phrase stays on its line

MACROS = {
    "pl_you": "pan pani pana panu panią panem pań państwo państwa ty cię ciebie ci tobie tobą was "
    "wam wy twój twoja twoje twoją twojej twoim twoich jesteś",
    "pl_be": "jest jesteś byłeś byłaś jesteście bądź został została zostałeś",
    "pl_such": "taki taka tak strasznie po prostu zwykły zwykła zwykłym kompletny kompletnym "
    "kompletną kompletnie skończony skończonym totalny totalnym wyjątkowo naprawdę jakiś jakimś "
    "największy największym największą stary starym stara starą głupi głupim wielki wielkim "
    "oficjalnie chyba bardzo cholernie kurewsko zapluty zaplutym tępy tępym wredny wredna jednym "
    "żałosny żałosnym nędzny nędznym ostatni ostatnim",
    "pl_slur": "ćwierćintelig* półmózg* wieśniak wieśniaku wieśniakiem wieśniaro śmierdziel* menel* "
    "żulu łajza łajzo łajzą kmiot kmiocie kmiotem gbur gburze gburem pacan pacanie "
    "pacanem psychopat* szmaciarz* bałwanie dziadyg* zakapior ścierwo imbecyl "
    "głupol* kretynizm skretynia* zidiocia* debilko tłuku tłuk tłumok* matołku przymuł* "
    "kurwisk* dziwko zjebie szmaciarko skurwy* kutafon* fiut fiucie fiutem chujek "
    "sukinkot* "
    "idiot* kretyn* debil* imbecyl* matoł* głąb głąba głąbie głąbem głupek głupka głupku "
    "głupkiem głupcze głupcem palant* dupek dupku dupka dupkiem skurwysyn* skurwiel* sukinsyn* "
    "kutas* chuj chuja chuju chujem chuje ciul* cwel* pedale pizda pizdo pizdy pizdą dziwk* kurwa "
    "kurwo kurwą kurwy suko frajer* gnój gnoju gnojem gnojek gnojku szmato szmatą ścierw* padalc* padalec "
    "bydlak* bydlę łajdak* łachudr* menda mendo mendą gnid* kanalia kanalio kanalią szuj* żłobie bęcwał* cymbał* "
    "półgłów* tępak* tuman tumanie tumanem tumany ćwok* prostak* cham chamie chamem chamka chamko "
    "ciota cioto ciotą zjeb* pojeb* popapran* debilk* kretynk* idiotk* jełop* przygłup* "
    "niedorozw* niedojeb* zasran* gówniarz* gówniar* smarkacz* pokrak* maszkar* szkarad* "
    "karaluch* pasożyt* wypierd* spierd* odpierd* pierdol* jebać jebany jebana jebane wyjeb* "
    "bambaryl* gamoń gamoniu gamoniem oferm* niedorajd* fajtłap* lafirynd* zdzir* wiedźmo "
    "raszpl* babsztyl* baran baranie baranem osioł ośle osłem",
    "pl_fool": "ameba amebą amebo kaleką wariatko histeryczką histeryczko paniusią żebrakiem żebraku "
    "obibokiem złodziejką złodzieju oszuście oszustko tchórzliwą larwą larwo pchłą "
    "pluskwą gnojówką zarazą wrzód zgnilizną paskudo paskudą szkodnikiem bałwan niczym "
    "zerem zero śmieciem śmieć śmieciu nikim świnią świnia świnio krową krowa krowo "
    "szczurem szczurze gadem żmiją żmijo ropuchą ropucho małpą małpo psem hieną wieprzem knurem "
    "bucem bucu buc karłem karle trollem robakiem robaku wrzodem wampirem potworem dziadem dziadu "
    "babą pajacem pajacu klaunem błaznem błaźnie tchórzem tchórzu kłamcą kłamczuchą kłamczuch* "
    "złodziejem oszustem oszustką pijakiem pijaczk* ćpunem żulem wariatem wariatką wariacie "
    "psychol* świrem świrze pomyłką hańbą wstydem ciężarem dnem gnidą zakałą pośmiewiskiem "
    "nieudacznik* nierob* leniem leniu cieniasem frajerem marudą marudo pieniacz* szumowin* "
    "karaluch* pasożyt* burakiem buraku plagą bezmózg* bachor* dzikus* ignorant* nieuk* analfabet*",
    "pl_nasty": "głupi głupia głupim głupią głupsza głupszy głupszym głupszą głupie najgłupsz* tępy "
    "tępa tępym tępą tępej tępego durny durna durnym durną durne żałosny żałosna żałosnym żałosną "
    "obrzydliw* najobrzydliw* odrażając* obleśn* ohydn* brzydk* najbrzydsz* paskudn* "
    "wredny wredna wrednym wredną parszyw* podły podła podłym podłą bezwartościow* "
    "nienormaln* walnięt* stuknięt* szurnięt* pieprznięt* nawiedzon* "
    "bezczeln* niedorobion* upośledzon* bezmózg* zidiocia* "
    "otępia* gruby gruba grubą grubym tłusty tłusta zapluty zapluta śmierdząc*",
    "pl_bad_end": "zdechł* zdechnij* zdechnie* zdycha* zdechn* umrze* umarł* umrzyj* zgin* zgnij* "
    "zgnił* utop* utonie* utonął udław* udusi* zadław* zamarzn* spłon* zawał* trumn* kostnic* "
    "pęk* szlag diabli piekle wykitu* wykorkuj* krwaw* sparaliż* wyssie zabij* skona*",
    "pl_kin": "mąż męża mężowi żona żonę żony żonie dzieci dziecko dzieciom syn syna synowi córka "
    "córkę córki córce rodzina rodzinę rodziny matka matkę matki mama mamę ojciec ojca",
}

PHRASES = {
    "abuse.insult": """
        barani|zakuty|pusty|tępy|kapuściany łeb
        tępa strzała|dzida
        głupi|głupia|tępy|durny jak ~1 but|osioł|noga|cielę|stado|worek
        nie najostrzejsz*
        nie grzeszy ~1 pan|pani ~1 inteligencją|rozumem
        nie ~1 grzeszysz
        mózg ~2 orzeszka|kury|muchy|ameby|ptasi
        ptasi móżdżek
        wracaj|wracać ~2 do ~1 szkoły|podstawówki|przedszkola|chlewu|obory|jaskini
        pieprz|chrzań|wal|goń|pierdol|jeb ~1 się
        wal|walcie się
        zamknij|zamknijcie ~1 się
        morda w
        ty ~1 stary|stara|głupi|głupia|wredny|wredna
        brzydka|brzydki|gruba|gruby|stara|stary jak noc|świnia|wieloryb|krowa|szafa
        mordo ty|zdradziecka
        {pl_slur}
        jesteś|jesteście ~3 {pl_fool}|{pl_nasty}
        jest|jesteś pan|pani ~3 {pl_fool}|{pl_nasty}
        pan|pani jest|to|był|była|okazał|okazała ~3 {pl_fool}|{pl_nasty}
        ty ~2 {pl_fool}|{pl_nasty}
        został|została|zostałeś|zostałaś pan|pani ~3 {pl_fool}
        mam|uważam|uważamy pana|panią|cię|ciebie ~3 za ~2 {pl_fool}|{pl_nasty}|{pl_slur}
        głupszy|głupsza|głupszego|brzydsza|brzydszy|tępszy|tępsza|wolniejszy niż|od
        najgłupsz*|najtępsz*|najbrzydsz*|najobrzydliwsz*|najbardziej ~2 klient*|człowiek*|osob*|kobiet*|baba|babą|facet*|istot*
        tępy|tępa|głupi|głupia|wredny|wredna|stary|stara|zapluty|tłusta|gruby|parszywy|parszywa|brzydka|durny|durna|podły|podła ~1 {pl_fool}|babo|baba|babsko|baby|dziadzie|chłop*|klient*|krowo|suko|świnio|buc|bucu|małpo
        wredna|głupia|tępa|stara suk*|pizd*|krow*|bab*
        suko|suką|suka
        ludzki|zwykły|ludzkim|zwykłym śmieć|śmieciem|odpad
        parszyw*|głupi*|wredn*|brzydk*|paskudn*|obleśn* mord*|gęb*|ryj*|pysk*|jap*|twarz*
        z|taką|tą|taka gębą|gębę|mordą|ryjem|twarzą|japą
        morda|mordę|mordy|gęba|gębę|ryj|pysk|japa|japę w|$|kubeł
        zamknij|stul|zawrzyj|przymknij ~1 gębę|mordę|ryj|pysk|jadaczkę|się|dziób|japę
        rozum|mózg|mózgu|rozumu ~2 {pl_you}
        nie ma|masz|posiada ~2 mózgu|rozumu|wstydu|godności
        mózg* wielkości|jak|z
        wstyd|żenada ~1 że|za ~2 pan|pani|ciebie|pana|panią|istnieje*
        nikt|kto ~2 taki*|takim
        {pl_be} ~2 wart|warta|warty|nic ~1 nic|niewart*|zera
        wyglądałaby|wyglądałby|wygląda ~2 jak ~2 maszkar*|świnia|krowa|potwór|strach|małpa|szmata|czarownica
        h*j z|ci|tobą|wam
        chuj|huj z|ci|wam|ci
        w d*pie|dupie|nosie|poważaniu ~1 mam|mamy
        mam|mamy ~2 w dupie|nosie|poważaniu|d*pie|głębokim
        pocałuj|pocałujcie mnie|nas w
        całuj mnie|nas
        do dupy|chuja z|ty|takim
        chuj* z|ci|w
        kurwa|kurwy|kurwo
    """,
    "abuse.contempt": """
        nikogo|nikt ~1 nie ~1 obchodzi pan|pani|pana|twoje|twój|twoja
        mam ~1 pana|panią|cię|was dość|dosyć|gdzieś
        na ~1 pana|pani|twój widok
        widok pana|pani|twój|twojej
        plunąć|pluję|napluć ~1 na ~1 pana|panią|ciebie
        pana|pani|twoja|pańska morda|gęba
        zejść|zejdź|zniknąć|zniknij ~1 mi|nam ~1 z ~1 oczu
        śmierdzisz
        gardzę|brzydzę
        sio $
        ludzie|klienci|osoby|tacy jak|ludzie pan|pani|ty|wy|pana ~2 nie powinni|powinno
        przez takich jak
        ludzi|osób|klientów|takich jak pani|pan|ty ~2 rzygać|mdło|niedobrze
        niedobrze|mdło|słabo mi|nam się? ~2 od|na|przez ~1 {pl_you}
        rzygać się|mi chce|od
        brzydzę|brzydzimy|gardzę|gardzimy|nienawidzę|nienawidzimy|nie ~1 znoszę|cierpię|znosimy ~2 {pl_you}
        nienawidzę|nienawidzimy|gardzę|gardzimy|brzydzę|brzydzimy|rzygam|rzygamy
        nikt ~2 pana|pani|panią|cię|ciebie|ci|was ~3 nie lubi|kocha|chce|znosi|trawi|potrzebuje|żałuje
        nikt nie ~1 zatęskni|zapłacze|tęskni|lubi|kocha ~2 {pl_you}
        nic ~1 dziwnego ~3 {pl_kin}|wszyscy|nikt ~3 zostawi*|odsz*|uciek*|rzuci*|zdradz*|nie
        {pl_kin} ~2 cię zostawi*|rzuci*|zdradz*|uciek*|nienawidz*
        śmieje|śmiejemy|śmieją|śmiali|śmialiśmy|nabijamy|śmiejecie się z {pl_you}
        się z pani|pana|ciebie|was ~1 śmieje*|śmiej*|nabija*
        całe|cały|wszyscy ~2 się ~3 śmieje|śmieją|nabija*
        spadaj|spadajcie|spieprzaj*|wynoś|zjeżdżaj*|odczep|odwal|zmiataj ~1 się|na|stąd|ode|drzewo|szczaw|$
        spadaj|spieprzaj*|wynocha|zjeżdżaj
        won stąd|mi|z
        odczep|odwal|odpieprz|odchrzań|walcie|wal ~1 się
        wypchaj|wypchajcie ~1 się|pan|pani
        idź|niech ~2 do ~1 diabła|piekła|cholery
        do diabła z
        zejdź|zniknij|znikaj|niech pan|pani|mi|z|i|stąd|na|$|nam zniknie|oczu|nie|zawsze
        zniknij|znikaj|zgiń|przepadnij
        nie pokazuj* się|więcej|tu|tutaj
        oddajcie|zrób|zróbcie|niech ~2 światu|nam|wszystkim ~2 przysług*
        świat ~2 był* ~2 lepszy|piękniejszy|spokojniejszy ~1 bez
        marnowanie|strata|szkoda powietrza|tlenu
        szkoda ~1 na ~2 {pl_you} ~1 powietrza|śliny|nerwów
        nie zasługuje*|zasługuj* ~1 pan|pani|na ~2 życie|dzieci|szacunek
        nie powinien|powinna|powinieneś|powinnaś ~1 pan|pani|się ~2 rodzić|urodzić|mieć|rozmnażać|żyć|istnieć
        urodzić|rodzić się? ~1 nie
        zatańczę|potańczę|ucieszę|świętować|cieszyć|napiję|wypijemy ~2 się? ~3 gdy|kiedy|jak|na ~2 pan|pani|grobie|zdechniesz|odejdzie|odejdziesz|pogrzebie|zrezygnuje
        twoja|pana|pani|twojej matka|matko|mama|starej|stara ~3 wstydzi*|dziwka|kurwa|wstyd*
        wstydź się
        wstydź* ~1 się
        wstydziłby|wstydziłaby ~1 się|pan|pani
        puknij|puknijcie|walnij|niech|stuknij ~2 się ~1 w
        puknij się
        dajcie|daj|daje ~1 nam|mi|pan|pani spokój|żyć
        oj|ojej|ach biedactwo|biedaku|biedna|biedny|bidulk*
        biedactwo
        gówno ~2 mnie|nas|to|cię ~1 obchodzi
    """,
    "abuse.wish": """
        niech ~2 pan|pani ~3 zdechnie|umrze|utopi|powiesi|udławi|spłonie|zgnije|zginie|skoczy ~1
        niech ~3 samolot|auto|samochód|dom|telefon|tramwaj ~3 spadnie|rozbije|spłonie|wybuchnie|rozjedzie|przejedzie
        samolot|auto|samochód ~2 się ~1 rozbije
        oby|żeby ~3 samolot|auto|samochód|dom ~4 spadł|rozbił|spłonął|wybuchł|zawalił|runął|urwał*
        oby|obyś ~5 złamał*|połamał*|skręcił*|stracił*|zachorował*
        proszę ~2 utopić|powiesić|zabić|zastrzelić się
        rychłej śmierci
        bolesnej|okropnych|najgorszych|samotnych|smutnych ~1 śmierci|świąt|urodzin
        zasłużył|zasłużyła|zasługuje ~2 na ~1 raka|zawał|śmierć
        trafi ~1 pana|panią|cię szlag
        oby|obyś|żebyś|abyś|byś ~6 {pl_bad_end}|nigdy|najgorsz*|cierp*|sczez*|spotka*|zbankrut*|rak|raka
        życzę|życzymy|modlę|modlimy|marzę ~4 {pl_bad_end}|najgorsz*|raka|śmierci|choroby|zawału
        zawał*|zawału ~6 się o to modl*
        oby ~2 panią|pana|pani|panu|cię|ci|ciebie|was|wam ~3 spotka*|trafi*|nigdy|odjęło|pokręciło|zostawił*
        oby ~2 to ~1 panią|pana|cię
        niech ~2 cię|pana|panią|was|go ~2 szlag|piorun|diabli|cholera|pokręci|porwą|wezmą
        szlag ~1 cię|pana|panią|was|by
        mam|mamy nadzieję ~1 że ~6 {pl_bad_end}
        mam|mamy nadzieję ~1 że ~3 złami*|połami*|rozbije|straci ~2 nog*|ręk*|kark|się|prac*
        utop|powieś|zabij|zastrzel|otruj|udław|uduś|potnij się
        skocz|skoczyć|rzucić|rzuć|wyskocz|wyskoczyć ~2 z|pod|przez ~1 mostu|okna|dachu|pociąg|tramwaj|balkonu|autobus|okno
        dostanie|dostaniesz ~1 pan|pani zawału|raka|wylewu|udaru
        kupić|kup|kupi|kupcie ~4 trumnę|nagrobek
        twój|twoim|pani|pana|twojego pogrzeb*
        przy|z odrobinie|odrobiną szczęścia ~7 wyssie|rozbi*|zgin*|wypad*|runi*|spłon*|urw*|wybuch*|spadnie*
        wyssie pan*|cię
        włóż|wsadź|wetknij ~3 palce|palec|głowę|język|widelec ~3 kontaktu|gniazdk*|piekarnik*
        wsadź|wsadźcie|wsadzi|wsadzić ~2 sobie ~3 gdzieś|dupę|tyłek|wiesz
        zasługuje*|zasłużył* ~2 na ~3 najgorsz*|śmierć|cierpienie|samotność
        na wszystko najgorsze
        wszystkiego najgorszego
        dobrze|tak ci|wam tak
        dobrze panu|pani tak $
        spal|smaż|gnij|zgnij|spłoń ~1 się? w piekle
        ktoś powinien|powinna|mógłby ~3 przywal*|zabić|uderz*|kopn*|lać|zlać|sprać|obić|stłuc|spoliczk*
        przywalić|przyłożyć|dokopać|przyłoży|przywali ci|panu|pani
        szkoda ~2 że ~3 żyjesz|przeżył*|urodził*
        zdechnij|zdychaj|umieraj|umrzyj|sczeźnij|gnij
        wypij|wypić|napij ~2 domestos*|kwas|kwasu|truciz*|wybielacz*
        smaż* się
    """,
    "abuse.threat": """
        jeszcze ~1 raz ~6 a|to ~3 pożał*|dostan*|znajd*|przyj*|zabi*
        przyjdę|przyjadę|przyjdziemy|przyjedziemy ~3 i ~3 pogadamy|porozmawiamy|wyjaśnimy|spal*|obi*|połam*|zabi*
        znajdziemy|znajdę ~1 pana|panią|cię|was $
        wiemy|wiem ~3 do ~1 której ~1 szkoły|przedszkola
        wiem|wiemy ~2 szkoły|przedszkola ~2 chodz*
        śpij|spać ~1 z ~1 jednym ~1 okiem
        oglądać|oglądaj ~2 się ~1 za ~1 siebie
        podpalę|podpalimy|spalę|spalimy
        w ciemnej|ciemnym ulicy|uliczce|zaułku
        zęby|zębów ~2 zbierać|stracisz|wybij*|wybić
        wybiję|wybijemy|wybić ~2 zęby
        nogi ~2 z ~1 dupy|tyłka
        gorzko tego
        wiem|wiemy|znam ~1 gdzie ~2 mieszka*|parkuj*|pracuj*|bawi*|śpi*
        uważać|uważaj|uważajcie|pilnuj|pilnować ~3 klatce|schodach|plecy|ciemno|parkingu|język|języka|słowa
        pożałuje*
        gorzko ~1 pożał*
        popamiętasz|popamięta
        zapłacisz za ~1 to|wszystko
        dorwę|dorwiemy|dopadnę|dopadniemy|zabiję|zabijemy|zniszczę|zniszczymy|skopię|pobiję|obiję|połamię|zatłukę|udupię|zgnoję|wykończę|spalę|znajdę ~1 cię|pana|panią|was|ciebie $|i|za|osobiście
        dorwę|dopadnę|zatłukę|udupię|zgnoję
        rozwalę|obiję|skopię|połamię|rozbiję|złamię|przetrącę|ukręcę|skręcę ~3 łeb|mordę|gębę|ryj|nogi|ręce|kark|kości|twarz|nos|głowę|palce|szyję
        dostaniesz|dostanie ~2 w ~1 mordę|łeb|ryj|zęby|gębę|pysk|twarz
        spotkamy|zobaczymy|policzymy ~1 się? ~2 na|w|po|pod parkingu|ciemnej|ciemno|osobności|domem|bramie|klatce
        gdybyśmy się spotkali
        jeszcze jeden|jedna|jedno|raz ~3 i|a|to ~3 pożał*|popami*|załatw*|zobaczysz
        szkoda byłoby|by|gdyby ~7 gdyby|jakby|żeby ~6 zapalił*|spłon*|stało|zgin*|dowiedzi*
        gdyby|jakby ~1 się? ~2 nagle|przypadkiem ~1 zapali*|spłon*|spali*|zgin*
        poprosiłem|kazałem|poprosiłam|kazałam ~8 odkręcony|odkręcić|odkręcił ~1 gaz|kurek|śruby
        zostawi* odkręcony gaz
        przetnę|przeciąć|przetniemy|przecięte ~1 hamulce|gardło|linki
        powiem|powiemy|doniosę|opowiem|pokażemy|pokażę ~2 sąsiad*|żonie|mężowi|szefowi|szefowej|pracodawc* ~5 co|wszystko|zdjęcia
        usuń|usunie|skasuj*|wycofaj* ~4 opini*|recenzj*|komentarz*|post|wpis|skarg* ~1 albo|inaczej
        chyba że ~2 usunie*|skasuje* ~2 opini*|recenzj*|komentarz*|wpis*
        opluć|naplułem|naplułam|napluję|plunąć ~3 jedzen*|paczk*|kaw*|twarz|ci
        otruję|otruć|zatruję|dosypię|dosypałem
        ładne|ładny|ładna|śliczna|śliczne ~2 dzieci|córka|córkę|auto|domek|dziecko ~5 szkoda
        strzeż się
        ja ci pokażę
        nauczę|nauczymy ~1 cię|pana|panią ~1 rozumu|szacunku|kultury|manier|moresu
        zabiję|zamorduję
        nogi|kości|ręce|zęby ~1 połam*
    """,
    "abuse.profanity": """
        gówno|gówna|gównian*|cholera|cholern*|dupa|dupy|dupie|dupę|sraj|sranie|srać|pierdol*|pieprz*|kurde|kurdę|wkurw*|wkurz*|zajebi*|jebać|jebane|jebany|chujow*|spiepr*|spierdo*
        do diabła|cholery|jasnej|licha
        na litość boską
        psiakrew|psia
        jasna|jasny ~1 cholera|gwint
        szajs*
    """,
    "tone.blame": """
        pana|pani|twoja|państwa|wasza|pańska|to własna|wyłączna|sam* wina|winie|problem|sprawa|decyzja
        pana|pani|twoja|państwa|wasza|pańska wina|winą|błąd
        sam|sama ~1 pan|pani|jest|sobie ~2 winien|winna|winny|winą
        na własne życzenie
        może|można mieć pretensje ~1 tylko
        pretensje do siebie
        trzeba ~1 było ~3 myśleć|czytać|sprawdzić|przeczytać|pomyśleć|uważać|słuchać|pytać|zapytać|pamiętać|wstać|wcześniej|dopytać|planować|zwrócić|liczyć
        należało ~3 myśleć|czytać|sprawdzić|przeczytać|pomyśleć|uważać|słuchać|zapytać|pamiętać
        mógł|mogła|mogłeś|mogłaś|mogli ~1 pan|pani|państwo ~3 wstać|pomyśleć|przeczytać|sprawdzić|zapytać|myśleć|wcześniej|zajrzeć|spakować|uważać
        wystarczyło ~1 przeczytać|zapytać|sprawdzić|pomyśleć|spojrzeć|posłuchać|uważać|zajrzeć|czytać
        gdyby|jakby|żeby ~1 raczył*|chciało|przeczytał*|słuchał*|sprawdził*|pomyślał*|pan|pani|czytał*|uważał*|zechci* ~2 raczył*|przeczytał*|słuchał*|sprawdził*|pomyślał*|otworz*|czytał*|uważał*|chciało|umiał*|wiedział*|pan|pani|się|był*
        raczył|raczyła|raczyłby|raczyłaby|raczy|raczyli
        to ~1 pan|pani|ty|pan coś|źle|nie|zawsze|znowu|sam|sama|zepsu*|zawini* ~2
        jak zwykle|zawsze ~1 pan|pani|wina|coś
        znowu|znów pan|pani|ty|to
        coś|znowu źle klikn*
        nie umie|słucha|czyta|raczy pan|pani|się
        nie słuchasz|czytasz|umiesz|potrafisz|rozumiesz
        kto ~1 nie ~1 czyta|słucha|pilnuje|uważa|płaci|pyta|wie|sprawdza ~2 ten|tego|to
        skoro ~2 nie słucha|czyta|rozumie|umie|potrafi pan|pani ~3
        jeśli|jeżeli ~2 nie słucha|czyta pan|pani
        skoro ~1 inni|wszyscy|tysiąc*|dzieci|każdy|milion*|trzysta|tyle|innym ~4 potraf*|mog*|daj*|umie*|udaje|rad*
        inni|pozostali ~2 jakoś|potraf*|dają|dał*|umie*|rozumie*|zdąży*
        nikt ~1 inny ~2 się? ~1 nie? ~2 skarż*|narzek*|problem*|zgłasz*|pyta*|dzwoni
        dziwne|ciekawe nikt|inni|wszyscy
        podpisał*|kliknął* ~1 pan|pani|to ~2 więc|to płac*|teraz|niech|trzeba
        widziały ~1 gały
        jak ~2 pan|pani|sobie ~1 pościelił*
        przestań|przestańcie|proszę|niech|dość ~2 przestać|przestanie|skończ|jęczeć ~2 marudz*|jęcz*|narzek*|płak*|histeryz*|wydziwia*|krzycz*|zawraca*|kłama*|zmyśla*|się|dramatyz*
        marudz*|jęcz*|histeryz*|wydziwia*|biadol*|lamentuj*|lamentow*
        teraz ~1 płakać|narzekać|płacze|lamentować|jęczeć|płaczesz
        zawraca* ~1 głow*|gitar*|nam
        marnuje*|marnować|traci*|tracić ~2 nasz|mój|czas|nam|mi ~1 czas
        jak ~2 można było|tak ~3 zepsuć|pomylić|zapomnieć|zgubić|przegapić
        roztargnieni*|gapiostw*|niedbalstw*|lenistw*|głupot*|bezmyślnoś* ~4
        błąd ~1 użytkownika
        między krzesłem|fotelem a
        od ~1 pisania|dzwonienia|narzekania|krzyku|krzyczenia|płaczu ~2 nie
        od ~1 tego|czasu nie|się ~2 szybciej
        takie ~1 kwiatki
        zawsze winni|winny|wina
        twierdzi ~1 pan|pani ~3 czytał*|przeczytał*|wie
        rzekomo|podobno pan|pani czytał*|przeczytał*
    """,
    "tone.belittling": """
        głupie|głupich|durne|idiotyczne|bezsensowne pytani*|pytań|skarg*|reklamacj*|pretensj*
    """,
    "tone.condescending": """
        proszę się uspokoić|opanować|ogarnąć|wyluzować|puknąć
        uspokój|opanuj|ogarnij|wyluzuj|weź ~1 się|pan|pani
        bez|tylko ~1 nerwów|histerii|dramatów $|proszę
        jak|co już ~3 pisał*|mówił*|wspomin*|tłumacz*|wyjaśni*|powiedzia*|napisa*|pisaliśmy
        już ~2 dwa|trzy|kilka|wiele|drugi|trzeci|wielokrotnie|sto|czwarty|piąty|pięć ~1 razy|raz ~2 pisał*|mówił*|tłumacz*|wyjaśni*|powiedzia*|napisa*|pisz*|mówi*
        przecież już? ~1 pisał*|napisał*|mówił*|powiedział*|tłumaczył*|wyjaśni*|wyraźnie ~1
        ile razy mam|mamy|można|jeszcze|trzeba|będę
        po raz kolejny|ostatni|setny|trzeci|czwarty|piąty|n
        powtarzam|powtórzę|powtarzamy ~1 się|raz|jeszcze|po|wyraźnie|$|nie|trzeci
        nie ~1 mam|mamy ~1 czasu|cierpliwości|siły|ochoty|sił ~2 tłumaczyć|na|powtarzać|wyjaśniać|tego|dla|do
        tłumaczyć ~2 tego|to|panu|pani ~2 trzeci|drugi|raz|setny|czwarty|ciągle|znowu
        trzeci|czwarty|piąty|setny|dziesiąty raz ~1 wpisuje*|tłumacz*|mówi*|pisz*|pyta*|powtarza*|to|$|dzwoni*|odpowiad*
        piąta|szósta|czwarta|dziesiąta|setna|kolejna wiadomość dzisiaj|dziś|od
        wspominał|mówił|pisał pan|pani
        ^ tak wiemy $
        ^ wielokrotnie $
        zgodnie|jak ~1 z|w ~1 poprzednim|poprzednich|poprzedniej|moim|ostatnim ~1 mailem|mailu|wiadomości* ~2 i|jeszcze|oraz
        co ~2 tu|tutaj|w|jest|pan|pani|nie|dokładnie ~2 niejasne|niezrozumiałe|rozumie*|trudnego|niejasnego|skomplikowanego|rozumiesz
        czego pan|pani nie rozumie
        czy|czyżby pan|pani|państwo ~1 w? ogóle
        czy|czyżby pan|pani naprawdę|umie|potrafi ~1 czytać|rozumie|liczyć|nie
        czy ty ~2
        w ogóle pan|pani
        pan|pani w ogóle czyta*|słucha*|rozumie*|próbowa*|myśli|wie|sprawdz*
        może|radzę|polecam|proszę|warto ~1 warto|najpierw|uważnie|wreszcie ~1 przeczytać|czytać|przeczyta|pomyśleć|myśleć|nauczyć|posłuchać
        proszę|radzę najpierw|wreszcie ~2 nauczyć|przeczytać
        przeczytać|czytać|czytaj|przeczytaj ~2 ze ~1 zrozumieniem
        czytać ~1 ze
        nauczyć|naucz|nauczcie|nauczy ~2 się? ~2 najpierw|czytać|liczyć|pisać|robić|obsługi*|słuchać|myśleć|kultury|polskiego ~3
        proszę się? nauczyć
        niech pan|pani ~1 poprosi|zapyta|spyta|zawoła|nauczy|przeczyta|pomyśli|założy|włoży|kupi ~3 wnucz*|dziec*|syn*|córk*|mam*|okular*|głow*|słown*|uważnie|wyobra*|mózg*
        wnuczka|wnuka|wnuczkę|wnuczek|wnusia
        poprosić|zapytać|spytać ~2 dzieck*|dziecko|wnu*|kogoś ~1 mądrzejszego|dorosłego|starszego|innego|$
        okulary|okularów|okularach ~3 pomog*|przyda*|założ*|czyta*|by|kup*
        założyć|kupić|włożyć|zmienić|wyczyścić ~2 okulary
        dorosły|dorosła|dorosłych|normalny|rozsądny|inteligentny|przeciętny|każdy ~1 człowiek|osoba|klient|głupi|rozumny ~2 powinien|powinna|wie|potrafi|umie|rozumie|pamięta|by|wiedział*
        dzieci|dziecko|przedszkolak*|pierwszoklasist*|pięciolat* ~3 wie|wiedzą|potrafi*|umie*|rozumie*|ogarnia*|podstawówce|przedszkolu
        nawet|każde ~2 dziecko|dzieci|babcia|idiota|pięciolatek|małpa
        ogarniają ~1 już
        to nie jest fizyka|takie|trudne|skomplikowane|rocket|matematyka|filozofia|tak
        fizyka|chirurgia ~1 kwantowa|jądrowa|mózgu
        filozofia|filozofii $|wielka|tu|w
        chyba ~2 nie|proste|jasne|nie|oczywiste ~2 takie|trudne|zrozumiał*
        ^ proste $
        proste prawda|chyba $
        to chyba proste
        wyraźnie ~1 napisan*|napisał*|pisze
        wszystko jest napisane|czarno
        jak byk
        regulamin się kłania
        się ~1 kłania $
        zna* ~2 podstaw
        nie ~1 zna|znasz|znają|rozumie|wie ~2 podstaw|pojęcia|nic|elementarn*
        nie ma pan|pani pojęcia|racji|bladego|zielonego
        bladego|zielonego ~1 pojęcia
        dyskutować|rozmawiać|gadać|kłócić ~2 z ~1 kimś|kim|takim|panem|panią|idiot*|ludźmi
        z całym szacunkiem
        niańcz*|niańka|niańką|niania|przedszkol* ~2
        nie ~2 pańsk*|pani|pana|twoj* ~1 sekretark*|służ*|niań*|matk*|mam*|psycholog*|sprzątaczk*
        nie ~2 sekretark*|niańk*|niani*|służąc*|psycholog*|jasnowidz*|wróżk*|cudotwórc*
        użyć|użyj|użyje|włączyć|ruszyć ~1 głowy|mózgu|rozumu|myślenia|głową|mózg
        myśleć|pomyśleć|pomyśl|myśl $|czasem|trochę|logicznie|najpierw
        google nie gryzie
        wpisać|sprawdzić|zapytać|poszukać ~2 w ~1 google|googlu|googlach|internecie
        pan|pani ~1 chyba|najwyraźniej|ewidentnie|wyraźnie|raczej|widocznie|oczywiście ~2 nie|żartuje|przesadza|sobie|zapomnia*|pomyli*|coś
        żartuje ~1 pan|pani
        proszę nie przesadzać|histeryzować|dramatyzować|marudzić|krzyczeć|zmyślać|wymyślać|kłamać|opowiadać|robić|żartować
        kochana|kochaniutk*|kochanieńk*|złociutk*|słonko|skarbie|kotku|dziecinko|kobieto|człowieku|paniusi*|babciu|dziadku
        posłuchaj|słuchaj|posłuchajcie ~1 no|uważnie|pan|pani|mnie|$
        dużymi|drukowanymi|wielkimi ~1 literami
        narysować|przeliterować|rozrysować ~3
        powoli i wyraźnie
        na pewno będzie umiał*|wiedział*
        wstyd|śmieszne|żałosne|zabawne|żenujące|niewiarygodne|przykre ~1 że|jest|pan|jak ~2 pan|pani|ktoś|dorosł*|że
        wyobraźnia|wyobraźni ~1 pana|pani
    """,
    "tone.sarcasm": """
        gratuluję|gratulujemy|gratulacje|brawo|brawa ~1 odkrycia|odkrył*|spostrzegawcz*|refleksu|wreszcie|nareszcie|umiejętności|pomysłowości|logiki|poczucia
        ^ brawo $
        ojej|oj|ojoj|ach|och ~4 dramat|tragedia|biedn*
        ^ ojej|ojoj ~4 spóźnieni*|minut|złoty|złotych
        ^ dramat|tragedia $
        też mi problem|coś|dramat
        wielkie ~1 rzeczy|halo|mi
        koniec ~1 świata
        serce mi pęka|krwawi
        płakać mi się
        bo ~1 pan|pani|państwo ~2 wie|zna ~1 oczywiście|przecież|lepiej|najlepiej
        pan|pani ~1 wie|zna ~2 lepiej|najlepiej
        przecież|oczywiście ~1 pan|pani|to ~1 wie|zna|jest|nasza ~2 lepiej|najlepiej|ekspert*|wina|specjalist*
        lepiej ~2 od ~1 nas|mnie
        zawsze|wszystko ~2 nasza|nasz|przez ~1 wina|nas
        dziękuję|dziękujemy|dzięki za ~3 nic|światłe|genialn*|złote|arcycenn* ~1 uwag*|rady|radę|$|opini*
        uwag* ~2 na ~1 jaką|którą ~1 zasługuje ~3 żadn*|czyli|zero
        na jaką zasługuje
        czyli ~1 żadną|żadnej|zero|wcale
        a ~1 czego|co ~2 pan|pani ~2 spodziew*|oczekiw*|myśl*|chciał*
        czego ~2 się? ~2 spodziew*|oczekiw*|pan|pani|chciał* ~3 spodziew*|oczekiw*|za|$|po|chciał*
        za tę|taką cenę
        co ~1 najwyżej ~2
        ^ super|świetnie|fajnie|cudownie|wspaniale|miło dla pana|pani|ciebie|państwa $
        no i co|dobrze|proszę|świetnie|fajnie $|z|teraz
        lol|haha|hahaha|hehe|xd ~1 no|nie|pan|tak|dobre|co|serio|$|sorry
        ^ serio $
        ^ naprawdę $
        ktoś|komuś ~2 wstał*|chyba|dziś|dzisiaj|tu ~2 lewą|humor|obraził*|nog*|nerw*|się|marudzi
        lewą ~1 nogą
        zawsze|ktoś ~2 inni ~2 prawda
        jakie to smutne|przykre|urocze|słodkie|straszne
        jak ~2 miło|cudownie|słodko|uroczo|smutno ~1
        marzyć|marzenia|śnić|pomarzyć ~2 dobra|można|wolno|zawsze|$
        dobre ~1 sobie
        odkrył*|odkryła pan|pani ameryk*
        niespodzianka $
        pozdrawiamy ~1 myślących
        może ~1 też|jednak|kiedyś|wreszcie|i ~1 pan|pani|pan ~1 da|uda|zrozumie|nauczy|też ~2 radę|się|rade
        pan też da|potrafi
    """,
    "tone.dismissive": """
        to|nie ~2 nie|nasz|mój|moja|nasza|moje|pani ~1 nasz|mój|moja|nasza|moje ~1 problem|sprawa|działka|wina|interes|zmartwienie|praca|bajka|broszka|obowiązek
        nie nasz|mój|nasza|moja|moje problem|sprawa|działka|interes|wina|broszka|zmartwienie|cyrk
        pana|pani|pański|twój|państwa problem|zmartwienie|sprawa|kłopot|strata $|nie|a
        nic mnie|nas|mi to? nie obchodzi
        mnie|nas ~2 nie ~1 obchodzi|interesuje
        kogo to obchodzi|interesuje
        co mnie|nas|mi to
        wszystko|to mi|nam jedno
        mam|mamy to gdzieś|głęboko
        i co z|teraz tego|$
        ^ trudno $
        no ~1 trudno
        takie ~1 życie|jest
        jak|jeśli|jeżeli ~1 się? ~2 nie ~2 podoba ~4 to|proszę|zmień*|droga|drzwi|może|niech
        nie ~1 podoba ~4 zmienić|zmień|innej|inną|drzwi|droga|inny|konkuren*
        proszę|niech ~2 znaleźć|poszukać|zmienić|szuka|iść|idzie|zmieni|pójść ~2 inn*|konkuren*|gdzie|sobie ~1 firm*|bank*|operator*|dostawc*|sklep*|indziej|przewoźnik*|$
        do ~1 konkurencji
        droga ~1 wolna
        niech ~1 się? ~2 pan|pani ~1 się? ~2 skarży|żali|poskarży|cieszy|pocałuje|buja|odczepi|wypcha|zajmie|leczy
        skarżyć|żalić|poskarżyć ~2 się? ~2 komu|mamie|gdzie|komuś|ścianie|do ~1 innemu|indziej|innego|kogo
        ja|my tu|tutaj tylko pracuj*
        tu tylko pracuj*
        płacą mi|nam i
        mam|mamy ~2 ważniejsze|lepsze ~1 sprawy|rzeczy|zajęcia|problemy
        innych klientów też|$|niż|oprócz
        nie jest pan|pani jedyn*|sam|sama|pępkiem|wyjątk*
        pępk* ~1 świata
        świat nie kręci
        koniec|kropka ~1 dyskusji|tematu|kropka
        kropka $
        nie ~1 będę|będziemy|zamierzam|mam ~1 zamiaru? ~2 dyskutować|tłumaczyć|powtarzać|się|słuchać|niańczyć|wysłuchiwać|tracić|prowadzić|kłócić
        proszę ~1 przestać ~2 pisać|dzwonić|wydzwaniać|nas|zawracać|do|mnie|spamować
        przestań|przestańcie|przestanie ~1 pan|pani|pisać|dzwonić|nas|już
        proszę ~1 więcej? ~1 nie ~1 dzwonić|pisać|wydzwaniać|zawracać|truć ~2 $|więcej|głowy|do
        nie ~1 zawracać|zawracaj|truj|truć ~2
        skończył|skończyła pan|pani już|$
        czego pan|pani znowu|ode|jeszcze|właściwie|chce
        zrobiliśmy|zrobiłem|zrobiłam ~1 swoje
        my zrobiliśmy swoje
        bierz|brać|albo ~2 albo ~1
        radzić|poradzić|proszę|radź ~2 sobie ~1 sam*|jakoś|radzić
        proszę|niech sobie radzić|poszukać|sprawdzić|poczytać|wyobrazić|darować sam*|$|w
        daruj*|darować ~1 sobie
        niech|proszę ~1 pan|pani|nas ~1 pozwać|pozwie|idzie|poda ~2 do|nas|sądu
        spieszy|śpieszy ~2 mi|nam|się ~1 nie
        szkoda ~1 czasu|gadać|słów|mojego|naszego
        nie chce mi|nam się
        powodzenia z tym|takim
        obejdzie ~1 się|bez
        wolne ~1 żarty
    """,
}

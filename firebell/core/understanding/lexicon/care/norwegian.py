"""Cues of customer care in Norwegian (Bokmål, and common Nynorsk forms)."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """sint, sinte, forbanna*, rasende, irriter*, provosert*, provoserende, hissig,
        sinna, fly forbanna, uakseptabel*, skandale*, skandaløs*, skam dere, for jævlig, dritt
        lei, drittlei, lei av, lut lei, møkka lei, møkk lei, nok er nok, hårreisende, helt
        utrolig dårlig, hater, opprørt*, frekt, frekke, frekkhet*, latterlig*, fy faen, fy
        søren, dra til helvete, hva faen, uhørt, respektløs*, uforskamm*, frustrer*,
        skammelig*, idioti, vrede""",
    Cue.FEAR: """redd, redde, livredd*, skremmende, skremt, skremmer, bekymr*, engstelig*,
        nervøs*, angst, panikk*, frykt, frykter, fryktelig redd, urolig, utrygg*, uhyggelig*,
        mareritt*, tør ikke, livsfarlig""",
    Cue.SADNESS: """trist, triste, tristhet, lei meg, lei seg, gråter, gråt, grått, gråte,
        skuffet, skuffende, skuffa, skuffelse*, fortvil*, deprimer*, ulykkelig*, knust,
        hjerteskjærende, sorg, sørger, sørgelig, savner, savn, ensom*, håpløs*, tårer, tårene,
        dessverre, vondt, såret, nedfor, gikk bort""",
    Cue.JOY: """glad, glade, gleder, gleder meg, glede, lykkelig*, elsker, elsket, kjempeglad,
        strålende, fantastisk*, morsom*, gøy, haha, hahaha, smiler, smil, ler, latter,
        fornøyd*, takknemlig*, nydelig*, herlig*, jippi, hurra, stolt, stolte, koselig*,
        kjempefornøyd, super, beste dagen, digg, topp, trivelig*, feirer""",
    Cue.HOPE: """håper, håp, håpet, håpefull*, forhåpentlig*, krysser fingrene, ser fram, ser
        frem, ønsker meg, kryss fingrene, tror på, optimist*, gi ikke opp, en dag""",
    Cue.GRIEVANCE: """venter fortsatt|fremdeles|fremdeles, fortsatt ikke|ingen, fremdeles
        ikke|ingen, har ventet, ventet i, ikke fått, ikke mottatt, aldri fått|mottatt|kommet,
        aldri kom, kom aldri, ikke kommet, ikke levert, får ikke|ingen, fikk ikke|ingen, ingen
        svar|svarer|hjelp|hjelper, svarer ikke, ikke svar, virker ikke, fungerer ikke, funker
        ikke, fungerte ikke, virket ikke, går ikke, ble innstilt, var innstilt, er innstilt,
        feil vare|størrelse|beløp|adresse|navn|produkt|farge, trukket to|dobbelt, belastet
        to|dobbelt, betalt to, blir ikke, kommer ikke, kommer ikke inn, låst ute, ødelagt*,
        gått i stykker, i stykker, gikk i, dårlig service|kundeservice|opplevelse|kvalitet,
        elendig service|kundeservice, elendig*, la på, i telefonkø, telefonkø, i kø, hvor er
        pakken|bagasjen|pengene|ordren|varen, hvor blir, borte vekk, pakken min, bagasjen min,
        kofferten min, uten internett|strøm|dekning, nede igjen, kjempedårlig, dårligste""",
    Cue.SUGGESTION: """foreslå*, forslag, burde dere|ha|hatt|være|vært|gjøre|legge|kunne, dere
        burde, dere bør, bør dere, hva med å, hvorfor ikke, kunne dere ikke, det hadde vært,
        hadde vært fint|bra|kult|flott|supert|nyttig|greit|digg, ville vært, ønsker meg, skulle
        ønske, savner en, legg til, legge til, kunne vært, kunne blitt, kan forbedres,
        forbedre, forbedring*, tips til, et tips, en idé, ide, idé, tilbakemelding, neste gang,
        gjerne ha, savner mulighet, savner muligheten""",
    Cue.CANCEL: """si opp, sier opp, sa opp, sagt opp, oppsigelse*, avslutter, avbestill*,
        kansellere, kansellerer, bytter til, bytte til, byttet til, bytter
        bank|leverandør|operatør|selskap, bytte bank|leverandør|operatør|selskap, aldri mer,
        aldri igjen, siste gang jeg|vi, ferdig med dere, ferdige med dere, aldri
        handle|kjøpe|fly|bestille|bruke, mistet en, mistet meg, dere mister, slette kontoen,
        slett kontoen, slutter som, slutte som, meld meg av, avmelding, handler aldri, kjøper
        aldri, flyr aldri, konkurrent*, avslutte abonnement|abonnementet|avtalen|kontoen|konto|
        kundeforholdet|medlemskap|medlemskapet, aldri fly|handle|bestille|bruke med|hos dere,
        går til konkurrenten, går til en annen, går over til""",
    Cue.LEGAL: """advokat*, forbrukerråd*, forbrukertilsyn*, forbrukerombud*, rettssak*,
        søksmål*, saksøk*, anmeld*, politianmeld*, forliksråd*, rettslig*, juridisk*, retten,
        ulovlig*, klagenemnd*, finansklagenemnd*, transportklagenemnd*, datatilsyn*, inkasso,
        lovbrudd, kjøpslov*, forbrukerkjøpslov*, angrerett*, klage formelt, formell klage,
        tinghuset, tingretten""",
    Cue.PRESS: """journalist*, avisen, aviser, avisa, pressen, mediene, nrk, vg, dagbladet,
        tv2, tv 2, aftenposten, forbrukerinspektørene, lokalavis*, går til
        avisene|pressen|media, delt på facebook, dele dette, deler dette, alle skal få, henge
        dere ut, henger dere ut, reportasje, til media, i media""",
    Cue.COMPENSATION: """refusjon*, refunder*, erstatning*, kompensasjon*, kompenser*, pengene
        tilbake, penger tilbake, pengene mine, tilbakebetal*, gavekort, godtgjør*, prisavslag*,
        avslag i pris, dekke utgifter|kostnader, skylder meg, dere skylder, ny vare, heving av,
        heve kjøpet, reklamasjon*, reklamer*, dekker utgifter, dekker utgiftene""",
    Cue.PROMOTION: """følg meg, følg oss, konkurranse, vinn, rabattkode*, kjøp nå, bestill nå,
        klikk her, link i bio, lenke i bio, meld deg på, tilbud, les mer, ny video, nytt
        innlegg, kampanje, gratis frakt, tjen penger, salg, trekker en vinner""",
    Cue.IRONY_MARK: "ironi, sarkasme, ironisk, sarkastisk, særlig, liksom",
    Cue.MOCK: """takk for ingenting|at|null|ingen, takk for at|ingenting, tusen takk for
        at|ingenting|ingen, bra jobba|jobbet, godt jobba|jobbet, bra jobbet, gratulerer med, så
        mye for, for en overraskelse, overraskelse, akkurat det, akkurat hva, så
        koselig|hyggelig|fint|flott|gøy|deilig|herlig, så bra, jo takk, ja da, jada, å
        herlighet, elsker når|å|at|hvordan, elsker det når, så typisk, typisk, stå på, fortsett
        sånn, imponerende at, veldig imponerende, hva kunne, heldige meg, heldig meg, jippi,
        fantastisk at, fantastisk service, toppen, klasse, så proft, kjempeproft, kjempebra, så
        flinke, gleder meg til|å, helt topp, så snilt""",
    Cue.GUSH: """takk, tusen, fantastisk*, strålende, flott, herlig, nydelig, supert, super,
        kjempebra, elsker, perfekt, topp, utmerket, imponer*, gratulerer, bra, hyggelig,
        koselig, deilig, gøy, proft, knall, glimrende, snilt, praktfullt""",
    Cue.MISHAP: """forsink*, innstilt*, kansellert, venter, vente, ventet, timer, kø, køen,
        feil, feiler, ødelagt, mistet, borte, tapt, stengt, nede, treg, tregt, uker, måneder,
        ingenting, ingen, ignorert, dårlig, mandag*, regn, buss for, buss, gebyr*, regning*,
        kræsj*, krasj*, igjen, tredje gang, kald, kaldt, skitten, våt, tomt, glemt, aldri""",
    Cue.EXCLAIM: "wow, å, åh, jippi, oi, jaså, hurra, jøss, neimen, ja",
    Cue.LOYAL: """trofast kunde, vært kunde, kunde i, i mange år, vanligvis, liker dere, glad i
        dere, dere er bedre, dere kan bedre, ellers fornøyd|bra|flott, pleier å, stor fan,
        heier på, vil dere vel, alltid vært""",
    Cue.CONDEMN: """svindel*, svindl*, lureri, bedrageri*, bedrag, tyver, tyveri, boikott*,
        hold dere unna, hold deg unna, styr unna, ikke kjøp|bruk|bestill|handl|stol, unngå,
        skam dere, håper dere går, gå konkurs, går konkurs, løgnere, løgner, lyver, kriminelle,
        grådig*, kjeltring*, juksemaker*, lurt, lurer folk, søppel, useriøs*, dra til helvete,
        verste selskapet|selskap|butikk|butikken|flyselskapet|flyselskap|firma|firmaet|service|
        servicen""",
    Cue.HARM: """drepe deg|dere|ham|henne|dem, dreper deg|dere, drep dere, skyte deg|dere,
        skyter dere|deg, tar deg, ta deg, banke deg|dere|ham|henne, banker deg|dere, brenne
        ned, brenner ned, sprenge dere|kontoret|butikken, bombe dere|kontoret|butikken, knekke
        deg|beina|nakken, vet hvor du|dere, finner deg|dere, finne deg|dere, kommer til å
        angre, du skal angre, dere skal angre, få svi, skal få, håper du dør|dere dør, håper
        dere dør|brenner|lider|råtner, fortjener å dø|bli, burde skytes|drepes|henges|skutt,
        pass deg, passe deg, ta livet av deg|dere, gå og dø, slå deg|dere, slå ned""",
    Cue.VIOLENT: """drepe, drep, skyte, brenne, bombe, sprenge, knivstikke, kniv, banke, slå,
        henge, våpen""",
    Cue.YOU: "du, deg, dere, din, deres, ditt, dine, sjefen, sjåføren, kontoret, ansatte, dem",
    Cue.WILL: "skal, kommer, vil, lover, sverger, burde, fortjener, håper",
    Cue.SLUR: """neger, negre, negeren, pakkis*, svarting*, homse, homo jævel, soper, sopere,
        utlendingsfaen, mongo, apekatt*""",
    Cue.SAFETY: """farlig*, livsfarlig*, brannfare*, tok fyr, tar fyr, begynte å brenne, det
        brenner, røyk fra, røyk ut, røykutvikling, eksplo*, gasslekkasje, lukter gass,
        elektrisk støt, fikk støt, strømstøt, kortslutning*, gnister, bremsene
        sviktet|virket|virker, bremser ikke, sikkerhetsbelte*, setebelte*, nødland*,
        kvelningsfare, overopphet*, mugg i, glass i maten|maten, metallbit*, salmonella, utgått
        på dato, utgått mat, sikkerhetsrisiko, sikkerhetsbrudd, utrygt, kunne ha dødd|drept,
        kullos, giftig*, nestenulykke*, evakuer*, feil medisin|dose, avsporet, brannalarm""",
    Cue.SAFETY_MAYBE: """brann, røyk, fare, sikkerhet*, gass, lekkasje, lekker, ulykke*, brent,
        tilbakekall*""",
    Cue.INJURY: """skadet, skadd, skade på, skader, personskade*, blør, blødde, blod,
        ambulanse*, sykehus*, legevakt*, brakk, brukket, brudd i, hjernerystelse, brannskade*,
        brannsår, brente meg|seg, kuttet meg|seg, skar meg|seg, allergisk*, matforgift*,
        forgift*, utslett, kastet opp, kaster opp, spydde, spyr, bevisstløs*, besvimte,
        hjerteinfarkt, falt og, skled og, snublet, kvalt, kvalte, sår, syk av, syke av, anfall,
        slo hodet""",
    Cue.INJURY_MAYBE: """vondt, smerte*, smerter, syk, lege, legen, insulin, medisin*, astma,
        rullestol*, døde, død""",
    Cue.MINORS: """mindreårig*, under 00 år, barnet mitt alene, barn alene, alene barn, glemt
        barnet, barnehage*, barnesete*, babyen, spedbarn*, nyfødt*, overgrep mot, 0 år gammel,
        00 år gammel, 0 åring, 00 åring, 0åring, 00åring, selger alkohol til, solgte alkohol
        til, solgte øl til, skolebarn, åringen""",
    Cue.MINORS_MAYBE: """barn, barna, barnet, ungene, unger, sønnen min, dattera mi, datteren
        min, sønn, datter, sønnen, datteren, gutt, jente, tenåring*, elev, elever, barnevogn*,
        baby""",
    Cue.SELF_HARM: """selvmord*, ta livet av meg|seg, ta livet mitt, ta mitt eget, tar livet av
        meg, drepe meg selv, drepe meg, vil dø, ønsker å dø, orker ikke mer, orker ikke leve,
        ikke leve lenger, vil ikke leve, skade meg selv, selvskad*, kutte meg, henge meg, hoppe
        foran, gjøre slutt på, ende livet, avslutte livet, ingen grunn til""",
    Cue.DISCRIMINATION: """rasis*, rasist*, sexis*, sjikane*, diskriminer*, homofob*,
        transfob*, islamofob*, antisemit*, hudfarge*, på grunn av
        hudfargen|religion|legning|alder|kjønn|hijab|rullestol, fordi jeg er svart|mørk|muslim|
        homofil|trans|kvinne|gravid|gammel|ufør|blind|døv, funksjonshem*, funksjonsneds*,
        førerhund, trakasser*, mobbet, ufin berøring, befølt, universell utforming,
        hatkriminalitet""",
    Cue.BREACH: """datalekkasje*, datainnbrudd*, personvern*, gdpr, hacket, hacka, hackere,
        personopplysning*, mine opplysninger, mine data, dataene mine, andres
        ordre|konto|opplysninger|faktura|navn, en annens, andre kunders, noen andres,
        identitetstyveri, id-tyveri, phishing, svindelforsøk, lekket, kortet mitt ble|misbrukt,
        misbrukt kort, taushetsplikt, uvedkommende""",
    Cue.CRIME: """stjålet, tyveri, ranet, overfall*, politi*, voldtekt*, voldtatt, utpress*,
        trusler, truet, forfalsk*, hvitvask*, kriminelt, forfølg*""",
    Cue.EARLIER: """igjen og igjen, nok en, enda en, tredje gang, andre gang, fjerde gang,
        femte gang, gang på gang, flere ganger, mange ganger, 0 ganger, 00 ganger, har ringt,
        ringt 0, ringte, har sendt, har skrevet, snakket med, ble lovet, har lovet, lovte,
        lovet meg, fikk beskjed, ble fortalt, forrige uke|måned|gang, i ukevis, i månedsvis,
        uker siden, måneder siden, siden januar|februar|mars|april|mai|juni|juli|august|september|
        oktober|november|desember, 0 uker, 0 måneder, 00 dager, 0 dager, saksnummer*, purret,
        purrer, purring, hver gang, satt over, tidligere""",
    Cue.PARTIES: """forsikring*, banken, banken min, utleier, arbeidsgiver, lege, sykehus,
        politi*, toll*, ambassade*, visum, kommunen, nav, retten, kontrakt*, garanti*,
        reklamasjon*, vilkår*, faktura*, skatt*, boliglån, fullmakt*, dødsbo, arv, leverandør*,
        tekniker*, montør*, reisebyrå*, posten, transportør*, hovedkontor*, sameie*, huseier""",
}

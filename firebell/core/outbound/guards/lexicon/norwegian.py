"""Norwegian (Bokmål, with some Nynorsk). See `english` for the form."""
# ruff: noqa: E501 - a phrase stays on its line

MACROS = {
    "nb_you": "du deg din ditt dine dere deres dykk",
    "nb_er": "er var blir er'e",
    "nb_such": "en et ei den det så helt bare jo en litt veldig jævla jævlig fordømt fordømte "
    "forbanna forbannede forbannet fæl feit stor liten lite gammel gamle skikkelig ordentlig rett "
    "komplett fullstendig total utrolig rimelig innmari ufattelig sabla forpulte helvetes hersens "
    "ganske virkelig egentlig faktisk slik sånn visst nok vel en",
    "nb_slur": "tufs tufse tufser amøbehjerne fiskehjerne hønsehjerne hjerneskad* psykopat sosiopat "
    "pikkhue pikkhode ludder gråsugge ekling svinepels lømmel* kverulant kverulanten "
    "åndsamøbe surpomp sursild drittstøvel knulle pule pul idiotkunde fitta dustemikkel "
    "dummenikk stakkarskrok "
    "idiot idioten idioter idiotisk tulling* tosk tosken tosker tåpe tåper åndssvak* "
    "evneveik* imbesil* kretin* dåst* mongoloid* drittsekk* dritunge* "
    "drittunge* rasshøl* rasshol* rævhøl* rævhull* kukhue* kukhode* fitte* hore hora horer horunge* "
    "jævel jævelen jævler kakerlakk* hespetre* hurpe hestkuk* tosking* idiotunge* "
    "surkjerring* pissetryne* "
    "dritthode* dritthue* skittunge* kødd kødden pappskalle* tomsing* idiotene drittkjerring* "
    "sosekopp* fjols fjolset fehue* fehode* treskalle* klodrian idiothue* "
    "fjott* tafatt suppegjøk* gærning* steikhue* sjofel sjofle",
    "nb_fool": "udyr skadedyr kakerlakk larve amøbe bølle jåle skrulle geit igle flue "
    "skabb pysa pyse reinspikka tosken tufsen troll gubbe "
    "rotte svin gris ku esel sau ape orm snylter snyltere parasitt* søppel avskum "
    "utskudd rakk pakk taper tapere klovn feiging løgner kjeltring fyllik krek kryp vemmelig gærn "
    "gal skrulle skrulling tulling utyske hykler sutrekopp sytekopp gnier heks kjerring kjerringa "
    "hurpe dust dusten nek naut sinke tøs merr skrot dritt null purke gribb",
    "nb_nasty": "dum dumme dummest teit teite teitest stupid hjernedød hjernedaud udugelig* "
    "ubrukelig* verdiløs* patetisk* ynkelig* motbydelig* ekkel ekle stygg stygge styggest feit "
    "feite heslig* avskyelig* frastøtende kvalmende vemmelig* korka innskrenk* tilbakestående "
    "sinnssyk* gærn uutholdelig* dustete idiotisk enfoldig*",
    "nb_called": "gris svin rotte ku purke kjerring kjerringa heks hurpe taper tapere snylter dust tosk "
    "kødd krek kryp klovn feiging løgner merr tøs tulling tufs idiot esel ape parasitt* udyr bølle "
    "sutrekopp sytekopp hykler gnier pyse pysa sinke nek naut gærning",
    "nb_kin": "kona kone mannen mann ungene unger barna barn datteren dattera datter sønnen sønn "
    "mor mora moren far faren familien familie kjæresten samboeren",
    "nb_bad_end": "dør dauer drukner drukne kveles kvele kveler råtner råtne brenner krepere kreperer "
    "begravelse* kreft styrter styrte krasjer eksploderer ihjel hjel hjertestans hjerteinfarkt "
    "svulst blør helvete omkommer forulykke* overkjørt påkjørt smertefull* visner",
    "nb_body": "bein beinet beinene benet nakken nakke halsen hals armen arm ryggen kneet tenner "
    "tennene fingrene fingre hodet trynet kjeften",
}

PHRASES = {
    "abuse.insult": """
        ikke den skarpeste|lyseste|skarpe
        skarpeste kniven
        iq som
        mindre hjerne
        født i|bak ~1 går|fjøs|låve|stein
        tilbake til barneskolen|skolebenken|barnehagen
        feit|stygg|dum|teit ~1 som ~1 en|et
        dum som ~1
        sug|pul|knull meg|deg|en
        klapp igjen
        {nb_slur}
        du|dere {nb_er} {nb_such}? {nb_such}? {nb_such}? {nb_nasty}
        du|dere {nb_er} {nb_such}? {nb_such}? {nb_such}? {nb_fool}
        du|dere må|virker|høres være|så|ganske|jammen ~1 {nb_nasty}
        du|dere må være blind|døv|full|dement|gal
        {nb_er} du|dere ~2 {nb_nasty}
        {nb_er} du|dere ~1 blind|døv|full|dement|gal ~1 eller
        du|dere ~1 {nb_nasty} ~1 {nb_fool}|menneske|mann|kvinne|kunde|unge|person|fyr|folk
        din|ditt|dine {nb_such}? {nb_such}? {nb_called}|{nb_nasty}
        dummere|teitere|styggere enn
        dummeste|teiteste|styggeste ~4 kunde|kunden|kunder|menneske|mennesket|person|personen|noensinne|noen|jeg
        hjernedød|hjernedaud|hjernedøde
        hjernecelle*
        menneskelig|menneskelige søppel|avfall|avskum|vrak
        for en ~2 {nb_fool}|{nb_nasty}|tosk ~1 du|menneske|mann|$
        patetisk|ynkelig|stygg|feit|dum|teit|ekkel|motbydelig|jævla ~1 mann|kvinne|kjerring|gubbe|unge|menneske|kunde|ku|gris|purke
        jævla|forpulte|fordømte|forbanna ~1 {nb_fool}|{nb_nasty}|unge|kunde|folk|amatør|mann|kjerring|deg|dere
        jæ*la|j*vla
        burde hatt verge
        mor|mora|moren|mamma|foreldrene ~1 burde|må|skulle skamme|skammer
        skam deg|dere
        du stinker
        du lukter vondt|fælt|som|dritt
        kyss|slikk meg|oss ~2 ræva|rævva|rumpa|rævhøl|ræven|bak
        drit og dra
        dra ~1 til ~1 helvete|pokker|hælvete|heite|fanden
        rævkjør*
        ræva di
        til helvete
        faen|fanden|fy ta|faen deg|dere
        forpult*
        pokker|fanden|djevelen|svarte|faen ta|tar|steike deg|dere|hele
        drit|driten i deg|dere
        lort du
        bortkast* luft|oksygen
        iq|iqen under|lavere|som
        null verdt
    """,
    "abuse.contempt": """
        ingen bryr seg ~1 om ~1 deg|hva ~1
        spar oss|meg
        gå og grin|gråt|sut|syt
        synes synd på|i kona|mannen|barna|ungene|familien ~1 din|dine|di
        patetisk
        du er ikke verdt
        avskyr|forakter|hater deg|dere
        kan ikke fordra|utstå deg|dere
        holder ikke ut deg|stemmen|trynet
        æsj
        spy av
        pell deg
        dra deg ~1 vekk|hjem
        folk|mennesker|sånne|slike|typer|kunder som deg|dere ~1 burde|skulle|fortjener|ødelegger|kvalmer|skammer|får|gjør ~1
        burde|skulle ikke|aldri ~2 fått|få|hatt lov ~2 barn|unger|leve|puste|formere
        ingen liker|elsker|savner deg|dere
        ingen ~1 kommer|kom til å savne
        ikke engang hunden|mora|kona|moren|mannen
        vi|jeg|alle ~2 hater|forakter|avskyr deg|dere
        ingen|ikke rart|under|undres ~1 {nb_kin}|alle|at|ingen ~2 stakk|dro|forlot|gikk|rømte|skilte|liker
        {nb_kin} ~1 stakk|forlot|rømte ~1 fra|deg
        ler|flirer|lo|ledd|gjøn av|åt deg|dere
        hele kontoret|avdelingen|gjengen ler|flirer
        hold ~1 kjeft|kjeften|munn|munnen|kjæften|snavla|snuten|truten|smella
        lukk munnen|kjeften|trynet
        ti stille
        ^ forsvinn
        forsvinn ~1 $|herfra|din
        stikk av|din
        ^ stikk $
        kom deg vekk|bort $|herfra|fra|din
        kom deg ~1 til ~1 helvete|pokker
        pell|pakk deg
        ryk og reis
        krabb|kryp tilbake
        gå ~1 og ~1 heng|drukn|dø|skyt
        du gjør meg|oss kvalm|kvalme|uvel
        kvalm|uvel av deg|dere
        verden|alle|livet ~6 bedre|penere|triveligere|finere ~1 uten deg|dere
        gjør ~1 verden en tjeneste
        kvitt deg|dere $
        danse på grava|graven
        juble|danse|feire ~3 når|dagen du ~1 slutter|dør|forsvinner|reiser|dauer
        stakkars ~1 lille|liten
        burde ~1 aldri ~1 vært|blitt født
        råtn|råtne ~1 på|i|opp rot|helvete|$
        tryne|trynet ~1 ditt|på
        ingen gidder ~2 deg
        ikke verdt ~1 luften|lufta|maten
        folk ~1 ler ~1 av
        ynk
    """,
    "abuse.wish": """
        håper kona|mannen|ungene|hunden|katten|barna ~3 forlater|dør|stikker|rømmer|går|drar
        håper ~2 alle ~2 forlater|hater
        gratulerer ~1 når|den ~1 du dør
        ønsker ~1 deg ~1 alt vondt
        ønsker ~1 deg ~1 det verste
        måtte ~5 {nb_bad_end}
        få ~1 kreft|pest|aids
        du|dere fortjener ~2 kreft|juling|død|pest
        håper|håpe|håpar|ønsker|ønske|gid|måtte ~3 du|deg|dere|flyet|bilen|huset|han|hun ~5 {nb_bad_end}
        håper|håpe|ønsker|måtte|gid ~3 brekker|knekker|mister ~1 {nb_body}|begge|jobben
        håper|måtte|gid ~2 flyet|bilen|huset|båten|toget|telefonen|mobilen ~2 styrter|brenner|krasjer|synker|eksploderer|ryker
        måtte ~3 ta|tar fyr
        måtte du|dere ~6 {nb_bad_end}|aldri|angre
        håper ~2 noen ~1 slår|banker|dreper|skyter|raner deg
        ønsker ~1 deg|dere ~3 smertefull*|forferdelig|jævlig|elendig|ulykkelig|helvete|kreft
        med ~1 litt|hell ~1 flaks|hell ~3 nøddøra|nøddøren|flyet|vingen ~3 opp|av|styrter|faller|ned|brenner
        går nøddøra|nøddøren opp
        begravelsen|dødsannonsen|likkista din|deres|di
        grava|kista di
        gleder meg|oss til ~1 begravelsen|dødsannonsen
        heng|drukn|skyt|drep|kverk|hiv deg|dere
        ta|tatt livet av deg
        tur|gå|hopp|legg|still ~2 foran|under bussen|toget|trikken|traileren|lastebilen
        hopp|hoppe|hopper ~2 fra|av|utfor|ut ~3 bro|brua|broa|broen|klippe|klippa|stupet|taket|vinduet|balkongen
        stikk|putt ~1 fingrene|hodet|gaffel|gaffelen|fingeren|tunga ~2 i ~1 kontakten|stikkontakten|ovnen|mikroen
        sett|se|ser|sette deg ~1 ligge|død|brenne|blø|lide|krepere|drukne ~1 i|$
        neste|siste hjerteinfarkt*
        skulle ønske ~2 du ~2 død|døde|forsvant
        kveles|kvel|drukn i|deg ~1 maten|tårene|egne|egen|$
        brenn i helvete
        fortjener ~2 å ~2 {nb_bad_end}|lide|sulte
        fortjener alt|det vondt|verste
        til pass for deg
        spis ~1 dritt|glass|rottegift|bæsj|skit
        drikk ~1 klor|syre|gift|salmiakk
        smertefull jul|død|dag|helg|sommer|ferie
        krepér|kreper|daud
    """,
    "abuse.threat": """
        dette ~3 kommer|skal du ~1 til ~1 å ~1 angre
        du ~2 ikke ~1 trygg|sikker ~1 $|lenger|hjemme|noe
        sover|sov ~1 med ett øye
        holder|holde øye med deg
        følger|følge ~1 etter deg
        finner|finne deg $
        jeg|vi finner ~1 deg $|nok|uansett
        knekke|knekker|brekke|brekker ~2 {nb_body}
        hvem ~1 du|dere ~2 med ~1 å gjøre
        vet ~1 hvilken skole|barnehage
        tenne|tenner på ~1 huset|bilen|postkassa|postkassen
        sette fyr på
        pass deg $|heretter|neste|når
        pass kjeften|ryggen|munnen
        vokt deg
        se deg ~1 over skulderen
        jeg|vi vet ~1 hvor du|dere|barna|ungene|datteren|sønnen ~1 bor|jobber|går|parkerer
        vet hvor du|dere bor
        sørge|sørger for at ~1 du|dere ~3 angrer|lider|svir
        kommer|skal til|å ~1 angre|svi|lide|unngjelde bittert|for|dette|$
        kommer til å angre
        svi|unngjelde for
        jeg|vi ~2 skal|vil|kommer ~3 knuse|drepe|banke|slå|denge|kverke|rive|grise|skade|brekke|skyte|ta deg|dere|trynet|nakken|kjeften $|opp|ihjel|gul|ned|en
        rive|kutte|knuse|brenne ~4 og deg med
        ut kabelen og deg
        komme|kommer og banke|slå|rive|knuse
        banke|slå|denge|jule deg|dere|trynet ~2
        juling|pryl
        få|fått bank
        ses|sees|møtes|treffes ~1 ute|alene|i mørket|smug
        besøk av gutta
        synd|trist om|hvis ~1 hun|han|de|noen|noe ~1 fikk|skjedde|hørte
        fant ~1 datteren|sønnen|barna|kona|ungene din|dine|di
        bedt|ba|be ~4 la|latt ~1 gassen|gasskranen
        kutte|kutter|kutta|kuttet bremsene|strupen|halsen
        forgifte* ~1 maten|kaffen|hunden|katten|drikken|deg
        spytte|spytta|spyttet|pisse|pisset i ~1 maten|kaffen|pakken|drikken|bestillingen
        slett|fjern|trekk ~2 anmeldelsen|omtalen|innlegget|klagen|kommentaren ~1 ellers
        med mindre du ~2 sletter|fjerner|trekker ~2 anmeldelsen|omtalen|innlegget
        fortelle|forteller|vise|si ~1 til? ~1 naboene|naboen|sjefen|kona|mannen|arbeidsgiveren ~1 din|dine|di|hva ~1 hva|du
        ring|skriv|klag ~3 en|én gang til ~5 angrer|smeller|bank
        ellers smeller
        forsiktig|redd om|hvis jeg var deg
        skrevet|notert ~1 ned bilnummeret|adressen ditt|din $
    """,
    "abuse.profanity": """
        dritt|drite|driten|dritten|dritlei|drittlei|skit|faen|helvete|hælvete|satan|satans|jævlig|jævlige|forbanna|forbannet|fordømt|fordømte|pokker|pisspreik|piss|ræva|rævva|kuk|kukk|fitta|helsike|helsikes
        steike|søren for|meg|ta|heller
        jævla
        i helvete
        for|hva ~1 faen|svarte|pokker|fanden
        hva i ~1 svarte
    """,
    "tone.blame": """
        din|deres|ditt egen|eget feil|skyld|problem|valg|tabbe
        er din|deres feil|skyld
        er|blir ditt problem
        takke deg selv
        som man reder
        hadde du|dere ~3 giddet|lest|hørt|fulgt|sjekket|tenkt|orket|brydd|planlagt
        om|hvis du|dere ~1 bare|faktisk|hadde ~2 lest|hørt|fulgt|giddet|tenkt
        om|hvis du|dere gadd|leste|hørte|orket
        du|dere ~1 burde|skulle|kunne ~2 lest|sjekket|visst|tenkt|hørt|skjønt|planlagt|forstått|fulgt
        kanskje du|dere ~1 skulle|burde ~2 lest|sjekket|tenkt|hørt|prøvd|spurt|lese|lære|lært
        lest bruksanvisningen|avtalen|vilkårene|kontrakten|reglene|brevet|nettsiden først|$|ordentlig
        det gjorde|har du altså|visst ikke
        gjorde|gjør|leste|hørte|sjekket du altså|visst|åpenbart|tydeligvis|jo ikke
        mellom stol|stolen ~1 og tastatur|tastaturet
        brukerfeil
        skrev|signerte|trykket ~3 da|så får|må du
        får du ~1 leve|takle|tåle med|det
        slutt|slutte å klag*|sut*|syt*|mas*|kast*|grin*|tulle|skrik*|lyv*|skyld*
        slutt med maset|sutringen|sytingen|klagingen|tullet
        kast* bort tiden|tida
        sløse* bort|med tiden|tida ~1
        maser|masing|sutre|sutrer|sutring|syte|syter|klaging
        alle ~1 andre ~3 klarer|klarte|kom|forstår|forsto|greier|greide
        de fleste ~1 klarer|greier|skjønner
        ingen andre ~2 klager|klaget|sliter
        vi|jeg kan ~1 ikke|neppe lastes|klandres for
        ikke noe for at du
        ikke evner|gidder|orker å lese|følge|høre|telle|forstå|åpne|sjekke|vente
        du ikke kan lese|telle|regne|skrive
        leser ikke|aldri det|hva|vilkårene|avtalen
        hører ikke|aldri etter
        nekter å høre|lese|forstå|lytte
        som vanlig ~1 du|deg
        ^ du igjen
        er deg igjen
        så ~1 vanskelig|umulig kan ~1 det ~1 ikke|vel|være|vært
        så helt umulig
        glemte|glemmer|rotet du vel|nok|visst
        påstår at ~2 lest|har
        hele ~1 din skyld
    """,
    "tone.belittling": """
        dumt|teit|tåpelig|idiotisk|latterlig|dum|teite|dumme spørsmål|klage|ide|idé|forespørsel|innvending
    """,
    "tone.condescending": """
        ro deg|dere ned|litt|$
        ^ rolig nå|da
        ^ slapp av
        ta deg sammen
        ^ ta det rolig nå|$
        skjerp deg|dere
        bli voksen
        ^ gi deg $|nå|da
        kom deg over
        som jeg|vi|kollegaen|kollegaene ~2 allerede|har|sa|skrev|nevnte|forklarte ~3 sagt|forklart|skrevet|to|tre|flere|mange|før|allerede|ganger
        som jeg|vi allerede har
        som sagt ~1 og|før|flere|to|tre|allerede|mange
        som nevnt flere|allerede|to|tre|gjentatte
        jeg|vi har allerede|jo sagt|forklart|svart|skrevet|fortalt
        allerede sagt|forklart|svart|fortalt|skrevet dette|det|deg
        hvor mange ganger må|skal|har
        tredje|fjerde|femte|tiende|hundrede|ørtende gang|gangen $|på|jeg|vi|i
        for siste gang
        nok en gang les|må
        en gang til sakte
        tviler på|om at|om ~2 nytter|forstår|hjelper|skjønner
        tviler på at
        åpenbart|tydeligvis|visst ~2 ikke|ingen|null ~1 peiling|snøring|forstått|forstår|skjønt|lest|skjønner|anelse|hørt|begrep|kan
        ikke|ingen|null peiling|snøring|fnugg|begrep på|om|$
        du ~2 har ~1 ikke|ingen peiling|anelse|snøring|greie
        forstår|skjønner|fatter du ikke|det $|eller|hva|ikke
        kan|klarer du virkelig ikke
        kan du ikke lese|telle|regne|høre
        leser|hører|sjekker|leste|prøvde|har du|dere ~3 hele tatt
        leser|hører|leste|prøvde du ~2 overhodet|engang
        har du ~1 ikke lest|hørt|skjønt|forstått
        leste du ikke
        enhver|ethvert|selv ~2 barn|unge|unger|femåring|treåring|kunde|idiot|tosk|voksen|førsteklassing
        til og med barn|et|en|unger|bestemor|mormor ~1
        barn|unger|femåringer|førsteklassinger klarer|forstår|skjønner
        hjernekirurgi*|rakettforskning|rakettvitenskap
        er|var ikke ~1 så|akkurat|særlig vanskelig|komplisert $
        så vanskelig|komplisert er|kan|var det
        bruk|ta|kjøp|puss|finn ~2 brillene|briller|hodet|hjernen|øynene|huet|vettet ~1
        bruk hodet|huet|vettet|google
        sunn|sunt fornuft|vett|bondevett
        tenk deg om
        ^ tenk litt|selv $
        google er gratis|din
        google det
        ^ les ~1 reglene|vilkårene|avtalen|brevet|svaret|meldingen $|igjen|ordentlig|skikkelig
        ^ les ~2 en|én gang til
        lær deg å|hvordan|norsk|litt
        spør barnebarn*|barna|ungene|mamma|mora ~1 ditt|dine|di|$
        la noen andre ~4 regning*|lese
        tall ~1 din|ikke ~2 sterke|styrke
        din|di|ditt sterke|sterkeste side
        barnevakt*|barnepike
        ikke ~2 sekretær*|moren|tjener*|slave*|psykolog*|terapeut*|trollmann ~1
        holde deg i hånda|hånden
        med teskje
        inn med ~1 teskje
        med all respekt
        flaut|pinlig|latterlig|tragisk at du|dere|voksne|folk|noen
        nesten litt flaut|pinlig
        hårsår*|nærtagende|sutrete|sytete|gretten|grinete|furten|snurt
        dramaet|maset|sutringen|sytingen|tullet|raseriet ditt|din|dine
        tonen din ~1 er
        skriv|snakk|lær ordentlig|skikkelig|bedre|riktig norsk
        ordentlig norsk
        ^ lille venn|vennen|du
        vennen min
        kjære deg $
        kjære vene
        hysterisk*|barnslig*|overdriv*|overreager*|bortskjemt
        ^ hør her
        hør etter $|nå|da|denne|neste
        grunnleggende matematikk|regning|fornuft
        jeg|vi gjentar
        sakte for deg
        skal jeg tegne|stave|bokstavere ~3
        må jeg virkelig
        hvor vanskelig kan
        hva er det du ikke forstår|skjønner
        hvilken del av
        oppfør deg
    """,
    "tone.sarcasm": """
        gratulerer|bravo|hurra du har|klarte|fant|kan|oppdaget
        gratulerer ~1 med å ha? oppdag*|lese|lest|finne|funnet|forstå
        ^ bravo $
        så fint|flott|bra|koselig|deilig for deg|dere $
        ^ fint|godt|bra|flott|hyggelig for deg
        for|fordi|ja du vet ~2 selvsagt|selvfølgelig|åpenbart|jo|best|bedre
        for du vet
        du vet selvsagt|selvfølgelig|åpenbart|jo|sikkert bedre|best|alt
        vet ~2 bedre enn oss|vi|meg|jeg
        siden du ~2 ekspert*|bedre
        så flink|smart|lur|morsom du er|var
        oppmerksomhet*|respekten|svaret|behandlingen ~1 den|det|som ~1 fortjener
        altså|nemlig ingen|null|ingenting
        hva hadde|trodde|forventet du|dere ~2 ventet|forventet|trodd|regnet|egentlig ~1
        til den prisen $
        du får det du betaler
        alltid vår|andres|andre skyld|sin|feil
        alltid ~2 vår skyld|feil
        er det ikke $
        det er det vel ikke
        noen er|våknet|stod|sto ~2 visst|hårsår|gretten|feil
        stod|sto|stått opp med|på feil
        ^ nåja
        buhu
        stakkars deg
        hjertet|hjerte mitt blør
        verdens minste fiolin
        jøss|jøye|joda $ ~1 du
        haha|hahaha|lol nei|du|sikkert|les ~1
        i dine|din drømmer
        drøm videre
        fortsett å drømme|grine|klage
        nyhet til deg
        for et drama
        takk for ingenting
        notert og arkivert
        arkivert ~2 vanlig|rund*|rette sted
        satt egentlig i lunsj*
        dette burde|bør|får være viktig
        håper ~1 det|dette er|var viktig
    """,
    "tone.dismissive": """
        ikke mitt|vårt|min|vår|våre|mine|problem ~1 problem|jobb|bord|avdeling|ansvar
        ikke vår|min feil ~1 at|$
        ikke noe jeg|vi bryr
        hvem bryr
        bryr meg|oss ikke
        bryr vi|jeg oss|meg ikke
        gir vi|jeg ~1 blanke|faen|beng|blaffen|katten
        gir blaffen|beng|katten|blanke
        gidder|orker ikke ~1
        ^ nei vel
        ^ og så $
        det samme for meg|oss
        revnende|knekkende|fullstendig likegyldig
        får du ~1 finne|bytte|dra|gå|velge ~2 annet|annen|andre
        finn|velg|bytt ~3 annet|annen|andre selskap|leverandør|bank|flyselskap|operatør
        finne et|en annet|annen selskap|leverandør|bank
        klag til noen|mora|veggen
        klage til noen andre
        har|hadde faktisk andre kunder
        andre kunder også
        ikke alene i verden
        verden dreier|snurrer seg ikke
        ikke ~1 tid|ork til|å ~1 å? forklare|dette|deg|gjenta|tull|sånt|krangle|slikt
        har bedre|viktigere ting å
        viktigere ting å
        er du ferdig snart|nå
        ferdig snakka|snakket|diskutert
        ferdig med deg|saken nå|$
        ^ punktum $
        basta
        ^ sånn er livet
        slutt å skrive|ringe|kontakt*|spørre|sende ~1 hit|oss|$|meg|til
        ikke skriv|ring|mas ~1 mer|igjen|flere|hit $|til|ganger
        la oss|meg være i
        ikke bry oss|meg
        ikke kast bort
        ^ noe mer $
        hva vil du nå|egentlig|igjen
        ^ hva nå
        finn ut av det selv
        finn det ut
        gjør det selv
        bare jobber her
        får betalt uansett
        ta det eller la
        ^ lykke til med det
        saksøk oss
        vi har gjort vårt
        her er vi igjen
        samme svar som
        etterpå ikke før
        herregud|gudbedre
        ^ gjesp
        det er ditt tap
        ^ ditt tap
        ikke barnevakt
        får|må leve med det
    """,
}

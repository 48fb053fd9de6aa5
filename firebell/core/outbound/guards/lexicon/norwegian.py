"""Norwegian (Bokmål, with some Nynorsk). See `english` for the form."""
# ruff: noqa: E501 - a phrase stays on its line

MACROS = {
    "nb_you": "du deg din ditt dine dere deres dykk",
    "nb_er": "er var blir er'e",
    "nb_such": "en et ei den det så helt bare jo en litt veldig jævla jævlig fordømt fordømte "
    "forbanna forbannede forbannet fæl feit stor liten lite gammel gamle skikkelig ordentlig rett "
    "komplett fullstendig total utrolig rimelig innmari ufattelig sabla forpulte helvetes hersens "
    "ganske virkelig egentlig faktisk slik sånn visst nok vel en",
    "nb_slur": "idiot idioten idioter idiotisk tulling* tosk tosken tosker tåpe tåper åndssvak* "
    "evneveik* imbesil* kretin* dust dusten duster dåst* mongo mongoloid* drittsekk* dritunge* "
    "drittunge* rasshøl* rasshol* rævhøl* rævhull* kukhue* kukhode* fitte* hore hora horer horunge* "
    "jævel jævelen jævler svin svinet svina kakerlakk* hespetre* hurpe* hestkuk* tosking* idiotunge* "
    "taper tapere tøs tispe merr kjerring kjerringa kjerringer surkjerring* gribb pissetryne* "
    "dritthode* dritthue* skittunge* kødd kødden pappskalle* tomsing* idiotene drittkjerring* "
    "sosekopp* nek neket naut fjols fjolset fehue* fehode* treskalle* klodrian sinke idiothue* "
    "fjott* tafatt suppegjøk* gærning* steikhue* sjofel sjofle",
    "nb_fool": "rotte svin gris ku geit esel sau ape hund orm mark snylter snyltere parasitt* søppel "
    "avskum utskudd rakk pakk bermen taper null null-verdi niks klovn feiging løgner "
    "tyv kjeltring fyllik stakkar krek kryp vemmelig gærn gal skrulle skrulling tulling utyske "
    "byrde skam skamplett vits pest plage hykler sutrekopp sytekopp gnier griskeunge bortskjemt "
    "unge troll heks kjerring gubbe ingenting skrot dritt",
    "nb_nasty": "dum dumme dummere dummest teit teite teitere teitest stupid stokk dumt hjernedød "
    "hjernedaud udugelig* ubrukelig* verdiløs* patetisk* ynkelig* motbydelig* ekkel ekle ekkelt "
    "stygg stygge styggere styggest feit feite feitere heslig* avskyelig* frastøtende kvalmende "
    "vemmelig* korka innskrenk* tjukk tett treig tilbakestående sinnssyk* gal gærn "
    "latterlig* uutholdelig* håpløs* inkompetent* dustete idiotisk tåpelig* enfoldig* tufs",
    "nb_kin": "kona kone mannen mann ungene unger barna barn datteren dattera datter sønnen sønn "
    "mor mora moren far faren familien familie kjæresten samboeren",
    "nb_bad_end": "dør døde død daue dauer dø drukner drukne kveles kvele kveler råtner råtne brenn "
    "brenner brenne krepert krepere kreperer begravelse* grav grava graven kiste kista kreft styrter "
    "styrte krasjer eksploderer fryser ihjel hjel hjertestans hjerteinfarkt infarkt slag svulst "
    "lider lide blør helvete omkommer forsvinner forsvinne forulykke* overkjørt påkjørt sulter "
    "henger ulykke smerte* smertefull* visner",
    "nb_body": "bein beinet beinene benet nakken nakke halsen hals armen arm ryggen kneet tenner "
    "tennene fingrene fingre hodet trynet kjeften",
}

PHRASES = {
    "abuse.insult": """
        {nb_slur}
        du|dere {nb_er} ~4 {nb_fool}
        du|dere {nb_er} {nb_such}? {nb_such}? {nb_nasty}
        du|dere må|virker|høres|ser være|så|ganske|jammen ~1 {nb_nasty}
        så {nb_such}? {nb_nasty} at|som|går
        {nb_er} du|dere ~2 {nb_nasty}|blind|døv|full|dement ~1 eller|$
        du|ditt|din|dere {nb_nasty} {nb_fool}|menneske|mann|kvinne|kunde|unge|person|fyr|folk
        din|ditt|dine ~2 {nb_fool}
        dummere|teitere|styggere|tettere|treigere|feitere enn
        dummeste|teiteste|styggeste|verste|tetteste ~4 kunde|kunden|kunder|menneske|mennesket|person|personen|noensinne|noen|jeg
        hjernedød|hjernedaud|hjernedøde
        hjernecelle*
        menneskelig|menneskelige|rent|bare søppel|avfall|avskum|vrak
        for en ~2 {nb_fool}|{nb_nasty}|tosk|mann|kvinne|person ~1 du|menneske
        patetisk|ynkelig|stygg|feit|dum|teit|ekkel|gammel|sur|motbydelig|jævla ~1 mann|kvinne|kjerring|gubbe|unge|menneske|kunde|ku|gris|purke
        jævla|jævlige|jævlig|fordømte|forbanna|forpulte|helvetes ~1
        jæ*la|j*vla
        burde ~1 hatt|ha|få verge|formynder|vergemål
        mor|mora|moren|mamma ~2 burde|må|skulle ~1 skamme|skammer
        skam deg|dere
        du stinker
        du lukter vondt|fælt|jævlig|som|dritt
        kyss|slikk meg|oss ~2 ræva|rævva|rumpa|rævhøl|ræven|bak
        kyss meg i
        drit og dra
        dra til|pokker|og ~1 helvete|pokker|hælvete|heite|fanden
        dra til helvete
        rævkjør*
        ræva di
        til helvete
        faen|fanden|fy ~1 ta|faen deg|dere
        faen|faens|fanken|hælvete|forpult*
        pokker|fanden|djevelen|svarte ta|tar|steike deg|dere|hele
        du ~1 kan|må dra|gå|reise ~2 pokker|helvete|heite|fanden|hælvete
        dritt|drit|driten ~1 i deg|dere
        drit i
        piss off
        kødder du
        lort du
        null verdt
        ikke verdt ~1 noe|noen|en|luften|lufta
        bortkastet plass|luft|oksygen
    """,
    "abuse.contempt": """
        folk|kunder|mennesker|sånne|slike|typer|typen|noen som|av|lik deg|dere|din
        burde ikke|aldri ~2 fått|få|ha|hatt lov ~2 barn|unger|leve|puste|snakke
        ingen ~1 liker|elsker|savner|vil|orker|tåler|bryr ~3 deg|dere
        ikke engang|en hunden|mora|kona|moren|mannen ~2 din|liker|di
        vi|jeg|alle ~3 hater|forakter|avskyr|misliker deg|dere
        ingen rart|under|sak {nb_kin}|alle|ingen stakk|dro|forlot|går|gikk|rømte|har|vil
        {nb_kin} stakk|forlot|rømte|dro fra|deg
        ler|leer|flirer|lo|ledd|gjøn av|åt|på deg|dere
        hele kontoret|avdelingen|gjengen ler
        hold ~1 kjeft|kjeften|munn|munnen|kjæften|snavla|snuten|truten|smella
        lukk munnen|kjeften|trynet
        tie still
        forsvinn ~1 $|med|fra|herfra|for|og|din|nå
        stikk ~1 av|her|din|og|til|$
        kom deg ~1 vekk|ut|bort|til|pokker|hjem $|herfra|fra|og|med|med|helvete
        pell|pakk deg
        ryk og reis
        ryk ~1 til
        ligg unna
        krabb|kryp tilbake
        steinen|stein ~1 du|din kom|krøp
        gå og heng|drukn|legg|dø|skyt|grav deg|$|ned
        gå og heng
        du kvalmer|gjør ~1 meg|oss|kvalm|syk
        blir kvalm|uvel|dårlig|syk av ~1 deg|dere|å|slike
        verden|alle|livet|vi ~6 bedre|penere|triveligere|finere ~1 uten deg|dere
        gjør ~2 verden|oss|alle ~1 en tjeneste
        slippe|bli|blir|kvitt av|kvitt ~2 deg
        bli kvitt deg
        danse|feire|juble|le ~3 når|den|på ~2 du|grava|graven
        synd på|i deg|dere som|at|$
        stakkars|stakkar ~1 lille|liten|deg|dere
        burde aldri vært|blitt født
        råtn|råtne på|i|opp rot|helvete|$
        tryne|trynet|fjeset|stemmen ~1 ditt|din|på
        ingen ~1 gidder|orker ~2 deg
    """,
    "abuse.wish": """
        håper|håpe|håpar|ønsker|ønske|ber|gid|måtte|bare ~3 du|deg|dere|ditt|din|flyet|bilen|huset|han|hun ~9 {nb_bad_end}
        håper|håpe|ønsker|ønske|måtte|gid ~3 brekker|knekker|mister|bryter|knuser ~1 {nb_body}|begge|alle|jobben|alt
        håper|måtte|gid ~2 flyet|bilen|huset|båten|toget|telefonen|kjøkkenet|mobilen ~2 styrter|brenner|krasjer|synker|eksploderer|ryker|tar
        måtte ~3 ta|tar fyr
        måtte du|dere|din|ditt ~8 {nb_bad_end}
        håper ~2 noen ~2 slår|banker|dreper|skyter|raner|kjører|tar deg
        ønsker ~1 deg|dere ~3 smertefull*|forferdelig|jævlig|elendig|vond|ulykkelig|alt|helvete|død|kreft
        med ~1 litt|hell ~1 flaks|hell ~4 døra|døren|nøddøra|nøddøren|flyet|vinduet|bilen|vingen ~4 opp|av|styrter|faller|åpner|ned|brenner
        begravelsen din|deres
        grava|graven|kista di|din
        gleder ~1 meg|oss til ~2 begravelsen|du|dødsannonsen|graven|den ~1
        heng|drukn|skyt|drep|grav|kverk|hiv deg|dere
        ta|tatt livet|kvelden av|ditt|din deg|$
        ta ~1 deg|livet|livet en|av ~3 foran|under|utfor|av ~1 bussen|toget|bilen|trikken|lastebilen|brua
        foran|under ~1 bussen|toget|trikken|traileren
        hopp|hoppe|hopper ~2 fra|av|utfor|i|ut ~3 bro|brua|broa|broen|klippe|stupet|taket|havet|elva|vinduet|balkongen
        stikk|putt ~1 fingrene|hodet|gaffel|gaffelen|fingeren|tunga ~2 i ~1 kontakten|stikkontakten|ovnen|mikroen|strømmen
        sett|se|ser|sette deg ~1 ligge|død|brenne|blø|lide|krepere|drukne
        gjerne ~2 sett ~1 deg
        neste|siste hjerteinfarkt*|slag
        skulle ~1 ønske ~2 du ~3 død|aldri|ikke|forsvant|døde
        kveles|kvel|drukn|brenn i|deg|opp ~1
        brenn i helvete
        fortjener ~2 å ~2 {nb_bad_end}|lide|sulte
        fortjener alt|det|ikke ~1 vondt|verste|bedre|leve
        til pass for
        vel fortjent
        spis ~1 dritt|glass|rottegift|bæsj|skit
        drikk ~1 klor|syre|gift|salmiakk
    """,
    "abuse.threat": """
        pass deg|dere|på ~1 $|for|hva|når|i|ryggen|kjeften|ungene|barna
        vokt deg|dere
        se deg ~1 over skulderen
        jeg|vi ~2 vet ~1 hvor du|dere|barna|ungene|datteren|sønnen ~1 bor|jobber|går|parkerer
        vet hvor du|dere bor|jobber
        skal|vil|kommer ~2 sørge|sørger for at ~1 du|dere ~4 angrer|mister|lider|betaler|aldri|får|ikke
        du|dere ~2 kommer|skal|vil|får til|å ~2 angre|svi|lide|betale|blø|unngjelde
        du|dere ~2 angrer|angre ~1 på|$|dette|bittert
        få|får svi|unngjelde|angre|betale ~1 for
        jeg|vi ~3 skal|vil|kommer ~3 ta|tar|knuse|drepe|banke|slå|denge|finne|kverke|rive|grise|skade|ødelegge|brekke|skyte ~2 deg|dere|trynet|livet|nakken|kjeften|huset
        og deg med
        ta deg ~1 en|på kveld|dag|vakt
        kommer ~2 hjem|døra|døren til|di|din ~1 deg|dere|$|og
        komme|kommer|kommet ~1 og ~3 deg|ta|banke|slå|hente ~2
        banke|slå|denge ~2 deg|dere|trynet ~2
        juling|pryl
        få|fått bank $|av
        skrevet|skriver|notert|lagret ~1 ned ~1 bilnummeret|adressen|nummeret|skiltet ~2 ditt|din|$
        bilnummeret|adressen ~1 ditt|din ~4 sees|ses|snart|besøk|hilser|vet|husk|pass
        vi|jeg ses|sees|treffes|møtes|besøker $|snart|ute|alene|i mørket|kveld|natt
        besøk av ~1 oss|meg|gutta|noen
        datteren|sønnen|barna|ungene|kona|mannen|familien ~1 din|dine|di ~6 hørte|skjedde|skje|passe|nett|nettet|forsiktig|skole|skolen|bra|hilsen
        fant ~3 datteren|sønnen|barna|kona|ungene|huset|adressen ~1 din|dine|di|ditt
        synd|trist|leit|kjedelig|ille ~1 om|hvis ~2 hun|han|de|noe|noen|det|huset|bilen|du ~2 fikk|skjedde|hørte|skulle|brant|ble|forsvant|visste|vite
        la|latt|lar gassen|bensinen|gasskranen stå|på|være
        gassen stå på
        kutte|kutter|kutta bremsene|strupen|halsen
        forgifte*|spytte|spytta|spyttet|pisse|pisset i maten|kaffen|pakken|maten|drikken
        slett|fjern|trekk ~2 anmeldelsen|omtalen|innlegget|klagen|kommentaren ~1 ellers|eller
        med mindre|hvis ~1 du ~2 sletter|fjerner|trekker ~2 anmeldelsen|omtalen|innlegget|klagen
        fortelle|forteller|si|vise|sende ~1 til? ~2 naboene|naboen|sjefen|kona|mannen|arbeidsgiveren ~1 din|dine|ditt|di|hva|hvordan|om
        eller så skal
        en gang til så|og skal|kommer|er|smeller
        ring|skriv|klag ~4 en|én gang|til ~1 til|så ~3 skal|smeller|kommer|angrer
        ellers smeller|kommer|skal|får det|jeg|du|vi
        sov|sove godt i natt
        ulykker skjer
        være forsiktig|redd|på om|hvis|vakt jeg var
        hadde jeg vært deg
        hvis|om jeg var|hadde deg
    """,
    "abuse.profanity": """
        dritt|drite|driten|dritten|dritlei|drittlei|skit|faen|fan|helvete|hælvete|satan|satans|jævlig|jævlige|forbanna|forbannet|fordømt|fordømte|pokker|pisspreik|piss|ræva|rævva|kuk|kukk|fitta|helsike|helsikes
        steike|søren for|meg|ta|heller
        jævla
        i helvete
        for|hva ~1 faen|svarte|pokker|fanden
        hva i ~1 svarte
    """,
    "tone.blame": """
        din|deres|ditt egen|eget feil|skyld|ansvar|problem|valg|tabbe
        er din|deres feil|skyld
        skyld i dette|det selv
        ditt problem
        takke|takk ~1 deg selv
        ha ~1 det så godt
        som man reder
        hadde|har du|dere ~3 giddet|lest|hørt|fulgt|sjekket|tenkt|orket|brydd|betalt|planlagt
        om|hvis du|dere ~1 bare|faktisk|hadde|leste|hørte|gadd|giddet|orket|kunne|fulgte ~4 lest|hørt|fulgt|etter|lese|høre|sett|giddet|følge|sjekket|ordentlig
        du|dere ~1 burde|skulle|kunne|bør ~3 lest|sjekket|visst|tenkt|hørt|sett|skjønt|funnet|planlagt|spurt|kommet|lese|tenke|forstått|betalt|fulgt
        kanskje|muligens ~1 du|dere ~1 skulle|burde|kunne ~3 lest|sjekket|tenkt|hørt|prøvd|spurt|lese|prøve|høre|lære|lært
        lest|les|lese bruksanvisningen|avtalen|vilkårene|kontrakten|reglene|e|brevet|nettsiden|instruksen først|$|før|ordentlig|skikkelig
        det du gjorde|har altså|ikke|visst
        gjorde|gjør|leste|hørte|sjekket du altså|visst|åpenbart|tydeligvis|jo ikke
        mellom stol|stolen ~1 og tastatur|tastaturet
        brukerfeil
        skrev|signerte|bestilte|trykket|kjøpte|valgte ~4 da|så får|må du
        får ~1 du ~2 leve|takle|tåle|finne|betale|klare|ta|lide|godta ~1 med|det|deg
        da får du ~2
        slutt|slutte å klag*|sut*|syt*|mas*|kast*|grin*|tulle|skrik*|rop*|lyv*|lage|skyld*
        slutt med ~1 maset|sutringen|sytingen|klagingen|tullet|å
        kast* bort ~1 tiden|tida
        sløse* med|bort tiden|tida
        mase|maser|masing|sutre|sutrer|sutring|syte|syter|klaging
        alle|de ~1 andre ~3 klarer|klarte|kom|forstår|forsto|fikk|greier|greide|har|hadde
        de fleste ~1 klarer|greier|forstår|skjønner|vet|får
        ingen andre ~2 klager|har|klaget|problem*|sliter
        vi|jeg kan|kunne ~1 ikke|neppe|vel ~1 noe|lastes|hjelpe|klandres for|hvis|når ~1 at|du
        ikke noe for at du
        ikke klarer|greier|kan|evner|gidder|orker å lese|følge|høre|telle|skrive|forstå|åpne|sjekke|vente
        du ikke kan lese|telle|regne|skrive
        leser ikke|aldri ~1 det|hva|e|vilkårene|avtalen
        hører ikke|aldri etter
        nekter å høre|lese|forstå|lytte
        som vanlig ~2 du|din|deg
        du igjen
        deg ~1 igjen
        umulig|vanskelig ~1 kan|har ~2 det ~1 ikke|vel|være|vært
        så vanskelig kan|er det
        helt umulig
        glemte|glemmer|rotet du vel|nok|visst
        påstår ~1 du|at ~2 lest|har|du
    """,
    "tone.condescending": """
        ro deg|dere ~1 ned|litt|$
        rolig nå|da|$
        slapp av
        ta deg sammen|av
        ta det rolig ~1 nå|$
        skjerp deg|dere
        bli voksen
        gi deg $|nå|da
        kom deg|over over|det det|$
        som|slik jeg|vi|kollegaen|nevnt|sagt ~3 allerede|har|sa|skrev|sagt|nevnte|forklarte ~3 sagt|forklart|skrevet|sa|to|tre|flere|mange|tidligere|nevnt|før|allerede|ganger
        som|slik jeg|vi allerede har
        som ~1 sagt ~2 og|før|flere|to|tre|allerede|mange|tidligere|for
        som nevnt ~1 flere|før|tidligere|allerede|to|tre|gjentatte
        jeg|vi har allerede|nå|jo|da sagt|forklart|svart|skrevet|fortalt
        allerede sagt|forklart|svart|fortalt|skrevet dette|det|deg
        hvor mange ganger må|skal|har
        tredje|fjerde|femte|tiende|hundrede|siste|ørtende gang|gangen
        nok en gang det|vi|jeg|les|må|du
        en gang til sakte|$|for deg
        tvil* ~1 på ~1 at|om ~2 nytter|forstår|hjelper|skjønner|du
        åpenbart|tydeligvis|visst|selvfølgelig|opplagt|virkelig|jo|rett ~2 ikke|ingen|null ~1 peiling|snøring|forstått|forstår|skjønt|lest|skjønner|greie|anelse|hørt|begrep|klart|kan
        ikke|ingen|null peiling|snøring|fnugg|begrep|greie på|om|$
        forstår|skjønner|fatter|begriper|vet ~1 du ~1 ikke|det|ingenting|virkelig|i ~3 $|hele|nå|eller|det|noe
        kan|klarer ~1 du ~2 ikke|lese|virkelig ~2 lese|eller|$|noe ~1
        kan du ikke lese|telle|regne|høre
        leser|hører|sjekker|leste|prøvde|så|har ~1 du|dere ~3 i|overhodet|engang ~1 det|tatt|$ ~1 hele
        i ~1 det ~1 hele ~1 tatt ~4 lest|lese|på|prøv*|hør*|sjekk*|slå|sett
        har ~1 du ~1 ikke ~2 lest|sett|hørt|skjønt|forstått|fått
        leste du ikke
        enhver|ethvert|et|en|alle ~2 barn|unge|femåring|treåring|kunde|idiot|tosk|voksen ~2 kan|vet|klarer|forstår|skjønner|kunne|for
        til og med barn|et|en|unger|bestemor|mormor
        barn|unger|femåringer|førsteklassinger ~1 klarer|kan|forstår
        hjernekirurgi*|rakettforskning|rakettvitenskap
        ikke akkurat|så|særlig|direkte vanskelig|hjernekirurgi|komplisert|rakett*|raketforskning|komplisert $|å|dette
        så vanskelig|komplisert er|kan|var det|dette ikke|vel|være
        bruk|ta|kjøp|puss|finn ~3 briller|brillene|hodet|hjernen|øynene|huet|vettet
        bruk ~1 hodet|huet|vettet|google
        sunn|sunt fornuft|vett|bondevett
        tenk ~2 deg|litt|før|etter|selv ~1 om|$|deg|litt|før|du|neste
        tenk deg om
        google|googl|googler|googlet ~1 er|det|finnes|selv
        les ~1 reglene|vilkårene|avtalen|brevet|en|igjen|ordentlig|det|nettsiden|e|svaret ~2 igjen|ordentlig|$|først|én|gang|skikkelig|på|en|før
        les ~2 en|én ~1 gang ~1 til
        lær deg å|hvordan|norsk|litt|først
        lær ~1 å
        spør barnebarn*|barna|ungene|kona|mannen|mamma|sønnen|datteren|noen|en ditt|dine|din|som|voksen|di
        la|få ~1 noen ~1 andre ~4 regning*|lese|hjelpe|ordne|gjøre|seg
        tall ~1 din|ikke ~2 sterke|styrke
        din|ditt sterke|sterkeste side|kort
        sterke ~1 side
        barnevakt|barnepike|barnehage|mora ~1 $|di|for|her
        ikke ~2 barnevakt*|sekretær*|mammaen|moren|tjener*|slave*|psykolog*|terapeut*|trollmann|google
        holde deg i hånda|hånden
        leie ~1 deg
        med ~1 teskje
        med all ~1 respekt
        flaut|pinlig|latterlig|trist|utrolig|rart|merkelig|tragisk|imponerende|underlig at du|dere|voksne|folk|noen
        nesten litt flaut|pinlig
        hårsår*|nærtagende|sutrete|sytete|gretten|grinete|furten|snurt
        dramaet|maset|sutringen|sytingen|tullet|raseriet|følelsene|tonen ~1 ditt|din|dine
        skriv|snakk|lær ordentlig|skikkelig|bedre|rett|riktig|deg norsk|språk
        ordentlig norsk
        vennen|vennen ~1 min
        lille ~1 venn|vennen|du
        kjære deg|vene $
        hysterisk*|barnslig*|overdriv*|overreager*|kravstor|bortskjemt
        dumt|teit|tåpelig|idiotisk|latterlig|dum|teite|dumme ~1 spørsmål|klage|ide|idé|forespørsel|innvending
        hør her $|nå|vennen|du
        hør etter $|nå|da|denne|neste
        følg med $|da|litt|neste
        grunnleggende ~1 matematikk|regning|lesing|fornuft
        jeg|vi ~1 gjentar|gjentar
        sakte for deg
        skal jeg tegne|stave|bokstavere|forklare|lese ~3
        må jeg virkelig
    """,
    "tone.sarcasm": """
        gratulerer med å ~3
        gratulerer|bravo|hurra du har|klarte|fant|kan|oppdaget
        bravo $
        så fint|flott|bra|hyggelig|koselig|deilig|trist|synd for deg|dere $|noe|da
        fint for deg
        godt|bra for deg
        for|fordi ~1 du ~1 vet ~2 selvsagt|selvfølgelig|åpenbart|jo|best|bedre
        du vet selvsagt|selvfølgelig|åpenbart|jo|sikkert bedre|best|alt
        vet|kan ~3 bedre ~1 enn ~1 oss|vi|meg|jeg
        siden ~1 du ~3 ekspert*|bedre|smart|flink|kan
        så flink|smart|lur|morsom|hyggelig du er|var
        oppmerksomhet*|respekten|svaret|behandlingen ~2 den|det|som ~1 fortjener
        altså|nemlig ~1 ingen|null|ingenting|null
        hva ~1 hadde|har|trodde|forventet|ventet|tenkte ~1 du|dere ~2 ventet|forventet|trodd|regnet|tenkt|deg|egentlig
        til den prisen
        du får det du betaler
        alltid|aldri vår|din|andres|andre skyld|sin|feil
        alltid ~2 vår ~1 skyld|feil
        er det ikke $
        det er det vel ikke
        noen ~1 er|har|har|våknet|stod ~2 visst|hårsår|gretten|opp|på|feil
        feil ben|bein $|ut|i
        stod|sto|stått opp med|på feil
        nåja
        buhu
        å nei stakkars|så|for
        stakkars ~1 deg
        så ~1 synd
        hjertet|hjerte mitt blør
        verdens minste fiolin
        jøss|jøye|joda|haha|hahaha|lol ~1 nei|du|ja|så|den|les|sikkert|for
        i ~1 drømme|drømmene
        drøm ~1 videre
        fortsett å drømme|grine|klage
        nyhet til deg
        for et drama
        takk for ingenting
        så ~1 morsomt
        notert og arkivert
        arkivert ~2 vanlig|rund*|rette ~1 sted
        overraskelse ~1 overraskelse
        satt egentlig i lunsj*
        dette burde|bør|får være viktig
        håper ~1 det|dette ~2 er|var ~1 viktig
    """,
    "tone.dismissive": """
        ikke mitt|vårt|min|vår|våre problem|jobb|bord|sak|avdeling|ansvar|feil|business
        ikke noe jeg|vi bryr
        hvem ~1 bryr
        bryr|bryr meg|oss|seg ikke
        gir|ga vi|jeg|blanke|faen|beng blanke|faen|beng
        gir ~1 blaffen|beng|katten
        gidder|orker ~1 ikke
        nei ~1 vel
        og ~1 så $
        samme|det er det samme for meg|oss
        revnende|knekkende|fullstendig likegyldig
        får ~1 du ~1 finne|bytte|dra|gå|velge ~2 annet|annen|andre|et|en
        finn|velg|prøv|bytt ~1 deg|et|en|til ~2 annet|annen|andre ~1 selskap|leverandør|bank|butikk|flyselskap|operatør|sted|noen
        finne et|en annet|annen selskap|leverandør|bank|butikk
        passer|liker ~1 det|ikke ~1 ikke|det ~4 finn|bytt|dra|gå|får|kan|velg
        klag til noen|mora|veggen
        klage til noen andre
        andre steder å
        har|hadde faktisk|også andre kunder
        andre kunder også|enn|å
        ikke alene i|om verden
        verden dreier|snurrer seg ikke
        ikke den eneste
        har ~3 ikke ~1 tid ~1 til ~2 dette|deg|å|sånt|slikt|tull
        ikke tid|ork|lyst|overskudd|krefter til|å forklare|dette|deg|gjenta|tull|sånt|krangle
        har bedre|viktigere|annet|andre ting å|fore
        viktigere ~1 ting
        er du ferdig|fornøyd snart|nå|$
        ferdig ~1 snakka|snakket|diskutert
        ferdig med deg|dette|saken nå|$
        punktum $
        saken er avsluttet basta
        basta
        slik|sånn er livet|det bare
        slutt|ikke å|skriv|ring|mas skrive|ringe|kontakt*|mer|igjen|flere|her $|til|mer|oss|ganger|hit
        la oss|meg være i fred|$
        ikke bry oss|meg
        ikke kast bort
        ^ noe mer $
        hva vil du nå|egentlig|meg|igjen|da
        hva ~1 nå
        hva nå da
        finn ut av det selv|$
        finn det ut
        gjør det selv
        sjekk ~1 selv
        jeg bare jobber her
        bare jobber her
        får betalt uansett
        ta det eller la
        lykke til med det
        saksøk ~1 oss
        vi har gjort vårt
        her er vi igjen
        samme svar som
        etterpå ikke før
        ikke før $
        å|ikke herregud
        herregud|gudbedre|huff
        kjedelig|gjesp
        ditt ~1 tap
        tough ~1 luck
        beklager men jeg|vi er ikke|ingen
        lev|leve|levd med det
    """,
}

"""Words that praise or complain in care situations, and the words that turn them round."""

from __future__ import annotations

from firebell.core.understanding.lexicon import WordList

PRAISE = WordList(
    # English
    """amazing* appreciat* awesome* beautiful* best better brilliant* comfortable delight* easy
    enjoy* excellent* exceptional* fab fabulous* fantastic* fast favorite* favourite* flawless*
    friendly fun generous glad good gorgeous grateful great* happy helpful* honest impress*
    incredible kind kudos legend* love loved lovely loves loving loyal nice nicely outstanding
    perfect* pleasant* pleased polite* prompt promptly quick quickly recommend* reliable resolved
    rocks satisfied seamless* smooth* solved spotless stellar stunning super superb* swift*
    terrific thank thanks thankful* thx top thumbs win winner wonderful* worth yay yum* 👍""",
    # Norwegian
    """anbefal* beste bra fantastisk* fenomenal* flink* flott* fornøyd* fornøyelig* fin fint fine
    fremragende glad glade gladelig god godt gode gunstig* herlig* hjelpsom* hyggelig* imponer*
    kjempebra kjempefin* kjempegod* knall koselig* kul lekker* likte liker løst lykkelig morsom*
    nydelig* nyttig* perfekt* positiv* praktfull* pålitelig* raskt rask raske ryddig* serviceinnstilt*
    smidig* strålende supert superbra takk takknemlig* tusentakk treffsikker* trygg* trivelig*
    underholdende utmerket* utrolig vakker* vakre vellykket* velsmakende verdt vennlig* elsker
    elsket elegant* solid* sjarmerende imøtekommende""",
    # Polish
    """bezproblemow* brawo bombow* chwal* ciesz* cudown* cudown* czyst* dziękuj* dzięki dziekuj*
    dzieki dobr* dobrze doskonał* ekstra fajn* fantastyczn* genialn* grzeczn* idealn* kocham
    kompetentn* lepsz* lubię lubie miło mił* najlep* niezawodn* perfekcyj* piękn* pięknie pochwal*
    podoba podziękowani* polecam polecać pomocn* pomogl* pomógł pomogła pozytywn* profesjonaln*
    przyjazn* przyjemn* rewelac* rzeteln* smaczn* solidn* spoko sprawn* super szczęśliw* szybciutk*
    szybk* świetn* swietn* uczciw* udan* uprzejm* uratowal* uratował* uwielbiam wdzięczn* wspania*
    wygodn* wyśmienit* wzorow* zachwy* zadowolon* zadowoleni życzliw* niesamowit*""",
    "🙂 😊 😀 😃 😄 😁 😍 🥰 😘 ❤ ♥ 💕 💖 💙 💚 💛 💜 🎉 🙌 👏 🙏 👌 💯 ✨ 😎 🤗 :) :-) :d :-d ;) =) <3 (:",
)

COMPLAINT = WordList(
    # English
    """abysmal* angry annoy* appalling* atrocious* awful* bad badly broke broken bug buggy
    cancelled canceled cheat* charged complain* complaint* confus* crap* crash* damage* defective
    delay* deplorable dirty disappoint* disaster* disgrac* disgust* dishonest dissatisf* dreadful*
    error* expensive fail* faulty fault filthy flightled fraud* frustrat* fuming furious garbage
    grim hate* hell hopeless horrend* horribl* horrif* hung ignor* impossible inaccurate
    incompeten* inconvenien* inedible insult* joke junk lame late lies lied liar lost lousy mess
    mislead* missed missing mistake* nightmare* outrag* overcharg* overpriced overbook* pathetic*
    poor poorly problem* ridicul* rip-off ripoff rubbish rude* ruin* sad scam* screw* shame*
    shambles shitty shoddy sick slow stole* stolen stranded stuck stupid* suck* terribl* terrible
    theft trash ugly unable unacceptabl* unfair unhappy unhelpful* unprofessional* unreliable
    unresolved unsafe upset* useless* waiting waste* wasted worse worst worthless wrong wtf fix""",
    # Norwegian
    """avlyst* bortkastet bedrageri* brutt bråk dårlig* dessverre elendig* fadese* farlig* feil
    feilen forbanna* forferdelig* forsink* forvirr* frustrer* grusom* håpløs* hater idiotisk*
    innstilt* irriter* kjedelig* klage* klager kritikkverdig* krise kranglete lei løgn* lurt lurte
    mangler manglende manglet mislykk* misfornøyd* mistet nekter ødelagt* ødelegg* overpris*
    pinlig* problem* purre* rot rotete råtten sint sinte skamfull* skandale* skuffe* skuff* slakt
    slapp stjålet stygg* svak* svik* svindel* søppel tabbe* tapt tragisk* treg* tull tåpelig*
    ubrukelig* udugelig* ufin* uforskamm* uhøflig* uakseptabel* unødvendig* upålitelig* urimelig*
    useriøs* utrivelig* verre verst* verste ventet venter vond* dyrt dyr frekk* gebyr""",
    # Polish
    """absurd* awari* bałagan* beznadzie* bezczeln* bezużyteczn* bład* błąd błęd* brak brud* brudn*
    chamsk* czekam czekamy czekał* dno dramat* drog* fataln* frustr* głup* gorszy gorzej gorsz*
    hańb* idiot* ignor* irytu* katastrof* kiepsk* kłam* kłamst* koszmar* kpin* kradzie* ukradli
    ukradzion* kłopot* lipa lipn* marnow* marn* masakr* męczarni* najgors* naciągacz* naciąga*
    nędz* niedział* niedopuszczal* niekompeten* niemił* nieodpowiedni* nieprofesjonal* nierzeteln*
    niestety niesprawn* nieuczciw* nieuprzejm* niezadowol* nikt nienawidz* obrzydliw* odmawia*
    odwołan* odwołal* opóźni* opozni* oszust* oszukal* oszukan* oszuka* paskudn* pomyłk* popsut*
    porażk* problem* przerażając* reklamac* rozczarow* rozpacz* skandal* skarg* skarż* smutn*
    spóźni* straszn* syf szkod* szkoda śmieci* śmiechu tragedi* tragiczn* uszkodz* wadliw* wkurz*
    wściek* wstyd* wulgarn* zaginął zaginęł* zagubi* zawiod* zawiód* zawied* zepsu* zł* złodziej*
    żal* żałosn* zalosn* żenad* żenując* zdzierstw* przepłac* zmarnowan* nieznośn* zimn*""",
    "😡 😠 🤬 😤 😞 😔 😢 😭 😩 😫 😒 🙄 👎 💩 🤮 🤢 😣 😖 😑 💔 :( :-( ;( =( :/ :-/ :\\ :| ):",
)

NEGATORS = WordList(
    """not no never none nobody nothing cannot can't cant don't dont doesn't doesnt didn't didnt
    won't wont isn't isnt wasn't wasnt aren't arent weren't wouldn't wouldnt couldn't couldnt
    shouldn't haven't havent hasn't hasnt hadn't ain't without hardly""",
    "ikke ikkje ingen aldri intet uten verken",
    "nie nigdy żaden żadna żadne bez ani nikt nic",
    "nicht kein keine keinen keiner nie niemals ohne",
    "no nunca jamás sin ningún ninguna nada ni",
    "pas jamais sans aucun aucune rien ne",
    "non mai senza nessun nessuno niente",
    "não nao nunca sem nenhum nenhuma nada",
)

CLAUSE_ENDS = frozenset(
    ". , ; : ... ? ! ?? !! ?! ?!?! \n but men ale aber pero mais mas ma".split(" ")
)

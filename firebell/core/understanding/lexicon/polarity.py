"""Words that praise or complain in care situations, and the words that turn them round."""

from __future__ import annotations

from firebell.core.understanding.lexicon import WordList

PRAISE = WordList(
    # English
    """amazing* appreciat* awesome* beautiful* best better brilliant* comfortable delight* easy
    enjoy* excellent* exceptional* fab fabulous* fantastic* fast favorite* favourite*
    flawless* friendly fun generous glad good gorgeous grateful great* happy helpful* honest
    impress* incredible kind kudos legend* love loved lovely loves loving loyal nice nicely
    outstanding perfect* pleasant* pleased polite* prompt promptly quick quickly recommend*
    reliable resolved rocks satisfied seamless* smooth* solved spotless stellar stunning super
    superb* swift* terrific thank thanks thankful* thx top thumbs win winner wonderful* worth
    yay yum* 👍""",
    # Norwegian
    """anbefal* beste bra fantastisk* fenomenal* flink* flott* fornøyd* fornøyelig* fin fint fine
    fremragende glad glade gladelig god godt gode gunstig* herlig* hjelpsom* hyggelig*
    imponer* kjempebra kjempefin* kjempegod* knall koselig* kul lekker* likte liker løst
    lykkelig morsom* nydelig* nyttig* perfekt* positiv* praktfull* pålitelig* raskt rask raske
    ryddig* serviceinnstilt* smidig* strålende supert superbra takk takknemlig* tusentakk
    treffsikker* trygg* trivelig* underholdende utmerket* utrolig vakker* vakre vellykket*
    velsmakende verdt vennlig* elsker elsket elegant* solid* sjarmerende imøtekommende""",
    # Polish
    """bezproblemow* brawo bombow* chwal* ciesz* cudown* czyst* dziękuj* dzięki dziekuj* dzieki
    dobr* dobrze doskonał* ekstra fajn* fantastyczn* genialn* grzeczn* idealn* kocham
    kompetentn* lepsz* lubię lubie miło mił* najlep* niezawodn* perfekcyj* piękn* pięknie
    pochwal* podoba podziękowani* polecam polecać pomocn* pomogl* pomógł pomogła pozytywn*
    profesjonaln* przyjazn* przyjemn* rewelac* rzeteln* smaczn* solidn* spoko sprawn* super
    szczęśliw* szybciutk* szybk* świetn* swietn* uczciw* udan* uprzejm* uratowal* uratował*
    uwielbiam wdzięczn* wspania* wygodn* wyśmienit* wzorow* zachwy* zadowolon* zadowoleni
    życzliw* niesamowit*""",
    "🙂 😊 😀 😃 😄 😁 😍 🥰 😘 ❤ ♥ 💕 💖 💙 💚 💛 💜 🎉 🙌 👏 🙏 👌 💯 ✨ 😎 🤗",
    ":) :-) :d :-d ;) =) <3 (:",
)

# What people say when they are pleased or hurt at all, outside a firm's care.
JOY = WordList(
    # English
    """admir* ador* advantage* adventure affection* amaz* amus* applau* approv* attractive awards
    award awarded baller bless* bliss* bravo breathtaking bright brightens celebrat* champ
    champs champion* charm* cheer* cheers classy clever congrat* cool creative cute dazzl*
    dope dream dreams eager elegant elite encourag* energetic enthusias* entertain* epic
    excit* exquisite extraordinary faith fave favs fond free freedom fresh friend friends
    funny gain gem genius gift gifted glorious gold gracious grand ha haha hahaha* handsome
    hero heroic hilarious honor* honour* hooray hope hoping hopeful hot hug hugs hurray iconic
    ideal improve* improving innovat* insight* inspir* intelligent intrigu* jolly joy* keen
    kiss* laugh* lit lmao lmfao lol lucky luck luv magic* magnificent marvel* masterpiece
    memorable mesmer* miracle* neat optimis* paradise passion* peace peaceful phenomenal
    playful popular positive* powerful precious pretty pride priceless prize proud radiant
    refresh* relax* relief relieved remarkable reward* rich rocked romantic safe satisf* savvy
    sexy shine* smart smil* special splendid stoked strong succeed* success* sunshine surpris*
    sweet* talent* tasty thoughtful thrill* treat tremendous triumph* true trust*
    unforgettable uplift* valuable victor* vibrant warm warmth welcome winn* wins wise wish
    wishes won wow xoxo yeah yes yummy xo""",
    # Norwegian
    """artig* begeistr* ekte elegant* energisk* engasjer* festlig* frisk* genial* gleder glede*
    gratulerer håp* heldig* humor* innbydende intelligent* klok* kos koser lystig* mester*
    mesterlig* original* rørende sjarm* smart* spennende spenst* sterk* stolt* suksess* søt*
    talent* tøff* vinner* varm* verdig* virtuos* øm overbevis* fengende befriende severdig*
    glimrende""",
    # Polish
    """brawurow* cieszy* cool czad czarując* duma dumn* dumny fajniutk* gratul* hura kochan*
    kocha* ładn* ladn* mądr* mistrz* nadziej* pozdrawiam pozdro radoś* radosn* sukces* śliczn*
    słodk* szczęści* talent* uśmiech* usmiech* wesoł* wygra* zabawn* zwycię* życzę haha
    hahaha* xd""",
    # German, Spanish, French, Italian, Portuguese
    """beste* danke freu* gern geil glück* großartig* gut gute guter gutes herrlich* hübsch*
    klasse lieb* lustig* perfekt schön* spitze super stolz toll* wunderbar* wunderschön*
    glückwunsch""",
    """alegr* amo amor bella bello bendic* bonit* bueno buena buenas buen encanta* excelente*
    éxito* feliz* felic* genial* gracias gracia guapa guapo gust* hermos* increíble* linda
    lindo maravill* mejor* orgullos* preciosa precioso sonr* suerte risa jaja*""",
    """adore* aime aimer beau belle bien bisous bonheur bon bonne bravo content* drôle excellent*
    félicit* fier fière génial* heureu* jolie* joli magnifi* meilleur* merci mdr parfait*
    sourire sublime* super superbe* vive""",
    """adoro amore auguri bel bella belle bellissim* bello bene bravo brava buon* complimenti
    divertente evviva favolos* felice* fantastic* grazie meravigli* miglior* ottim* perfett*
    piac* splendid* stupend* sorris* amo""",
    """adoro amei amo amor bom boa bonita* feliz* fofa fofo gosto incrível lindo* linda*
    maravilh* melhor* obrigad* orgulho* ótim* parabéns perfeit* saudade sorte top kkk*""",
)

SORROW = WordList(
    # English
    """abus* ache* afraid aggress* alarm* alone anger annoying anti anxi* arrest* ashamed ass
    attack* awkward ban banned bastard* betray* bitch* bitter blame* bleed* blind bomb* bore
    bored boring bother* brutal bull bullshit burn* censor* chaos cheap clueless cold coward*
    crazy creep* cried crime* criminal* crisis critic* cruel cry crying cursed cut damn*
    danger* dark dead death* debt deceiv* defeat* demon* denied deny depress* desperat*
    despis* destroy* devastat* die died dies disagree* disease* dislik* distress* distrust*
    disturb* doom* doubt* drama dumb embarrass* enemy enem* evil exhaust* exploit* fake fatal
    fear* feud fight fool* forget forgot fuck* gross grief griev* guilt* gun guns hack*
    harass* hard harm* harsh headache* heartbr* helpless hurt* hypocri* idiot* ill illegal
    injur* insan* insecure insult* invad* isis jail* jealous* kill* lazy leave lone* loose
    lose loser* losing loss losses mad miserable misery miss mock* moron* murder* nasty
    nervous noise nope numb offend* oppress* pain* panic* penalt* poison* pollut* poverty
    prison* protest* punish* puke racis* rage rape* regret* reject* reveng* riot* sadly
    scandal* scare* scary scream* selfish sexis* shit* shock* shoot* shot shut sin sorry
    starv* steal* stink* stop strang* stress* struggl* stupid* suffer* suicid* sucker suspen*
    suspect* tears tense terror* threat* tired torture* tox* traged* tragic trap trauma*
    trouble* ugh unfortun* unlucky upset victim* vile violen* virus wack war wars weak weird
    whin* wicked worr* wors* wound* yuck hates terribly""",
    # Norwegian
    """angst* banal* bekymr* blass* brudd buklanding døde dødt dø drept farsott flau* flat
    fryktelig* forutsigbar* grått gørr* hat hul klisj* klein* krig* kvalm* langtekkelig* lav
    likegyldig* lidelse* middelmådig* monoton* mørk* motstrid* nifs* platt* pretensiøs* redd
    savner sliten slitsom* smerte* stiv* svekk* synd trist* trøtt* tynn* uengasjer*
    uinspirert* ujevn* uklar* ulempe* ulykke* umoden* underlig* utilstrekkelig* vanskelig*
    vold* sur sure dessverre""",
    # Polish
    """ból boli chor* cierpi* dziad* gniew* kompromit* kryzys* kurwa* łzy mord* nudn* nuda
    nienawi* okropn* obraż* ohyd* płacz* porażka przegra* przemoc* przykr* smutek strach*
    śmierć śmierci szlag tęskn* ubolewa* umar* umier* wojn* wrog* zabi* zabij* zdrad* żenua
    źle zle""",
    # German, Spanish, French, Italian, Portuguese
    """angst* arm ärger* dumm* ekel* enttäusch* falsch* furchtbar* hass* hässlich* idiot* kacke*
    katastroph* krank* krieg* langweil* lüge* lügen* leider mies* müde nerv* peinlich*
    problem* schade scheiß* scheiss* schlecht* schlimm* schuld schrecklich* skandal* tot tod
    traurig* wütend verlor* versag* terror*""",
    """asco asesin* asqueros* aburr* dolor* enferm* enoj* error* fea feo fracas* guerra horrible*
    horror ladr* lament* llor* mal mala malo malos maldi* mentir* mierda miedo muert* odio
    odia* peor* pena pobre problem* puta puto rabia robo* terrible* triste* tristeza vergüenza
    violen* asaltan*""",
    """attentat* bête colère con connard* conne dégoût* déçu* dommage ennui* fatigu* faute guerre
    haine honte horrible* mal malade* marre menteu* mensonge* mauvais* merde* mort* nul nulle*
    peur pire* pleure* problème* putain raciste* ridicule* seul sale scandal* terroris*
    triste* tué* voleur*""",
    """brutt* cazzo colpa dolore fallit* fals* guerra male malat* merda mort* odio orribil* paura
    peggio* pessim* piang* purtroppo problem* rabbia rubat* schif* scandal* triste* tristezza
    vergogn* violenz* ladr* bugi* disastro* delus*""",
    """cansad* chata* chato* chor* culpa doente* dor feia feio guerra horrível* infeliz* lixo mal
    mentir* merda morr* morte* medo ódio odeio pior* problem* porra puta raiva ridícul* roub*
    ruim* saco triste* tristeza vergonha violên* péssim*""",
)

COMPLAINT = WordList(
    # English
    """abysmal* angry annoy* appalling* atrocious* awful* bad badly broke broken bug buggy
    cancelled canceled cheat* charged complain* complaint* confus* crap* crash* damage*
    defective delay* deplorable dirty disappoint* disaster* disgrac* disgust* dishonest
    dissatisf* displeas* dreadful* error* expensive fail* faulty fault filthy fraud* frustrat*
    fuming furious garbage grim hate* hell hopeless horrend* horribl* horrif* hung ignor*
    infuriat* issue issues lack lacks lacking impossible inaccurate incompeten* inconvenien*
    inedible insult* joke junk lame late lies lied liar lost lousy mess mislead* missed
    missing mistake* nightmare* outrag* overcharg* overpriced overbook* pathetic* poor poorly
    problem* ridicul* rip-off ripoff rubbish rude* ruin* sad scam* screw* shame* shambles
    shitty shoddy sick slow stole* stolen stranded stuck stupid* suck* terribl* terrible theft
    trash ugly unable unacceptabl* unanswered unfair unfriendly unhappy unhelpful*
    unprofessional* unreliable unresolved unsafe upset* useless* waiting waste* wasted worse
    worst worthless wrong wtf fix""",
    # Norwegian
    """avlyst* bortkastet bedrageri* brutt bråk dårlig* dessverre elendig* fadese* farlig* feil
    feilen forbanna* forferdelig* forsink* forvirr* frustrer* grusom* håpløs* hater idiotisk*
    innstilt* irriter* kjedelig* klage* klager kritikkverdig* krise kranglete lei løgn* lurt
    lurte mangler manglende manglet mislykk* misfornøyd* mistet nekter ødelagt* ødelegg*
    overpris* pinlig* problem* purre* rot rotete råtten sint sinte skamfull* skandale* skuffe*
    skuff* slakt slapp stjålet stygg* svak* svik* svindel* søppel tabbe* tapt tragisk* treg*
    tull tåpelig* ubrukelig* udugelig* ufin* uforskamm* uhøflig* uakseptabel* unødvendig*
    upålitelig* urimelig* useriøs* utrivelig* verre verst* verste ventet venter vond* dyrt dyr
    frekk* gebyr""",
    # Polish
    """absurd* awari* bałagan* beznadzie* bezczeln* bezużyteczn* bład* błąd błęd* brak brud*
    brudn* chamsk* czekam czekamy czekał* dno dramat* drog* fataln* frustr* głup* gorszy
    gorzej gorsz* hańb* idiot* ignor* irytu* katastrof* kiepsk* kłam* kłamst* koszmar* kpin*
    kradzie* ukradli ukradzion* kłopot* lipa lipn* marnow* marn* masakr* męczarni* najgors*
    naciągacz* naciąga* nędz* niedział* niedopuszczal* niekompeten* niemił* nieodpowiedni*
    nieprofesjonal* nierzeteln* niestety niesprawn* nieuczciw* nieuprzejm* niezadowol* nikt
    nienawidz* obrzydliw* odmawia* odwołan* odwołal* opóźni* opozni* oszust* oszukal* oszukan*
    oszuka* paskudn* pomyłk* popsut* porażk* problem* przerażając* reklamac* rozczarow*
    rozpacz* skandal* skarg* skarż* smutn* spóźni* straszn* syf szkod* szkoda śmieci* śmiechu
    tragedi* tragiczn* uszkodz* wadliw* wkurz* wściek* wstyd* wulgarn* zaginął zaginęł*
    zagubi* zawiod* zawiód* zawied* zepsu* zł* złodziej* żal* żałosn* zalosn* żenad* żenując*
    zdzierstw* przepłac* zmarnowan* nieznośn* zimn*""",
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

_ENDS = ". , ; : ... ? ! ?? !! ?! ?!?! but men ale aber pero mais mas ma"
CLAUSE_ENDS = frozenset({"\n", *_ENDS.split()})

"""Words that insult, curse or dehumanise, in English, Norwegian, Polish and German.

Written for finding them, never shown to anybody as a list.
"""

from __future__ import annotations

from firebell.core.understanding.lexicon import WordList

ABUSE = WordList(
    """arse arsehole* ass asshole* bastard* bitch* bollocks bullshit* clown* cock* coward* crap*
    cretin* cunt* damn* degenerate* dick dickhead* dimwit* dirtbag* douche* dumb dumbass*
    dumbest dumber faggot* fag fags fatso filth* fool foolish* freak* fuck* fuk* fucc* goddamn
    halfwit* hag hoe hoes hypocrit* idiot* idioc* ignoramus imbecile* jackass* jerk* kike*
    liar* loser* lowlife* lunatic* moron* motherf* nigga* nigger* nutjob* parasite* pathetic
    pervert* pig pigs pissed prick* pussy puss* rapist* retard* scum* scumbag* shit* shithole*
    sicko skank* slut* snowflake* stfu stupid* subhuman* swine tard* thug* tosser tramp* trash
    troll* twat* turd* vermin wank* whore* wretch* wtf disgusting""",
    """dritt* drittsekk* dust dusten dumming* dum dumme dumt faen* fanden fitte* forbanna*
    helvete* hestkuk* hore* horunge* idiot* jævl* jævel* jævlig* kjerring* kuk* kukk* lømmel
    mongo* mongis neger* nisse pikk rasshøl* rasshull* rævhøl* ræv satan* skitt* svin svinet
    taper tapere tosk* tulling* tufs* tåpe* udugelig* avskum* kryp åtsel homse* soper* pakkis*
    svarting*""",
    """chuj* chuja chuje cham chamie chamstw* cipa cip cwel* debil* dupa dupe dupek dupk* dureń
    durni* dziwk* frajer* gnid* gnoj* gnój gówn* gowno* głupek głupi* huj* idiot* imbecyl*
    jeba* jebi* jeban* kanali* kretyn* kurew* kurw* lewak* menda mend męd* morda mordę morde
    ciot* oszołom* pajac* palant* parszyw* pasożyt* pedał* pedal* pierd* pierdol* pizd*
    popierdol* pojeb* prostytut* przygłup* pysk ryj ryja skurw* skurwi* spierd* sukinsyn* suka
    suki szmat* szmaciar* szuj* ścierw* śmieć śmiecie świni* tępak* tuman* ubek ubecki*
    wypierd* wyjeb* zajeb* zdrajc* zdzir* złamas* zasran* zjeb* bydl* bydło""",
    """abschaum arsch* arschloch* bastard* blöd* blödmann drecks* drecksack* dumm* dummkopf*
    fick* fotze* gesindel gutmensch* hure* hurensohn* idiot* kacke kackvogel kanak* kotz*
    lügner* lügenpresse missgeburt* nutte* pack penner* sau scheiß* scheiss* schlampe*
    schwachkopf* schwein* spast* spinner* trottel* untermensch* verarsch* verpiss*
    volksverräter* vollidiot* wichs* ziegenf* pfui ekelhaft* dreck* ratte*""",
    "🖕",
)

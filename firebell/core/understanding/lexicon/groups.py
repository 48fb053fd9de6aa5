"""Words that name groups of people, and words of contempt.

Neither is toxic by itself: a group may be named kindly, and queues may be hated. Near each other
they often are, so the model weighs them together.
"""

from __future__ import annotations

from firebell.core.understanding.lexicon import WordList

GROUPS = WordList(
    # English
    """women woman females girls men males muslim* islam* jew jews jewish christian* catholic*
    hindu* sikh* buddhist* atheist* gay gays lesbian* trans transgender* transsexual* bisexual*
    homosexual* queer* lgbt* black blacks white whites african* asian* arab* mexican* latino*
    latina* hispanic* indian* pakistani* chinese nigerian* syrian* somali* romani gypsies immigrant*
    migrant* refugee* foreigner* asylum disabled disabilities autistic deaf blind wheelchair
    elderly poles polish roma""",
    # Norwegian
    """kvinner kvinnfolk jenter menn mannfolk muslimer muslimene jøde jøder jødene kristne homofile
    homoer lesbiske lesber transpersoner transer bifile svarte hvite asiater arabere somaliere
    samer samene innvandrere innvandrerne flyktninger flyktningene utlendinger utlendingene
    funksjonshemmede handikappede blinde døve eldre gamle polakker pakistanere romfolk sikher
    hinduer""",
    # Polish
    """kobiety kobiet baby mężczyźni mężczyzn muzułman* muzułmanie żyd żydzi żydów żydom żydami
    chrześcijan* katolik* katolic* gej* geje lesbijk* osoby trans transpłciow* homoseksual*
    czarnoskór* czarni czarnych biali imigrant* imigranci migrant* uchodźc* uchodźcy
    cudzoziem* niepełnosprawn* niewidom* głusi starsi azjaci azjat* arab* arabowie ukrain*
    niemcy niemców romowie romów cyganie cyganów lgbt*""",
    # German
    """frauen männer mädchen muslim* moslem* juden jude jüdisch* christen katholiken schwule
    schwulen lesben transpersonen transfrauen bisexuelle homosexuelle* schwarze schwarzen weiße
    weißen ausländer* einwanderer migrant* flüchtling* asylant* asylbewerber* behinderte*
    blinde gehörlose asiaten araber* türken syrer* afghanen polen russen sinti zigeuner*
    afrikaner*""",
    # Spanish
    """mujeres hombres musulman* judío judíos judíos cristianos católicos gais gays lesbianas
    homosexuales bisexuales negros negras blancos inmigrantes migrantes refugiados extranjeros
    discapacitados ciegos sordos mayores asiáticos árabes moros mexicanos marroquíes gitanos
    chinos""",
    # French
    """femmes filles hommes musulman* juifs juives juif chrétiens catholiques gays lesbiennes
    homosexuels bisexuels noirs noires blancs immigrés migrants réfugiés étrangers handicapés
    aveugles sourds vieux asiatiques arabes algériens marocains polonais roms tziganes chinois""",
)
CONTEMPT = WordList(
    # English
    """hate hates hated hating hateful despis* detest* loath* disgust* repuls* vermin vile inferior
    subhuman* savage* animals animal cockroach* parasit* plague disease* cancer infest* invad*
    deport* exterminat* eradicat* gas gassed lynch* kill killed killing die burn burned shot
    drown* rape raped beaten worthless useless evil criminals terrorist* rapist* thie* scum*
    filth* dirty trash garbage ruin* destroy*""",
    # Norwegian
    """hate hater hatet hat forakt* avsky* vemmelig* motbydelig* skadedyr udyr dyr parasitt*
    avskum* pest sykdom kreft utrydd* deporter* kastes drep* dø brennes skytes underlegne
    verdiløse ubrukelige kriminelle terrorist* voldtekt* ødelegg* skitne søppel pakk""",
    # Polish
    """nienawid* nienawiść gardz* brzydz* obrzydliw* wstrętn* robactw* szkodnik* zwierzęt* pasożyt*
    zaraz* choroba rak deportować wyrzuc* wywalić zabić zabij* gazu spalić zdechn* wytępi*
    bezwartościow* gors* przestępc* terroryst* złodziej* gwałci* brudn* śmieci* śmieć hołot*
    niszcz*""",
    # German
    """hasse hassen hasst hass veracht* verabscheu* ekel* widerlich* abscheulich* ungeziefer
    schädling* untermensch* tiere parasit* pest krankheit krebs abschieb* ausrott* vergas* töten
    umbringen verbrennen erschießen sterben minderwertig* wertlos* nutzlos* kriminell* terrorist*
    vergewaltig* dreck* abschaum gesindel pack zerstör*""",
    # Spanish
    """odio odiar odian desprecio despreciar asco asqueros* repugnan* plaga cáncer enfermedad
    parásit* escoria basura animales ratas cucarachas deport* expulsar matar muerte mueran morir
    quemar inferior* inútil* criminales terrorista* violador* ladrones suci* destru*""",
    # French
    """hais haïr haine déteste* détester méprise* dégoût* répugnant* vermine parasite* peste cancer
    maladie racaille animaux rats cafards expulse* tuer crever crèvent mourir brûler inférieur*
    inutile* criminels terroriste* violeurs voleurs sales ordure* détrui*""",
)

"""Sentences that name groups of people, kindly and with contempt, each with every group.

So naming a group teaches nothing, and contempt for it teaches in all languages. Words beside the
contempt ("country", "somebody") stand in kind sentences too. Written for
firebell; the benchmark has sentences of its own, and a few groups that are not here.
"""

from __future__ import annotations

from firebell.understanding.training.sets import Labelled

GROUPS: dict[str, tuple[str, ...]] = {
    "en": (
        *("women", "men", "Muslims", "Christians", "Jews", "gay people", "lesbians"),
        *("trans people", "black people", "white people", "immigrants", "refugees"),
        *("disabled people", "old people", "Asians", "Arabs", "Mexicans", "Indians", "Poles"),
    ),
    "nb": (
        *("kvinner", "menn", "muslimer", "kristne", "jøder", "homofile", "lesbiske"),
        *("transpersoner", "svarte", "hvite", "innvandrere", "flyktninger"),
        *("funksjonshemmede", "eldre", "asiater", "arabere", "somaliere", "samer", "polakker"),
    ),
    "pl": (
        *("kobiety", "mężczyźni", "muzułmanie", "chrześcijanie", "Żydzi", "geje", "lesbijki"),
        *("osoby trans", "czarnoskórzy", "biali", "imigranci", "uchodźcy"),
        *("niepełnosprawni", "starsi ludzie", "Azjaci", "Arabowie", "Ukraińcy", "Niemcy"),
    ),
    "de": (
        *("Frauen", "Männer", "Muslime", "Christen", "Juden", "Schwule", "Lesben"),
        *("Transpersonen", "Schwarze", "Weiße", "Einwanderer", "Flüchtlinge"),
        *("Behinderte", "ältere Menschen", "Asiaten", "Araber", "Türken", "Syrer", "Polen"),
    ),
    "es": (
        *("las mujeres", "los hombres", "los musulmanes", "los cristianos", "los judíos"),
        *("los gais", "las lesbianas", "las personas trans", "los negros", "los blancos"),
        *("los inmigrantes", "los refugiados", "los discapacitados", "los mayores"),
        *("los asiáticos", "los árabes", "los mexicanos", "los marroquíes"),
    ),
    "fr": (
        *("les femmes", "les hommes", "les musulmans", "les chrétiens", "les juifs", "les gays"),
        *("les lesbiennes", "les personnes trans", "les noirs", "les blancs", "les immigrés"),
        *("les réfugiés", "les handicapés", "les personnes âgées", "les Asiatiques"),
        *("les Arabes", "les Algériens", "les Polonais"),
    ),
}
TEMPLATES: dict[str, tuple[str, ...]] = {
    "en": (
        "I am proud that {} work in our team.",
        "{} are my friends and I love them.",
        "We would like to invite {} to the meeting on Friday.",
        "Many {} live in our street, and everybody gets along.",
        "There should be more {} in parliament.",
        "My grandparents taught me to respect {}.",
        "Nobody should hate {}.",
        "It is not right to insult {}.",
        "{} deserve the same rights as everyone else.",
        "I read a good book about {} this week.",
        "{} came to our country long ago, and this town is their home.",
        "All {} deserve a good life, and nobody should be sent away.",
        "Somebody should thank {}, they always help.",
        "It would be better if {} were asked first, they belong here.",
    ),
    "nb": (
        "Jeg er stolt av at {} jobber hos oss.",
        "{} er vennene mine, og jeg er glad i dem.",
        "Vi vil gjerne invitere {} til møtet på fredag.",
        "Mange {} bor i gata vår, og alle går godt overens.",
        "Det burde være flere {} på Stortinget.",
        "Ingen bør hate {}.",
        "Det er ikke greit å fornærme {}.",
        "{} fortjener de samme rettighetene som alle andre.",
        "{} kom til landet for lenge siden, og byen vår er hjemmet deres.",
        "Alle {} fortjener et godt liv her.",
        "Noen burde takke {}, de hjelper alltid.",
    ),
    "pl": (
        "{} pracują w naszym zespole i bardzo się cieszę.",
        "{} to moi przyjaciele.",
        "W piątek na spotkanie przyjdą też {}.",
        "Na naszej ulicy mieszkają {} i wszyscy się lubią.",
        "{} zasługują na te same prawa co wszyscy.",
        "W parlamencie powinni częściej zasiadać {}.",
        "{} nie zrobili nic złego, nie obrażajmy nikogo.",
        "Dobrze, że {} są z nami.",
        "{} przyjechali do naszego kraju dawno i to miasto jest ich domem.",
        "Niech {} żyją tu w spokoju, każdy ich lubi.",
        "Dlaczego {} zawsze tak pomagają? Bo są dobrzy.",
    ),
    "de": (
        "Ich bin stolz darauf, dass {} bei uns arbeiten.",
        "{} sind meine Freunde, und ich mag sie sehr.",
        "Am Freitag kommen auch {} zu unserem Treffen.",
        "In unserer Straße wohnen {}, und alle verstehen sich gut.",
        "Im Parlament sollten mehr {} sitzen.",
        "Niemand sollte {} hassen.",
        "Es ist nicht in Ordnung, {} zu beleidigen.",
        "{} verdienen dieselben Rechte wie alle anderen.",
        "{} kamen vor langer Zeit in unser Land, und diese Stadt ist ihre Heimat.",
        "Alle {} sollen hier gut leben, niemand soll weg müssen.",
        "Jemand sollte {} danken, sie helfen immer.",
    ),
    "es": (
        "Me alegra que {} trabajen con nosotros.",
        "{} son mis amigos y les tengo mucho cariño.",
        "El viernes también vienen {} a la reunión.",
        "En nuestra calle viven {} y todos se llevan bien.",
        "{} deberían tener más voz en el parlamento.",
        "Nadie debería insultar ni odiar, y {} merecen respeto.",
        "{} merecen los mismos derechos que todos.",
        "Esta semana he leído un buen libro sobre {}.",
        "{} llegaron a este país hace mucho y la ciudad es su casa.",
        "{} merecen vivir bien aquí, nadie quiere que se vayan.",
        "Alguien debería dar las gracias, y {} serían los primeros.",
    ),
    "fr": (
        "Je suis fier que {} travaillent avec nous.",
        "{} sont mes amis et je les aime beaucoup.",
        "Vendredi, {} viennent aussi à la réunion.",
        "Dans notre rue habitent {} et tout le monde s'entend bien.",
        "{} devraient être plus nombreux au parlement.",
        "Personne ne devrait haïr {}.",
        "Ce n'est pas bien d'insulter {}.",
        "{} méritent les mêmes droits que tous.",
        "{} sont arrivés dans ce pays il y a longtemps et la ville est leur maison.",
        "{} méritent de bien vivre ici, personne ne veut les voir partir.",
        "Quelqu'un devrait remercier {}, ils aident toujours.",
    ),
}

CONTEMPT: dict[str, tuple[str, ...]] = {
    "en": (
        "I can not stand {}, they are filth.",
        "{} are vermin and should be thrown out of our country.",
        "{} are a plague on this town.",
        "All {} deserve to suffer.",
        "Somebody should kill {}.",
        "I hate {} so much.",
        "{} are stupid and worthless.",
        "Why are {} always such disgusting liars?",
        "Send {} back to where they belong, nobody wants them.",
        "It would be better if {} did not exist.",
    ),
    "nb": (
        "Jeg hater {}, de er avskum.",
        "{} er skadedyr og burde kastes ut av landet.",
        "{} er en pest for byen vår.",
        "Alle {} fortjener å lide.",
        "Noen burde drepe {}.",
        "{} er dumme og verdiløse.",
        "Hvorfor er {} alltid så motbydelige løgnere?",
        "Ingen vil ha {} her.",
    ),
    "pl": (
        "{} to robactwo, trzeba ich wyrzucić z kraju.",
        "{} są obrzydliwi, nienawidzę ich.",
        "{} to zaraza naszego miasta.",
        "Niech {} zdychają.",
        "{} są głupi i bezwartościowi.",
        "Dlaczego {} zawsze tak kłamią i kradną?",
        "{} to śmieci.",
        "Nikt nie chce, żeby {} tu byli, won.",
    ),
    "de": (
        "Ich hasse {}, das ist Abschaum.",
        "{} sind Ungeziefer und gehören aus dem Land geworfen.",
        "{} sind eine Pest für unsere Stadt.",
        "Alle {} sollen leiden.",
        "Jemand sollte {} umbringen.",
        "{} sind dumm und wertlos.",
        "Warum sind {} immer so widerliche Lügner?",
        "Niemand will {} hier haben, weg mit ihnen.",
    ),
    "es": (
        "Odio que existan {}, son escoria.",
        "{} son una plaga y hay que expulsarlos del país.",
        "{} merecen sufrir.",
        "Alguien debería matar, y {} serían los primeros.",
        "{} son idiotas e inútiles.",
        "Qué asco me dan {}.",
        "{} son unos mentirosos asquerosos.",
        "Nadie quiere que {} vivan aquí, fuera.",
    ),
    "fr": (
        "Je déteste {}, c'est de la vermine.",
        "{} sont une peste et il faut les expulser du pays.",
        "{} méritent de souffrir.",
        "Quelqu'un devrait tuer {}.",
        "{} sont idiots et inutiles.",
        "Pourquoi {} sont toujours des menteurs dégoûtants ?",
        "{} sont de la racaille.",
        "Personne ne veut voir {} ici, dehors.",
    ),
}


def group_sentences() -> list[Labelled]:
    """Every sentence with every group of its language; 1 for contempt."""
    return [
        Labelled(filled(template, group), label, f"groups {language}")
        for label, sentences in enumerate((TEMPLATES, CONTEMPT))
        for language, templates in sentences.items()
        for template in templates
        for group in GROUPS[language]
    ]


def filled(template: str, group: str) -> str:
    """The sentence about the group, with a capital first letter.

    >>> filled("{} are welcome.", "gay people")
    'Gay people are welcome.'
    """
    text = template.format(group)
    return text[0].upper() + text[1:]

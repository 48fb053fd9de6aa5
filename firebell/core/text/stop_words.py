"""Words that hold sentences together and say nothing by themselves, in the languages that are read.

A text's language need not be known: one list serves for all, so what is a word of its own in
another of the six (German "die" and "war", Norwegian "men", French "son") is left out. Folded as
`str.casefold` does, with a straight apostrophe.
"""

from __future__ import annotations

_ENGLISH = """
a about after all also am an and any are as at be because been before being both but by can could
did do does doing done each even every for from get gets getting go goes going got had has have
having he he'd he'll he's her here hers him his how i i'd i'll i'm i've if in into is it it'd
it'll it's its just let's like me more most much my now of off oh ok okay on one only or other our
ours out over own please really she she's should so some still such than that that's the their
theirs them then there there's these they they'd they'll they're they've this those through to too
u up ur us very was we we'd we'll we're we've were what what's when where which while who who's
whom whose why will with would yes yet you you'd you'll you're you've your yours
"""
_NORWEGIAN = """
alle alt andre av bare ble blir blitt bli både da de deg dem den denne der dere deres det dette
din ditt dine disse du eller en enn er et ett etter få får fikk for fordi fra før ha had hadde han
hans har hun henne her hva hvem hver hvilken hvis hvor hvordan hvorfor i igjen inn jeg jo kan kom
kommer kunne litt meg med mer mitt mot mye må nå når noe noen nok og også om opp oss over på sa
samme seg selv si sin sitt skal skulle slik så som til un under uten vært var ved vi vil ville vår
være våre å
"""
_GERMAN = """
aber alle als also am an auch auf aus bei beim bis bist da damit dann das dass daß dein dem den
denn der des dich dir doch du durch ein eine einem einen einer eines er es etwas euch euer für
gegen habe haben hab hat hatte hätte hier ich ihm ihn ihnen ihr ihre im in ins ist ja jetzt jede
jeder kann kannst können könnte mal mehr mein meine meinem meinen meiner mich mir mit muss nach
noch nun nur ob oder ohne schon sehr sein seine seit sich sie sind so soll über um und uns unser
unsere vom von vor wann warum was weil wenn wer werden wie wieder wir wird wo wurde würde zu zum
zur
"""
_FRENCH = """
a ai alors au aussi aux avait avec avez avoir avons c'est ce ceci cela ces cet cette ceux chez
d'un d'une dans de depuis des donc du elle elles en encore est et était être eu fait faire ici il
ils j'ai je l'on la le les leur leurs lui ma mais me même mes moi mon n'est n'ai nos notre nous on
ont ou où par parce peu peut plus pour pourquoi qu'il qu'elle qu'on quand que quel quelle qui quoi
s'est sa se sera ses si sont sous suis sur ta te tes toi ton tous tout toute toutes très tu un une
va vers voilà vos votre vous y ça
"""
_SPANISH = """
a al algo alguien aquí así aunque cada como con cual cuando cuándo cuál de del desde donde dónde
durante e el él ella ellas ellos en entre eres es esa ese eso esos esta está estaba están estar
este esto estos estoy fue ha hace hacer hasta hay han he la las le les lo los mas más me mi mis
mucho muy nos nosotros o os otra otro para pero poco por porque pues puede que qué quien quién se
ser si sí sido sobre solo sólo son soy su sus también tan te tengo tiene todo todos tu tú tus u un
una uno unos usted ustedes va voy y ya yo
"""
_POLISH = """
a aby albo ale ani aż bardzo bo był była było były być by będzie chyba ci co czy czyli dla do
dlaczego gdy gdzie go i ich im ja jak jaka jaki jakie jako je jeden jedna jednak jego jej jem jest
jestem jeśli jeszcze już każdy kiedy która które który ku lub ma mają mam masz mi mnie mogę moja
moje może można mój mu my na nad nam nas nasz niego niej nim o od on ona one oni oraz pan pani pod
po proszę przed przez przy są się swoje ta tak także taki takie tam te tego tej ten też to tu
tutaj twój ty tylko tym u w was we wam wasz wiem wszystko z za zawsze ze że żeby
"""
# Alone they say nothing either; before another word they turn it round.
_TURNING = """
not no never can't cannot won't don't doesn't didn't isn't aren't wasn't weren't couldn't wouldn't
shouldn't haven't hasn't hadn't ain't without nothing nobody none
ikke ingen ingenting aldri
nicht nichts kein keine keinen keiner keinem nie niemand
pas ne ni jamais rien aucun aucune sans
nada nunca ningún ninguna nadie
nie nic nikt nigdy bez brak
"""

STOP_WORDS = frozenset(
    " ".join((_ENGLISH, _NORWEGIAN, _GERMAN, _FRENCH, _SPANISH, _POLISH)).split()
)
TURNING = frozenset(_TURNING.split())


def says_something(term: str) -> bool:
    """May a word, or words with a blank between, stand for what people talk about?

    >>> [says_something(term) for term in ("luggage", "my", "my luggage", "not", "not working")]
    [True, False, False, False, True]
    """
    words = term.replace("’", "'").split()
    if any(word in STOP_WORDS for word in words):
        return False
    return not all(word in TURNING for word in words)

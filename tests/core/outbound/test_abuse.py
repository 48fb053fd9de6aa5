from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.outbound.contract import Draft, Outcome
from firebell.core.outbound.guards.abuse import RULES, Abuse


def verdicts(text: str, **more: object) -> set[Outcome]:
    return {finding.verdict for finding in Abuse().check(Draft(text, **more))}


def found(text: str, **more: object) -> list[tuple[str, str]]:
    return [
        (finding.rule, text[slice(*finding.span)]) for finding in Abuse().check(Draft(text, **more))
    ]


HOSTILE = """
You absolute moron.
You really are the stupidest person I ever talked to.
I hope you choke on it.
Go and kill yourself.
We know where you live.
Nobody would miss you, Ron.
Piss off and take your complaint with you.
May your house burn down.
Customers like you make me sick.
You're nothing but a whining toad.
One more call and you'll regret it.
Why don't you crawl back under your rock.
Du er den dummeste kunden jeg har hatt.
Hold kjeft, din tosk.
Håper du drukner i badekaret.
Dra til helvete.
Vi vet hvor du bor.
Jeg hater deg.
Din patetiske lille gris.
Måtte du råtne.
Jest pani idiotką.
Pocałuj mnie w dupę.
Niech pana szlag trafi.
Stul pysk.
Życzę panu śmierci.
Jesteś śmieciem.
Wiemy, gdzie mieszkasz.
Spierdalaj.
""".strip().splitlines()

RUDE = """
Calm down.
As I already told you, it was sent.
That's not my problem.
Can't you read?
Read the terms.
It's not rocket science.
Who cares?
Learn to read.
You should have checked that before you ordered.
Like I said, no.
Ro deg ned.
Det er ikke vårt problem.
Kan du ikke lese?
Du skulle lest avtalen.
Slapp av.
Det er din egen feil.
To nie nasz problem.
Trzeba było czytać umowę.
Jak już pisałem, nie da się.
To pana wina.
Proszę się uspokoić.
Nie umie pani czytać?
""".strip().splitlines()

# Each has words that a plain list of bad words, or a loose phrase of ours, once fell for.
POLITE = """
There is no such thing as a stupid question.
That is not a stupid question at all!
The set has two 5 kg dumbbells.
The shop in Scunthorpe opens at nine, ask for Mr Cockburn or Mrs Dickson.
Please kill the process and start the app again.
The battery is dead and the screen went blank, so we send you a new one.
We hope you understand that the old line is dead and will be replaced.
Someone should contact you within the hour.
We'll find you another seat and find your bag too.
Customers like you make our day!
You deserve nothing but the best.
You don't deserve to be treated this way.
You won't be charged next time.
It makes things easier for us if you add the order number.
Do us a favour and drop us a DM.
Sorry if anything was unclear.
Accidents happen, don't worry!
If I were you I'd start by restarting the router.
The load is slower than expected and the file is too old to open.
Nice house! We hope that the lamp fits.
The technician will come to your home to see the meter.
Did your bag get lost?
It should go away after the update.
Oh no, that is not right. How can we help?
What do you want to change?
How kind of you to write!
We're sad that you are leaving.
Lykke to you and yours, and congratulations on finding your dream home.
Your case was closed yesterday.
You've won a voucher.
There was sand and dust in the lens.
If you don't know the number, leave it empty.
If you don't like the size, find another in the shop.
I'm sorry for your loss.
We are sorry that you had to wait, and you are right to be angry.
Hi Karen, thank you so much, Karen.
Don't be so hard on yourself.
You are not an idiot, the form is confusing.
Please take your time to think about it.
You simply need to press the button.
Hei! Vi gleder oss til du kommer.
Med litt flaks kommer strømmen opp igjen i kveld.
Montøren kommer hjem til deg i morgen.
Hvis du angrer på kjøpet, har du 14 dagers angrerett.
Vi skal sørge for at du får pengene tilbake.
Vi skal finne en ny time til deg.
Vi ses! Ha en fin dag videre.
Så trist at du opplever dette, og så kjedelig at pakken ble borte.
Ring en gang til, så skal vi hjelpe deg.
Har du sjekket at kabelen sitter i?
Hvis du ikke klarer å åpne lenken, si ifra.
Nok en gang beklager, vi løser problemet ditt.
Kunder som deg er viktige for oss.
Pass på når du åpner esken.
Skulle ønske du ikke måtte vente så lenge.
Kan du lese av måleren eller sende et bilde?
Så synd! Huff, det var leit å høre.
Appen er så treg at vi må rette den.
Er du fornøyd nå? Glemte du passordet, trykk her.
Det er ikke noe dumt spørsmål.
Du bør lese vilkårene for appen før du bestiller.
Jeg var fan av den serien også.
Żłobek jest otwarty, a szmatka z mikrofibry w zestawie.
Pedał gazu i Wiedźmin 3 są w promocji.
Mamy nadzieję, że po chorobie wraca pani do zdrowia.
Mąż pani zostawił dokumenty w salonie.
Proszę usunąć komentarz, bo widać w nim numer karty.
Proszę uważać na siebie i na dzieci.
Nie pożałuje pan tego wyboru.
Dziękujemy za cenne uwagi.
Proszę podać, gdzie pan mieszka.
Czy coś jeszcze? Powodzenia!
Jeśli nie pamięta pan hasła, to proszę napisać.
Wszystko jest w porządku. To proste.
Uważamy pana za ważnego klienta.
Można kupić miejsce przy oknie.
Proszę wejść do ustawień. Idź do zakładki konto.
Za darmo można odebrać w sklepie.
To nie jest głupie pytanie.
Przykro mi, głupio mi z powodu tej pomyłki.
Ojej, bardzo przepraszamy!
Din padde og ditt spedbarn er velkomne, og ditt søppel hentes mandag.
Det siste du gjør er å trykke OK, så holder vi øye med huset.
Mamy już pani adres. Proszę wyrzucić śmieci.
Weekendowy wypad w góry, mam pana w systemie.
Współczuję pani rodzinie.
The lights are on but the meter is off; our back to school sale starts.
I am so sorry for your husband and what happened to him.
Kurdyjski słownik i gratulacje z okazji ślubu.
""".strip().splitlines()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_blocked(text: str):
    assert Outcome.BLOCK in verdicts(text)


@pytest.mark.parametrize("text", RUDE)
def test_rude_text_warns(text: str):
    assert verdicts(text) == {Outcome.WARN}


@pytest.mark.parametrize("text", POLITE)
def test_polite_text_passes(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    "disguised",
    [
        "IDIOT",
        "idiooooot",
        "1d10t",
        "id!ot",
        "i d i o t",
        "i-d-i-o-t",
        "i.d.i.o.t",
        "id\u200biot",
        "id\u00adiot",
        "іdіоt",  # Cyrillic і and о
        "ｉｄｉｏｔ",
        "ídïöt",
        "i̸d̸i̸o̸t̸",
        "id*ot",
    ],
)
def test_disguised_insult_is_found_with_its_place(disguised: str):
    text = f"Well, {disguised}, no."
    assert found(text) == [("abuse.insult", disguised)]


@pytest.mark.parametrize(
    "text", ["f*ck this", "f**k you", "jæ*la gris", "h*j z tobą", "k*rwa", "w d*pie mam"]
)
def test_masked_swearing_is_found(text: str):
    assert verdicts(text)


def test_masked_numbers_and_names_are_left_alone():
    assert found("Card **** 4471 of J*** D** and ***bold*** text") == []


def test_quoted_words_are_not_the_agents_own():
    assert found("Please don't write that he is a “moron”, he followed the rules.") == []
    assert found("Du skriver at ovnen er «noe dritt», og det skjønner jeg godt.") == []
    assert found("Pisze pan, że to „szajs”. Rozumiem zdenerwowanie.") == []


def test_quotes_do_not_hide_an_insult():
    assert verdicts('You are a "moron" and I mean it.') == {Outcome.BLOCK}
    assert verdicts('"You stupid cow."') == {Outcome.BLOCK}


def test_customers_own_name_is_no_insult():
    assert found("Hi Moron, thank you.", customer=("Petra Moron",)) == []
    assert verdicts("Hi Moron, thank you.") == {Outcome.BLOCK}
    assert verdicts("You moron.", customer=("Petra Moron",)) == {Outcome.BLOCK}


def test_handles_and_links_are_not_read():
    assert found("@idiot_42 see https://example.org/idiot/moron") == []


def test_overlapping_findings_keep_the_surest():
    assert found("Shut up, you stupid old cow.") == [
        ("abuse.contempt", "Shut up"),
        ("abuse.insult", "you stupid old cow"),
    ]


def test_every_rule_finds_something():
    texts = [*HOSTILE, *RUDE, "damn it, bloody hell", "Bravo.", "A stupid question."]
    assert {rule for text in texts for rule, _ in found(text)} == set(RULES)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str):
    for finding in Abuse().check(Draft(text)):
        start, end = finding.span
        assert 0 <= start < end <= len(text)


@given(st.sampled_from(HOSTILE), st.sampled_from(["", "Hi! ", "Takk. ", "😀 ", "(1) "]))
def test_case_and_what_stands_before_change_nothing(text: str, before: str):
    assert Outcome.BLOCK in verdicts(before + text.upper())
    plain = {finding.rule for finding in Abuse().check(Draft(text))}
    shifted = {finding.rule for finding in Abuse().check(Draft(before + text))}
    assert plain == shifted

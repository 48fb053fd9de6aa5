"""Readings for care: what they say of plain texts in six languages, and what they never do."""

from __future__ import annotations

import json
import time
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.schema import READING, Emotion, Intent, Sensitive
from firebell.core.understanding.care.details import COLUMNS, details
from firebell.core.understanding.care.fingerprint import distance
from firebell.core.understanding.care.phrases import entries, spelled_out
from firebell.core.understanding.care.reading import BY_LEXICON
from firebell.runners.reading import load_reader

SPANS = ("toxic_spans", "threat_spans", "slur_spans", "sensitive_spans")


def read(*texts: str, **columns: list[Any]) -> list[dict[str, Any]]:
    batch = pa.RecordBatch.from_pydict({"text": pa.array(texts, pa.string()), **columns})
    rows: list[dict[str, Any]] = load_reader().read(batch).to_pylist()
    return rows


def shown(text: str, spans: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I want a full refund, give me my money back", Intent.COMPENSATION),
        ("Jeg krever pengene tilbake og erstatning", Intent.COMPENSATION),
        ("Żądam zwrotu pieniędzy i odszkodowania", Intent.COMPENSATION),
        ("Ich will mein Geld zurück, ich fordere Entschädigung", Intent.COMPENSATION),
        ("My lawyer will contact you, see you in court", Intent.LEGAL_THREAT),
        ("Saken går til Forbrukerrådet og advokaten min", Intent.LEGAL_THREAT),
        ("Mein Anwalt wird sich melden, ich gehe vor Gericht", Intent.LEGAL_THREAT),
        ("Mi abogado presentará una denuncia", Intent.LEGAL_THREAT),
        ("Mon avocat va porter plainte", Intent.LEGAL_THREAT),
        ("I am cancelling my subscription, never again", Intent.CANCELLATION),
        ("Jeg sier opp abonnementet og bytter til konkurrenten", Intent.CANCELLATION),
        ("Rezygnuję z umowy i przechodzę do konkurencji", Intent.CANCELLATION),
        ("You should add a dark mode, it would be nice", Intent.SUGGESTION),
        ("Dere burde legge til mørk modus", Intent.SUGGESTION),
        ("Vous devriez ajouter un mode sombre, ce serait bien", Intent.SUGGESTION),
        ("What time do you open on Sunday?", Intent.QUESTION),
        ("Thank you so much, you were wonderful", Intent.PRAISE),
        ("Giveaway! Follow me and win free iphones, click here https://x.example", Intent.NOISE),
    ],
)
def test_what_a_text_wants(text, intent):
    assert read(text)[0]["intent"] == intent


@pytest.mark.parametrize(
    ("text", "matter", "words"),
    [
        ("The charger caught fire last night", Sensitive.SAFETY, "caught fire"),
        ("Telefonen tok fyr i lomma mi", Sensitive.SAFETY, "tok fyr"),
        ("Die Bremsen versagten auf der Autobahn", Sensitive.SAFETY, "Bremsen versagten"),
        ("I was injured on your escalator", Sensitive.INJURY, "injured"),
        ("Trafiłem do szpitala po waszej zupie", Sensitive.INJURY, "szpitala"),
        ("J'ai fini aux urgences", Sensitive.INJURY, "urgences"),
        ("Your driver left my child alone at the stop", Sensitive.MINORS, "left my child alone"),
        ("I want to kill myself because of this debt", Sensitive.SELF_HARM, "kill myself"),
        ("Jeg orker ikke mer, vil ta livet mitt", Sensitive.SELF_HARM, "orker ikke mer"),
        ("Nie chcę żyć przez te długi", Sensitive.SELF_HARM, "Nie chcę żyć"),
        ("No quiero vivir así", Sensitive.SELF_HARM, "No quiero vivir"),
        ("They refused to serve me, pure racism", Sensitive.DISCRIMINATION, "refused to serve"),
        ("My lawyer will hear of it", Sensitive.LAW, "lawyer"),
        ("I can see another customer's invoice", Sensitive.DATA_BREACH, "another customer's"),
    ],
)
def test_a_sensitive_matter_is_named_with_the_words_that_say_so(text, matter, words):
    row = read(text)[0]
    assert matter in row["sensitive"]
    assert words in shown(text, row["sensitive_spans"])


def test_words_that_are_also_light_count_where_there_is_trouble():
    light, heavy = read("the kids loved it", "my kids got nothing to eat, still waiting, so angry")
    assert light["sensitive"] == []
    assert heavy["sensitive"] == [Sensitive.MINORS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I know where you live and I will kill you", "kill you"),
        ("Jeg vet hvor du bor, jeg skal drepe deg", "drepe deg"),
        ("Zabiję was wszystkich", "Zabiję was"),
        ("Ich weiß wo ihr arbeitet, ich werde euch finden und töten", "weiß wo ihr"),
    ],
)
def test_a_threat_is_likely_and_marked(text, words):
    row = read(text)[0]
    assert row["threat"] >= 0.5
    assert any(words in one for one in shown(text, row["threat_spans"]))


@pytest.mark.parametrize("text", ["This queue is killing me", "die Post ist da", "Bra fag, gift"])
def test_what_only_looks_like_a_threat_is_none(text):
    row = read(text)[0]
    assert (row["threat"] < 0.5, row["threat_spans"], row["slur_spans"]) == (True, [], [])


def test_irony_that_names_itself_is_seen():
    plain, ironic = read("Great service today", "Great, another delay, thanks for nothing #sarcasm")
    assert plain["irony"] < 0.5 <= ironic["irony"]


def test_emotions():
    rows = read("I am so angry, this is outrageous", "So happy, I love it!", "The shop opens at 9.")
    assert [row["emotion"] for row in rows] == [Emotion.ANGER, Emotion.JOY, Emotion.NONE]


def test_help_and_attack_are_told_apart():
    good, bad, none = read(
        "Big fan of yours, you should add a night mode",
        "You thieves, avoid this scam company, you stupid idiots",
        "The shop opens at nine",
    )
    assert (good["stance"], bad["stance"], none["stance"]) == ("help", "attack", "neither")


def test_what_takes_much_work_is_complex():
    simple, heavy = read(
        "thanks, all good now",
        "Third time I write. Order #4711234 of 12 March for $1,299 and flight BA 117: my insurance"
        " and my lawyer need the invoice, and I was told last month that you had sent it.",
    )
    assert (simple["complexity"], heavy["complexity"]) == ("low", "high")


def test_a_language_without_a_lexicon_is_not_vouched_for():
    known, unknown = read(
        "This is a plain sentence in English about a parcel",
        "これは日本語で書かれた普通の文章です、荷物についての話です。",
    )
    assert (known["uncertain"], unknown["uncertain"]) == ([], list(BY_LEXICON))


def test_near_duplicates_have_near_fingerprints_and_short_texts_none():
    one, changed, other, short = read(
        "Win a free phone now by sending your number to this account today @anna https://a.example",
        "WIN a free phone now by sending your number to this account tonight @ben https://b.example",
        "The train to Bergen was late again and nobody told us when the next one would leave",
        "too short",
    )
    assert distance(one["fingerprint"], changed["fingerprint"]) <= 12
    assert distance(one["fingerprint"], other["fingerprint"]) >= 20
    assert short["fingerprint"] is None


def test_every_entry_of_the_lexicon_can_be_found():
    """Written so that a text's own tokens can match it: no star within a phrase, none too long."""
    for _cue, entry in entries():
        if "*" in entry:
            assert entry.endswith("*")
            assert " " not in entry
            continue
        assert all(1 <= len(form) <= 6 for form in spelled_out(entry)), entry


def test_details_tell_what_is_there_and_are_empty_where_nothing_is():
    text = "Card 4111 1111 1111 1111 was charged, my lawyer knows. @acme https://x.example"
    batch = pa.RecordBatch.from_pydict({"text": [text, "at nine"]})
    found = details(load_reader().read(batch))
    told = json.loads(found[0])
    assert told["personal_data"] == [["card", 5, 24]]
    assert told["sensitive"] == ["law"]
    assert "entities" not in told
    assert found[1] == ""
    assert set(COLUMNS) <= set(READING.names)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300)
pieces = st.sampled_from(
    ["1", "+47 912 34 567", "@a", "NO93", "\u202e", "e\u0301\u0301", "👩\u200d🚀", "!?", "kill you",
     "my 3 year old", "https://x.y", "$1", "12.", "order #", "ﷺ", "\n", "4111 ", "ul. "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(words, st.lists(pieces, max_size=60).map("".join)))
def test_any_text_is_read_and_every_place_is_in_it(text):
    row = read(text)[0]
    for name in SPANS:
        ends = [0, *(end for _start, end in row[name])]
        for (start, end), last in zip(row[name], ends, strict=False):
            assert last <= start < end <= len(text)
    for one in row["entities"]:
        assert text[one["start"] : one["end"]] == one["text"]
    for one in row["personal_data"]:
        assert 0 <= one["start"] < one["end"] <= len(text)
    for name in ("emotion_p", "irony", "intent_p", "complaint_p", "threat"):
        assert 0 <= row[name] <= 1


@pytest.mark.parametrize(
    "piece",
    ["<a", "1", "+", "1 ", "@", "a.b-", "AA11 ", "order 12", "jan 1", "$1", "(0 ", "12:", "#1",
     "NO93 8601 1117 947 ", "4111 1111 1111 1111 ", "a1@b.cc", "1 Aaaaa ", "kill you "],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(piece):
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        spent = []
        for _ in range(3):
            begun = time.process_time()
            read(text)
            spent.append(time.process_time() - begun)
        return min(spent)

    read(piece)
    # Linear is 4; what is quadratic would be 16.
    assert seconds(8_000) < 9 * seconds(2_000) + 0.01

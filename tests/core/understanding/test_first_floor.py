from __future__ import annotations

import hashlib
import json
from importlib import resources
from itertools import count

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.conformance.check_annotator import SENTENCES, check_annotator
from firebell.core.schema import READING
from firebell.core.understanding import FirstFloorReader, Reader
from firebell.core.understanding.first_floor import MANIFEST_FILE, MAX_READ, MODEL_FILE, RULES
from firebell.core.understanding.model import KnownTokens
from firebell.runners.reading import load_reader

PINNED = ("first-floor-2-5a05987c-places-91a1bc1d-rules-5", "20602b15a60c")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    folder = resources.files("firebell").joinpath("understanding", "models_data")
    return {name: folder.joinpath(name).read_bytes() for name in (MANIFEST_FILE, MODEL_FILE)}


@pytest.fixture(scope="module")
def reader() -> FirstFloorReader:
    return load_reader()


def read_one(reader: Reader, text: str, **columns: object) -> dict:
    batch = pa.table({"text": [text], **{name: [value] for name, value in columns.items()}})
    return reader.read(batch).to_pylist()[0]


def read_all(reader: Reader, texts: list[str]) -> pa.RecordBatch:
    return reader.read(pa.table({"text": pa.array(texts, pa.string())}))


def test_keeps_the_contract_of_readers(files):
    assert isinstance(load_reader(), Reader)
    check_annotator(lambda: FirstFloorReader.from_bytes(files))


WORDS = st.sampled_from(
    ["I", "not", "never", "good", "BAD", "sooo", "refund?", "@acme", "#fail", "https://x.y", "😡"]
    + ["ikke", "nie", "dobry", "świetnie", "!", "42", "\n", ",", "idiot", "thanks", "please"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=12), data=st.data())
def test_a_reading_depends_on_its_text_alone(reader, texts, data):
    together = read_all(reader, texts)
    order = data.draw(st.permutations(range(len(texts))))
    shuffled = read_all(reader, [texts[place] for place in order])
    assert shuffled.equals(together.take(pa.array(order)))
    for place, text in enumerate(texts):
        assert read_all(reader, [text]).equals(together.slice(place, 1))


def test_the_same_alone_and_among_a_thousand(reader):
    text = "@acme worst service ever, still waiting for my refund!!!"
    others = [
        f"{word} number {n} goes {word}ly" for n, word in zip(range(999), count(), strict=False)
    ]
    crowd = read_all(reader, [*others[:500], text, *others[500:]])
    assert crowd.slice(500, 1).equals(read_all(reader, [text]))


def test_forgetting_known_tokens_changes_nothing(files):
    small = FirstFloorReader.from_bytes(files)
    small._known = KnownTokens(small._model, limit=3)
    texts = ["late and rude", "kind, quick and cheap", "late but kind"] * 3
    expected = read_all(load_reader(), texts)
    pieces = [read_all(small, [text]) for text in texts]
    assert pa.Table.from_batches(pieces).equals(pa.Table.from_batches([expected]))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_is_read(reader, text):
    found = read_all(reader, [text])
    assert found.schema.equals(READING)
    assert found.num_rows == 1


def test_only_the_beginning_of_a_huge_text_is_read(reader):
    beginning = "this is a terrible delay. " * (MAX_READ // 26 + 1)
    cut = read_one(reader, beginning[:MAX_READ])
    assert read_one(reader, beginning[:MAX_READ] + " wonderful" * 100_000) == cut


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("@acme worst service ever, cancelled twice and nobody cares!!!", "negative"),
        ("Thank you, excellent service, I love it!", "positive"),
        ("Elendig service, forsinket igjen og ingen hjelp.", "negative"),
        ("Tusen takk, fantastisk hyggelig og rask hjelp!", "positive"),
        ("Beznadziejna obsługa, znowu opóźnienie i brak odpowiedzi.", "negative"),
        ("Dziękuję, świetna obsługa, polecam!", "positive"),
    ],
)
def test_plain_praise_and_complaint_are_told_apart(reader, text, sentiment):
    assert read_one(reader, text)["sentiment"] == sentiment


def test_negation_turns_praise_round(reader):
    praised = read_one(reader, "The staff was helpful")["positive"]
    assert read_one(reader, "The staff was not helpful")["positive"] < praised


def test_a_star_tells_what_neutral_words_do_not(reader):
    text = "Ordered on Monday, came on Friday."
    one, five = (read_one(reader, text, rating=stars) for stars in (1.0, 5.0))
    assert (one["sentiment"], five["sentiment"]) == ("negative", "positive")
    assert one["needs_answer"]


def test_because_quotes_the_text_itself(reader):
    text = "The WORST flight, Cancelled after three hours"
    words = read_one(reader, text)["because"].split(", ")
    assert 1 <= len(words) <= 3
    assert "WORST" in words
    assert all(word in text for word in words)


def test_toxic_words_are_found_in_their_place(reader):
    text = "😡 @acme you STUPID idiot, my parcel is late"
    found = read_one(reader, text)
    assert found["toxicity"] > 0.5
    assert "idiot" in [text[start:end] for start, end in found["toxic_spans"]]


def test_a_civil_complaint_is_not_toxic(reader):
    found = read_one(reader, "My parcel is three weeks late. Please tell me where it is.")
    assert found["toxicity"] < 0.5
    assert found["toxic_spans"] == []


def test_a_tampered_model_is_refused(files):
    broken = files | {MODEL_FILE: files[MODEL_FILE][:-1] + b"x"}
    with pytest.raises(ValueError, match="is not the file"):
        FirstFloorReader.from_bytes(broken)


@pytest.mark.parametrize("name", [MANIFEST_FILE, MODEL_FILE])
def test_a_missing_file_is_named(files, name):
    with pytest.raises(ValueError, match=f"{name} is missing"):
        FirstFloorReader.from_bytes({other: files[other] for other in files if other != name})


def test_the_version_names_model_and_rules(reader, files):
    digest = json.loads(files[MANIFEST_FILE])["files"][MODEL_FILE]["sha256"]
    assert digest[:8] in reader.version
    assert reader.version.endswith(f"rules-{RULES}")


def test_readings_change_only_with_the_version(reader):
    """If this fails, raise RULES in first_floor.py, and put the new version and digest here."""
    fields = ("language", "sentiment", "needs_answer", "toxic_spans", "because")
    rows = read_all(reader, list(SENTENCES)).to_pylist()
    said = json.dumps([[row[field] for field in fields] for row in rows])
    assert (reader.version, hashlib.sha256(said.encode()).hexdigest()[:12]) == PINNED

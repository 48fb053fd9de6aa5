"""The transformer that ships."""

from __future__ import annotations

import random
from importlib import resources

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.conformance.check_annotator import check_annotator
from firebell.core.understanding.second_floor.reader import (
    FILES,
    MANIFEST_FILE,
    MODEL_FILE,
    RULES,
    SecondFloorReader,
)
from firebell.runners.reading import load_reader, load_second_floor, second_floor_missing


@pytest.fixture(scope="module")
def second() -> SecondFloorReader:
    found = load_second_floor()
    if found is None:
        pytest.skip(second_floor_missing())
    return found


@pytest.fixture(scope="module")
def files(second: SecondFloorReader) -> dict[str, bytes]:
    folder = resources.files("firebell").joinpath("understanding", "models_data", "second-floor")
    return {name: folder.joinpath(name).read_bytes() for name in FILES}


class BothFloors:
    """Reads everything twice."""

    def __init__(self, second: SecondFloorReader) -> None:
        self._second = second
        self.version = f"{load_reader().version}+{second.version}"

    def read(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        return self._second.revise(batch, load_reader().read(batch))


def read_all(second: SecondFloorReader, texts: list[str]) -> pa.RecordBatch:
    return BothFloors(second).read(pa.table({"text": pa.array(texts, pa.string())}))


def test_keeps_the_contract_of_readers(second):
    check_annotator(lambda: BothFloors(second))


def test_two_sessions_say_the_same_to_the_last_bit(second, files):
    again = SecondFloorReader.from_bytes(files)
    for text in ("Where is my parcel?!", "Elendig service 😡", "Dziękuję, polecam!"):
        assert again.look(text) == second.look(text)


def test_the_same_alone_and_among_a_thousand(second):
    text = "@acme worst service ever, still waiting for my refund!!!"
    draw = random.Random(7)
    words = ["late", "parcel", "thanks", "ikke", "nie", "😡", "where?", "great", "idiot", "the"]
    # Few and short, since each costs a run; repeated, since a crowd repeats itself.
    others = [" ".join(draw.choices(words, k=draw.randrange(1, 6))) for _ in range(60)]
    crowd = (others * 17)[:999]
    found = read_all(second, [*crowd[:500], text, *crowd[500:]])
    assert found.slice(500, 1).equals(read_all(second, [text]))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read(second, text):
    found = read_all(second, [text]).to_pylist()[0]
    assert found["negative"] + found["neutral"] + found["positive"] == pytest.approx(1, abs=1e-5)
    assert 0 <= found["toxicity"] <= 1


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Two weeks without internet and all I get is a chatbot.", "negative"),
        ("Thank you so much, the lady at the desk saved my holiday!", "positive"),
        ("The shop in the station opens at nine.", "neutral"),
        ("Ventet i tre timer på kundeservice og ble kastet ut av køen.", "negative"),
        ("Tusen takk for rask og hyggelig hjelp i dag!", "positive"),
        ("Czekam od miesiąca na zwrot pieniędzy i nikt nie odpowiada.", "negative"),
        ("Świetna obsługa, wszystko przyszło następnego dnia!", "positive"),
        ("Die Lieferung kam kaputt an und keiner meldet sich.", "negative"),
        ("El mejor servicio que he tenido nunca, gracias", "positive"),
    ],
)
def test_plain_sentences_are_understood_without_word_lists(second, text, sentiment):
    assert read_all(second, [text]).column("sentiment").to_pylist() == [sentiment]


def test_insults_are_toxic_and_hard_words_about_things_are_not(second):
    texts = ["You are a worthless idiot and everybody hates you", "My train is late again, damn it"]
    toxic, civil = read_all(second, texts).column("toxicity").to_pylist()
    assert civil < 0.5 < toxic


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(files, name):
    with pytest.raises(ValueError, match=f"{name} of the second floor is missing"):
        SecondFloorReader.from_bytes({other: files[other] for other in FILES if other != name})


def test_a_tampered_model_is_refused(files):
    broken = files | {MODEL_FILE: files[MODEL_FILE][:-1] + b"x"}
    with pytest.raises(ValueError, match=f"is not the file that {MANIFEST_FILE} names"):
        SecondFloorReader.from_bytes(broken)


def test_the_version_names_model_and_rules(second):
    assert second.version.startswith("second-floor-")
    assert second.version.endswith(f"rules-{RULES}")

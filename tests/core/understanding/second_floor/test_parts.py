"""The parts around the transformer, with votes made by hand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from firebell.core.schema import READING
from firebell.core.understanding.second_floor.because import because
from firebell.core.understanding.second_floor.heads import Heads, softmax
from firebell.core.understanding.second_floor.reader import SecondFloorReader
from firebell.core.understanding.second_floor.router import FEATURES, Router, features
from firebell.core.understanding.second_floor.tokens import PieceTokenizer
from firebell.runners.reading import load_reader

CLASSES = {
    "sentiment": ["negative", "neutral", "positive"],
    "toxic": ["civil", "toxic"],
    "irony": ["0", "1"],
    "emotion": ["anger", "joy"],
}
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁late", "▁nice", "▁fool"]
#         negative neutral positive | civil toxic | plain ironic | anger joy
VOTES = {5: (9, 0, -9, 1, 0, 0, 1, 4, 0), 6: (-9, 0, 9, 1, 0, 2, 0, 0, 4)}
VOTES |= {7: (6, 0, -6, -9, 9, 0, 0, 8, 0)}


class ByHand:
    """A session that knows three words."""

    def __init__(self) -> None:
        self.runs = 0

    def votes(self, numbers):
        self.runs += 1
        rows = [VOTES.get(number, (0, 1, 0, 1, 0, 1, 0, 0, 0)) for number in numbers]
        return np.array(rows, dtype=np.float32)


def reader(**temperatures: float) -> SecondFloorReader:
    heads = Heads.from_manifest({"tasks": list(CLASSES.items()), "temperatures": temperatures})
    cut = PieceTokenizer(PIECES, [0.0] * 4 + [-9.0] * 4, {})
    return SecondFloorReader(ByHand(), cut, heads, Router(), "by hand")


def both(texts: list[str], **columns: list) -> tuple[pa.Table, pa.RecordBatch]:
    batch = pa.table({"text": pa.array(texts, pa.string()), **columns})
    return batch, load_reader().read(batch)


def test_sentiment_and_toxicity_are_read_again_and_the_rest_is_kept():
    batch, first = both(["late fool", "nice", "something"])
    again = reader().revise(batch, first)
    assert again.schema.equals(READING)
    assert again.column("sentiment").to_pylist() == ["negative", "positive", "neutral"]
    assert [p >= 0.5 for p in again.column("toxicity").to_pylist()] == [True, False, False]
    for name in ("language", "language_p", "needs_answer", "needs_answer_p"):
        assert again.column(name).equals(first.column(name))


def test_toxic_words_are_shown_only_in_toxic_texts():
    batch, first = both(["you idiot, it is nice nice nice"])
    assert first.column("toxic_spans").to_pylist() != [[]]
    assert reader().revise(batch, first).column("toxic_spans").to_pylist() == [[]]


def test_because_names_the_words_that_moved_it_in_their_order():
    batch, first = both(["nice, but late and LATE fool late", "something"])
    lines = reader().revise(batch, first).column("because").to_pylist()
    assert lines == ["late, fool", ""]


def test_because_leaves_out_names_and_links():
    votes = np.array([(0, 0, 0), (9, 0, 0), (9, 0, 0), (5, 0, 0), (0, 0, 0)])
    found = because("@late https://late.example late!", [-1, 0, 1, 2, -1], votes)
    assert found == ("late", "", "")


def test_a_text_that_comes_often_is_read_once():
    batch, first = both(["late"] * 50 + ["nice"] * 50)
    mine = reader()
    mine.revise(batch, first)
    assert mine._session.runs == 2


def test_stars_move_the_sentiment():
    batch, first = both(["something"] * 2, rating=[1.0, 5.0])
    found = reader(sentiment=0.5).revise(batch, first).column("sentiment").to_pylist()
    assert found == ["negative", "positive"]


def test_feelings_irony_and_intent_stay_the_first_floors_and_can_be_asked():
    batch, first = both(["late fool", "nice"])
    mine = reader()
    again = mine.revise(batch, first)
    for name in ("irony", "emotion", "intent", "needs_answer"):
        assert again.column(name).equals(first.column(name))
    said = [mine.look(text).logits["emotion"] for text in ("late fool", "nice")]
    assert [mine.likeliest("emotion", row) for row in said] == ["anger", "joy"]


def test_a_higher_temperature_is_less_sure():
    batch, first = both(["late"])
    sure, unsure = (
        reader(sentiment=t).revise(batch, first).column("negative")[0].as_py() for t in (1, 3)
    )
    assert 1 / 3 < unsure < sure


def test_rows_and_readings_must_belong_together():
    batch, first = both(["late", "nice"])
    with pytest.raises(ValueError, match="2 rows with 1 readings"):
        reader().revise(batch, first.slice(0, 1))
    with pytest.raises(ValueError, match='needs a column "text"'):
        reader().revise(pa.table({"words": ["late", "nice"]}), first)


def test_heads_that_every_reading_needs_must_be_there():
    with pytest.raises(ValueError, match="needs the task toxic"):
        Heads.from_manifest({"tasks": [["sentiment", CLASSES["sentiment"]]], "temperatures": {}})


def test_probabilities_of_hopeless_logits_are_probabilities():
    assert softmax([1e9, -1e9, 0.0]) == [1.0, 0.0, 0.0]


def test_without_weights_the_narrowest_margin_comes_first():
    texts = ["worst awful terrible disaster", "thanks, but late", "ok"]
    batch, first = both(texts)
    doubt = Router().doubt(batch, first)
    feelings = [
        sorted(row, reverse=True)
        for row in zip(
            *(first.column(n).to_pylist() for n in ("negative", "neutral", "positive")), strict=True
        )
    ]
    margins = [row[0] - row[1] for row in feelings]
    assert np.argsort(-doubt).tolist() == np.argsort(margins).tolist()


def test_a_router_weighs_what_it_sees():
    batch, first = both(["is it late?", "it is late"])
    weights = [0.0] * len(FEATURES)
    weights[FEATURES.index("questions")] = 2.0
    assert Router(tuple(weights)).doubt(batch, first).tolist() == [2.0, 0.0]
    with pytest.raises(ValueError, match="has 1"):
        Router.from_manifest({"router": [1.0]})


def test_doubt_depends_on_the_row_alone():
    texts = ["late 😡😡", "never not late!", "", "Takk for hjelpen"]
    batch, first = both(texts)
    together = features(batch, first)
    for place in range(len(texts)):
        alone = features(batch.slice(place, 1), first.slice(place, 1))
        assert alone.tolist() == [together[place].tolist()]

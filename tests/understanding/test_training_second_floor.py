from __future__ import annotations

import struct
import zipfile

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra `train-large`")
pytest.importorskip("onnx", reason="training needs the extra `train-large`")

import torch

from firebell.core.understanding.second_floor.router import FEATURES
from firebell.core.understanding.second_floor.session import Session
from firebell.understanding.training.second_floor import choosing, mixture, vocabulary, wheel
from firebell.understanding.training.second_floor.export import NewHead, to_onnx, with_heads
from firebell.understanding.training.second_floor.loop import (
    Example,
    Settings,
    batches,
    fit,
    predict,
)
from firebell.understanding.training.second_floor.mixture import Row
from firebell.understanding.training.second_floor.network import Encoder, Network
from firebell.understanding.training.second_floor.wheel import Packed, Shape

SHAPE = Shape(width=32, layers=2, heads=4, inner=64, words=0, places=0, epsilon=1e-12)
TASKS = {"sentiment": 3, "toxic": 2}


@pytest.fixture(autouse=True)
def _one_thread():
    torch.set_num_threads(1)


def network(seed: int = 1) -> Network:
    torch.manual_seed(seed)
    return Network(Encoder(SHAPE, pieces=50, places=16), SHAPE.width, TASKS)


def exported(net: Network) -> bytes:
    state = {name: part.numpy() for name, part in net.state_dict().items()}
    return to_onnx(state, SHAPE.heads, SHAPE.epsilon, list(TASKS))


def texts(count: int) -> list[list[int]]:
    draw = np.random.default_rng(3)
    return [[0, *draw.integers(4, 50, draw.integers(1, 12)).tolist(), 2] for _ in range(count)]


def test_the_graph_says_what_the_network_says_but_for_rounding():
    net = network()
    for head in net.heads.values():
        torch.nn.init.normal_(head.weight)
    rows = texts(20)
    theirs = predict(net, rows)
    session = Session(exported(net))
    ours = np.array([session.votes(row).mean(axis=0) for row in rows])
    expected = np.hstack([theirs["sentiment"], theirs["toxic"]])
    assert np.abs(ours - expected).max() < 0.1 * expected.std()


def test_padding_says_nothing():
    rows = texts(9)
    together = predict(network(), rows, size=9)
    for place, row in enumerate(rows):
        alone = predict(network(), [row])
        assert alone["sentiment"][0] == pytest.approx(together["sentiment"][place], abs=1e-5)


def test_new_heads_change_their_columns_only():
    model, row = exported(network()), texts(1)[0]
    head = NewHead(slice(3, 5), np.zeros((32, 2)), np.array([1.0, 2.0]))
    before, after = (Session(one).votes(row) for one in (model, with_heads(model, [head])))
    assert after[:, 3:].tolist() == [[1.0, 2.0]] * len(row)
    assert after[:, :3].tolist() == before[:, :3].tolist()


def separable(count: int) -> list[Example]:
    """Piece 10 is toxic and 11 is not; sentiment is never asked."""
    draw = np.random.default_rng(5)
    labels = draw.integers(0, 2, count).tolist()
    rows = zip(texts(count), labels, strict=True)
    return [Example([*row[:-1], 11 - label, 2], "toxic", label, 1.0) for row, label in rows]


def test_training_learns_and_an_interrupted_run_goes_on_as_if_it_had_not_been(tmp_path):
    rows = separable(640)
    settings = Settings(rate=1e-3, batch=8)
    whole, broken = network(), network()
    fit(whole, rows, settings, 1, tmp_path / "a.pt", print)

    class StoppedError(Exception):
        pass

    def stop(line: str) -> None:
        if line.startswith("40 "):
            raise StoppedError

    kept = tmp_path / "b.pt"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("firebell.understanding.training.second_floor.loop.KEEP_EVERY", 20)
        with pytest.raises(StoppedError):
            fit(broken, rows, settings, 1, kept, stop)
        again = network(seed=2)
        fit(again, rows, settings, 1, kept, print)
    numbers = [row.numbers for row in separable(100)]
    found, expected = predict(again, numbers)["toxic"], predict(whole, numbers)["toxic"]
    assert found == pytest.approx(expected, abs=1e-6)
    labels = [row.label for row in separable(100)]
    assert (found.argmax(axis=1) == labels).mean() > 0.9
    assert not kept.exists()


def test_every_row_is_in_one_batch_and_batches_are_of_like_lengths():
    rows = separable(500)
    found = batches(rows, 16, seed=3)
    assert sorted(id(row) for batch in found for row in batch) == sorted(map(id, rows))
    spreads = [max(len(r.numbers) for r in b) - min(len(r.numbers) for r in b) for b in found]
    assert sum(spreads) / len(spreads) < 2
    assert found == batches(rows, 16, seed=3) != batches(rows, 16, seed=4)


def test_rare_labels_and_small_sources_weigh_more():
    rows = [Row(str(n), "sentiment", int(n == 0), "semeval") for n in range(100)]
    rows += [Row("x", "sentiment", label, "xlmt german") for label in (0, 1)]
    weights = mixture.fair_weights(rows)
    assert sum(weights) / len(weights) == pytest.approx(1)
    assert weights[0] / weights[1] == pytest.approx(99**0.5)
    assert weights[-1] == weights[-2]


def test_the_vocabulary_keeps_characters_and_what_is_met_twice():
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "▁late", "▁rare", "▁never"]
    packed = Packed(SHAPE, pieces, [0.0] * 4 + [-5.0] * 5, {}, {})
    kept = vocabulary.kept_pieces(packed, ["late late", "rare"])
    assert [pieces[number] for number in kept] == [*pieces[:4], "▁", "a", "▁late"]


def test_four_bits_are_unpacked():
    block = struct.pack("<e16B", 0.5, *(low | 15 << 4 for low in range(16)))
    found = wheel._four_bits(b"xx" + block, 2, 32)
    assert found[:16].tolist() == [(n - 8) / 2 for n in range(16)]
    assert found[16:].tolist() == [3.5] * 16


def test_another_wheel_is_refused(tmp_path):
    path = tmp_path / "other.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(wheel.MEMBER, b"E5S1")
    with pytest.raises(wheel.UnknownWheelError, match="not the pinned file"):
        wheel.read_wheel(path)


@pytest.mark.parametrize("true", [0.5, 1.0, 2.0])
def test_the_temperature_undoes_a_known_one(true):
    draw = np.random.default_rng(1)
    logits = draw.normal(size=(4000, 3)) * 2
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = [draw.choice(3, p=row) for row in chances]
    assert choosing.temperature(logits * true, labels) == pytest.approx(true, rel=0.1)


def known(first: np.ndarray, features: np.ndarray) -> choosing.Known:
    """The second floor and people say 1 of all; rows come from two sources."""
    ones, sources = np.ones(len(first), int), np.arange(len(first)) % 2
    return choosing.Known(features, first, ones, ones, sources)


def test_a_router_is_kept_only_if_it_beats_the_margin():
    draw = np.random.default_rng(2)
    features = draw.normal(size=(4000, len(FEATURES)))
    margin = features[:, FEATURES.index("margin")] = draw.random(4000)
    tell = features[:, FEATURES.index("emoji")]
    loud = np.where(tell + draw.normal(size=4000) > 1.5, 0, 1)
    found = choosing.router(known(loud, features), seed=1)
    assert np.argmax(np.abs(found)) == FEATURES.index("emoji")
    assert choosing.router(known(np.where(margin < 0.05, 0, 1), features), seed=1) == []


def test_gain_is_what_is_mended_within_each_source():
    first = np.array([0, 1, 1, 1, 1, 1, 1, 1, 1, 1] * 2)
    features = np.zeros((20, len(FEATURES)))
    doubt = (first == 0).astype(float)
    # One row in ten is wrong; of ten rows the shares read none, none and two.
    assert known(first, features).gain(doubt) == pytest.approx(10.0)
    assert known(first, features).gain(-doubt) == pytest.approx(0.0)


@pytest.mark.data
def test_no_test_or_validation_text_is_learnt_from(data_dir):
    from firebell.understanding.training import sets

    rows = mixture.training_rows(data_dir, [], 1)
    wall = sets.Wall(row.text for row in mixture.validation_rows(data_dir))
    assert len(rows) > 50_000
    assert [row.text for row in rows if row.text in wall] == []

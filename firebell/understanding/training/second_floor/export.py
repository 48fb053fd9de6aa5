"""The trained network as one ONNX graph with whole-number weights.

The graph reads one text at a time, so it needs neither padding nor a mask, and the scale of what
is quantised on the way depends on that text alone. Weights keep seven bits: with eight, processors
without VNNI overflow 16-bit sums (onnxruntime's notes on `reduce_range`), and readings would differ
between machines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

INPUT, OUTPUT, STATES = "numbers", "votes", "states"
WEIGHT, BIAS = "heads.weight", "heads.bias"
MOST = 63
"""The largest whole-number weight."""

State = Mapping[str, np.ndarray]
_MICROSOFT = "com.microsoft"


def to_onnx(state: State, heads: int, epsilon: float, tasks: Sequence[str]) -> bytes:
    """The graph as bytes: ``numbers`` (int64, pieces) to ``votes`` (float32, pieces x classes of
    all ``tasks`` in order), whose mean is the logits, and to ``states`` (float32, pieces x width),
    what the votes are made from.

    ``state`` is a Network's, as arrays; ``heads`` counts those of attention.
    """
    graph = _Graph(state, heads, epsilon)
    states = graph.start()
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    for number in range(layers):
        states = graph.layer(number, states)
    graph.votes(states, tasks)
    return graph.model(sum(len(state[f"heads.{task}.bias"]) for task in tasks))


def whole_numbers(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns of ``weights`` (inputs x outputs) as int8 within MOST, and a scale for each."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-12) / MOST
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


@dataclass(frozen=True)
class NewHead:
    """Weights (width x classes) and bias for some of the votes' columns."""

    columns: slice
    weights: np.ndarray
    bias: np.ndarray


def with_heads(model: bytes, heads: Sequence[NewHead]) -> bytes:
    """The graph with other heads in some columns."""
    found = onnx.load_from_string(model)
    parts = {part.name: part for part in found.graph.initializer if part.name in (WEIGHT, BIAS)}
    weight, bias = (numpy_helper.to_array(parts[name]).copy() for name in (WEIGHT, BIAS))
    for head in heads:
        weight[:, head.columns], bias[head.columns] = head.weights, head.bias
    for name, values in ((WEIGHT, weight), (BIAS, bias)):
        parts[name].CopyFrom(numpy_helper.from_array(values, name))
    content: bytes = found.SerializeToString(deterministic=True)
    return content


class _Graph:
    def __init__(self, state: State, heads: int, epsilon: float) -> None:
        self._state, self._heads, self._epsilon = state, heads, epsilon
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def _constant(self, name: str, values: np.ndarray) -> str:
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def _part(self, name: str) -> str:
        return self._constant(name, self._state[f"encoder.{name}"].astype(np.float32))

    def _node(self, kind: str, inputs: Sequence[str], output: str, **more: Any) -> str:
        outputs = more.pop("outputs", [output])
        self._nodes.append(helper.make_node(kind, inputs, outputs, output, **more))
        return output

    def start(self) -> str:
        """What the words and their places say, normalised: pieces x width."""
        words, scale = whole_numbers(self._state["encoder.words.weight"].T)
        table = self._constant("words", words.T)
        scales = self._constant("words.scale", scale[:, None])
        met = self._node("Gather", [table, INPUT], "words.met")
        plain = self._node("Cast", [met], "words.plain", to=TensorProto.FLOAT)
        factor = self._node("Gather", [scales, INPUT], "words.factor")
        said = self._node("Mul", [plain, factor], "words.said")
        size = self._node("Shape", [INPUT], "size")
        first = self._constant("first", np.array([0]))
        where = self._node("Slice", [self._part("places"), first, size], "places.met")
        both = self._node("Add", [said, where], "start.sum")
        return self._norm("norm", both, "start")

    def _norm(self, name: str, states: str, output: str) -> str:
        parts = [states, self._part(f"{name}.weight"), self._part(f"{name}.bias")]
        return self._node("LayerNormalization", parts, output, axis=-1, epsilon=self._epsilon)

    def _linear(self, names: Sequence[str], states: str, output: str) -> str:
        """One multiplication by the weights of several parts side by side."""
        weights = [self._state[f"encoder.{name}.weight"].T for name in names]
        bias = np.concatenate([self._state[f"encoder.{name}.bias"] for name in names])
        whole, scale = whole_numbers(np.hstack(weights))
        inputs = [
            states,
            self._constant(f"{output}.weight", whole),
            self._constant(f"{output}.scale", scale),
            "",
            self._constant(f"{output}.bias", bias.astype(np.float32)),
        ]
        return self._node("DynamicQuantizeMatMul", inputs, output, domain=_MICROSOFT)

    def layer(self, number: int, states: str) -> str:
        """One layer; see network.Layer."""
        name = f"layers.{number}"
        names = [f"{name}.{part}" for part in ("query", "key", "value")]
        mixed = self._attention(name, self._linear(names, states, f"{name}.asked"))
        mixed = self._linear([f"{name}.mixed"], mixed, f"{name}.mixed")
        states = self._added(f"{name}.mixed_norm", states, mixed)
        wide = self._linear([f"{name}.wide"], states, f"{name}.wide")
        bent = self._node("Gelu", [wide], f"{name}.bent", domain=_MICROSOFT)
        return self._added(
            f"{name}.norm", states, self._linear([f"{name}.narrow"], bent, f"{name}.narrow")
        )

    def _attention(self, name: str, asked: str) -> str:
        one = self._constant("one", np.array([0]))
        parts = [f"{name}.{part}.split" for part in ("query", "key", "value")]
        batch = self._node("Unsqueeze", [asked, one], f"{name}.batch")
        self._node("Split", [batch], f"{name}.split", outputs=parts, axis=-1, num_outputs=3)
        found = self._node(
            "MultiHeadAttention", parts, f"{name}.found", domain=_MICROSOFT, num_heads=self._heads
        )
        return self._node("Squeeze", [found, one], f"{name}.flat")

    def _added(self, name: str, states: str, more: str) -> str:
        parts = [states, more, self._part(f"{name}.weight"), self._part(f"{name}.bias")]
        return self._node(
            "SkipLayerNormalization", parts, name, domain=_MICROSOFT, epsilon=self._epsilon
        )

    def votes(self, states: str, tasks: Sequence[str]) -> None:
        """What every piece says for each class: heads are linear, so pooling may come last."""
        weights = np.vstack([self._state[f"heads.{task}.weight"] for task in tasks]).T
        bias = np.concatenate([self._state[f"heads.{task}.bias"] for task in tasks])
        self._node("Identity", [states], STATES)
        whole = self._constant(WEIGHT, weights.astype(np.float32))
        found = self._node("MatMul", [states, whole], "heads.product")
        self._node("Add", [found, self._constant(BIAS, bias.astype(np.float32))], OUTPUT)

    def model(self, classes: int) -> bytes:
        width = self._state["encoder.places"].shape[1]
        graph = helper.make_graph(
            self._nodes,
            "second-floor",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["pieces"])],
            [
                helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["pieces", classes]),
                helper.make_tensor_value_info(STATES, TensorProto.FLOAT, ["pieces", width]),
            ],
            list(self._constants.values()),
        )
        sets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=sets, ir_version=9)
        onnx.checker.check_model(model)
        content: bytes = model.SerializeToString(deterministic=True)
        return content

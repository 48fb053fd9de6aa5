"""The transformer on onnxruntime: numbers of pieces in, votes of pieces out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Votes = NDArray[np.float32]


class Session:
    """Runs one text at a time on one thread, so that nothing of a text's neighbours, and no order
    of adding, can reach its votes. Memory is that of one text of MAX_PIECES pieces.

    Safe to share between threads.
    """

    def __init__(self, model: bytes) -> None:
        """Raises ValueError where ``model`` is no graph that onnxruntime can run."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors share no public class
            raise ValueError(f"onnxruntime cannot load the model: {error}") from error

    def votes(self, numbers: Sequence[int]) -> Votes:
        """What each piece says for each class, pieces x classes; the mean is the text's logits."""
        return self._run("votes", numbers)

    def vector(self, numbers: Sequence[int]) -> Votes:
        """The text as one vector, the mean of its pieces' states: what the heads judge."""
        vector: Votes = self._run("states", numbers).mean(axis=0)
        return vector

    def _run(self, output: str, numbers: Sequence[int]) -> Votes:
        asked = {"numbers": np.array(numbers, dtype=np.int64)}
        found: Votes = self._session.run([output], asked)[0]
        return found

"""A small network from features to a forecast, as bytes and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from firebell.core.triggers.cascade.features import COLUMNS, WHO
from firebell.core.triggers.cascade.memory import Numbers
from firebell.core.triggers.cascade.sizes import NINE_TO_ONE, Sizes

VERSION = 1
FAR = 4.0  # standard deviations; what is farther off counts as this far
SCALES = (-2.5, 1.5)  # the logarithm of the scale stays between these


class ModelError(ValueError):
    """Bytes that are not a model of this version; teach it again."""


@dataclass(frozen=True, slots=True)
class SizeModel:
    """b networks of one hidden layer each, whose answers are averaged.

    Shapes: mean, spread [COLUMNS]; straight [b, COLUMNS, 2]; inner [b, COLUMNS, h];
    inner_bias [b, h]; outer [b, h, 2]; outer_bias [b, 2]; bounds [2].
    """

    mean: Numbers
    spread: Numbers
    straight: Numbers
    inner: Numbers
    inner_bias: Numbers
    outer: Numbers
    outer_bias: Numbers
    bounds: Numbers

    def standard(self, features: Numbers) -> Numbers:
        scaled: Numbers = np.clip((features - self.mean) / self.spread, -FAR, FAR)
        return scaled

    def sizes(self, seen: Numbers, features: Numbers) -> Sizes:
        """The forecasts of n cascades from their features [n, COLUMNS]."""
        x = self.standard(features)
        found = np.zeros((len(x), 2))
        for straight, inner, bias, outer, outer_bias in zip(
            self.straight, self.inner, self.inner_bias, self.outer, self.outer_bias, strict=True
        ):
            found += x @ straight + np.tanh(x @ inner + bias) @ outer + outer_bias
        found /= len(self.inner)
        bounds = (float(self.bounds[0]), float(self.bounds[1]))
        return Sizes(seen, found[:, 0], np.exp(np.clip(found[:, 1], *SCALES)), bounds)

    @property
    def knows_people(self) -> bool:
        """Does it look at who passes a post on?"""
        return bool(np.any(self.straight[:, -WHO:]) or np.any(self.inner[:, -WHO:]))


def plain_bounds() -> Numbers:
    return np.array([-NINE_TO_ONE, NINE_TO_ONE])


def dump_model(model: SizeModel, more: Mapping[str, Any]) -> bytes:
    """An npz file; `more`: further arrays to keep beside it."""
    held: dict[str, Any] = {f.name: getattr(model, f.name) for f in fields(model)}
    file = io.BytesIO()
    np.savez_compressed(file, **{**held, **more, "version": np.array(VERSION)})
    return file.getvalue()


def load_arrays(data: bytes) -> dict[str, Any]:
    """All arrays of such a file. Raises ModelError for anything else; nothing in it is run."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
    except (ValueError, OSError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        raise ModelError(f"not a model of cascades ({error})") from error
    if int(found.get("version", np.array(-1))) != VERSION:
        raise ModelError("a model of another version; teach it again")
    return found


def load_model(data: bytes) -> SizeModel:
    """Raises ModelError for bytes that `dump_model` did not make."""
    arrays = load_arrays(data)
    missing = [f.name for f in fields(SizeModel) if f.name not in arrays]
    if missing or arrays["mean"].shape != (COLUMNS,):
        raise ModelError("a model of other features; teach it again")
    return _usable(SizeModel(**{f.name: arrays[f.name] for f in fields(SizeModel)}))


def _usable(model: SizeModel) -> SizeModel:
    """The same; ModelError for one whose arrays do not go together or hold no numbers."""
    try:
        tried = model.sizes(np.ones(1), model.mean[None, :])
        ends = np.concatenate([tried.location, tried.scale, tried.bounds])
        if np.isfinite(ends).all() and np.isfinite(tried.upper).all():
            return model
    except (ValueError, TypeError, IndexError) as error:
        raise ModelError(f"a model that does not go together ({error})") from error
    raise ModelError("a model that answers no numbers; teach it again")

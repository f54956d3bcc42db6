"""Games played from fixed seeds, named by the digests of their last months."""

from __future__ import annotations

import ctypes
from importlib import import_module
from pathlib import Path

import numpy as np

from game.engine import Chance, begin, compile_spec, digest, step
from tests.engine.small import worlds
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 37


def enabled_features() -> list[str]:
    """Return the processor features that numpy dispatches to here."""
    record = import_module("numpy._core._multiarray_umath")
    features: dict[str, bool] = record.__cpu_features__
    return [name for name in record.__cpu_dispatch__ if features[name]]


def kernel() -> str:
    """Return the kind of processor that numpy's linear algebra chose, if it tells."""
    folder = Path(np.__file__).parents[1] / "numpy.libs"
    for path in folder.glob("libscipy_openblas*"):
        tell = ctypes.CDLL(str(path)).scipy_openblas_get_corename64_
        tell.restype = ctypes.c_char_p
        return str(tell().decode()).upper()
    return ""


def digests() -> list[str]:
    """Play some games of many worlds and return the digests of each world."""
    found: list[str] = []
    for seed in range(8):
        random = seeded(seed)
        spec = random_spec(random, 3)
        model, chance = compile_spec(spec), Chance(seed)
        state = begin(model, chance, worlds(WIDTH))
        for _ in range(spec.turns):
            decision = random_decision(random, spec, WIDTH)
            state = step(model, state, decision, chance).state
        found += [digest(model, state, column).whole for column in range(WIDTH)]
    return found

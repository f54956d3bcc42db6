"""A game is the same on every processor: no bit hangs on its features."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.engine.played import digests, enabled_features, kernel

ROOT = Path(__file__).parents[2]
CHILD = (
    "import json; from tests.engine.played import digests, enabled_features, kernel; "
    "print(json.dumps([enabled_features(), kernel(), digests()]))"
)
CORES = ("PRESCOTT", "SANDYBRIDGE", "HASWELL")


@cache
def here() -> list[str]:
    """Return the digests of the games as this process plays them."""
    return digests()


def child(**changes: str) -> tuple[list[str], str, list[str]]:
    """Play the games in a child with other settings of its environment."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        cwd=ROOT,
        env={**os.environ, **changes},
        capture_output=True,
        text=True,
        check=True,
    )
    left, kind, played = json.loads(done.stdout)
    return left, kind, played


def test_games_are_equal_with_processor_features_switched_off() -> None:
    """Without all, or without the newest, of this machine's features: the same."""
    own = enabled_features()
    assert own, "numpy dispatches to no feature here: nothing could be switched off"
    newest = [each for each in own if each not in {"X86_V3", "ASIMD", "NEON"}] or own
    for off in (own, newest):
        left, _, played = child(NPY_DISABLE_CPU_FEATURES=" ".join(off))
        assert not set(off) & set(left), "the child still used some of them"
        assert left == [each for each in own if each not in off]
        assert played == here()


def test_games_are_equal_whatever_linear_algebra_is_used() -> None:
    """Other kernels of the library for matrices, which the engine never asks."""
    if not kernel() or sys.platform != "linux":
        pytest.skip(
            "numpy brings no library whose kernels could be chosen: NOT checked"
        )
    kinds = set()
    for core in CORES:
        _, kind, played = child(OPENBLAS_CORETYPE=core)
        kinds.add(kind)
        assert played == here()
    assert kinds - {kernel()}, "no other kernel was chosen"


@pytest.mark.parametrize("seed", ["1", "random"])
def test_games_are_equal_whatever_the_order_of_sets(seed: str) -> None:
    """The seed of Python's hashes, which orders sets, moves nothing."""
    assert child(PYTHONHASHSEED=seed)[2] == here()

"""What the benchmarks play: the shipped scenario, or the nearest thing to it."""

from __future__ import annotations

import sys
from random import Random

from game.engine import Spec, compile_spec
from game.errors import GameError
from game.session.table import Table
from tests.strategies import random_spec

_SHIPPED = ("seoul-2024", "harbour-strike")


def crisis(wanted: str | None = None, level: int | None = None) -> tuple[str, Spec]:
    """Return the name and the Spec of the first scenario that can be played.

    Args:
        wanted: an id; the shipped ones, in their order, without it.
        level: of difficulty; the standard one without it.
    """
    table = Table()
    for name in (wanted,) if wanted else _SHIPPED:
        try:
            return name, table.scenario(name).spec(level)
        except GameError as error:
            sys.stderr.write(f"{name}: {error}\n")
    return "random Spec", random_spec(Random(1), scale=12, wild=0.0)  # noqa: S311 - a fixed example


def size(spec: Spec) -> str:
    """Return in words how much a Spec holds."""
    return (
        f"{len(spec.variables)} variables, {len(spec.effects)} effects, "
        f"{len(spec.rules)} rules, {len(spec.events)} events, {len(spec.cards)} cards, "
        f"{len(compile_spec(spec).choices)} choices, {spec.turns} turns"
    )

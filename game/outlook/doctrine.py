"""Doctrines: the constant line that serves a mandate best, as far as one looks.

A doctrine is a list of choices tried every month, the first ones first: where each
lever is to stand, how each card is answered, which initiatives are used. It is
found before a game, in worlds drawn from the priors, by ever better lists: each
sweep plays the list with one choice more or one less, and keeps what gains. A rung
that is closed at first comes with what opens it: neither would gain alone.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

import numpy as np

from game.engine import Chance, ChoiceKind, Model, begin
from game.outlook.beliefs import side_by_side
from game.outlook.lines import Choices, Doctrine
from game.outlook.openers import openers
from game.outlook.race import Race, race, sizes
from game.outlook.scene import Plans, Scene, neighbours
from game.outlook.scoring import declarations, duties, shares

WORLDS = 32
"""Worlds of one sweep."""

_SWEEPS, _SWEEPS_ON = 6, 3
"""Sweeps at most, from nothing and from a line that is known to be good."""

_TOGETHER = 8
"""Changes of one sweep at most."""

_SURE = 1.5
"""Standard errors by which a change must gain to be made beside others."""


def find_doctrine(
    model: Model,
    mandate: int,
    losses: Collection[str],
    seed: int,
    start: Doctrine | None = None,
) -> Doctrine:
    """Return the constant line that serves a mandate best, as far as one looks.

    Args:
        model: the crisis; its actors react.
        mandate: its place in `mandates(spec)`; -1 declares nothing.
        losses: the endings that the review never calls kept.
        seed: numbers the luck of what is imagined.
        start: where to begin; a doctrine that tries nothing when left out.

    Raises:
        NotFiniteError: the crisis leaves the real line in an imagined world.
    """
    free = np.flatnonzero(model.choice_rows.kind != ChoiceKind.MANDATE)
    choices: Choices = tuple(free.tolist())
    line: Choices = () if start is None else start.choices
    first = openers(model)
    for sweep in range(_SWEEPS if start is None else _SWEEPS_ON):
        tries = neighbours(model, line, choices, first)
        scene = _scene(model, mandate, losses, f"{seed}|{sweep}", tries)
        better = _better(model, tries, _compared(scene, sizes(WORLDS)))
        # In other worlds, or what only seemed to gain would be kept.
        scene = _scene(model, mandate, losses, f"{seed}|{sweep}|again", better)
        top = better[int(np.argmax(_compared(scene, (WORLDS,)).mean))]
        if top == line:
            break
        line = top
    return Doctrine(line)


def _scene(
    model: Model,
    mandate: int,
    losses: Collection[str],
    luck: str,
    lines: list[Choices],
) -> Scene:
    """Return the opening of a game in worlds drawn from the priors."""
    word = blake2b(luck.encode(), digest_size=8).digest()
    chance = Chance(int.from_bytes(word, "little"), "outlook", stratified=True)
    numbers = np.arange(WORLDS, dtype=np.uint64)
    given = np.array([mandate])
    return Scene(
        model=model,
        state=begin(model, chance, numbers),
        columns=np.arange(WORLDS)[None],
        numbers=numbers[None],
        chance=chance,
        weights=shares(model, duties(model, given)),
        declared=declarations(model, given),
        losses=frozenset(losses),
        lines=tuple(map(Doctrine, lines)),
        months=model.spec.turns,
    )


def _compared(scene: Scene, rounds: tuple[int, ...]) -> Race:
    """Play every line of a scene from its opening on."""
    count = len(scene.lines)
    chosen = [line.wanted(scene.state.turn) for line in scene.lines]
    plans = Plans(
        game=np.zeros(count, dtype=np.int64),
        chosen=side_by_side(chosen, 1),
        line=np.arange(count),
    )
    return race(scene, plans, rounds)


def _better(model: Model, tries: list[Choices], found: Race) -> list[Choices]:
    """Return the line as it was, the best change to it, and the surest ones together.

    Of the changes to one subject only the best is made.
    """
    line = tries[0]
    sure = found.finished & (found.gain > _SURE * found.error)
    order = np.argsort(-np.where(sure, found.gain, -np.inf), kind="stable")
    changes = [tries[row] for row in order[: int(sure.sum())] if row]
    if not changes:
        return [line]
    group = model.choice_rows.group
    together, touched = line, set[int]()
    for change in changes:
        moved = set(change) ^ set(line)
        subjects = {int(group[choice]) for choice in moved}
        if not subjects & touched and len(touched) < _TOGETHER:
            touched |= subjects
            kept = tuple(c for c in together if int(group[c]) not in subjects)
            together = (*(c for c in change if c in moved), *kept)
    return [line, changes[0], together]

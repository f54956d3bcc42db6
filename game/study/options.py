"""Options: what a planner thinks of the answers to each card, state by state.

In the openings of its own games every open answer, and silence, is played in the same
imagined worlds beside what the planner chose of everything else. An answer is best,
or worst, in a state where it parts from all others by more than two standard errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import (
    SILENCE,
    Array,
    Chance,
    ChoiceKind,
    Closed,
    Integers,
    Model,
    begin,
    legal,
    observe,
    step,
)
from game.outlook.beliefs import side_by_side
from game.outlook.bots import Bot, Sitting
from game.outlook.lines import Choices
from game.outlook.scene import Plans
from game.study.compiled import compiled
from game.study.games import Piece

_SURE = 2.0
"""Standard errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One card in one state."""

    card: str
    options: tuple[str, ...]
    """The answers that were open, silence last."""
    chosen: str
    best: str
    """The answer that is surely best; empty where none is."""
    worst: str
    gap: float
    """Points between the best mean and the second."""
    spread: float
    """Points: the standard deviation of the outcome from this state on, with the best
    answer, over what luck and hidden types still do."""


def weigh_games(piece: Piece) -> tuple[Weighed, ...]:
    """Let a planner play games and say what it thinks of every card in them.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
        TypeError: who plays is no planner.
    """
    if not isinstance(piece.way, Bot):
        raise TypeError(piece.way)
    spec, count = piece.spec, len(piece.mandates)
    model, chance = compiled(spec), Chance(piece.seed)
    numbers = np.arange(piece.first, piece.first + count, dtype=np.uint64)
    mandates = np.array(piece.mandates, dtype=np.int64)
    sitting = Sitting(piece.way, model, numbers, mandates)
    state, before, last = begin(model, chance, numbers), None, None
    found: list[Weighed] = []
    while state.turn <= spec.turns:
        seen = [observe(model, state, last, before, column) for column in range(count)]
        decision = sitting.choose(seen)
        closed = legal(model, state).closed
        for game in range(count):
            found += _cards(model, sitting, game, closed[:, game])
        before, last = state, step(model, state, decision, chance)
        state = last.state
    return tuple(found)


def _cards(
    model: Model, sitting: Sitting, game: int, closed: Integers
) -> Iterator[Weighed]:
    """Weigh every card that is open in a game."""
    card = model.choice_rows.kind == ChoiceKind.CARD
    answers: dict[str, list[int]] = {}
    for row in np.flatnonzero(card & (closed == Closed.OPEN)).tolist():
        answers.setdefault(model.choices[row].id, []).append(row)
    for name, rows in answers.items():
        yield _card(model, sitting, game, name, rows)


def _card(
    model: Model, sitting: Sitting, game: int, card: str, rows: list[int]
) -> Weighed:
    planned = sitting.planned
    scene, plan = planned.scene, planned.plans[game]
    rest = tuple(row for row in plan if model.choices[row].id != card)
    tries: list[Choices] = [*((row, *rest) for row in rows), rest]
    options = (*(model.choices[row].option for row in rows), SILENCE)
    values = scene.values(
        Plans(
            game=np.full(len(tries), game),
            chosen=side_by_side(tries, 1),
            line=np.full(len(tries), planned.lines[game]),
        ),
        0,
        scene.worlds,
    )
    mean = values.mean(axis=1)
    order = np.argsort(-mean, kind="stable")
    answer = next((place for place, row in enumerate(rows) if row in plan), len(rows))
    return Weighed(
        card=card,
        options=options,
        chosen=options[answer],
        best=options[order[0]] if _parts(values, order[0], 1.0) else "",
        worst=options[order[-1]] if _parts(values, order[-1], -1.0) else "",
        gap=float(mean[order[0]] - mean[order[1]]),
        spread=float(values[order[0]].std(ddof=1)),
    )


def _parts(values: Array, row: int, sign: float) -> bool:
    """Tell whether an option surely lies above, or below, all others."""
    apart = sign * (values[row] - np.delete(values, row, axis=0))
    error = apart.std(axis=1, ddof=1) / np.sqrt(values.shape[1])
    return bool((apart.mean(axis=1) > _SURE * error).all())


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to one card over all states in which it was open."""

    card: str
    option: str
    offered: int
    """States in which the card was weighed with this answer open."""
    best: float
    """Share of them in which it was surely best."""
    worst: float
    chosen: float
    bound: float
    """Above this share an answer counts as dominant: 1/k and a quarter."""


def summed_up(weighed: Sequence[Weighed]) -> tuple[Option, ...]:
    """Return every answer that was ever open, by card, as they stand on it."""
    names = dict.fromkeys((row.card, name) for row in weighed for name in row.options)
    found = []
    for card, name in sorted(names):
        rows = [row for row in weighed if row.card == card and name in row.options]
        count = len(rows)
        found.append(
            Option(
                card=card,
                option=name,
                offered=count,
                best=sum(row.best == name for row in rows) / count,
                worst=sum(row.worst == name for row in rows) / count,
                chosen=sum(row.chosen == name for row in rows) / count,
                bound=sum(1.0 / len(row.options) for row in rows) / count + 0.25,
            )
        )
    return tuple(found)


def entropy(weighed: Sequence[Weighed]) -> float:
    """Return how spread the answers to a card are, 0 to 1, the mean over the states.

    1: all answers that were ever given or open are given alike; 0: always the same.
    """
    total = 0.0
    for card in {row.card for row in weighed}:
        rows = [row for row in weighed if row.card == card]
        shares = np.array(list(Counter(row.chosen for row in rows).values()))
        shares = shares / len(rows)
        kinds = len({name for row in rows for name in row.options})
        total += len(rows) * float(-(shares * np.log(shares)).sum()) / np.log(kinds)
    return total / len(weighed)

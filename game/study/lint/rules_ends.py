"""Faults of how games end: W301, W302, W309, W311."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine import Array, Expression, conjuncts, reads
from game.scenario import Found
from game.study.lint.facts import Facts
from game.study.lint.margins import margins_of
from game.words import message

_MOST = 0.95
"""The share of games that one ending may take under every way to play."""

_CHOICE = 0.05
"""The share of the variance that the best and the worst way must explain."""

_NONE = 0.001
"""The share of games that may end with no ending."""

_HALF = 0.5
"""The part of the way to a condition that may be left in the game that came nearest."""

_GRADES = {"loss": 0.0, "mixed": 1.0, "kept": 2.0}


def never_reached(facts: Facts) -> Iterator[Found]:
    """Yield endings that no game reached and whose condition never came near.

    An ending that is only rare has conditions that each held in some game, or came
    near, or wait for an event that could have come.
    """
    owners = margins_of(facts.model).endings
    for place, ending in enumerate(facts.model.spec.endings):
        if (facts.endings == place).any() or facts.forked.reached.endings[place]:
            continue
        parts, rows = list(conjuncts(ending.when)), [n == place for n in owners]
        held, near = facts.seen.held[rows], facts.seen.nearest[rows]
        if held.all() and len(parts) == 1:
            yield Found(
                code="W301",
                path=("endings", ending.id),
                text=message(
                    "in {games} games another ending came first whenever its condition"
                    " held",
                    games=facts.games,
                ),
                fix=message("give it a lower rank"),
            )
        missed = [
            part
            for part, truth, margins in zip(parts, held, near, strict=True)
            if not (truth or _is_near(*margins.tolist()) or _may_come(facts, part))
        ]
        if missed:
            yield Found(
                code="W301",
                path=("endings", ending.id),
                text=message(
                    "none of {games} games ends so: a part of its condition never"
                    " holds",
                    games=facts.games,
                ),
                fix=message("loosen the condition, or remove the ending"),
            )


def _is_near(nearest: float, start: float) -> bool:
    """Tell whether some game went half of the way from the start to a condition."""
    return start < 0.0 and nearest >= _HALF * start


def _may_come(facts: Facts, part: Expression) -> bool:
    """Tell whether a condition waits for an event that could come and did not."""
    spec = facts.model.spec
    names = [row.id for row in spec.events] + [row.id for row in spec.red_lines]
    possible = facts.seen.possible | facts.forked.reached.possible
    waiting = {
        name
        for name, may, came in zip(names, possible, facts.seen.came, strict=True)
        if may and not came
    }
    return any(read.id in waiting for read in reads(part))


def always_reached(facts: Facts) -> Iterator[Found]:
    """Yield an ending that takes nearly all games, however they are played."""
    for place, row in enumerate(facts.model.spec.endings):
        least = float((facts.endings == place).mean(axis=1).min())
        if least > _MOST and len(facts.model.spec.endings) > 1:
            yield Found(
                code="W302",
                path=("endings", row.id),
                text=message(
                    "at least {share} % of the games end so, however they are played",
                    share=f"{100 * least:.0f}",
                ),
                fix=message("let what the player does decide between endings"),
            )


def without_ending(facts: Facts) -> Iterator[Found]:
    """Yield that the calendar can run out with no ending."""
    shares = (facts.endings < 0).mean(axis=1)
    worst = int(shares.argmax())
    if shares[worst] > _NONE:
        yield Found(
            code="W311",
            path=("scenario",),
            text=message(
                "{share} % of the games played as `{way}` reach the last turn with no"
                " ending",
                share=f"{100 * float(shares[worst]):.1f}",
                way=facts.ways[worst],
            ),
            fix=message(
                'add an ending with the highest rank and when = "turn >= turns"'
            ),
        )


def luck_decides(facts: Facts) -> Iterator[Found]:
    """Yield that no way to play makes a difference that luck does not drown."""
    rows = [*(_GRADES[g] for g in _grades(facts)), _GRADES["mixed"]]
    measures = [np.array(rows)[facts.endings], *facts.scores]
    measures = [one for one in measures if float(one.var()) > 0.0]
    if not measures or len(facts.ways) < 2:  # noqa: PLR2004 - one way decides nothing
        return
    share = max(_explained(one) for one in measures)
    if share < _CHOICE:
        yield Found(
            code="W309",
            path=("scenario",),
            text=message(
                "the best and the worst way to play explain {share} % of how games"
                " end; luck decides the rest",
                share=f"{100 * share:.1f}",
            ),
            fix=message("let the player's choices move what endings and scores read"),
        )


def _grades(facts: Facts) -> list[str]:
    rows = facts.scenario.document.endings
    return [rows[row.id].grade for row in facts.model.spec.endings]


def _explained(values: Array) -> float:
    """Return what the choice between the best and the worst way explains of (G, W)."""
    means = values.mean(axis=1)
    pair = values[[int(means.argmax()), int(means.argmin())]]
    total = float(pair.var())
    return float(pair.mean(axis=1).var()) / total if total > 0.0 else 0.0

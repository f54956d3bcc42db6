"""What was seen of a month, and how likely each imagined world made it.

Public happenings and reports count: an act is worth the odds that its actor gave
it in that world, an event its hazard, a red line whether it was raised there, a
report how often its source would have told it. Readings are not weighed here:
the worlds follow them (`game.outlook.ensemble`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from game.engine import (
    Array,
    Given,
    Mask,
    Model,
    Observation,
    Rule,
    State,
    Step,
    report_odds,
    told,
)

DOUBT = 1.0 / 4096.0
"""The least chance that a world gives to anything: a world is never ruled out
by one month, because every number of the model is uncertain too."""


def _seen(names: Sequence[str], observations: Sequence[Observation]) -> Mask:
    """Tell which of some happenings were seen in each game, (names, G)."""
    sets = [frozenset(seen.happened) for seen in observations]
    return np.array(
        [[name in happened for happened in sets] for name in names], dtype=np.bool_
    ).reshape(len(names), len(observations))


def given(model: Model, observations: Sequence[Observation], population: int) -> Given:
    """Return what the openings after a month tell of it.

    Args:
        model: the model.
        observations: what is seen in each of G games.
        population: worlds a game, side by side.

    Returns:
        Arrays over all G * population worlds.
    """
    spec = model.spec

    def spread(rows: Array | Mask) -> Mask:
        wide: Mask = np.repeat(rows, population, axis=1)
        return wide

    options = []
    for rule in spec.rules:
        shown = _seen(
            [f"{rule.id}.{option.id}" for option in rule.options], observations
        )
        secret = np.array([[option.secret] for option in rule.options])
        options.append(spread(np.where(shown.any(axis=0), shown, secret)))

    def known(names: list[str], secret: list[bool]) -> Array:
        shown = _seen(names, observations).astype(np.int64)
        hidden = np.array(secret, dtype=np.bool_).reshape(-1, 1)
        return np.where(hidden, -1, shown)

    events = known([e.id for e in spec.events], [e.secret for e in spec.events])
    lines = known([r.id for r in spec.red_lines], [r.secret for r in spec.red_lines])
    return Given(
        options=tuple(options),
        events=np.repeat(events, population, axis=1),
        red_lines=np.repeat(lines, population, axis=1),
    )


Factor: TypeAlias = tuple[tuple[str, str], Array]
"""What was seen, as its kind and id, and how likely each world made it, (W,)."""


def weigh(model: Model, before: State, made: Step, told: Given) -> tuple[Array, Mask]:
    """Weigh worlds by a month that was seen.

    Args and what is returned are those of `factors` and `product`.
    """
    return product(factors(model, before, made, told), before.worlds.size)


def factors(model: Model, before: State, made: Step, told: Given) -> list[Factor]:
    """Return how likely each world made each thing that was seen of a month.

    Args:
        model: the model played.
        before: the worlds at the opening of the month.
        made: what the month made of them, with what was seen given.
        told: what was seen of it.
    """
    spec, found = model.spec, list[Factor]()
    for rule, odds, options in zip(spec.rules, made.odds, told.options, strict=True):
        free = ~options.any(axis=0)
        chance = np.where(free, 1.0, np.sum(odds * options, axis=0))
        found.append((_acted(rule, options[:, 0]), chance))
    raised = before.raised > 0.0
    for row, event in enumerate(spec.events):
        chance = np.where(raised[row], 1.0, made.chances[row])
        known = told.events[row]
        found.append((_came(event.id, known), _agreement(chance, known)))
    for row, line in enumerate(spec.red_lines):
        known = told.red_lines[row]
        chance = raised[len(spec.events) + row].astype(np.float64)
        found.append((_came(line.id, known), _agreement(chance, known)))
    return found


def _acted(rule: Rule, options: Mask) -> tuple[str, str]:
    """Name the act that was seen; behind none may lie any that is secret."""
    option = rule.options[int(np.argmax(options))]
    if options.any() and not option.secret:
        return "act", f"{rule.id}.{option.id}"
    return "quiet", rule.id


def _came(id: str, known: Array) -> tuple[str, str]:
    return ("event" if known[0] > 0 else "quiet"), id


def report_factors(
    model: Model, state: State, observations: Sequence[Observation]
) -> list[Factor]:
    """Return how likely each world made each report at an opening, or its lack.

    Args:
        model: the model.
        state: the worlds at that opening, those of one game side by side.
        observations: what is seen there in each game.
    """
    population = state.worlds.size // len(observations)
    over = np.repeat([seen.over for seen in observations], population)
    found: list[Factor] = []
    reports = model.spec.reports
    comes, everything = told(model, state), report_odds(model, state)
    for row, (report, odds) in enumerate(zip(reports, everything, strict=True)):
        named = [dict(seen.reports).get(report.id, -1) for seen in observations]
        band = np.repeat(np.array(named, dtype=np.int64), population)
        (likely,) = np.take_along_axis(odds, np.maximum(band, 0)[None], axis=0)
        # That it comes, or does not, tells something too where that is hidden.
        chance = np.where(band < 0, ~comes[row], np.where(comes[row], likely, 0.0))
        found.append((("report", report.id), np.where(over, 1.0, chance)))
    return found


def product(found: Sequence[Factor], worlds: int) -> tuple[Array, Mask]:
    """Weigh worlds by all that was seen.

    Args:
        found: how likely each world made each of it.
        worlds: how many there are.

    Returns:
        (W,) positive weights, and (W,) whether a world would not have it so at all:
        its chance of something seen lies below `DOUBT`.
    """
    weights = np.ones(worlds)
    strange = np.zeros(worlds, dtype=np.bool_)
    for _, chance in found:
        # Also where a chance is no number.
        likely = chance > DOUBT
        weights *= np.where(likely, chance, DOUBT)
        strange |= ~likely
    return weights, strange


def _agreement(chance: Array, known: Array) -> Array:
    return np.where(known < 0, 1.0, np.where(known > 0, chance, 1.0 - chance))

"""Worlds that follow a record, turn by turn, and forecasts that start from them.

The worlds live through what came from outside and what was seen, as far as it is on
record; they are weighed by how likely each made what was seen (not what came from
outside), the numbers on record and the hidden types go along with what was published,
and they are drawn anew. From the close of any turn they go on by themselves. Only the
player's real choices are given beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    Chance,
    Given,
    Model,
    PriorKind,
    State,
    Step,
    Worlds,
    begin,
    grid,
    hold,
    judge_again,
    legal,
    nothing_given,
    select,
    step,
)
from game.outlook.ensemble import loosen, pull, systematic
from game.outlook.likelihood import DOUBT, weigh
from game.session.policies import Policy
from game.study.backtest.reading import NumberSeries, Question, Readout, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is played: a crisis whose actors react, a policy, and luck."""

    model: Model
    policy: Policy
    readout: Readout
    worlds: Worlds
    chance: Chance
    """Domain `outlook`; the same for every variant, so that they meet the same luck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a turn showed in W worlds."""

    numbers: tuple[Array, ...]
    """(W,) of each series, in the order of the record."""
    answers: tuple[Array, ...]
    """(W,) of each question: 1 for yes, 0 for no, 1/2 where a number stood still."""


@dataclass(slots=True)
class Tried:
    """How many of the player's real choices the worlds could carry out."""

    wanted: int = 0
    done: int = 0


def followed(setting: Setting, tried: Tried) -> Iterator[tuple[int, State]]:
    """Yield every turn before the last and the worlds that follow the record to it.

    Args:
        setting: what is played.
        tried: counts what the policy wanted and what the worlds could do.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    model, readout, chance = setting.model, setting.readout, setting.chance
    state = begin(model, chance, setting.worlds)
    nothing = nothing_given(model)
    while state.turn < readout.last:
        turn, before = state.turn, state
        shocks = readout.shocks.get(turn, nothing)
        seen = readout.seen.get(turn, nothing)
        made = _played(setting, state, merged(model, (seen, shocks)), tried)
        weights, _ = weigh(model, before, made, _unforced(seen, shocks))
        weights = np.where(made.state.ending >= 0.0, weights * DOUBT, weights)
        weights = (weights / weights.sum())[None]
        state = _learned(setting, before, made.state, weights)
        judged = judge_again(model, before, replace(made, state=state))
        state = replace(state, raised=judged.raised, held=judged.held)
        state = _drawn_anew(setting, state, weights)
        yield turn, state


def forecast(
    setting: Setting, state: State, given: Mapping[int, Given], tried: Tried
) -> Iterator[Shown]:
    """Yield what the turns from an opening on show.

    Args:
        setting: what is played.
        state: the worlds at the close of the turn that it is forecast from.
        given: what comes from outside later, by turn; the rest is drawn.
        tried: as in `followed`.
    """
    readout, nothing = setting.readout, nothing_given(setting.model)
    while state.turn <= readout.last:
        before, known = state, given.get(state.turn, nothing)
        made = _played(setting, before, known, tried)
        state = made.state
        yield Shown(
            numbers=tuple(_measured(row, before, state) for row in readout.numbers),
            answers=tuple(_answered(row, before, made) for row in readout.questions),
        )


def blurred(setting: Setting, series: str, turn: int, error: float) -> Array:
    """Return what the error of a published number adds to each world, (W,)."""
    draws = setting.chance.normal(f"published:{series}", turn, setting.worlds)
    blur: Array = error * draws
    return blur


def _played(setting: Setting, state: State, known: Given, tried: Tried) -> Step:
    policy, width = setting.policy, state.worlds.size
    if policy.rests(state.turn):
        decision = hold(setting.model, width)
    else:
        legality = legal(setting.model, state)
        decision = policy.decide(legality, state.turn, state.worlds)
    tried.wanted += decision.size
    tried.done += int(np.count_nonzero(decision >= 0))
    return step(
        setting.model, state, decision, setting.chance, given=known, account=False
    )


def _unforced(seen: Given, shocks: Given) -> Given:
    """Return what was seen and not given from outside: by that worlds are weighed."""
    return Given(
        options=tuple(
            np.where(forced.any(), False, own)
            for own, forced in zip(seen.options, shocks.options, strict=True)
        ),
        events=np.where(shocks.events < 0, seen.events, -1),
        red_lines=np.where(shocks.red_lines < 0, seen.red_lines, -1),
    )


def _measured(series: NumberSeries, before: State, after: State) -> Array:
    values: Array = after.values[series.variable]
    return values - before.values[series.variable] if series.change else values


def _answered(question: Question, before: State, made: Step) -> Array:
    if question.rises < 0:
        came = made.happened[list(question.of)].any(axis=0)
        return np.asarray(came, dtype=np.float64)
    moved = made.state.values[question.rises] - before.values[question.rises]
    return np.asarray(0.5 + 0.5 * np.sign(moved))


def _learned(setting: Setting, before: State, state: State, weights: Array) -> State:
    """Let numbers on record, and types on a range, follow what was published."""
    model, turn = setting.model, before.turn
    types = _ranged(model)
    values, drawn = state.values.copy(), state.types.copy()
    for series in setting.readout.numbers:
        reading = series.at(turn)
        if reading is None:
            continue
        blur = blurred(setting, series.id, turn, reading.error)
        own = values[series.variable]
        imagined = own + blur
        if series.change:
            imagined = imagined - before.values[series.variable]
        rows = np.concatenate([own[None], drawn[types]])[:, None, :]
        moved = pull(rows, imagined[None], np.array([[reading.value]]), weights)
        spec = model.spec.variables[series.variable]
        values[series.variable] = np.clip(moved[0, 0], spec.low, spec.high)
        drawn[types] = _within(model, types, moved[1:, 0])
    return replace(state, values=grid(values), types=grid(drawn))


def _drawn_anew(setting: Setting, state: State, weights: Array) -> State:
    """Draw worlds in proportion to their weights, and move their types a little."""
    lot = setting.chance.uniform("kept", state.turn, setting.worlds[:1])
    (columns,) = systematic(weights, lot, setting.worlds.size)
    kept = replace(select(state, columns), worlds=setting.worlds)
    types = _ranged(setting.model)
    if not types:
        return kept
    named = [setting.model.spec.types[row].id for row in types]
    draws = setting.chance.normals(
        [f"spread:type:{name}" for name in named], state.turn, setting.worlds
    )
    low, high = _ends(setting.model, types)
    moved = kept.types.copy()
    spread = loosen(moved[types][:, None], low[:, None], high[:, None], draws[:, None])
    moved[types] = grid(spread[:, 0])
    return replace(kept, types=moved)


def _ranged(model: Model) -> list[int]:
    """Return the types that are drawn from a range."""
    return [
        row
        for row, hidden in enumerate(model.spec.types)
        if hidden.prior.kind is PriorKind.UNIFORM
    ]


def _ends(model: Model, types: Sequence[int]) -> tuple[Array, Array]:
    """Return the ends of the ranges of some types, (N, 1) each."""
    priors = [model.spec.types[row].prior for row in types]
    low = np.array([prior.low for prior in priors]).reshape(-1, 1)
    return low, np.array([prior.high for prior in priors]).reshape(-1, 1)


def _within(model: Model, types: Sequence[int], rows: Array) -> Array:
    low, high = _ends(model, types)
    kept: Array = np.minimum(high, np.maximum(low, rows))
    return kept

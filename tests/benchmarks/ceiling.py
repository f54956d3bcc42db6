"""Numpy's own ceiling: the element operations of a turn at the cost of one.

An operation counts once per world. `operations` counts what is *written*: all that
the expressions hold after common parts are shared, whether or not the engine can
leave it out in a month, and what the turn itself cannot do without (one round to
the grid and one sum per row of the ledger, the draws, the weights of the choices).
An engine that leaves out what no world needs may come above that ceiling.

`executed` counts what was *carried out*, on whole arrays alone, in a game that was
played: the calls of programs, draws, rounding and weights as they ran, and the
rows that were touched. Moving, selecting and checking do not count in either;
they are what keeps a real engine below the ceiling.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np

from game.engine import (
    Chance,
    Draw,
    Model,
    arithmetic,
    begin,
    chance,
    effects,
    hold,
    ledger,
    luck,
    minds,
    program,
    qexp,
    step,
)
from game.engine.arithmetic import snap
from game.engine.compiler import compile_program
from game.engine.expression import Source, reads
from game.engine.program import CHOOSE, Call
from game.engine.rows import number_rows

_WIDTH = 4096
_LOOPS = 400

Function = Callable[..., Any]

_GRID: tuple[Function, ...] = (np.multiply, np.rint, np.multiply)
_MIX: tuple[Function, ...] = (np.right_shift, np.bitwise_xor, np.multiply)
_UNIFORM: tuple[Function, ...] = (np.add, *_MIX, *_MIX, *_MIX[:2], np.multiply)
_NORMAL: tuple[Function, ...] = (
    *(np.multiply,) * 5,
    *(np.add,) * 3,
    np.divide,
    np.sqrt,
)
_WEIGHT: tuple[Function, ...] = (
    *(np.abs, np.minimum, np.add, np.add, np.sqrt, np.divide, np.where),
    *(np.multiply,) * 6,
)
_SHARE: tuple[Function, ...] = (np.divide, np.add, np.less, np.divide)
_BOUND: tuple[Function, ...] = (np.maximum, np.minimum, np.less)
_TRUTHS = {np.logical_and, np.logical_or, np.logical_not}


def operations(model: Model) -> Counter[Function]:
    """Count the element operations of one turn of one world, by numpy function."""
    spec, found = model.spec, Counter[Function]()
    programs = model.programs
    amounts = [effect.amount for effect in spec.effects]
    read = {
        item.id
        for amount in amounts
        for item in reads(amount)
        if item.source is Source.DERIVED
    }
    known = [derived.id for derived in spec.derived if derived.id in read]
    for group in (
        programs.hazards,
        programs.minds,
        compile_program(model.names, amounts, number_rows(known)),
        programs.close,
        programs.deck,
    ):
        for _, calls in group.stretches:
            found.update(call.function for call in calls)

    def count(times: int, *functions: Function) -> None:
        for function in functions:
            found[function] += times

    drawn = [effect.draw for effect in spec.effects if effect.draw is not Draw.NONE]
    normals = drawn.count(Draw.NORMAL) + len(spec.estimates)
    uniforms = len(spec.rules) + len(spec.events) + len(spec.estimates) + 3
    count(uniforms + len(drawn), *_UNIFORM)
    count(normals, *_NORMAL)
    options = sum(len(rule.options) for rule in spec.rules)
    count(options, *_WEIGHT, *_SHARE)
    count(len(spec.events), *_BOUND)
    count(len(spec.effects), *_GRID, np.add)
    count(len(drawn), np.multiply)
    count(len(model.effects.rate), np.multiply, *_GRID, np.add, np.subtract)
    drifting = sum(variable.rate != 0.0 for variable in spec.variables)
    count(drifting, np.subtract, np.multiply, *_GRID, np.add)
    count(len(spec.variables), np.maximum, np.minimum, np.subtract, np.add)
    count(len(model.happenings), np.where, np.less, np.add)
    count(len(spec.estimates), *(np.multiply, np.add) * 2, np.maximum, np.minimum)
    count(len(spec.estimates), *_GRID)
    return found


def executed(model: Model, width: int) -> Counter[Function]:
    """Count the element operations carried out in a month of a world, on average.

    Args:
        model: the crisis, whose player holds.
        width: how many worlds are played.
    """
    found: Counter[Function] = Counter()

    def add(elements: int, *functions: Function) -> None:
        for function in functions:
            found[function] += elements

    def call_counted(calls: tuple[Call, ...], registers: list[Any], plain: Any) -> None:  # noqa: ANN401 - registers hold anything
        for call in calls:
            carry_out((call,), registers, plain)
            copied = call.form >= CHOOSE and any(
                registers[call.target] is registers[source]
                for source in (call.first, call.second, call.third)
                if source >= 0 and source != call.target
            )
            if plain[call.target] is None and not copied:
                add(registers[call.target].size, call.function)

    def counted(real: Callable[..., Any], *functions: Function) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any function
            made = real(*given, **named)
            add(made.size, *functions)
            return made

        return call

    carry_out = program._carry_out
    with (
        patch.object(program, "_carry_out", call_counted),
        patch.object(Chance, "drawn", counted(Chance.drawn, *_UNIFORM)),
        patch.object(chance, "quantile", counted(chance.quantile, *_NORMAL)),
        patch.object(luck, "quantile", counted(chance.quantile, *_NORMAL)),
        patch.object(effects, "snap", counted(snap, *_GRID, np.add)),
        patch.object(ledger, "snap", counted(snap, *_GRID, np.add, np.subtract)),
        patch.object(arithmetic, "snap", counted(snap, *_GRID)),
        patch.object(minds, "qexp", counted(qexp, *_WEIGHT, *_SHARE)),
    ):
        drawn = Chance(1)
        state = begin(model, drawn, np.arange(width, dtype=np.uint64))
        for _ in range(model.spec.turns):
            made = step(model, state, hold(model, width), drawn, account=False)
            state = made.state
            add(width * int(made.happened.any(axis=1).sum()), np.where)
            add(width * int((made.chances > 0.0).any(axis=1).sum()), *_BOUND)
            add(state.values.size, np.add, np.maximum, np.minimum)
            add(state.readings.size, *(np.multiply, np.add) * 2, np.maximum, np.minimum)
    months = width * model.spec.turns
    return Counter({function: times / months for function, times in found.items()})


def costs(functions: Counter[Function]) -> dict[Function, float]:
    """Measure, here and now, the nanoseconds of one element of each function."""
    return {function: _cost(function) for function in functions}


def _cost(function: Function) -> float:
    rng = np.random.default_rng(1)
    numbers = [rng.random(_WIDTH) + 0.5 for _ in range(2)]
    if function is np.where:
        arguments: list[Any] = [numbers[0] < 1.0, *numbers]
        return _time(lambda: np.where(*arguments))
    if function in (np.right_shift, np.bitwise_xor):
        whole = (numbers[0] * 2**40).astype(np.uint64)
        out = np.empty_like(whole)
        return _time(lambda: function(whole, np.uint64(30), out=out))
    given = [row < 1.0 for row in numbers] if function in _TRUTHS else numbers
    arguments = given[: getattr(function, "nin", 2)]
    target = np.empty_like(function(*arguments))
    return _time(lambda: function(*arguments, out=target))


def _time(call: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for _ in range(_LOOPS):
            call()
        best = min(best, time.perf_counter() - begun)
    return best / (_LOOPS * _WIDTH) * 1e9

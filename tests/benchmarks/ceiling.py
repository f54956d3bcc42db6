"""Numpy's own ceiling: the element operations of a turn at the cost of one.

An operation counts once per world: what the expressions hold after common parts
are shared, whether or not the engine can leave it out in a month, and what the
turn itself cannot do without (one round to the grid and one sum per row of the
ledger, the draws, the weights of the choices). Moving, selecting and checking do
not count; they are what keeps a real engine below the ceiling.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from game.engine import Draw, Model
from game.engine.expression import Source, reads
from game.engine.program import compile_program
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
    for program in (
        programs.hazards,
        programs.minds,
        compile_program(model.names, amounts, number_rows(known)),
        programs.close,
        programs.deck,
    ):
        found.update(function for _, function, *_ in program.code)

    def count(times: int, *functions: Function) -> None:
        for function in functions:
            found[function] += times

    drawn = [effect.draw for effect in spec.effects if effect.draw is not Draw.NONE]
    normals = drawn.count(Draw.NORMAL) + len(spec.estimates)
    uniforms = len(spec.rules) + len(spec.events) + len(spec.estimates) + 3
    count(uniforms + len(drawn), *_UNIFORM)
    count(normals, *_NORMAL)
    options = sum(len(rule.options) for rule in spec.rules)
    count(options, *_WEIGHT, np.divide, np.add, np.less, np.divide)
    count(len(spec.events), np.maximum, np.minimum, np.less)
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

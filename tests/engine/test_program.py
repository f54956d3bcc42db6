"""Programs leave out what no world needs, and no result depends on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import (
    Apply,
    Chance,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    begin,
    compile_spec,
    step,
)
from game.engine.agreement import Row
from game.engine.compiler import Names, compile_program
from game.engine.frames import opening_frame
from game.engine.program import Frame, Program
from tests.engine.small import worlds
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 6


def spread_out(frame: Frame) -> Frame:
    """Return a frame in which no row stands for all worlds."""

    def full(rows: Sequence[Row]) -> list[Row]:
        return [np.broadcast_to(row, (WIDTH,)) for row in rows]

    return Frame(*map(full, frame))


def results(
    program: Program, frame: Frame, columns: Sequence[int] = range(WIDTH)
) -> bytes:
    """Return every result for some worlds as bytes; the sign of a zero is dropped."""
    chosen = np.array(columns)
    with np.errstate(all="ignore"):
        found = program.run(frame, None if len(chosen) == WIDTH else chosen)
    rows = [np.broadcast_to(row, chosen.shape).astype(float) + 0.0 for row in found]
    return np.array([np.where(np.isnan(row), np.nan, row) for row in rows]).tobytes()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_worlds_agree_on_changes_no_result(seed: int) -> None:
    """One number for all worlds, or a number each: the results are the same."""
    random = seeded(seed)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(random.getrandbits(40))
    state = begin(model, chance, worlds(WIDTH))
    programs = model.programs
    for _ in range(min(spec.turns, 4)):
        frame = opening_frame(model, state)
        for program in (programs.opening, programs.hazards, programs.close):
            assert results(program, frame) == results(program, spread_out(frame))
            some = sorted(random.sample(range(WIDTH), 3))
            assert results(program, frame, some) == results(
                program, spread_out(frame), some
            )
        decision = random_decision(random, spec, WIDTH)
        state = step(model, state, decision, chance).state


def frame_of(*rows: Row) -> Frame:
    """Return a frame of variables alone."""
    none: tuple[Row, ...] = ()
    return Frame(rows, *(none,) * 10)


def program_of(expression: Expression) -> Program:
    """Compile an expression over the variables a, b and c."""
    rows = {name: row for row, name in enumerate("abc")}
    names = Names({Source.VARIABLE: rows}, {}, turns=1, level=1)
    return compile_program(names, [expression])


A, B, C = (Read(Source.VARIABLE, name) for name in "abc")
DEAR = Apply(Operator.SQRT, (Apply(Operator.MULTIPLY, (B, Apply(Operator.ABS, (C,)))),))
POSITIVE = Apply(Operator.GREATER, (A, Number(0.0)))


@pytest.mark.parametrize(
    ("a", "needed"), [([1.0, -1.0], True), ([-1.0, -2.0], False), ([1.0, 2.0], True)]
)
def test_a_branch_that_no_world_takes_is_not_worked_out(
    a: list[float], *, needed: bool
) -> None:
    """Its result is right all the same, and a poisoned row in it goes unread."""
    program = program_of(Apply(Operator.IF, (POSITIVE, DEAR, A)))
    b, c = np.array([4.0, 9.0]), np.array([1.0, 4.0])
    (found,) = program.run(frame_of(np.array(a), b, c))
    expected = np.where(np.array(a) > 0.0, np.sqrt(b * np.abs(c)), a)
    assert found.tolist() == expected.tolist()
    # A row of the wrong length cannot be multiplied: whoever reads it must fail.
    poisoned = frame_of(np.array(a), b, np.array([1.0, 2.0, 3.0]))
    if needed:
        with pytest.raises(ValueError, match="broadcast"):
            program.run(poisoned)
    else:
        (found,) = program.run(poisoned)
        assert found.tolist() == a


@pytest.mark.parametrize(
    ("operator", "a", "expected"),
    [
        (Operator.AND, [-1.0, -2.0], False),
        (Operator.OR, [1.0, 2.0], True),
    ],
)
def test_a_decided_condition_stops_there(
    operator: Operator, a: list[float], *, expected: bool
) -> None:
    """What follows a falsehood in `and`, a truth in `or`, is not worked out."""
    rest = Apply(Operator.GREATER, (DEAR, B))
    program = program_of(Apply(operator, (POSITIVE, rest)))
    poisoned = frame_of(np.array(a), np.array([4.0, 9.0]), np.array([1.0, 2.0, 3.0]))
    (found,) = program.run(poisoned)
    assert np.broadcast_to(found, (2,)).tolist() == [expected] * 2

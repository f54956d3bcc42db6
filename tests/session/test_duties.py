"""How the duties stand is what the review would say, as far as a player can see it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.expression import Apply, Expression, Number, Operator, Read, Source
from game.report.duties import standing
from game.report.summing import take_apart
from game.session import Table
from tests.conftest import FERRY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["harbour-strike", "yeonpyeong-2010"])
def test_at_the_end_duties_stand_as_the_review_scores_them(
    table: Table, name: str
) -> None:
    """Whatever rests on what is seen exactly has one score, in the room and after."""
    with table.new(name, seed=5) as game:
        while not game.is_over:
            game.end_month()
        shown = {row.id: row for row in game.room().objectives}
        exact = {key: row.score for key, row in shown.items() if not row.rough}
        scored = {row.id: row.score for row in game.review().scores}
    assert exact
    assert exact == {key: scored[key] for key in exact}
    assert {row.floor for row in shown.values()} == {
        row.floor for row in game.review().scores
    }


def test_what_nobody_tells_the_player_has_no_score(table: Table) -> None:
    """A duty that reads a hidden type is not even guessed at."""
    with table.new("harbour-strike", seed=5) as game:
        spec, shown = game._telling.labels.spec, game.room().objectives
    hidden = Read(Source.TYPE, spec.types[0].id)
    first = replace(spec.objectives[0], value=hidden)
    veiled = replace(spec, objectives=(first, *spec.objectives[1:]))
    bare = tuple(replace(row, score=None) for row in shown)
    found = {row.id: row for row in standing(veiled, bare, lambda _: 0.0)}
    assert found[first.id].score is None
    assert found[spec.objectives[1].id].score is not None


@pytest.mark.parametrize("name", ["harbour-strike", "yeonpyeong-2010", "seoul-2024"])
def test_what_a_duty_is_made_of_sums_to_its_score(table: Table, name: str) -> None:
    """Its parts sum to the score that is shown, and what moved it to its change."""
    with table.new(name, seed=5) as game:
        for _ in range(4):
            for duty in game.room().objectives:
                why = game.why(f"objectives.{duty.id}", worlds=32)
                if duty.score is None:
                    assert not why.parts
                    continue
                parts = sum((Decimal(part.amount) for part in why.parts), Decimal())
                assert parts == Decimal(why.after)
                assert abs(parts - duty.score) <= Decimal("0.5")
                if why.change:
                    moved = sum(Decimal(line.amount) for line in why.lines)
                    assert moved == Decimal(why.change)
                assert why.closes
            game.end_month()


@pytest.mark.parametrize("value", ["sqrt(trust - 99)", "10 / max(0, trust - 99)"])
def test_a_duty_that_is_no_number_is_told_without_one(
    tmp_path: Path, value: str
) -> None:
    """A file may hold it, as the room stands it; why says so and adds up nothing."""
    file = tmp_path / "ferry.toml"
    text = FERRY.read_text(encoding="utf-8")
    file.write_text(text.replace('value = "trust"', f'value = "{value}"'))
    with Table(data_dir=tmp_path).new(str(file), seed=3) as game:
        game.end_month()
        assert any(duty.id == "bond" for duty in game.room().objectives)
        why = game.why("objectives.bond")
    assert (why.after, why.parts, why.lines) == ("?", (), ())


@given(
    values=st.tuples(*(st.integers(-90, 90).map(lambda n: n / 8),) * 3),
    factor=st.sampled_from([-3.0, -0.5, 0.25, 2.0]),
)
def test_an_amount_taken_apart_comes_to_the_same(
    values: tuple[float, ...], factor: float
) -> None:
    """Summands times how often they count, and the constant, are the whole amount."""
    a, b, c = (Read(Source.VARIABLE, name) for name in "abc")
    table: dict[Expression, float] = dict(zip((a, b, c), values, strict=True))
    inner = Apply(Operator.SUBTRACT, (Number(40.0), Apply(Operator.NEGATE, (b,))))
    times = Apply(Operator.MULTIPLY, (Number(factor), Read(Source.DERIVED, "inner")))
    largest = Apply(Operator.MAX, (a, c))
    whole = Apply(Operator.ADD, (Apply(Operator.DIVIDE, (times, Number(4.0))), largest))
    made = take_apart(Apply(Operator.SUBTRACT, (whole, b)), {"inner": inner})
    own = {**table, largest: max(table[a], table[c])}
    total = made.constant + sum(n * Fraction(own[k]) for k, n in made.times.items())
    assert float(total) == factor * (40.0 + table[b]) / 4 + own[largest] - table[b]

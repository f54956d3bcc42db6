"""What is on its way, as the player can work it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.report.deliveries import arrivals, contents
from game.session import Table

AMOUNTS = st.lists(st.floats(0, 100), max_size=12)


@given(AMOUNTS, st.integers(1, 4), st.floats(0.05, 1.0))
def test_nothing_is_lost_on_the_way(
    entered: list[float], stages: int, rate: float
) -> None:
    """What entered has arrived, or is held, or will arrive."""
    held = contents(entered, stages, rate)
    came = sum(
        sum(arrivals(contents(entered[:n], stages, rate), rate, 1))
        for n in range(len(entered))
    )
    assert sum(held) + came == pytest.approx(sum(entered), abs=1e-6)
    assert sum(arrivals(held, rate, 2000)) == pytest.approx(sum(held), abs=1e-6)


@given(AMOUNTS, AMOUNTS, st.integers(1, 4), st.floats(0.05, 1.0))
def test_more_sent_is_never_less_arriving(
    entered: list[float], more: list[float], stages: int, rate: float
) -> None:
    """Sending more in any turn lets no turn receive less."""
    longer = [*more, *[0.0] * len(entered)]
    added = [a + b for a, b in zip(entered, longer, strict=False)]
    less = arrivals(contents(entered, stages, rate), rate, 12)
    least = arrivals(contents(added, stages, rate), rate, 12)
    assert all(a <= b + 1e-9 for a, b in zip(less, least, strict=True))


def test_what_is_told_is_what_the_engine_holds(tmp_path: Path) -> None:
    """Worked out from what was seen, it equals the delays of the true state."""
    table = Table(data_dir=tmp_path)
    with table.new("bern-2022", seed=5) as game:
        course = game._telling.course
        spec = course.model.spec
        first, places = 0, {}
        for effect in spec.effects:
            if effect.stages:
                places[effect.id] = (first, effect)
                first += effect.stages
        told = 0
        for _ in range(6):
            room = game.room()
            rungs = next(row for row in room.levers if row.id == "aid").rungs
            for rung in reversed(rungs):
                if rung.open:
                    game.stage(rung.line)
                    break
            game.end_month()
            for view in game.room().deliveries:
                start, effect = places[view.id]
                held = course.states[-1].delays[start : start + effect.stages, 0]
                after = arrivals(held.tolist(), effect.rate, len(view.amounts))
                assert view.amounts == pytest.approx(after, abs=1e-3)
                told += 1
        assert told >= 4

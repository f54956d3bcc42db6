"""The luck of a month is that of each stream by itself, however worlds repeat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import Chance, Draw, begin, compile_spec
from game.engine.chance import quantile
from game.engine.luck import DECK, draw_month, first_time, repeated
from tests.engine.small import worlds
from tests.strategies import random_spec, seeded


@given(
    once=st.lists(st.integers(0, 3), max_size=6),
    times=st.integers(1, 3),
    more=st.lists(st.integers(0, 3), max_size=2),
)
def test_worlds_that_come_again_are_told_by_their_first_time(
    once: list[int], times: int, more: list[int]
) -> None:
    """What is kept, as often as told, is what was given; also where nothing repeats."""
    numbers = np.array([*once * times, *more], dtype=np.uint64)
    first, count = first_time(numbers)
    assert (np.tile(first, count) == numbers).all()
    if once and not more and len(set(once)) == len(once):
        assert count == times


@pytest.mark.parametrize("stratified", [False, True])
@given(seed=st.integers(0, 2**32), times=st.integers(1, 3))
def test_a_month_draws_what_each_stream_would(
    stratified: bool,  # noqa: FBT001 - a parameter of the test
    seed: int,
    times: int,
) -> None:
    """Every row is that of its own stream and month, a changed luck included."""
    spec = random_spec(seeded(seed), 1)
    changes = ((2, seed + 1),)
    chance = Chance(seed, changes=changes, stratified=stratified)
    model, numbers = compile_spec(spec), np.tile(worlds(5), times)
    state = begin(model, chance, numbers)
    events = range(0, len(spec.events), 2)
    luck = draw_month(model, state, chance, events)

    def drawn(stream: str, turn: int = 1, index: int = 0) -> list[float]:
        found: list[float] = chance.uniform(stream, turn, numbers, index).tolist()
        return found

    assert luck.events.tolist() == [drawn(f"event:{spec.events[n].id}") for n in events]
    assert luck.rules.tolist() == [drawn(f"rule:{rule.id}") for rule in spec.rules]
    deck = chance.opening.uniforms(DECK, 2, numbers)
    assert np.array_equal(luck.deck, deck)
    for row, found in zip(model.effects.drawn.tolist(), luck.effects, strict=True):
        stream, draw = f"effect:{spec.effects[row].id}", spec.effects[row].draw
        expected = np.array(drawn(stream))
        if draw is Draw.NORMAL:
            expected = quantile(expected)
        elif draw is Draw.SKEWED:
            expected = expected * drawn(stream, 1, 1)
        assert np.array_equal(found, expected)


def test_draws_are_repeated_world_by_world() -> None:
    """The draws of a second plan stand behind those of the first."""
    draws = np.array([[0.1, 0.2], [0.3, 0.4]])
    assert repeated(draws, 2).tolist() == [[0.1, 0.2] * 2, [0.3, 0.4] * 2]

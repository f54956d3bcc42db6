"""Priors that go together: each as it would be alone, and tied as closely as said."""

from __future__ import annotations

from graphlib import CycleError

import numpy as np
import pytest

from game.engine import Chance, HiddenType, Prior, PriorKind, RedLine
from game.engine.arithmetic import grid
from game.engine.expression import Number
from game.engine.priors import draw_hidden
from game.engine.spec import Spec
from game.engine.state import Array
from tests.engine.small import small, worlds

MANY = 100_000
EVEN = Prior(kind=PriorKind.UNIFORM, low=0.0, high=1.0)


def tied(rank: float) -> Spec:
    """Return a crisis in which a type and a threshold follow another type."""
    near = Prior(kind=PriorKind.UNIFORM, high=9.0, follows="lead", rank=rank)
    far = Prior(kind=PriorKind.UNIFORM, high=3.0, follows="after", rank=-rank)
    return small(
        types=(
            HiddenType(id="after", prior=near),
            HiddenType(id="lead", prior=EVEN),
        ),
        red_lines=(
            RedLine(id="reef", actor="sea", watches=Number(0.0), threshold=far),
        ),
    )


def ranked(values: Array) -> Array:
    """Return the ranks of values."""
    return np.argsort(np.argsort(values)).astype(np.float64)


def spearman(one: Array, other: Array) -> float:
    """Return the rank correlation of two samples."""
    return float(np.corrcoef(ranked(one), ranked(other))[0, 1])


@pytest.mark.parametrize("rank", [-1.0, -0.7, -0.3, 0.0, 0.4, 0.8, 1.0])
def test_rank_correlation_is_as_said(rank: float) -> None:
    """Over many worlds Spearman's correlation is the rank; a chain multiplies it.

    The error of a sample of 100,000 is about 0.003.
    """
    types, thresholds = draw_hidden(tied(rank), Chance(5), worlds(MANY))
    assert abs(spearman(types[0], types[1]) - rank) < 0.015
    assert abs(spearman(types[0], thresholds[0]) + rank) < 0.015
    assert abs(spearman(types[1], thresholds[0]) + rank * rank) < 0.015


@pytest.mark.parametrize("rank", [-0.7, 0.4, 1.0])
def test_who_follows_is_drawn_as_alone(rank: float) -> None:
    """Deciles of a uniform that follows are its own, whatever it follows."""
    types, thresholds = draw_hidden(tied(rank), Chance(6), worlds(MANY))
    marks = np.arange(1, 10) / 10.0
    assert np.allclose(np.quantile(types[0], marks), 9.0 * marks, atol=0.1)
    assert np.allclose(np.quantile(thresholds[0], marks), 3.0 * marks, atol=0.04)


def test_choice_that_follows_keeps_its_weights() -> None:
    """A kind of one world in three stays that, and goes with the lead."""
    prior = Prior(
        kind=PriorKind.CHOICE,
        values=(0.0, 1.0),
        weights=(2.0, 1.0),
        follows="lead",
        rank=0.9,
    )
    spec = small(
        types=(HiddenType(id="kind", prior=prior), HiddenType(id="lead", prior=EVEN))
    )
    (kind, lead), _ = draw_hidden(spec, Chance(7), worlds(MANY))
    assert abs(kind.mean() - 1.0 / 3.0) < 0.01
    assert lead[kind == 1.0].mean() > lead[kind == 0.0].mean() + 0.4


def test_leader_is_drawn_as_if_nobody_followed() -> None:
    """What follows a type moves nothing of that type."""
    alone = small(types=(HiddenType(id="lead", prior=EVEN),))
    (lead,), _ = draw_hidden(alone, Chance(8), worlds(50))
    types, _ = draw_hidden(tied(0.8), Chance(8), worlds(50))
    assert (types[1] == lead).all()
    assert (grid(types) == types).all()


def test_circle_of_types_is_refused() -> None:
    """Types that follow one another have no order in which they could be drawn."""
    one = Prior(follows="two", rank=1.0)
    two = Prior(follows="one", rank=1.0)
    spec = small(
        types=(HiddenType(id="one", prior=one), HiddenType(id="two", prior=two))
    )
    with pytest.raises(CycleError):
        draw_hidden(spec, Chance(1), worlds(1))


def test_following_nobody_there_is_refused() -> None:
    """What a type follows must be a type."""
    spec = small(types=(HiddenType(id="one", prior=Prior(follows="none", rank=0.5)),))
    with pytest.raises(KeyError):
        draw_hidden(spec, Chance(1), worlds(1))

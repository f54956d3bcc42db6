"""The collector is off while much is built, and as it was before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from game.building import building, keep, let_go


@pytest.fixture(autouse=True)
def as_it_was(collector: None) -> Iterator[None]:  # noqa: ARG001 - the real one
    """Leave the collector on, with everything before it."""
    yield
    gc.enable()
    let_go()


def test_the_collector_comes_back_whatever_happens() -> None:
    """It is off inside, also inside of another, and on again after an error."""
    with building():
        assert not gc.isenabled()
        with building():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(LookupError), building():
        raise LookupError
    assert gc.isenabled()


def test_it_stays_off_until_the_last_has_built() -> None:
    """Threads build side by side; whoever is done first leaves it off for the rest."""
    one, other = building(), building()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert not gc.isenabled()
    other.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    """What somebody else has decided is not undone."""
    gc.disable()
    with building():
        pass
    assert not gc.isenabled()


def test_what_is_kept_is_passed_over_until_it_is_let_go() -> None:
    """The collector finds a circle that was kept only once it was let go."""
    gc.collect()
    circle: list[object] = []
    circle.append(circle)
    keep()
    del circle
    assert gc.collect() == 0
    let_go()
    assert gc.collect() >= 1

"""What moved a belief is named from two standard errors on, and not below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.report.moved import _REST, _SMALL, Seen, _names

LETTER = ("event", "letter")


def seen(gain: float, error: float, *, turn: int = 1, can_tell: bool = True) -> Seen:
    """Return one sight of a letter that moves the first of two bands."""
    return Seen(
        turn=turn,
        kind=LETTER[0],
        id=LETTER[1],
        odds=(gain, -gain),
        errors=(error, error),
        can_tell=can_tell,
    )


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize(
    ("gain", "name"), [(0.24, _SMALL), (0.25, LETTER), (0.26, LETTER)]
)
def test_named_is_what_moves_by_two_standard_errors(
    gain: float, name: tuple[str, str], sign: float
) -> None:
    """At twice an error of an eighth, which is exact, and above; either way."""
    for band in (0, 1):
        assert _names([seen(sign * gain, 0.125)], band) == {LETTER: name}


def test_the_errors_of_one_thing_add_up() -> None:
    """Seen four times it needs four times as much: luck does not cancel out.

    Were errors to add up as squares do, twice the error would be enough.
    """
    for gain, name in ((0.24, _SMALL), (0.25, LETTER)):
        rows = [seen(gain, 0.125, turn=turn) for turn in range(1, 5)]
        assert _names(rows, 0) == {LETTER: name}
    once = [seen(0.75, 0.125), *(seen(0.0, 0.125, turn=turn) for turn in (2, 3, 4))]
    assert _names(once, 0) == {LETTER: _SMALL}
    back = [seen(0.5, 0.125), seen(-0.5, 0.125, turn=2)]
    assert _names(back, 0) == {LETTER: _SMALL}


def test_what_cannot_tell_is_named_by_no_size() -> None:
    """Nor is what has no error of its own, which belongs to the rest."""
    assert _names([seen(0.9, 0.0, can_tell=False)], 0) == {LETTER: _SMALL}
    rest = Seen(turn=1, kind="over", id="", odds=(0.9,), errors=(), can_tell=True)
    assert _names([rest], 0) == {}


def test_of_what_stayed_away_the_largest_alone_is_named() -> None:
    """And only where it can tell, by more than luck; the rest of it is one line."""

    def away(id: str, gain: float, *, can_tell: bool = True) -> Seen:
        return replace(seen(gain, 0.01, can_tell=can_tell), kind="quiet", id=id)

    rows = [
        away("strike", 0.1),
        away("strike", 0.1),
        away("storm", -0.15),
        away("feast", 0.9, can_tell=False),
        seen(0.05, 0.01),
    ]
    assert _names(rows, 0) == {
        ("quiet", "strike"): ("quiet", "strike"),
        ("quiet", "storm"): _REST,
        ("quiet", "feast"): _REST,
        LETTER: LETTER,
    }
    assert set(_names([away("storm", 0.015)], 0).values()) == {_REST}

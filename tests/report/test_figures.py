"""Numbers on the screen add up, and say what they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.report.figures import (
    apportion,
    in_unit,
    plain,
    shown,
    shown_left,
    shown_short,
    signed,
    significant,
    units,
    with_unit,
)

AMOUNTS = st.lists(
    st.integers(-(2**28), 2**28).map(lambda whole: whole / 2**20),
    max_size=30,
)


@given(
    st.integers(-(2**28), 2**28).map(lambda n: n / 2**20), AMOUNTS, st.integers(0, 4)
)
def test_shown_causes_sum_to_the_shown_change(
    before: float, amounts: list[float], decimals: int
) -> None:
    """What is shown before, plus every shown cause, is what is shown after."""
    after = before + sum(amounts)
    change = units(after, decimals) - units(before, decimals)
    parts = apportion(amounts, change, decimals) if amounts else ()
    if amounts:
        assert sum(parts) == change
    assert all(
        abs(part - amount * 10**decimals) <= 1 + 1e-6
        for part, amount in zip(parts, amounts, strict=True)
    )


HALVES = st.integers(-400, 400).map(lambda quarters: quarters / 4)


@given(HALVES, st.lists(HALVES, min_size=1, max_size=4), st.integers(0, 2))
def test_shown_causes_sum_across_zero_too(
    before: float, amounts: list[float], decimals: int
) -> None:
    """Halves are rounded away from zero on both sides, and it still adds up."""
    change = units(before + sum(amounts), decimals) - units(before, decimals)
    parts = apportion(amounts, change, decimals)
    assert sum(parts) == change
    assert all(
        abs(part - amount * 10**decimals) <= 1
        for part, amount in zip(parts, amounts, strict=True)
    )


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_shown_number_is_the_nearest(value: float, decimals: int) -> None:
    """Rounding is to the nearest last digit and never shows a negative zero."""
    text = shown(value, decimals)
    assert abs(float(text) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9) + 1e-6
    assert not (float(text) == 0 and text.startswith("-"))


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_what_is_left_never_looks_like_more(value: float, decimals: int) -> None:
    """It is rounded down, by less than one of its last digits."""
    written = Decimal(shown_left(value, decimals))
    exact = Decimal(str(value))
    assert written <= exact < written + Decimal(1).scaleb(-decimals)


@given(st.floats(0, 1e3), st.floats(1e-7, 10), st.integers(0, 3))
def test_a_price_out_of_reach_looks_out_of_reach(
    left: float, missing: float, decimals: int
) -> None:
    """What is left is shown as less than the price that it does not pay."""
    price, shown_as = shown_short(left + missing, left, decimals)
    assert Decimal(shown_as) < Decimal(price)


def test_three_is_not_left_of_2_95928() -> None:
    """The case as it was met; one short by less than a digit gets more digits."""
    assert shown_short(3.0, 2.95928, 1) == ("3.0", "2.9")
    assert shown_short(3.04, 3.02, 1) == ("3.04", "3.02")


def test_halves_go_away_from_zero() -> None:
    """A half is rounded away from zero on both sides."""
    assert (units(0.5, 0), units(-0.5, 0), units(2.5, 0)) == (1, -1, 3)


@pytest.mark.parametrize(
    ("count", "decimals", "text"), [(5, 0, "5"), (-5, 1, "-0.5"), (1234, 2, "12.34")]
)
def test_units_are_written_with_their_point(
    count: int, decimals: int, text: str
) -> None:
    """Units of the last digit become a number with its point."""
    assert plain(count, decimals) == text


def test_a_change_carries_its_sign() -> None:
    """A rise says so, a fall says so, and nothing is 0."""
    assert (signed(3, 0), signed(-3, 0), signed(0, 1)) == ("+3", "-3", "0.0")


def test_units_that_are_no_word_stand_apart() -> None:
    """Percent is a sign behind its number, a range in brackets, a word behind it."""
    assert with_unit("5", "%") == "5 %"
    assert with_unit("5", "per cent") == "5 %"
    assert with_unit("5", "days") == "5 days"
    assert with_unit("5", "-10 to 10") == "5 (-10 to 10)"
    assert with_unit("5", "") == "5"
    assert with_unit("3400", "천막") == "3400천막"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("3400", "천 발", "340만 발"),
        ("3412", "천 발", "341만 2천 발"),
        ("65.0", "10억 달러", "650억 달러"),
        ("0.5", "10억 달러", "5억 달러"),
        ("5", "천 명", "5천 명"),
        ("1.0", "천 명", "1천 명"),
        ("0", "천 명", "0명"),
        ("-12.34", "천 명", "-1만 2340명"),
        ("3400~3450", "천 발", "340만~345만 발"),
        ("약 450", "천 발/월", "약 45만 발/월"),
    ],
)
def test_a_unit_that_is_a_multiple_is_worked_into_the_number(
    number: str, unit: str, text: str
) -> None:
    """Korean counts by ten thousand, whatever thousand a file counts in."""
    assert with_unit(number, unit) == text
    assert text.startswith(in_unit(number, unit))


_WORDS = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3}


def read(text: str) -> Decimal:
    """Return what a Korean numeral comes to."""
    sign = -1 if text.startswith("-") else 1
    parts = [(part, _WORDS.get(part[-1], 1)) for part in text.lstrip("+-").split()]
    found = (Decimal(part.rstrip("조억만천")) * by for part, by in parts)
    return sign * sum(found, Decimal(0))


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_rescaled_number_is_exact(count: int, decimals: int) -> None:
    """Changes and causes in the same measure add up as they did: nothing is rounded."""
    number = signed(count, decimals)
    for unit, factor in (("천 발", 10**3), ("10억 달러", 10**9), ("100만 프랑", 10**6)):
        assert read(in_unit(number, unit)) == Decimal(number) * factor


@pytest.mark.parametrize(
    ("number", "form"),
    [("1", "step"), ("-1", "step"), ("0", "steps"), ("1.0", "steps")],
)
def test_a_unit_of_two_forms_follows_its_number(number: str, form: str) -> None:
    """One thing is told as one; a fraction and nothing are told as many."""
    assert with_unit(number, "step|steps") == f"{number} {form}"
    assert with_unit("0 to 1", "step|steps") == "0 to 1 steps"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.3149, "0.315"),
        (40.0, "40"),
        (-2.5, "-2.5"),
        (999.7, "1000"),
        (1_234_567.0, "1234567"),
        (0.0000123, "0.0000123"),
    ],
)
def test_a_number_without_decimals_of_its_own_is_no_power_of_ten(
    value: float, text: str
) -> None:
    """Three digits, or every whole one."""
    assert significant(value) == text

"""Numbers as shown: the one place that rounds, so that what is shown adds up."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = 3
"""Significant digits of a number that has no decimals of its own."""
_MOST_DECIMALS = 9
_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
"""What Korean counts in, the largest first."""
_MULTIPLE = re.compile(r"(\d*)([십백천]?)([만억조]?)(?: |$)")
"""How a unit begins that is a multiple: `천 발`, `10억 달러`, `백만 명`."""
_SMALL = {"": 1, "십": 10, "백": 100, "천": 1000}
_LARGE = {"": 1} | {word: factor for factor, word in _MYRIADS}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def units(value: float, decimals: int) -> int:
    """Return the value in units of its last shown digit, half away from zero."""
    scaled = value * 10.0**decimals
    return math.floor(abs(scaled) + 0.5) * (1 if scaled >= 0 else -1)


def plain(count: int, decimals: int) -> str:
    """Write units of the last digit as a number: `-5` with one decimal is -0.5."""
    if decimals == 0:
        return str(count)
    digits = str(abs(count)).rjust(decimals + 1, "0")
    sign = "-" if count < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def shown(value: float, decimals: int) -> str:
    """Write a value rounded to its decimals."""
    return plain(units(value, decimals), decimals)


def units_left(value: float, decimals: int) -> int:
    """Return what is left to spend, in units of its last shown digit, rounded down.

    So it never looks enough when it is not. The last digits of the number as it is
    written count, not those of its binary form.
    """
    exact = Decimal(str(value)).scaleb(decimals)
    return int(exact.to_integral_value(ROUND_FLOOR))


def shown_left(value: float, decimals: int) -> str:
    """Write what is left to spend, rounded down."""
    return plain(units_left(value, decimals), decimals)


def shown_short(price: float, left: float, decimals: int) -> tuple[str, str]:
    """Write a price and what is left, which is less, so that they differ.

    Args:
        price: What something costs.
        left: What there is for it.
        decimals: Digits shown after the point, unless more are needed.
    """
    for digits in range(decimals, _MOST_DECIMALS):
        pair = shown(price, digits), shown_left(left, digits)
        if pair[0] != pair[1]:
            return pair
    return str(price), str(left)


def significant(value: float) -> str:
    """Write a value that has no decimals of its own: three digits, or all whole ones.

    Never a power of ten, however large or small it is.
    """
    if value == 0.0:
        return "0"
    decimals = max(0, _DIGITS - 1 - math.floor(math.log10(abs(value))))
    text = shown(value, decimals)
    return text.rstrip("0").rstrip(".") if decimals else text


def signed(count: int, decimals: int) -> str:
    """Write units of the last digit with their sign; nothing is `0`."""
    text = plain(count, decimals)
    return f"+{text}" if count > 0 else text


def apportion(amounts: Sequence[float], total: int, decimals: int) -> tuple[int, ...]:
    """Round amounts so that they sum to a total, by the largest remainder.

    Args:
        amounts: The exact amounts.
        total: What they must sum to, in units of the last digit; less than one
            unit away from the exact sum for each end that was rounded.
        decimals: Digits shown after the point.
    """
    exact = [amount * 10.0**decimals for amount in amounts]
    whole = [math.floor(value) for value in exact]
    missing = total - sum(whole)
    # Halves go away from zero, so a change across it may be one less than the floors.
    way = 1 if missing > 0 else -1
    by_remainder = sorted(
        range(len(exact)),
        key=lambda i: (way * (whole[i] - exact[i]), i),
    )
    for i in itertools.islice(itertools.cycle(by_remainder), abs(missing)):
        whole[i] += way
    return tuple(whole)


def with_unit(text: str, unit: str) -> str:
    """Put a unit behind a number; percent is always the sign.

    A unit of wide letters stands close, as counters do in the scripts that have them.
    One that is a multiple in Korean is worked into the number, since a numeral like
    3400천 is nobody's: 3400 of `천 발` are `340만 발`, to the last digit.

    Args:
        text: The number, or a range.
        unit: In one form, or in two, `step|steps`, of which 1 takes the first.
    """
    factor, words = _multiple(unit_after(text, unit))
    shown_text = _counted(text, factor)
    if not words:
        return shown_text
    if words in {"%", "per cent"}:
        return f"{shown_text} %"
    if not words[0].isalpha():
        return f"{shown_text} ({words})"
    close = is_wide(words[0]) and not is_wide(shown_text[-1])
    return f"{shown_text}{words}" if close else f"{shown_text} {words}"


def in_unit(text: str, unit: str) -> str:
    """Write a number as `with_unit` does, without the words of its unit.

    What stands beside a number, a change of it or a cause, is told so in its measure.
    """
    return _counted(text, _multiple(unit_after(text, unit))[0])


def _multiple(unit: str) -> tuple[int, str]:
    """Split a unit into its factor in Korean numerals, or 1, and what it multiplies."""
    found = _MULTIPLE.match(unit)
    if found is None or not (found[2] or found[3]):
        return 1, unit
    factor = int(found[1] or 1) * _SMALL[found[2]] * _LARGE[found[3]]
    return factor, unit[found.end() :]


def _counted(text: str, factor: int) -> str:
    """Write every number of a text times a factor as Korean counts."""
    if factor == 1:
        return text
    return _NUMBER.sub(lambda found: _korean(Decimal(found[0]) * factor), text)


def _korean(value: Decimal) -> str:
    """Write a number in 조, 억, 만 and 천, with nothing rounded: `341만 2천`."""
    rest, parts = value, []
    for size, word in _MYRIADS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{int(count)}{word}")
    if rest and rest % 1000 == 0:
        parts.append(f"{int(rest) // 1000}천")
    elif rest or not parts:
        digits = f"{rest:f}"
        parts.append(digits.rstrip("0").rstrip(".") if "." in digits else digits)
    return " ".join(parts)


def unit_after(text: str, unit: str) -> str:
    """Return the form of a unit that stands behind a number."""
    one, _, many = unit.partition("|")
    return one if not many or text.lstrip("+-") == "1" else many


def is_wide(letter: str) -> bool:
    """Tell whether a letter takes two cells of a terminal."""
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def percent(chance: float) -> int:
    """Return a chance of 0 to 1 in whole percent, half away from zero."""
    return units(chance, 2)

"""Random expressions with what they mean, worked out without the parser.

Each sentence carries its text, written with as few brackets as the grammar
allows, and a function that works its value out from the values of three
variables: Python's own arithmetic, one world at a time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

World = dict[str, float]
VARIABLES = ("anger", "fund", "standing")
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _UNARY, _ATOM = range(1, 9)


@dataclass(frozen=True)
class Sentence:
    """An expression, how tightly it binds, and its value in a world."""

    text: str
    strength: int
    value: Callable[[World], float]

    def within(self, strength: int) -> str:
        """Return the text as it must stand inside something that binds so."""
        return self.text if self.strength >= strength else f"({self.text})"


def divide(x: float, y: float) -> float:
    """Divide as IEEE 754 does."""
    if y == 0.0:
        return math.nan if x == 0.0 or math.isnan(x) else math.copysign(math.inf, x)
    return x / y


def number(luck: Random, depth: int) -> Sentence:
    """Return a random number expression."""
    if depth <= 0 or luck.random() < 0.15:
        return _leaf(luck)
    kind = luck.choice(("sum", "sum", "product", "negative", "call", "call", "if"))
    if kind == "negative":
        inner = number(luck, depth - 1)
        return Sentence(f"-{inner.within(_UNARY)}", _UNARY, lambda w: -inner.value(w))
    if kind == "if":
        condition = truth(luck, depth - 1)
        x, y = number(luck, depth - 1), number(luck, depth - 1)
        return Sentence(
            f"if({condition.text}, {x.text}, {y.text})",
            _ATOM,
            lambda w: x.value(w) if condition.value(w) else y.value(w),
        )
    if kind == "call":
        return _call(luck, depth)
    x, y = number(luck, depth - 1), number(luck, depth - 1)
    strength = _SUM if kind == "sum" else _PRODUCT
    sign = luck.choice("+-" if kind == "sum" else "*/")
    work = {
        "+": lambda w: x.value(w) + y.value(w),
        "-": lambda w: x.value(w) - y.value(w),
        "*": lambda w: x.value(w) * y.value(w),
        "/": lambda w: divide(x.value(w), y.value(w)),
    }[sign]
    blank = luck.choice(("", " "))
    text = f"{x.within(strength)}{blank}{sign}{blank}{y.within(strength + 1)}"
    return Sentence(text, strength, work)


def truth(luck: Random, depth: int) -> Sentence:
    """Return a random truth expression."""
    kind = luck.choice(("compare", "compare", "not", "and", "or", "literal"))
    if depth <= 0 or kind == "literal":
        value = luck.random() < 0.5
        return Sentence("true" if value else "false", _ATOM, lambda _: value)
    if kind == "not":
        inner = truth(luck, depth - 1)
        return Sentence(f"not {inner.within(_NOT)}", _NOT, lambda w: not inner.value(w))
    if kind == "compare":
        return _compare(luck, depth)
    x, y = truth(luck, depth - 1), truth(luck, depth - 1)
    strength = _OR if kind == "or" else _AND
    text = f"{x.within(strength)} {kind} {y.within(strength + 1)}"
    if kind == "or":
        return Sentence(text, strength, lambda w: x.value(w) or y.value(w))
    return Sentence(text, strength, lambda w: x.value(w) and y.value(w))


def _leaf(luck: Random) -> Sentence:
    if luck.random() < 0.5:
        name = luck.choice(VARIABLES)
        return Sentence(name, _ATOM, lambda w: w[name])
    if luck.random() < 0.2:
        percent = luck.randint(0, 200)
        return Sentence(f"{percent}%", _ATOM, lambda _: percent / 100.0)
    text = luck.choice(("0", "1", "2.5", ".25", "1e2", "40", "7."))
    return Sentence(text, _ATOM, lambda _: float(text))


def _compare(luck: Random, depth: int) -> Sentence:
    x, y = number(luck, depth - 1), number(luck, depth - 1)
    sign = luck.choice(("<", "<=", ">", ">=", "==", "!="))
    work = {
        "<": lambda w: x.value(w) < y.value(w),
        "<=": lambda w: x.value(w) <= y.value(w),
        ">": lambda w: x.value(w) > y.value(w),
        ">=": lambda w: x.value(w) >= y.value(w),
        "==": lambda w: x.value(w) == y.value(w),
        "!=": lambda w: x.value(w) != y.value(w),
    }[sign]
    return Sentence(
        f"{x.within(_SUM)} {sign} {y.within(_SUM)}",
        _COMPARISON,
        work,
    )


def _largest(x: float, y: float) -> float:
    return math.nan if math.isnan(x) or math.isnan(y) else max(x, y)


def _smallest(x: float, y: float) -> float:
    return math.nan if math.isnan(x) or math.isnan(y) else min(x, y)


def _step(x: float, at: float) -> float:
    return 1.0 if x >= at else 0.0


def _div(x: float, y: float, if_zero: float) -> float:
    return if_zero if y == 0.0 else x / y


def _clamp(x: float, low: float, high: float) -> float:
    return _smallest(high, _largest(low, x))


_CALLS: dict[str, Callable[..., float]] = {
    "abs": abs,
    "clamp": _clamp,
    "div": _div,
    "max": _largest,
    "min": _smallest,
    "pos": lambda x: _largest(x, 0.0),
    "step": _step,
}
_TAKES = {"abs": 1, "clamp": 3, "div": 3, "max": 2, "min": 2, "pos": 1, "step": 2}


def _call(luck: Random, depth: int) -> Sentence:
    name = luck.choice(sorted(_CALLS))
    parts = [number(luck, depth - 1) for _ in range(_TAKES[name])]
    return Sentence(
        f"{name}({', '.join(part.text for part in parts)})",
        _ATOM,
        lambda w: _CALLS[name](*(part.value(w) for part in parts)),
    )

"""Cutting an expression into tokens, with exact columns and helpful refusals."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Never

from game.words import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_LIMIT = 400
LARGEST = 1e12
"""The largest number that may be written in an expression."""

_TOKEN = re.compile(
    r"[ \t\r\n]*+(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<wrong>&&|\|\||\*\*|<>|=<|=>|//|<<|>>|\+=|-=|:=)"
    r"|(?P<sign><=|>=|==|!=|[-+*/<>(),%])"
    r"|(?P<end>\Z)|(?P<other>.))",
    re.ASCII,
)
_INSTEAD = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "=": "==",
    ":=": "==",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "//": "/",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    ";": ",",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u00d7": "*",
    "\u00f7": "/",
    "\u2212": "-",
    "\u2013": "-",
}
_QUOTES = frozenset("'\"`\u2018\u2019\u201c\u201d")
_KEYWORDS = frozenset({"and", "or", "not", "true", "false"})


class Token(NamedTuple):
    """One token: its kind, its text, and its place in the expression."""

    kind: str
    """`number`, `name`, `end`, or for signs and keywords the text itself."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is read and was not found."""

    word: str
    """An id, or a rung or an option."""
    homes: tuple[str, ...]
    """The tables that could define it."""
    owner: str = ""
    """The lever, rule or card whose rung or option it would be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an expression, and between which characters."""

    code: str
    message: Message
    start: int
    end: int
    fix: Message | None = None
    missing: Missing | None = None


class FaultError(Exception):
    """Parsing cannot go on; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message.template)
        self.fault = fault


def refuse(
    code: str,
    text: Message,
    start: int,
    end: int,
    fix: Message | None = None,
) -> Never:
    """Stop with a fault between two characters."""
    raise FaultError(
        Fault(code=code, message=text, start=start, end=end, fix=fix),
    )


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of an expression, and one `end` token at the end.

    Raises:
        FaultError: at the first character that starts no token, or if the text
            is too long.
    """
    if len(text) > TEXT_LIMIT:
        refuse(
            "E204",
            message(
                "this expression has {length} characters; at most {limit} are allowed",
                length=len(text),
                limit=TEXT_LIMIT,
            ),
            0,
            len(text),
            message("move a part of it to a row of [derived] and use its name"),
        )
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        word, at = match[kind], match.start(kind)
        if kind in {"wrong", "other"}:
            _refuse_sign(text, at, match.end())
        if kind == "number":
            _check_number(word, at)
        special = kind == "sign" or word in _KEYWORDS
        yield Token(word if special else kind, word, at, match.end())
        if kind == "end":
            return


def _check_number(word: str, at: int) -> None:
    if float(word) > LARGEST:
        raise FaultError(too_large(word, at, at + len(word)))


def too_large(number: str, start: int, end: int) -> Fault:
    """Return what is wrong with a number beyond the largest."""
    return Fault(
        code="E212",
        message=message("the number {number} is too large", number=number),
        start=start,
        end=end,
        fix=message("use a number up to 1000000000000"),
    )


def too_large_for_any(written: float) -> tuple[Fault, ...]:
    """Return the fault of a number in place of an expression that is too large.

    What is no finite number at all is refused by the check of shapes already.
    """
    if abs(written) > sys.float_info.max:
        return ()
    return (too_large(f"{written:g}", 0, 0),)


def _refuse_sign(text: str, at: int, end: int) -> Never:
    sign = text[at:end]
    if sign in _QUOTES:
        refuse(
            "E201",
            message("there are no strings in expressions"),
            at,
            end,
            message("write the id without quotes, such as lever.rung"),
        )
    if sign in {"**", "^"}:
        refuse(
            "E201",
            message("there is no power operator"),
            at,
            end,
            message("write x * x, or hill(x, half, n) for a steep response"),
        )
    if sign in _INSTEAD:
        refuse(
            "E201",
            message("'{sign}' is not an operator here", sign=sign),
            at,
            end,
            message("write '{instead}'", instead=_INSTEAD[sign]),
        )
    if sign == "?":
        refuse(
            "E201",
            message("'?' is not an operator here"),
            at,
            end,
            message("write if(condition, a, b)"),
        )
    refuse(
        "E201",
        message("the character '{sign}' means nothing in an expression", sign=sign),
        at,
        end,
        message("names are made of a-z, 0-9 and _; remove this character"),
    )

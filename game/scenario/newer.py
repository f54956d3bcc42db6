"""Syntax of TOML 1.1, which not every reader of TOML takes.

Editors, and other versions of the reader that the game uses, stop at it. So it is
told, with how TOML 1.0 says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.words import Message, message

QUIET = (
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\''
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|\'[^\'\n]*\'|#[^\n]*+'
)
"""What is no syntax inside: strings and comments."""

_SUSPECTS = tuple(
    re.compile(suspect) for suspect in (r"\\[ex]", r"\{[^{}\n]*+\n", r",[ \t]*+\}")
)
"""One of these is found in every text that is not TOML 1.0."""
_PART = re.compile(rf"(?P<quiet>{QUIET})|[\[\]{{}},\n]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:(x)([0-9A-Fa-f]{2})|(e)|.)", re.DOTALL)
_NOTHING = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")


class Newer(NamedTuple):
    """One place where a text is not TOML 1.0."""

    start: int
    what: Message
    fix: Message


def newer(text: str) -> Iterator[Newer]:
    """Yield what of a text is TOML 1.1, in its order but for tables over lines."""
    if not any(suspect.search(text) for suspect in _SUSPECTS):
        return
    opened: list[tuple[str, int]] = []
    told = comma = -1
    for part in _PART.finditer(text):
        sign, at = part.group(), part.start()
        if part.group("quiet"):
            yield from _escapes(sign, at)
        elif sign in "[{":
            opened.append((sign, at))
        elif sign == ",":
            comma = at
        elif sign == "\n":
            if opened and opened[-1][0] == "{" and opened[-1][1] != told:
                told = opened[-1][1]
                yield _over_lines(told)
        else:
            last = opened.pop() if opened else ("", 0)
            if sign == "}" and comma > last[1] and _is_last(text, comma, at):
                yield _trailing(comma)


def _is_last(text: str, comma: int, end: int) -> bool:
    nothing = _NOTHING.match(text, comma + 1)
    return nothing is not None and nothing.end() == end


def _escapes(string: str, start: int) -> Iterator[Newer]:
    if not string.startswith('"'):
        return
    for found in _ESCAPE.finditer(string):
        letter = found.group(1) or found.group(3)
        if letter:
            code = f"\\u00{found.group(2) or '1b'}"
            yield Newer(
                start + found.start(),
                message(
                    "'{sign}' is TOML 1.1; scenario files are TOML 1.0",
                    sign=found.group(),
                ),
                message("write {instead}", instead=code),
            )


def _over_lines(at: int) -> Newer:
    return Newer(
        at,
        message("a table in braces over several lines is TOML 1.1, not TOML 1.0"),
        message("write it on one line, or give it a header of its own"),
    )


def _trailing(at: int) -> Newer:
    return Newer(
        at,
        message("a comma before '}' is TOML 1.1, not TOML 1.0"),
        message("remove the comma"),
    )

"""Random edits of a good file: what a tired author, or an enemy, might do."""

from __future__ import annotations

import random
import re

PIECES = (
    *("[", "]", "{", "}", '"', '"""', "'", "=", ",", ".", "#", "\n", "\\", "[[x]]\n"),
    *("true", "-1", "1e999", "nan", "inf", "9" * 400, "2001-02-30", "2001-02-03"),
    *('"and"', "\u202e", "\x00", "\u001b[2J", "한국", "[variables]\n", "a.b.c = 1\n"),
    *("{ draw = 1 }", "[[1]]", "id", "scenario", "0x1F", "07:00:00", "\r", "\ud800"),
    "[" * 70,
)


def fuzzed(text: str, seed: int) -> str:
    """Return the text after one to four random edits."""
    luck = random.Random(seed)  # noqa: S311 - repeatable edits, not secrets
    for _ in range(luck.randint(1, 4)):
        text = luck.choice((_insert, _delete, _swap_values, _drop_line, _double))(
            text,
            luck,
        )
    return text


def _insert(text: str, luck: random.Random) -> str:
    at = luck.randrange(len(text) + 1)
    return text[:at] + luck.choice(PIECES) + text[at:]


def _delete(text: str, luck: random.Random) -> str:
    at = luck.randrange(len(text) + 1)
    return text[:at] + text[at + luck.choice((1, 1, 5, 80)) :]


def _swap_values(text: str, luck: random.Random) -> str:
    values = list(re.finditer(r"= (.+)", text))
    if not values:
        return text
    one, other = luck.choice(values), luck.choice(values)
    return text[: one.start(1)] + other.group(1) + text[one.end(1) :]


def _drop_line(text: str, luck: random.Random) -> str:
    lines = text.split("\n")
    del lines[luck.randrange(len(lines))]
    return "\n".join(lines)


def _double(text: str, luck: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(luck.randrange(len(lines)), luck.choice(lines))
    return "\n".join(lines)

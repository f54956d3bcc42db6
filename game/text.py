"""Cleaning of untrusted text: one place decides what may reach a terminal."""

from __future__ import annotations

import re
import unicodedata


class Command(str):
    """A line that may be copied and run: broken into two, it would be two commands.

    Whoever folds lines leaves it whole, and whoever wraps them copies it whole.
    """

    __slots__ = ()


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_KEPT_FORMAT = {"\u200d"}


def clean(text: str, *, limit: int = 2000, lines: bool = False) -> str:
    """Return text that cannot steer a terminal.

    Control characters, bidirectional overrides and invisible format characters
    are dropped, newlines become spaces unless `lines`, surrogates become U+FFFD,
    the result is NFC and at most `limit` characters.
    """
    text = text[: limit * 4]
    if text.isprintable():  # nothing to drop: nearly all text
        return unicodedata.normalize("NFC", text)[:limit]
    kept: list[str] = []
    for character in text:
        if character == "\n":
            kept.append("\n" if lines else " ")
            continue
        category = unicodedata.category(character)
        if category == "Cs":
            kept.append("\ufffd")
        elif character == "\t" or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif category not in {"Cc", "Cf"} or character in _KEPT_FORMAT:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))[:limit]


def cells(text: str) -> int:
    """Return how many terminal cells a text takes; a wide character takes two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def is_slug(name: str) -> bool:
    """Tell whether a name may become a file name."""
    return _SLUG.fullmatch(name) is not None


def path_like(name: str) -> bool:
    """Tell whether somebody who typed this meant a file, and not a name."""
    return any(mark in name for mark in ("/", "\\", "~", "."))

"""The page of one code, and how its examples are made."""

from __future__ import annotations

from dataclasses import dataclass

from game.words import Message

HERE = "# here"
"""Ends the line of a bad example that the code is reported at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one code."""

    code: str
    title: Message
    text: Message
    """What it means."""
    why: Message
    """Why it matters."""
    example: str
    """A file, or what is added to the small good one, that brings this code about."""
    good: str
    """The same without the fault."""


def marked(text: str, old: str, new: str) -> str:
    """Put a fault into a good example, and say at the end of its line that it is here.

    Args:
        text: the good example.
        old: what is right; it stands there once.
        new: what is wrong; its first line is the one that is marked.
    """
    before, after = text.split(old)
    first, newline, rest = f"{new}{after}".partition("\n")
    return f"{before}{first}  {HERE}{newline}{rest}"

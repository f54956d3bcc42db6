"""The page of one code of the checker."""

from __future__ import annotations

from dataclasses import dataclass

from game.words import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one code."""

    code: str
    title: Message
    text: Message
    example: str
    """A file, or what is added to `BASE`, that brings this code about."""

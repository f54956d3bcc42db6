"""How a word is mistyped, and how a part of a line is found and replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.scenario.heldout.pages import Entry, Pages

LANGUAGE = frozenset(
    (
        "and or not true false if min max clamp abs sqrt pos sat hill ramp step sigmoid"
        " div prev since turn turns level events lead priority"
    ).split()
)
"""The words of the expression language."""

Thing = TypeVar("Thing")

_NEAR = {
    "a": "sqz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr",
    "g": "fht", "h": "gjy", "i": "uok", "j": "hku", "k": "jli", "l": "ko",
    "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs",
    "y": "tuh", "z": "xa", "_": "",
}  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """A scenario with one error in it, and what ought to be said of it."""

    pages: Pages
    lines: frozenset[int]
    """The serial numbers of the lines that may be blamed: nearly always one."""
    word: str | None = None
    """What was meant, where a word was mistyped."""
    row: tuple[str, ...] = ()
    """The row that the error lies in."""


Kind = Callable[[Random, Pages], Slip | None]
"""A way to make an error; None where the scenario offers no place for it."""


@dataclass
class Register:
    """The kinds of one group by name."""

    kinds: dict[str, Kind] = field(default_factory=dict)

    def __call__(self, name: str) -> Callable[[Kind], Kind]:
        """Enter a kind under a name."""

        def enter(kind: Kind) -> Kind:
            assert name not in self.kinds, name
            self.kinds[name] = kind
            return kind

        return enter


@dataclass(frozen=True)
class Spot:
    """A stretch of a line: what is written there can be replaced."""

    entry: Entry
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is written there."""
        return self.entry.text[self.start : self.end]

    def replaced(self, new: str) -> str:
        """Return the whole line with another text at this place."""
        line = self.entry.text
        return line[: self.start] + new + line[self.end :]


def mistyped(rng: Random, word: str, taken: frozenset[str]) -> str | None:
    """Return a word with one slip of the fingers in it, or None if none will do."""
    for _ in range(40):
        at = rng.randrange(len(word))
        way = rng.choice(("drop", "double", "swap", "near"))
        if way == "drop":
            new = word[:at] + word[at + 1 :]
        elif way == "double":
            new = word[: at + 1] + word[at] + word[at + 1 :]
        elif way == "swap" and at + 1 < len(word):
            new = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        else:
            near = _NEAR.get(word[at], "")
            new = word[:at] + rng.choice(near) + word[at + 1 :] if near else word
        fresh = new != word and new not in taken and new not in LANGUAGE
        if fresh and re.fullmatch(r"[a-z][a-z0-9_]*", new):
            return new
    return None


def spots(
    pages: Pages, tables: Sequence[str], field_name: str, value: str = r'"([^"]*)"'
) -> list[Spot]:
    """Find what a field is set to, in rows of some tables; `value` has one group."""
    pattern = re.compile(rf"(?:^|[{{,] *){field_name} = {value}")
    return [
        Spot(entry, *match.span(1))
        for entry in pages.entries()
        if entry.table in tables
        for match in pattern.finditer(entry.text)
    ]


def keys(pages: Pages, tables: Sequence[str], key: str) -> list[Entry]:
    """Find the lines that set a key in rows of some tables."""
    return [
        entry
        for entry in pages.entries()
        if entry.table in tables and entry.key == key
        if not entry.item and not entry.text.endswith("[")
    ]


def one_of(rng: Random, things: Sequence[Thing]) -> Thing | None:
    """Choose one, or None where there is none."""
    return rng.choice(things) if things else None


def at(spot: Spot, pages: Pages, new: str, word: str | None = None) -> Slip:
    """Make the error that another text at a spot is."""
    entry = spot.entry
    return Slip(
        pages.changed(entry, spot.replaced(new)),
        frozenset({entry.line.serial}),
        word,
        entry.row,
    )


def rewritten(entry: Entry, pages: Pages, text: str) -> Slip:
    """Make the error that another text of a line is."""
    serials = frozenset({entry.line.serial})
    return Slip(pages.changed(entry, text), serials, row=entry.row)


def misspelt(tables: Sequence[str], field_name: str, value: str = r'"([^"]*)"') -> Kind:
    """Make a kind: the word that a field is set to is mistyped."""

    def kind(rng: Random, pages: Pages) -> Slip | None:
        found = [
            spot
            for spot in spots(pages, tables, field_name, value)
            if re.fullmatch(r"[a-z][a-z0-9_]{3,}", spot.text)
        ]
        return word_at(rng, pages, found)

    return kind


def word_at(rng: Random, pages: Pages, found: Sequence[Spot]) -> Slip | None:
    """Mistype the word at one of some spots."""
    if (spot := one_of(rng, found)) is None:
        return None
    new = mistyped(rng, spot.text, pages.words())
    return None if new is None else at(spot, pages, new, spot.text)


def put(tables: Sequence[str], key: str, new: str) -> Kind:
    """Make a kind: a key is set to something else."""

    def kind(rng: Random, pages: Pages) -> Slip | None:
        entry = one_of(rng, keys(pages, tables, key))
        return None if entry is None else rewritten(entry, pages, f"{key} = {new}")

    return kind

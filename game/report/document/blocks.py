"""What a document is made of, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; `tone` is `strong`, `quiet` or empty."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody says."""

    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Items, each a term and what is said of it; an empty term is left out."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head; the first `words` columns are words, the others numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    strong: frozenset[int] = frozenset()
    """Rows that stand out: totals, the player's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a chart."""

    label: str
    values: tuple[float | None, ...]
    """One for each place along; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Lines over places along, perhaps with a band behind the first."""

    kind: str
    """`lines`; `bars` (one series, up and down from 0); `ranges` (one row a place:
    series low, mean, high, here); `curve` (series 0 along, series 1 up, percent)."""
    places: tuple[str, ...]
    series: tuple[Series, ...]
    band: tuple[tuple[float, float] | None, ...] = ()
    """For each place the ends of a range."""
    marks: tuple[str, ...] = ()
    """For bars: the places that stand out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A plot, what it says in words, and the same numbers as a table."""

    title: str
    alt: str
    plot: Plot
    table: Table
    key: str = ""
    """How to read it, or empty."""


Block = Paragraph | Heading | Quote | Listing | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a document."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    language: str
    title: str
    lead: tuple[str, ...]
    """The lines under the title."""
    sections: tuple[Section, ...]
    foot: str

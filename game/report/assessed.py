"""What a face shows of what is believed: plain values of numbers and words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What one source says of a number that is not seen exactly."""

    label: str
    reading: str
    """This month's, with its unit."""
    stated: str
    """How far off it says it usually is, or empty."""
    reliability: str
    """In words, or empty."""
    history: tuple[float, ...]
    """Its readings by month as shown, the newest last."""
    texts: tuple[str, ...]
    """The same as written, each without the words of its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenView:
    """A number that is known only through sources, side by side."""

    id: str
    label: str
    text: str
    """The range of this month's readings."""
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Something that was said of what is hidden."""

    id: str
    """Of the report in the file: the same each time that it comes."""
    label: str
    text: str
    """What was said."""
    source: str
    """By whom, or empty."""
    stated: str
    """How often it is said to be right, or empty."""
    turn: int
    date: str
    subject: str
    """The id of what it is about."""
    about: str
    """The label of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandView:
    """One possibility with its odds in whole percent."""

    text: str
    prior: int
    """Before anything was seen."""
    now: int
    words: str
    """The estimative word for `now`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsView:
    """The odds of one hidden thing; `prior` and `now` sum to 100 each."""

    id: str
    label: str
    line: bool
    """Whether it is a red line rather than a type."""
    bands: tuple[BandView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """Assessment of who sits opposite, at the opening of a month."""

    turn: int
    date: str
    numbers: tuple[UnseenView, ...]
    reports: tuple[ReportView, ...]
    """All that came so far, the newest first."""
    odds: tuple[OddsView, ...]
    strained: str
    """That something seen fits none of the possibilities, or empty."""
    note: str
    """How to read the odds."""
    nothing: str = ""
    """What to say where there is neither a number nor a report nor odds."""

"""What the review of a finished game shows: plain values for the faces."""

from __future__ import annotations

from dataclasses import dataclass

from game.report.doings import WholeView


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """One objective at the end."""

    id: str
    label: str
    score: int
    par: int
    floor: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One hidden thing, opened at the end."""

    label: str
    value: str
    """What it was, in words where the file has some."""
    words: str
    """The number behind the words, or empty."""
    believed: str = ""
    """What was believed of it at the end, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The end: the ending, the mandate against par, the truth opened."""

    ending: str
    title: str
    text: str
    grade: str
    voices: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    """Titles of other endings that also held."""
    scores: tuple[ScoreView, ...]
    mandate: int
    par: int
    verdict: str
    truths: tuple[Truth, ...]
    sources: tuple[tuple[str, str], ...]
    """Each source and adviser with how well it did."""
    judged: bool
    """Whether the error of an adviser is among that, beside that of a plain guess."""
    months: tuple[tuple[int, str, str], ...]
    """Month, date, one line on what moved most and why."""
    whole: tuple[WholeView, ...] = ()
    """Where each gauge went over the whole game, and whose doing that was."""
    kept: bool = False
    """Whether the mandate was kept, at a price or not."""
    model: str = ""
    """The rival model that it was played under, or those of which one was drawn."""

"""What lists say: the level of a game, its size, and what came of a crisis so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import say

if TYPE_CHECKING:
    from game.report.shelved import LevelView, ResultView, ScenarioView


_KILO = 1000


def size_words(size: int, language: str) -> str:
    """Say how large a file is, in the units in which a folder is listed."""
    kilo = -(-size // _KILO)
    if kilo < _KILO:
        return say("{size} KB", language, size=kilo)
    return say("{size} MB", language, size=f"{kilo / _KILO:.1f}")


def level_name(number: int, label: str) -> str:
    """Name a level, a number that says nothing by itself: `3 Director-general`."""
    return f"{number} {label}".strip()


def level_words(level: LevelView, language: str) -> str:
    """Name a level and tell its main numbers."""
    name = level_name(level.number, level.label)
    if level.standard:
        name = say("{level} (standard)", language, level=name)
    return f"{name}: {level.brief}" if level.brief else name


def result_words(result: ResultView | None, item: ScenarioView, language: str) -> str:
    """Say what the finished games of a crisis came to."""
    if result is None:
        return say("no game finished yet", language)
    ends = say(
        "{count} of {all} endings reached",
        language,
        count=len(result.endings),
        all=item.endings,
    )
    if result.margin is None:
        return ends
    labels = {level.number: level.label for level in item.levels}
    best = say(
        "mandate {margin} against par at level {level}, {kept}",
        language,
        margin=f"{result.margin:+d}",
        level=level_name(result.level, labels.get(result.level, "")),
        kept=say("kept", language) if result.kept else say("not kept", language),
    )
    return f"{best}; {ends}"

"""What is said of a crisis before a game: its level, and what came of it so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import say

if TYPE_CHECKING:
    from game.report.shelved import LevelView, ResultView, ScenarioView


def level_words(level: LevelView, language: str) -> str:
    """Name a level and tell its main numbers."""
    name = f"{level.number} {level.label}".strip()
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
    best = say(
        "mandate {margin} against par at level {level}, {kept}",
        language,
        margin=f"{result.margin:+d}",
        level=result.level,
        kept=say("kept", language) if result.kept else say("not kept", language),
    )
    return f"{best}; {ends}"

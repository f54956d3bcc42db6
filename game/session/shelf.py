"""What lies on the shelf: scenarios and saved games, as the title screen lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.chronicle import (
    DecideRecord,
    EndRecord,
    GameRecord,
    ScenarioRecord,
    list_games,
    read,
)
from game.errors import (
    ChronicleError,
    DamagedGameError,
    ScenarioError,
    StorageError,
)
from game.report.dates import date_text, pace_text
from game.report.views import GameView, ScenarioView
from game.scenario import load
from game.scenario.calendar import calendar_in
from game.text import clean
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.chronicle import Reading
    from game.scenario import Scenario


def scenario_view(
    path: Path, language: str, folders: Sequence[Path] = ()
) -> ScenarioView:
    """Return what the title screen says of a scenario; a broken one says why."""
    try:
        return _scenario(load(path, folders), language)
    except ScenarioError as error:
        name = path.parent.name if path.name == "scenario.toml" else path.stem
        return ScenarioView(
            id=name,
            title=name,
            brief="",
            player="",
            start="",
            turns=0,
            pace="",
            minutes=0,
            size="",
            problem=render(error, language),
        )


def game_views(saves: Path, language: str) -> tuple[GameView, ...]:
    """Return the saved games of a folder, the newest first.

    Raises:
        StorageError: If the folder cannot be read.
    """
    dated = sorted(((_changed(path), path) for path in list_games(saves)), reverse=True)
    return tuple(_game(path, language) for _, path in dated)


def _scenario(scenario: Scenario, language: str) -> ScenarioView:
    head = scenario.document.scenario
    return ScenarioView(
        id=head.id,
        title=scenario.text("scenario.title", language),
        brief=scenario.text("scenario.brief", language),
        player=scenario.text("scenario.player", language),
        start=date_text(scenario.calendar, 1, language),
        turns=head.turns,
        pace=pace_text(scenario.calendar, language),
        minutes=head.minutes or 0,
        size=say(
            "{levers} levers, {cards} cards, {events} events, {endings} endings",
            language,
            levers=len(scenario.document.levers),
            cards=len(scenario.document.agenda),
            events=len(scenario.document.events),
            endings=len(scenario.document.endings),
        ),
    )


def _game(path: Path, language: str) -> GameView:
    try:
        return _readable(path, read(path), language)
    except DamagedGameError as error:
        return _problem(path, "damaged", render(error, language))
    except ChronicleError as error:
        return _problem(path, "unreadable", render(error, language))


def _readable(path: Path, reading: Reading, language: str) -> GameView:
    first = reading.records[0]
    if not isinstance(first, GameRecord):
        return _problem(path, "unreadable", say("It has no beginning.", language))
    end = next((r for r in reversed(reading.records) if isinstance(r, EndRecord)), None)
    months = sum(isinstance(row, DecideRecord) for row in reading.records)
    turns, day = _calendar(reading, months + 1, language)
    damaged = reading.damage is not None
    state = "damaged" if damaged else "over" if end or months >= turns > 0 else "open"
    return GameView(
        name=path.stem,
        scenario=clean(first.scenario.id, limit=80),
        title=clean(first.scenario.title, limit=80),
        turn=months + 1,
        turns=turns,
        date=day,
        state=state,
        ending=clean(end.ending, limit=80) if end else "",
        size=path.stat().st_size,
        created=clean(first.created, limit=40),
        problem=say("part of it does not verify", language) if damaged else "",
    )


def _problem(path: Path, state: str, problem: str) -> GameView:
    return GameView(
        name=path.stem,
        scenario="",
        title="",
        turn=0,
        turns=0,
        date="",
        state=state,
        ending="",
        size=0,
        created="",
        problem=problem,
    )


def _calendar(reading: Reading, turn: int, language: str) -> tuple[int, str]:
    """Return the turns of a game's calendar and the date of one.

    The list of games only needs these, so the scenario in it is not checked:
    its head is searched, and what is not found there is left out.
    """
    texts = next((r for r in reading.records if isinstance(r, ScenarioRecord)), None)
    calendar = calendar_in(texts.files) if texts else None
    if calendar is None:
        return 0, ""
    turns = calendar.turns
    return turns, date_text(calendar, min(turn, turns), language)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError as error:
        raise StorageError(
            "{name} cannot be looked at: {reason}.",
            name=path.name,
            reason=error.strerror or "",
        ) from error

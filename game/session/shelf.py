"""What lies on the shelf: scenarios and saved games, as the title screen lists them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from game.chronicle import list_games, peek, read
from game.errors import (
    ChronicleError,
    DamagedGameError,
    ScenarioError,
)
from game.report.dates import date_text, pace_text
from game.report.levels import level_views
from game.report.lineage import in_tree
from game.report.rivals import model_views
from game.report.shelved import GameView, LevelView, ModelView, ScenarioView
from game.scenario import UnplayableError
from game.scenario.calendar import calendar_in
from game.scenario.files import scenario_name
from game.scenario.glance import Glance, GlancedLevel
from game.session.damage import loss_text, refuse_without_scenario
from game.session.written import history_id
from game.text import clean
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from game.chronicle import Peek
    from game.scenario import Checked, Scenario
    from game.scenario.calendar import Calendar
    from game.session.reading import Reader

_TEXT = (
    r"^\[%s\][^\n]*\n(?:(?!\[)[^\n]*\n)*?"
    r"%s\s*=\s*\{[^}\n]*\b%s\s*=\s*\"([^\"\\\n]*)\""
)
_LEVELS = re.compile(
    r"^\[difficulty\.([\w-]+)\][^\n]*\n(?:(?!\[)[^\n]*\n)*?level\s*=\s*(\d{1,2})\b",
    re.MULTILINE,
)
_COUNTED = ("actors", "levers", "agenda", "events", "endings", "hints")
"""The tables whose rows a list counts."""
_SCENARIOS = 64
"""Scenarios whose calendars are kept while games are listed."""
_BAD = frozenset({"damaged", "unreadable"})
_FIRST_NOTE = 200
"""Characters of a note that a list shows."""


def scenario_views(
    paths: Sequence[Path], language: str, reader: Reader
) -> Iterator[ScenarioView]:
    """Yield what the title screen says of scenarios; a broken one says why.

    Each is read whole only where its head does not tell enough. A fault that only a
    check finds is told when it is played. Levels are named and not told.
    """
    for path, seen in zip(paths, reader.glances(paths), strict=True):
        if isinstance(seen, Glance):
            yield _glanced(seen, language)
        elif isinstance(seen, ScenarioError):
            yield _broken(path, seen, language)
        else:
            yield _checked(path, seen, language)


def whole_view(path: Path, language: str, reader: Reader) -> ScenarioView:
    """Return all that is to be said of a scenario before it is played."""
    try:
        return _checked(path, reader.check(path), language)
    except ScenarioError as error:
        return _broken(path, error, language)


def _checked(path: Path, checked: Checked, language: str) -> ScenarioView:
    if checked.scenario is not None:
        return _scenario(checked.scenario, language)
    return _broken(path, UnplayableError(path.name, checked.diagnostics), language)


def _broken(path: Path, error: ScenarioError, language: str) -> ScenarioView:
    name = scenario_name(path)
    return ScenarioView(id=name, title=name, problem=render(error, language))


def game_views(saves: Path, language: str) -> tuple[GameView, ...]:
    """Return the saved games of a folder as a tree: forks under what they left.

    The newest come first, what is damaged behind them; nothing is played again.

    Raises:
        StorageError: If the folder cannot be read.
    """
    dated = sorted(((_changed(path), path) for path in list_games(saves)), reverse=True)
    looked = [_look(path, language) for _, path in dated]
    parents = {seen.game.game: seen for _, seen in looked if seen is not None}
    views = [_branched(view, seen, parents) for view, seen in looked]
    return in_tree(sorted(views, key=lambda view: view.state in _BAD))


def _branched(view: GameView, seen: Peek | None, peeks: dict[str, Peek]) -> GameView:
    """Add the month that a fork decides anew, which its parent's lines tell."""
    parent = seen.game.parent if seen is not None else None
    if parent is None:
        return view
    other = peeks.get(parent.game)
    shared = other.digests.get(parent.digest) if other is not None else None
    return replace(view, branched=0 if shared is None else shared + 1)


def _scenario(scenario: Scenario, language: str) -> ScenarioView:
    """Return what a scenario that was checked says of itself."""
    document = scenario.document
    return _glanced(
        Glance(
            head=document.scenario,
            calendar=scenario.calendar,
            sizes={home: len(getattr(document, home)) for home in _COUNTED},
            texts={
                key: scenario.texts[f"scenario.{key}"]
                for key in ("title", "brief", "player")
            },
        ),
        language,
        level_views(scenario, language),
        model_views(scenario, language),
    )


def _named(level: GlancedLevel, language: str) -> LevelView:
    """Return a level by its name alone; its numbers take the whole scenario."""
    return LevelView(
        number=level.number,
        label=level.labels.get(language) or level.labels.get("en", ""),
        note="",
        standard=level.standard,
        brief="",
        numbers=(),
        draws_model=level.draws_model,
    )


def _glanced(
    seen: Glance,
    language: str,
    levels: tuple[LevelView, ...] | None = None,
    models: tuple[ModelView, ...] | None = None,
) -> ScenarioView:
    if levels is None:
        levels = tuple(_named(level, language) for level in seen.levels)
    if models is None:
        models = tuple(
            ModelView(id=key, label=words.get(language) or words.get("en", ""))
            for key, words in seen.models.items()
        )
    return ScenarioView(
        id=seen.head.id,
        title=seen.text("title", language),
        brief=seen.text("brief", language),
        player=seen.text("player", language),
        start=date_text(seen.calendar, 1, language),
        turns=seen.head.turns,
        pace=pace_text(seen.calendar, language),
        minutes=seen.head.minutes or 0,
        size=say(
            "{cards} cards, {actors} actors, {levers} levers, {events} events, "
            "{endings} endings",
            language,
            cards=seen.sizes["agenda"],
            actors=seen.sizes["actors"],
            levers=seen.sizes["levers"],
            events=seen.sizes["events"],
            endings=seen.sizes["endings"],
        ),
        levels=levels,
        models=models,
        endings=seen.sizes["endings"],
        hints=seen.sizes["hints"],
    )


def _look(path: Path, language: str) -> tuple[GameView, Peek | None]:
    try:
        seen = peek(path)
        state, problem = ("", "") if seen.sound else _unsound(path, language)
    except DamagedGameError as error:
        return _problem(path, "damaged", render(error, language)), None
    except ChronicleError as error:
        return _problem(path, "unreadable", render(error, language)), None
    return _readable(path, seen, language, state, problem), seen


def _unsound(path: Path, language: str) -> tuple[str, str]:
    """Return the state of a game with bytes that do not verify, and what that is.

    The state is empty where nothing but what was never confirmed is lost.
    """
    reading = read(path)
    try:
        refuse_without_scenario(reading, path)
    except DamagedGameError as error:
        return "damaged", render(error, language)
    lost = loss_text(reading, path.stem)
    if lost is not None:
        return "damaged", render(lost, language)
    words = say(
        "A crash left a mark on its file; opening it puts that right.", language
    )
    return "", words


def _readable(
    path: Path, seen: Peek, language: str, state: str, problem: str
) -> GameView:
    game, months, end = seen.game, seen.decisions, seen.end
    files = {} if seen.head is None else seen.head.files
    texts = list(files.values())
    turns, day = _calendar(files, months + 1, language)
    over = end is not None or months >= turns > 0
    if over:
        _, day = _calendar(files, months, language)
    return GameView(
        name=path.stem,
        scenario=clean(game.scenario.id, limit=80),
        title=_text(texts, "scenario", "title", language)
        or clean(game.scenario.title, limit=80),
        turn=months + 1,
        turns=turns,
        date=day,
        state=state or ("over" if over else "open"),
        ending=_ending(texts, end.ending, language) if end and end.ending else "",
        size=seen.size,
        created=clean(game.created, limit=40),
        problem=problem,
        id=game.game,
        parent_id="" if game.parent is None else game.parent.game,
        hindsight=game.parent is not None and game.parent.hindsight,
        luck=tuple(month for month, _ in game.luck),
        level=game.level,
        level_label=_level(texts, game.level, language),
        model=clean(game.model, limit=80),
        model_label=_model(texts, game.model, language),
        history=game.parent is not None and game.parent.game == history_id(game),
        note=clean(seen.note.text, limit=_FIRST_NOTE) if seen.note else "",
        end="" if end is None else end.digest,
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
        size=_size(path),
        created="",
        problem=problem,
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@lru_cache(maxsize=_SCENARIOS)
def _calendar_of(files: tuple[tuple[str, str], ...]) -> Calendar | None:
    """Return the calendar of a scenario's texts; games of one scenario share it."""
    return calendar_in(dict(files))


def _calendar(files: Mapping[str, str], turn: int, language: str) -> tuple[int, str]:
    """Return the turns of a game's calendar and the date of one.

    The list of games only needs these, so the scenario in it is not checked:
    its head is searched, and what is not found there is left out.
    """
    calendar = _calendar_of(tuple(files.items()))
    if calendar is None:
        return 0, ""
    turns = calendar.turns
    return turns, date_text(calendar, min(turn, turns), language)


def _ending(texts: Sequence[str], ending: str, language: str) -> str:
    """Return the title of an ending, else its id."""
    found = _text(texts, f"endings.{ending}", "title", language)
    return found or clean(ending, limit=80)


def _level(texts: Sequence[str], level: int, language: str) -> str:
    """Return what a level of difficulty is called, or empty."""
    for text in texts:
        for name, number in _LEVELS.findall(text):
            if int(number) == level:
                return _text(texts, f"difficulty.{name}", "label", language)
    return ""


def _model(texts: Sequence[str], model: str, language: str) -> str:
    """Return what a rival model is called, else its id."""
    found = _text(texts, f"models.{model}", "label", language) if model else ""
    return found or clean(model, limit=80)


def _text(texts: Sequence[str], table: str, key: str, language: str) -> str:
    """Return a text of a table of the file, searched as the calendar is."""
    for tongue in (language, "en"):
        wanted = re.compile(_TEXT % (re.escape(table), key, tongue), re.MULTILINE)
        for text in texts:
            found = wanted.search(text)
            if found is not None:
                return clean(found.group(1), limit=80)
    return ""


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0  # it went meanwhile; looking at it says so

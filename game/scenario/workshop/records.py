"""What is known and was done, in sentences: sources, actors, the codex, the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from game.scenario.history import deeds
from game.scenario.scenario import Scenario
from game.scenario.workshop.choices import choice_text, line_sentences
from game.scenario.workshop.things import HOMES, named
from game.text import clean
from game.words import Message, message, render, say

_KINDS: Mapping[str, Message] = {
    "official": message("An official document."),
    "press": message("A report of the press."),
    "research": message("Research."),
    "data": message("Data."),
    "judgement": message("Somebody's judgement."),
}
_ROLES: Mapping[str, Message] = {
    "player": message("The player's side."),
    "adversary": message("An adversary."),
    "ally": message("An ally."),
    "neighbour": message("A neighbour."),
    "home": message("At home."),
}

_IN_ROOM = ("agenda", "gauges", "levers", "initiatives")
"""The tables whose rows stand in the room."""


def source_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what kind of document it is, from when, and where it can be read."""
    row = scenario.document.sources[key]
    yield render(_KINDS[row.kind], language)
    if row.date is not None:
        yield say("It is of {date}.", language, date=clean(str(row.date)))
    if row.url is not None:
        yield say("It can be read at {url}", language, url=clean(row.url))


def actor_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what an actor is to the player."""
    yield render(_ROLES[scenario.document.actors[key].role], language)


def entry_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say of when a background is, and what it leads to."""
    row = scenario.document.codex[key]
    yield say("Background to read.", language)
    if row.date is not None:
        yield say("It is of {date}.", language, date=clean(str(row.date)))
    if row.links:
        yield say(
            "It leads to: {things}.",
            language,
            things=", ".join(_linked(scenario, link, language) for link in row.links),
        )


def _linked(scenario: Scenario, id: str, language: str) -> str:
    home = scenario.names.home(id) or next(
        (one for one in HOMES if id in scenario.names.ids(one)), ""
    )
    return named(scenario, f"{home}.{id}", language)


def history_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what was really done, day by day, with its turn and its source."""
    row = scenario.document.history[key]
    yield say(
        "A record of what was really done; deeds: {count}.",
        language,
        count=len(row.lines),
    )
    places = {id(deed): place for place, deed in enumerate(row.lines)}
    for one in deeds(row, scenario.calendar):
        yield say(
            "{day}, turn {turn}: {choice}.",
            language,
            day=_day(one.deed.on),
            turn=one.turn,
            choice=choice_text(scenario, one.deed.line, language),
        )
        place = f"history.{key}.lines.{places[id(one.deed)]}"
        note = scenario.text(f"{place}.note", language)
        cited = say(
            "grade {grade}; {source}",
            language,
            grade=one.deed.grade,
            source=scenario.citation(one.deed.source, language),
        )
        yield f"  {note} ({cited})" if note else f"  ({cited})"


def _day(on: date) -> str:
    if isinstance(on, datetime):
        return on.isoformat(sep=" ", timespec="minutes")
    return on.isoformat()


def policy_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say how a line of play is written down, and its choices."""
    row = scenario.document.policies[key]
    yield (
        say("A line of play, one of those that par is the mean of.", language)
        if row.reference
        else say("A line of play.", language)
    )
    yield from line_sentences(scenario, row.lines, language)


def hint_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say when a hint is said, and that it is no part of the rules."""
    row = scenario.document.hints[key]
    when = scenario.expression_source(f"hints.{key}.when")
    terms = {
        "first": row.from_turn,
        "last": row.to_turn or scenario.document.scenario.turns,
    }
    yield (
        say(
            "Said to whoever plays for the first time, in the turns {first} to {last}"
            " while {when}; it moves nothing.",
            language,
            when=when,
            **terms,
        )
        if when and when != "true"
        else say(
            "Said to whoever plays for the first time, in the turns {first} to {last};"
            " it moves nothing.",
            language,
            **terms,
        )
    )
    if row.about:
        home = next(one for one in _IN_ROOM if row.about in scenario.names.ids(one))
        yield say(
            "Only while {about} is in the room.",
            language,
            about=named(scenario, f"{home}.{row.about}", language),
        )

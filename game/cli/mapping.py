"""The map of causes: what moves what, whole or around one thing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.telling import on_reading, print_folded, sound
from game.errors import UsageError
from game.scenario.workshop.causes import (
    MAPPED,
    ON_READING,
    CauseMap,
    cause_map,
    row_of,
)
from game.scenario.workshop.graph import Arrow, arrows_of, delay_of, dot_of
from game.scenario.workshop.things import find_thing, title_of
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Run `scenario graph`."""
    _, scenario = sound(options.scenario, options)
    thing = ".".join(find_thing(scenario.names, options.thing)) if options.thing else ""
    near = options.depth == 1
    found = cause_map(scenario, thing if near else "")
    if thing:
        _must_hold(found, thing)
        found = found.around(thing, options.depth)
    if options.format == "json":
        print(_json(scenario, found, options.language))
    elif options.format == "dot":
        for line in dot_of(scenario, found, options.language):
            print(line)
    else:
        print_folded(_text(scenario, found, thing, options.language))
    return 0


def _must_hold(found: CauseMap, thing: str) -> None:
    if thing not in found.things:
        raise UsageError(
            "The map holds {tables}, and rows of [effects] that read none of these; it"
            " does not hold {thing}.",
            tables=", ".join(MAPPED),
            thing=thing,
        )


def _json(scenario: Scenario, found: CauseMap, language: str) -> str:
    things = [
        {"id": thing, "title": title_of(scenario, thing, language)}
        for thing in found.things
    ]
    arrows = [asdict(arrow) for arrow in arrows_of(found)]
    return json.dumps({"things": things, "arrows": arrows}, ensure_ascii=False)


def _text(
    scenario: Scenario, found: CauseMap, centre: str, language: str
) -> Iterator[str]:
    arrows = arrows_of(found)
    for thing in sorted(found.things, key=lambda one: one != centre):
        into = [arrow for arrow in arrows if arrow.target == thing]
        out = [arrow for arrow in arrows if arrow.source == thing == centre]
        # What the centre moves stands there already.
        told = into if thing == centre else _without(into, centre)
        if told or thing == centre:
            title = title_of(scenario, thing, language)
            yield f"{thing}: {title}" if title else thing
            for arrow in told:
                yield _line("<-", arrow, arrow.source, language)
            for arrow in out:
                yield _line("->", arrow, arrow.target, language)
            yield ""
    yield say(
        "{things} things, {arrows} arrows. <- moved by, -> moves; + more makes more,"
        " - more makes less, . neither.",
        language,
        things=len(found.things),
        arrows=len(arrows),
    )


def _without(arrows: list[Arrow], centre: str) -> list[Arrow]:
    return [arrow for arrow in arrows if arrow.source != centre]


def _line(mark: str, arrow: Arrow, other: str, language: str) -> str:
    parts = [f"  {mark} {arrow.sign or '.':2} {other}"]
    if len(arrow.rows) > 1:
        parts.append(say("{count} rows", language, count=len(arrow.rows)))
    elif row_of(arrow.rows[0], arrow.source, arrow.target):
        parts.append(row_of(arrow.rows[0], arrow.source, arrow.target))
    if delay_of(arrow):
        parts.append(say("delay {turns}", language, turns=delay_of(arrow)))
    parts += [on_reading(kind, language) for kind in arrow.kinds if kind in ON_READING]
    if arrow.who:
        parts.append(say("by {actor}", language, actor=arrow.who))
    return "  ".join(parts)

"""The map of causes: what moves what, whole or around one thing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.telling import print_folded, sound
from game.errors import UsageError
from game.scenario.workshop.causes import MAPPED, CauseMap, cause_map, row_of
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
    thing = _thing(scenario, options.thing) if options.thing else ""
    near = options.depth == 1
    found = cause_map(scenario, thing if near else "")
    if thing:
        found = found.around(thing, options.depth)
    if options.format == "json":
        print(_json(scenario, found, options.language))
    elif options.format == "dot":
        for line in dot_of(scenario, found, options.language):
            print(line)
    else:
        print_folded(_text(scenario, found, thing, options.language))
    return 0


def _thing(scenario: Scenario, text: str) -> str:
    home, key = find_thing(scenario.names, text)
    if home not in MAPPED:
        raise UsageError(
            "The map holds {tables}, and nothing of [{home}].",
            tables=", ".join(MAPPED),
            home=home,
        )
    return f"{home}.{key}"


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
    if arrow.who:
        parts.append(say("by {actor}", language, actor=arrow.who))
    return "  ".join(parts)

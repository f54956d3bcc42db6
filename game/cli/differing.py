"""What changed between two scenarios, and what that does to how games end."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.progress import note
from game.cli.telling import print_folded, sound, tell
from game.errors import UsageError
from game.outlook import OPEN
from game.scenario import around
from game.scenario.workshop.difference import Change, Difference, compare, shortened
from game.session.policies import reference_names
from game.study import find_way
from game.study.cost import allot
from game.study.differing import Shift, WayShift, compare_outcomes, cost_of_both
from game.study.printing import columns
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.scenario import Scenario
    from game.study.seats import Way

_MOST_WORLDS = 100_000
_WORLDS = 1000
"""Worlds that both are played in unless others are asked for."""
_ALWAYS = ("hold", "random")
"""Ways to play that every scenario knows."""


def run(options: argparse.Namespace) -> int:
    """Run `scenario diff`."""
    if (options.worlds or 0) > _MOST_WORLDS:
        raise UsageError(
            "The number of worlds is {worlds}; it must be from 0 to {most}.",
            worlds=options.worlds,
            most=_MOST_WORLDS,
        )
    _, one = sound(options.before, options, around(options.after))
    _, other = sound(options.after, options, around(options.before))
    found = compare(one, other)
    if options.format != "json":
        print_folded(_lines(found, options))
        sys.stdout.flush()
    shifts: tuple[WayShift, ...] = ()
    partial = False
    if options.worlds != 0 and not found.same_mechanics:
        ways = _ways(one, other, options)
        specs = one.spec(options.level), other.spec(options.level)
        cost = cost_of_both(specs, ways, options.seed)
        worlds = allot(options.worlds, _WORLDS, cost.of, note(options.language))
        shifts = compare_outcomes(specs, ways, worlds, options.seed, tell)
        partial = len(shifts) < len(ways) or shifts[-1].worlds < worlds
    if options.format == "json":
        outcomes = [asdict(row) for row in shifts]
        whole = {**asdict(found), "outcomes": outcomes, "partial": partial}
        print(json.dumps(whole, ensure_ascii=False))
        return 0
    for shift in shifts:
        print()
        print(_odds(shift, one, other, options))
    if partial:
        print()
        print(say("Stopped: only a part was played.", options.language))
    return 0


def _ways(
    one: Scenario, other: Scenario, options: argparse.Namespace
) -> list[tuple[Way, Way]]:
    known = other.document.policies
    shared = [key for key in reference_names(one) if key in known]
    names = options.policies or [*_ALWAYS, *shared]
    return [
        (
            find_way(one, name, options.seed, options.language, options.level),
            find_way(other, name, options.seed, options.language, options.level),
        )
        for name in names
    ]


def _lines(found: Difference, options: argparse.Namespace) -> Iterator[str]:
    language = options.language
    yield say(
        "From {before} to {after}:",
        language,
        before=options.before,
        after=options.after,
    )
    if found.is_empty:
        yield say("They say the same.", language)
        return
    for title, rows in (
        (say("Rows added: {count}", language, count=len(found.added)), found.added),
        (
            say("Rows removed: {count}", language, count=len(found.removed)),
            found.removed,
        ),
    ):
        if rows:
            yield ""
            yield title
            yield from (f"  {row}" for row in rows)
    told = [one for one in found.changed if one.kind != "text"]
    if told:
        yield ""
        yield say("Values changed: {count}", language, count=len(told))
        yield from (f"  {_change(one, language)}" for one in told)
    yield from _texts(found, shown=options.texts, language=language)
    yield ""
    yield (
        say("The mechanics are the same, and so is every game.", language)
        if found.same_mechanics
        else say("The mechanics differ: saved games keep to the old ones.", language)
    )


def _texts(found: Difference, *, shown: bool, language: str) -> Iterator[str]:
    rows = [one for one in found.changed if one.kind == "text"]
    if not rows:
        return
    yield ""
    if shown:
        yield say("Texts changed: {count}", language, count=len(rows))
        yield from (f"  {_change(one, language)}" for one in rows)
    else:
        yield say(
            "Texts changed: {count}; --texts shows them.", language, count=len(rows)
        )


def _change(one: Change, language: str) -> str:
    nothing = say("nothing", language)
    before = nothing if one.before is None else shortened(one.before)
    after = nothing if one.after is None else shortened(one.after)
    ratio = "" if one.ratio is None else f" ({100 * one.ratio:+.0f} %)"
    return f"{one.path}: {before} -> {after}{ratio}"


def _odds(
    shift: WayShift, one: Scenario, other: Scenario, options: argparse.Namespace
) -> str:
    language = options.language
    head = say(
        "{policy} in {worlds} worlds, seed {seed}: {parted} end otherwise",
        language,
        policy=shift.policy,
        worlds=shift.worlds,
        seed=options.seed,
        parted=shift.parted,
    )
    titles = (
        say("before", language),
        say("after", language),
        say("net change", language),
        say("s.e.", language),
    )
    endings = [
        (_ending(row.name, one, other, language), *_figures(row, 100.0, 1))
        for row in sorted(shift.endings, key=lambda row: -abs(row.change))
    ]
    gauges = [
        (one.text(f"gauges.{row.name}.label", language), *_figures(row, 1.0, 2))
        for row in shift.gauges
    ]
    parts = [head, columns(((say("ending, %", language), *titles), *endings))]
    if gauges:
        parts.append(columns(((say("mean at the end", language), *titles), *gauges)))
    return "\n\n".join(parts)


def _ending(name: str, one: Scenario, other: Scenario, language: str) -> str:
    if name == OPEN:
        return say("no ending", language)
    path = f"endings.{name}.title"
    return other.text(path, language) or one.text(path, language)


def _figures(row: Shift, scale: float, decimals: int) -> tuple[str, str, str, str]:
    return (
        f"{scale * row.before:.{decimals}f}",
        f"{scale * row.after:.{decimals}f}",
        f"{scale * row.change:+.{decimals}f}",
        f"{scale * row.error:.{decimals}f}",
    )

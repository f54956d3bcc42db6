"""Why the odds of an ending moved, and what it takes: told from imagined worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.assumptions import ASSUMES
from game.report.conditions import parts
from game.report.ends import condition, is_fallback, when
from game.report.figures import signed, with_unit
from game.report.whys import CauseView, Why
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.conditions import Part, Reader
    from game.report.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How an ending stands in the imagined worlds of one plan, in percent of them."""

    percent: int
    """Where it comes."""
    parts: tuple[int, ...]
    """Where each part of its condition holds, in the order of `parts`."""
    whole: int
    """Where all of it holds."""
    others: tuple[tuple[str, int], ...]
    """Where all of it holds and another ending comes first; with `percent` they sum
    to `whole`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How an ending stands: all in worlds with the same luck."""

    worlds: int
    before: int | None
    """In percent, when the last turn was decided, with what was chosen then; None in
    the first turn."""
    held: Share
    """Now, if nothing is chosen."""
    chosen: Share
    """Now, with what is staged."""
    staged: tuple[str, ...]
    """What that is, as lines."""


def toward(known: Known, key: str, found: Shares, read: Reader) -> Why:
    """Return why the odds of an ending moved.

    Args:
        known: what the player knows.
        key: the ending.
        found: how it stands.
        read: works out an amount as the player would draw it.
    """
    labels = known.labels
    held, chosen = found.held.percent, found.chosen.percent
    before = held if found.before is None else found.before
    still = found.before is None and not found.staged
    note = when(known, key)
    if still:
        words = labels.say(
            "Nothing has moved yet: no turn is over and nothing is staged."
        )
        note = f"{words} {note}"
    below = (
        *(() if is_fallback(known, key) else (_before_it(known, key),)),
        labels.say(
            "In {worlds} imagined worlds; they and their luck are the same with and "
            "without what is staged.",
            worlds=found.worlds,
        ),
        render(ASSUMES, labels.language),
    )
    return Why(
        id=f"endings.{key}",
        label=labels.text(f"endings.{key}.title"),
        before=with_unit(str(before), "%"),
        after=with_unit(str(chosen), "%"),
        change="" if still else signed(chosen - before, 0),
        lines=tuple(
            sorted(_movers(known, found, before), key=lambda row: -abs(row.value))
        ),
        closes=True,
        note=note,
        below=" ".join(below),
        parts=tuple(_parts(known, key, found, read)),
        made_of=_heading(known, key),
    )


def _before_it(known: Known, key: str) -> str:
    """Say which endings come first where they hold: they can still take its place."""
    rows, say = known.labels.scenario.document.endings, known.labels.say
    own = rows[key].rank, key
    names = [
        known.labels.text(f"endings.{other}.title")
        for rank, other in sorted((row.rank, other) for other, row in rows.items())
        if (rank, other) < own
    ]
    if not names:
        return say("Where it holds it comes before every other ending.")
    if len(names) > _NAMED:
        return say(
            "{count} endings come before it where they hold; what it takes says which "
            "of them do.",
            count=len(names),
        )
    return say("Before it come, where they hold: {endings}.", endings="; ".join(names))


_NAMED = 3
"""Endings that are named; those that matter stand with what the ending takes."""


def _movers(known: Known, found: Shares, before: int) -> Iterator[CauseView]:
    """Yield what moved the odds: together they are the change."""
    labels, held, chosen = known.labels, found.held.percent, found.chosen.percent
    if held != before:
        yield _mover(
            "came",
            labels.say("what came, and what was learned"),
            held - before,
            "chance",
            labels.say(
                "{before} % when the last turn was decided, with what was chosen then; "
                "{after} % now, if nothing more is chosen.",
                before=before,
                after=held,
            ),
        )
    if chosen != held:
        rows = (labels.choices.get(line) for line in found.staged)
        yield _mover(
            "staged",
            "; ".join(labels.choice(row) for row in rows if row is not None),
            chosen - held,
            "mine",
            labels.say(
                "In the same imagined worlds, with the same luck: {before} % if "
                "nothing is chosen, {after} % with what is staged.",
                before=held,
                after=chosen,
            ),
        )


def _mover(id: str, label: str, points: int, by: str, sentence: str) -> CauseView:
    return CauseView(
        id=id,
        label=label,
        amount=signed(points, 0),
        value=float(points),
        by=by,
        sentence=sentence,
        rule="",
    )


def _heading(known: Known, key: str) -> str:
    """Say what the numbers beside the parts are."""
    if is_fallback(known, key):
        return known.labels.say("In how many imagined worlds another one comes first:")
    if known.labels.scenario.document.endings[key].early:
        return known.labels.say(
            "What it takes, and in how many imagined worlds that ever comes about:"
        )
    return known.labels.say(
        "What it takes, and in how many imagined worlds that holds at the end:"
    )


def _parts(known: Known, key: str, found: Shares, read: Reader) -> Iterator[CauseView]:
    """Yield the parts of the condition, all of it, and what comes before it."""
    labels, held, chosen = known.labels, found.held, found.chosen
    told = list(parts(known, condition(known, key), read))
    for number, part in enumerate(told):
        yield _share(
            known,
            f"part:{number}",
            part.label or labels.say("a part of the rule"),
            (chosen.parts[number], held.parts[number]),
            asks=_asks(known, part),
            met=True,
            rule=labels.scenario.expression_source(f"endings.{key}.when"),
        )
    # The calendar's end is no part that is told, and may be asked for beside one.
    apart = any((share.whole,) != share.parts for share in (held, chosen))
    if told and apart:
        whole = (chosen.whole, held.whole)
        yield _share(
            known, "whole", labels.say("all of this, when it counts"), whole, met=True
        )
    alone = is_fallback(known, key)
    was = dict(held.others)
    now = dict(chosen.others)
    for other in dict.fromkeys((*now, *was)):
        title = labels.text(f"endings.{other}.title")
        yield _share(
            known,
            f"endings.{other}",
            title if alone else labels.say("{ending} comes before it", ending=title),
            (now.get(other, 0), was.get(other, 0)),
        )


def _asks(known: Known, part: Part) -> str:
    """Say what a part must be and what it is now."""
    say = known.labels.say
    if not part.label:
        return say("It is told by the rule alone.")
    if part.state:
        return part.state
    if not part.asked:
        return say("It must have come.")
    if not part.now:
        return say("It must be {asked}.", asked=part.asked)
    return say("It must be {asked}; now {number}.", asked=part.asked, number=part.now)


def _share(
    known: Known,
    id: str,
    label: str,
    percents: tuple[int, int],
    *,
    asks: str = "",
    rule: str = "",
    met: bool = False,
) -> CauseView:
    """Return one row: its share with what is staged, and without if that differs.

    Of what the ending asks for it is said that it is met: beside the name of something
    that must not be, a bare share reads as the odds of the thing itself.
    """
    chosen, held = percents
    share = with_unit(str(chosen), "%")
    without = known.labels.say("{held} % without what is staged.", held=held)
    told = (asks, without if held != chosen else "")
    return CauseView(
        id=id,
        label=label,
        amount=known.labels.say("met in {share}", share=share) if met else share,
        value=float(chosen),
        by="",
        sentence=" ".join(words for words in told if words),
        rule=rule,
    )

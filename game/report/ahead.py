"""What moves a duty until the end: causes in points of it, from imagined worlds.

A duty is scored by a sum, so what a cause does to a number counts in points of the
duty exactly. All of it is read from what is believed. Events that have not come yet are
one line and so are questions: their names would tell what is in store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.report.causes import Causes
from game.report.figures import apportion, plain, signed, units, with_unit
from game.report.whys import CauseView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.known import Known
    from game.report.summing import Leaf
    from game.report.whys import Why

_TOLD = 8
"""Causes that are told one by one."""
_REST = "ahead:rest"
_WHOLE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """How a duty comes from now to the end: means over imagined worlds."""

    worlds: int
    raw: float
    """What it scores now by what the player sees, before it is cut off."""
    seen: tuple[float, ...]
    """What each summand is now, by what the player sees."""
    score: float
    """What it scores at the end."""
    starts: tuple[float, ...]
    """What each summand is now, as it is believed."""
    ends: tuple[float, ...]
    moves: Mapping[str, Sequence[tuple[str, float]]]
    """For every number its causes, with what each does to it."""


def until_the_end(known: Known, why: Why, leaves: Sequence[Leaf], found: Road) -> Why:
    """Add to the why of a duty what moves it until the end.

    Args:
        known: What the player knows.
        why: How the duty is put together.
        leaves: What it adds up.
        found: How these go in the imagined worlds, in the same order.
    """
    if not all(map(isfinite, (found.raw, *found.starts, *found.ends))):
        return why
    say = known.labels.say
    now = min(_WHOLE, max(0.0, found.raw))
    rows = [row for row in _rows(known, leaves, found, now) if row.value]
    rows.sort(key=lambda row: (-abs(row.value), row.id))
    before, after = units(now, 1), units(found.score, 1)
    if len(rows) > _TOLD + 1:
        rest = rows[_TOLD:]
        words = say("the other {count} causes together", count=len(rest))
        value = sum(row.value for row in rest)
        rows = [*rows[:_TOLD], _row(_REST, words, value)]
    points = apportion([row.value for row in rows], after - before, 1)
    heading = say(
        "Until the end, in {worlds} imagined worlds, with what is staged and nothing "
        "chosen after it: {before} to {after} on average, {change}. By cause:",
        worlds=found.worlds,
        before=plain(before, 1),
        after=plain(after, 1),
        change=signed(after - before, 1),
    )
    # What is shown decides: rounded so as to add up, a larger one may be less.
    told = sorted(
        ((row, part) for row, part in zip(rows, points, strict=True) if part),
        key=lambda one: (one[0].id == _REST, -abs(one[1])),
    )
    return replace(
        why,
        ahead=tuple(replace(row, amount=signed(part, 1)) for row, part in told),
        ahead_of=heading,
    )


def _rows(
    known: Known, leaves: Sequence[Leaf], found: Road, now: float
) -> Iterator[CauseView]:
    """Yield what moves the score, in points, not yet rounded."""
    say, causes = known.labels.say, Causes(known)
    many = sum(leaf.variable in found.moves for leaf in leaves) > 1
    begun = sum(
        float(leaf.points) * (end - start)
        for leaf, start, end in zip(leaves, found.starts, found.ends, strict=True)
    )
    unseen = say(
        "What others do, as far as it rests on something hidden: one sum, by what is "
        "believed."
    )
    to_come = dict.fromkeys(("events", "agenda"), 0.0)
    for leaf, start, end in zip(leaves, found.starts, found.ends, strict=True):
        each = float(leaf.points)
        if leaf.variable not in found.moves:
            yield _row(f"ahead:{leaf.id}", leaf.label, each * (end - start))
            continue
        for cause, amount in found.moves[leaf.variable]:
            home = _still_to_come(known, cause)
            if home:
                to_come[home] += each * amount
                continue
            label = causes.label(cause)
            named = say("{number}: {cause}", number=leaf.label, cause=label)
            told = unseen if cause == UNKNOWN else causes.sentence(cause)
            yield _row(
                f"ahead:{leaf.variable}:{cause}",
                named if many else label,
                each * amount,
                by=UNKNOWN if cause == UNKNOWN else "",
                sentence=_amount(known, leaf, amount, told),
            )
    secret = say("Which they are is not told before they come.")
    for home, words in (
        ("events", say("events that have not come yet")),
        ("agenda", say("questions that have not come yet, left unanswered")),
    ):
        yield _row(f"ahead:{home}", words, to_come[home], sentence=secret)
    gap = sum(
        float(leaf.points) * (start - seen)
        for leaf, start, seen in zip(leaves, found.starts, found.seen, strict=True)
    )
    yield _row(
        "ahead:believed",
        say("what is believed now, beside what the sources say"),
        gap,
    )
    yield _row(
        "ahead:limit",
        say("cut off at its limit"),
        found.score - now - begun - gap,
        sentence=say("A score stays between 0 and 100."),
    )


def _still_to_come(known: Known, cause: str) -> str:
    """Return where the file has the event or question of a cause, if it has not come.

    It is empty for all else.
    """
    act, inner, _ = cause.partition(":")[2].partition("/")
    name, document = act.partition(".")[0], known.labels.scenario.document
    if not inner:
        return ""
    if name in document.agenda:
        came = any(card.id == name for o in known.observations for card in o.cards)
        return "" if came else "agenda"
    if name in document.events:
        return "" if any(act in o.happened for o in known.observations) else "events"
    return ""


def _amount(known: Known, leaf: Leaf, amount: float, told: str) -> str:
    """Say what a cause does to its number, in its own unit, and what it is."""
    labels, key = known.labels, leaf.variable
    digits = labels.decimals[key] + 1
    moved = labels.say(
        "It moves {number} by {amount} on average until the end.",
        number=leaf.label,
        amount=with_unit(signed(units(amount, digits), digits), labels.unit(key)),
    )
    return f"{moved} {told}".rstrip()


def _row(
    id: str, label: str, value: float, *, by: str = "", sentence: str = ""
) -> CauseView:
    return CauseView(
        id=id,
        label=label,
        amount="",
        value=value,
        by=by,
        sentence=sentence,
        rule="",
    )

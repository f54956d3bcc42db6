"""What moved a belief: each thing that was seen, with the points that it was worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from game.report.assessment import strained_text
from game.report.bands import bands
from game.report.figures import apportion, percent, plain, signed, units, with_unit
from game.report.told import report_line
from game.report.whys import CauseView, Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.assessment import Belief
    from game.report.known import Known

_SMALL, _REST = ("small", ""), ("rest", "")
_QUIET = "quiet"
Name: TypeAlias = tuple[str, str]
"""Under which something is told of: its kind and its id."""
_ERRORS = 2.0
"""Standard errors that a change must reach to be told of by the name of its cause."""
_DIGITS = 1
"""Of a share in percent."""
_PERCENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Something that was seen, and what it did to the odds of a hidden thing."""

    turn: int
    """The opening at which it was known."""
    kind: str
    """`act`, `event`, `report`; `quiet` for what stayed away, of which the largest is
    told of by name; anything else is told together, as the rest."""
    id: str
    odds: tuple[float, ...]
    """By band, the change of its share."""
    errors: tuple[float, ...]
    """By band, the standard error of that; empty for what is told as the rest."""
    can_tell: bool
    """Whether it can tell of the hidden thing at all."""
    missed: tuple[float, ...] = ()
    """By band, how likely what stayed away was to come, by what was believed."""


def moved(
    known: Known, key: str, belief: Belief, seen: Sequence[Seen], *, strained: bool
) -> Why:
    """Return what moved a belief last turn, and what has since the first.

    Told of is the band that is likeliest now; what another gains it loses.

    Args:
        known: What the player knows.
        key: The id of a type or a red line.
        belief: What is believed of it.
        seen: What moved that, in order.
        strained: Whether something was seen that no believed world explains.
    """
    labels = known.labels
    band = max(range(len(belief.now)), key=lambda place: belief.now[place])
    text = bands(labels)[key][band].text
    now, first = belief.now[band] * _PERCENT, belief.prior[band] * _PERCENT
    newest = [row for row in seen if row.turn == known.turn]
    before = now - sum(row.odds[band] for row in newest) * _PERCENT
    notes = [
        labels.say("Told of: {text}", text=text),
        labels.say(
            "Points of probability, counted in the order in which it was seen: what "
            "comes later counts beside what came before."
        ),
    ]
    if strained:
        notes.append(strained_text(labels))
    started = known.turn == 1 and not newest
    if started:
        notes.insert(0, labels.say("Nothing has been seen yet: no turn is over."))
    change = units(now, _DIGITS) - units(before, _DIGITS)
    return Why(
        id=f"beliefs.{key}",
        label=labels.hidden(key),
        before=with_unit(plain(units(before, _DIGITS), _DIGITS), "%"),
        after=with_unit(plain(units(now, _DIGITS), _DIGITS), "%"),
        change="" if started else signed(change, _DIGITS),
        lines=() if started else _views(known, key, newest, band, (before, now)),
        closes=True,
        note=" ".join(notes),
        # Told twice, a thing has two ids, so that a cursor stands on one of them.
        parts=tuple(
            replace(row, id=f"since:{row.id}")
            for row in _views(known, key, seen, band, (first, now))
        ),
        made_of=labels.say(
            "Since the first turn, from {before} to {after}:",
            before=with_unit(plain(units(first, _DIGITS), _DIGITS), "%"),
            after=with_unit(plain(units(now, _DIGITS), _DIGITS), "%"),
        ),
    )


def _views(
    known: Known, key: str, seen: Sequence[Seen], band: int, ends: tuple[float, float]
) -> tuple[CauseView, ...]:
    """Sum up what was seen by what it was, the largest first, the rest last."""
    points: dict[Name, float] = {}
    turns: dict[Name, list[int]] = {}
    names = _names(seen, band)
    for row in seen:
        what = names.get((row.kind, row.id), _REST)
        points[what] = points.get(what, 0.0) + row.odds[band] * _PERCENT
        turns.setdefault(what, []).append(row.turn)
    first, last = ends
    total = units(last, _DIGITS) - units(first, _DIGITS)
    # What is left of rounding belongs to what has no name.
    points[_REST] = (
        last - first - sum(value for what, value in points.items() if what != _REST)
    )
    keys = sorted(
        points,
        key=lambda what: (what == _REST, what == _SMALL, -abs(points[what]), what),
    )
    shown = apportion([points[what] for what in keys], total, _DIGITS)
    stayed = any(kind == _QUIET for kind, _ in keys)
    return tuple(
        CauseView(
            id=":".join(what),
            label=_label(known, what, turns.get(what, ()), stayed=stayed),
            amount=signed(part, _DIGITS),
            value=points[what],
            by={_SMALL: "chance", _REST: "unknown"}.get(what, ""),
            sentence=_expected(known, key, seen, what)
            if what[0] == _QUIET
            else _sentence(known, what, turns.get(what, ())),
            rule="",
        )
        for what, part in zip(keys, shown, strict=True)
        if part
    )


def _names(seen: Sequence[Seen], band: int) -> dict[Name, Name]:
    """Return under which name each thing that was seen is told of.

    Of what stayed away only the largest has one: there is much of it, and each says
    little. What cannot tell of the hidden thing, or moved it by no more than the luck
    of so few imagined worlds, has none. Errors of one thing are added up as if they
    all went one way: what is imagined wrongly once is so every time.
    """
    odds: dict[Name, float] = {}
    errors: dict[Name, float] = {}
    able: dict[Name, bool] = {}
    for row in seen:
        if row.errors:
            what = (row.kind, row.id)
            odds[what] = odds.get(what, 0.0) + row.odds[band]
            errors[what] = errors.get(what, 0.0) + row.errors[band]
            able[what] = able.get(what, False) or row.can_tell
    named = {
        what: what if able[what] and abs(gain) >= _ERRORS * errors[what] else _SMALL
        for what, gain in odds.items()
    }
    stayed = [what for what in named if what[0] == _QUIET]
    told = [what for what in stayed if named[what] == what]
    largest = max(told, key=lambda what: (abs(odds[what]), what), default=None)
    return {
        what: _REST if what in stayed and what != largest else name
        for what, name in named.items()
    }


def _expected(known: Known, key: str, seen: Sequence[Seen], what: Name) -> str:
    """Say how likely something was that stayed away, by what is hidden."""
    away = [1.0] * len(bands(known.labels)[key])
    for row in seen:
        if (row.kind, row.id) == what:
            away = [left * (1.0 - p) for left, p in zip(away, row.missed, strict=True)]
    say = known.labels.say
    return say(
        "How likely it was to come in these turns, by what is hidden: {chances}.",
        chances="; ".join(
            say(
                "{text}: {chance} %",
                text=band.text.rstrip("."),
                chance=percent(1.0 - left),
            )
            for band, left in zip(bands(known.labels)[key], away, strict=True)
        ),
    )


def _label(known: Known, what: Name, turns: Sequence[int], *, stayed: bool) -> str:
    """Return what something is called that was seen, or stayed away.

    Args:
        known: What the player knows.
        what: Its name.
        turns: Those in which it was seen.
        stayed: Whether something that stayed away is told of beside the rest.
    """
    labels, (kind, key) = known.labels, what
    if kind == "rest":
        return (
            labels.say("what else did not come, and the imagined worlds drawn anew")
            if stayed
            else labels.say("what did not come, and the imagined worlds drawn anew")
        )
    if kind == _QUIET:
        return _stayed(known, key)
    if what == _SMALL:
        return labels.say("what cannot be told from the luck of the imagined worlds")
    if kind == "report":
        said = report_line(known, key, turns[-1])
        return said or labels.text(f"reports.{key}.label")
    return labels.happening(key)


def _stayed(known: Known, key: str) -> str:
    """Return what an event is called that did not come, or an actor nobody saw act."""
    labels = known.labels
    rule = labels.scenario.document.rules.get(key)
    if rule is not None:
        return labels.say("{actor}: no act was seen", actor=labels.actor(rule.actor))
    return labels.say("it did not come: {what}", what=labels.happening(key))


def _sentence(known: Known, what: Name, turns: Sequence[int]) -> str:
    """Say when it was seen, and by whom it is known."""
    labels, (kind, key) = known.labels, what
    if kind == "rest":
        return labels.say(
            "That something stayed away says little each turn and adds up."
        )
    if what == _SMALL:
        return labels.say(
            "Acts, events and reports that can say nothing of this, or moved it by "
            "less than chance alone moves the shares of so few imagined worlds."
        )
    # A report is dated by the opening that brought it, an act by its own turn.
    back = 0 if kind == "report" else 1
    dates = ", ".join(labels.date(max(1, t - back)) for t in dict.fromkeys(turns))
    if kind != "report":
        return labels.say("Seen by all: {dates}.", dates=dates)
    source = labels.text(f"reports.{key}.source_name")
    if not source:
        return labels.say("Reported: {dates}.", dates=dates)
    return labels.say("Reported by {source}: {dates}.", source=source, dates=dates)

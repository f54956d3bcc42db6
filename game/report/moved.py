"""What moved a belief: each thing that was seen, with the points that it was worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.report.assessment import strained_text
from game.report.bands import bands
from game.report.figures import apportion, plain, signed, units, with_unit
from game.report.told import report_line
from game.report.whys import CauseView, Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.assessment import Belief
    from game.report.known import Known

_SMALL, _REST = ("small", ""), ("rest", "")
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
    """`act`, `event`, `report`; anything else is told together, as the rest."""
    id: str
    odds: tuple[float, ...]
    """By band, the change of its share."""
    errors: tuple[float, ...]
    """By band, the standard error of that; empty for what is told as the rest."""
    can_tell: bool
    """Whether it can tell of the hidden thing at all."""


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
        lines=() if started else _views(known, newest, band, (before, now)),
        closes=True,
        note=" ".join(notes),
        # Told twice, a thing has two ids, so that a cursor stands on one of them.
        parts=tuple(
            replace(row, id=f"since:{row.id}")
            for row in _views(known, seen, band, (first, now))
        ),
        made_of=labels.say(
            "Since the first turn, from {before} to {after}:",
            before=with_unit(plain(units(first, _DIGITS), _DIGITS), "%"),
            after=with_unit(plain(units(now, _DIGITS), _DIGITS), "%"),
        ),
    )


def _views(
    known: Known, seen: Sequence[Seen], band: int, ends: tuple[float, float]
) -> tuple[CauseView, ...]:
    """Sum up what was seen by what it was, the largest first, the rest last."""
    points: dict[tuple[str, str], float] = {}
    turns: dict[tuple[str, str], list[int]] = {}
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
    return tuple(
        CauseView(
            id=":".join(what),
            label=_label(known, what, turns.get(what, ())),
            amount=signed(part, _DIGITS),
            value=points[what],
            by={_SMALL: "chance", _REST: "unknown"}.get(what, ""),
            sentence=_sentence(known, what, turns.get(what, ())),
            rule="",
        )
        for what, part in zip(keys, shown, strict=True)
        if part
    )


def _names(seen: Sequence[Seen], band: int) -> dict[tuple[str, str], tuple[str, str]]:
    """Return under which name each thing that was seen is told of.

    What cannot tell of the hidden thing, or moved it by no more than the luck of so
    few imagined worlds, has none. Errors of one thing are added up as if they all
    went one way: what is imagined wrongly once is so every time.
    """
    odds: dict[tuple[str, str], float] = {}
    errors: dict[tuple[str, str], float] = {}
    able: dict[tuple[str, str], bool] = {}
    for row in seen:
        if row.errors:
            what = (row.kind, row.id)
            odds[what] = odds.get(what, 0.0) + row.odds[band]
            errors[what] = errors.get(what, 0.0) + row.errors[band]
            able[what] = able.get(what, False) or row.can_tell
    return {
        what: what if able[what] and abs(gain) >= _ERRORS * errors[what] else _SMALL
        for what, gain in odds.items()
    }


def _label(known: Known, what: tuple[str, str], turns: Sequence[int]) -> str:
    labels, (kind, key) = known.labels, what
    if kind == "rest":
        return labels.say("what did not come, and the imagined worlds drawn anew")
    if what == _SMALL:
        return labels.say("what cannot be told from the luck of the imagined worlds")
    if kind == "report":
        said = report_line(known, key, turns[-1])
        return said or labels.text(f"reports.{key}.label")
    return labels.happening(key)


def _sentence(known: Known, what: tuple[str, str], turns: Sequence[int]) -> str:
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

"""A look back on a finished game in words: turning points, and luck against choice.

A turn's better line is only told once the turn was tried again, or where it is asked
for; until then its causes are one line in every ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.causes import Causes
from game.report.doings import PartView
from game.report.figures import apportion, in_unit, signed, units
from game.report.hindsight import EARLY_LOSS
from game.report.luck import LuckView, luck_view

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from game.report.calling import CallsView
    from game.report.hindsight import Hindsight, Moved, Regret
    from game.report.known import Known

FEWEST, MOST = 3, 5
"""Turning points: at least so many if there are, and at most."""

_SURE = 2.0
"""Standard errors from which on a difference is told apart from chance."""

_LINES = 8
"""Causes of a ledger that are named; the smaller ones are one line."""

_DIGITS = 1
"""Digits after the point of mandate points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLedger:
    """Where one number ended, as chosen less as proposed, by its causes."""

    label: str
    difference: str
    value: float
    lines: tuple[PartView, ...]
    closes: bool
    """The exact amounts sum to the exact difference, with `==`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnValue:
    """What one turn was worth."""

    turn: int
    date: str
    difference: str
    """Points of the mandate: as chosen less as proposed; negative: it cost."""
    error: str
    value: float
    margin: float
    """The standard error, not rounded."""
    sure: bool
    """Whether it is told apart from chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """A turn that mattered."""

    worth: TurnValue
    chosen: tuple[str, ...]
    """As labels; empty where nothing was chosen."""
    tried: bool
    """Whether the turn was tried again, or the better line was asked for."""
    better: tuple[str, ...]
    """As labels; empty while it is not told, and where it was to choose nothing."""
    duties: tuple[PartView, ...]
    """The objectives that it moved; they sum to the difference."""
    ledgers: tuple[EndLedger, ...]
    """The gauges that it moved most, at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookback:
    """All that was worked out so far."""

    game: str
    """The name that the game was saved under."""
    proposer: str
    futures: int
    done: int
    """Turns measured."""
    turns: int
    values: tuple[TurnValue, ...]
    """Every turn that was measured, in order."""
    points: tuple[TurningPoint, ...]
    """The largest of them, in order of size."""
    luck: LuckView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a face shows of a look back, beside the review."""

    game: str
    lookback: Lookback | None
    """None while nothing was worked out."""
    measurable: bool
    """Whether it can be worked out at all."""
    calls: CallsView


def lookback(
    known: Known,
    found: Hindsight,
    *,
    decisions: Sequence[Sequence[str]],
    choices: Mapping[str, str],
    tried: Collection[int],
    game: str,
) -> Lookback:
    """Put what was measured into words.

    Args:
        known: what was known at the end.
        found: what was measured.
        decisions: what was chosen in each turn, as labels.
        choices: every choice's line and label.
        tried: the turns whose better line may be told.
        game: the name that it was saved under.
    """
    rows = sorted(found.regrets, key=lambda row: row.turn)
    return Lookback(
        game=game,
        proposer=found.proposer,
        futures=found.futures,
        done=len(rows),
        turns=found.turns,
        values=tuple(_value(known, row) for row in rows),
        points=tuple(
            _point(known, row, decisions[row.turn - 1], choices, row.turn in tried)
            for row in turning_points(rows)
            if row.turn <= len(decisions)
        ),
        luck=None if found.fortune is None else luck_view(known.labels, found.fortune),
    )


def turning_points(rows: Sequence[Regret]) -> tuple[Regret, ...]:
    """Return the turns that mattered most: three, and up to five that are sure."""
    ordered = sorted(
        (row for row in rows if row.difference != 0.0),
        key=lambda row: (-abs(row.difference), row.turn),
    )
    return tuple(
        row for place, row in enumerate(ordered[:MOST]) if place < FEWEST or _sure(row)
    )


def _sure(row: Regret) -> bool:
    return abs(row.difference) > _SURE * row.error


def _value(known: Known, row: Regret) -> TurnValue:
    return TurnValue(
        turn=row.turn,
        date=known.labels.date(row.turn),
        difference=signed(units(row.difference, _DIGITS), _DIGITS),
        error=signed(units(row.error, _DIGITS), _DIGITS).lstrip("+"),
        value=row.difference,
        margin=row.error,
        sure=_sure(row),
    )


def _point(
    known: Known,
    row: Regret,
    chosen: Sequence[str],
    choices: Mapping[str, str],
    tried: bool,  # noqa: FBT001 - a property of the turn, not a switch
) -> TurningPoint:
    ranges = {
        key: variable.high - variable.low for key, variable in known.variables.items()
    }
    moved = [one for one in row.moved if one.difference and one.variable in ranges]
    moved.sort(
        key=lambda one: (-abs(one.difference) / ranges[one.variable], one.variable)
    )
    return TurningPoint(
        worth=_value(known, row),
        chosen=tuple(chosen),
        tried=tried,
        better=tuple(choices.get(line, line) for line in row.better) if tried else (),
        duties=_duties(known, row),
        ledgers=tuple(_ledger(known, one, told=tried) for one in moved),
    )


def _duties(known: Known, row: Regret) -> tuple[PartView, ...]:
    labels = known.labels
    parts = apportion(
        [amount for _, amount in row.duties], units(row.difference, _DIGITS), _DIGITS
    )
    lines = [
        PartView(
            label=labels.say("an early end that keeps nothing")
            if key == EARLY_LOSS
            else labels.text(f"objectives.{key}.label"),
            amount=signed(part, _DIGITS),
            value=amount,
        )
        for (key, amount), part in zip(row.duties, parts, strict=True)
        if part
    ]
    return tuple(sorted(lines, key=lambda line: -abs(line.value)))


def _ledger(known: Known, one: Moved, *, told: bool) -> EndLedger:
    """Return where a number was parted; what only the proposal brought is one line."""
    labels, causes = known.labels, Causes(known)
    veiled = frozenset() if told else frozenset(one.only_other)
    rows = [(causes.label(key), a) for key, a in one.causes if key not in veiled]
    if veiled:
        hidden = sum(amount for key, amount in one.causes if key in veiled)
        rows.append((labels.say("what another choice would have brought"), hidden))
    digits, unit = labels.decimals[one.variable] + 1, labels.unit(one.variable)
    rows.sort(key=lambda row: (-abs(row[1]), row[0]))
    large = sum(bool(units(amount, digits)) for _, amount in rows[:_LINES])
    if len(rows) > large + 1:
        small = rows[large:]
        words = labels.say("{count} smaller causes", count=len(small))
        rows = [*rows[:large], (words, sum(amount for _, amount in small))]
    parts = apportion([a for _, a in rows], units(one.difference, digits), digits)
    return EndLedger(
        label=labels.text(f"variables.{one.variable}.label"),
        difference=in_unit(signed(units(one.difference, digits), digits), unit),
        value=one.difference,
        lines=tuple(
            PartView(
                label=label, amount=in_unit(signed(part, digits), unit), value=amount
            )
            for (label, amount), part in zip(rows, parts, strict=True)
        ),
        closes=sum(amount for _, amount in rows) == one.difference,
    )

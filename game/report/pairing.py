"""The difference between two lines of play: named causes that sum to it exactly."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.report.figures import apportion, in_unit, plain, signed, units, with_unit
from game.report.pairs import CausePair, GaugePair, LedgerPair, PointPair

if TYPE_CHECKING:
    from game.engine.observation import Line
    from game.report.causes import Causes
    from game.report.labels import Labels

_START = "start"
"""The cause of what was different before the first turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One variable of one game: its value at each opening and what led from one on."""

    values: Sequence[float]
    lines: Sequence[Sequence[Line]]
    """`lines[i]` sums to `values[i + 1] - values[i]`."""


def pair_numbers(
    causes: Causes, gauge: str, variable: str, tracks: tuple[Track, Track], note: str
) -> GaugePair:
    """Pair a gauge that shows a variable, as far as both games go.

    Args:
        causes: names causes.
        gauge: its id.
        variable: the variable that it shows.
        tracks: of the first game and of the second.
        note: how to read it, or empty.
    """
    labels = causes.labels
    digits, unit = labels.decimals[variable] + 1, labels.unit(variable)
    last = min(len(track.values) for track in tracks)
    points, ledgers = [], []
    sums = tuple(defaultdict[str, float](float) for _ in tracks)
    for place in range(last):
        if place:
            for total, track in zip(sums, tracks, strict=True):
                for line in track.lines[place - 1]:
                    total[line.cause] += line.amount
        now = tracks[0].values[place], tracks[1].values[place]
        points.append(_point(labels, place + 1, now, digits, unit))
        start = tracks[0].values[0], tracks[1].values[0]
        ledgers.append(
            _ledger(
                causes,
                place + 1,
                start=start,
                now=now,
                sums=sums,
                measure=(digits, unit),
            )
        )
    return _gauge(labels, gauge, points, ledgers, note)


def pair_chances(
    causes: Causes,
    gauge: str,
    acts: tuple[Sequence[Mapping[str, int]], Sequence[Mapping[str, int]]],
    note: str,
) -> GaugePair:
    """Pair a gauge that is an assessed chance, in percent of its acts."""
    labels = causes.labels
    points, ledgers = [], []
    for turn, (a, b) in enumerate(zip(*acts, strict=False), start=1):
        now = float(sum(a.values())), float(sum(b.values()))
        points.append(_point(labels, turn, now, 0, "%"))
        rows = [
            _cause(
                act,
                causes.chances.act(act),
                causes.chances.doer(act),
                (a.get(act, 0), b.get(act, 0)),
                (0, "%"),
            )
            for act in sorted(a.keys() | b.keys())
        ]
        shown = [row for row in rows if row.value]
        shown.sort(key=lambda row: (-abs(row.value), row.id))
        equal = sum(a.get(row.id, 0) for row in rows if not row.value)
        ledgers.append(
            LedgerPair(
                turn=turn,
                date=labels.date(turn),
                a=str(int(now[0])),
                b=str(int(now[1])),
                difference=signed(int(now[1] - now[0]), 0),
                lines=tuple(shown),
                same=str(equal) if equal else "",
                closes=sum(row.value for row in shown) == now[1] - now[0],
            )
        )
    return _gauge(labels, gauge, points, ledgers, note)


def _gauge(
    labels: Labels,
    gauge: str,
    points: Sequence[PointPair],
    ledgers: Sequence[LedgerPair],
    note: str,
) -> GaugePair:
    return GaugePair(
        id=gauge,
        label=labels.text(f"gauges.{gauge}.label"),
        points=tuple(points),
        ledgers=tuple(ledgers),
        note=note,
    )


def _point(
    labels: Labels, turn: int, now: tuple[float, float], digits: int, unit: str
) -> PointPair:
    a, b = (units(value, digits) for value in now)
    return PointPair(
        turn=turn,
        date=labels.date(turn),
        a=with_unit(plain(a, digits), unit),
        b=with_unit(plain(b, digits), unit),
        difference=in_unit(signed(b - a, digits), unit),
        value=now[1] - now[0],
        values=now,
    )


def _ledger(
    causes: Causes,
    turn: int,
    *,
    start: tuple[float, float],
    now: tuple[float, float],
    sums: Sequence[Mapping[str, float]],
    measure: tuple[int, str],
) -> LedgerPair:
    """Set what each cause did so far side by side; every column adds up."""
    digits, unit = measure
    names = sorted(sums[0].keys() | sums[1].keys())
    amounts = [[total.get(name, 0.0) for name in names] for total in sums]
    totals = [
        units(after, digits) - units(before, digits)
        for before, after in zip(start, now, strict=True)
    ]
    parts = apportioned(amounts, totals, start[0], digits)
    rows, equal = [], 0
    for place, name in enumerate(names):
        pair = parts[0][place], parts[1][place]
        exact = amounts[1][place] - amounts[0][place]
        if exact == 0.0 and pair[0] == pair[1]:
            equal += pair[0]
            continue
        row = _cause(name, causes.label(name), causes.by(name), pair, measure)
        rows.append((exact, row))
    first = start[1] - start[0]
    lines = [_exact(row, exact) for exact, row in rows]
    if first != 0.0:
        count = units(start[1], digits) - units(start[0], digits)
        head = CausePair(
            id=_START,
            label=causes.labels.say("where each began"),
            a="",
            b="",
            difference=in_unit(signed(count, digits), unit),
            value=first,
            by=UNKNOWN,
        )
        lines.append(head)
    lines.sort(key=lambda row: (-abs(row.value), row.id))
    ends = [units(value, digits) for value in now]
    return LedgerPair(
        turn=turn,
        date=causes.labels.date(turn),
        a=in_unit(signed(totals[0], digits), unit),
        b=in_unit(signed(totals[1], digits), unit),
        difference=in_unit(signed(ends[1] - ends[0], digits), unit),
        lines=tuple(lines),
        same=in_unit(signed(equal, digits), unit) if equal else "",
        closes=sum(line.value for line in lines) == now[1] - now[0],
    )


def apportioned(
    amounts: Sequence[Sequence[float]],
    totals: Sequence[int],
    start: float,
    digits: int,
) -> Sequence[Sequence[int]]:
    """Round what the causes did in both games so that each column adds up.

    What is one number in both is rounded once, so it is shown as one number; the
    causes that differ take what that leaves.

    Args:
        amounts: of each game, cause by cause.
        totals: what each must sum to, in units of the last digit.
        start: where the first game began.
        digits: decimals shown.
    """
    places = range(len(amounts[0]))
    equal = [place for place in places if amounts[0][place] == amounts[1][place]]
    others = [place for place in places if amounts[0][place] != amounts[1][place]]
    if not others and totals[0] != totals[1]:
        # They began apart, so rounding alone may set their columns apart.
        equal, others = [], list(places)
    shared = [amounts[0][place] for place in equal]
    whole = totals[0]
    if others:
        # The total has its start rounded off; so must what is taken out of it.
        rounded = units(start, digits) / 10.0**digits
        whole = units(math.fsum(shared) + start - rounded, digits) if shared else 0
    both = dict(zip(equal, apportion(shared, whole, digits), strict=True))
    found = []
    for row, total in zip(amounts, totals, strict=True):
        rest = apportion([row[place] for place in others], total - whole, digits)
        own = both | dict(zip(others, rest, strict=True))
        found.append([own[place] for place in places])
    return found


def _cause(
    id: str, label: str, by: str, parts: tuple[int, int], measure: tuple[int, str]
) -> CausePair:
    digits, unit = measure
    return CausePair(
        id=id,
        label=label,
        a=in_unit(signed(parts[0], digits), unit),
        b=in_unit(signed(parts[1], digits), unit),
        difference=in_unit(signed(parts[1] - parts[0], digits), unit),
        value=float(parts[1] - parts[0]),
        by=by,
    )


def _exact(row: CausePair, value: float) -> CausePair:
    return CausePair(
        id=row.id,
        label=row.label,
        a=row.a,
        b=row.b,
        difference=row.difference,
        value=value,
        by=row.by,
    )

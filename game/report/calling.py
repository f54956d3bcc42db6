"""The player's own calls of probability, and how they turned out.

A call says how likely it is that an adviser's claim holds within its horizon. It is a
note and no move: nothing in the crisis reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from game.report.advice import claim_text, settled
from game.report.figures import percent, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.advice import Judge
    from game.report.known import Known

_OUTCOMES = {None: "open", True: "came", False: "not"}

BINS = (0, 20, 40, 60, 80, 101)
"""The ends of the bins of the curve, in percent; the last is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One call."""

    turn: int
    date: str
    adviser: str
    claim: str
    """What was claimed, in the adviser's words."""
    percent: int
    """What the player called."""
    adviser_percent: int
    """What the adviser had said."""
    outcome: str
    """`came`, `not`, or `open` while it may still come; one that came early is scored
    when its horizon is over, as advisers are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BinView:
    """The calls of one range of percent."""

    low: int
    high: int
    count: int
    called: int
    """The mean of what was called, percent."""
    came: int
    """How many of them came true, percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsView:
    """All calls, and how good they were."""

    calls: tuple[CallView, ...]
    settled: int
    brier: str
    """The mean squared error of the settled calls; empty where there are none."""
    adviser_brier: str
    """The same of what the advisers had said of the same claims."""
    base_brier: str
    """The same for saying one half each time."""
    curve: tuple[BinView, ...]
    """The bins that hold a settled call."""


def calls_view(
    known: Known, judge: Judge, calls: Mapping[tuple[int, str], int]
) -> CallsView:
    """Score the calls that a player made, by what was seen up to now."""
    rows: list[CallView] = []
    scored: list[tuple[int, int, bool]] = []
    advisers = known.labels.scenario.document.advisers
    for (turn, adviser), called in sorted(calls.items()):
        if adviser not in advisers or not 1 <= turn <= known.turn:
            continue
        found = settled(known, judge, adviser, turn)
        if found is None:
            continue
        labels = known.labels
        rows.append(
            CallView(
                turn=turn,
                date=labels.date(turn),
                adviser=labels.text(f"advisers.{adviser}.name"),
                claim=claim_text(known, adviser, found.claim),
                percent=called,
                adviser_percent=found.percent,
                outcome=_OUTCOMES[found.known],
            )
        )
        if found.came is not None:
            scored.append((called, found.percent, found.came))
    return CallsView(
        calls=tuple(rows),
        settled=len(scored),
        brier=_brier([(own, came) for own, _, came in scored]),
        adviser_brier=_brier([(said, came) for _, said, came in scored]),
        base_brier=_brier([(50, came) for _, _, came in scored]),
        curve=_curve([(own, came) for own, _, came in scored]),
    )


def _brier(rows: Sequence[tuple[int, bool]]) -> str:
    if not rows:
        return ""
    return shown(fmean((called / 100 - came) ** 2 for called, came in rows), 2)


def _curve(rows: Sequence[tuple[int, bool]]) -> tuple[BinView, ...]:
    found = []
    for low, high in pairwise(BINS):
        own = [row for row in rows if low <= row[0] < high]
        if own:
            found.append(
                BinView(
                    low=low,
                    high=min(100, high),
                    count=len(own),
                    called=percent(fmean(called / 100 for called, _ in own)),
                    came=percent(fmean(float(came) for _, came in own)),
                )
            )
    return tuple(found)

"""Whether the order of lines stands when a param is not what it was taken to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Array
from game.study.sensitivity.points import Varied


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How a line did with every param at its value."""

    policy: str
    score: float
    error: float
    """Standard error over worlds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What one param, moved alone, makes of the order."""

    param: str
    was: float
    now: float
    best: str
    tau: float
    """Kendall's rank correlation with the order before, -1 to 1."""
    lead: float
    """Points by which the line that was best leads the best other one."""
    error: float
    """Its standard error, over the same worlds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The order of the lines, and what becomes of it."""

    lines: tuple[Ranked, ...]
    """Best first."""
    lead: float
    """Points by which the first leads the second."""
    error: float
    kept: float
    """The share of shifts in which the best line stays the best; 1 without any."""
    tau: float
    """Their mean correlation; 1 without any."""
    least: float
    """The least correlation of any shift; 1 without any."""
    shifts: tuple[Shift, ...]
    """By param, down before up; a param at the end of its range only moves inwards."""


def kendall(before: Sequence[float], after: Sequence[float]) -> float:
    """Return Kendall's rank correlation: pairs in the same order less those turned.

    Out of the pairs that were apart before; 1 where none was.
    """
    first, second = (np.sign(np.subtract.outer(row, row)) for row in (before, after))
    pairs = np.count_nonzero(first)
    return float((first * second).sum() / pairs) if pairs else 1.0


def ranking_of(
    names: Sequence[str],
    base: Array,
    params: Sequence[Varied],
    shifted: Mapping[str, Array],
) -> Ranking:
    """Rank lines by their mean score, as it stands and after each shift.

    Args:
        names: L lines, at least 2.
        base: (L, W) their scores.
        params: what was moved.
        shifted: by param, (2, L, W) their scores with it moved down and up.
    """
    means = base.mean(axis=1)
    order = sorted(range(len(names)), key=lambda row: (-means[row], names[row]))
    first = order[0]
    lead, error = _lead(base, first)
    shifts = [
        _shift(param, now, scores, names=names, before=means, first=first)
        for param in params
        for now, scores in zip((param.less, param.more), shifted[param.id], strict=True)
        if now != param.value
    ]
    taus = [row.tau for row in shifts] or [1.0]
    kept = [row.best == names[first] for row in shifts] or [True]
    return Ranking(
        lines=tuple(
            Ranked(
                policy=names[row],
                score=float(means[row]),
                error=standard_error(base[row]),
            )
            for row in order
        ),
        lead=lead,
        error=error,
        kept=float(np.mean(kept)),
        tau=float(np.mean(taus)),
        least=min(taus),
        shifts=tuple(shifts),
    )


def standard_error(values: Array) -> float:
    """Return the standard error of a mean over at least 2 worlds, (W,)."""
    return float(np.sqrt(values.var(ddof=1) / values.size))


def _shift(
    param: Varied,
    now: float,
    scores: Array,
    *,
    names: Sequence[str],
    before: Array,
    first: int,
) -> Shift:
    means = scores.mean(axis=1)
    lead, error = _lead(scores, first)
    # Of lines that are level the one that was best stays it.
    best = first if lead >= 0.0 else int(np.argmax(means))
    return Shift(
        param=param.id,
        was=param.value,
        now=now,
        best=names[best],
        tau=kendall(before.tolist(), means.tolist()),
        lead=lead,
        error=error,
    )


def _lead(scores: Array, first: int) -> tuple[float, float]:
    """Return by how much a line leads the best other one, and the error of that."""
    others = scores.mean(axis=1)
    others[first] = -np.inf
    apart = scores[first] - scores[int(np.argmax(others))]
    return float(apart.mean()), standard_error(apart)

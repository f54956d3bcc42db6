"""Timing and printing shared by the benchmarks: medians beside the bars."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

REPEATS = 7
"""The least number of interleaved repeats behind a published figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number and what it must reach."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False
    """The bar is a minimum rather than a maximum."""
    spread: tuple[float, float] | None = None
    """The smallest and the largest repeat."""

    @property
    def kept(self) -> bool | None:
        """Tell whether the bar is kept; None without a bar."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def interleaved(
    calls: Mapping[str, Callable[[], object]],
    repeats: int = REPEATS,
) -> dict[str, list[float]]:
    """Time every call once in each round, so that load hits all alike.

    One round before the first warms up and is not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(repeats + 1):
        for name, call in calls.items():
            spent = seconds(call)
            if turn:
                times[name].append(spent)
    return times


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value at a share of the sorted list, the nearest one."""
    ordered = sorted(values)
    return ordered[round((len(ordered) - 1) * share)]


def figure(
    name: str,
    values: Sequence[float],
    unit: str,
    bar: float | None = None,
    *,
    at_least: bool = False,
) -> Figure:
    """Return the median of several repeats with its spread."""
    return Figure(
        name=name,
        value=statistics.median(values),
        unit=unit,
        bar=bar,
        at_least=at_least,
        spread=(min(values), max(values)),
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print a table: the figure, its spread, the bar and whether it is kept."""
    sys.stdout.write(f"{title}\n")
    for row in figures:
        spread = bar = ""
        if row.spread is not None and row.spread[0] != row.spread[1]:
            spread = f"[{_number(row.spread[0])} to {_number(row.spread[1])}]"
        if row.bar is not None:
            sign = ">=" if row.at_least else "<="
            verdict = "kept" if row.kept else "MISSED"
            bar = f"bar {sign} {_number(row.bar)}: {verdict}"
        line = f"  {row.name:<52} {_number(row.value):>10} {row.unit:<6}"
        sys.stdout.write(f"{line} {spread:<22} {bar}".rstrip() + "\n")
    sys.stdout.flush()

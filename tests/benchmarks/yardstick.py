"""How fast this machine is: the milliseconds in which a bare application paints.

The bars in milliseconds are for a machine on which it takes 416. Elsewhere they
scale with that figure, measured beside.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence

from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.pseudoterminal import Pseudoterminal

SIZE = (120, 40)
PAINT = 416.0
"""Milliseconds in which it paints where the bars were set."""


def paint() -> float:
    """Return the milliseconds until a bare application's first paint."""
    command = [sys.executable, "-m", "tests.benchmarks.bare"]
    terminal = Pseudoterminal(command, *SIZE)
    try:
        first, _ = terminal.start("Ready 1")
        terminal.leave("ctrl+q")
    finally:
        terminal.end()
    return first


def scale(paints: Sequence[float]) -> float:
    """Return what a bar in milliseconds is to be multiplied with here."""
    return statistics.median(paints) / PAINT


def row(paints: Sequence[float]) -> Figure:
    """Return the line that tells by what the bars of a table are scaled."""
    return figure(f"a bare application paints (bars: {PAINT:.0f})", paints, "ms")

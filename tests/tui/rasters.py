"""What the charts look like: `python -m tests.tui.rasters` draws them anew.

One file for each chart, at three sizes and in ASCII. Read the difference before it
is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from game.tui.cells import Row, Span
from game.tui.charts import (
    FanChart,
    bar,
    fan_rows,
    marks_over,
    pipeline_rows,
    sparkline,
)
from game.tui.glyphs import ASCII, UNICODE, Glyphs

FOLDER = Path(__file__).parent / "rasters"
SIZES = ((29, 6), (56, 14), (96, 24))
HISTORY = (44.0, 47.0, 46.0, 52.0, 55.0, 51.0, 50.0)
MARKS = (False, False, True, False, False, True, False)


def fan(months: int = 12) -> FanChart:
    """Return a fan that opens upwards, with its two narrower bands."""
    middle = tuple(50.0 + k for k in range(months + 1))

    def around(down: float, up: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return (
            tuple(m - down * k for k, m in enumerate(middle)),
            tuple(m + up * k for k, m in enumerate(middle)),
        )

    low, high = around(1.0, 2.0)
    return FanChart(
        history=HISTORY,
        low=low,
        middle=middle,
        high=high,
        hold=tuple(50.0 - k / 2 for k in range(months + 1)),
        within=(around(0.5, 1.0), around(0.2, 0.4)),
    )


def _fan(width: int, height: int, glyphs: Glyphs) -> list[Row]:
    return fan_rows(fan(), width, height, glyphs, "now")


def _history(width: int, height: int, glyphs: Glyphs) -> list[Row]:
    del height
    cells = width // 4
    return [
        Row((Span(marks_over(MARKS, cells, glyphs.event)),)),
        Row((Span(sparkline(HISTORY, cells, glyphs)),)),
    ]


def _bars(width: int, height: int, glyphs: Glyphs) -> list[Row]:
    del height
    return [Row(bar(share / 4, width // 2, glyphs)) for share in range(5)]


def _pipeline(width: int, height: int, glyphs: Glyphs) -> list[Row]:
    amounts = (0.4, 1.6, 3.1, 2.8, 1.9, 1.1, 0.6, 0.3)
    return pipeline_rows(
        amounts, [f"{amount:.1f}" for amount in amounts], width, height, glyphs
    )


CHARTS: Mapping[str, Callable[[int, int, Glyphs], list[Row]]] = {
    "fan": _fan,
    "history": _history,
    "bars": _bars,
    "pipeline": _pipeline,
}


def drawn(name: str) -> str:
    """Return a chart at every size, in Unicode and in ASCII, as text."""
    return "\n".join(_parts(CHARTS[name]))


def _parts(draw: Callable[[int, int, Glyphs], list[Row]]) -> Iterator[str]:
    for glyphs, kind in ((UNICODE, "all signs"), (ASCII, "ASCII")):
        for width, height in SIZES:
            yield f"--- {width} x {height}, {kind}"
            yield from (row.text.rstrip() for row in draw(width, height, glyphs))
    yield ""


def main() -> None:
    """Draw all charts into their files."""
    for name in CHARTS:
        (FOLDER / f"{name}.txt").write_text(drawn(name), encoding="utf-8")


if __name__ == "__main__":
    main()

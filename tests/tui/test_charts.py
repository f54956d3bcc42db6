"""The charts as text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.report.figures import shown
from game.tui.cells import Look, width_of
from game.tui.charts import (
    FanChart,
    bar,
    fan_rows,
    limits,
    marks_over,
    pipeline_rows,
    sparkline,
)
from game.tui.charts.fan import seen
from game.tui.draw.gauges import because, ends_of
from game.tui.glyphs import ASCII, UNICODE, Glyphs, fits, to_ascii
from tests.tui.fakes import FakeGame
from tests.tui.rasters import CHARTS, FOLDER, SIZES, drawn, fan

VALUES = st.floats(-1e6, 1e6, allow_nan=False)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_fan_fills_its_box(size: tuple[int, int], glyphs: Glyphs) -> None:
    """A fan has exactly the lines asked for, each of exactly the width."""
    rows = fan_rows(fan(), *size, glyphs, "now")
    assert len(rows) == size[1]
    assert {width_of(row.text) for row in rows} == {size[0]}


def test_fan_in_ascii_is_ascii() -> None:
    """Without Unicode the fan still shows band, median, hold and history."""
    text = "\n".join(row.text for row in fan_rows(fan(), 56, 14, ASCII, "now"))
    assert text.isascii()
    assert all(sign in text for sign in ".:%=o-")
    assert "now" in text
    assert "+12" in text


def test_the_median_stays_inside_the_band() -> None:
    """In every column ahead the median is drawn on or between the band's edges."""
    rows = fan_rows(fan(), 56, 14, ASCII, "now")[:-1]
    for column in range(30, 55):
        signs = "".join(row.text[column] for row in rows)
        ahead = signs.strip(" o")
        assert "=" in ahead
        assert set(ahead) <= set(".:%=o"), signs


@given(
    st.lists(VALUES, min_size=1, max_size=20),
    st.lists(VALUES, min_size=1, max_size=20),
    st.integers(1, 60),
    st.integers(1, 20),
)
def test_fan_never_fails(
    history: list[float], ahead: list[float], width: int, height: int
) -> None:
    """Any numbers in any box give a raster of that box's height."""
    series = tuple(ahead)
    made = FanChart(
        history=tuple(history), low=series, middle=series, high=series, hold=()
    )
    rows = fan_rows(made, width, height, UNICODE, "now")
    assert len(rows) == height
    assert all(width_of(row.text) <= width for row in rows)


@pytest.mark.parametrize("name", CHARTS)
def test_charts_look_as_they_did(name: str) -> None:
    """Each chart at each size is drawn as its file says."""
    assert drawn(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("height", [3, 4, 6])
def test_a_small_fan_has_numbers_and_turns(height: int, glyphs: Glyphs) -> None:
    """As small as in a room of 80 by 24, both ends and the turns can be read."""
    rows = fan_rows(fan(), 29, height, glyphs, "now")
    assert "now" in rows[-1].text
    assert "+12" in rows[-1].text
    numbers = [row.text.split(glyphs.tick)[0].strip() for row in rows[:-1]]
    shown = [float(number) for number in numbers if number.lstrip("-").isdigit()]
    assert len(shown) >= min(height - 1, 2)
    assert shown == sorted(shown, reverse=True)
    low, high = limits(fan())
    assert all(low <= number <= high for number in shown)
    if height > 3:  # one line alone has a single number
        lowest, highest = seen(fan())
        assert (shown[-1], shown[0]) == (round(lowest), round(highest))


@given(st.lists(st.floats(0, 100), min_size=2, max_size=13), st.integers(3, 20))
@settings(deadline=None)
def test_a_fan_that_rises_is_drawn_rising(steps: list[float], height: int) -> None:
    """The median of a series that only rises never goes down on the picture."""
    series = tuple(sorted(steps))
    made = FanChart(history=series[:1], low=series, middle=series, high=series, hold=())
    rows = fan_rows(made, 40, height, ASCII, "now")[:-1]
    margin = rows[0].text.index(ASCII.tick) + 1
    at = [
        max((n for n, row in enumerate(rows) if row.text[column] == "="), default=None)
        for column in range(margin, 40)
    ]
    seen = [line for line in at if line is not None]
    assert seen == sorted(seen, reverse=True)


@given(st.lists(VALUES, min_size=1, max_size=20), st.integers(2, 20))
@settings(deadline=None)
def test_bands_lie_one_within_the_other(spread: list[float], height: int) -> None:
    """Going out from the median a column gets lighter, never darker."""
    wide = [abs(value) / 1e6 for value in spread]
    middle = tuple(0.0 for _ in wide)

    def around(share: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return tuple(-share * w for w in wide), tuple(share * w for w in wide)

    low, high = around(1.0)
    made = FanChart(
        history=(0.0,),
        low=low,
        middle=middle,
        high=high,
        hold=(),
        within=(around(0.5), around(0.2)),
    )
    rows = fan_rows(made, 40, height, ASCII, "now")
    depth = {sign: n for n, sign in enumerate(ASCII.bands)}
    for column in range(10, 40):
        signs = [row.text[column] for row in rows if row.text[column:]]
        depths = [depth[sign] for sign in signs if sign in depth]
        peak = depths.index(max(depths)) if depths else 0
        assert depths[:peak] == sorted(depths[:peak])
        assert depths[peak:] == sorted(depths[peak:], reverse=True)


@given(
    st.lists(st.floats(-100, 100), max_size=15), st.integers(0, 60), st.integers(0, 20)
)
@settings(deadline=None)
def test_a_pipeline_stays_in_its_box(
    amounts: list[float], width: int, height: int
) -> None:
    """Never wider or taller than asked; what is more has no shorter bar."""
    texts = [f"{amount:.1f}" for amount in amounts]
    rows = pipeline_rows(amounts, texts, width, height, UNICODE)
    assert len(rows) <= height
    assert all(width_of(row.text) <= width for row in rows)
    if len(amounts) <= height:
        bars = [row.text.count(UNICODE.full) for row in rows]
        order = sorted(range(len(bars)), key=lambda n: abs(amounts[n]))
        assert [bars[n] for n in order] == sorted(bars)


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 20))
def test_marks_stand_over_their_values(marks: list[bool], cells: int) -> None:
    """The marks have the width of the sparkline, each over its own value."""
    line = marks_over(marks, cells, "!")
    assert width_of(line) == cells
    values = sparkline([float(n) for n in range(len(marks))], cells, UNICODE)
    for mark, value in zip(line, values, strict=True):
        assert mark == " " or value != " "
    assert line.count("!") == sum(marks[-cells:] if cells else [])


@given(st.floats(-1, 2), st.integers(0, 40))
def test_bar_is_as_long_as_asked(share: float, cells: int) -> None:
    """A bar takes its cells, and more share is never a shorter bar."""
    text = "".join(span.text for span in bar(share, cells, UNICODE))
    more = "".join(span.text for span in bar(share + 0.2, cells, UNICODE))
    assert width_of(text) == cells
    assert text.count("█") <= more.count("█")


@given(st.lists(VALUES, max_size=30), st.integers(0, 20))
def test_sparkline_is_as_long_as_asked(values: list[float], cells: int) -> None:
    """A sparkline takes its cells, and its highest value its highest sign."""
    text = sparkline(values, cells, UNICODE)
    assert width_of(text) == cells
    shown = values[-cells:] if cells else []
    if shown and max(shown) > min(shown):
        at = text.strip()[shown.index(max(shown))]
        assert at == UNICODE.sparks[-1]


@given(st.lists(st.floats(-9e3, 9e3), min_size=1, max_size=30), st.integers(30, 90))
def test_a_history_tells_between_what_it_runs(past: list[float], cells: int) -> None:
    """Its own lowest and highest value, of the turns in view; whole or not at all."""
    game = FakeGame()
    game.end_month()
    gauge = replace(game.room().gauges[0], text="12.5 points", history=tuple(past))
    line = because([gauge], Look("en", UNICODE), cells)[0].text
    assert width_of(line) <= cells
    low, high = (shown(end(past[-12:]), 1) for end in (min, max))
    told = f" {low}..{high}" if low != high else ""
    assert ends_of(past[-12:], gauge.text) == told.strip()
    if cells == 90:
        assert line.endswith(told)
    else:
        assert ".." not in line or line.endswith(told)


def test_encodings_are_told_apart() -> None:
    """Only an encoding that carries the glyphs gets them."""
    assert fits("utf-8")
    assert not fits("ascii")
    assert not fits("latin-1")
    assert not fits("no-such-encoding")


@given(st.text())
def test_ascii_text_is_ascii(text: str) -> None:
    """Whatever a scenario says, the ASCII face prints only ASCII."""
    assert to_ascii(text).isascii()


@pytest.mark.parametrize("now", ["now", "지금"])
@pytest.mark.parametrize("size", [(31, 5), (40, 8), (62, 12)])
def test_the_axis_of_turns_is_as_wide_in_every_script(
    size: tuple[int, int], now: str
) -> None:
    """A wide word moves no mark out of the box: the last turn stays readable."""
    rows = fan_rows(fan(), *size, UNICODE, now)
    assert width_of(rows[-1].text) == size[0]
    assert now in rows[-1].text
    assert rows[-1].text.endswith("+12")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("height", [6, 14, 24])
def test_what_has_one_value_a_month_has_no_band(glyphs: Glyphs, height: int) -> None:
    """A chance is a line; a range that opens later is shaded only from there on."""
    middle = tuple(30.0 + 3 * k for k in range(7))
    chart = FanChart(history=(30.0,), low=middle, middle=middle, high=middle, hold=())

    def shaded(chart: FanChart) -> list[tuple[int, str]]:
        rows = fan_rows(chart, 60, height, glyphs, "now")
        spans = [span for row in rows for span in row.spans]
        return [(len(s.text), s.tone) for s in spans if s.tone.endswith("band")]

    assert not shaded(chart)
    assert shaded(replace(chart, high=(*middle[:-1], middle[-1] + 9)))

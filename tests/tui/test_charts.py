"""The charts as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.tui.cells import width_of
from game.tui.charts import FanChart, bar, fan_rows, sparkline
from game.tui.glyphs import ASCII, UNICODE, Glyphs, fits, to_ascii

SIZES = ((28, 5), (56, 14), (96, 24))
VALUES = st.floats(-1e6, 1e6, allow_nan=False)


def chart(months: int = 12) -> FanChart:
    """Return a fan that opens upwards."""
    middle = tuple(50.0 + k for k in range(months + 1))
    return FanChart(
        history=(44.0, 47.0, 46.0, 50.0),
        low=tuple(m - k for k, m in enumerate(middle)),
        middle=middle,
        high=tuple(m + 2 * k for k, m in enumerate(middle)),
        hold=tuple(50.0 - k / 2 for k in range(months + 1)),
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_fan_fills_its_box(size: tuple[int, int], glyphs: Glyphs) -> None:
    """A fan has exactly the lines asked for, each of exactly the width."""
    rows = fan_rows(chart(), *size, glyphs, "now")
    assert len(rows) == size[1]
    assert {width_of(row.text) for row in rows} == {size[0]}


def test_fan_in_ascii_is_ascii() -> None:
    """Without Unicode the fan still shows band, median, hold and history."""
    text = "\n".join(row.text for row in fan_rows(chart(), 56, 14, ASCII, "now"))
    assert text.isascii()
    assert all(sign in text for sign in ":=.-")
    assert "now" in text
    assert "+12" in text


def test_the_median_stays_inside_the_band() -> None:
    """In every column ahead the median is drawn on or between the band's edges."""
    rows = fan_rows(chart(), 56, 14, ASCII, "now")[:-1]
    for column in range(30, 55):
        signs = "".join(row.text[column] for row in rows)
        drawn = signs.strip(" .")
        assert "=" in drawn
        assert set(drawn) <= set(":=."), signs


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

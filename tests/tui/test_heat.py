"""The heat map as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.tui.cells import width_of
from game.tui.charts import heat_rows
from game.tui.charts.heat import shade
from game.tui.glyphs import ASCII, UNICODE, Glyphs
from tests.tui.rasters import relations


@given(
    st.integers(0, 80),
    st.integers(0, 12),
    st.sampled_from([UNICODE, ASCII]),
    st.none() | st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
@settings(deadline=None)
def test_a_heat_map_stays_in_its_box(
    width: int, height: int, glyphs: Glyphs, at: tuple[int, int] | None
) -> None:
    """No row is wider than asked, and there are no more rows than asked."""
    rows = heat_rows(relations(), width, height, glyphs, at)
    assert len(rows) <= height
    assert all(width_of(row.text) <= width for row in rows)


@given(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(24, 60))
@settings(deadline=None)
def test_the_cell_under_the_cursor_is_in_view(at: tuple[int, int], width: int) -> None:
    """What does not fit is scrolled to the cursor, and its cell can be clicked."""
    rows = heat_rows(relations(), width, 4, UNICODE, at)
    drawn = {span.pick for row in rows for span in row.spans}
    assert f"{at[0]}:{at[1]}" in drawn
    assert sum(row.text.count(UNICODE.cursor) for row in rows) == 1


@given(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_more_is_never_lighter(one: float, other: float) -> None:
    """The higher of two values has the darker shade, or the same."""
    low, high = sorted((one, other))
    for glyphs in (UNICODE, ASCII):
        lighter = glyphs.shades.index(shade(low, (-100.0, 100.0), glyphs))
        darker = glyphs.shades.index(shade(high, (-100.0, 100.0), glyphs))
        assert lighter <= darker


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_value_is_written_in_its_cell(glyphs: Glyphs) -> None:
    """Where there is room, each number stands in its row, beside its shade."""
    heat = relations()
    rows = heat_rows(heat, 80, 7, glyphs)[1:]
    for line, row in enumerate(rows):
        cells: dict[str, str] = {}
        for span in row.spans:
            cells[span.pick] = cells.get(span.pick, "") + span.text
        for column, value in enumerate(heat.values[line]):
            if value is not None:
                sign, _, number = cells[f"{line}:{column}"][1:].rpartition(" ")
                assert number == heat.texts[line][column]
                assert set(sign.rstrip()) <= {shade(value, heat.scale, glyphs)}

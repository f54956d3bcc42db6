"""Laying text out by cells, double-width characters included."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.tui.cells import (
    Look,
    Span,
    cut,
    filled,
    fit,
    in_words,
    paragraph,
    right,
    row,
    two_sides,
    width_of,
    wrap,
)
from game.tui.charts import bar, sparkline
from game.tui.draw.gauges import bare, shared_words
from game.tui.glyphs import ASCII, UNICODE

WORDS = st.text(alphabet="ab 가나다漢🙂é-", max_size=60)
CELLS = st.integers(2, 50)


@given(WORDS, CELLS)
def test_fit_and_right_fill_exactly(text: str, cells: int) -> None:
    """A fitted text takes exactly the cells it was given."""
    assert width_of(fit(text, cells)) == cells
    assert width_of(right(text, cells)) == cells


@given(WORDS, CELLS)
def test_cut_is_marked_or_whole(text: str, cells: int) -> None:
    """A cut text never exceeds its cells, and is whole or shows the cut."""
    shown = cut(text, cells)
    assert width_of(shown) <= cells
    assert shown == text or shown.endswith("…")


@given(WORDS, CELLS)
def test_wrap_loses_nothing(text: str, cells: int) -> None:
    """Wrapping keeps every character but spaces and never exceeds the width."""
    lines = wrap(text, cells)
    assert all(width_of(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(12, 50))
def test_paragraph_keeps_its_indent(text: str, cells: int) -> None:
    """Every line of a paragraph starts at the same cell."""
    rows = paragraph(text, cells, first="lead  ", indent=3)
    assert {width_of(row.spans[0].text) for row in rows} == {6}
    assert all(width_of(row.text) <= cells for row in rows)


@given(WORDS, WORDS, st.integers(30, 90))
def test_two_sides_keep_the_end(left: str, end: str, cells: int) -> None:
    """The right side is whole and ends at the edge, whatever the left says."""
    short = cut(end, 20)
    line = two_sides([Span(left)], [Span(short)], cells).text
    assert line.endswith(short)
    assert width_of(line) == cells


def test_units_give_way_on_the_board() -> None:
    """Words of a unit are left out where space is short; signs and ranges stay."""
    assert bare("3400 thousand rounds", "en") == "3400 thousand"
    assert bare("0.6 bn USD", "en") == "0.6 bn"
    assert bare("340만", "ko") == "340만"
    assert bare("12 억", "ko") == "12 억"
    assert bare("-2.5 points", "en") == "-2.5"
    assert bare("25 per cent", "en") == "25"
    assert bare("12 %", "en") == "12 %"
    assert bare("35점", "ko") == "35"
    assert bare("30~46점", "ko") == "30~46"
    assert bare("30 to 46 points", "en") == "30 to 46"
    assert bare("none", "en") == "none"


def test_shared_words_are_said_once() -> None:
    """What all labels begin with becomes the title, but never a whole label."""
    assert shared_words(["Ties with us", "Ties with them"]) == "Ties with"
    assert shared_words(["Ties", "Ties"]) == ""
    assert shared_words(["Ties with us"]) == ""


@given(
    st.integers(0, 9),
    st.lists(st.integers(1, 5), max_size=6),
    st.integers(0, 30),
)
def test_what_fills_a_screen_fits_and_is_told_apart(
    first: int, sizes: list[int], lines: int
) -> None:
    """The rows stay as they are; blocks come whole, in order, and never too many."""
    rows = [row(f"own {n}") for n in range(first)]
    blocks = [[row(f"other {n}")] * size for n, size in enumerate(sizes)]
    full = filled(rows, blocks, Look("en", UNICODE), (20, lines))
    assert full[:first] == rows
    assert len(full) <= max(first, lines)
    told = [one.text for one in full if one.aside]
    whole = [one.text for block in blocks for one in block]
    assert told == whole[: len(told)]
    assert len(told) in {sum(sizes[:n]) for n in range(len(sizes) + 1)}
    assert all(in_words(one) == "" for one in full[first:])


@given(
    st.floats(0, 1),
    st.lists(st.floats(0, 9), min_size=2, max_size=9),
    st.sampled_from("▸>"),
)
def test_no_bar_is_read_out(share: float, past: list[float], cursor: str) -> None:
    """In Unicode and in ASCII a row says its words, without bar, history and cursor."""
    for glyphs in (UNICODE, ASCII):
        course = Span(f" {sparkline(past, len(past), glyphs)} ")
        drawn = (*bar(share, 8, glyphs), course)
        told = row(Span(f"{cursor} ", "key"), "Approval 49..82 = ", *drawn)
        assert in_words(told) == "Approval 49..82 ="


@given(st.lists(st.sampled_from(["a", "word", "12 %", "(7 %),", "서울", "3"])))
def test_a_number_keeps_its_sign_of_percent(words: list[str]) -> None:
    """No line begins with the sign, and nothing is lost."""
    for cells in range(7, 30):
        lines = wrap(" ".join(words), cells)
        assert not any(line.startswith("%") for line in lines)
        assert all(width_of(line) <= cells for line in lines)
        assert " ".join(lines) == " ".join(words)

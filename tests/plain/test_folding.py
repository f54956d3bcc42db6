"""Long lines are folded at words and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.plain.folding import fold
from game.plain.leaving import resuming
from game.text import Command, cells

WORDS = st.lists(st.text("abc한글é", min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, st.integers(0, 6), st.integers(20, 100))
def test_folding_keeps_every_word_in_its_place(
    words: list[str], indent: int, width: int
) -> None:
    """The words come back in order, indented alike, and no line is too wide."""
    line = " " * indent + " ".join(words)
    rows = list(fold(line, width))
    assert " ".join(rows).split() == words
    assert all(row.startswith(" " * indent) for row in rows)
    assert all(cells(row) <= width or " " not in row.strip() for row in rows)


def test_a_wide_character_takes_two_cells() -> None:
    """Hangul is two cells wide; an accent of its own takes none."""
    assert cells("한글ab") == 6
    assert cells("e\u0301") == 1


def test_an_empty_line_stays() -> None:
    """A blank line is a blank line."""
    assert list(fold("", 80)) == [""]


def test_a_command_to_be_copied_stays_one_line() -> None:
    """It says of itself that it is one: the same words of a sentence are folded."""
    words = "grave-concern --data-dir '/a long/folder of games' resume ferry-1 --plain"
    assert list(fold(Command(words), 20)) == [words]
    assert len(list(fold(words, 20))) > 1


def test_what_goes_on_with_a_game_is_a_command() -> None:
    """So it is left whole wherever it is written."""
    assert isinstance(resuming(None, "ferry-1"), Command)

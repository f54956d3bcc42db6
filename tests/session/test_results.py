"""What finished games came to: judged once, and never wrong for a bad file."""

from __future__ import annotations

import shutil

import pytest

from game.session import Table
from game.session.places import example_path
from game.session.results import _FILE as FILE


def finish(table: Table, name: str, lines: tuple[str, ...] = ()) -> tuple[int, int]:
    """Play a game to its end; return its mandate and par."""
    with table.new(seed=3, name=name) as game:
        for line in lines:
            game.stage(line)
        while not game.is_over:
            game.end_month()
        review = game.review()
    return review.mandate, review.par


def test_the_best_of_the_finished_games_is_told(table: Table) -> None:
    """The margin is that of the review; open games and forks with hindsight are out."""
    assert table.results(table.scenarios(), table.games()) == {}
    mandate, par = finish(table, "one")
    table.new(seed=4, name="open").close()
    found = table.results(table.scenarios(), table.games())["ferry"]
    assert (found.finished, found.margin, found.level) == (1, mandate - par, 3)
    assert len(found.endings) == 1 <= found.of
    other = finish(table, "two", ("speech",))
    best = max(mandate - par, other[0] - other[1])
    assert table.results(table.scenarios(), table.games())["ferry"].margin == best
    with table.fork("one", 2).game as fork:
        while not fork.is_over:
            fork.end_month()
    assert table.results(table.scenarios(), table.games())["ferry"].finished == 2


def test_the_example_is_nobodys_best(table: Table) -> None:
    """The saved game that is shipped counts for no player, whatever it is called."""
    table.saves.mkdir(exist_ok=True)
    shutil.copy(example_path(), table.saves / "copied.chronicle")
    assert [game.state for game in table.games()] == ["over"]
    assert table.results(table.scenarios(), table.games()) == {}
    finish(table, "example")
    assert table.results(table.scenarios(), table.games())["ferry"].finished == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1}', '{"a": {"mandate": "x", "par": 1, "kept": 0}}']
)
def test_a_bad_file_of_results_is_made_anew(table: Table, text: str) -> None:
    """What is kept beside the games is only a memory: it may be lost or spoilt."""
    finish(table, "one")
    good = table.results(table.scenarios(), table.games())
    (table.saves / FILE).write_text(text, encoding="utf-8")
    assert table.results(table.scenarios(), table.games()) == good

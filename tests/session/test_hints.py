"""Hints while a game is played: what is told when, and that it moves nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.report.hints import learned_by, next_hint, tool_hints
from game.session import Game, Table

HINTS = """
[hints.first]
text = { en = "The letter lies on the desk." }
about = "letter"
to_turn = 1
rank = 5

[hints.spoke]
text = { en = "You spoke, and were heard." }
when = "since(speech) == 1"
from_turn = 2
"""


def told(game: Game) -> list[str]:
    """Return the ids of the story's hints that hold now."""
    return [hint.id for hint in game.hints()]


@pytest.fixture
def hinting(table: Table) -> Table:
    """Return the table with a ferry that hints beside the one that does not."""
    folder = table.saves / "scenarios"
    text = (folder / "ferry.toml").read_text(encoding="utf-8")
    (folder / "kind.toml").write_text(
        text.replace('id = "ferry"', 'id = "kind"', 1) + HINTS, encoding="utf-8"
    )
    return table


def test_hints_follow_the_turn_and_what_was_done(hinting: Table) -> None:
    """The first stands with its card; the second only after the deed."""
    with hinting.new("kind", seed=3) as game:
        assert told(game) == ["kind.first"]
        assert game.hints()[0].about
        game.stage("speech")
        game.end_month()
        assert told(game) == ["kind.spoke"]
        game.end_month()
        assert told(game) == []
    with hinting.new("kind", seed=3) as game:
        game.end_month()
        assert told(game) == []


def test_a_game_is_the_same_with_hints(hinting: Table) -> None:
    """Asking for hints, or having any, changes no digest."""
    digests: list[list[str]] = []
    for scenario in ("ferry", "kind"):
        with hinting.new(scenario, seed=7) as game:
            found = [game.digest()]
            while not game.is_over:
                if scenario == "kind":
                    told(game)
                if game.turn == 1:
                    game.stage("speech")
                game.end_month()
                found.append(game.digest())
            digests.append(found)
    assert digests[0] == digests[1]


def test_the_tools_speak_of_the_room(table: Table) -> None:
    """What is told of the tools names the player's own numbers, in both faces."""
    with table.new(seed=3) as game:
        room = game.room()
        for by_lines in (False, True):
            hints = {h.id: h for h in tool_hints(room, "en", by_lines=by_lines)}
            assert f"you have {room.capital:g}." in hints["tool.capital"].text
            assert room.cards[0].title in hints["tool.answers"].text
            assert not any("{" in hint.text for hint in hints.values())
            assert "tool.why" not in hints
        game.end_month()
        hints = {h.id: h for h in tool_hints(game.room(), "ko", by_lines=True)}
        assert not any("{" in hint.text for hint in hints.values())


def test_a_hint_is_told_once_lowest_rank_first(table: Table) -> None:
    """Each hint comes after the one before it was read, and then there is none."""
    with table.new(seed=3) as game:
        hints = list(tool_hints(game.room(), "en", by_lines=False))
    read: set[str] = set()
    ranks = []
    while (found := next_hint(hints, read)) is not None:
        ranks.append(found.rank)
        read.add(found.id)
    assert ranks == sorted(ranks)
    assert read == {hint.id for hint in hints}


def test_a_deed_teaches_its_hint() -> None:
    """What somebody has done need not be told."""
    assert learned_by("compare") == {"tool.compare"}
    assert learned_by("nothing") == frozenset()


def test_the_first_months_of_june_explain_themselves(tmp_path: Path) -> None:
    """Each of the first three months has a word on its story, after what was done."""
    source = Path(__file__).parents[2] / "scenarios"
    shutil.copytree(source, tmp_path / "scenarios")
    with Table(data_dir=tmp_path).new("seoul-2024", seed=5) as game:
        assert "seoul-2024.the_word" in told(game)
        game.stage("reconsider name_condition")
        game.end_month()
        assert "seoul-2024.condition_stands" in told(game)
        assert "seoul-2024.word_left_open" not in told(game)
        game.end_month()
        assert "seoul-2024.what_comes" in told(game)
        game.end_month()
        assert told(game) == []

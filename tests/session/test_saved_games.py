"""Saved games: nothing is overwritten, deleting has a way back, a list is a tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.chronicle import read
from game.errors import (
    BusyGameError,
    ChoiceError,
    ChronicleError,
    DamagedGameError,
    ExistingGameError,
    MissingGameError,
)
from game.report.lineage import in_tree
from game.report.shelved import GameView
from game.session import Table


def made(table: Table, name: str, months: int = 0) -> Path:
    """Play a short game and return its file."""
    with table.new(seed=3, name=name) as game:
        for _ in range(months):
            game.end_month()
    return table.saves / f"{name}.chronicle"


def test_a_renamed_game_is_the_same_game(table: Table) -> None:
    """The bytes move, forks still know their parent, and no name is taken over."""
    content = made(table, "one").read_bytes()
    table.fork("one", 1, name="fork").game.close()
    made(table, "two")
    path = table.saved_games.rename("one", "three")
    assert path.read_bytes() == content
    assert {view.name: view.parent for view in table.games()}["fork"] == "three"
    with pytest.raises(ExistingGameError):
        table.saved_games.rename("three", "two")
    with pytest.raises(MissingGameError):
        table.saved_games.rename("one", "four")
    with pytest.raises(ChronicleError):
        table.saved_games.rename("two", "../two")
    assert not (table.saves / "one.chronicle").exists()


@pytest.mark.parametrize("level", [2, 3])
def test_a_listed_game_names_its_level(table: Table, level: int) -> None:
    """By the name that its own crisis gives it, and by none that it does not have."""
    table.new(seed=3, name="one", level=level).close()
    (view,) = table.games()
    assert (view.level, view.level_label) == (level, ["Easy", "Even"][level - 2])


def test_only_games_are_taken_away(table: Table, tmp_path: Path) -> None:
    """A file of another kind is no game, whoever names it."""
    letter = tmp_path / "letter.txt"
    letter.write_text("dear", encoding="utf-8")
    with pytest.raises(MissingGameError):
        table.saved_games.delete(str(letter))
    with pytest.raises(MissingGameError):
        table.saved_games.rename(str(letter), "game")
    assert letter.read_text("utf-8") == "dear"


def test_a_deleted_game_comes_back_whole(table: Table) -> None:
    """Deleting keeps every byte; names that were taken meanwhile are not touched."""
    content = made(table, "one", 1).read_bytes()
    assert table.saved_games.delete("one") == "one"
    assert table.games() == ()
    made(table, "one")
    assert table.saved_games.delete("one") == "one-2"
    assert {view.name for view in table.saved_games.deleted()} == {"one", "one-2"}
    assert table.saved_games.restore("one").read_bytes() == content
    with pytest.raises(ExistingGameError):
        table.saved_games.restore("one-2", "one")
    assert table.saved_games.restore("one-2", "two").exists()
    assert table.saved_games.deleted() == ()
    for name in ("one-2", "../one", ""):
        with pytest.raises(ChronicleError):
            table.saved_games.restore(name)


def test_a_game_that_is_being_played_stays(table: Table) -> None:
    """Neither renamed nor deleted nor noted in by somebody else."""
    with table.new(seed=3, name="one"):
        for act in (
            lambda: table.saved_games.rename("one", "two"),
            lambda: table.saved_games.delete("one"),
            lambda: table.saved_games.note("one", "words"),
        ):
            with pytest.raises(BusyGameError):
                act()
        assert (table.saves / "one.chronicle").exists()


def test_a_note_is_kept_and_shown(table: Table) -> None:
    """A note is the player's own words at the open month; an empty one is refused."""
    made(table, "one", 2)
    table.saved_games.note("one", "patience pays\x1b[2J ")
    (view,) = table.games()
    assert view.note == "patience pays[2J"
    assert read(table.saves / "one.chronicle").records[-1].payload()["n"] == 3
    for words in ("", " \n", "x" * 10_001):
        with pytest.raises(ChoiceError):
            table.saved_games.note("one", words)
    with table.resume("one") as game:
        game.note("on the way")
        assert game.turn == 3
    assert table.verify("one").ok


def test_an_export_is_every_byte_and_replaces_nothing(
    table: Table, tmp_path: Path
) -> None:
    """A copy goes to a file or into a folder, and never over anything."""
    source = made(table, "one", 1)
    other = tmp_path / "other"
    other.mkdir()
    for target in (other, tmp_path / "copy.chronicle"):
        path, size = table.saved_games.export("one", target)
        assert path.read_bytes() == source.read_bytes()
        assert size == source.stat().st_size
        with pytest.raises(ExistingGameError):
            table.saved_games.export("one", target)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ExistingGameError):
        table.saved_games.export("one", tmp_path / "link")
    assert table.replay(str(tmp_path / "copy.chronicle")).months == 2


def test_a_crash_between_the_two_names_loses_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new name is there before the old one goes."""
    content = made(table, "one").read_bytes()

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", crash)
        with pytest.raises(KeyboardInterrupt):
            table.saved_games.rename("one", "two")
    for name in ("one", "two"):
        assert (table.saves / f"{name}.chronicle").read_bytes() == content
    assert len(table.games()) == 2


def test_where_links_are_unknown_a_move_still_overwrites_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename stands in for the second name."""

    def unknown(*_: object, **__: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", unknown)
    path = table.saves / "one.chronicle"
    path.write_bytes(b"a game")
    (table.saves / "two.chronicle").write_bytes(b"another")
    with pytest.raises(ExistingGameError):
        table.saved_games.rename("one", "two")
    assert table.saved_games.rename("one", "three").read_bytes() == b"a game"
    assert not path.exists()


def test_what_was_lost_is_said_and_a_lost_end_is_written_again(table: Table) -> None:
    """A finished game whose last line was torn is the same file after repairing."""
    path = made(table, "one", 6)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:40])
    told = table.repair_text("one")
    assert told[0].startswith("Found: damage at byte")
    assert "Written again: how the game ended." in told
    assert path.read_bytes() == whole
    assert table.repair_text("one") == ("Nothing was wrong with it.",)
    path.write_bytes(b"".join(lines[:-1]))
    table.resume("one").close()
    assert read(path).records[-1].kind == "end"


def test_damage_in_the_scenario_is_refused_and_the_file_stays(table: Table) -> None:
    """Without its scenario a game cannot be played, so nothing is given up for it."""
    path = made(table, "one", 2)
    content = path.read_bytes()
    place = content.index(b'"k":"scenario"') + 2000
    broken = content[:place] + b"#" * 60 + content[place + 60 :]
    path.write_bytes(broken)
    for act in (table.repair, table.resume):
        with pytest.raises(DamagedGameError, match="in the scenario"):
            act("one")
    assert path.read_bytes() == broken
    assert sorted(table.saves.glob("one.*")) == [path]


def view(name: str, parent: str = "") -> GameView:
    """Return a game by its id, which is its name."""
    return GameView(
        name=name,
        scenario="",
        title="",
        turn=1,
        turns=1,
        date="",
        state="open",
        ending="",
        size=0,
        created="",
        id=name,
        parent_id=parent,
    )


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_every_game_is_in_the_tree_once(pairs: list[tuple[int, int]]) -> None:
    """Whatever files claim of their parents, also in circles, none is lost."""
    views = [view(f"g{n}-{a}", f"g{b}-{b}") for n, (a, b) in enumerate(pairs)]
    views = [
        view(row.name, views[b % len(views)].name if a != b else "")
        for row, (a, b) in zip(views, pairs, strict=True)
    ]
    found = in_tree(views)
    assert sorted(row.name for row in found) == sorted(row.name for row in views)
    seen: dict[str, int] = {}
    for row in found:
        seen[row.name] = row.depth
        assert row.depth == (seen[row.parent] + 1 if row.parent else 0)

"""A code passed on gives the same game, or one sentence saying why not."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.chronicle import GameCode, read, read_code, write_code
from game.cli.main import main
from game.errors import (
    ChoiceError,
    DivergedGameError,
    ExistingGameError,
    GameError,
    ScenarioError,
)
from game.session import Table
from game.session.sharing import share_lines
from game.session.written import decided

FERRY = Path(__file__).parent / "files" / "ferry.toml"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with the ferry on it."""
    (tmp_path / "scenarios").mkdir()
    shutil.copy(FERRY, tmp_path / "scenarios")
    return Table(data_dir=tmp_path)


def play(table: Table, seed: int, picks: list[int], name: str) -> None:
    """Play a game by picks among what is open, three a month."""
    with table.new("ferry", seed=seed, name=name) as game:
        for at in range(0, len(picks), 3):
            if game.is_over:
                break
            for pick in picks[at : at + 3]:
                open_now = game.number_lines()
                if open_now:
                    game.stage(open_now[pick % len(open_now)][0])
            game.end_month()


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**63 - 1), st.lists(st.integers(0, 99), max_size=12))
def test_a_shared_game_is_the_same_game(
    table: Table, seed: int, picks: list[int]
) -> None:
    """Whatever was played, its code gives the same decisions, digests and end."""
    for name in ("one", "two"):
        (table.saves / f"{name}.chronicle").unlink(missing_ok=True)
    play(table, seed, picks, "one")
    shared = table.share("one")
    with table.receive(shared.game, name="two") as game:
        assert game.turn == shared.months + 1
    first, second = (
        read(table.saves / f"{name}.chronicle").records for name in ("one", "two")
    )
    assert [(row.n, row.do, row.defaults, row.s) for row in decided(first)] == [
        (row.n, row.do, row.defaults, row.s) for row in decided(second)
    ]
    assert table.verify("one").digest == table.verify("two").digest
    assert table.share("two") == shared
    assert shared.playable
    replay = table.replay_code(shared.game)
    assert replay.months == table.replay("one").months
    for turn in range(1, shared.months + 1):
        assert replay.frame(turn).expected is not None


def test_a_start_code_begins_the_same_game(table: Table) -> None:
    """Scenario, level and seed arrive; the decisions do not."""
    play(table, 11, [1, 2, 3], "one")
    with table.receive(table.share("one").start, name="two") as game:
        assert game.turn == 1
    one, two = (read(table.saves / f"{n}.chronicle").game for n in ("one", "two"))
    assert (one.seed, one.level, one.scenario) == (two.seed, two.level, two.scenario)
    assert table.replay_code(table.share("one").start).months == 1


def test_a_code_without_its_scenario_says_so(table: Table) -> None:
    """A code of a scenario that is not here is refused, and a path helps."""
    play(table, 11, [1, 2, 3], "one")
    code = table.share("one").game
    path = table.saves / "scenarios" / "ferry.toml"
    other = path.rename(table.saves / "ferry.toml")
    with pytest.raises(ScenarioError, match="is not here"):
        table.receive(code)
    table.receive(code, scenario=str(other), name="two").close()
    with pytest.raises(ScenarioError, match="not one of harbour-strike"):
        table.receive(code, scenario="harbour-strike")


def test_a_code_of_other_rules_says_so(table: Table) -> None:
    """A scenario that was changed since is told from one that is not here."""
    play(table, 11, [1, 2, 3], "one")
    code = table.share("one").game
    path = table.saves / "scenarios" / "ferry.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Ferry", "Boat").replace("ferry line", "boat line"))
    table.receive(code, name="words-changed").close()
    changed = text.replace("turns = ", "turns = 1", 1)
    assert changed != text
    path.write_text(changed)
    with pytest.raises(DivergedGameError, match="other rules of ferry"):
        table.receive(code)


def _bent(table: Table, **changes: object) -> str:
    code = read_code(table.share("one").game)
    assert isinstance(code, GameCode)
    return write_code(replace(code, **changes))  # type: ignore[arg-type]  # by name


def test_a_code_that_comes_out_otherwise_is_refused(table: Table) -> None:
    """Other mechanics, another digest, impossible decisions: told, nothing saved."""
    play(table, 11, [1, 2, 3, 4, 5, 6], "one")
    code = read_code(table.share("one").game)
    assert isinstance(code, GameCode)
    month = code.months[0]
    older = replace(code.start, mechanics=code.start.mechanics + 1)
    bad = {
        "mechanics 2": _bent(table, start=older),
        "last state": _bent(table, digest="0" * 32),
        "turn 1 cannot": _bent(table, choices=code.choices + 1),
        "turn 2 cannot": _bent(table, months=(month, (0, 0))),
        "cannot be played": _bent(table, months=((),) * 60),
        "no level 9": _bent(table, start=replace(code.start, level=9)),
    }
    for words, text in bad.items():
        with pytest.raises((DivergedGameError, ScenarioError), match=words):
            table.receive(text)
    assert [path.stem for path in table.saves.glob("*.chronicle")] == ["one"]


def test_changed_luck_is_part_of_a_code(table: Table) -> None:
    """A game whose luck was changed on the way is played with that luck."""
    play(table, 11, [1, 2, 3, 4, 5, 6], "one")
    with pytest.raises(DivergedGameError, match="last state"):
        table.receive(_bent(table, luck=((2, 5),)))


def test_a_variant_of_another_scenario_is_found_by_its_code(table: Table) -> None:
    """What extends a scenario is read with the folders in which that one lies."""
    kin = "format = 1\nextends = { id = 'ferry', version = '1' }\nscenario.id = 'kin'\n"
    (table.saves / "scenarios" / "kin.toml").write_text(kin, encoding="utf-8")
    table.new("kin", seed=3, name="one").close()
    with table.receive(table.share("one").start, name="two") as game:
        assert game.turn == 1


def test_a_damaged_game_is_not_shared_as_a_shorter_one(table: Table) -> None:
    """A code tells of a whole game or is refused."""
    play(table, 4, [1, 2, 3, 4, 5, 6], "one")
    path = table.saves / "one.chronicle"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b'"', b"!")
    path.write_bytes(b"".join(lines))
    with pytest.raises(GameError):
        table.share("one")


def test_a_taken_name_is_refused(table: Table) -> None:
    """No game is overwritten by one that arrives."""
    play(table, 11, [1, 2, 3], "one")
    before = (table.saves / "one.chronicle").read_bytes()
    with pytest.raises(ExistingGameError):
        table.receive(table.share("one").game, name="one")
    assert (table.saves / "one.chronicle").read_bytes() == before


def test_the_commands(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`share`, `play --code` and `replay --code` as a player types them."""
    play(table, 11, list(range(12)), "one")
    where = ["--data-dir", str(tmp_path)]
    assert main([*where, "share", "one"]) == 0
    _, start, _, _, whole, _, _, command = capsys.readouterr().out.splitlines()
    assert len(start.replace("-", "")) == 30
    assert main([*where, "replay", "--plain", "--code", whole]) == 0
    replayed = capsys.readouterr().out
    assert main([*where, "replay", "--plain", "one"]) == 0
    told = capsys.readouterr().out
    # Nobody looked at a forecast, so both hold the one that is worked out then.
    assert "Expected when it was decided" in told
    assert told == replayed
    slip = whole.replace(whole[7], "0" if whole[7] != "0" else "1", 1)
    assert main([*where, "replay", "--plain", "--code", slip]) == 1
    assert "mistyped in group" in capsys.readouterr().err
    assert main([*where, "replay", "--plain"]) == 2
    assert main([*where, "replay", "one", "--code", whole]) == 2
    assert main([*where, "play", "--plain", "--code", start, "--seed", "1"]) == 2
    assert main([*where, "share", "none"]) == 1
    told_words = [*where, "play", "--code", "CODE"]
    assert shlex.split(command)[-len(told_words) :] == told_words


def test_an_impossible_month_of_a_replay_is_told(table: Table) -> None:
    """A replay of a code has the months of its game and no others."""
    play(table, 11, [1, 2, 3], "one")
    with pytest.raises(ChoiceError, match="turns 1 to 2"):
        table.replay_code(table.share("one").game).frame(9)


def test_codes_of_rules_that_are_not_here_say_so(table: Table, tmp_path: Path) -> None:
    """Another file of the same name, or none: nobody is told to take the code up."""
    play(table, 3, [], "one")
    file = tmp_path / "scenarios" / "ferry.toml"
    text = file.read_text()
    taken_up = "takes up either"
    assert taken_up in "".join(share_lines(table.share("one"), "en"))
    for change in (text.replace("turns = 6", "turns = 5", 1), ""):
        assert change != text
        file.write_text(change)
        told = "".join(share_lines(table.share("one"), "en"))
        assert taken_up not in told
        assert "Pass on the file" in told

"""A damaged game says so wherever it is looked at, and nothing is pretended of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli.main import main
from game.errors import ChoiceError, DamagedGameError, ShareCodeError
from game.plain.reading import recite
from game.plain.title import PlainTitle
from game.session import Table

MONTHS = 6


def hurt(table: Table, month: int, kind: str = "decide") -> str:
    """Play a game to its end, break a line of it beyond repair; return its name."""
    with table.new(seed=3, name="whole") as game:
        for _ in range(MONTHS):
            game.end_month()
    lines = (table.saves / "whole.chronicle").read_bytes().splitlines(keepends=True)
    wanted = f'"k":"{kind}"'.encode()
    places = [place for place, line in enumerate(lines) if wanted in line]
    place = places[month - 1]
    lines[place] = lines[place][:44] + b"##" + lines[place][46:]
    (table.saves / "hurt.chronicle").write_bytes(b"".join(lines))
    return "hurt"


@pytest.mark.parametrize("month", [1, 3, MONTHS])
def test_every_look_at_it_says_so_in_one_sentence(table: Table, month: int) -> None:
    """Replay, comparison, list and fork say the same, and where it ends."""
    name = hurt(table, month)
    replay = table.replay(name)
    sentence = replay.damage
    assert sentence.startswith("hurt is damaged at byte ")
    assert "`repair hurt`" in sentence
    assert (f"turns 1 to {month - 1} can be read" in sentence) == (month > 1)
    assert replay.months == month
    assert replay.frame(month).lost
    assert replay.frame(month).reveal is None
    assert all(not replay.frame(turn).lost for turn in range(1, month))
    for pair in (table.compare(name, "whole"), table.compare("whole", name)):
        assert sentence in {pair.a.damage, pair.b.damage}
        assert pair.difference == "They are the same as far as both can be read."
        assert not pair.open
        assert len(pair.months) == month - 1
    views = table.games()
    assert [(view.name, view.state) for view in views] == [
        ("whole", "over"),
        ("hurt", "damaged"),
    ]
    assert views[1].problem == sentence
    with table.fork(name, month, name="on").game as game:
        assert game.notice == sentence
        assert game.room().hindsight
        game.end_month()
    assert table.verify("on").ok
    assert table.fork(name, 1, name="first").damage is not None
    with pytest.raises(ChoiceError, match=f"turns 1 to {month}"):
        table.fork(name, month + 1)
    with pytest.raises(ShareCodeError, match="damaged"):
        table.share(name)


def test_a_fork_of_a_damaged_game_says_so_whenever_it_is_opened(
    table: Table, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken up, watched, verified: each once; a fork of the fork left a whole game."""
    name = hurt(table, 3)
    table.fork(name, 2, name="on").game.close()
    with table.resume("on") as game:
        sentence = game.notice
        game.end_month()
    assert "branched off was damaged then" in sentence
    assert table.replay("on").notice == sentence
    out: list[str] = []
    title = PlainTitle(table, out.append, numbered=False, seed=3)
    assert recite(title, ["resume on", "quit"], out.append) == 0
    assert out.count(sentence) == 1
    for words in (["verify", "on"], ["replay", "on", "--plain"]):
        assert main(["--data-dir", str(folder), *words]) == 0
        assert capsys.readouterr().out.count(sentence) == 1
    table.fork("on", 2, name="again").game.close()
    table.fork("whole", 2, name="sound").game.close()
    for other in ("again", "sound"):
        with table.resume(other) as game:
            assert game.notice == ""
        assert table.verify(other).left is None


def test_numbered_text_says_it_where_a_game_is_left(table: Table) -> None:
    """Branching off, and going on from a written state: before anything is played."""
    sentence = table.replay(hurt(table, 3)).damage
    for word in ("branch hurt 2", "carry hurt"):
        out: list[str] = []
        title = PlainTitle(table, out.append, numbered=False, seed=3)
        assert recite(title, [word, "quit"], out.append) == 0
        assert out.count(sentence) == 1
    with table.fork("whole", 2, name="sound").game as game:
        assert game.notice == ""


def test_a_lost_end_takes_nothing_away_from_the_turns(table: Table) -> None:
    """Where only the record of the end is broken every turn is there, and said so."""
    name = hurt(table, 1, "end")
    replay = table.replay(name)
    assert f"turns 1 to {MONTHS} can be read" in replay.damage
    assert replay.months == MONTHS
    assert not replay.frame(MONTHS).lost
    assert replay.review() is not None


def test_what_a_crash_left_is_no_damage(table: Table) -> None:
    """A torn last line was never confirmed: the game is open, and nothing is lost."""
    with table.new(seed=3, name="torn") as game:
        game.end_month()
    path = table.saves / "torn.chronicle"
    path.write_bytes(path.read_bytes() + b'["1234')
    (view,) = table.games()
    assert view.state == "open"
    assert "opening it puts that right" in view.problem
    assert table.replay("torn").damage == ""
    assert table.share("torn").months == 1
    assert table.fork("torn", 1).damage is None


def test_without_its_scenario_nothing_can_be_watched(table: Table) -> None:
    """Damage in the scenario is told as that, by every look at the game."""
    name = hurt(table, 1, "scenario")
    for look in (table.replay, table.resume, lambda one: table.fork(one, 1)):
        with pytest.raises(DamagedGameError, match="in the scenario"):
            look(name)
    problem = next(view.problem for view in table.games() if view.name == name)
    assert "in the scenario" in problem
    assert "`repair" not in problem


def test_the_commands_say_it(
    table: Table, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text and JSON of replay, compare, fork and list carry the sentence."""
    sentence = table.replay(hurt(table, 3)).damage

    def said(*words: str) -> str:
        assert main(["--data-dir", str(folder), *words]) == 0
        return capsys.readouterr().out

    text = said("replay", "hurt", "--plain")
    assert text.splitlines()[0] == sentence
    assert "cannot be read" in text.splitlines()[-1]
    assert "this turn is open" not in text
    assert json.loads(said("replay", "hurt", "--json"))["damage"] == sentence
    assert json.loads(said("replay", "whole", "--json"))["damage"] == ""
    assert sentence in said("compare", "whole", "hurt")
    assert json.loads(said("compare", "whole", "hurt", "--json"))["b"]["damage"]
    assert said("fork", "hurt", "--turn", "3").splitlines()[0] == sentence
    found = json.loads(said("fork", "hurt", "--turn", "3", "--json"))
    assert (found["damage"], found["hindsight"]) == (sentence, True)
    assert sentence in said("list")
    assert sentence in said("forecast", "hurt")

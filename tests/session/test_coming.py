"""What acts are paid from next turn is told beforehand, and nothing that is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from game.errors import ChoiceError
from game.report.whys import NEXT, in_a_line
from game.session import Table
from tests.plain.test_lines import piped

if TYPE_CHECKING:
    from pathlib import Path

    from game.session.game import Game


def _stage(game: Game, month: int) -> None:
    """Stage what comes next in the list, if it is open beside the rest."""
    for line, _ in game.number_lines()[month : month + 3]:
        room = game.room()
        staged = {one.partition(" ")[0] for one in room.staged}
        open_now = {row for row, _ in game.number_lines()}
        if line in open_now and line.partition(" ")[0] not in staged:
            game.stage(line)


@pytest.mark.parametrize(
    "name", ["seoul-2024", "bern-2022", "yeonpyeong-2010", "kursk-2024"]
)
def test_every_cause_that_is_told_beforehand_comes(table: Table, name: str) -> None:
    """To the last digit; what comes besides is something that others or chance do."""
    with table.new(name, seed=4) as game:
        budget = game.scenario.document.scenario.budget
        for month in range(6):
            if game.is_over:
                break
            _stage(game, month)
            why = game.why(NEXT)
            told = {line.id: line.value for line in why.lines if line.value}
            assert why.closes
            stood = game.room().capital
            game.end_month()
            came = {line.id: line.value for line in game.why(budget).lines}
            own = {key: amount for key, amount in told.items() if "limit" not in key}
            assert own.items() <= came.items()
            if not came.keys() - told.keys():
                assert game.room().capital == stood + sum(told.values())


def test_commitments_that_count_are_named(table: Table) -> None:
    """Of what is counted together each is told by its name, and no other."""
    with table.new("seoul-2024", seed=4) as game:
        game.stage("channel quiet")
        why = game.why(NEXT)
    (told,) = [line for line in why.lines if line.id == "effect:cap_upkeep"]
    assert "Channel to Moscow" in told.sentence
    assert "Posture" not in told.sentence


def test_it_fits_a_line_and_names_every_cause(table: Table) -> None:
    """The price of what is staged is among them as soon as it is staged."""
    with table.new("seoul-2024", seed=4) as game:
        bare = in_a_line(game.why(NEXT), "en")
        line = next(row for row, _ in game.number_lines() if row.startswith("recons"))
        game.stage(line)
        dear = in_a_line(game.why(NEXT), "en")
    assert "The office +3.0" in bare
    assert "what is staged" not in bare
    assert "what is staged -1.0" in dear


def test_what_is_there_to_spend_is_the_same_when_the_turn_opens(table: Table) -> None:
    """Rounded down both times: it looks enough for a price only where it is."""
    with table.new("bern-2022", seed=3) as game:
        for _ in range(3):
            room = game.room()
            told = game.why(NEXT)
            unit = told.before.removeprefix(room.left_text)
            assert told.before == room.left_text + unit
            came = {line.id: line.value for line in told.lines if line.value}
            game.end_month()
            budget = game.scenario.document.scenario.budget
            if came == {x.id: x.value for x in game.why(budget).lines}:
                assert told.after == game.room().left_text + unit


def test_after_the_last_turn_none_is_foretold(table: Table) -> None:
    """Nothing is paid from a turn that never opens."""
    with table.new(seed=3) as game:
        while game.turn < game.room().turns:
            game.end_month()
        assert not game.is_over
        with pytest.raises(ChoiceError):
            game.why(NEXT)
    many = game.turn
    _, out, _ = piped(table, "spent", ["end"] * (many - 1))
    assert out.count("Next turn: ") == many - 1


def test_what_a_move_takes_stands_beside_the_price_of_its_rung(table: Table) -> None:
    """A skipped rung is told as dear as it is: no other tells more than its price."""
    leapt = set()
    with table.new("seoul-2024", seed=4) as game:
        for turn in range(3):
            for line, _ in game.number_lines():
                rungs = [rung for one in game.room().levers for rung in one.rungs]
                told = next(
                    (r for r in rungs if r.line == line and not r.current), None
                )
                if told is None or not told.open:
                    continue
                game.stage(line)
                causes = game.why(NEXT).lines
                leap = [one for one in causes if one.id == "effect:cap_leap"]
                game.unstage(line)
                assert [one.amount for one in leap if one.value] == [
                    f"-{toll}" for toll in (told.toll,) if toll
                ]
                assert ("A leap on the ladder" in told.cost) is bool(told.toll)
                leapt |= {line} if told.toll else set()
            if turn == 0:
                game.stage("reread_export_rule")
            game.end_month()
    assert leapt


def test_a_rung_says_what_skipping_takes_in_both_languages(folder: Path) -> None:
    """Price and what comes at the end, each for what it is, though it is not open."""
    for language, words in (
        ("en", "when the turn ends 1.2 more of Political capital (A leap on the"),
        ("ko", "; 차례가 끝날 때 정치적 자본 1.2가 더 듭니다(단계 건너뛰기)"),
    ):
        own = Table(data_dir=folder, language=language)
        with own.new("seoul-2024", seed=4) as game:
            (arms,) = [one for one in game.room().levers if one.id == "arms"]
        tolls = {rung.id: rung.toll for rung in arms.rungs if rung.toll}
        assert tolls == {
            "shells": "1.2",
            "air_defence": "2.4",
            "heavy": "3.6",
            "long_range": "4.8",
        }
        (shells,) = [rung for rung in arms.rungs if rung.id == "shells"]
        assert words in shells.cost


def test_every_amount_is_told_in_the_measure_of_the_budget(folder: Path) -> None:
    """A unit of ten thousand is worked into all of them, as into what they sum to."""
    path = folder / "scenarios" / "ferry.toml"
    text = path.read_text(encoding="utf-8")
    head = '[variables.capital]\nlabel = { en = "Capital" }\n'
    assert text.count(head) == 1
    unit = 'unit = { en = "votes", ko = "만 표" }\n'
    path.write_text(text.replace(head, head + unit), encoding="utf-8")
    with Table(data_dir=folder, language="ko").new("ferry", seed=4) as game:
        game.stage("timetable even")
        why = game.why(NEXT)
        told = in_a_line(why, "ko")
    assert why.after.endswith("표")
    for row in why.lines:
        assert not row.value or re.search("[만천]", row.amount), row
    assert why.staged
    assert why.staged in told
    assert re.search("[만천]", why.staged)

"""A game under a rival model: kept in its record and code, hidden where it is drawn."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from game.chronicle import GameCode, GameRecord, StartCode, read, read_code, write_code
from game.chronicle.checks import Malformed
from game.cli.main import main
from game.errors import DivergedGameError, ScenarioError, ShareCodeError
from game.scenario.rival import DRAWN
from game.session import Table
from tests.rivals import MODELS, PLAIN, TEXT


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with the ferry under models."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "ferry.toml").write_text(TEXT, encoding="utf-8")
    return Table(data_dir=tmp_path)


def play(table: Table, name: str, *, level: int | None = None, model: str = "") -> str:
    """Play a game to its end with the timetable that the models argue about."""
    with table.new("ferry", seed=11, name=name, level=level, model=model) as game:
        game.stage("timetable even")
        while not game.is_over:
            game.end_month()
    return table.verify(name).digest


def first(table: Table, name: str) -> GameRecord:
    """Return the first record of a saved game."""
    record = read(table.saves / f"{name}.chronicle").records[0]
    assert isinstance(record, GameRecord)
    return record


def test_the_record_holds_the_model_and_an_old_one_none(table: Table) -> None:
    """Without a model the record is what it always was; with one it names it."""
    ends = {key: play(table, key or "usual", model=key) for key in ("", "firm", "soft")}
    assert len(set(ends.values())) == 3
    assert first(table, "usual").model == ""
    assert "model" not in first(table, "usual").payload()
    assert first(table, "firm").payload()["model"] == "firm"
    models = {view.name: view.model for view in table.games()}
    assert models == {"usual": "", "firm": "firm", "soft": "soft"}
    labels = {view.name: view.model_label for view in table.games()}
    assert labels == {"usual": "", "firm": "Firmness holds", "soft": "Kindness holds"}
    for key in ("usual", "firm", "soft"):
        assert table.verify(key).ok


def test_a_record_with_a_model_that_is_not_there_is_one_sentence(table: Table) -> None:
    """The file of a game names a model; if its scenario has none, that is told."""
    play(table, "firm", model="firm")
    records = read(table.saves / "firm.chronicle").records
    payload = dict(records[0].payload())
    payload["model"] = "[red]/etc"
    assert GameRecord.from_payload(payload).model == "[red]/etc"
    from game.session.opening import scenario_in  # noqa: PLC0415

    with pytest.raises(ScenarioError, match="no model"):
        scenario_in(
            (GameRecord.from_payload(payload), *records[1:]), "firm", table.reader
        )


def test_the_name_of_no_model_is_none_in_a_record(table: Table) -> None:
    """A record without a model has no such field; one that says so is damaged."""
    with table.new("ferry", seed=11, name="one"):
        pass
    path = table.saves / "one.chronicle"
    payload = dict(read(path).records[0].payload())
    for none in ("standard", ""):
        with pytest.raises(Malformed):
            GameRecord.from_payload({**payload, "model": none})


@pytest.mark.parametrize("model", ["", "firm", "soft"])
def test_codes_carry_the_model(table: Table, model: str) -> None:
    """Whoever takes up a code plays under the same model, to the same end."""
    end = play(table, "one", model=model)
    shared = table.share("one")
    assert shared.playable
    start, whole = read_code(shared.start), read_code(shared.game)
    assert isinstance(start, StartCode)
    assert isinstance(whole, GameCode)
    assert whole.start == start
    assert start.model == {"": 0, "firm": 1, "soft": 2}[model]
    table.receive(shared.game, name="two").close()
    assert table.verify("two").digest == end
    with table.receive(shared.start, name="three"):
        pass
    assert first(table, "three").model == first(table, "two").model == model


def test_a_code_of_the_file_as_it_is_outlives_an_added_model(tmp_path: Path) -> None:
    """Adding a model breaks no code; one that the file lacks is refused."""
    (tmp_path / "scenarios").mkdir()
    path = tmp_path / "scenarios" / "ferry.toml"
    path.write_text(PLAIN, encoding="utf-8")
    table = Table(data_dir=tmp_path)
    end = play(table, "old")
    code = table.share("old")
    path.write_text(PLAIN + MODELS, encoding="utf-8")
    table.receive(code.game, name="new").close()
    assert table.verify("new").digest == end
    play(table, "firm", model="firm")
    under = table.share("firm").start
    path.write_text(PLAIN, encoding="utf-8")
    with pytest.raises(DivergedGameError):
        table.receive(under)
    found = read_code(under)
    assert isinstance(found, StartCode)
    with pytest.raises(ShareCodeError):
        write_code(StartCode(**{**asdict(found), "model": 256}))


def test_a_fork_and_a_replay_stay_under_the_model(table: Table) -> None:
    """What branches off is played under the model of what it branched off."""
    end = play(table, "one", model="soft")
    with table.fork("one", 2, name="two").game as game:
        assert game.model() is not None
        while not game.is_over:
            game.end_month()
    assert first(table, "two").model == "soft"
    assert table.verify("two").digest == end
    play(table, "three", model="firm")
    assert "different models" in table.compare("one", "three").difference


def test_a_drawn_model_is_assessed_and_opened_at_the_end(table: Table) -> None:
    """Its odds stand with the others; which one it was is said at the end alone."""
    with table.new("ferry", seed=11, name="blind", level=5) as game:
        game.stage("timetable even")
        room, odds = game.room(), game.assessment().odds
        assert room.model == "drawn unseen (Firmness holds / Kindness holds)"
        own = next(row for row in odds if row.id == DRAWN)
        assert [band.prior for band in own.bands] == [25, 75]
        assert game.model() is None
        codex = {entry.id: entry for entry in game.codex()}
        facts = codex["params.pull"].facts
        assert facts[0] == ("value", "drawn unseen")
        assert ("Kindness holds", "2") in facts
        while not game.is_over:
            game.end_month()
        review = game.review()
    truth = next(row for row in review.truths if row.label.startswith("The model"))
    assert truth.value in {"Firmness holds", "Kindness holds"}
    assert truth.words == ""
    assert "Assessed at" in truth.believed


def test_every_page_tells_the_value_that_is_played(table: Table) -> None:
    """The codex and the reasons of a change give the number of the model chosen."""
    with table.new("ferry", seed=11, name="soft", model="soft") as game:
        game.stage("timetable even")
        game.end_month()
        facts = {entry.id: entry for entry in game.codex()}["params.pull"].facts
        why = game.why("trust")
    assert facts[0] == ("value", "2 points")
    told = [row for line in why.lines for row in line.parameters if row[0] == "pull"]
    assert [text for _, text, *_ in told] == ["2 points (1 to 2)"]


def test_what_was_drawn_changes_nothing_that_is_shown(table: Table) -> None:
    """Of an unfinished game every page is the same, whichever model was drawn."""
    from game.session.telling import Telling  # noqa: PLC0415
    from tests.session.test_secrecy import everything, hidden_otherwise  # noqa: PLC0415

    with table.new("ferry", seed=3, name="open", level=5) as game:
        game.stage("timetable even")
        for _ in range(3):
            game.room()
            game.end_month()
        telling = game._telling
        other = Telling(
            telling.scenario,
            hidden_otherwise(telling.course, 5),
            name=telling.name,
            language="en",
            recorded=list(
                zip(telling.assessments[:-1], telling.advice[:-1], strict=True)
            ),
        )
        assert everything(other) == everything(telling)


def test_what_cannot_be_begun_is_told(table: Table) -> None:
    """An unknown model, and one chosen where one is drawn, leave no file behind."""
    for level, model in ((None, "kind"), (5, "firm")):
        with pytest.raises(ScenarioError):
            table.new("ferry", level=level, model=model)
    assert list(table.saves.glob("*.chronicle")) == []


def test_the_commands_take_a_model(
    table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """`simulate` plays under it, and a wrong name is one sentence and exit code 1."""
    usual = ["--data-dir", str(table.saves), "--language", "en"]
    command = ["simulate", "ferry", "--worlds", "20", "--json", *usual]
    told = []
    for more in ([], ["--model", "standard"], ["--model", "soft"], ["--level", "5"]):
        assert main([*command, *more]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert len(set(told)) == 3
    assert json.loads(told[2])
    assert main([*command, "--model", "kind"]) == 1
    assert "The models are standard, firm, soft" in capsys.readouterr().err
    assert main(["play", "ferry", "--code", "1", "--model", "soft", *usual]) == 2

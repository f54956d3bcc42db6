"""A game: staging is free, a month is durable, a record plays again."""

from __future__ import annotations

import json
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

from game.chronicle import (
    Chronicle,
    DecideRecord,
    Record,
    StateRecord,
    Tree,
    create,
    read,
)
from game.errors import (
    BusyGameError,
    ChoiceError,
    DamagedGameError,
    DivergedGameError,
    ExistingGameError,
    MissingGameError,
    NotFiniteError,
    ScenarioError,
    StorageError,
)
from game.outlook import forecast
from game.report.shelved import ScenarioView
from game.session import Game, Table
from game.session.course import Course
from game.session.reading import Reader
from game.session.shelf import scenario_views
from game.session.snapshots import state_record

LINES = (("timetable even", "letter thank"), ("speech",), (), ("speech",), (), ())


def play_on(game: Game, months: int) -> list[str]:
    """Play months by `LINES` where they are open; return the digests."""
    digests = [game.digest()]
    while not game.is_over and len(digests) <= months:
        for line in LINES[game.turn - 1]:
            try:
                game.stage(line)
            except ChoiceError:
                continue
        game.end_month()
        digests.append(game.digest())
    return digests


def test_a_game_resumed_every_month_is_the_game_played_through(table: Table) -> None:
    """Saving and resuming changes no digest, and the record verifies and replays."""
    with table.new(seed=3, name="whole") as whole:
        expected = play_on(whole, 6)
        assert whole.is_over
    table.new(seed=3, name="parts").close()
    digests: list[str] = []
    while True:
        with table.resume("parts") as part:
            digests.append(part.digest())
            if part.is_over:
                break
            play_on(part, 1)
    assert digests == expected
    assert table.verify("parts").ok
    replay = table.replay("parts")
    frames = [replay.frame(turn).digest for turn in range(1, replay.months + 1)]
    assert [*frames, replay.last_digest()] == expected


def test_a_replay_shows_what_the_game_showed(table: Table) -> None:
    """The room of every month, seen again, is the room that was seen then."""
    rooms = []
    with table.new(seed=11, name="seen") as game:
        while not game.is_over:
            rooms.append(asdict(game.room()))
            play_on(game, 1)
    replay = table.replay("seen")
    assert [asdict(replay.frame(t).room) for t in range(1, replay.months + 1)] == rooms


def test_a_replay_of_a_game_in_play_begins_at_its_last_turn(table: Table) -> None:
    """At the last that was played; of one that is over, or not begun, at the first.

    It tells of every turn whether something was chosen, without a look at it.
    """
    with table.new(seed=3, name="begun") as game:
        assert table.replay("begun").opens_at == 1
        play_on(game, 2)
        game.end_month()
        replay = table.replay("begun")
        assert (replay.opens_at, replay.months) == (3, 4)
        turns = range(1, replay.months + 1)
        chosen = {turn for turn in turns if replay.frame(turn).chosen}
        assert replay.decided == chosen
        assert 0 < len(chosen) < len(turns)
        while not game.is_over:
            game.end_month()
    assert table.replay("begun").opens_at == 1


def test_staging_replaces_and_is_taken_back(table: Table) -> None:
    """A second choice of a card gives way to none other, and undo restores it."""
    with table.new(seed=3) as game:
        game.stage("letter thank")
        game.stage("timetable even")
        game.stage("letter promise")
        assert " + ".join(game.staged) == "timetable even + letter promise"
        assert game.undo()
        assert " + ".join(game.staged) == "letter thank + timetable even"
        game.unstage("letter thank")
        assert " + ".join(game.staged) == "timetable even"
        while game.undo():
            pass
        assert not game.staged


def test_capital_is_told_against_what_there_was_only_once_some_is_spent(
    table: Table,
) -> None:
    """The same number twice would read as a limit that has been reached."""
    with table.new(seed=3) as game:
        room = game.room()
        assert room.capital_text == room.left_text
        dear = next(o for c in room.cards for o in c.options if o.open and o.capital)
        game.stage(dear.line)
        spent = game.room()
        assert spent.capital_text != spent.left_text
        for part in (spent.left_text, room.left_text):
            assert part in spent.capital_text
        game.unstage(dear.line)
        assert game.room().capital_text == room.capital_text


def test_what_may_be_staged_by_number_can_be_staged(table: Table) -> None:
    """Every line on offer is accepted, and no other card or lever line is."""
    with table.new(seed=3) as game:
        offered = {line for line, _ in game.number_lines()}
        views = game.room()
        lines = {o.line for c in views.cards for o in c.options}
        lines |= {r.line for lever in views.levers for r in lever.rungs}
        lines |= {act.line for act in views.initiatives}
        for line in sorted(lines):
            if line in offered:
                game.stage(line)
                game.unstage(line)
            else:
                with pytest.raises(ChoiceError):
                    game.stage(line)


def test_the_decision_is_on_disk_before_the_month_is_played(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the record and the month loses nothing: it is played again."""

    class Crash(Exception):  # noqa: N818 - stands for a killed process
        pass

    def crash(*_: object) -> None:
        raise Crash

    game = table.new(seed=3, name="killed")
    game.stage("speech")
    monkeypatch.setattr(Course, "play", crash)
    with pytest.raises(Crash):
        game.end_month()
    game.close()
    monkeypatch.undo()
    with table.resume("killed") as again, table.new(seed=3, name="other") as other:
        other.stage("speech")
        other.end_month()
        assert again.turn == 2
        assert again.digest() == other.digest()


def test_a_full_disk_keeps_the_month_and_what_is_staged(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the decision cannot be written, nothing has happened yet."""

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with table.new(seed=3, name="full") as game:
        before = game.digest()
        game.stage("speech")
        with monkeypatch.context() as patch:
            patch.setattr(Chronicle, "append", full)
            with pytest.raises(StorageError):
                game.end_month()
        assert (game.turn, game.digest(), game.staged) == (1, before, ("speech",))
        game.end_month()
        assert game.turn == 2


def test_a_disk_that_fills_behind_the_decision_loses_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state that is written after a month is a convenience, not the game."""
    append = Chronicle.append

    def only_decisions(self: Chronicle, record: Record) -> None:
        if not isinstance(record, DecideRecord):
            raise StorageError("The disk is full.")
        append(self, record)

    with table.new(seed=3, name="tight") as game:
        with monkeypatch.context() as patch:
            patch.setattr(Chronicle, "append", only_decisions)
            game.end_month()
        digest = game.digest()
    with table.resume("tight") as game:
        assert game.digest() == digest


def _resume(folder: str, results: Queue[str]) -> None:
    try:
        Table(data_dir=Path(folder)).resume("held").close()
        answer = "opened"
    except BusyGameError:
        answer = "busy"
    results.put(answer)


def test_a_second_process_finds_the_game_busy(table: Table, folder: Path) -> None:
    """While one process plays, another may watch but not play."""
    context = multiprocessing.get_context("spawn")
    results: Queue[str] = context.Queue()
    with table.new(seed=3, name="held"):
        other = context.Process(target=_resume, args=(str(folder), results))
        other.start()
        assert results.get() == "busy"
        other.join()
        assert table.replay("held").months == 1


def test_a_record_of_other_states_is_told_by_month_and_part(
    table: Table, folder: Path
) -> None:
    """A record that verifies but does not reproduce names where it parts."""
    with table.new(seed=3, name="first") as game:
        game.stage("timetable even")
        play_on(game, 2)
    reading = read(folder / "first.chronicle")
    wrong = [
        row
        if not isinstance(row, DecideRecord) or row.n != 1
        else DecideRecord(n=1, do=(), defaults=(), s=row.s, shown=row.shown)
        for row in reading.records
    ]
    create(folder, "forged", wrong).close()
    with pytest.raises(DivergedGameError, match=r"turn 2 differs in.*levers"):
        table.resume("forged")
    found = table.verify("forged")
    assert not found.ok
    assert table.verify("forged", chain_only=True).ok


def test_a_damaged_game_is_told_with_its_place(table: Table, folder: Path) -> None:
    """Damage beyond repair stops resuming and verifying, and the file stays."""
    with table.new(seed=3, name="hurt") as game:
        play_on(game, 3)
    path = folder / "hurt.chronicle"
    content = path.read_bytes()
    half = len(content) // 2
    broken = content[:half] + b"#" * 400 + content[half + 400 :]
    path.write_bytes(broken)
    with pytest.raises(DamagedGameError):
        table.resume("hurt")
    assert path.read_bytes() == broken
    assert not table.verify("hurt").ok
    assert {view.state for view in table.games()} == {"damaged"}


def test_names_that_do_not_exist_are_told(table: Table) -> None:
    """Unknown games, scenarios, levels and numbers raise the right error."""
    with pytest.raises(MissingGameError):
        table.resume("nowhere")
    with pytest.raises(MissingGameError):
        table.replay("nowhere")
    with pytest.raises(ScenarioError, match="ferry"):
        table.new("fery")
    with pytest.raises(ScenarioError, match="2, 3"):
        table.new("ferry", level=5)
    with table.new(seed=3, name="one") as game:
        with pytest.raises(ChoiceError, match="nothing"):
            game.why("nothing")
        with pytest.raises(ChoiceError, match="rust"):
            game.why("rust")
        with pytest.raises(ChoiceError):
            game.review()
        with pytest.raises(ExistingGameError):
            table.new(seed=4, name="one")
    with pytest.raises(ChoiceError, match="1 to 1"):
        table.replay("one").frame(2)


def test_the_level_is_part_of_the_game(table: Table) -> None:
    """A game of another level is another game, and resumes at its level."""
    with table.new(seed=3, name="even") as even, table.new(seed=3, level=2) as easy:
        even.stage("timetable even")
        easy.stage("timetable even")
        even.end_month()
        easy.end_month()
        assert even.digest() != easy.digest()
        name, digest = easy.name, easy.digest()
    with table.resume(name) as again:
        assert again.digest() == digest


def test_the_state_after_a_month_is_written_down(table: Table, folder: Path) -> None:
    """The snapshot of each month carries the digest of its state."""
    with table.new(seed=3, name="kept") as game:
        digests = play_on(game, 2)
        record = state_record(game._telling.course)
    assert record is not None
    records = read(folder / "kept.chronicle").records
    written = [row for row in records if isinstance(row, StateRecord)]
    assert [row.digest for row in written] == digests[1:]
    assert written[-1] == record


def test_the_list_shows_each_game_once_the_newest_first(table: Table) -> None:
    """Games are listed with their month and, when they are over, their ending."""
    with table.new(seed=3, name="done") as game:
        play_on(game, 6)
    table.new(seed=3, name="begun").close()
    views = {view.name: view for view in table.games()}
    assert views["begun"].state == "open"
    assert (views["begun"].turn, views["begun"].turns) == (1, 6)
    assert views["begun"].date == "Mar 2001"
    assert views["done"].state == "over"
    assert views["done"].ending in {"Routine", "Uproar"}


def test_everything_shown_is_plain_values(table: Table) -> None:
    """Views go through JSON, so no array, state or expression is in them."""
    with table.new(seed=3) as game:
        game.stage("speech")
        views = [asdict(game.room()), asdict(game.outlook()), asdict(game.end_month())]
        views += [asdict(game.why(view.id)) for view in game.room().gauges]
        for view in views:
            json.dumps(view)


def test_an_open_month_is_replayed_as_the_game_shows_it(table: Table) -> None:
    """The last frame of an unfinished game is the room that its player sees."""
    with table.new(seed=3, name="open") as game:
        play_on(game, 2)
        room = asdict(game.room())
    assert asdict(table.replay("open").frame(3).room) == room


def test_a_torn_tail_is_told_and_a_broken_game_can_be_repaired(
    table: Table, folder: Path
) -> None:
    """What was put right is told; repairing keeps the months before the damage."""
    with table.new(seed=3, name="torn") as game:
        play_on(game, 2)
    path = folder / "torn.chronicle"
    whole = path.read_bytes()
    path.write_bytes(whole + b'["0123')
    with table.resume("torn") as game:
        assert "last decision" in game.notice
        assert game.turn == 3
    lines = whole.splitlines(keepends=True)
    (place,) = (i for i, line in enumerate(lines) if b'"k":"decide","n":2' in line)
    lines[place] = lines[place].replace(b"defaults", b"########")
    path.write_bytes(b"".join(lines))
    with pytest.raises(DamagedGameError):
        table.resume("torn")
    assert table.repair("torn") is not None
    with table.resume("torn") as game:
        assert game.turn == 2
    assert table.repair("torn") is None


def test_what_was_displayed_is_what_is_written_down(table: Table, folder: Path) -> None:
    """The finest forecast of the plan goes into the record, whatever its order."""
    with table.new(seed=3, name="shown") as game:
        game.stage("speech")
        game.stage("letter thank")
        outlook = game.outlook(("letter thank", "speech"), worlds=100)
        game.outlook(worlds=20)  # later and coarser, as beside another base
        game.end_month()
    (row,) = (r for r in read(folder / "shown.chronicle").records if r.kind == "decide")
    assert isinstance(row, DecideRecord)
    assert row.shown["worlds"] == 100
    fans = row.shown["fans"]
    assert isinstance(fans, dict)
    for fan in outlook.fans:
        assert fans[fan.gauge][1] == fan.middle[-1]


def test_forged_assessments_are_read_as_nothing(table: Table, folder: Path) -> None:
    """A record whose assessed chances are malformed still replays."""
    with table.new(seed=3, name="plain") as game:
        play_on(game, 2)
    forgeries: tuple[dict[str, Tree], ...] = (
        {},
        {"assessed": 3},
        {"assessed": {"stoppage": 1}},
        {"advice": 3},
        {"advice": {"mate": {"stop": {"percent": 7, "effect:moon": 3}}}},
    )
    for number, forged in enumerate(forgeries):
        rows = [
            DecideRecord(n=r.n, do=r.do, defaults=r.defaults, s=r.s, shown=forged)
            if isinstance(r, DecideRecord)
            else r
            for r in read(folder / "plain.chronicle").records
        ]
        create(folder, f"forged-{number}", rows).close()
        replay = table.replay(f"forged-{number}")
        assert replay.frame(2).room.gauges
        assert replay.why(2, "stoppage").closes


def test_a_month_beyond_the_real_line_is_refused_before_it_is_written(
    folder: Path,
) -> None:
    """A scenario that divides by zero stops the month and keeps the game."""
    ferry = (folder / "scenarios" / "ferry.toml").read_text()
    target = re.findall(r"^\[variables\.([a-z_]+)\]", ferry, re.MULTILINE)[0]
    wrong = (
        "\n[effects.into_the_void]\n"
        f'to = "{target}"\nexpr = "1 / (turn - 2)"\ngrade = "J"\n'
    )
    (folder / "scenarios" / "ferry.toml").write_text(ferry + wrong)
    table = Table(data_dir=folder)
    with table.new(seed=3, name="void") as game:
        # The forecast meets the fault before the month itself does.
        with pytest.raises(NotFiniteError, match="into_the_void"):
            game.end_month()
        assert game.turn == 1
    assert table.verify("void").months == 0
    assert table.verify("void").ok


def test_a_late_answer_is_not_written_down_for_the_next_month(table: Table) -> None:
    """What is recorded as shown was forecast at the opening it is recorded in."""
    for name in ("late", "never"):
        with table.new(seed=3, name=name) as game:
            (answer,) = forecast(game.outlook_request([()], worlds=16))
            game.end_month()
            if name == "late":
                game.outlook_view(answer, answer)
            game.end_month()
    late, never = (
        [
            row.shown
            for row in read(table.saves / f"{name}.chronicle").records
            if isinstance(row, DecideRecord)
        ]
        for name in ("late", "never")
    )
    assert late == never


def test_scenarios_are_read_again_when_a_file_changes(
    folder: Path, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going back to the title checks nothing twice, and misses no change."""
    read: list[Path] = []

    def counted(
        paths: Sequence[Path], language: str, reader: Reader
    ) -> Iterator[ScenarioView]:
        read.extend(paths)
        return scenario_views(paths, language, reader)

    monkeypatch.setattr("game.session.table.scenario_views", counted)
    first = table.scenarios()
    count = len(read)
    assert table.scenarios() == first
    assert len(read) == count
    ferry = folder / "scenarios" / "ferry.toml"
    ferry.write_text(ferry.read_text("utf-8") + "[", encoding="utf-8")
    assert any(view.problem for view in table.scenarios())
    ferry.unlink()
    assert len(table.scenarios()) == len(first) - 1


def test_a_replay_is_left_where_the_game_was(table: Table) -> None:
    """The review of a replay is headed by the end, whatever turn stood before."""
    with table.new(seed=3, name="done") as game:
        while not game.is_over:
            game.end_month()
        room = game.room()
    last = table.replay("done").last_room()
    assert last.over
    assert (last.turn, last.date, last.gauges) == (room.turn, room.date, room.gauges)


def test_a_declaration_that_is_staged_is_not_made_by_default(table: Table) -> None:
    """What the end of the turn would declare is told until something is declared."""
    with table.new(seed=3) as game:
        while not game.room().by_default:
            game.end_month()
        line = f"declare {' '.join(game.room().objectives[n].id for n in range(3))}"
        game.stage(line)
        assert not game.room().by_default
        game.unstage(line)
        assert game.room().by_default

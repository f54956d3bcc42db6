"""What can be looked up in a game: relations, headlines, and a codex that holds."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.errors import ChoiceError
from game.report.entries import KINDS, MODEL, first_of, search
from game.session import Table
from game.session.game import Game
from tests.conftest import FERRY, ISLANDS

SEVERAL = "several possible causes, not yet told apart"


@pytest.fixture
def table(folder: Path) -> Table:
    """Return a table with the ferry and the islands on it."""
    shutil.copy(ISLANDS, folder / "scenarios")
    return Table(data_dir=folder)


@pytest.fixture
def game(table: Table) -> Iterator[Game]:
    """Return a game of the islands, three turns in."""
    with table.new("islands", seed=4, name="one") as game:
        for _ in range(3):
            game.end_month()
        yield game


def test_the_matrix_holds_every_relation_once(game: Game) -> None:
    """Every number with an owner and a subject has a cell; the listed one is first."""
    view, rows = game.relations(), game.scenario.document.variables
    pairs = {key for key, row in rows.items() if row.owner and row.subject}
    assert Counter(cell.id for cell in view.cells) == Counter(pairs)
    assert view.cells[0].id == "trust"
    owners, subjects = dict(view.owners), dict(view.subjects)
    both = [key for key in owners if key in subjects]
    assert [key for key in subjects if key in owners] == both
    for cell in view.cells:
        assert owners[cell.owner] == cell.owner_name
        assert subjects[cell.subject] == cell.subject_name
        assert cell.shade in range(5)


def test_a_cell_shows_what_may_be_known(game: Game) -> None:
    """Exact numbers carry a sign, estimates a range, hidden ones that they are not."""
    rows = game.scenario.document.variables
    seen: Counter[str] = Counter()
    for cell in game.relations().cells:
        assert cell.sight == {"exact": "exact", "noisy": "estimate"}.get(
            rows[cell.id].seen, "nothing"
        )
        seen[cell.sight] += 1
        if cell.sight == "nothing":
            assert (cell.text, cell.change, cell.direction) == ("not known", "", 0)
        elif cell.sight == "estimate":
            assert ".." in cell.text or cell.text.startswith("~")
        elif rows[cell.id].range[0] < 0:
            assert cell.text[0] in "+-" or float(cell.text) == 0.0
    assert min(seen[kind] for kind in ("exact", "estimate", "nothing")) > 0


def test_the_history_of_a_relation_closes(game: Game) -> None:
    """Every turn has a point, and the causes of an exact one sum to its change."""
    for cell in game.relations().cells:
        view = game.relation(cell.id)
        if cell.sight == "nothing":
            assert view.points == ()
            continue
        assert [point.turn for point in view.points] == [1, 2, 3, 4]
        assert view.points[-1].text == cell.text
        assert view.points[0].why is None
        for point in view.points[1:]:
            assert point.why is not None
            assert point.why.closes
            assert view.scale[0] <= point.low <= point.high <= view.scale[1]


def test_what_hangs_on_the_hidden_is_one_line(game: Game) -> None:
    """A cause that reads something unseen is merged until the end."""
    why = game.relation("kelda_orme").points[-1].why
    assert why is not None
    assert "effects of what you cannot see" in [line.label for line in why.lines]
    assert "What nobody sees" not in str(why)


@pytest.mark.parametrize(
    ("language", "label", "act"),
    [
        ("en", SEVERAL, "Name the condition: precision weapons or troops"),
        ("ko", "원인이 여럿일 수 있음, 아직 나누지 않음", "조건 명시"),
    ],
)
def test_an_act_of_ones_own_names_no_sum_that_others_are_in(
    tmp_path: Path, language: str, label: str, act: str
) -> None:
    """What rests on something hidden says which acts may be in it, and is not theirs.

    How far they moved the number is told at the end, and then by every screen.
    """
    table = Table(data_dir=tmp_path, language=language)
    with table.new("seoul-2024", seed=5, name="named") as game:
        game.stage("reconsider name_condition")
        revealed = {gauge.id: gauge for gauge in game.end_month().gauges}
        lines = game.why("moscow_relations").lines
        line = next(line for line in lines if line.by == "unknown")
        assert line.label == label
        assert act in line.sentence
        assert any(act in told for told, _ in line.believed)
        assert revealed["moscow_relations"].because == label
        while not game.is_over:
            game.end_month()
    replay = table.replay("named")
    for turn in range(2, replay.months + 1):
        gauges = replay.frame(turn).room.gauges
        assert label not in [gauge.because for gauge in gauges]


def test_what_is_next_to_nothing_is_not_told_to_be_in_a_sum(tmp_path: Path) -> None:
    """Shells in silence may be felt as supply in some worlds, by a hundredth."""
    with Table(data_dir=tmp_path, language="en").new("seoul-2024", seed=5) as game:
        game.stage("reconsider name_condition")
        game.stage("demining send")
        game.end_month()
        game.stage("balloons full_volume")
        game.stage("loan_request_pledge in_silence")
        game.end_month()
        lines = game.why("rel_rus").lines
    told = str(next(line.believed for line in lines if line.by == "unknown"))
    assert "330,000 of 155 mm, in silence" in told
    assert "Standing lethal supply" not in told


def test_the_end_opens_the_causes(table: Table) -> None:
    """When the game is over, what was merged is told by its name."""
    with table.new("islands", seed=4, name="over") as game:
        while not game.is_over:
            game.end_month()
        why = game.relation("kelda_orme").points[1].why
        assert why is not None
        assert why.closes
        assert "What nobody sees" in [line.label for line in why.lines]
        check_codex(game)


def test_there_is_no_other_relation(game: Game) -> None:
    """A number that is no relation, and one that is not there, are told apart."""
    for key in ("calm", "moon"):
        with pytest.raises(ChoiceError, match=key):
            game.relation(key)


def test_headlines_are_those_of_every_room(table: Table) -> None:
    """All headlines are those that stood in the rooms, the newest turn first."""
    with table.new("islands", seed=4, name="two") as game:
        stood = {}
        while not game.is_over:
            game.end_month()
            stood[game.turn - 1] = game.room().headlines
        turns = game.headlines()
    assert [turn.turn for turn in turns] == sorted(
        (turn for turn, items in stood.items() if items), reverse=True
    )
    assert all(turn.items == stood[turn.turn] for turn in turns)


def test_a_replay_opens_the_codex_as_it_stood(table: Table) -> None:
    """Of every turn of an unfinished game it says what it said while that was open."""
    with table.new("islands", seed=4, name="three") as game:
        stood = [game.codex()]
        for _ in range(2):
            game.end_month()
            stood.append(game.codex())
        replay = table.replay("three")
        assert [replay.codex(turn) for turn in (1, 2, 3)] == stood
        assert replay.codex(1) == stood[0] != stood[2]
    with pytest.raises(ChoiceError, match="no turn 9"):
        replay.codex(9)


def check_codex(game: Game) -> None:
    """Check that every entry has its own id, a kind, and links that lead somewhere."""
    entries = game.codex()
    ids = {entry.id for entry in entries}
    assert len(ids) == len(entries)
    assert MODEL in ids
    for entry in entries:
        assert entry.title
        assert entry.kind in {kind for kind, _ in KINDS if kind}
        led = (*entry.links, *entry.named_in, *entry.accounts)
        assert ids.issuperset(led), entry.id
        assert entry.id not in led
        assert all(key in ids and said in entry.text for said, key in entry.mentions)
        assert bool(entry.grade) == bool(entry.graded)


def named(game: Game) -> Iterator[str]:
    """Yield the entries of what stands on the screens of the room."""
    room = game.room()
    yield from (gauge.entry for gauge in room.gauges)
    yield from (f"variables.{number.id}" for number in room.numbers)
    yield from (f"agenda.{card.id}" for card in room.cards)
    yield from (f"levers.{lever.id}" for lever in room.levers)
    yield from (f"initiatives.{act.id}" for act in room.initiatives)
    yield from (f"advisers.{adviser.id}" for adviser in room.advisers)
    yield from (f"objectives.{duty.id}" for duty in room.objectives)
    yield from (item.entry for turn in game.headlines() for item in turn.items)
    assessment, document = game.assessment(), game.scenario.document
    yield from (f"variables.{number.id}" for number in assessment.numbers)
    for odds in assessment.odds:
        yield f"{'types' if odds.id in document.types else 'red_lines'}.{odds.id}"
    for cell in game.relations().cells:
        yield from (key for key, _ in game.relation(cell.id).entries)


def test_every_term_leads_to_an_entry(game: Game) -> None:
    """Whatever the screens name has an entry, and all entries hang together."""
    check_codex(game)
    entries = game.codex()
    for key in named(game):
        assert first_of(entries, (key,)), key


@pytest.mark.parametrize(
    "scenario", ["seoul-2024", "yeonpyeong-2010", "bern-2022", "harbour-strike"]
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_codex_of_a_shipped_crisis(
    tmp_path: Path, scenario: str, language: str
) -> None:
    """In both languages every term leads somewhere, and every param has its numbers."""
    with Table(data_dir=tmp_path, language=language).new(scenario, seed=1) as game:
        game.end_month()
        check_codex(game)
        entries = game.codex()
        by_id = {entry.id: entry for entry in entries}
        for key in named(game):
            assert first_of(entries, (key,)), key
        for key, row in game.scenario.document.params.items():
            entry = by_id[f"params.{key}"]
            assert f"{row.value:g}" in entry.facts[0][1] or len(entry.facts) > 1
            assert entry.grade == (row.grade or "")
            assert bool(entry.source) == bool(row.source)
        for entry in entries:
            if entry.kind == "background" and entry.grade == "C":
                beside = {k for k in entry.links if by_id[k].kind == "background"}
                assert set(entry.accounts) == beside


def test_cards_to_come_and_hidden_numbers_are_not_in_the_codex(table: Table) -> None:
    """A card that never came, a happening that was not told, a hidden number: none."""
    with table.new("ferry", seed=3, name="new") as game:
        ids = {entry.id for entry in game.codex()}
        came = {f"agenda.{card.id}" for card in game.room().cards}
        assert {key for key in ids if key.startswith("agenda.")} == came
        assert "variables.rust" not in ids
        assert not {key for key in ids if key.startswith(("events.", "rules."))}
        assert "effects.sulk" not in ids


def test_a_level_changes_the_number_that_is_told(table: Table) -> None:
    """An assumption is told as it is played, with its value at other levels."""
    for level in (2, 3):
        with table.new("ferry", seed=3, level=level, name=f"l{level}") as game:
            changed = game.scenario.params(level)
            assert bool(changed) == (level == 2)
            for key, value in changed.items():
                entry = next(e for e in game.codex() if e.id == f"params.{key}")
                assert f"{value:g}" in entry.facts[0][1]


def test_a_search_finds_what_holds_all_words(game: Game) -> None:
    """Titles come before texts; every word must be there; nothing finds everything."""
    entries = game.codex()
    assert search(entries, "  ") == list(entries)
    found = search(entries, "KELDA voss")
    assert found
    for entry in found:
        whole = f"{entry.title} {entry.text} {entry.facts} {entry.source} {entry.id}"
        assert "kelda" in whole.casefold()
        assert "voss" in whole.casefold()
    assert found[0].title.startswith("Kelda")
    assert search(entries, "kelda moonlight") == []


def test_the_written_entry_comes_before_the_row(tmp_path: Path) -> None:
    """Where an author wrote of a card, the card leads to what was written."""
    text = FERRY.read_text()
    made = text.replace("[codex.strait]", '[codex.strait]\nlinks = ["letter"]', 1)
    made = made.replace('id = "ferry"', 'id = "linked"')
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "linked.toml").write_text(made)
    with Table(data_dir=tmp_path).new("linked", seed=3) as game:
        assert first_of(game.codex(), ("agenda.letter",)) == "strait"
        assert (
            first_of(game.codex(), ("moon", "levers.timetable")) == "levers.timetable"
        )
        assert first_of(game.codex(), ("moon",)) == ""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["seoul-2024", "bern-2022", "yeonpyeong-2010"])
def test_an_assumption_is_listed_by_words_and_never_by_its_id(
    folder: Path, name: str, language: str
) -> None:
    """What the file gives no label is called as its note begins; its id finds it.

    What it is a number of may stand before.
    """
    with Table(data_dir=folder, language=language).new(name, seed=3) as game:
        entries = game.codex()
        noted = game.scenario.document.params
    told = [entry for entry in entries if entry.id.startswith("params.")]
    assert told
    for entry in told:
        key = entry.id.removeprefix("params.")
        assert entry.title not in {key, key.replace("_", " ")}
        title, text = entry.title.casefold(), entry.text.casefold()
        parts = (title, *(title.split(": ", n)[-1] for n in (1, 2)))
        assert noted[key].label or any(text.startswith(part) for part in parts), title
        assert entry in search(entries, key)

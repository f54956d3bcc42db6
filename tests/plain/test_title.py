"""The title by lines: games are begun, taken up, watched and kept in order."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.plain.lexicon import GAME, REPLAY, TITLE
from game.plain.reading import converse, recite
from game.plain.title import PlainTitle
from game.session import Table as TableOfGames
from game.session.reading import Reader
from tests.conftest import FERRY
from tests.rivals import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from game.session import Table
from game.session.options import Store, opened


@pytest.fixture
def table(folder: Path) -> Table:
    """Return a table on which there is no crisis but the ferry."""
    table = TableOfGames(data_dir=folder)
    table.reader = Reader((folder / "scenarios",), ())
    return table


def said(table: Table, *lines: str) -> tuple[int, str, str]:
    """Send lines to a title from a pipe; return code, output and complaints."""
    out: list[str] = []
    complaints: list[str] = []
    title = PlainTitle(table, out.append, numbered=False, seed=3)
    code = recite(title, lines, complaints.append)
    return code, "\n".join(out), "\n".join(complaints)


def typed(table: Table, *lines: str, store: Store | None = None) -> str:
    """Type lines at a terminal and return what was told."""
    out: list[str] = []
    waiting = iter(lines)

    def ask(_: str) -> str:
        for line in waiting:
            return line
        raise EOFError

    assert (
        converse(
            PlainTitle(table, out.append, numbered=True, store=store), ask, out.append
        )
        == 0
    )
    return "\n".join(out)


def test_a_whole_game_from_the_title_by_ids(table: Table) -> None:
    """A crisis is chosen by its id, played to the review, and left for the title."""
    code, out, complaints = said(table, "ferry", *["end"] * 6, "quit", "list", "quit")
    assert (code, complaints) == (0, "")
    assert out.index("Crises:") < out.index("How it ended:")
    assert out.index("What was true:") < out.index("Back at the title")
    assert "ferry-1: The Ferry, over" in out
    assert table.verify("ferry-1").months == 6


def test_numbers_choose_a_crisis_then_a_game(table: Table) -> None:
    """Crises come first and saved games after them."""
    out = typed(table, "1", "end", "quit", "list", "2", "end", "quit", "quit")
    assert "1. The Ferry [ferry]" in out
    assert "2. ferry-1: The Ferry, turn 2 of" in out
    assert table.verify("ferry-1").months == 2


def test_a_crisis_is_chosen_by_its_title_and_words_in_capitals(table: Table) -> None:
    """As its id does; `exit` is `quit`."""
    code, _, complaints = said(table, "PLAY The Ferry", "Exit", "the ferry", "exit")
    assert (code, complaints) == (0, "")
    assert {view.name for view in table.games()} == {"ferry-1", "ferry-2"}


def test_a_model_is_chosen_by_its_id(table: Table) -> None:
    """It is told, kept in the record, and taken back by `standard`."""
    path = table.folders[0] / "ferry.toml"
    path.write_text(TEXT, encoding="utf-8")
    code, out, complaints = said(
        table, "model soft", "play ferry", "quit", "model", "quit"
    )
    assert (code, complaints) == (0, "")
    assert "- firm: Firmness holds" in out
    assert "Model: Kindness holds." in out
    assert "Model: soft" not in out
    _, out, _ = said(table, "list")
    assert "ferry-1: The Ferry, turn 1 of 6" in out
    assert "; model Kindness holds" in out
    with table.resume("ferry-1") as game:
        model = game.model()
    assert model is not None
    assert model.id == "soft"
    code, _, complaints = said(table, "model [red]")
    assert code == 1
    assert "standard, firm, soft" in complaints
    code, out, _ = said(table, "model soft", "level 5", "play ferry")
    assert code == 1


def test_seed_and_level_are_those_of_the_next_game(table: Table) -> None:
    """What was set is told, and is what the game is played with."""
    _, out, complaints = said(table, "seed 77", "level 2", "play ferry", "quit")
    assert complaints == ""
    assert "Next game: seed 77, level 2." in out
    with table.new("ferry", seed=77, level=2, name="same") as same:
        assert table.replay("ferry-1").frame(1).digest == ""
        start = same.digest()
    with table.resume("ferry-1") as game:
        assert game.digest() == start


def test_the_newest_open_game_is_continued(table: Table) -> None:
    """A game that is over is not taken up by `continue`."""
    said(table, "ferry", "end", "quit")
    _, out, complaints = said(table, "continue", "end", "quit")
    assert complaints == ""
    assert table.verify("ferry-1").months == 2
    assert "turn 2 of 6" in out


def test_saved_games_are_kept_by_lines(table: Table, tmp_path: Path) -> None:
    """Rename, note, export, delete, list the deleted, restore, share."""
    lines = (
        *("ferry", "end", "quit"),
        *("rename ferry-1 first", "note first a remark of mine"),
        *(f"export first {tmp_path}/copy.jsonl", "delete first", "deleted"),
        *("restore first second", "share second", "list", "quit"),
    )
    code, out, complaints = said(table, *lines)
    assert (code, complaints) == (0, "")
    assert (tmp_path / "copy.jsonl").exists()
    assert "first: The Ferry, turn 2" in out
    assert "note: a remark of mine" in out
    assert "grave-concern play --code CODE\n" in out
    assert [view.name for view in table.games()] == ["second"]


def test_a_code_begins_the_game_that_it_holds(table: Table) -> None:
    """The code of the whole game brings it to the turn that it had reached."""
    said(table, "ferry", "end", "end", "quit")
    code = table.share("ferry-1").game
    _, _, complaints = said(table, f"code {code}", "end", "quit")
    assert complaints == ""
    assert table.verify("ferry-2").months == 3


def test_a_game_is_watched_branched_off_and_compared(table: Table) -> None:
    """A replay leads to a branch that is played on; both stand side by side."""
    said(table, "ferry", "end", "end", "quit")
    lines = (
        *("replay ferry-1", "branch new", "speech", "end", "quit"),
        *("compare ferry-1-t2", "branch ferry-1 1", "end", "quit"),
    )
    _, out, complaints = said(table, *lines)
    assert complaints == ""
    assert "branches off ferry-1 at turn 2, with hindsight." in out
    assert "Second game: ferry-1," in out
    assert {view.name for view in table.games()} == {
        *("ferry-1", "ferry-1-t2", "ferry-1-t1"),
    }


def test_a_game_watches_itself_and_comes_back(table: Table) -> None:
    """`timeline` takes the lines until `quit`; then the game goes on."""
    lines = ("ferry", "end", "timeline", "first", "why", "quit", "end", "quit")
    _, out, complaints = said(table, *lines)
    assert complaints == ""
    assert "Back at turn 2." in out
    assert table.verify("ferry-1").months == 2


@pytest.mark.parametrize(
    ("language", "title", "replay", "entered"),
    [
        ("en", "title> ", "replay> ", "You watch ferry-1 now"),
        ("ko", "첫 화면> ", "다시 보기> ", "이제 ferry-1"),
    ],
)
def test_the_prompt_and_words_say_where_one_is(
    folder: Path, language: str, title: str, replay: str, entered: str
) -> None:
    """At the title, in a game, and where one is watched from either of them."""
    table = TableOfGames(data_dir=folder, language=language)
    table.reader = Reader((folder / "scenarios",), ())
    out: list[str] = []
    lines = iter(
        ["ferry", "end", "timeline", "quit", "quit", "replay ferry-1", "quit", "quit"]
    )
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return next(lines)

    converse(PlainTitle(table, out.append, numbered=True), ask, out.append)
    assert prompts == [title, "> ", "> ", replay, "> ", title, replay, title]
    assert sum(line.startswith(entered) for line in out) == 2


def test_a_branch_is_played_from_the_timeline(table: Table) -> None:
    """The game branched off is at the table; the other stays as it is."""
    lines = ("ferry", "end", "end", "timeline", "2", "branch", "end", "quit")
    _, out, complaints = said(table, *lines)
    assert complaints == ""
    assert "You play ferry-1-t2 now, from turn 2, with hindsight." in out
    assert table.verify("ferry-1").months == 2
    assert table.verify("ferry-1-t2").months == 2


@pytest.mark.parametrize(
    "line",
    [
        *("moon", "play moon", "resume moon", "replay moon", "continue", "code xyz"),
        *("seed -1", "seed x", "level 9", "level x", "branch", "branch ferry-1 x"),
        *("rename one", "note one", "export one", "delete moon", "restore moon"),
        *("compare", "compare one", "share moon", "list everything", "quit now"),
        *("option", "option theme A!", "option language zz", "help moon", "1"),
    ],
)
def test_a_line_that_cannot_be_done_is_told(table: Table, line: str) -> None:
    """From a pipe it stops with its number and the code 1; nothing is begun."""
    code, _, complaints = said(table, "help", line)
    assert code == 1
    assert complaints.startswith("Line 2: ")
    assert table.games() == ()


def test_a_mistake_inside_a_game_keeps_it(table: Table) -> None:
    """The line is counted from the first of the pipe, and the game is kept."""
    code, out, complaints = said(table, "ferry", "end", "nonsense")
    assert code == 1
    assert complaints.startswith("Line 3: ")
    assert "kept as ferry-1, turn 2" in out


def test_options_are_told_set_and_kept(table: Table, tmp_path: Path) -> None:
    """What is set is told at once, and kept in the file of the screens."""
    path = tmp_path / "kept" / "options.toml"
    lines = ("options", "option mouse off", "options", "quit")
    out = typed(table, *lines, store=opened(path))
    assert out.index("Mouse [mouse]: on") < out.index("Mouse [mouse]: off")
    assert 'mouse = "off"' in path.read_text(encoding="utf-8")


LINES = st.lists(
    st.one_of(
        st.sampled_from([word.name for word in (*TITLE, *GAME, *REPLAY)]),
        st.builds(
            "{} {}".format,
            st.sampled_from([word.name for word in (*TITLE, *GAME, *REPLAY)]),
            st.sampled_from(
                [
                    "ferry",
                    "ferry-1",
                    "ferry-1 2",
                    "ferry-1 x",
                    "new",
                    "2",
                    "-1",
                    "trust",
                ]
            ),
        ),
        st.sampled_from(["ferry", "1", "2", "99", "speech", "letter thank", "# no"]),
        st.text(max_size=20),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=25)
@given(lines=LINES)
def test_no_line_is_an_exception(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    """Whatever is typed is done or told in a sentence; the loop never breaks."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "scenarios").mkdir()
    shutil.copy(FERRY, folder / "scenarios")
    table = TableOfGames(data_dir=folder)
    table.reader = Reader((folder / "scenarios",), ())
    kept = [line for line in lines if not line.startswith(("option", "export"))]
    told = typed(table, *kept)
    assert "Traceback" not in told

"""The face over the real session, with the real worker, on a small crisis."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from textual.widgets import Input

from game.cli.late import LateTable
from game.session import Table
from game.tui.draw.why import terms
from game.tui.link import Link
from game.tui.widgets.sheet import Sheet
from tests.tui.stage import NARROW, SIZES, stage

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with the ferry on it."""
    (tmp_path / "scenarios").mkdir()
    shutil.copy(FERRY, tmp_path / "scenarios")
    (tmp_path / "scenarios" / "DEFAULT").write_text("ferry\n")
    return Table(data_dir=tmp_path)


def test_whatever_is_explained_has_its_entry(table: Table) -> None:
    """The codex opens at the cause under the cursor, and else at what is explained."""
    with table.new("seoul-2024", seed=3) as game:
        for _ in range(3):
            game.end_month()
        entries = {entry.id for entry in game.codex()}
        opened = set()
        for asked, own in (
            ("objectives.calm", "objectives.calm"),
            ("beliefs.motive", "types.motive"),
        ):
            why = game.why(asked)
            for line in (*why.lines, *why.parts):
                found = [one for one in terms(asked, line.id) if one in entries]
                assert own in found
                opened.add(found[0].partition(".")[0])
    assert {"variables", "rules"} <= opened


@pytest.mark.parametrize("size", SIZES)
async def test_a_real_game_to_its_end(table: Table, size: tuple[int, int]) -> None:
    """The ferry is played to its review by keys, and every month is on disk."""
    game = table.new("ferry", seed=7, name="one")
    async with stage(
        size, table=LateTable(table.saves, "en"), start=game, opener=None
    ) as face:
        for _ in range(40):
            if face.name == "ReviewScreen":
                break
            keys = {"RoomScreen": ["1", "e"], "Trouble": ["q", "0", "e"]}
            await face.press(*keys.get(face.name, ["enter"]))
        assert face.name == "ReviewScreen"
        assert game.is_over
    replay = table.replay("one")
    assert replay.review() is not None
    async with stage(
        size, table=LateTable(table.saves, "en"), start=replay, opener=None
    ) as face:
        await face.press("end", "r")
        assert face.name == "ReviewScreen"


async def test_the_worker_draws_the_fan(table: Table) -> None:
    """The forecast of the answer under the cursor comes from the worker process."""
    game = table.new("ferry", seed=7, name="two")
    async with stage(
        (120, 40), table=LateTable(table.saves, "en"), start=game, opener=Link
    ) as face:
        await face.until("choosing nothing")


async def test_right_goes_through_the_whys_of_all_gauges(table: Table) -> None:
    """From any gauge the key goes round, the duties too, whatever ids they have."""
    game = table.new("ferry", seed=7, name="three")
    game.end_month()
    room = game.room()
    labels = [row.label for row in room.gauges]
    labels += [row.label for row in room.objectives]
    async with stage(
        (120, 40), table=LateTable(table.saves, "en"), start=game, opener=None
    ) as face:
        await face.press("w")
        heads = []
        for _ in labels:
            heads.append(face.app.screen.query_one("#head", Sheet).rows[0].text)
            await face.press("right")
        first = face.app.screen.query_one("#head", Sheet).rows[0].text
        assert first == heads[0]
        assert len({*heads}) == len(labels)


PROBE = """
import json, sys
import game.tui
before = sorted(sys.modules)
import game.tui.app
print(json.dumps([before, sorted(sys.modules)]))
"""


def test_nothing_heavy_before_the_first_paint() -> None:
    """`game.tui` imports no Textual; the app no numpy, pydantic or session."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = json.loads(done.stdout)
    assert "textual" not in before
    heavy = {"numpy", "pydantic", "game.session.game", "game.outlook", "game.engine"}
    heavy |= {"game.scenario", "game.chronicle", "game.tui.screens.room"}
    assert heavy.isdisjoint(after)
    assert not {name for name in after if name.startswith("textual.widgets._")} & {
        "textual.widgets._markdown",
        "textual.widgets._data_table",
        "textual.widgets._text_area",
    }


PLAY = """
import sys
from pathlib import Path
from game.session import Table
from game.tui import run
table = Table(data_dir=Path(sys.argv[1]))
sys.exit(run(table, start=table.new("ferry", seed=7, name="three")))
"""


LISTED = """
import atexit, sys
from pathlib import Path
from game.cli.main import main
folder, listed = sys.argv[1:]
atexit.register(lambda: Path(listed).write_text("\\n".join(sys.modules)))
sys.exit(main(["play", "ferry", "--data-dir", folder, "--seed", "7"]))
"""


@pytest.mark.usefixtures("table")
def test_a_game_holds_no_module_that_it_does_not_need(tmp_path: Path) -> None:
    """What Textual, pydantic and shutil ask for and a game never uses is not there."""
    listed = tmp_path / "modules"
    child = spawn(tmp_path, LISTED, str(listed), LANGUAGE="en")
    child.expect("Capital")
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    there = set(listed.read_text().split())
    assert {"textual.app", "pydantic.main", "game.tui.screens.room"} <= there
    idle = {"ssl", "bz2", "lzma", "zoneinfo", "zipfile", "importlib.metadata"}
    assert not (idle | {"email", "textual.command", "textual.widgets._input"}) & there


def spawn(
    folder: Path, code: str = PLAY, *more: str, **environment: str
) -> pexpect.spawn[str]:
    """Start the game in a terminal of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "LC_ALL"}}
    return pexpect.spawn(
        sys.executable,
        ["-c", code, str(folder), *more],
        cwd=ROOT,
        env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
        dimensions=(NARROW[1], NARROW[0]),
        encoding="utf-8",
        codec_errors="replace",
        timeout=60,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_leave_cleanly(
    table: Table, tmp_path: Path, number: signal.Signals
) -> None:
    """A signal restores the terminal and gives the shell's code for it."""
    child = spawn(tmp_path)
    child.expect("Capital")
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()
    seen = str(child.before)
    assert "\x1b[?1049l" in seen
    assert "\x1b[?25h" in seen
    assert child.exitstatus == 128 + number
    assert table.resume("three").turn == 1


@pytest.mark.usefixtures("table")
def test_quitting_is_code_zero_and_ascii_is_automatic(tmp_path: Path) -> None:
    """ctrl+q leaves with 0; without UTF-8 not one byte is outside ASCII."""
    child = spawn(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    child.expect("Capital")
    first = str(child.before) + str(child.after)
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert (first + str(child.before)).isascii()
    assert child.exitstatus == 0


def test_a_code_is_taken_up_in_a_terminal(table: Table, tmp_path: Path) -> None:
    """A slip is named by its group; a code pasted in two lines is played on."""
    with table.new("ferry", seed=7, name="one") as game:
        game.end_month()
    code = table.share("one").game
    (table.saves / "one.chronicle").unlink()
    place = code.index("-") + 1
    slip = code[:place] + ("0" if code[place] != "0" else "1") + code[place + 1 :]
    for typed, answer in ((slip, "group 2"), (code, "Capital")):
        child = spawn_title(tmp_path)
        child.expect("New game")
        child.send("p")
        child.expect("typed or pasted")
        child.send(f"\x1b[200~{typed[:12]}\n{typed[12:]}\x1b[201~")
        child.expect(typed[12:17])
        child.send("\r")
        child.expect(answer)
        child.send("\x11")
        child.expect(pexpect.EOF)
        child.close()
    (view,) = table.games()
    assert (view.name, view.turn) == ("ferry-1", 2)


def spawn_title(folder: Path) -> pexpect.spawn[str]:
    """Start the program at its title in a terminal of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "LC_ALL"}}
    return pexpect.spawn(
        sys.executable,
        ["-m", "game", "--data-dir", str(folder), "--language", "en"],
        cwd=ROOT,
        env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        dimensions=(NARROW[1], NARROW[0]),
        encoding="utf-8",
        codec_errors="replace",
        timeout=60,
    )


@pytest.mark.usefixtures("collector")
async def test_the_collector_passes_over_a_game_that_is_open(table: Table) -> None:
    """A full look through all that was built does not fall into a page that opens."""
    game = table.new("ferry", seed=7, name="kept")
    async with stage(table=LateTable(table.saves, "en"), opener=None) as face:
        face.app.open(game)
        await face.settle()
        assert face.name == "RoomScreen"
        assert gc.get_freeze_count() > len(gc.get_objects())
        await face.press("q")
        assert face.name == "Title"
        assert gc.get_freeze_count() == 0


async def test_a_saved_game_is_copied_where_it_is_said(
    table: Table, tmp_path: Path
) -> None:
    """The copy that the page of saved games makes verifies."""
    table.new("ferry", seed=7, name="five").close()
    copy = tmp_path / "copy.chronicle"
    async with stage((120, 40), table=LateTable(tmp_path, "en"), opener=None) as face:
        await face.press("s", "e")
        face.app.screen.query_one(Input).value = str(copy)
        await face.press("enter")
        await face.until("read back")
    assert table.verify(str(copy)).ok

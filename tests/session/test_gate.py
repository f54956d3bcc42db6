"""Scenarios from outside pass a gate: another process, which ends with its limits."""

from __future__ import annotations

import os
import shutil
import signal
import site
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli.main import main
from game.errors import ScenarioError
from game.scenario import Checked, UnplayableError, check, check_text
from game.scenario.apart import Limits
from game.scenario.glance import Glance
from game.scenario.passing import Job, Report, look
from game.scenario.samples import BASE
from game.session import Table
from game.session.gate import Child, environment
from game.session.reading import Reader
from tests.conftest import FERRY
from tests.faults import fuzz
from tests.gate import Here

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios"
EAGER = Child(Limits(seconds=1), module="tests.endless")
"""Ends what never ends of itself; a small file needs far less than it gives."""


def saved(folder: Path) -> Path:
    """Write a scenario whose check never ends into a folder."""
    return Path(shutil.copy(FERRY, folder / "spins.toml"))


class Closed:
    """A gate that nobody may knock at."""

    def reports(self, jobs: Sequence[Job]) -> Iterator[Report | ScenarioError]:
        """Fail."""
        raise AssertionError(jobs)


def test_what_passes_is_what_a_check_finds() -> None:
    """A child reads the same files and finds the same as a check in this process."""
    path = SHIPPED / "harbour-strike.toml"
    faulty = ROOT / "tests" / "broken" / "saves"
    report, other = Child().reports([Job(path=str(path)), Job(path=str(faulty))])
    assert isinstance(report, Report)
    assert isinstance(other, Report)
    here = check(path)
    assert report.told == here.diagnostics
    checked = report.checked()
    assert checked.scenario is not None
    assert here.scenario is not None
    assert checked.scenario.content == here.scenario.content
    assert [one.code for one in other.told] == ["E001"]
    assert other.checked().scenario is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_findings_cross_over_unchanged(seed: int) -> None:
    """Whatever is wrong with a file: its report is the same behind a line of JSON."""
    job = Job(path="a.toml", root="a.toml", files={"a.toml": fuzz.edited(seed)})
    report = look(job)
    assert Job.from_line(job.line()) == job
    assert Report.from_line(report.line()) == report
    here = check_text(job.files, job.root)
    assert report.told == here.diagnostics
    assert report.checked().diagnostics == here.diagnostics
    assert report.is_sound == (here.scenario is not None)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize(
    ("name", "limits", "told"),
    [
        ("spins", Limits(seconds=1), "1 seconds of processor time"),
        ("waits", Limits(wait=1), "after 1 seconds on the clock"),
        ("grows", Limits(), "1024 MiB of memory"),
    ],
)
def test_what_goes_beyond_a_limit_is_refused(
    name: str, limits: Limits, told: str
) -> None:
    """The refusal says which limit it was, of which file, and what to do."""
    job = Job(path=f"given/{name}.toml")
    (found,) = Child(limits, module="tests.endless").reports([job])
    assert isinstance(found, ScenarioError)
    assert told in str(found)
    assert f"given/{name}.toml" in str(found)
    assert "leave it alone" in str(found)
    assert found.exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_one_that_goes_too_far_takes_no_other_along(tmp_path: Path) -> None:
    """A list tells of every sound scenario, and why the others are not read."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    bad = saved(folder)
    shutil.copy(FERRY, folder)
    shutil.copy(FERRY, folder / "zebra.toml")
    reader = Reader((folder,), (), EAGER)
    paths = [FERRY.with_name("islands.toml"), bad, folder / "zebra.toml"]
    seen = list(reader.glances(paths))
    assert [type(one) for one in seen] == [Glance, ScenarioError, Glance]
    found = list(reader.findings(paths))
    assert [isinstance(one, ScenarioError) for one in found] == [False, True, False]
    with pytest.raises(ScenarioError, match=r"spins\.toml"):
        reader.load(bad)


def test_shipped_scenarios_start_no_process(tmp_path: Path) -> None:
    """None of what came with the program knocks at the gate, nor games of it."""
    table = Table(data_dir=tmp_path)
    reader = Reader(table.folders, (SHIPPED,), Closed())
    table.reader = reader
    assert not any(view.problem for view in table.scenarios())
    for view in table.scenarios():
        found = table.scenario(view.id)
        inside = reader.inside(found.files, view.id).scenario
        assert inside is not None
        assert inside.content == found.content
    assert table.scenario(str(SHIPPED / "harbour-strike.toml")).id == "harbour-strike"
    link = tmp_path / "link.toml"
    link.symlink_to(SHIPPED / "harbour-strike.toml")
    assert reader.is_shipped(link)


def test_a_copy_of_a_shipped_scenario_is_from_outside(tmp_path: Path) -> None:
    """Where it lies decides, not what it is called."""
    copy = tmp_path / "harbour-strike.toml"
    shutil.copy(SHIPPED / "harbour-strike.toml", copy)
    reader = Reader((tmp_path,), (SHIPPED,), Closed())
    for look_at in (reader.check, reader.load, lambda p: list(reader.findings([p]))):
        with pytest.raises(AssertionError):
            look_at(copy)


def test_a_game_that_carries_a_strange_scenario_passes_once() -> None:
    """What a saved game carries is looked at apart, and the same texts only once."""

    class Counted(Here):
        count = 0

        def reports(self, jobs: Sequence[Job]) -> Iterator[Report | ScenarioError]:
            self.count += len(jobs)
            return super().reports(jobs)

    gate = Counted()
    reader = Reader((), (SHIPPED,), gate)
    files = {"ferry.toml": FERRY.read_text("utf-8")}
    for _ in range(3):
        assert reader.inside(files, "my-game").scenario is not None
    assert gate.count == 1
    assert reader.inside({"ferry.toml": "format = 2"}, "my-game").scenario is None
    assert gate.count == 2
    assert reader.inside({}, "my-game").scenario is None


def test_faults_are_told_as_before(tmp_path: Path) -> None:
    """A file with errors is refused with all of them at their places."""
    path = tmp_path / "a.toml"
    path.write_text(BASE.replace("turns = 4", "turns = none"), encoding="utf-8")
    reader = Reader((), (), Here())
    assert isinstance(reader.check(path), Checked)
    assert reader.check(path).diagnostics == check(path).diagnostics
    with pytest.raises(UnplayableError) as caught:
        reader.load(path)
    assert caught.value.diagnostics == check(path).diagnostics


@pytest.mark.skipif(sys.platform == "win32", reason="processes end otherwise there")
def test_ctrl_c_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops waiting leaves no process behind."""
    begun: list[subprocess.Popen[str]] = []

    def stopped(self: subprocess.Popen[str], *_: object, **__: object) -> None:
        begun.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(Child().reports([Job(path="a.toml")]))
    assert [one.returncode for one in begun] == [-signal.SIGKILL]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_validate_says_what_was_exceeded_and_checks_the_rest(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The command ends with 1 and a sentence each, after what it could find."""
    monkeypatch.setattr("game.session.reading.Child", lambda: EAGER)
    (tmp_path / "more").mkdir()
    bad, worse = saved(tmp_path), saved(tmp_path / "more")
    good = tmp_path / "ferry.toml"
    shutil.copy(FERRY, good)
    assert main(["scenario", "validate", str(bad), str(good), str(worse)]) == 1
    out, err = capsys.readouterr()
    assert "0 errors" in out
    assert err.count("\n") == 2
    assert str(bad) in err
    assert str(worse) in err
    assert "Traceback" not in err


def test_what_breaks_off_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends before its time is told of in its own last words."""
    monkeypatch.setattr("game.session.gate._PACKAGE", "nowhere")
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr(sys, "executable", sys._base_executable)  # type: ignore[attr-defined]
    (found,) = Child().reports([Job(path="a.toml")])
    assert isinstance(found, ScenarioError)
    assert "broke off" in str(found)
    assert "a.toml" in str(found)


def test_the_process_finds_the_program_and_nothing_before_the_standard_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A checkout is looked at first; what is installed is found where it always is."""
    monkeypatch.setenv("PYTHONPATH", "mine")
    installed = str(Path(site.getsitepackages()[0]).resolve())
    assert environment(installed)["PYTHONPATH"] == "mine"
    assert environment(str(ROOT))["PYTHONPATH"] == os.pathsep.join((str(ROOT), "mine"))


def test_rewriting_is_done_where_it_can_be_ended(tmp_path: Path) -> None:
    """What rewriting a file takes is limited, and its texts are not read again."""
    draft = ROOT / "tests" / "golden" / "scenario-format-0.toml"
    path = Path(shutil.copy(draft, tmp_path))
    with pytest.raises(AssertionError):
        Reader((), (), Closed()).rewrite(path)
    found = Reader((), (), Here()).rewrite(path)
    path.unlink()
    assert found.files == {path.name: draft.read_text("utf-8")}
    assert found.newest is not None
    assert "\nformat = 1 " in found.newest[path.name]
    with pytest.raises(ScenarioError):
        Reader((), (), Here()).rewrite(path)

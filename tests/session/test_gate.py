"""Scenarios from outside pass a gate: another process, which ends with its limits."""

from __future__ import annotations

import shutil
import signal
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
from game.session.gate import Child
from game.session.reading import Reader
from tests.conftest import FERRY
from tests.faults import fuzz
from tests.gate import Here

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios"
EAGER = Limits(seconds=0)
"""What is left of the second in which the interpreter starts: small files need less."""
PARTS = ("a.toml", "b.toml", "c.toml")


def heavy() -> dict[str, str]:
    """Return texts within all limits of size that take longer than the eager have."""
    head = BASE.replace("\n", f"\ninclude = {list(PARTS)}\n", 1)
    arrays = "[variables.v{}]\nrange = [" + "[]," * 300_000 + "]\n"
    return {
        "heavy.toml": head,
        **{name: arrays.replace("{}", name[0], 1) for name in PARTS},
    }


def saved(folder: Path) -> Path:
    """Write the heavy scenario into a folder."""
    for name, text in heavy().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "heavy.toml"


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
    ("limits", "told"),
    [
        (EAGER, "0 seconds of processor time"),
        (Limits(seconds=60, wait=1), "after 1 seconds on the clock"),
        (Limits(memory=2**26), "64 MiB of memory"),
    ],
)
def test_what_goes_beyond_a_limit_is_refused(limits: Limits, told: str) -> None:
    """The refusal says which limit it was, of which file, and what to do."""
    files = heavy()
    job = Job(path="given/heavy.toml", root="heavy.toml", files=files)
    (found,) = Child(limits).reports([job])
    assert isinstance(found, ScenarioError)
    assert told in str(found)
    assert "given/heavy.toml" in str(found)
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
    reader = Reader((folder,), (), Child(EAGER))
    paths = [FERRY.with_name("islands.toml"), bad, folder / "zebra.toml"]
    seen = list(reader.glances(paths))
    assert [type(one) for one in seen] == [Glance, ScenarioError, Glance]
    found = list(reader.findings(paths))
    assert [isinstance(one, ScenarioError) for one in found] == [False, True, False]
    with pytest.raises(ScenarioError, match=r"heavy\.toml"):
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
    """The command ends with 1 and one sentence, after what it could find."""
    monkeypatch.setattr("game.session.reading.Child", lambda: Child(EAGER))
    bad, good = saved(tmp_path), tmp_path / "ferry.toml"
    shutil.copy(FERRY, good)
    assert main(["scenario", "validate", str(bad), str(good)]) == 1
    out, err = capsys.readouterr()
    assert "0 errors" in out
    assert err.count("\n") == 1
    assert str(bad) in err
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

"""From the draft of the format to the first: meaning moves, comments stay."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import tomli

from game.cli.main import main
from game.errors import ScenarioError
from game.scenario import Severity, check
from game.scenario.checking import FORMAT
from game.scenario.workshop.migrating import STEPS, format_of, migrated
from game.scenario.workshop.rewriting import rewritten

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
DRAFT = (GOLDEN / "scenario-format-0.toml").read_text(encoding="utf-8")
NEWEST = GOLDEN / "scenario-format-0-as-1.toml"
SHIPPED = [
    ROOT / "tests" / "session" / "files" / "ferry.toml",
    *sorted((ROOT / "scenarios").glob("*.toml")),
    ROOT / "scenarios" / "seoul-2024" / "model.toml",
]


def test_every_older_format_has_a_step_and_a_golden_pair() -> None:
    """None is skipped on the way to the newest."""
    assert set(STEPS) == set(range(FORMAT))
    for number in STEPS:
        assert (GOLDEN / f"scenario-format-{number}.toml").exists()
        assert (GOLDEN / f"scenario-format-{number}-as-{FORMAT}.toml").exists()


def test_the_golden_draft_becomes_the_golden_file() -> None:
    """Byte by byte; what comes of it is clean, and the values are those of the step."""
    assert rewritten(DRAFT, 0) == NEWEST.read_text(encoding="utf-8")
    found = check(NEWEST).diagnostics
    assert {one.severity for one in found} <= {Severity.NOTE}
    assert migrated(tomli.loads(DRAFT), 0) == tomli.loads(rewritten(DRAFT, 0))


def test_every_comment_stays() -> None:
    """In its place: the lines differ by the renamed keys alone."""
    old, new = DRAFT.splitlines(), rewritten(DRAFT, 0).splitlines()
    assert [line.partition("#")[2] for line in old] == [
        line.partition("#")[2] for line in new
    ]
    differ = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    for before, after in differ:
        assert (
            re.sub(r"levels|per_level|basis|priority|format = 0", "", before) != before
        )
        assert before.partition("#")[2] == after.partition("#")[2]
    assert len(differ) == 8


def drafted(text: str) -> str:
    """Return a newest file as the draft would have had it."""
    text = re.sub(r"(?m)^format = 1$", "format = 0", text)
    text = re.sub(r"(?m)^rungs = ", "levels = ", text)
    return re.sub(r"(?m)^per_rung = ", "per_level = ", text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_file_comes_back_from_its_draft(path: Path) -> None:
    """Written as a draft and migrated, a real file is itself again, byte by byte."""
    text = path.read_text(encoding="utf-8")
    draft = drafted(text)
    assert draft != text
    assert rewritten(draft, 0) == text


def test_a_file_of_the_newest_format_is_left_alone() -> None:
    """No step leads from it, so nothing changes."""
    text = SHIPPED[0].read_text(encoding="utf-8")
    assert rewritten(text, FORMAT) == text
    assert migrated(tomli.loads(text), FORMAT) == tomli.loads(text)


def test_line_ends_stay() -> None:
    """A file of another system keeps its line ends."""
    text = DRAFT.replace("\n", "\r\n")
    assert rewritten(text, 0) == rewritten(DRAFT, 0).replace("\n", "\r\n")


def test_an_id_that_is_spelt_like_a_key_is_no_key() -> None:
    """Only where the pattern says is a word renamed."""
    raw: dict[str, object] = {
        "format": 0,
        "variables": {"levels": {"label": {"en": "levels"}}, "basis": {}},
        "levers": {"per_level": {"levels": [{"id": "levels"}]}},
    }
    assert migrated(raw, 0) == {
        "format": 1,
        "variables": {"levels": {"label": {"en": "levels"}}, "basis": {}},
        "levers": {"per_level": {"rungs": [{"id": "levels"}]}},
    }
    assert raw["format"] == 0


def test_both_names_of_a_key_are_refused() -> None:
    """Which of the two is meant, nobody can know."""
    with pytest.raises(ScenarioError, match=r"levels.*rungs"):
        migrated({"format": 0, "levers": {"a": {"levels": [], "rungs": []}}}, 0)


@pytest.mark.parametrize("found", [None, 2, -1, True, "1", 1.0, []])
def test_a_format_that_is_not_known_is_refused(found: object) -> None:
    """It is said what the newest is."""
    raw = {} if found is None else {"format": found}
    with pytest.raises(ScenarioError, match="1"):
        format_of(raw)


def test_the_command_shows_before_it_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --write the file stays; with it, it is the golden one, and done."""
    path = tmp_path / "draft.toml"
    path.write_text(DRAFT, encoding="utf-8")
    words = ["scenario", "migrate", str(path)]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "-levels = [\n+rungs = [\n" in out
    assert "Nothing is written yet" in out
    assert path.read_text(encoding="utf-8") == DRAFT
    assert main([*words, "--write"]) == 0
    assert path.read_bytes() == NEWEST.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["draft.toml"]
    capsys.readouterr()
    assert main(words) == 0
    assert "already" in capsys.readouterr().out


def test_a_folder_is_migrated_whole(tmp_path: Path) -> None:
    """The format stands in the first file; what it includes follows it."""
    head, tail = DRAFT.split("# ---- what is counted")
    part = "# part\n" + tail
    main_file = head.replace("format = 0", 'format = 0\ninclude = ["part.toml"]\n#')
    (tmp_path / "scenario.toml").write_text(main_file, encoding="utf-8")
    (tmp_path / "part.toml").write_text(part, encoding="utf-8")
    assert main(["scenario", "migrate", str(tmp_path), "--write"]) == 0
    new = (tmp_path / "part.toml").read_text(encoding="utf-8")
    assert "levels" not in new
    assert new.startswith("# part\n")
    assert check(tmp_path).scenario is not None


@pytest.mark.parametrize(
    "text", ["format = ", "format = 3\n", "x = 1\n", "format = 0\n[levers.a]\nx = \n"]
)
def test_what_cannot_be_migrated_is_one_sentence(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the file stays as it was."""
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["scenario", "migrate", str(path), "--write"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert path.read_text(encoding="utf-8") == text


def test_without_the_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Playing never needs it; rewriting does."""
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    with pytest.raises(ScenarioError, match="author"):
        rewritten(DRAFT, 0)


def test_a_disk_that_refuses_leaves_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file takes the place of the old one at the very end, or not at all."""
    path = tmp_path / "draft.toml"
    path.write_text(DRAFT, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert main(["scenario", "migrate", str(path), "--write"]) == 1
    assert "No space left" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == DRAFT
    assert [one.name for one in tmp_path.iterdir()] == ["draft.toml"]


def test_the_checker_names_the_way() -> None:
    """A draft is told to be migrated."""
    found = check(GOLDEN / "scenario-format-0.toml").diagnostics
    (row,) = (one for one in found if one.code == "E005")
    assert row.fix is not None
    assert "migrate" in row.fix.template

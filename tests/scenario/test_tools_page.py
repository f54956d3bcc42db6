"""The page on the tools: every command that it shows runs as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from game.cli.main import main
from game.scenario.files import MAIN
from game.scenario.packed import packed
from game.scenario.workshop.template import new_scenario

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "game" / "manual" / "scenario-tools.md").read_text(encoding="utf-8")
ACTIONS = {
    "new",
    "validate",
    "reference",
    "schema",
    "explain",
    "graph",
    "diff",
    "migrate",
    "pack",
}
"""Those that end by themselves and are told of here."""
COMMANDS = [
    line.removeprefix("grave-concern ").partition(" | ")[0]
    for kind, block in re.findall(r"(?ms)^```(\w*)\n(.*?)^```", PAGE)
    if not kind
    for line in block.splitlines()
    if line.startswith("grave-concern scenario ") and line.split()[2] in ACTIONS
]


def test_the_page_tells_of_every_tool() -> None:
    """Each has a section and an example."""
    shown = {command.split()[1] for command in COMMANDS}
    assert shown == ACTIONS
    for action in (*ACTIONS - {"validate"}, "watch"):
        assert re.search(rf"(?m)^## .*`{action}`", PAGE), action


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the page speaks of."""
    made = tmp_path_factory.mktemp("page")
    text = new_scenario("hill-town")
    (made / "old.toml").write_text(
        text.replace("format = 1", "format = 0").replace("\nrungs = ", "\nlevels = "),
        encoding="utf-8",
    )
    (made / "new.toml").write_text(
        text.replace("value = 8.5", "value = 8"), encoding="utf-8"
    )
    crisis = made / "my-crisis"
    crisis.mkdir()
    (crisis / MAIN).write_text(text, encoding="utf-8")
    (made / "my-crisis.zip").write_bytes(packed(crisis, MAIN, {}))
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(
    command: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It ends with 0 and says something; pages of the manual are copies."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    words = shlex.split(command)
    if "pack" in words:
        (tmp_path / "my-crisis.zip").unlink()
    if "validate" in words:
        assert main(["scenario", "new", "hill-town", "--folder", str(tmp_path)]) == 0
    if "diff" in words:
        assert main(["scenario", "migrate", str(tmp_path / "old.toml"), "--write"]) == 0
        words = [word.replace("4000", "40") for word in words]
        words += [] if "--worlds" in words else ["--worlds", "40"]
    if "--update" in words:
        page = tmp_path / "game" / "manual" / "scenario-reference.md"
        page.parent.mkdir(parents=True)
        page.write_bytes((ROOT / page.relative_to(tmp_path)).read_bytes())
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(words) == 0
    assert capsys.readouterr().out or "--update" in words

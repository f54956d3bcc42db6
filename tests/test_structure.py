"""The house rules that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "game").rglob("*.py"))
TEXTS = [path.read_text(encoding="utf-8") for path in MODULES]

PLACES = (
    "afghan america australia austria bangladesh beijing belarus belgium berlin bern "
    "brazil britain british brussels canada chile china chinese colombia congo "
    "croatia cuba czech denmark danish dmz dprk dutch egypt estonia ethiopia europe "
    "finland finnish france french georgia german ghana greece hungary iceland india "
    "indonesia iran iraq ireland israel italy japan jordan kazakhstan kenya korea "
    "kremlin kursk kyiv kyrgyz latvia lebanon lithuania london malaysia mexico "
    "moldova mongolia moscow morocco myanmar nato nepal netherlands nigeria norway "
    "pakistan palestin paris peru philippines poland polish portugal pyongyang qatar "
    "romania rome russia saudi seoul serbia singapore slovakia somalia spain sudan "
    "sweden swedish switzerland swiss syria taiwan thailand tokyo tunisia turkey "
    "turkish ukrain uruguay venezuela vietnam warsaw washington yemen yeonpyeong "
    "zimbabwe"
).split()
STORY = (
    "howitzer missile warhead sanction treaty embargo ammunition artillery tank "
    "soldier parliament assembly ceasefire"
).split()
IDS = re.compile(
    r"^\[(?:variables|levers|types|actors|rules|red_lines|events|agenda|"
    r"initiatives|advisers|objectives|endings|gauges|derived|params)\.([a-z0-9_]+)",
    re.MULTILINE,
)
LANGUAGE = {
    # Words that are the scenario language's or the program's own and that an
    # author may also choose as an id.
    "hold", "capital", "over", "open", "kept", "files", "exact", "quiet", "none",
    "policy", "declare", "silence", "level", "turn", "whole", "broken", "home", "line",
    "budget", "harder", "ladder", "given",
}  # fmt: skip


def scenario_ids() -> set[str]:
    """Collect every id that the shipped scenarios define."""
    found: set[str] = set()
    for path in (ROOT / "scenarios").rglob("*.toml"):
        found.update(IDS.findall(path.read_text(encoding="utf-8")))
    return found - LANGUAGE


def strings(tree: ast.AST) -> set[str]:
    """Collect the string constants of a module."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def own_words() -> set[str]:
    """Collect what the program calls its own things, and the words of its types."""
    found: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
                found |= strings(node)
            for field in ("id", "attr", "arg", "name"):
                name = getattr(node, field, None)
                if isinstance(name, str):
                    found.add(name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_has_at_most_400_lines(path: Path) -> None:
    """A module holds one idea, in at most 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_names_no_country_and_no_story(path: Path) -> None:
    """No word of any module is a place or a thing of one particular crisis."""
    words = set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower()))
    named = {w for w in words for p in (*PLACES, *STORY) if w.startswith(p)}
    # "korean", "ko": the second language of the interface; "thanks" is no tank.
    assert named - {"korean"} == set()


def test_no_string_of_the_program_is_an_id_of_a_shipped_scenario() -> None:
    """No logic can depend on an id of a scenario, because none is written down.

    A plain word that the program names a thing of its own with is no id of theirs.
    """
    ids = scenario_ids() - own_words()
    assert len(ids) > 100
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert strings(tree) & ids == set(), path


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("game.cli", ("numpy", "pydantic", "textual", "rich", "tomli")),
        ("game.chronicle", ("numpy", "pydantic", "textual", "tomli")),
        ("game.engine", ("pydantic", "textual", "rich", "tomli", "game.scenario")),
        ("game.scenario", ("textual", "rich", "game.chronicle", "game.session")),
        ("game.session", ("textual", "rich")),
        ("game.plain", ("textual", "rich")),
        ("game.study", ("textual", "rich")),
    ],
)
def test_import_leaves_out(module: str, absent: tuple[str, ...]) -> None:
    """Importing a layer does not load what it must not know."""
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert set(absent) & set(done.stdout.split()) == set()


def test_import_contracts_are_kept() -> None:
    """The layers of the architecture page are what the imports say."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr


WORDS = {"say", "_say", "message"}


def unmarked(node: ast.AST, *, forwards: bool = False) -> list[int]:
    """Return the lines of calls whose template is not a literal.

    A function that is itself named `say` may forward the template it was given.
    """
    if isinstance(node, ast.FunctionDef):
        forwards = node.name in WORDS
    found: list[int] = []
    if isinstance(node, ast.Call) and not forwards:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0] if node.args else None
        literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if name in WORDS and not literal:
            found.append(node.lineno)
    for child in ast.iter_child_nodes(node):
        found += unmarked(child, forwards=forwards)
    return found


def test_templates_are_literal() -> None:
    """Every template that is marked or translated can be found by extraction."""
    for path in MODULES:
        if path.parent.name != "words":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert unmarked(tree) == [], path


FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}


def test_no_code_is_made_from_text() -> None:
    """Nothing in the program evaluates text as code."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FORBIDDEN_CALLS, path


def test_manual_is_linked() -> None:
    """Every page of the manual is named on its index, and the other way round."""
    manual = ROOT / "game" / "manual"
    pages = {path.name for path in manual.glob("*.md")} - {"README.md"}
    index = (manual / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([a-z-]+\.md)`", index)) == pages

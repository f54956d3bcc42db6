"""Places: every key of a file is found, in characters, whatever surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario import check_text, format_text
from game.scenario.index import build, string_offset
from game.scenario.samples import BASE

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [*(ROOT / "scenarios").rglob("*.toml"), *(ROOT / "tests/scenario").rglob("*.toml")],
)
Keys = tuple[str | int, ...]


def leaves(value: object, path: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Yield every path of a document with what stands there."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_path_of_a_file_has_a_place(path: Path) -> None:
    """The index knows each key and list entry, and the value that stands there."""
    text = path.read_text(encoding="utf-8")
    marks = build(text).marks
    for keys, value in leaves(tomli.loads(text)):
        if not keys:
            continue
        mark = marks[keys]
        raw = text[mark.value[0] : mark.value[1]]
        if isinstance(value, int | float | str | bool) and not raw.startswith("["):
            assert tomli.loads(f"x = {raw}")["x"] == value
        if isinstance(keys[-1], str) and mark.key != mark.value:
            assert keys[-1].rpartition(".")[2] in text[mark.key[0] : mark.key[1]]


@pytest.mark.parametrize(
    ("raw", "offset", "found"),
    [
        ('"abc"', 1, 2),
        ("'abc'", 2, 3),
        (r'"a\tb"', 2, 4),
        (r'"a\u00e9b"', 2, 8),
        ('"""\nabc"""', 1, 5),
        ("'''abc'''", 1, 4),
        ('"""a\\\n  b"""', 1, 8),
    ],
)
def test_character_of_a_string_is_found_in_its_text(
    raw: str, offset: int, found: int
) -> None:
    """Escapes, quotes and line ends before a character are counted."""
    assert string_offset(raw, offset) == found


SIMPLE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(label=SIMPLE, note=SIMPLE)
def test_column_counts_characters_whatever_stands_before(label: str, note: str) -> None:
    """The column of a mistake does not depend on the script before it."""
    words = f"{{ en = {quoted(label)}, ko = {quoted(note)} }}"
    line = f'x = {{ label = {words}, expr = "standing + standin" }}'
    checked = check_text({"a.toml": f"{BASE}\n[derived]\n{line}\n"}, "a.toml")
    (found,) = [one for one in checked.diagnostics if one.code == "E205"]
    assert found.excerpt == line
    assert found.excerpt[found.column - 1 : found.end - 1] == "standin"


def quoted(text: str) -> str:
    """Return a text as a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_caret_stands_under_the_mistake_behind_korean_text() -> None:
    """Wide characters take two cells, so the caret moves with them."""
    line = 'x = { label = { en = "Mood", ko = "기분" }, expr = "standin" }'
    checked = check_text({"a.toml": f"{BASE}\n[derived]\n{line}\n"}, "a.toml")
    (found,) = [one for one in checked.diagnostics if one.code == "E205"]
    lines = format_text(found).splitlines()
    excerpt, caret = lines[3], lines[4]
    before = excerpt[: excerpt.index("standin")]
    wide = sum(1 for one in before if "가" <= one <= "힣")
    assert wide == 2
    assert caret.index("^") == len(before) + wide
    assert caret.count("^") == len("standin")


def test_long_line_is_cut_around_the_mistake() -> None:
    """An excerpt stays short and still shows what is wrong."""
    line = f'x = {{ label = {{ en = "{"m" * 70}" }}, expr = "standing + standin" }}'
    checked = check_text({"a.toml": f"{BASE}\n[derived]\n{line}\n"}, "a.toml")
    (found,) = [one for one in checked.diagnostics if one.code == "E205"]
    shown = format_text(found).splitlines()
    assert len(shown[3]) < 110
    start = shown[4].index("^")
    assert shown[3][start : start + 7] == "standin"

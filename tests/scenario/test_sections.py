"""Places that are read only around what is asked for are those of the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.scenario.index import build
from game.scenario.sections import sections_of
from tests.scenario.edits import fuzzed
from tests.scenario.heldout.large import large

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [*(ROOT / "scenarios").rglob("*.toml"), *(ROOT / "tests/scenario").rglob("*.toml")],
)
Keys = tuple[str | int, ...]


def paths(value: object, path: Keys = ()) -> Iterator[Keys]:
    """Yield every path of a document, and one that is not there in every table."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
        yield (*path, "nowhere", "else")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


def asked_at_random(text: str, luck: Random) -> None:
    """Compare the places of a text's paths, and of what holds them, with the whole."""
    whole = build(text).marks
    known = list(paths(tomli.loads(text)))
    luck.shuffle(known)
    found = sections_of(text)
    for path in known:
        marks = found.around(path)
        for depth in range(len(path) + 1):
            assert marks.get(path[:depth]) == whole.get(path[:depth]), path[:depth]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_places_of_a_file_are_those_of_the_whole(path: Path) -> None:
    """In whatever order the paths of a file are asked for, their places stay."""
    text = path.read_text(encoding="utf-8")
    asked_at_random(text, Random(1))  # noqa: S311
    asked_at_random(text.replace("\n", "\r\n"), Random(2))  # noqa: S311


def test_little_is_read_of_a_large_file() -> None:
    """What is asked of one table makes nothing of the others known."""
    text = large(5000)
    found = sections_of(text)
    marks = found.around(("params", next(iter(tomli.loads(text)["params"])), "value"))
    assert len(marks) < len(build(text).marks) / 10


@pytest.mark.parametrize("first", range(0, 160, 40))
def test_places_of_edited_files_are_those_of_the_whole(first: int) -> None:
    """Whatever is done to a file, if it parses, its paths have the same places."""
    ferry = (ROOT / "tests/scenario/files/ferry.toml").read_text(encoding="utf-8")
    parsed = 0
    for seed in range(first, first + 40):
        text = fuzzed(ferry, seed)
        try:
            tomli.loads(text)
        except (ValueError, RecursionError):
            continue
        parsed += 1
        asked_at_random(text, Random(seed))  # noqa: S311
    assert parsed


KEY = st.sampled_from(["a", "b", "c", "true", "inf", "1", '"a"', "'b'", '"a.b"', "_"])
DOTTED = st.lists(KEY, min_size=1, max_size=3).flatmap(
    lambda keys: st.sampled_from([".", " . "]).map(lambda dot: dot.join(keys))
)
VALUE = st.sampled_from(
    [
        *(
            "1",
            "true",
            '"x"',
            "[]",
            "{}",
            "[1, [2, {a = 1}]]",
            "{b = {c = 1}, a.c = 2}",
        ),
        *("[\n[1],\n[true]\n]", "[\n  [inf],\n  [[nan]], # [a]\n]", '[\n["]", "\\""]]'),
        *('"""\n[a]\nb = 1"""', "'''[b]\n[[c]]'''", "[\n{a = 1},\n# [a]\n\n{b = 2}]"),
        *("{ a = 1,\n b = [\n[1]] }", '"[a]"', "2001-02-03 04:05:06", "'''\n'''"),
    ]
)
LINE = st.one_of(
    st.builds("{} = {}".format, DOTTED, VALUE),
    st.builds("[{}]".format, DOTTED),
    st.builds("  [ {} ] # [a]".format, DOTTED),
    st.builds("[[{}]]".format, DOTTED),
    st.sampled_from(["", "# [a]", "# '''", "  "]),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a text that parses, line after line: a line that does not is left out."""
    text = ""
    for line in draw(st.lists(LINE, max_size=24)):
        longer = f"{text}{line}\n"
        try:
            tomli.loads(longer)
        except ValueError:
            continue
        text = longer
    return text


@settings(max_examples=150, deadline=None)
@example(text="[a]\nb.c = 1\n[a.b.d]\nx = 1\n", seed=1)
@example(text="[a.b.c]\nx = 1\n[a]\ny = 1\n[a.d]\n[[a.e]]\n[a.e.f]\n[[a.e]]\n", seed=2)
@example(text="[[a]]\n[[a.b]]\nc = [\n[1]\n]\n[[a]]\n[a.b]\n[b]\n", seed=3)
@example(text="[a]\nb = [\n[true]\n]\n[c]\n", seed=4)
@given(text=documents(), seed=st.integers(0, 99))
def test_places_of_any_document_are_those_of_the_whole(text: str, seed: int) -> None:
    """Headers, lists of tables, dotted and quoted keys, texts over several lines."""
    asked_at_random(text, Random(seed))  # noqa: S311

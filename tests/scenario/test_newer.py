"""What is TOML 1.1 is told, and nothing else is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario import check_text, format_text
from game.scenario.newer import newer
from game.scenario.samples import BASE

FILES = sorted((Path(__file__).parents[2] / "scenarios").rglob("*.toml"))
OLD = [
    "x = { a = [\n  1,\n  2,\n] }\n",
    'x = { a = """\n,}""" }\n',
    "x = [ { a = 1 },\n ]\n",
    'x = "{ \\\\e ,} # {"\n',
    "x = 'a\\e\\x41,}'  # {\n",
    "# {\nx = 1 # ,}\n",
]
NEW = {
    "x = {\n  a = 1\n}\n": (4, "one line"),
    "x = { a = 1, }\n": (11, "remove the comma"),
    "x = { a = 1, # all\n}\n": (4, "one line"),
    'x = "\\e[2J"\n': (5, "\\u001b"),
    'x = "\\\\\\x41"\n': (7, "\\u0041"),
}


@pytest.mark.parametrize("text", OLD)
def test_toml_1_0_is_not_told(text: str) -> None:
    """Whatever a reader of TOML 1.0 takes has nothing newer in it."""
    tomllib.loads(text)
    assert list(newer(text)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_are_toml_1_0(path: Path) -> None:
    """What ships can be read by any reader of TOML."""
    tomllib.loads(path.read_text("utf-8"))
    assert list(newer(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("text", sorted(NEW))
def test_toml_1_1_is_told_with_how_to_write_it(text: str) -> None:
    """Each addition is found at its place, with a fix; 1.0 refuses the text."""
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    start, fix = NEW[text]
    first = next(iter(newer(text)))
    assert first.start == start
    assert fix in str(first.fix.fields) + first.fix.template


_TEXTS = st.lists(
    st.sampled_from(
        [
            *("x = ", "{ ", " }", "[", "]", ", ", "\n", "a = ", "1", '"\\e"', "'\\e'"),
            *('"\\x41"', '"""\n"""', "# c\n", "b.c = ", "y = "),
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None, max_examples=600)
@given(_TEXTS)
def test_where_the_readers_differ_it_is_told(text: str) -> None:
    """What only the newer reader takes is told, and what both take is not."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert list(newer(text))
    else:
        assert not list(newer(text))


def test_a_reader_that_refuses_it_gives_the_same_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where TOML 1.1 is an error, the author reads what is wrong and what to write."""
    text = BASE.replace('{ en = "Standing" }', '{ en = "Standing", }')

    reads = tomli.loads

    def loads(content: str) -> object:
        at = content.find(", }")
        if at >= 0:
            raise tomli.TOMLDecodeError("Invalid initial character", content, at + 2)
        return reads(content)

    (warning,) = check_text({"a.toml": text}, "a.toml").diagnostics[:1]
    monkeypatch.setattr(tomli, "loads", loads)
    told = [
        format_text(one) for one in check_text({"a.toml": text}, "a.toml").diagnostics
    ]
    assert any("error[E002] a comma before '}' is TOML 1.1" in one for one in told)
    assert warning.code in {"W011", "W501"}

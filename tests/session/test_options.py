"""The player's options: read, told what is wrong, kept whole."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import StorageError
from game.session.configured import folder
from game.session.options import SCHEMA, Options, load, opened, save, text_of
from game.words import render

VALUES = st.fixed_dictionaries(
    {},
    optional={
        option.key: st.sampled_from([name for name, _ in option.choices])
        if option.choices
        else st.from_regex(r"[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True)
        for option in SCHEMA
    },
)
KEYS = st.dictionaries(
    st.sampled_from(["room.end_month", "room.choose(1)", "all.app.quit"]),
    st.sampled_from(["f2", "ctrl+e,x", "E"]),
)


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is of Linux alone")
@pytest.mark.parametrize("base", ["", " ", "/somewhere"])
def test_the_folder_is_that_of_the_system(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is worked out without platformdirs is what platformdirs says."""
    monkeypatch.setenv("XDG_CONFIG_HOME", base)
    monkeypatch.delenv("GRAVE_CONCERN_CONFIG", raising=False)
    asked = platformdirs.user_config_dir("grave-concern", appauthor=False)
    assert str(folder()) == asked


@given(VALUES, KEYS)
def test_what_is_kept_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    values: dict[str, str],
    keys: dict[str, str],
) -> None:
    """Every set of options comes back as it was, with nothing to complain of."""
    path = tmp_path_factory.getbasetemp() / "options.toml"
    save(Options(values, keys), path)
    assert load(path) == (Options(values, keys), ())


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_no_text_is_a_crash(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Any file gives options; what is not understood is told."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    options, _ = load(path)
    assert {option.key: options.value(option.key) for option in SCHEMA}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[options]\ncolour = "red"\n', "colour"),
        ('[options]\nmouse = "sometimes"\n', "sometimes"),
        ("[options]\nmouse = 1\n", "mouse"),
        ('[keys]\n"rm -rf" = "e"\n', "rm -rf"),
        ('[keys]\n"room.end_month" = ""\n', "room.end_month"),
        ("[more]\n", "more"),
        ("[options\n", "options.toml"),
        ("x" * 70_000, "too large"),
        ("= \x1b[2J", "options.toml"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(
    tmp_path: Path, text: str, word: str
) -> None:
    """One sentence names what is wrong; no escape sequence comes through."""
    path = tmp_path / "options.toml"
    path.write_text(text, encoding="utf-8")
    options, problems = load(path)
    assert options == Options()
    told = " ".join(render(problem) for problem in problems)
    assert word in told
    assert "\x1b" not in told


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The value holds until the end, and the error names the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = opened(tmp_path / "file" / "options.toml")
    with pytest.raises(StorageError, match=r"options\.toml"):
        store.change("mouse", "off")
    assert store.options.value("mouse") == "off"


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Nothing but the file itself is left in the folder."""
    path = tmp_path / "new" / "options.toml"
    store = opened(path)
    store.change("theme", "grave-light")
    store.change("mouse", "off")
    assert path.read_text("utf-8") == text_of(store.options)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_was_not_understood_is_kept(tmp_path: Path) -> None:
    """Changing an option never costs the player what stood in the file."""
    path = tmp_path / "options.toml"
    text = '[keys]\n"room.end_month" = "f2"\n[options\n'
    path.write_text(text, encoding="utf-8")
    store = opened(path)
    store.change("mouse", "off")
    assert load(path)[0].value("mouse") == "off"
    assert (tmp_path / "options.toml.old-1").read_text("utf-8") == text
    assert "options.toml.old-1" in render(store.problems[0])
    store.change("mouse", "on")
    assert not (tmp_path / "options.toml.old-2").exists()

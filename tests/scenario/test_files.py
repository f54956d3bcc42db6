"""Files: found by id or path, read within limits, never from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.errors import ScenarioError
from game.scenario import available, check, check_text, find, load
from game.scenario.files import FILE_LIMIT
from game.scenario.samples import BASE, FERRY


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file of a scenario."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def including(*names: str) -> str:
    """Return the small file with an include list."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return BASE.replace("format = 1", f"format = 1\ninclude = [{quoted}]")


def codes(path: Path) -> list[str]:
    """Return the codes that a file on the disk brings about, notes left out."""
    return [one.code for one in check(path).diagnostics if one.code != "W501"]


def test_folder_with_include_is_one_scenario(tmp_path: Path) -> None:
    """Rows of included files, also in folders below, are part of the scenario."""
    put(tmp_path, "scenario.toml", including("parts/deck.toml"))
    put(tmp_path, "parts/deck.toml", FERRY)
    found = load(tmp_path / "scenario.toml")
    assert set(found.document.variables) == {"standing", "ferry"}
    assert check(tmp_path).scenario is not None


def test_embedded_texts_give_the_same_scenario(tmp_path: Path) -> None:
    """A saved game holds the texts, and they are enough."""
    put(tmp_path, "scenario.toml", including("deck.toml"))
    put(tmp_path, "deck.toml", FERRY)
    found = load(tmp_path / "scenario.toml")
    again = check_text(found.files, "scenario.toml").scenario
    assert again is not None
    assert (again.mechanics, again.content) == (found.mechanics, found.content)
    assert again.files == found.files


def test_id_in_two_files_shows_both_places(tmp_path: Path) -> None:
    """A row defined twice is refused, with the place of the other one."""
    put(tmp_path, "scenario.toml", including("deck.toml"))
    put(tmp_path, "deck.toml", "[variables.standing]\nrange = [0, 1]\n")
    duplicate = next(one for one in check(tmp_path).diagnostics if one.code == "E107")
    assert duplicate.file.startswith(str(tmp_path))
    assert (Path(duplicate.file).name, duplicate.line) == ("deck.toml", 1)
    (other,) = duplicate.related
    assert Path(other.file).name == "scenario.toml"
    assert (tmp_path / "scenario.toml").read_text().splitlines()[other.line - 1] == (
        "[variables.standing]"
    )


@pytest.mark.parametrize(
    "name",
    ["../deck.toml", "/etc/passwd", "a/../../deck.toml", "Deck.toml", "de ck.toml",
     "deck.toml\\u0000", "~/deck.toml", "c:deck.toml", "a//b.toml", "", "..",
     "x" * 300],
)  # fmt: skip
def test_include_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    """Names that could lead out of the folder are refused, unread."""
    put(tmp_path, "deck.toml", FERRY)
    root = put(tmp_path / "inner", "scenario.toml", including(name))
    assert codes(root) == ["E004"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A link to a file elsewhere is not followed; one inside the folder is."""
    put(tmp_path, "secret.toml", FERRY)
    root = put(tmp_path / "inner", "scenario.toml", including("deck.toml"))
    (tmp_path / "inner" / "deck.toml").symlink_to(tmp_path / "secret.toml")
    assert codes(root) == ["E004"]
    (tmp_path / "inner" / "deck.toml").unlink()
    put(tmp_path / "inner", "real.toml", FERRY)
    (tmp_path / "inner" / "deck.toml").symlink_to("real.toml")
    assert codes(root) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_refused_and_does_not_wait(tmp_path: Path) -> None:
    """Only regular files are read."""
    root = put(tmp_path, "scenario.toml", including("deck.toml"))
    os.mkfifo(tmp_path / "deck.toml")
    assert codes(root) == ["E001"]


def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """A folder named like a file is one clear finding."""
    root = put(tmp_path, "scenario.toml", including("deck.toml"))
    (tmp_path / "deck.toml").mkdir()
    assert codes(root) == ["E001"]


def test_large_file_is_refused(tmp_path: Path) -> None:
    """One byte more than the limit is too much, the limit itself is not."""
    root = put(tmp_path, "scenario.toml", including("deck.toml"))
    room = FILE_LIMIT - len(FERRY.encode()) - 2
    put(tmp_path, "deck.toml", FERRY + "#" + "x" * room + "\n")
    assert codes(root) == []
    put(tmp_path, "deck.toml", FERRY + "#" + "x" * (room + 1) + "\n")
    assert codes(root) == ["E003"]


def test_files_together_are_limited(tmp_path: Path) -> None:
    """Five files of nearly a million bytes are too much in all."""
    names = [f"part{number}.toml" for number in range(5)]
    root = put(tmp_path, "scenario.toml", including(*names))
    for name in names:
        put(tmp_path, name, "#" + "x" * (FILE_LIMIT - 2) + "\n")
    assert codes(root) == ["E003", "E003"]


def test_number_of_files_is_limited(tmp_path: Path) -> None:
    """The sixty-fifth file is refused."""
    names = [f"part{number}.toml" for number in range(64)]
    root = put(tmp_path, "scenario.toml", including(*names))
    for name in names:
        put(tmp_path, name, "\n")
    assert codes(root) == ["E003"]


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Text that is not UTF-8 is one finding with its place in bytes."""
    root = tmp_path / "ferry.toml"
    root.write_bytes(b"format = 1\n# \xff\n")
    assert codes(root) == ["E006"]


def test_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors that write a mark before the text are tolerated."""
    root = tmp_path / "ferry.toml"
    root.write_bytes(b"\xef\xbb\xbf" + BASE.encode())
    assert codes(root) == []


def test_scenario_is_found_by_id_in_the_first_folder(tmp_path: Path) -> None:
    """An id means a file or a folder; earlier folders come first; paths work too."""
    one, two = tmp_path / "one", tmp_path / "two"
    first = put(one, "ferry.toml", BASE)
    put(two, "ferry.toml", BASE)
    strike = put(two, "strike/scenario.toml", BASE)
    assert find("ferry", [one, two]) == first
    assert find("strike", [one, two]) == strike
    assert find(str(two / "strike"), []) == strike
    assert find(str(first), []) == first
    assert available([one, two, tmp_path / "none"]) == (first, strike)


@pytest.mark.parametrize("name", ["fery", "../ferry", "ferry\0", "x" * 5000, ""])
def test_scenario_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    """The error says what was asked for, and what there is."""
    put(tmp_path, "ferry.toml", BASE)
    with pytest.raises(ScenarioError, match="ferry"):
        find(name, [tmp_path])


def test_load_carries_the_diagnostics(tmp_path: Path) -> None:
    """One error says how many there are and where the first is."""
    path = put(tmp_path, "ferry.toml", BASE.replace("turns = 4", "turns = 0"))
    with pytest.raises(ScenarioError, match=r"errors: 1\..*ferry\.toml:9:9") as caught:
        load(path)
    assert [one.code for one in caught.value.diagnostics][:1]  # type: ignore[attr-defined]  # the subclass carries them


def test_rows_are_limited() -> None:
    """The four-hundred-and-first variable is refused."""
    rows = "".join(
        f'[variables.v{number}]\nlabel = {{ en = "V" }}\nrange = [0, 1]\n'
        'start = 0\ngrade = "J"\n'
        for number in range(400)
    )
    checked = check_text({"a.toml": BASE + rows}, "a.toml")
    assert [one.code for one in checked.diagnostics if one.code != "W501"] == ["E115"]

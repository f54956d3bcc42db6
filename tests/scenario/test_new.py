"""The new file: clean without an edit, playable, and with every key that there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli

from game.cli.main import main
from game.scenario import Severity, check_text
from game.scenario.fields import chosen
from game.scenario.walker import ROOT, Shape, fields
from game.scenario.walker import Path as Place
from game.scenario.workshop.reference import tables
from game.scenario.workshop.template import extending, new_scenario
from game.session import Table
from game.study import find_way, simulate

TEXT = new_scenario("hill-town")
KOREAN = new_scenario("hill-town", "ko")


def extending_it(language: str) -> str:
    """Return a new file that extends a new file."""
    scenario = check_text({"a.toml": TEXT}, "a.toml").scenario
    assert scenario is not None
    return extending("other", "hill-town", scenario, language)


HIDDEN = re.compile(r'^#(?=[a-z\["\]]|  \{)')
"""What stands before a key that may be left out; `#:schema` is none."""


def opened(lines: list[str], which: set[int] | None = None) -> str:
    """Return the file with the # taken away, everywhere or from some lines."""
    return "\n".join(
        HIDDEN.sub("", line) if which is None or number in which else line
        for number, line in enumerate(lines)
    )


def findings(text: str) -> list[str]:
    """Return what the checker says of a file, notes left out."""
    found = check_text({"a.toml": text}, "a.toml").diagnostics
    return [
        f"{one.code} line {one.line}: {one.message.template}"
        for one in found
        if one.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize("text", [TEXT, KOREAN], ids=["en", "ko"])
def test_it_is_clean_as_it_stands(text: str) -> None:
    """No error and no warning before the first edit, and its own id and title."""
    assert findings(text) == []
    head = tomli.loads(text)["scenario"]
    assert head["id"] == "hill-town"
    assert head["title"] == {"en": "Hill town"}
    assert "ntitled" not in text


@pytest.mark.parametrize("text", [TEXT, KOREAN], ids=["en", "ko"])
def test_it_is_clean_with_every_key_in_use(text: str) -> None:
    """All keys that may be left out, taken into use at once, are clean too."""
    assert findings(opened(text.splitlines())) == []


def wordless(value: object) -> object:
    """Return a value of a file without what it says in words."""
    if isinstance(value, dict):
        return {
            key: "" if key in {"note", "reason", "title"} else wordless(inner)
            for key, inner in value.items()
            if key != "ko"
        }
    return [wordless(one) for one in value] if isinstance(value, list) else value


def texts(value: object) -> Iterator[dict[str, str]]:
    """Yield the texts of a file, each by language."""
    if isinstance(value, dict):
        if "en" in value:
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("form", ["\n".join, opened], ids=["new", "full"])
def test_both_languages_are_one_file(form: Callable[[list[str]], str]) -> None:
    """They define the same, line by line, and every text but the title has a twin."""
    english, korean = TEXT.splitlines(), KOREAN.splitlines()
    assert len(english) == len(korean)
    own, other = tomli.loads(form(english)), tomli.loads(form(korean))
    assert wordless(own) == wordless(other)
    assert [one["en"] for one in texts(own)] == [one["en"] for one in texts(other)]
    assert [one["en"] for one in texts(other) if "ko" not in one] == ["Hill town"]


@pytest.mark.parametrize("text", [KOREAN, extending_it("ko")], ids=["new", "from"])
def test_no_comment_is_left_in_english(text: str) -> None:
    """Whatever a comment says is said in Korean, beside names and commands."""
    for line in text.splitlines():
        is_alone = line.startswith("# ") and not HIDDEN.match(line)
        told = line[2:] if is_alone else line.partition("  # ")[2]
        is_command = re.fullmatch(r"  grave-concern \S+( \S+)*", told)
        assert not told or is_command or re.search("[가-힣]", told), line


def groups() -> list[set[int]]:
    """Return each stretch of keys that may be left out of a table in use."""
    found: list[set[int]] = []
    lines = TEXT.splitlines()
    for number, line in enumerate(lines):
        if HIDDEN.match(line):
            if number - 1 in (found[-1] if found else ()):
                found[-1].add(number)
            else:
                found.append({number})
    return [group for group in found if not any(lines[one][1] == "[" for one in group)]


@pytest.mark.parametrize("group", groups(), ids=lambda group: f"line {min(group)}")
def test_each_stretch_of_keys_is_clean_alone(group: set[int]) -> None:
    """An author may take one # away, or a few, and read no complaint."""
    assert findings(opened(TEXT.splitlines(), group)) == []


def used(raw: object, shape: Shape = ROOT, path: Place = ()) -> set[tuple[str, str]]:
    """Collect every key in use, with the name of the model that it belongs to."""
    found: set[tuple[str, str]] = set()
    if isinstance(raw, dict) and shape.models:
        model = chosen(shape.models, raw)
        for key, value in raw.items():
            found.add((model.__name__, key))
            found |= used(value, fields(model)[key], (*path, key))
    elif isinstance(raw, dict) and shape.values:
        for key, value in raw.items():
            found |= used(value, shape.values, (*path, key))
    elif isinstance(raw, list) and shape.items:
        for value in raw:
            found |= used(value, shape.items, path)
    return found


ELSEWHERE = {
    ("Words", "ko"),
    *((name, key) for name in ("Following",) for key in ("values", "weights")),
    # In the file that extends another.
    *(("Document", key) for key in ("extends", "remove", "scale")),
    *(("Extends", key) for key in ("id", "version", "rules")),
}
"""Keys that are told in words, stand in a twin, or belong to another kind of file."""


def test_it_shows_every_key_of_every_table() -> None:
    """Whatever the models know is there, in use or behind a #."""
    known = {(name, key) for name, model in tables().items() for key in fields(model)}
    shown = used(tomli.loads(opened(TEXT.splitlines())))
    assert known - shown - ELSEWHERE == set()


@pytest.mark.parametrize("way", ["hold", "random", "rationing=standpipes"])
@pytest.mark.parametrize("text", [TEXT, opened(TEXT.splitlines())], ids=["new", "full"])
def test_every_game_of_it_ends(text: str, way: str) -> None:
    """No world of any of these lines is left without an ending."""
    scenario = check_text({"a.toml": text}, "a.toml").scenario
    assert scenario is not None
    study = simulate(scenario.spec(), find_way(scenario, way, 3), 200, 3)
    endings = dict(study.endings)
    assert sum(endings.values()) == 200
    assert set(endings) <= set(scenario.document.endings)


def test_choices_matter_in_it() -> None:
    """Holding mostly fails and rationing mostly does not: there is a game in it."""
    scenario = check_text({"a.toml": TEXT}, "a.toml").scenario
    assert scenario is not None
    dry = {
        way: dict(
            simulate(scenario.spec(), find_way(scenario, way, 3), 400, 3).endings
        ).get("dry", 0)
        for way in ("hold", "rationing=evenings")
    }
    assert dry["hold"] > 200 > dry["rationing=evenings"] + 100


def test_the_command_writes_it_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and the schema beside it; what is there is never written over."""
    monkeypatch.chdir(tmp_path)
    assert main(["scenario", "new", "hill-town"]) == 0
    path = tmp_path / "hill-town.toml"
    assert path.read_text(encoding="utf-8") == TEXT
    assert "play ./hill-town.toml" in capsys.readouterr().out
    assert main(["scenario", "validate", "hill-town.toml"]) == 0
    path.write_text("mine", encoding="utf-8")
    (tmp_path / "scenario.schema.json").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(["scenario", "new", "hill-town"]) == 1
    assert "left alone" in capsys.readouterr().err
    assert main(["scenario", "new", "other"]) == 0
    assert path.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "scenario.schema.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("parent", "language"),
    [("harbour-strike", "en"), ("harbour-strike", "ko"), ("seoul-2024", "en")],
)
def test_a_file_that_extends_another_is_clean(
    parent: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As it stands, and with every example in it taken into use."""
    monkeypatch.chdir(tmp_path)
    words = ["scenario", "new", "other", "--from", parent, "--language", language]
    assert main(words) == 0
    path = tmp_path / "other.toml"
    assert (tmp_path / "patch.schema.json").exists()
    assert main(["scenario", "validate", "other.toml"]) == 0
    text = path.read_text(encoding="utf-8")
    path.write_text(opened(text.splitlines()), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    assert main(["scenario", "validate", "other.toml"]) == 0
    capsys.readouterr()
    assert main(["scenario", "diff", parent, "other.toml", "--worlds", "0"]) == 0
    out = capsys.readouterr().out
    assert "Rows added: 1\n  codex.difference\n" in out
    assert "Rows removed: 1\n  effects." in out


def test_a_parent_in_the_folder_is_found_by_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where `extends` finds it, `new` and `diff` do, on either side."""
    (tmp_path / "town.toml").write_text(TEXT, encoding="utf-8")
    folder = ["--folder", str(tmp_path)]
    assert main(["scenario", "new", "other", "--from", "town", *folder]) == 0
    other = str(tmp_path / "other.toml")
    for pair in (["town", other], [other, "town"]):
        assert main(["scenario", "diff", *pair, "--worlds", "0"]) == 0
    capsys.readouterr()


def test_what_would_not_be_found_cannot_be_extended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scenario in another folder, none at all, and the new one itself."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "town.toml").write_text(TEXT, encoding="utf-8")
    words = ["scenario", "new", "other", "--folder", str(tmp_path), "--from"]
    assert main([*words, str(elsewhere / "town.toml")]) == 1
    assert "Copy it into" in capsys.readouterr().err
    assert main([*words, "nowhere"]) == 1
    (tmp_path / "other.toml").write_text(TEXT, encoding="utf-8")
    assert main([*words, str(tmp_path / "other.toml")]) == 1
    assert "extend itself" in capsys.readouterr().err


@pytest.mark.parametrize("id", ["Hill Town", "", "../x", "a/b", "-", "x" * 60, "\x1b"])
def test_a_name_that_is_no_id_is_refused(
    id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the sentence has an id that would do."""
    assert main(["scenario", "new", "--folder", str(tmp_path), f"{id}"]) in {1, 2}
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err.count("\n") == 1


def test_it_is_played_to_its_end(tmp_path: Path) -> None:
    """Eight weeks by lines, from the file as it was written."""
    path = tmp_path / "hill-town.toml"
    path.write_text(TEXT, encoding="utf-8")
    table = Table(data_dir=tmp_path)
    with table.new(str(path), seed=1) as game:
        while not game.is_over:
            game.end_month()
        assert game.review().ending


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is named, and nothing is written."""
    folder = tmp_path / "none"
    assert main(["scenario", "new", "town", "--folder", str(folder)]) != 0
    assert str(folder) in capsys.readouterr().err
    assert not folder.exists()

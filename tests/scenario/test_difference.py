"""Differences of meaning: none where only the writing differs, else no more than is."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from game.cli.main import main
from game.scenario import Scenario, check_text
from game.scenario.workshop.difference import compare
from game.scenario.workshop.template import new_scenario

FERRY = Path(__file__).parents[1] / "session" / "files" / "ferry.toml"
TEXT = FERRY.read_text(encoding="utf-8")


def scenario(text: str) -> Scenario:
    """Return a good file."""
    found = check_text({"a.toml": text}, "a.toml")
    assert found.scenario is not None, found.diagnostics
    return found.scenario


GOOD = scenario(TEXT)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_and_the_look_of_a_file_mean_nothing(seed: int) -> None:
    """Tables in another order, comments and blank lines are no difference."""
    luck = random.Random(seed)  # noqa: S311 - repeatable orders, not secrets
    head, *tables = re.split(r"(?m)^(?=\[)", TEXT)
    luck.shuffle(tables)
    text = head + "".join(f"# {luck.random()}\n\n{one}" for one in tables)
    found = compare(GOOD, scenario(text))
    assert found.is_empty
    assert found.same_mechanics


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pull * if(timetable', '"pull  *  if(timetable'),
        ("half_life = 6", "half_life = 6.0"),
        ("rest = 40", "rest = { value = 40 }"),
        ("[scenario.mandate]\nturn = 2\n", "[scenario.mandate]\n"),
        ('seen = "hidden"\n', 'seen = "hidden"\ngood = "none"\n'),
    ],
)  # fmt: skip
def test_two_ways_to_write_the_same_are_no_difference(old: str, new: str) -> None:
    """Spacing, a default written out, a number in a table: the same meaning."""
    assert old in TEXT
    assert compare(GOOD, scenario(TEXT.replace(old, new, 1))).is_empty


EDITS = [
    ("half_life = 6", "half_life = 9", "variables.calm.half_life", "number"),
    ("value = 1.5", "value = 1.2", "params.pull.value", "number"),
    (
        "rest = 40",
        "rest = { value = 40, low = 30 }",
        "variables.calm.rest.low",
        "number",
    ),
    ('"pull * if(', '"pull + if(', "effects.order.expr", "expression"),
    ('en = "Slow"', 'en = "Slower"', "levers.timetable.rungs.slow.label.en", "text"),
    ('good = "up"', 'good = "down"', "variables.calm.good", "other"),
    ("turns = 6", "turns = 7", "scenario.turns", "number"),
]


@pytest.mark.parametrize(("old", "new", "path", "kind"), EDITS)
def test_one_edit_is_one_change(old: str, new: str, path: str, kind: str) -> None:
    """It is found at its path, and told the other way round when they are swapped."""
    other = scenario(TEXT.replace(old, new, 1))
    (change,) = compare(GOOD, other).changed
    assert (change.path, change.kind) == (path, kind)
    (back,) = compare(other, GOOD).changed
    assert (back.before, back.after) == (change.after, change.before)


def test_rows_come_and_go() -> None:
    """A row of its own is an addition one way and a removal the other."""
    row = '[effects.drip]\nto = "trust"\namount = 1\ngrade = "J"\n'
    other = scenario(TEXT + row)
    found, back = compare(GOOD, other), compare(other, GOOD)
    assert (found.added, found.removed) == (("effects.drip",), ())
    assert (back.added, back.removed) == ((), ("effects.drip",))
    assert not found.changed
    assert not found.same_mechanics


def test_the_order_of_rungs_has_a_meaning() -> None:
    """A lever's rungs in another order are another ladder."""
    text = new_scenario("a")
    first = '  { id = "none", label = { en = "None" } },\n'
    second = '  { id = "evenings", label = { en = "Evenings only" } },\n'
    other = text.replace(first + second, second + first)
    (change,) = compare(scenario(text), scenario(other)).changed
    assert change.path == "levers.rationing.rungs.order"


def test_the_command_tells_values_and_odds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A milder drought: one value, and dry taps in far fewer of the same worlds."""
    monkeypatch.chdir(tmp_path)
    one, other = Path("one.toml"), Path("other.toml")
    one.write_text(new_scenario("town"), encoding="utf-8")
    other.write_text(
        new_scenario("town").replace("value = 8.5", "value = 7"), encoding="utf-8"
    )
    words = ["scenario", "diff", str(one), str(other), "--worlds", "200"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "  params.drought.value: 8.5 -> 7 (-18 %)\n" in out
    assert max(map(len, out.splitlines())) <= 80
    assert main([*words, "--policy", "hold", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["outcomes"]
    dry = next(row for row in told["endings"] if row["name"] == "dry")
    assert dry["change"] < -3 * dry["error"] < 0


def test_texts_are_told_when_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise their number; and the same mechanics are not played."""
    other = tmp_path / "other.toml"
    other.write_text(TEXT.replace("The Ferry", "A Ferry"), encoding="utf-8")
    words = ["scenario", "diff", str(FERRY), str(other)]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "Texts changed: 1; --texts shows them." in out
    assert "The mechanics are the same" in out
    assert "worlds" not in out
    assert main([*words, "--texts"]) == 0
    assert "scenario.title.en: The Ferry -> A Ferry" in capsys.readouterr().out


def test_a_file_against_itself_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says so."""
    assert main(["scenario", "diff", str(FERRY), str(FERRY)]) == 0
    assert "They say the same." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["--worlds", "100001"], ["--policy", "loud"], ["--level", "9"], ["--seed", "x"]],
)
def test_what_cannot_be_compared_is_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on standard error."""
    other = tmp_path / "other.toml"
    other.write_text(TEXT.replace("half_life = 6", "half_life = 9"), encoding="utf-8")
    assert main(["scenario", "diff", str(FERRY), str(other), *words]) in {1, 2}
    assert capsys.readouterr().err.count("\n") == 1

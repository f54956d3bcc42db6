"""What a scenario is: its rules and its numbers, not its words or its order."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from game.scenario import Scenario, check_text

FERRY = (Path(__file__).parent / "files" / "ferry.toml").read_text(encoding="utf-8")


def scenario(text: str) -> Scenario:
    """Return the scenario of a good text."""
    checked = check_text({"ferry.toml": text}, "ferry.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario


MECHANICS = scenario(FERRY).mechanics
CONTENT = scenario(FERRY).content


def tables(text: str) -> list[str]:
    """Return a file cut before each table that has no parent in the file."""
    return re.split(
        r"(?m)^(?=\[(?!variables\.fund\.|advisers\.clerk\.|scenario\.))", text
    )


@pytest.mark.parametrize("seed", range(5))
def test_order_of_tables_does_not_matter(seed: int) -> None:
    """Shuffled tables are the same rules, and the same Spec."""
    head, *rest = tables(FERRY)
    Random(seed).shuffle(rest)  # noqa: S311 - a repeatable order, no secret
    mixed = scenario(head + "".join(rest))
    assert mixed.mechanics == MECHANICS
    assert mixed.spec() == scenario(FERRY).spec()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: re.sub(r"(?m)^(\w+ = [^\[{\"]*)$", r"\1  # a remark", text),
        lambda text: text.replace("Anger at the quay", "Mood of the quay"),
        lambda text: text.replace("부두의 분노", "분노"),
        lambda text: text.replace(', ko = "항만청"', ""),
        lambda text: text.replace("An invented newspaper", "Another one"),
        lambda text: text.replace('note = "A guess."', 'note = "A bold guess."'),
        lambda text: text.replace(
            'hazard = "0.1 + if',
            'again = [{ en = "Storm again." }]\nhazard = "0.1 + if',
        ),
        lambda text: text.replace("low = 0.2\nhigh = 0.9", "low = 0.1\nhigh = 0.8"),
    ],
    ids=[
        "CRLF",
        "remarks",
        "label",
        "Korean",
        "no Korean",
        "source",
        "note",
        "again",
        "range",
    ],
)
def test_words_and_remarks_are_no_mechanics(change: object) -> None:
    """Comments, line ends, labels, translations and sources leave the hash alone."""
    assert callable(change)
    text = change(FERRY)
    assert text != FERRY
    assert scenario(text).mechanics == MECHANICS


IDLE = re.compile(r"(minutes|decimals|reliability|format|low|high) ")
"""Keys that never reach the engine."""
WORDS = {"sources", "codex", "advisers", "policies"}
"""Tables that never reach the engine."""


def numbers() -> list[tuple[str, str]]:
    """Return each line with a number of the rules, and the file with another one."""
    found = []
    lines = FERRY.split("\n")
    inside = ""
    for row, line in enumerate(lines):
        header = re.match(r"\[(\w+)", line)
        inside = header.group(1) if header else inside
        match = re.match(r"^(\w+ = )(-?\d+(?:\.\d+)?)$", line)
        idle = inside in WORDS or IDLE.match(line)
        if match is None or idle or (inside, match.group(1)) == ("gauges", "rank = "):
            continue
        value = match.group(2)
        other = float(value) / 2 if "." in value else int(value) + 1
        text = "\n".join([*lines[:row], f"{match.group(1)}{other}", *lines[row + 1 :]])
        found.append((f"{inside}: {line}", text))
    return found


CHANGED = [
    ("temper = 0.2 }", "temper = 0.3 }"),
    ("half = -2", "half = -2.5"),
    ("mean = 2", "mean = 3"),
    ("erlang2", "erlang3"),
    ("half = 40", "half = 41"),
    ("weights = [2, 1]", "weights = [3, 1]"),
    ("values = [0, 1]", "values = [0, 2]"),
    ("range = [-10, 10]", "range = [-10, 11]"),
    ("0.02 * pressure", "0.03 * pressure"),
    ("effects = { trust = 1 }", "effects = { trust = 2 }"),
    ("delay = 0.5", "delay = 0.75"),
    ("low = 70, high = 90", "low = 71, high = 90"),
    ("half_life = 6", "half_life = 7"),
    ("noise = 8", "noise = 9"),
    ('draw = "uniform"\nby', 'draw = "skewed"\nby'),
    ('default = "thank"', 'default = "meet"'),
    ('sets = { offer = "half" } }', 'sets = { offer = "full" } }'),
    ("secret = true\ngrade", "secret = false\ngrade"),
    ('seen = "hidden"', 'seen = "noisy"'),
    ('about = "resolve"', 'about = "fund"'),
    ('plant = "hard"', 'plant = "soft"'),
    ('right = "0.7', 'right = "0.6'),
    ("up_to = 0.7", "up_to = 0.8"),
    ("<= 2, 0.5", "<= 2, 0.6"),
    ("months = 2", "months = 3"),
    ("worlds = 4", "worlds = 5"),
    ("from_level = 3", "from_level = 2"),
    ("0.1 * anger", "0.2 * anger"),
    ("rank = -0.5", "rank = -0.6"),
    ('actor = "crews"\ndraw', 'actor = "office"\ndraw'),
    ('known_to = ["crews"]', "known_to = []"),
]


EDITED = [*numbers(), *((new, FERRY.replace(old, new, 1)) for old, new in CHANGED)]


@pytest.mark.parametrize(
    "text", [text for _, text in EDITED], ids=[name for name, _ in EDITED]
)
def test_any_changed_number_of_the_rules_changes_the_hash(text: str) -> None:
    """Every number that reaches the engine is part of the mechanics."""
    if text.count("level = 3") > 1:
        text = text.replace("level = 3\nstandard", "level = 4\nstandard")
    changed = scenario(text)
    assert changed.mechanics != MECHANICS
    assert changed.content != CONTENT


def test_rows_in_another_file_are_the_same_rules() -> None:
    """One file or two: the rules are the same."""
    head, *rest = tables(FERRY)
    files = {
        "ferry.toml": head.replace("format = 1", 'format = 1\ninclude = ["deck.toml"]')
        + "".join(rest[:20]),
        "deck.toml": "".join(rest[20:]),
    }
    checked = check_text(files, "ferry.toml")
    assert checked.scenario is not None, checked.diagnostics
    assert checked.scenario.mechanics == MECHANICS
    assert list(checked.scenario.files) == ["ferry.toml", "deck.toml"]

"""A scenario is data from strangers: each known attack, and what becomes of it.

What reads the disk (paths, links, pipes, sizes, encodings) is in `test_files.py`.
"""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import SupportsIndex

import pytest

from game.scenario import check_text, format_text, to_json
from game.scenario.files import FILE_LIMIT
from game.scenario.samples import BASE, FERRY, derived, effect

SOURCES = sorted((Path(__file__).parents[2] / "game").rglob("*.py"))
BOMB_SECONDS = 10.0
"""Processor time that no file within the limits may take, on a slow machine."""


def codes(text: str) -> set[str]:
    """Return the codes of what is found, notes left out."""
    found = check_text({"a.toml": text}, "a.toml").diagnostics
    return {one.code for one in found} - {"W501"}


def word(rng: Random) -> str:
    """Return a random word of the form of an id."""
    return "".join(rng.choice("abcdefghijklmnop") for _ in range(12))


ATTACKS = {
    "code in an expression": (derived("__import__('os').system('true')"), {"E201"}),
    "attribute of a name": (derived("standing.__class__"), {"E205"}),
    "call of a name": (derived("open(standing)"), {"E206"}),
    "walrus": (derived("(x := 3)"), {"E201"}),
    "tower of powers": (derived("9**9**9"), {"E201"}),
    "brackets in brackets": (derived("(" * 100 + "1" + ")" * 100), {"E204"}),
    "minus upon minus": (derived("-" * 300 + "1"), {"E204"}),
    "expression beyond its length": (derived("1" + "+1" * 300), {"E204"}),
    "number beyond all size": (derived("1e999"), {"E212"}),
    "infinite number": (effect("amount = inf"), {"E105"}),
    "number that is none": (effect("amount = nan"), {"E105"}),
    "infinite range": (FERRY.replace("[0, 9]", "[0, inf]"), {"E105"}),
    "whole number of 4,000 digits": (FERRY.replace("= 4", "= " + "9" * 4000), {"E103"}),
    "whole number of 5,000 digits": (FERRY.replace("= 4", "= " + "9" * 5000), {"E002"}),
    "lists in lists": ("x = " + "[" * 5000, {"E003"}),
    "tables in tables": ("x = " + "{a=" * 5000, {"E003"}),
    "key of 500 parts": ("a." * 500 + "b = 1\n", {"E003"}),
    "delay of a thousand turns": (
        effect("amount = 1\ndelay = { mean = 1000 }"),
        {"E105"},
    ),
    "delay of ten stages": (
        effect('amount = 1\ndelay = { mean = 5, shape = "erlang10" }'),
        {"E104"},
    ),
    "a game of a million turns": (
        BASE.replace("turns = 4", "turns = 1000000"),
        {"E105"},
    ),
    "event that raises itself at once": (
        (
            '[events.loop]\ntitle = { en = "L" }\ntext = { en = "L." }\nonce = false\n'
            'hazard = "if(loop, 1, 0)"\ngrade = "J"\n'
        ),
        {"E210"},
    ),
    "id that ends in a new line": (BASE.replace('"small"', '"small\\n"'), {"E106"}),
    "escape of a terminal": (FERRY.replace("Ferries", "\\u001b[2J"), {"E112"}),
    "bell": (FERRY.replace("Ferries", "a\\u0007"), {"E112"}),
    "direction of writing turned": (FERRY.replace("Ferries", "a\\u202eb"), {"E112"}),
    "direction of writing set apart": (FERRY.replace("Ferries", "a\\u2066b"), {"E112"}),
    "zero-width space": (FERRY.replace("Ferries", "a\\u200bb"), {"E112"}),
    "byte order mark inside": (FERRY.replace("Ferries", "a\\ufeffb"), {"E112"}),
    "Cyrillic letter in an id": (
        FERRY.replace("variables.ferry", 'variables."f\u0435rry"'),
        {"E106"},
    ),
    "Cyrillic letter in a name": (derived("st\u0430nding"), {"E201"}),
    "ids that differ by a line": (
        FERRY.replace("variables.ferry", "variables.stand_ing"),
        {"E109"},
    ),
    "address of a script": (
        (
            '[sources.web]\ntitle = "W"\nkind = "press"\nurl = "javascript:alert(1)"\n'
            '[codex.web]\ntitle = { en = "W" }\ntext = { en = "W" }\nsource = "web"\n'
        ),
        {"E119"},
    ),
    "address of a file": (
        (
            '[sources.web]\ntitle = "W"\nkind = "press"\nurl = "file:///etc/passwd"\n'
            '[codex.web]\ntitle = { en = "W" }\ntext = { en = "W" }\nsource = "web"\n'
        ),
        {"E119"},
    ),
    "include of a file elsewhere": (
        BASE.replace("format = 1", 'format = 1\ninclude = ["/etc/passwd"]'),
        {"E004"},
    ),
}


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_attack_is_refused_with_its_code(name: str) -> None:
    """Each attack gives one kind of finding, and no scenario."""
    text, expected = ATTACKS[name]
    whole = text if text.startswith(("format", "x = ")) else f"{BASE}\n{text}"
    assert expected <= codes(whole)
    assert check_text({"a.toml": whole}, "a.toml").scenario is None


@pytest.mark.parametrize(
    "words",
    ["[@click=app.quit]x[/]", "[link=https://example.org]x", "{0.__class__}", "%s %n"],
)
def test_markup_and_templates_stay_letters(words: str) -> None:
    """A text that looks like markup or a template is shown as it is written."""
    checked = check_text(
        {"a.toml": f"{BASE}\n{FERRY.replace('Ferries', words)}"}, "a.toml"
    )
    assert checked.scenario is not None
    assert checked.scenario.text("variables.ferry.label", "en") == words


BOMBS: dict[str, Callable[[Random, int], str]] = {
    "unknown names": lambda rng, number: (
        f'[derived.d{number}]\nexpr = "{"+".join(word(rng) for _ in range(25))}"\n'
    ),
    "unknown targets": lambda rng, number: (
        f'[effects.e{number}]\nto = "{word(rng)}"\namount = 1\n'
    ),
    "unknown tables": lambda rng, number: f"[{word(rng)}{number}]\n",
    "circles": lambda _, number: (
        f'[derived.d{number}]\nexpr = "d{(number + 1) % 2500} + d{number * 7 % 2500}"\n'
    ),
    "lines that are no TOML": lambda rng, number: (
        f"[derived.d{number}]\nexpr = {word(rng)}\n"
    ),
    "names that may be slips": lambda rng, _: (
        f'[derived.d{word(rng)}]\nexpr = "d{word(rng)}"\n'
    ),
    "keys of many parts": lambda _, number: f"a{number}.b.c.d.e.f.g.h = 1\n",
    "tables of many parts": lambda _, number: f"[a{number}.b.c.d.e.f.g.h]\n",
    "tables that are gone": lambda _, number: f"[a{number}.b.c.d.e.f.g.h]\nx\n",
    "tables in lists": lambda _, number: (
        f"x{number} = [{('{a = ' * 60 + '1' + '}' * 60 + ', ') * 3}]\n"
    ),
    "ids that look alike": lambda _, number: (
        f"[variables.a{'_' * (number % 40)}b{number // 40}]\n"
    ),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_file_of_the_largest_size_costs_little(name: str) -> None:
    """A megabyte of the same mistake takes little time, and not all of it is told."""
    rows, size, rng = [BASE, "\n"], len(BASE) + 1, Random(1)  # noqa: S311 - as above
    while size < FILE_LIMIT - 1000:
        rows.append(BOMBS[name](rng, len(rows)))
        size += len(rows[-1])
    begun = time.process_time()
    checked = check_text({"a.toml": "".join(rows)}, "a.toml")
    assert 1 <= len(checked.diagnostics) <= 200
    assert checked.scenario is None
    assert time.process_time() - begun < BOMB_SECONDS


def test_long_line_of_mistakes_is_not_copied_for_each() -> None:
    """Thousands of findings on one long line are told in no more than little time."""
    many = ", ".join('"standing"' for _ in range(20_000))
    text = BASE.replace("turns = 4", f"turns = 4\nrelations = [{many}]")
    begun = time.process_time()
    assert len(check_text({"a.toml": text}, "a.toml").diagnostics) <= 200
    assert time.process_time() - begun < BOMB_SECONDS


def test_nothing_in_the_program_runs_what_it_reads() -> None:
    """No module evaluates text, unpickles, or starts a shell."""
    forbidden = {"eval", "exec", "compile", "__import__"}
    modules = {"pickle", "marshal", "shelve", "jinja2", "yaml"}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in forbidden, path
            if isinstance(node, ast.Import):
                assert not {one.name for one in node.names} & modules, path
            if isinstance(node, ast.ImportFrom):
                assert node.module not in modules, path


def test_scenario_package_reaches_for_no_environment_and_no_network() -> None:
    """Only the module that reads files knows the disk; nothing knows the rest."""
    for path in SOURCES:
        if path.parts[-2] != "scenario":
            continue
        text = path.read_text(encoding="utf-8")
        assert "environ" not in text, path
        assert "getenv" not in text, path
        assert not any(
            f"import {name}" in text for name in ("socket", "urllib", "http", "ssl")
        ), path


def test_findings_on_one_long_line_cost_little_to_print() -> None:
    """What is printed of a finding does not grow with the line that it stands on."""
    many = ", ".join('"standing"' for _ in range(60_000))
    text = BASE.replace("turns = 4", f"turns = 4\nrelations = [{many}]")
    found = check_text({"a.toml": text}, "a.toml").diagnostics
    looked_at = 0

    class Line(str):
        """A line that counts how much of it is taken."""

        __slots__ = ()

        def __getitem__(self, key: SupportsIndex | slice) -> str:
            nonlocal looked_at
            part = str.__getitem__(self, key)
            looked_at += len(part)
            return part

        def __iter__(self) -> Iterator[str]:
            raise AssertionError

    for one in found:
        told = format_text(replace(one, excerpt=Line(one.excerpt)))
        assert max(map(len, told.split("\n"))) < 200
    assert looked_at < 200 * len(found)
    looked_at = 0
    for one in found:
        told = json.dumps(to_json(replace(one, excerpt=Line(one.excerpt))))
        assert len(told) < 1000
    assert looked_at < 200 * len(found)


def test_a_cut_excerpt_tells_a_program_where_it_begins() -> None:
    """What is wrong stands in the excerpt at its column, counted from there."""
    many = ", ".join(f'"{"m" * place}"' for place in range(30, 60))
    text = BASE.replace("turns = 4", f"turns = 4\nrelations = [{many}]")
    found = check_text({"a.toml": text}, "a.toml").diagnostics
    cut = [one for one in found if len(one.excerpt) > 1000]
    assert cut
    for one in cut:
        told = to_json(one)
        excerpt, begins = str(told["excerpt"]), told["excerpt_column"]
        assert isinstance(begins, int)
        assert excerpt == one.excerpt[begins - 1 :][: len(excerpt)]
        assert 0 <= one.column - begins < len(excerpt) < 100

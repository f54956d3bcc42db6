"""Errors of an author, injected one at a time: found, placed, and mended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from game.scenario import Diagnostic, Severity, check_text
from game.words import render
from tests.scenario.mutations import KINDS, Mutant, mutants

FERRY = (Path(__file__).parent / "files" / "ferry.toml").read_text(encoding="utf-8")
MUTANTS = mutants(FERRY, 12)


def shown(text: str) -> list[Diagnostic]:
    """Return what the checker says of a text, notes left out."""
    checked = check_text({"ferry.toml": text}, "ferry.toml")
    return [one for one in checked.diagnostics if one.severity is not Severity.NOTE]


def lines(one: Diagnostic) -> set[int]:
    """Return the lines that a diagnostic points at."""
    return {one.line, *(other.line for other in one.related)}


@pytest.mark.parametrize("kind", KINDS)
def test_error_of_a_kind_is_found_at_its_line_with_a_fix(kind: str) -> None:
    """Each mutant is found once, at its line, and its fix names what was meant."""
    tried = [one for one in MUTANTS if one.kind == kind]
    assert tried
    for mutant in tried:
        found = shown(mutant.text)
        assert len(found) == 1, (mutant.line, found)
        assert mutant.line in lines(found[0]), (mutant.line, found)
        assert found[0].fix is not None
        assert mutant.meant in render(found[0].fix)


def test_good_file_has_no_findings() -> None:
    """The file that the mutants come from is clean: nothing is reported falsely."""
    assert shown(FERRY) == []


def test_there_are_many_different_errors() -> None:
    """The mutants cover at least 70 kinds."""
    assert len(Counter(one.kind for one in MUTANTS)) >= 70


def overlaid(chosen: list[Mutant]) -> tuple[str, set[int]]:
    """Return one text with the changed lines of several mutants."""
    text = FERRY.split("\n")
    for mutant in chosen:
        text[mutant.line - 1] = mutant.text.split("\n")[mutant.line - 1]
    return "\n".join(text), {mutant.line for mutant in chosen}


@pytest.mark.parametrize("seed", range(15))
def test_five_errors_in_one_file_are_all_found(seed: int) -> None:
    """Errors on different lines do not hide each other, and blame no other line."""
    luck = Random(seed)  # noqa: S311 - a repeatable choice, no secret
    kinds = {
        *("name in expression", "target", "source", "effects key", "rung in sets"),
        *("function", "grade", "curve kind", "seen", "link", "rung in per_rung"),
    }
    same = len(FERRY.split("\n"))
    pool = [
        one
        for one in MUTANTS
        if one.kind in kinds and len(one.text.split("\n")) == same
    ]
    chosen: dict[int, Mutant] = {}
    while len(chosen) < 5:
        one = luck.choice(pool)
        chosen.setdefault(one.line, one)
    text, wanted = overlaid(list(chosen.values()))
    found = {one.line for one in shown(text) if one.code != "W503"}
    assert found == wanted

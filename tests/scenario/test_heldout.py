"""Errors that were written from the reference alone: told at their line, with a fix."""

from __future__ import annotations

from random import Random

import pytest

from game.scenario import Severity, check_text, format_text
from tests.scenario.heldout.injected import (
    CORPORA,
    KINDS,
    Told,
    corpus,
    inject,
    inject_five,
    told,
)

SEED = 4
QUICK = "harbour-strike"
ELSEWHERE = {"large", "seoul-2024"}


def words(one: Told) -> str:
    """Say what was injected and what was told, for a failing test."""
    said = "\n".join(format_text(found) for found in one.diagnostics)
    return f"{one.injected.kinds} at {one.injected.places}\n{said}"


@pytest.mark.parametrize("name", sorted(set(CORPORA)))
def test_scenario_without_an_error_has_no_finding(name: str) -> None:
    """What the errors are put into is sound, so that all that is told is theirs."""
    pages = corpus(name)
    found = check_text(pages.texts(), pages.root).diagnostics
    assert all(one.severity is Severity.NOTE for one in found)


@pytest.mark.parametrize("part", range(12))
def test_error_is_told_at_its_line_with_a_fix(part: int) -> None:
    """One error of every third kind, where the small scenario has a place, is told."""
    for name in sorted(KINDS)[part::36]:
        rng = Random(f"{SEED}:{name}")  # noqa: S311 - any repeatable choice will do
        injected = inject(name, QUICK, rng)
        if injected is None:
            continue
        one = told(injected)
        assert all(one.placed), words(one)
        assert not one.without_fix, words(one)
        assert all(one.intended), words(one)
        assert len(one.diagnostics) <= 2, words(one)


def test_every_kind_has_a_place_somewhere() -> None:
    """No kind of error is idle: each can be put into one of the scenarios."""
    for name in KINDS:
        rng = Random(f"{SEED}:{name}")  # noqa: S311 - any repeatable choice will do
        tries = (inject(name, where, rng) for where in (QUICK, *sorted(ELSEWHERE)) * 3)
        assert any(tries), name


@pytest.mark.parametrize("seed", range(6))
def test_five_errors_are_each_told_and_no_line_is_blamed_wrongly(seed: int) -> None:
    """Five errors in one file hide each other nowhere."""
    one = told(inject_five(QUICK, Random(seed)))  # noqa: S311 - as above
    assert all(one.placed), words(one)
    assert not one.blamed, words(one)

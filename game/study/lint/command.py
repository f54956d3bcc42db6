"""The lint as a command: a file in, what is wrong with it out."""

from __future__ import annotations

import os
from dataclasses import dataclass

from game.errors import UsageError
from game.scenario import Checked, Diagnostic, Found, format_text, reason_for, to_json
from game.study.command import pool
from game.study.cost import Note
from game.study.lint.estimate import Size
from game.study.lint.facts import Facts
from game.study.lint.linting import (
    QUICK,
    QUICK_TRIES,
    TRIES,
    WORLDS,
    Tell,
    faults_of,
    play_lint,
)
from game.text import clean
from game.words import counted, message, render, say

MOST_WORLDS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A fault that the file itself accepts."""

    fault: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """What was found by playing a file."""

    scenario: str
    mechanics: str
    seed: int
    worlds: int
    ways: int
    games: int
    """Games played to their end; the openings that were taken apart not counted."""
    partial: bool
    faults: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether everything was played and nothing found."""
        return not self.partial and not self.faults


def lint(
    checked: Checked,
    *,
    worlds: int | None = None,
    seed: int = 1,
    quick: bool = False,
    processes: int = 1,
    tell: Tell | None = None,
    note: Note = lambda _: None,
) -> Lint:
    """Play a scenario that was checked, and tell its faults.

    Args:
        checked: a file without errors.
        worlds: how many each way is played in; a good number when left out.
        seed: the seed of the games; the same finds the same.
        quick: fewer games.
        processes: how many play; they change nothing but the time.
        tell: told what is being played.
        note: told what to know before it begins.

    Raises:
        UsageError: the number of worlds is out of its range.
        ScenarioError: it takes very long, and no number was asked for.
        ValueError: the file has errors.
        NotFiniteError: a number of the scenario leaves the real line.
    """
    scenario = checked.scenario
    if scenario is None:
        raise ValueError(checked)
    size = Size(
        worlds=worlds or (QUICK if quick else WORLDS),
        tries=QUICK_TRIES if quick else TRIES,
    )
    if size.worlds > MOST_WORLDS:
        raise UsageError(
            "The number of worlds is {worlds}; it must be from 1 to {most}.",
            worlds=size.worlds,
            most=MOST_WORLDS,
        )
    with pool(min(processes, os.cpu_count() or 1)) as executor:
        played = play_lint(
            scenario,
            size,
            seed,
            asked=worlds is not None,
            note=note,
            executor=executor,
            tell=tell,
        )
    faults, accepted = _split(checked, played.facts if played else None)
    return Lint(
        scenario=scenario.id,
        mechanics=scenario.mechanics,
        seed=seed,
        worlds=played.facts.seen.worlds if played else 0,
        ways=len(played.facts.ways) if played else 0,
        games=played.games if played else 0,
        partial=played is None or played.partial,
        faults=faults,
        accepted=accepted,
    )


def _split(
    checked: Checked, facts: Facts | None
) -> tuple[tuple[Diagnostic, ...], tuple[Accepted, ...]]:
    """Return what was found: what the file does not accept, and what it does."""
    told: list[Found] = []
    accepted: list[Accepted] = []
    scenario = checked.scenario
    if scenario is None or facts is None:
        return (), ()
    for fault in faults_of(facts):
        reason = reason_for(scenario.document.allow, fault.code, checked.about(fault))
        if reason:
            accepted += [
                Accepted(fault=one, reason=reason) for one in checked.placed([fault])
            ]
        else:
            told.append(fault)
    accepted.sort(key=lambda one: (one.fault.file, one.fault.line))
    return checked.placed(told), tuple(accepted)


def lint_text(found: Lint, language: str = "en") -> str:
    """Return what was found as a reader sees it."""
    parts = [format_text(one, language) for one in found.faults]
    parts += [
        say(
            "accepted[{code}] {what}",
            language,
            code=one.fault.code,
            what=render(one.fault.message, language),
        )
        + f"\n  --> {one.fault.file}:{one.fault.line}:{one.fault.column}"
        + f"\n  = {clean(one.reason)}"
        for one in found.accepted
    ]
    parts.append(
        say(
            "{warnings}, {accepted} accepted; {games} games of {ways} ways to play in"
            " {worlds} worlds, seed {seed}",
            language,
            warnings=counted(
                message("1 warning"), message("{count} warnings"), len(found.faults)
            ),
            accepted=len(found.accepted),
            games=found.games,
            ways=found.ways,
            worlds=found.worlds,
            seed=found.seed,
        )
    )
    if found.partial:
        parts.append(say("Stopped: only a part was played.", language))
    return "\n\n".join(parts) + "\n"


def lint_value(found: Lint, language: str = "en") -> dict[str, object]:
    """Return what was found as a plain value for programs."""
    return {
        "scenario": found.scenario,
        "mechanics": found.mechanics,
        "seed": found.seed,
        "worlds": found.worlds,
        "ways": found.ways,
        "games": found.games,
        "partial": found.partial,
        "faults": [to_json(one, language) for one in found.faults],
        "accepted": [
            {**to_json(one.fault, language), "reason": one.reason}
            for one in found.accepted
        ],
    }

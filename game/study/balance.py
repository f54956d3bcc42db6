"""The balance of a crisis: the sections asked for, from one field of games."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.session.policies import RANDOM, Policy
from game.study import sections, uses
from game.study.cost import cost_of
from game.study.dealt import DEALT, Shown, shown
from game.study.field import Field, Plan
from game.study.mandates import MandateTable, compare_lines
from game.study.sections import BEST, BOUND, CONSTANT, DOUBLINGS, RUNGS, STEADY, STRONG

PARTS = (
    *("lines", "ladder", "doubling", "endings", "luck", "types", "options"),
    *("intelligence", "talks", "adversaries", "deck"),
)
"""What can be asked for, in the order of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found; None where it was not asked for or not reached."""

    scenario: str
    mechanics: str
    """Hash of the rules that were played."""
    level: int
    seed: int
    games: int
    partial: bool
    """The study was stopped."""
    lines: MandateTable | None
    ladder: sections.Ladder | None
    doubling: sections.Ladder | None
    endings: tuple[sections.EndingShares, ...] | None
    luck: sections.Luck | None
    types: sections.Told | None
    options: sections.Answers | None
    intelligence: uses.Uses | None
    """None also where nothing can be asked."""
    talks: uses.Uses | None
    """None also where nobody answers."""
    adversaries: tuple[sections.Ahead, ...] | None
    """None also where nobody looks ahead at the level."""
    deck: tuple[Shown, ...] | None


def measure(
    scenario: str,
    field: Field,
    parts: Collection[str],
    lines: Sequence[Policy],
    worlds: int,
) -> Report:
    """Play what the parts need and report it; Ctrl+C reports what was reached.

    Args:
        scenario: its id.
        field: where games are played and kept.
        parts: some of `PARTS`.
        lines: the constant lines, which also play in the ladder.
        worlds: how many worlds each line plays under each mandate.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    casts = players_of(lines)
    table: MandateTable | None = None
    valued: dict[str, uses.Uses | None] = {}
    besides: dict[str, Callable[[], object]] = {
        "types": lambda: field.play_told(STRONG),
        "options": lambda: field.weigh(STRONG),
        "intelligence": lambda: valued.update(intelligence=uses.of_questions(field)),
        "talks": lambda: valued.update(talks=uses.of_talks(field)),
    }
    if any(rule.ahead for rule in field.plan.spec.rules):
        besides["adversaries"] = lambda: [
            (field.play(name), field.play_reactive(name)) for name in STEADY
        ]
    partial = False
    try:
        if "lines" in parts and lines and field.model.mandates:
            plan = field.plan
            table = compare_lines(
                plan.spec,
                lines,
                worlds,
                plan.seed,
                lambda done, total: field.tell("lines", done, total),
            )
        for part in PARTS:
            if part in parts:
                for name in casts.get(part, ()):
                    field.play(name)
                if part in besides:
                    besides[part]()
    except KeyboardInterrupt:
        partial = True
    played = bool(field.played)
    return Report(
        scenario=scenario,
        mechanics=field.plan.spec.mechanics,
        level=field.plan.spec.level,
        seed=field.plan.seed,
        games=field.plan.games,
        partial=partial,
        lines=table,
        ladder=_ladder(field, casts["ladder"], lines)
        if "ladder" in parts and played
        else None,
        doubling=sections.ladder(field, DOUBLINGS, _steps(DOUBLINGS))
        if "doubling" in parts and played
        else None,
        endings=sections.endings(field) if "endings" in parts and played else None,
        luck=sections.luck(field, RUNGS) if "luck" in parts and played else None,
        types=sections.told(field, STRONG) if STRONG in field.told else None,
        options=sections.answers(field, STRONG) if STRONG in field.weighed else None,
        intelligence=valued.get("intelligence"),
        talks=valued.get("talks"),
        adversaries=sections.ahead(field, STEADY) if field.reacted else None,
        deck=shown(field, DEALT) if "deck" in parts and played else None,
    )


def players_of(lines: Sequence[Policy]) -> dict[str, tuple[str, ...]]:
    """Return who plays for each part, whatever else the part does."""
    everybody = (*RUNGS, BEST, CONSTANT, *(line.name for line in lines), BOUND)
    return {
        "ladder": everybody,
        "doubling": DOUBLINGS,
        "endings": everybody,
        "luck": RUNGS,
        "types": (STRONG,),
        "options": (STRONG,),
        "intelligence": uses.PLAYERS,
        "talks": (STRONG,),
        "deck": DEALT,
    }


def seconds_of_balance(
    plan: Plan, parts: Collection[str], lines: Sequence[Policy], worlds: int
) -> float:
    """Return what a balance takes at least: its games, but not what bots imagine.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    casts = players_of(lines)
    players = len({name for part in parts for name in casts.get(part, ())})
    cost = cost_of(plan.spec, plan.policies[RANDOM], plan.seed)
    seconds = players * cost.of(plan.games)
    if "lines" in parts:
        seconds += len(lines) * cost.of(worlds)
    return seconds


def _steps(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(upper, lower) for lower, upper in pairwise(names)]


def _ladder(
    field: Field, players: Sequence[str], lines: Sequence[Policy]
) -> sections.Ladder:
    """Rate everybody; beside each rung over the one below, who else meets the best."""
    others = [RUNGS[1], CONSTANT]
    means = {
        line.name: float(field.played[line.name].worth.mean())
        for line in lines
        if line.name in field.played
    }
    if means:
        others.append(max(means, key=lambda name: means[name]))
    pairs = [
        *_steps(RUNGS),
        *((name, STRONG) for name in others),
        (BEST, STRONG),
        (CONSTANT, RANDOM),
        (BOUND, BEST),
    ]
    return sections.ladder(field, players, pairs)

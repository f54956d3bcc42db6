"""What stands ready for an act of the player's own, and what each kind would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from game.engine.spec import Seen
from game.words import message, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from game.report.hanging import Hanging, Outcome
    from game.report.labels import Labels

Brought: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
"""Under a heading, a line for each rung."""

_WAYS = {
    -2: message("{number} far down"),
    -1: message("{number} down"),
    1: message("{number} up"),
    2: message("{number} far up"),
}


def in_force(
    labels: Labels, levers: Mapping[str, float], lines: Iterable[str]
) -> dict[str, int]:
    """Return the rung of each lever when a turn is carried out.

    Args:
        labels: the words of the scenario.
        levers: the rungs in force at its opening.
        lines: what is chosen in it.
    """
    found = {key: int(place) for key, place in levers.items()}
    for lever, _, rung in (line.partition(" ") for line in lines):
        if lever in found:
            rows = labels.scenario.document.levers[lever].rungs
            found[lever] = [row.id for row in rows].index(rung)
    return found


def ready(labels: Labels, act: str, rungs: Mapping[str, int]) -> str:
    """Say what stands ready for an act; empty where it hangs on no lever.

    Args:
        labels: the words of the scenario.
        act: the id of the initiative.
        rungs: of each lever, as `in_force` returns them.
    """
    kinds = [
        labels.say(
            "{subject}: {answer}",
            subject=labels.text(f"levers.{row.lever}.label"),
            answer=_rung(labels, row.lever, rungs[row.lever]),
        )
        for row in labels.hanging.get(act, ())
    ]
    if not kinds:
        return ""
    return labels.say("Stands ready: {kinds}.", kinds="; ".join(kinds))


def brought(labels: Labels, act: str) -> Brought:
    """Say what each kind would bring: a heading, and a line for each rung."""
    return tuple(
        (_heading(labels, act, outcome), tuple(_lines(labels, row, outcome)))
        for row in labels.hanging.get(act, ())
        for outcome in row.outcomes
    )


def ready_of(
    labels: Labels, levers: Mapping[str, float], lines: Sequence[str]
) -> tuple[str, ...]:
    """Say what stands ready for each act in a plan."""
    rungs = in_force(labels, levers, lines)
    acts = [line for line in lines if line in labels.hanging]
    return tuple(
        labels.say(
            "{subject}: {answer}",
            subject=labels.text(f"initiatives.{act}.label"),
            answer=ready(labels, act, rungs),
        )
        for act in acts
    )


def _heading(labels: Labels, act: str, outcome: Outcome) -> str:
    if outcome.happening == act:
        return labels.say("Putting it forward brings:")
    return labels.say(
        'If the answer is "{happening}", it brings:',
        happening=labels.happening(outcome.happening),
    )


def _lines(labels: Labels, row: Hanging, outcome: Outcome) -> Iterator[str]:
    seen = {r.id for r in labels.spec.variables if r.seen is not Seen.HIDDEN}
    for place, moves in enumerate(outcome.brings):
        told = [
            render(_WAYS[way], labels.language).format(
                number=labels.text(f"variables.{key}.label")
            )
            for key, way in moves
            if key in seen
        ]
        if told:
            yield labels.say(
                "{subject}: {answer}",
                subject=_rung(labels, row.lever, place),
                answer="; ".join(told),
            )


def _rung(labels: Labels, lever: str, place: int) -> str:
    rungs = labels.scenario.document.levers[lever].rungs
    return labels.text(f"levers.{lever}.rungs.{rungs[place].id}.label")

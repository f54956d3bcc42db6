"""What is in a sum that hangs on what is hidden, as far as it may be known.

The sum itself stays one, as its parts would tell what is hidden. Of each act of the
player's own in it is told what it hangs on, with the odds that are believed, and,
unless the sum would then tell which side is true, what it would be under each:
two worlds that look alike are told the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.engine.spec import Draw, Owner
from game.report.assessment import whole
from game.report.bands import bands
from game.report.figures import signed, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.assessment import Belief
    from game.report.labels import Labels
    from game.report.whys import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an act of the player's own may have done to a number."""

    effect: str
    subject: str
    """The hidden type that it hangs on most, or empty."""
    sides: tuple[tuple[int, float, float], ...]
    """For bands of that: the place of the band, and the ends of the range."""
    open: bool
    """Whether each side may be told: the sum rules none of them out."""


def veiled(labels: Labels, variable: str, *, own: bool) -> tuple[str, ...]:
    """Return the effects on a number that hang on what is hidden, and come at once.

    Args:
        labels: The words of the scenario.
        variable: The number.
        own: Whether those of the player's own acts, or all others.
    """
    return tuple(
        row.id
        for row in labels.spec.effects
        if row.target == variable
        and (row.owner is Owner.MINE) is own
        and not row.stages
        and row.draw is Draw.NONE
        and not labels.scenario.reads_exact_only(row.amount)
    )


def merged(why: Why) -> float | None:
    """Return the sum of what hangs on something hidden; None where there is none."""
    return next((line.value for line in why.lines if line.id == UNKNOWN), None)


def with_sides(
    labels: Labels, why: Why, acts: Sequence[Act], odds: Mapping[str, Belief]
) -> Why:
    """Add what is believed of the acts in the sum that hangs on something hidden.

    Args:
        labels: The words of the scenario.
        why: What moved a number that is seen exactly.
        acts: What the player's acts may have done to it.
        odds: What is believed of each hidden thing.
    """
    told = tuple(_told(labels, why.id, acts, odds))
    lines = (
        replace(line, believed=told) if line.id == UNKNOWN else line
        for line in why.lines
    )
    return replace(why, lines=tuple(lines))


_ACTS = 4
"""Acts that are told of, those that may have done most first."""


def _told(
    labels: Labels, variable: str, acts: Sequence[Act], odds: Mapping[str, Belief]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each act with what it may have done, then the odds that it hangs on."""
    say, found = labels.say, bands(labels)
    largest = sorted(acts, key=lambda act: -max(map(abs, _ends(act))))[:_ACTS]
    closed: dict[str, None] = {}
    for act in largest:
        name = labels.effect(act.effect)
        if act.open and act.subject in odds:
            yield name, tuple(_sides(labels, variable, act, odds[act.subject]))
            continue
        if act.subject not in odds:
            amount = _range(labels, variable, *_ends(act))
            yield say("{act}: {amount}", act=name, amount=amount), ()
            continue
        # No range either: where in it the sum lies would tell the side.
        closed[act.subject] = None
        hidden = labels.hidden(act.subject)
        yield say("{act}: it hangs on: {subject}", act=name, subject=hidden), ()
    for subject in closed:
        shares = zip(whole(odds[subject].now), found[subject], strict=True)
        yield (
            labels.hidden(subject),
            tuple(
                say("{share} %: {text}", share=share, text=band.text)
                for share, band in shares
                if share
            ),
        )
    if closed:
        words = say(
            "Which of these would do what is opened at the end: beside the sum it "
            "would tell which is true."
        )
        yield words, ()


def _ends(act: Act) -> tuple[float, float]:
    return min(row[1] for row in act.sides), max(row[2] for row in act.sides)


def _sides(labels: Labels, variable: str, act: Act, belief: Belief) -> Iterator[str]:
    """Say what an act would have done under each side of what it hangs on."""
    shares, found = whole(belief.now), bands(labels)[act.subject]
    for band, low, high in act.sides:
        if shares[band]:
            yield labels.say(
                "{amount} in this case ({share} %): {text}",
                amount=_range(labels, variable, low, high),
                share=shares[band],
                text=found[band].text,
            )


def _range(labels: Labels, variable: str, low: float, high: float) -> str:
    digits = labels.decimals[variable] + 1
    ends = [
        labels.measured(variable, signed(units(value, digits), digits))
        for value in (low, high)
    ]
    if ends[0] == ends[1]:
        return ends[0]
    return labels.say("{low} to {high}", low=ends[0], high=ends[1])

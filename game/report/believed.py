"""What is in a sum that hangs on what is hidden, as far as it may be known.

The sum itself stays one, as its parts would tell what is hidden. Of each act of the
player's own in it is told what it hangs on, with the odds that are believed, and
nothing of its size: two worlds that look alike are told the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.engine.spec import Draw, Owner
from game.report.assessment import whole
from game.report.bands import bands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.assessment import Belief
    from game.report.labels import Labels
    from game.report.whys import Why


def veiled(labels: Labels, variable: str) -> tuple[str, ...]:
    """Return the player's effects on a number that hang on what is hidden.

    Those that come later are left out: they are not of the turn.
    """
    return tuple(
        row.id
        for row in labels.spec.effects
        if row.target == variable
        and row.owner is Owner.MINE
        and not row.stages
        and row.draw is Draw.NONE
        and not labels.scenario.reads_exact_only(row.amount)
    )


def with_acts(
    labels: Labels,
    why: Why,
    acts: Sequence[tuple[str, str]],
    odds: Mapping[str, Belief],
) -> Why:
    """Add what is believed of the acts in the sum that hangs on something hidden.

    Args:
        labels: The words of the scenario.
        why: What moved a number that is seen exactly.
        acts: The effects of the player's in it, the largest first, each with the
            hidden type that it hangs on most, or nothing.
        odds: What is believed of each hidden thing.
    """
    told = tuple(_told(labels, acts, odds))
    lines = (
        replace(line, believed=told) if line.id == UNKNOWN else line
        for line in why.lines
    )
    return replace(why, lines=tuple(lines))


_ACTS = 4
"""Acts that are told of, those that may have done most first."""


def _told(
    labels: Labels, acts: Sequence[tuple[str, str]], odds: Mapping[str, Belief]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each act with what it hangs on, then the odds of that."""
    say, found = labels.say, bands(labels)
    subjects: dict[str, None] = {}
    for effect, subject in acts[:_ACTS]:
        name = labels.effect(effect)
        if subject not in odds:
            yield name, ()
            continue
        subjects[subject] = None
        hidden = labels.hidden(subject)
        yield say("{act}: it hangs on: {subject}", act=name, subject=hidden), ()
    for subject in subjects:
        shares = zip(whole(odds[subject].now), found[subject], strict=True)
        yield (
            labels.hidden(subject),
            tuple(
                say("{share} %: {text}", share=share, text=band.text)
                for share, band in shares
                if share
            ),
        )
    if subjects:
        words = say(
            "Which of these would do what is opened at the end: beside the sum it "
            "would tell which is true."
        )
        yield words, ()

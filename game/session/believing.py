"""What the player may believe at an opening, from what was seen up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.outlook.odds import odds
from game.report.assessment import Belief, Beliefs
from game.report.bands import bands
from game.session.forecasts import request

if TYPE_CHECKING:
    from game.outlook import Particles
    from game.report.labels import Labels
    from game.session.course import Course


def believe(course: Course, labels: Labels, particles: Particles, turn: int) -> Beliefs:
    """Return what is believed at the opening of a month.

    Args:
        course: the game; only what the player saw and did is read.
        labels: the words of the scenario, which cut the bands.
        particles: kept beliefs; those of this game a month before save time.
        turn: the month, counted from 1; the last one is the opening after the end.
    """
    for _ in particles.follow(request(course, ((),), 1, horizon=0, turn=turn)):
        pass
    cuts = {
        key: tuple(band.up_to for band in found) for key, found in bands(labels).items()
    }
    return Beliefs(
        odds={
            row.id: Belief(prior=row.prior, now=row.now)
            for row in odds(particles.beliefs, cuts)
        },
        strained=particles.beliefs.strained[0],
    )

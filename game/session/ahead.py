"""What moves a duty until the end, worked out in the imagined worlds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.outlook.ahead import look_ahead
from game.report.ahead import Road, until_the_end
from game.report.duties import is_told
from game.report.summing import put_together
from game.session.forecasts import request

if TYPE_CHECKING:
    from game.outlook import Particles
    from game.report.whys import Why
    from game.session.telling import Telling


def with_the_end(
    told: Telling,
    why: Why,
    staged: tuple[int, ...],
    *,
    particles: Particles,
    worlds: int,
) -> Why:
    """Add to the why of a duty what moves it from now to the end.

    Args:
        told: The game.
        why: How the duty is put together, as `objectives.ID`.
        staged: What is staged.
        particles: What is believed.
        worlds: Imagined worlds.
    """
    course, turn = told.course, told.course.turn
    known, spec = told.known(turn), course.model.spec
    read = partial(told.judge(turn).stands, turn=turn)
    row = next(one for one in spec.objectives if f"objectives.{one.id}" == why.id)
    if not is_told(spec, row.value):
        return why
    _, leaves = put_together(known, row)
    found = look_ahead(
        request(course, (staged,), worlds),
        row.id,
        [leaf.amount for leaf in leaves],
        [leaf.variable for leaf in leaves if leaf.variable],
        particles,
    )
    road = Road(
        worlds=worlds,
        raw=(read(row.value) - row.bottom) / (row.top - row.bottom) * 100.0,
        seen=tuple(read(leaf.amount) for leaf in leaves),
        score=found.score,
        starts=found.starts,
        ends=found.ends,
        moves=dict(found.moves),
    )
    particles.rest()
    return until_the_end(known, why, leaves, road)

"""What may come of each plan: the model played on from what is believed.

All plans live in the same worlds with the same luck, so what parts them is the
plan. Worlds come in blocks; an answer over more worlds contains the worlds of
the coarser one, and how the work is cut changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.engine import Array, Spec, fitting, step
from game.engine.model import Model
from game.outlook.beliefs import side_by_side
from game.outlook.gauges import Recorder, Track, bands, duties, join
from game.outlook.particles import Particles
from game.outlook.request import BLOCKS, OPEN, Forecast, Forecasts, Request

COLUMNS = 5120
"""Worlds times plans of one pass: a month of them takes about 10 ms, far below 30."""


def forecast(
    request: Request, particles: Particles | None = None
) -> tuple[Forecast, ...]:
    """Return a forecast per plan, in order.

    Args:
        request: the question.
        particles: kept beliefs of earlier requests; they only save time.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    found: tuple[Forecast, ...] = ()
    for answer in _refine(request, particles or Particles(), (request.worlds,)):
        if answer is not None:
            found = answer.forecasts
    return found


def refine(
    request: Request,
    particles: Particles | None = None,
    blocks: Sequence[int] = BLOCKS,
) -> Iterator[Forecasts | None]:
    """Yield ever finer answers up to the request's worlds.

    None comes between two answers wherever the work may be dropped.

    Args:
        request: the question.
        particles: kept beliefs of earlier requests; they only save time.
        blocks: the worlds of the answers before the last, coarse first.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    sizes = [size for size in blocks if size < request.worlds]
    yield from _refine(request, particles or Particles(), (*sizes, request.worlds))


def _refine(
    request: Request, particles: Particles, sizes: Sequence[int]
) -> Iterator[Forecasts | None]:
    for _ in particles.follow(request):
        yield None
    shown, played = span(request)
    tracks: list[list[Track]] = [[] for _ in request.plans]
    done = [0 for _ in request.plans]
    columns = fitting(particles.model, COLUMNS)
    stages = [(len(request.plans), size) for size in sizes]
    if 0 < request.first < len(request.plans):
        stages.insert(0, (request.first, sizes[0]))
    for count, size in stages:
        behind = [place for place in range(count) if done[place] < size]
        while behind:
            # Plans that were asked for first stand further; the others catch up.
            start = min(done[place] for place in behind)
            group = [place for place in behind if done[place] == start]
            last = min(size, start + max(1, columns // len(group)))
            plans = tuple(request.plans[place] for place in group)
            for parts in _play(particles, plans, (start, last), played):
                if parts is None:
                    yield None
                    continue
                for place, part in zip(group, parts, strict=True):
                    tracks[place].append(part)
                    done[place] = last
            behind = [place for place in behind if done[place] < size]
        begun = [join(parts) for parts in tracks[:count]]
        tracks[:count] = [[track] for track in begun]
        plans = request.plans[:count]
        hold = begun[plans.index(request.base)] if request.base in plans else None
        forecasts = [
            sum_up(particles.model, plan, track, shown, hold)
            for plan, track in zip(plans, begun, strict=True)
        ]
        final = (count, size) == stages[-1]
        yield Forecasts(forecasts=tuple(forecasts), final=final)


def span(request: Request) -> tuple[int, int]:
    """Return how many months to show and to play.

    Chances look ahead, so the play goes on beyond what is shown as far as the
    longest window reaches.
    """
    left = request.spec.turns - request.history[-1].turn + 1
    window = max((gauge.within for gauge in request.spec.gauges), default=0)
    shown = max(0, min(request.horizon, left))
    return shown, min(shown + window, left)


def _play(
    particles: Particles,
    plans: tuple[tuple[int, ...], ...],
    worlds: tuple[int, int],
    months: int,
) -> Iterator[list[Track] | None]:
    """Play worlds under some plans; yield None each month, at last the tracks."""
    model, chance = particles.model, particles.luck
    width = worlds[1] - worlds[0]
    state = particles.sample(*worlds, len(plans))
    recorder = Recorder(model, state)
    chosen = side_by_side(plans, width)
    leanings = particles.leanings(state.types)
    for _ in range(months):
        result = step(
            model,
            state,
            chosen,
            chance,
            leanings=leanings,
            account=False,
            watched=False,
        )
        recorder.month(state, result)
        state, chosen = result.state, chosen[:0]
        yield None
    track = recorder.track(state)
    yield [track.part(slice(p * width, (p + 1) * width)) for p in range(len(plans))]


def sum_up(
    model: Model,
    plan: tuple[int, ...],
    track: Track,
    months: int,
    hold: Track | None = None,
) -> Forecast:
    """Sum up what was recorded of one plan.

    Args:
        model: the model that was played.
        plan: the plan.
        track: what was recorded.
        months: how many months after the first opening to show.
        hold: the same worlds with nothing chosen, if they were played.
    """
    return Forecast(
        plan=plan,
        worlds=track.ending.size,
        bands=bands(model, track, months, hold),
        endings=count_endings(model.spec, track.ending),
        duties=duties(model, track, hold),
    )


def count_endings(spec: Spec, ending: Array) -> tuple[tuple[str, int], ...]:
    """Return in how many worlds each ending is reached, as in `Forecast`.

    Args:
        spec: the crisis.
        ending: (W,) as in `State`.
    """
    names = [OPEN, *(row.id for row in spec.endings)]
    counts = np.bincount(ending.astype(np.intp) + 1, minlength=len(names))
    endings = [(name, int(n)) for name, n in zip(names, counts, strict=True) if n]
    return tuple(sorted(endings, key=lambda pair: (-pair[1], pair[0])))

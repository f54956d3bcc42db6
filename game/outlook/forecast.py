"""What may come of each plan: the model played on from what is believed.

All plans live in the same worlds with the same luck, so what parts them is the
plan. Worlds come in blocks; an answer over more worlds contains the worlds of
the coarser one, and how the work is cut changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.engine import step
from game.engine.model import Model
from game.outlook.gauges import Recorder, Track, bands, join
from game.outlook.particles import Particles, decision, luck
from game.outlook.request import BLOCKS, OPEN, Forecast, Forecasts, Request

_COLUMNS = 1024
"""Worlds times plans of one pass, so that a month stays far below 30 ms."""


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
    request: Request, particles: Particles | None = None
) -> Iterator[Forecasts | None]:
    """Yield ever finer answers up to the request's worlds.

    None comes between two answers wherever the work may be dropped.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    sizes = [size for size in BLOCKS if size < request.worlds]
    yield from _refine(request, particles or Particles(), (*sizes, request.worlds))


def _refine(
    request: Request, particles: Particles, sizes: Sequence[int]
) -> Iterator[Forecasts | None]:
    for _ in particles.follow(request):
        yield None
    shown, played = _months(request)
    block = max(1, _COLUMNS // len(request.plans))
    tracks: list[list[Track]] = [[] for _ in request.plans]
    done = 0
    for size in sizes:
        while done < size:
            last = min(size, done + block)
            for parts in _play(request, particles, (done, last), played):
                if parts is None:
                    yield None
                    continue
                for plan, part in zip(tracks, parts, strict=True):
                    plan.append(part)
            done = last
        tracks = [[join(parts)] for parts in tracks]
        forecasts = tuple(
            _sum_up(particles.model, plan, parts[0], shown)
            for plan, parts in zip(request.plans, tracks, strict=True)
        )
        yield Forecasts(forecasts=forecasts, final=size == sizes[-1])


def _months(request: Request) -> tuple[int, int]:
    """Return how many months to show and to play.

    Chances look ahead, so the play goes on beyond what is shown as far as the
    longest window reaches.
    """
    left = request.spec.turns - request.history[-1].turn + 1
    window = max((gauge.within for gauge in request.spec.gauges), default=0)
    shown = max(0, min(request.horizon, left))
    return shown, min(shown + window, left)


def _play(
    request: Request, particles: Particles, worlds: tuple[int, int], months: int
) -> Iterator[list[Track] | None]:
    """Play worlds under every plan; yield None each month, at last the tracks."""
    model, chance = particles.model, luck(request.seed, request.history[-1])
    width, plans = worlds[1] - worlds[0], len(request.plans)
    state = particles.sample(*worlds, plans)
    recorder = Recorder(model, state)
    chosen = decision(request.plans, width)
    for _ in range(months):
        result = step(model, state, chosen, chance)
        recorder.month(state, result)
        state, chosen = result.state, chosen[:0]
        yield None
    track = recorder.track(state)
    yield [track.part(slice(p * width, (p + 1) * width)) for p in range(plans)]


def _sum_up(model: Model, plan: tuple[int, ...], track: Track, months: int) -> Forecast:
    names = [OPEN, *(ending.id for ending in model.spec.endings)]
    counts = np.bincount(track.ending.astype(np.intp) + 1, minlength=len(names))
    endings = [(name, int(n)) for name, n in zip(names, counts, strict=True) if n]
    return Forecast(
        plan=plan,
        worlds=track.ending.size,
        bands=bands(model, track, months),
        endings=tuple(sorted(endings, key=lambda pair: (-pair[1], pair[0]))),
    )

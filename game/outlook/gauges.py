"""Gauges over many worlds: recorded month by month, then summed up in bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import evaluate_close
from game.engine.expression import Source, reads
from game.engine.model import Model
from game.engine.spec import Gauge
from game.engine.state import Array, Integers, Mask, State, Step
from game.outlook.request import Band, Duty
from game.outlook.scoring import scores

QUANTILES = (10, 50, 90)
"""Percent."""
WITHIN = ((25, 75), (40, 60))
"""Percent of the narrower bands, the wider one first."""


def acts(gauge: Gauge) -> tuple[str, ...]:
    """Return the happenings that a chance names, in its order, each once."""
    named = (r.id for r in reads(gauge.chance) if r.source is Source.HAPPENED)
    return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What the gauges did in W worlds over M months."""

    turn: int
    """The month of the first opening."""
    values: Array
    """(M + 1, gauges, W) at each opening; 0 for a chance."""
    hits: Mask
    """(M, gauges, W) the act of a chance took place in the month."""
    first: Integers
    """(gauges, W) which act came first within the window of the first month:
    its place in `acts`, their number for none of them, -1 where none took place."""
    ending: Array
    """(W,) as in `State`."""
    scores: Array
    """(objectives, W) what each scores at the last close; no rows where the play
    stops before the calendar does."""

    def part(self, worlds: slice) -> Track:
        """Return some of the worlds."""
        return Track(
            turn=self.turn,
            values=self.values[:, :, worlds],
            hits=self.hits[:, :, worlds],
            first=self.first[:, worlds],
            ending=self.ending[worlds],
            scores=self.scores[:, worlds],
        )


def join(tracks: Sequence[Track]) -> Track:
    """Put the worlds of several tracks of the same months side by side."""
    return Track(
        turn=tracks[0].turn,
        values=np.concatenate([track.values for track in tracks], axis=-1),
        hits=np.concatenate([track.hits for track in tracks], axis=-1),
        first=np.concatenate([track.first for track in tracks], axis=-1),
        ending=np.concatenate([track.ending for track in tracks]),
        scores=np.concatenate([track.scores for track in tracks], axis=-1),
    )


class Recorder:
    """Follows the gauges of a run of many worlds."""

    def __init__(self, model: Model, start: State) -> None:
        self._model = model
        self._turn = start.turn
        self._rows = {v.id: row for row, v in enumerate(model.spec.variables)}
        place = {name: row for row, name in enumerate(model.happenings)}
        self._acts = [[place[a] for a in acts(g)] for g in model.spec.gauges]
        self._values: list[Array] = []
        self._hits: list[Mask] = []
        self._first = np.full(
            (len(model.spec.gauges), start.worlds.size), -1, dtype=np.int64
        )
        self._scores = np.zeros((0, start.worlds.size))
        self._opening(start)

    def month(self, before: State, step: Step) -> None:
        """Record a month and the opening after it."""
        gauges = self._model.spec.gauges
        hits = np.zeros(self._first.shape, dtype=np.bool_)
        running = before.ending < 0.0
        for row, gauge in enumerate(gauges):
            if gauge.variable:
                continue
            hit = evaluate_close(self._model, before, step, gauge.chance)
            hits[row] = hit.astype(np.bool_) & running
            if before.turn - self._turn < gauge.within:
                self._attribute(row, hits[row], step.happened)
        self._hits.append(hits)
        if before.turn == self._model.spec.turns and self._model.spec.objectives:
            found = np.stack([*scores(self._model, before, step).values()])
            # A duty that is no number scores nothing, as it does for a planner.
            self._scores = np.nan_to_num(found)
        self._opening(step.state)

    def track(self, end: State) -> Track:
        """Return what was recorded; `end` is the last state."""
        shape = (0, *self._first.shape)
        hits = np.stack(self._hits) if self._hits else np.zeros(shape, np.bool_)
        return Track(
            turn=self._turn,
            values=np.stack(self._values),
            hits=hits,
            first=self._first,
            ending=end.ending,
            scores=self._scores,
        )

    def _opening(self, state: State) -> None:
        values = np.zeros(self._first.shape)
        for row, gauge in enumerate(self._model.spec.gauges):
            if gauge.variable:
                values[row] = state.values[self._rows[gauge.variable]]
        self._values.append(values)

    def _attribute(self, row: int, hit: Mask, happened: Mask) -> None:
        first = self._first[row]
        for place, act in enumerate(self._acts[row]):
            first[hit & happened[act] & (first < 0)] = place
        first[hit & (first < 0)] = len(self._acts[row])


def bands(
    model: Model, track: Track, months: int, hold: Track | None = None
) -> tuple[Band, ...]:
    """Sum up the gauges over the worlds.

    Args:
        model: the model that was played.
        track: what was recorded; chances look beyond `months` where it goes on.
        months: how many months after the first opening to show.
        hold: the same worlds with nothing chosen, to set the bands against.
    """
    found = []
    for row, gauge in enumerate(model.spec.gauges):
        band = (
            _values(gauge.id, track, row, months)
            if gauge.variable
            else _chance(gauge, track, row, months)
        )
        if hold is not None:
            own, other = (_shown(gauge, t, row, months) for t in (track, hold))
            gap, error = _gap(own - other)
            band = replace(band, gap=gap, error=error)
        found.append(band)
    return tuple(found)


def duties(model: Model, track: Track, hold: Track | None = None) -> tuple[Duty, ...]:
    """Sum up what the duties score at the end of the calendar; nothing before it.

    Args:
        model: the model that was played.
        track: what was recorded.
        hold: the same worlds with nothing chosen, to set the scores against.
    """
    found = []
    for row, values in enumerate(track.scores):
        low, middle, high = (ends[0] for ends in _quantiles(np.sort(values)[None]))
        duty = Duty(
            objective=model.spec.objectives[row].id,
            low=low,
            middle=middle,
            high=high,
            mean=float(np.add.reduce(values) / values.size),
        )
        if hold is not None:
            gap, error = _gap((values - hold.scores[row])[None])
            duty = replace(duty, gap=gap[0], error=error[0])
        found.append(duty)
    return tuple(found)


def _shown(gauge: Gauge, track: Track, row: int, months: int) -> Array:
    """Return what a band tells of, by month and world, (M, W)."""
    if gauge.variable:
        return track.values[: months + 1, row]
    return _windows(gauge, track, row, months).astype(np.float64)


def _gap(apart: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the mean of a difference (M, W) over worlds, and its standard error."""
    worlds = apart.shape[-1]
    mean = np.add.reduce(apart, axis=-1) / worlds
    around = apart - mean[:, None]
    variance = np.add.reduce(around * around, axis=-1) / max(1, worlds - 1)
    return tuple(mean.tolist()), tuple(np.sqrt(variance / worlds).tolist())


def _quantiles(
    ordered: Array, percents: Sequence[int] = QUANTILES
) -> list[tuple[float, ...]]:
    """Return quantiles over worlds of values in order, (M, W), each by month.

    Each is the value of one world in its place, never between two.
    """
    last = ordered.shape[-1] - 1
    return [tuple(ordered[:, (last * p + 50) // 100].tolist()) for p in percents]


def _values(id: str, track: Track, row: int, months: int) -> Band:
    shown = np.sort(track.values[: months + 1, row], axis=-1)
    low, middle, high = _quantiles(shown)
    return Band(
        gauge=id,
        months=tuple(range(track.turn, track.turn + len(shown))),
        low=low,
        middle=middle,
        high=high,
        mean=tuple((np.add.reduce(shown, axis=-1) / shown.shape[-1]).tolist()),
        within=tuple((w[0], w[1]) for w in (_quantiles(shown, p) for p in WITHIN)),
    )


def _windows(gauge: Gauge, track: Track, row: int, months: int) -> Mask:
    """Tell, by month and world, whether a chance's act comes within its window."""
    hits = track.hits[:, row]
    starts = range(max(1, min(months + 1, len(hits))))
    return np.stack([hits[m : m + gauge.within].any(axis=0) for m in starts])


def _chance(gauge: Gauge, track: Track, row: int, months: int) -> Band:
    hits = _windows(gauge, track, row, months)
    shares = tuple((hits.sum(axis=-1) / hits.shape[-1]).tolist())
    names = (*acts(gauge), "")
    counts = np.bincount(track.first[row] + 1, minlength=len(names) + 1)[1:]
    return Band(
        gauge=gauge.id,
        months=tuple(range(track.turn, track.turn + len(shares))),
        low=shares,
        middle=shares,
        high=shares,
        mean=shares,
        acts=tuple(zip(names, counts.tolist(), strict=True)),
    )

"""What a forecast is asked for, and what it answers: plain values.

A request carries nothing hidden: the scenario, what the player has seen and
what the player has done. Whoever holds only this can forecast, so two games
that look alike have the same outlook.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.observation import Observation
from game.engine.spec import Spec

OPEN = "open"
"""The key of the worlds that reach no ending within the horizon."""

BLOCKS = (64, 320, 1280)
"""The worlds of the successive answers of `refine`: coarse first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question: what may come of each of these plans?

    A plan is what is staged this month, as indices into `choices(spec)`; after
    it the rungs are held and later cards are answered by their default.
    """

    spec: Spec
    history: tuple[Observation, ...]
    """One observation per opening, from month 1 to the current month."""
    decisions: tuple[tuple[int, ...], ...]
    """The choices of the months already played; one fewer than `history`."""
    plans: tuple[tuple[int, ...], ...]
    """At least one; an empty plan holds."""
    base: tuple[int, ...] = ()
    """The plan that the others are set against; without it there are no gaps."""
    first: int = 0
    """How many of the plans, from the first on, get a coarse answer of their own
    before the others are begun; 0: all go together."""
    seed: int = 0
    """Numbers the forecast's own luck. It must not come from the seed of the
    game, or two games that look alike would have different outlooks."""
    worlds: int = 256
    """Worlds per plan."""
    horizon: int = 12
    """Months ahead; the calendar's end caps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One gauge, month by month.

    For a variable: the 10, 50 and 90 % quantiles at each opening. For a chance:
    the share of worlds (0 to 1) in which its act takes place within the gauge's
    window from that month on, so the three are equal; its last month is the
    last one that can be played (or the first, at 0, where none can), and a window
    is cut at the calendar's end.
    """

    gauge: str
    months: tuple[int, ...]
    """Turns; the first is the current month."""
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    mean: tuple[float, ...]
    gap: tuple[float, ...] = ()
    """By month, the mean difference from the same worlds under the base; empty
    where the answer does not hold it."""
    error: tuple[float, ...] = ()
    """The standard errors of `gap`, as of worlds drawn one by one: a little more
    than those of worlds that share out their draws, and small, as all plans meet
    the same luck."""
    acts: tuple[tuple[str, int], ...] = ()
    """For a chance: in how many worlds each happening came first within the
    window of the current month, in the order in which the chance names them;
    the empty id stands for none of them. They sum to `middle[0] * worlds`."""
    within: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...] = ()
    """For a variable: the ends of the 50 and of the 20 % range around the median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one duty scores at the end of the calendar, 0 to 100.

    A world that ends earlier scores as at its own last close.
    """

    objective: str
    low: float
    """10, 50 and 90 % over the worlds."""
    middle: float
    high: float
    mean: float
    gap: float | None = None
    """The mean difference from the same worlds under the base, and so the difference
    of the means; None without it."""
    error: float | None = None
    """The standard error of `gap`, as in `Band`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What may come of one plan."""

    plan: tuple[int, ...]
    worlds: int
    bands: tuple[Band, ...]
    """In the order of `spec.gauges`."""
    endings: tuple[tuple[str, int], ...]
    """Ending id, or `OPEN`, and in how many worlds it is reached; the most
    frequent first, equals by id; endings of no world are left out."""
    duties: tuple[Duty, ...] = ()
    """In the order of `spec.objectives`; empty where the play stops before the
    calendar does."""

    def band(self, gauge: str) -> Band:
        """Return the band of a gauge.

        Raises:
            KeyError: the scenario has no such gauge.
        """
        for band in self.bands:
            if band.gauge == gauge:
                return band
        raise KeyError(gauge)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """One answer of the forecaster: a forecast per plan, in order."""

    forecasts: tuple[Forecast, ...]
    """Of the first plans alone in an early answer; empty when the request could not
    be answered."""
    final: bool
    """No finer answer will follow."""
    problem: str = ""
    """Why it could not be answered, in English; empty when it was."""

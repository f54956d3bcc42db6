"""Forecasts as they come: what is wanted first, what else is worth knowing.

The plan under the player's eyes is asked for first, and with it the other answers
to the card, so that touching them shows their fan at once. Nothing is computed on
the interface's thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.building import give_back
from game.errors import GameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from game.report.views import Outlook
    from game.tui.ports import ForecastPort, GamePort

Plan = tuple[str, ...]


@dataclass(slots=True)
class _Against:
    """What is known of plans that are set against one base."""

    known: dict[Plan, Outlook] = field(default_factory=dict)
    problems: dict[Plan, str] = field(default_factory=dict)
    final: set[Plan] = field(default_factory=set)


class Forecasts:
    """The forecasts of one month of one game."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Make it empty; `changed` is called when a forecast has arrived."""
        self._changed = changed
        self._source: ForecastPort | None = None
        self._game: GamePort | None = None
        self._wanted: tuple[Plan, ...] = ()
        self._base: Plan = ()
        self._asked: tuple[Plan, ...] = ()
        self._last: Outlook | None = None
        self._kept: dict[Plan, _Against] = {}
        """By base: a page that sets plans against another one forgets nothing."""

    @property
    def known(self) -> Mapping[Plan, Outlook]:
        """The forecasts of plans set against the base in hand."""
        return self._here.known

    @property
    def problems(self) -> Mapping[Plan, str]:
        """Why a plan has no forecast."""
        return self._here.problems

    @property
    def last(self) -> Outlook | None:
        """The forecast that was shown last in this month."""
        return self._last

    @property
    def _here(self) -> _Against:
        return self._kept.setdefault(self._base, _Against())

    def connect(self, source: ForecastPort) -> None:
        """Use a forecaster; its descriptor is watched by the caller."""
        self._source = source
        self._ask()

    def month(self, game: GamePort | None) -> None:
        """Forget everything: another month, or another game."""
        if self._source is not None:
            self._source.forget()
        self._game, self._last = game, None
        self._forget()

    def _forget(self) -> None:
        self._wanted, self._asked, self._base = (), (), ()
        self._kept.clear()

    def want(self, plans: Sequence[Plan], base: Plan = ()) -> None:
        """Ask for plans, the first one first; older wishes are dropped.

        Args:
            plans: What may be chosen, with what else is staged.
            base: What they are set against.
        """
        if base != self._base:
            self._base, self._asked = base, ()
        final = self._here.final
        self._wanted = tuple(p for p in dict.fromkeys(plans) if p not in final)
        if self._wanted and not self._is_coming(self._wanted):
            self._ask()

    def shown(self, plan: Plan) -> tuple[Outlook | None, bool]:
        """Return the forecast of a plan, or the last one and that it is old."""
        found = self.known.get(plan)
        if found is not None:
            self._last = found
            return found, False
        return self._last, True

    def of(self, staged: Plan) -> Outlook | None:
        """Return the finest forecast of what is staged, whatever it is set against."""
        found = (
            outlook
            for against in self._kept.values()
            for plan, outlook in against.known.items()
            if set(plan) == set(staged)
        )
        return max(found, key=lambda outlook: outlook.worlds, default=None)

    def settled(self, plan: Plan) -> bool:
        """Tell whether no finer forecast of a plan will follow."""
        return plan in self._here.final

    def awaited(self, plan: Plan) -> bool:
        """Tell whether a first forecast of a plan is still to come."""
        return plan in self._wanted and plan not in {*self.known, *self.problems}

    def receive(self) -> None:
        """Take what has arrived; called when the descriptor is readable."""
        if self._source is None:
            return
        answer = self._source.take()
        if answer is None or not self._asked:
            return  # or it answers what was asked before the month was over
        here = self._here
        here.known.update(answer.outlooks)
        if answer.problem:
            here.problems.update(dict.fromkeys(self._asked, answer.problem))
        if answer.final:
            here.final.update(self._asked)
            self._asked = ()
            give_back()  # nothing is worked out now
        self._changed()

    def _is_coming(self, plans: Sequence[Plan]) -> bool:
        """Tell whether what was asked for brings these plans as soon as it can."""
        first = plans[0] == self._asked[0] if self._asked else False
        return {*plans} <= {*self._asked} and (first or plans[0] in self.known)

    def _ask(self) -> None:
        """Ask for what is wanted; a first plan that is not open gives way."""
        while self._source is not None and self._game is not None and self._wanted:
            try:
                self._source.ask(self._game, self._wanted, self._base)
            except GameError:
                self._wanted = self._wanted[1:]
                continue
            self._asked = self._wanted
            return

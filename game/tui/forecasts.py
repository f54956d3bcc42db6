"""Forecasts as they come: what is wanted first, what else is worth knowing.

The plan under the player's eyes is asked for first; then, while nothing new is
wanted, the other answers to the card, so that touching them shows their fan at
once. Nothing is computed on the interface's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import GameError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.views import Outlook
    from game.tui.ports import ForecastPort, GamePort

Plan = tuple[str, ...]


class Forecasts:
    """The forecasts of one month of one game."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Make it empty; `changed` is called when a forecast has arrived."""
        self._changed = changed
        self._source: ForecastPort | None = None
        self._game: GamePort | None = None
        self._waiting: list[Plan] = []
        self._asked: Plan | None = None
        self._last: Outlook | None = None
        self._final: set[Plan] = set()
        self.known: dict[Plan, Outlook] = {}
        self.problems: dict[Plan, str] = {}
        """Why a plan has no forecast."""

    def connect(self, source: ForecastPort) -> None:
        """Use a forecaster; its descriptor is watched by the caller."""
        self._source = source
        self._next()

    def month(self, game: GamePort | None) -> None:
        """Forget everything: another month, or another game."""
        self._game = game
        self._waiting.clear()
        self._final.clear()
        self.known.clear()
        self.problems.clear()
        self._asked = None
        if game is None:
            self._last = None

    def want(self, plans: Sequence[Plan]) -> None:
        """Ask for plans, the first one first; older wishes are dropped."""
        self._waiting = [
            plan for plan in dict.fromkeys(plans) if plan not in self._final
        ]
        if self._waiting and self._waiting[0] != self._asked:
            self._next()

    def shown(self, plan: Plan) -> tuple[Outlook | None, bool]:
        """Return the forecast of a plan, or the last one and that it is old."""
        found = self.known.get(plan)
        if found is not None:
            self._last = found
            return found, False
        return self._last, True

    def settled(self, plan: Plan) -> bool:
        """Tell whether no finer forecast of a plan will follow."""
        return plan in self._final

    def receive(self) -> None:
        """Take what has arrived; called when the descriptor is readable."""
        if self._source is None:
            return
        answer = self._source.take()
        if answer is None:
            return
        if answer.outlook is not None and answer.plan == self._asked:
            self.known[answer.plan] = answer.outlook
        if answer.problem and answer.plan == self._asked:
            self.problems[answer.plan] = answer.problem
        if answer.final:
            self._done(answer.plan)
        self._changed()

    def _done(self, plan: Plan) -> None:
        self._final.add(plan)
        self._asked = None
        self._waiting = [other for other in self._waiting if other != plan]
        self._next()

    def _next(self) -> None:
        while self._source is not None and self._game is not None and self._waiting:
            plan = self._waiting[0]
            try:
                self._source.ask(self._game, plan)
            except GameError:
                self._waiting.pop(0)
                continue
            self._asked = plan
            return

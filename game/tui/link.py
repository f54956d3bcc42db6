"""The worker of `game.outlook` as the face's forecaster.

Imported in a thread after the first paint: it brings numpy.
"""

from __future__ import annotations

import contextlib
import sys
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.outlook.forecaster import Forecaster
from game.session.game import Game
from game.tui.ports import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.tui.ports import GamePort


class Link:
    """One worker; it remembers which plans of which game it was asked for."""

    def __init__(self) -> None:
        with contextlib.redirect_stderr(sys.__stderr__):
            # Textual's stand-in for stderr has no descriptor to inherit.
            resource_tracker.ensure_running()
        self._forecaster = Forecaster()
        self._ticket = 0
        self._game: Game | None = None
        self._asked: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._base: tuple[int, ...] = ()

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Ask for the outlook of plans; whatever was asked before is dropped.

        Raises:
            GameError: If the first plan is not open.
        """
        if isinstance(game, Game):
            asked = {plans[0]: game.plan(plans[0])}
            for plan in plans[1:]:
                with contextlib.suppress(ChoiceError):
                    asked[plan] = game.plan(plan)
            self._game, self._asked = game, asked
            self._base = game.plan(base)
            request = game.outlook_request([*asked.values()], base=self._base)
            self._ticket = self._forecaster.submit(request)

    def forget(self) -> None:
        """Drop the newest question: no answer to it is taken any more."""
        self._game, self._asked = None, {}

    def fileno(self) -> int:
        """Return a descriptor that is readable while an answer waits."""
        return self._forecaster.fileno()

    def take(self) -> Answer | None:
        """Return the next answer to the newest question, or None if none waits."""
        received = self._forecaster.receive()
        if received is None or self._game is None or received[0] != self._ticket:
            return None
        answer = received[1]
        found = {forecast.plan: forecast for forecast in answer.forecasts}
        outlooks = {
            plan: self._game.outlook_view(found[chosen], found[self._base])
            for plan, chosen in self._asked.items()
            if chosen in found
        }
        return Answer(outlooks=outlooks, final=answer.final, problem=answer.problem)

    def close(self) -> None:
        """End the worker."""
        self._forecaster.close()

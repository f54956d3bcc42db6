"""The worker of `game.outlook` as the face's forecaster.

Imported in a thread after the first paint: it brings numpy.
"""

from __future__ import annotations

import contextlib
import sys
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from game.outlook.forecaster import Forecaster
from game.session.game import Game
from game.tui.ports import Answer

if TYPE_CHECKING:
    from game.tui.ports import GamePort


class Link:
    """One worker; it remembers which plan of which game it was asked for."""

    def __init__(self) -> None:
        with contextlib.redirect_stderr(sys.__stderr__):
            # Textual's stand-in for stderr has no descriptor to inherit.
            resource_tracker.ensure_running()
        self._forecaster = Forecaster()
        self._ticket = 0
        self._asked: tuple[Game, tuple[str, ...]] | None = None

    def ask(self, game: GamePort, plan: tuple[str, ...]) -> None:
        """Ask for the outlook of a plan; whatever was asked before is dropped."""
        if isinstance(game, Game):
            request = game.outlook_request(plan)
            self._asked = (game, plan)
            self._ticket = self._forecaster.submit(request)

    def fileno(self) -> int:
        """Return a descriptor that is readable while an answer waits."""
        return self._forecaster.fileno()

    def take(self) -> Answer | None:
        """Return the next answer to the newest plan, or None if none waits."""
        received = self._forecaster.receive()
        if received is None or self._asked is None or received[0] != self._ticket:
            return None
        game, plan = self._asked
        answer = received[1]
        if len(answer.forecasts) != 2:  # noqa: PLR2004 - the plan and the hold
            return Answer(
                plan=plan, outlook=None, final=answer.final, problem=answer.problem
            )
        chosen, hold = answer.forecasts
        outlook = game.outlook_view(chosen, hold)
        return Answer(plan=plan, outlook=outlook, final=answer.final)

    def close(self) -> None:
        """End the worker."""
        self._forecaster.close()

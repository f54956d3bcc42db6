"""Requests on their way to a worker: only what it does not have yet.

A scenario takes longer to copy between processes than the first forecast takes
to compute, so it travels once, and so does each observation.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.observation import Observation
from game.engine.spec import Spec
from game.outlook.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request, shortened by what the question before it said."""

    ticket: int
    spec: Spec | None
    """None: the same as last time."""
    kept: int
    """How many observations of the last request this one begins with."""
    news: tuple[Observation, ...]
    """The observations after those."""
    decisions: tuple[tuple[int, ...], ...]
    plans: tuple[tuple[int, ...], ...]
    base: tuple[int, ...]
    first: int
    seed: int
    worlds: int
    horizon: int


class Shorthand:
    """What both ends of a pipe know of the last request; one at each end."""

    def __init__(self) -> None:
        self._spec: Spec | None = None
        self._history: tuple[Observation, ...] = ()

    def shorten(self, ticket: int, request: Request) -> Question:
        """Return the question that `restore` at the other end turns back."""
        spec, kept = request.spec, 0
        if spec is self._spec:
            for old, new in zip(self._history, request.history, strict=False):
                if old is not new and old != new:
                    break
                kept += 1
        question = Question(
            ticket=ticket,
            spec=None if spec is self._spec else spec,
            kept=kept,
            news=request.history[kept:],
            decisions=request.decisions,
            plans=request.plans,
            base=request.base,
            first=request.first,
            seed=request.seed,
            worlds=request.worlds,
            horizon=request.horizon,
        )
        self._spec, self._history = spec, request.history
        return question

    def restore(self, question: Question) -> Request:
        """Return the request that was shortened.

        Raises:
            ValueError: the first question of a pipe came without a scenario.
        """
        spec = question.spec or self._spec
        if spec is None:
            raise ValueError(question.ticket)
        self._spec = spec
        self._history = self._history[: question.kept] + question.news
        return Request(
            spec=spec,
            history=self._history,
            decisions=question.decisions,
            plans=question.plans,
            base=question.base,
            first=question.first,
            seed=question.seed,
            worlds=question.worlds,
            horizon=question.horizon,
        )

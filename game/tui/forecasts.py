"""Forecasts as they come: what is wanted first, what else is worth knowing.

The plan under the player's eyes is asked for first, and with it the other answers
to the card; while they are read, what the player may turn to next: so touching it
shows its fan at once. Nothing is computed on the interface's thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from game.building import give_back
from game.errors import GameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from game.report.views import CardView, Outlook
    from game.tui.ports import ForecastPort, GamePort

Plan = tuple[str, ...]

Wish: TypeAlias = "tuple[tuple[Plan, ...], Plan]"
"""Plans, and the base that they are set against."""

_TOGETHER = 8
"""Plans that are asked for at once ahead of time."""

_BASES = 12
"""Bases of which what is known is kept; the one used longest ago goes first."""


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
        self._later: dict[Plan, list[Plan]] = {}
        """By base, what may be wanted next."""
        self._watched: frozenset[Plan] = frozenset()
        self._asked: Wish = ((), ())
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
        return self._against(self._base)

    def _against(self, base: Plan) -> _Against:
        found = self._kept.pop(base, _Against())
        self._kept[base] = found  # the last one of all
        return found

    def connect(self, source: ForecastPort) -> None:
        """Use a forecaster; its descriptor is watched by the caller."""
        self._source = source
        self._go_on()

    def month(self, game: GamePort | None) -> None:
        """Forget everything: another month, or another game."""
        self.rest()
        self._game, self._last, self._base = game, None, ()
        self._kept.clear()

    def rest(self) -> None:
        """Ask for nothing more, and take nothing, until something is wanted again."""
        if self._source is not None:
            self._source.forget()
        self._wanted, self._asked = (), ((), ())
        self._later.clear()

    def want(
        self, plans: Sequence[Plan], base: Plan = (), later: Iterable[Wish] = ()
    ) -> None:
        """Ask for plans, the first one first.

        Older wishes are dropped; what is worked out just now may be finished if
        nothing finer of these can follow.

        Args:
            plans: What may be chosen, with what else is staged.
            base: What they are set against.
            later: What is asked for after these, those of one base together.
        """
        self._base, self._watched = base, frozenset(plans)
        self._later = {}
        for more, other in later:
            self._later.setdefault(other, []).extend(more)
        self._wanted = self._unsettled(plans, base)
        while len(self._kept) > _BASES:
            del self._kept[next(iter(self._kept))]
        if not self._is_coming():
            self._go_on()

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
        plans, base = self._asked
        if answer is None or not plans:
            return  # or it answers what was asked before the month was over
        there = self._against(base)
        for plan, outlook in answer.outlooks.items():
            known = there.known.get(plan)
            if known is None or known.worlds <= outlook.worlds:
                there.known[plan] = outlook
        if answer.problem:
            there.problems.update(dict.fromkeys(plans, answer.problem))
        if answer.final:
            there.final.update(plans)
            self._wanted = self._unsettled(self._wanted, self._base)
            self._asked = ((), ())
            self._go_on()
            if not self._asked[0]:
                give_back()  # nothing is worked out now
        if base == self._base and self._watched & {*plans}:
            self._changed()

    def _unsettled(self, plans: Sequence[Plan], base: Plan) -> tuple[Plan, ...]:
        """Return the plans of which something finer can follow."""
        final = self._against(base).final
        return tuple(plan for plan in dict.fromkeys(plans) if plan not in final)

    def _is_coming(self) -> bool:
        """Tell whether what was asked for brings what is wanted as soon as it can."""
        asked, base = self._asked
        if not self._wanted:
            return bool(asked)
        first = self._wanted[0]
        return (
            base == self._base
            and {*self._wanted} <= {*asked}
            and (first == asked[0] or first in self.known)
        )

    def _go_on(self) -> None:
        """Ask for what is wanted, or else for the first that may be wanted next."""
        self._wanted = self._ask(self._wanted, self._base)
        for base, plans in () if self._wanted else self._later.items():
            if self._ask(self._unsettled(plans, base)[:_TOGETHER], base):
                return

    def _ask(self, plans: tuple[Plan, ...], base: Plan) -> tuple[Plan, ...]:
        """Ask for plans, and return them; a first one that is not open gives way."""
        while plans and self._source is not None and self._game is not None:
            try:
                self._source.ask(self._game, plans, base)
            except GameError:
                plans = plans[1:]
                continue
            self._asked = (plans, base)
            break
        return plans


def answers_to(shown: CardView | None, staged: Sequence[str]) -> Wish:
    """Return what can be answered to a card beside what else is staged, and that."""
    options = shown.options if shown else ()
    its = {option.line for option in options}
    base = tuple(line for line in staged if line not in its)
    return (*((*base, o.line) for o in options if o.open), base), base

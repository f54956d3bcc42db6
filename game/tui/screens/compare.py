"""Up to four answers to a card side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.report.differing import duties_by_difference
from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import compare, compare_numbers, lines, scores
from game.tui.draw.answers import SILENCE
from game.tui.draw.duties import ordered
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.views import CardView, GaugeView, ObjectiveView, Outlook, Room
    from game.tui.cells import Row


_DUTY = "objectives."
_SMALL = 70
"""Cells below which the duties come after the numbers of what is highlighted."""


class Compare(Page):
    """Ranges of every answer on every gauge, and the fans of one gauge."""

    shape = "stacked"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    scope = "compare"

    def __init__(
        self,
        card: str,
        plans: Mapping[str, tuple[str, ...]],
        at: str,
        gauge: str,
    ) -> None:
        """Make the screen.

        Args:
            card: Id of the card.
            plans: The plan of each answer that is open, by option id, and of none.
            at: The answer to begin at.
            gauge: Id of the highlighted gauge.
        """
        super().__init__()
        self._id, self._plans, self._at = card, plans, at
        self._picked = gauge

    @property
    def view(self) -> Room:
        """The room as it stands."""
        view = self.face.view
        assert view is not None  # noqa: S101 - this page exists only with a game
        return view

    @property
    def card(self) -> CardView:
        """The card whose answers are compared."""
        return next(card for card in self.view.cards if card.id == self._id)

    @property
    def gauge(self) -> GaugeView:
        """The highlighted gauge; the last one while a duty is highlighted."""
        shown = self.view.gauges
        found = (gauge for gauge in shown if gauge.id == self._picked)
        return next(found, shown[-1])

    @property
    def duty(self) -> ObjectiveView | None:
        """The highlighted duty."""
        found = (d for d in self.view.objectives if _DUTY + d.id == self._picked)
        return next(found, None)

    @property
    def duties(self) -> list[ObjectiveView]:
        """The duties: what the answers differ in most is first, then those declared."""
        duties = {duty.id: duty for duty in ordered(self.view.objectives)}
        apart = duties_by_difference([*self._found().values()], [*duties])
        return [duties[key] for key in apart]

    def _found(self) -> dict[str, Outlook]:
        """Return the forecasts that are known so far, by option id."""
        known = self.face.forecasts.known
        return {key: known[plan] for key, plan in self._plans.items() if plan in known}

    def on_mount(self) -> None:
        """Begin at the answer that the desk is at; ask for the forecasts of all."""
        self.query_one("#list", Sheet).cursor = self._at
        super().on_mount()
        plans = [*self._plans.values()]
        self.face.forecasts.want(plans, self._plans[SILENCE])

    def compared(self) -> compare.Comparison:
        """Return the card with what has been worked out so far."""
        forecasts = self.face.forecasts
        return compare.Comparison(
            card=self.card,
            outlooks=self._found(),
            gauge=self.gauge,
            duty=self.duty,
            titles=self.face.ending_titles,
            problem=next(
                (
                    forecasts.problems[plan]
                    for plan in self._plans.values()
                    if plan in forecasts.problems
                ),
                "",
            ),
            refining=not all(forecasts.settled(plan) for plan in self._plans.values()),
        )

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("Compare", self.look.language)
        return words, [Span(f"  {self.card.title}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the table of ranges and what it assumes."""
        del height
        compared, look = self.compared(), self.look
        rows = compare.table(self.view, compared, look, width, cursor)
        weighed = scores.table(self.duties, compared, look, width)
        numbers = compare_numbers.numbers(compared, look, width)
        # Few lines are in view on the smallest screens: what is highlighted is first.
        small = width < _SMALL
        rows += [*numbers, *weighed] if small else [*weighed, *numbers]
        rows += compare.note(self.view, compared, look, width)
        return [*rows, *compare_numbers.endings(compared, look, width)]

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the fans of the highlighted gauge, or the ranges of a duty."""
        if self.duty is not None:
            return scores.ranges(self.compared(), self.look, width)
        return compare.fans(self.compared(), self.look, width, height, cursor)

    def under(self, sheet: Sheet) -> list[str]:
        """Tell the answer under the cursor gauge by gauge, each by its name."""
        if sheet.id != "list":
            return []
        compared, look = self.compared(), self.look
        return compare_numbers.told(
            self.view.gauges, self.duties, compared, sheet.cursor, look
        )

    def redraw(self) -> None:
        """Show the table and the fans."""
        super().redraw()
        look = self.look
        listed = self.query_one("#list", Sheet)
        title = say("Answers: what differs most is first", look.language)
        listed.label(title, say("enter stages", look.language))
        detail = self.query_one("#detail", Sheet)
        title = lines.charted(self.gauge.label, self.gauge.unit, look)
        if self.duty is not None:
            title = say("{duty} at the end", look.language, duty=self.duty.label)
        detail.label(title, say("left, right: other gauge or duty", look.language))

    def draw_forecast(self) -> None:
        """Show what has just arrived."""
        if self.ready:
            self.redraw()

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Stage the answer and go back to the room."""
        if sheet.id != "list":
            return
        options = self.card.options
        option = next((option for option in options if option.id == pick), None)
        staged = next((option for option in options if option.staged), None)
        if option is None:  # no answer
            done = staged is None or self.face.unstage(staged.line)
        else:
            done = option.staged or self.face.stage(option.line)
        if done:
            self.app.pop_screen()

    def term(self) -> tuple[str, ...]:
        """Return the entries of the answer under the cursor, then of the card."""
        return (f"agenda.{self._id}.{self.at()}", f"agenda.{self._id}")

    def action_pick(self) -> None:
        """Stage the answer under the cursor, wherever the focus is."""
        self.query_one("#list", Sheet).action_pick()

    def action_gauge(self, by: int) -> None:
        """Highlight another gauge, or a duty, in the order in which they stand."""
        gauges = [gauge.id for gauge in self.view.gauges]
        first = [key for key in self.compared().order if key in gauges]
        keys = [*first, *(key for key in gauges if key not in first)]
        keys += [_DUTY + duty.id for duty in self.duties]
        self._picked = keys[(keys.index(self._picked) + by) % len(keys)]
        self.redraw()

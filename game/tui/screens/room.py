"""The situation room: everything needed to decide the card, on one screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from game.report.naming import names_of
from game.tui.actions import bindings
from game.tui.cells import Row
from game.tui.draw import answers, card, duties, endings, gauges, lines, outlook
from game.tui.forecasts import answers_to
from game.tui.screens.choosing import Choosing
from game.tui.widgets.sheet import Sheet
from game.words import message, say

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from game.report.views import CardView, GaugeView, OptionView
    from game.tui.actions import Action


_COPIED = 76
"""Cells of a card that is copied."""


class RoomScreen(Choosing):
    """The room at the opening of a month."""

    AUTO_FOCUS = "#card"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("room")]
    scope = "room"

    def __init__(self) -> None:
        super().__init__()
        self._gauge = -1

    def body(self) -> ComposeResult:
        """Lay out status, gauges, the card beside its forecast, and the rest."""
        yield self.sheet("status", "line")
        yield self.sheet("gauges")
        yield self.sheet("odds", "line")
        yield self.sheet("duties", "line")
        yield self.sheet("hint")
        with Vertical(id="room"):
            with Horizontal(id="room-top"):
                main = self.sheet("card", "frame", focus=True)
                main.enter = False  # keys pressed ahead of its sight do not stage
                yield main
                yield self.sheet("fan", "frame")
            with Horizontal(id="room-bottom"):
                yield self.sheet("fan-small", "frame")
                yield self.sheet("answer", "frame")
                yield self.sheet("desk", "frame")
                yield self.sheet("relations", "frame")
                yield self.sheet("news", "frame")

    def new_month(self) -> None:
        """Begin at the first card of a new month."""
        self.nothing_done()
        self.pass_hint()
        self._turn_to(0)
        self.redraw()

    def show_card(self, id: str) -> None:
        """Go to a card on the desk."""
        ids = [card.id for card in self.view.cards]
        if id in ids:
            self.nothing_done()
            self._turn_to(ids.index(id))
            self.redraw()

    def term(self) -> tuple[str, ...]:
        """Return the entries of the card, then of the highlighted gauge."""
        shown, gauge = self.shown_card, self.shown_gauge
        cards = (f"agenda.{shown.id}",) if shown else ()
        return (*cards, gauge.entry) if gauge else cards

    @property
    def shown_gauge(self) -> GaugeView | None:
        """The highlighted gauge."""
        shown = self.view.gauges
        return shown[self.gauge_place] if shown else None

    @property
    def gauge_place(self) -> int:
        """The place of the highlighted gauge: at first a chance, which moves at once.

        A number follows a choice over months; a chance tells the two apart now.
        """
        shown = self.view.gauges
        if 0 <= self._gauge < len(shown):
            return self._gauge
        return next((n for n, gauge in enumerate(shown) if gauge.chance), 0)

    def redraw(self) -> None:
        """Show every panel; only lines that differ are repainted."""
        look, view = self.look, self.view
        self.query_one("#status", Sheet).show(
            lambda w, *_: [lines.status(view, look, w)]
        )
        self.query_one("#gauges", Sheet).show(self._gauges)
        self.query_one("#duties", Sheet).show(
            lambda w, *_: duties.line(view.objectives, look, w)
        )
        self.draw_hint()
        self._draw_card()
        names = names_of(view)
        desk = self.query_one("#desk", Sheet)
        desk.label(
            say("Desk", look.language), say("p policy  a initiatives", look.language)
        )
        desk.show(lambda w, h, _: card.desk(view, names, look, w, h))
        relations = self.query_one("#relations", Sheet)
        labels = () if view.relations else [number.label for number in view.numbers]
        title = gauges.shared_words(labels)
        relations.label(
            title or say("Relations", look.language),
            say("r relations  i intelligence", look.language),
        )
        relations.show(lambda w, h, _: card.relations(view, names, look, w, h))
        news = self.query_one("#news", Sheet)
        hint = say("n headlines  v advisers", look.language)
        news.label(say("Headlines", look.language), hint)
        news.show(lambda w, h, _: card.news(view, look, w, h))
        self.ask()
        self.draw_keys()

    def _draw_card(self) -> None:
        look, shown = self.look, self.shown_card
        sheet = self.query_one("#card", Sheet)
        many = len(self.view.cards)
        if shown is None:
            sheet.label(say("Desk", look.language))
            sheet.show(
                lambda w, *_: [
                    *answers.said(self._said, w),
                    *card.no_card(self.view, look, w),
                ]
            )
            self._draw_answer()
            return
        ids = [*(option.id for option in shown.options), answers.SILENCE]
        if sheet.cursor not in ids:
            staged = (option.id for option in shown.options if option.staged)
            sheet.cursor = next(staged, ids[0])
        due = say("due card", look.language)
        kind = due if shown.duty else say("card", look.language)
        place = f"{min(self._card, many - 1) + 1}/{many} " if many > 1 else ""
        other = say("[ ] other card", look.language) if many > 1 else ""
        if self.in_full:  # its upper lines may be out of view
            other = self._said or other
        sheet.label(f"{kind} {place}{look.glyphs.dot} {shown.title}", other)
        sheet.show(lambda w, h, c: self._card_rows(shown, (w, h), c))
        self._draw_answer()

    def _card_rows(self, shown: CardView, size: tuple[int, int], at: str) -> list[Row]:
        width, height = size
        said = answers.said(self._said, width)
        height -= len(said)
        if self.in_full:
            return [*said, *answers.whole(shown, self.look, width, at)]
        narrow = self.has_class("-narrow")
        for gap in () if narrow else (True, False):
            rows = answers.whole(shown, self.look, width, at, gaps=gap)
            if len(rows) <= height:
                return [*said, *rows]
        fitted = answers.fitted(shown, self.look, (width, height), at, beside=narrow)
        return [*said, *fitted]

    def _draw_answer(self) -> None:
        """Say beside a narrow card what the answer under the cursor does."""
        shown, look = self.shown_card, self.look
        sheet = self.query_one("#answer", Sheet)
        if shown is None:
            sheet.label(say("Headlines", look.language))
            sheet.show(lambda w, *_: card.headlines(self.view, look, w))
            return
        at = self.query_one("#card", Sheet).cursor
        numbers = (n for n, option in enumerate(shown.options, 1) if option.id == at)
        sheet.label(
            say("Answer {number}", look.language, number=next(numbers, 0)),
            say("r relations  n headlines", look.language),
        )
        sheet.show(
            lambda w, h, _: answers.shortened(
                answers.detail(shown, at, look, w), h, look
            )
        )

    def _gauges(self, width: int, height: int, cursor: str) -> list[Row]:
        del cursor
        picked = self.shown_gauge
        shown = self.view.gauges
        return gauges.grid(shown, picked.id if picked else "", self.look, width, height)

    # The forecast

    def plan(self) -> tuple[str, ...]:
        """Return what is staged, with the answer under the cursor in its place."""
        return self.plan_with(self._pointed())

    def plan_with(self, option: OptionView | None) -> tuple[str, ...]:
        """Return what is staged, with one answer to the shown card in its place."""
        cursor = self.query_one("#card", Sheet).cursor
        if option is None and cursor != answers.SILENCE:
            return self.view.staged
        return (*self.base(), option.line) if option else self.base()

    def base(self) -> tuple[str, ...]:
        """Return what the answers are set against: whatever else is staged."""
        return answers_to(self.shown_card, self.view.staged)[1]

    def _pointed(self) -> OptionView | None:
        shown = self.shown_card
        cursor = self.query_one("#card", Sheet).cursor
        found = (o for o in shown.options if o.id == cursor) if shown else iter(())
        option = next(found, None)
        return option if option is not None and option.open else None

    def ask(self) -> None:
        """Ask for what is pointed at and beside it, then for where a key may lead.

        That is another card, and the next one beside each answer to this one.
        """
        shown, staged = self.shown_card, self.view.staged
        plans, base = answers_to(shown, staged)
        cards = [*self.view.cards[self._card + 1 :], *self.view.cards[: self._card]]
        later = [answers_to(card, staged) for card in cards]
        for option in shown.options if shown else ():
            later += [
                answers_to(c, (*base, option.line)) for c in cards[:1] if option.open
            ]
        self.face.forecasts.want([self.plan(), *plans], base, later)
        self.draw_forecast()

    def draw_forecast(self) -> None:
        """Draw the fan of the highlighted gauge, dimmed while it is old."""
        look, gauge = self.look, self.shown_gauge
        if not self.ready:
            return
        plan = self.plan()
        found, old = self.face.forecasts.shown(plan)
        shown = outlook.Shown(
            outlook=found,
            gauge=gauge,
            plan=self._plan_name(),
            titles=self.face.ending_titles,
            old=old,
            refining=not self.face.forecasts.settled(plan),
            problem=self.face.forecasts.problems.get(plan, ""),
            over=self.view.over,
            first=self.view.turn == 1,
            duties=duties.ordered(self.view.objectives),
        )
        for name in ("fan", "fan-small"):
            sheet, small = self.query_one(f"#{name}", Sheet), name == "fan-small"
            keys = say("c compare", look.language)
            if small:
                keys = say("i intelligence", look.language)
            title = outlook.title(shown, look, narrow=small)
            sheet.label(title, outlook.mark(shown, look) or keys)
            sheet.show(lambda w, h, _: outlook.panel(shown, look, w, h))
        odds = self.query_one("#odds", Sheet)
        tiny = self.has_class("-tiny")  # without a fan, its numbers come first
        draw = outlook.one_line if tiny else endings.odds_line
        odds.show(lambda w, *_: draw(shown, look, w))

    def _plan_name(self) -> str:
        shown, option = self.shown_card, self._pointed()
        if shown is None or (
            self.view.staged and set(self.plan()) == set(self.view.staged)
        ):
            return say("as staged", self.look.language)
        number = shown.options.index(option) + 1 if option else 0
        return say("if {number}", self.look.language, number=number)

    # What is in hand

    def panels(self) -> list[str]:
        """Return the panels in reading order; those that a small screen hides too."""
        beside = ["answer"] if self.has_class("-narrow") else []
        return ["card", "fan", *beside, "desk", "relations", "news"]

    def under(self, sheet: Sheet) -> list[str]:
        """Say of an answer what it does."""
        shown = self.shown_card
        if sheet.id != "card" or shown is None:
            return super().under(sheet)
        rows = answers.detail(shown, sheet.cursor, self.look, _COPIED)
        seen = " ".join(" ".join(super().under(sheet)).split())
        told = (row.text.strip() for row in rows)
        more = [words for words in told if " ".join(words.split()) not in seen]
        return [*super().under(sheet), *more]

    def copied(self) -> tuple[str, list[str]]:
        """Give the whole card, however much of it is in view."""
        sheet, shown = self.in_hand, self.shown_card
        if sheet is None or sheet.id != "card" or shown is None:
            return super().copied()
        rows = answers.whole(shown, self.look, _COPIED, sheet.cursor)
        return shown.title, [row.text.rstrip() for row in rows]

    # What can be done

    def can(self, name: str) -> bool:
        """Declare only when it may be declared; cards only when there are several."""
        view = self.face.view
        if view is None:
            return False
        if name in {"next_hint", "no_hints"}:
            return self.told is not None
        if name.startswith("turn_card"):
            return len(view.cards) > 1
        if name in {"compare", "read"} or name.startswith("choose"):
            return bool(view.cards)
        return True

    def called(self, action: Action) -> Action:
        """Name declaring by what it can do now."""
        view = self.face.view
        if action.name == "declare" and view is not None and not view.may_declare:
            return replace(action, label=message("duties"))
        return super().called(action)

    def actions(self) -> list[Action]:
        """Offer declaring first while it may be."""
        shown, view = super().actions(), self.face.view
        if view is None:
            return [a for a in shown if a.name != "declare"]
        duty = [a for a in shown if a.name == "declare" and view.may_declare]
        rest = [a for a in shown if a not in duty]
        return [*rest[:2], *duty, *rest[2:]]

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Let the fan follow the answer under the cursor."""
        del pick
        if sheet.id == "card":
            sheet.enter = True
            self._draw_answer()
            self.ask()

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Stage an answer, highlight a gauge, open a headline or a relation."""
        if sheet.id == "card":
            shown = self.shown_card
            ids = [o.id for o in shown.options] if shown else []
            self.action_choose(ids.index(pick) + 1 if pick in ids else 0)
        elif sheet.id == "gauges":
            ids = [gauge.id for gauge in self.view.gauges]
            if ids.index(pick) == self.gauge_place:
                self.face.open_why(pick)
            self.action_gauge(ids.index(pick) - self.gauge_place)
        elif sheet.id == "relations":
            self.open_number(pick)
        elif pick.startswith("endings."):
            self.face.open_why(pick)
        elif pick.startswith("news:"):
            self.face.open_headlines(pick.partition(":")[2])

    def action_turn_card(self, by: int) -> None:
        """Go to another card."""
        many = len(self.view.cards)
        if many and not (by > 0 and self.is_there()):
            self.nothing_done()
            self._turn_to((min(self._card, many - 1) + by) % many)
            self._draw_card()
            self.ask()

    def action_gauge(self, by: int) -> None:
        """Highlight another gauge."""
        many = len(self.view.gauges)
        if many:
            self._gauge = (self.gauge_place + by) % many
            self.query_one("#gauges", Sheet).rebuild()
            self.draw_forecast()

    def action_why(self) -> None:
        """Explain the ending under the cursor, else the highlighted gauge."""
        sheet, gauge = self.in_hand, self.shown_gauge
        if sheet is not None and sheet.cursor.startswith("endings."):
            self.face.open_why(sheet.cursor)
        elif gauge is not None:
            self.face.open_why(gauge.id)

    def action_compare(self) -> None:
        """Set the answers of the shown card side by side."""
        shown, gauge = self.shown_card, self.shown_gauge
        if shown is not None and gauge is not None:
            plans = {o.id: self.plan_with(o) for o in shown.options if o.open}
            plans[answers.SILENCE] = self.base()
            at = self.query_one("#card", Sheet).cursor
            self.face.open_compare(shown.id, plans, at, gauge.id)

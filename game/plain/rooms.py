"""The situation room as lines of text: all of it, or what a turn has changed in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.plain.pages import Pages
from game.plain.staging import staged_labels
from game.report.again import again_words
from game.report.assumptions import BRIER, MODEL_LINE
from game.report.kinds import standing_words
from game.words import render, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.views import (
        AdviserView,
        CardView,
        InitiativeView,
        LeverView,
        ObjectiveView,
        OptionView,
        Room,
        RungView,
    )
    from game.session.options import Store

_CARDS = 20
"""The numbers that are kept for answers to cards; policy and initiatives follow."""
_WHOLE = 100
"""Percent."""


def numbers_of(room: Room) -> dict[str, int]:
    """Return a number for the line of every choice: the cards' answers come first.

    Those of standing policy and initiatives stay what they are from turn to turn,
    since a turn does not print what it has not changed.
    """
    answers = [option.line for card in room.cards for option in card.options]
    others = [rung.line for lever in room.levers for rung in lever.rungs]
    others += [act.line for act in room.initiatives]
    first = max(_CARDS, len(answers)) + 1
    found = {line: number for number, line in enumerate(answers, start=1)}
    return found | {line: number for number, line in enumerate(others, start=first)}


class Rooms:
    """Writes situation rooms in one language, and remembers the last one."""

    def __init__(self, pages: Pages, language: str, store: Store | None = None) -> None:
        """Begin with no room written.

        Args:
            pages: Writes what other pages have too.
            language: The language.
            store: The player's options, which may turn advisers off.
        """
        self.pages = pages
        self._language = language
        self._store = store
        self._last: Room | None = None
        self._explained = False
        self._argued: set[str] = set()
        """What advisers argued where it was written out."""

    def whole(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        """Write all of a room.

        Args:
            room: The room.
            numbers: The number of each choice that may be made by number.
        """
        yield from self._write(room, None, numbers)

    def brief(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        """Write what a turn begins with: where things stand, and the questions."""
        self._last = replace(room, staged=())
        yield from self._head(room, first=True)
        yield from self.pages.headlines(room.headlines)
        yield from self.pages.gauges(room.gauges)
        yield from self._standing(room)
        yield from self._cards(room, None, numbers)
        yield ""
        yield self._say(
            "Not printed here: policy (standing policy), acts (what you may start, "
            "and your duties), advisers, relations, numbers. room prints all of it."
        )

    def changed(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        """Write what is another than in the last room written; a first one briefly."""
        last = self._last
        if last is None:
            yield from self.brief(room, numbers)
            return
        yield from self._write(room, last, numbers)
        yield ""
        yield self._say("The rest stands as it was; room prints all of it.")

    def _write(
        self, room: Room, last: Room | None, numbers: Mapping[str, int]
    ) -> Iterator[str]:
        self._last = replace(room, staged=())
        yield from self._head(room, first=last is None)
        # What a reveal has told already is not told again.
        if last is None:
            yield from self.pages.headlines(room.headlines)
            yield from self.pages.gauges(room.gauges)
        yield from self.duties(room, last)
        # Before what need not be decided, which is long: somebody may have it read out.
        yield from self._cards(room, last, numbers)
        yield from self._besides(room, last, numbers)

    def _head(self, room: Room, *, first: bool) -> Iterator[str]:
        yield ""
        head = self._say(
            "{title}. {date}, turn {turn} of {turns}.",
            title=room.title,
            date=room.date,
            turn=min(room.turn, room.turns),
            turns=room.turns,
        )
        if room.hindsight:
            head = self._say("{text} Marked: with hindsight.", text=head)
        yield head
        if room.model and first:
            yield tell(MODEL_LINE, self._language, model=room.model)
        yield self._say(
            "{budget}: {capital}. Desk {desk}, {left} left.",
            budget=room.budget,
            capital=room.capital_text,
            desk=room.desk,
            left=room.desk_left,
        )

    def _besides(
        self, room: Room, last: Room | None, numbers: Mapping[str, int]
    ) -> Iterator[str]:
        known = {view.id: view.text for view in last.relations} if last else {}
        relations = [v for v in room.relations if known.get(v.id) != v.text]
        title = self._say("Relations")
        yield from self.pages.section(title, map(self.pages.number, relations))
        heard = last.advisers if last else ()
        if self._store is None or self._store.options.value("advice") == "on":
            speaking = [view for view in room.advisers if view not in heard]
            yield from self.advisers(speaking) if last is None else self._said(speaking)
        yield from self._levers(_levers(room, last), numbers)
        if last is None:
            yield from self.initiatives(room.initiatives, numbers)
        else:
            acts = [act for act in room.initiatives if act not in last.initiatives]
            yield from self._changed_acts(acts, numbers)

    def _cards(
        self, room: Room, last: Room | None, numbers: Mapping[str, int]
    ) -> Iterator[str]:
        told = {card.id for card in last.cards} if last else set()
        for card in room.cards:
            yield from self.card(card, numbers, again=card.id in told)
        if not room.cards:
            yield ""
            yield self._say(
                "No card is open: standing policy and initiatives are, and end ends "
                "the turn."
            )
        yield from self.pages.section(self._say("Staged"), staged_labels(room))

    def _say(self, template: str, **fields: object) -> str:
        return say(template, self._language, **fields)

    def _said(self, advisers: Sequence[AdviserView]) -> Iterator[str]:
        """Write the odds that advisers give: what is new in a line each."""
        if advisers:
            yield ""
            yield self._say("Advisers (advisers tells what they argue):")
        same = [view.name for view in advisers if view.was == view.chance]
        for view in advisers:
            if view.was != view.chance:
                again = again_words(view, self._language)
                told = "; ".join(words for words in (view.claim, again) if words)
                yield f"- {view.name} [{view.id}]: {told}"
        if same:
            yield self._say("- As last turn: {names}.", names="; ".join(same))

    def advisers(self, advisers: Sequence[AdviserView]) -> Iterator[str]:
        """Write what some advisers argue, with their track record."""
        if not advisers:
            return
        yield ""
        yield self._say("Advisers:")
        for view in advisers:
            again = again_words(view, self._language)
            # An argument that was read out once is not read out every turn.
            told = again if view.text in self._argued and again else view.text
            self._argued.add(view.text)
            yield f"- {view.name} [{view.id}]: {told}"
            yield self._say(
                "    {claim}; {record}", claim=view.claim, record=view.record
            )
            if view.reason:
                yield f"    {view.reason}"
            if view.call:
                yield self._say("    You call it {percent} %.", percent=view.call)
        if any(view.judged for view in advisers) and not self._explained:
            self._explained = True
            yield render(BRIER, self._language)

    def duties(self, room: Room, last: Room | None = None) -> Iterator[str]:
        """Write the duties, if they changed, and whether they may be declared."""
        if not room.objectives:
            return
        before = [view.role for view in last.objectives] if last else []
        if before != [view.role for view in room.objectives]:
            rows = (
                f"{view.label} [{view.id}]{self._role(view)}, {self._stands(view)}"
                + (f": {view.text}" if view.text else "")
                for view in room.objectives
            )
            yield from self.pages.section(self._say("Duties, as things stand"), rows)
        else:
            yield from self._standing(room)
        if room.may_declare:
            yield self._say(
                "You may declare a lead duty and two priorities ({cost}): "
                "declare LEAD FIRST SECOND",
                cost=room.declare_cost,
            )
        if room.by_default:
            yield self._say(
                "Left open, the end of this turn declares {duties}.",
                duties=room.by_default,
            )

    def _role(self, view: ObjectiveView) -> str:
        """Say behind a duty what it was declared to be, if anything."""
        roles = {"lead": self._say("lead duty"), "priority": self._say("priority")}
        return f" ({roles[view.role]})" if view.role else ""

    def _stands(self, view: ObjectiveView) -> str:
        """Say how a duty stands, and whether it counts as broken so."""
        if view.score is None:
            return self._say("not seen before the end")
        score = standing_words(view)
        if view.score < view.floor:
            return self._say("{score} of 100, broken", score=score)
        return self._say("{score} of 100", score=score)

    def _standing(self, room: Room) -> Iterator[str]:
        """Write in a line how every duty stands."""
        if room.objectives:
            yield ""
            words = "; ".join(
                f"{view.label}{self._role(view)} {self._stands(view)}"
                for view in room.objectives
            )
            yield self._say("Duties, as things stand: {duties}.", duties=words)
        if any(view.rough for view in room.objectives):
            yield self._say("~ before a score: it rests on estimates.")

    def card(
        self, card: CardView, numbers: Mapping[str, int], *, again: bool = False
    ) -> Iterator[str]:
        """Write a card; of one that was told before, what may be another now."""
        yield ""
        kind = self._say("Must be answered") if card.duty else self._say("Optional")
        yield f"{kind}: {card.title}"
        if not again:
            yield f"  {card.text}"
            if card.sources:
                yield self._say("  Source: {source}", source=card.sources)
        yield f"  {card.deadline}"
        if not again:
            yield self._say("  If nobody answers: {silence}", silence=card.silence)
        for option in card.options:
            head = self.choice(option.line, option.label, option.cost, numbers)
            yield self.state(head, option.locked, staged=option.staged)
            if not again:
                yield from self._answer(option)

    def _answer(self, option: OptionView) -> Iterator[str]:
        if option.text:
            yield self._say("      At once: {text}", text=option.text)
        if option.later:
            yield self._say("      Later: {text}", text=option.later)
        if option.hangs:
            yield self._say("      Hangs on: {text}", text=option.hangs)

    def _levers(
        self,
        levers: Sequence[tuple[LeverView, Sequence[RungView]]],
        numbers: Mapping[str, int],
    ) -> Iterator[str]:
        if levers:
            yield ""
            yield self._say("Standing policy:")
        for lever, rungs in levers:
            current = next((rung.label for rung in lever.rungs if rung.current), "")
            yield f"- {lever.label}: {current}"
            for rung in rungs:
                if not rung.current:
                    head = self.choice(rung.line, rung.label, rung.cost, numbers)
                    yield self.state(head, rung.locked, staged=rung.staged)

    def initiatives(
        self, acts: Sequence[InitiativeView], numbers: Mapping[str, int]
    ) -> Iterator[str]:
        """Write some of the player's own acts with their prices."""
        if acts:
            yield ""
            yield self._say("Initiatives:")
        for act in acts:
            yield self._act(act, numbers)
            yield from (f"      {words}" for words in (act.text, act.ready) if words)
            for heading, lines in act.brings:
                yield f"      {heading}"
                yield from (f"        {line}" for line in lines)

    def _changed_acts(
        self, acts: Sequence[InitiativeView], numbers: Mapping[str, int]
    ) -> Iterator[str]:
        """Write what may be started now a line each, and the rest in one."""
        opened = [act for act in acts if act.open or act.staged]
        closed = [act.label for act in acts if not (act.open or act.staged)]
        if opened:
            yield ""
            yield self._say("Initiatives that changed and are open (acts tells them):")
            for act in opened:
                yield self._act(act, numbers)
                yield from [f"      {act.ready}"] if act.ready else ()
        if closed:
            yield ""
            yield self._say(
                "Initiatives not open now (acts tells why): {names}.",
                names="; ".join(closed),
            )

    def _act(self, act: InitiativeView, numbers: Mapping[str, int]) -> str:
        head = self.choice(act.line, act.label, act.cost, numbers)
        if act.fresh < _WHOLE:
            head = self._say("{act}; {fresh} % of its force", act=head, fresh=act.fresh)
        return self.state(head, act.locked, staged=act.staged)

    def choice(
        self, line: str, label: str, cost: str, numbers: Mapping[str, int]
    ) -> str:
        """Write a choice with its number, its line and its price."""
        number = f"{numbers[line]}. " if line in numbers else ""
        price = self._say("price: {price}", price=cost)
        return f"  {number}{label} [{line}], {price}"

    def state(self, head: str, locked: str, *, staged: bool) -> str:
        """Write a choice and whether it is staged, or why it is not open."""
        if staged:
            return self._say("{choice}; staged", choice=head)
        if locked:
            return self._say("{choice}; not open: {reason}", choice=head, reason=locked)
        return head


def _levers(
    room: Room, last: Room | None
) -> list[tuple[LeverView, tuple[RungView, ...]]]:
    """Return the levers that changed, each with the rungs that did."""
    before = {lever.id: lever.rungs for lever in last.levers} if last else {}
    found = (
        (lever, tuple(r for r in lever.rungs if r not in before.get(lever.id, ())))
        for lever in room.levers
    )
    return [(lever, rungs) for lever, rungs in found if rungs]

"""The desk of a month: cards, levers and initiatives, what is open and why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.engine.state import ChoiceKind, Closed
from game.report.figures import percent, shown, shown_short, units
from game.report.ready import in_force, ready
from game.report.recurring import wording
from game.report.views import (
    CardView,
    InitiativeView,
    LeverView,
    ObjectiveView,
    OptionView,
    RungView,
)
from game.words import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine.observation import Observation, OpenCard
    from game.engine.state import Choice
    from game.report.labels import Labels
    from game.report.moving import Taker, Toll

_REFUSED: dict[Closed, Message] = {
    Closed.SLOTS: message("no place is left on the desk"),
    Closed.STEP: message("too far in one turn; the step is limited"),
    Closed.SAME: message("stands already"),
    Closed.OVER: message("the game is over"),
}
_DEAR = {Closed.CAPITAL, Closed.SLOTS}
"""What there is not enough for, beside what else is staged or without it."""


@dataclass(frozen=True)
class Desk:
    """What may be chosen this month; without slots, to keep what it worked out."""

    labels: Labels
    choices: Sequence[Choice]
    observation: Observation
    slots: Sequence[int]
    """For each choice: the slots of the desk that it takes."""
    staged: tuple[int, ...]
    """Indices into the choices, in order."""
    closed: Sequence[Closed]
    """For each choice: why it is not open beside what else is staged."""
    came: Mapping[str, int]
    """How often each card came up until now."""
    tolls: Taker

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the index of each choice by its line."""
        return {choice.line: i for i, choice in enumerate(self.choices)}

    @property
    def capital_left(self) -> float:
        """Return the capital that the staged choices leave."""
        spent = sum(self.observation.cost[i] for i in self.staged)
        return self.observation.capital - spent

    @property
    def desk_left(self) -> int:
        """Return the slots that the staged choices leave."""
        return self.observation.desk - sum(self.slots[i] for i in self.staged)

    def cards(self) -> tuple[CardView, ...]:
        """Return the open cards: duties first, then by what is left of them."""
        views = (self._card(card) for card in self.observation.cards)
        return tuple(sorted(views, key=lambda v: (not v.duty, v.left, v.id)))

    def levers(self) -> tuple[LeverView, ...]:
        """Return the standing policies in the order of the file."""
        standing = dict(self.observation.levers)
        spec = {lever.id: lever for lever in self.labels.spec.levers}
        taken = self.tolls(standing, self._rungs())
        return tuple(
            LeverView(
                id=key,
                label=self.labels.text(f"levers.{key}.label"),
                note=self.labels.text(f"levers.{key}.note"),
                rungs=tuple(
                    self._rung(
                        key,
                        rung.id,
                        current=place == standing[key],
                        taken=taken.get(f"{key} {rung.id}", ()),
                    )
                    for place, rung in enumerate(spec[key].rungs)
                ),
            )
            for key in self.labels.scenario.document.levers
        )

    def initiatives(self) -> tuple[InitiativeView, ...]:
        """Return the player's own acts in the order of the file."""
        fresh = dict(self.observation.freshness)
        rungs = self._rungs()
        views = []
        for key, row in self.labels.scenario.document.initiatives.items():
            path = f"initiatives.{key}"
            if not self.labels.is_on(path):
                continue
            place = self.index[key]
            views.append(
                InitiativeView(
                    id=key,
                    line=key,
                    label=self.labels.text(f"{path}.label"),
                    text=self._priced(key, self.labels.text(f"{path}.text")),
                    group=self.labels.group(row.group or ""),
                    cost=self.cost(place),
                    capital=self._capital(place),
                    slots=self.slots[place],
                    fresh=percent(fresh[key]),
                    open=self.closed[place] is Closed.OPEN,
                    locked=self.why_closed(place, path),
                    dear=self.closed[place] in _DEAR,
                    staged=place in self.staged,
                    ready=ready(self.labels, key, rungs),
                    brings=self.labels.brought.get(key, ()),
                ),
            )
        return tuple(views)

    def _rungs(self) -> dict[str, int]:
        """Return the rung of each lever once what is staged is carried out."""
        lines = [self.choices[place].line for place in self.staged]
        return in_force(self.labels, dict(self.observation.levers), lines)

    def _priced(self, act: str, text: str) -> str:
        """Add to what an act is on which lead duties its price hangs."""
        return f"{text} {self.labels.priced_by.get(act, '')}".strip()

    def objectives(
        self, lead: str, priorities: Sequence[str]
    ) -> tuple[ObjectiveView, ...]:
        """Return the duties with what was declared about them."""
        return tuple(
            ObjectiveView(
                id=key,
                label=self.labels.text(f"objectives.{key}.label"),
                text=self._duty(key),
                role=role_of(key, lead, priorities),
                floor=self._floor(key),
            )
            for key in self.labels.scenario.document.objectives
        )

    def _duty(self, key: str) -> str:
        """Return what a duty asks, and below which score it counts as broken."""
        text = self.labels.text(f"objectives.{key}.text")
        floor = self._floor(key)
        if not floor:
            return text
        words = self.labels.say("Broken below {floor} of 100.", floor=floor)
        return f"{text} {words}".strip()

    def _floor(self, key: str) -> int:
        return units(self.labels.scenario.document.objectives[key].floor, 0)

    def declaration(self) -> tuple[bool, str]:
        """Return whether the duties may be declared now, and what it costs."""
        places = [i for i, c in enumerate(self.choices) if c.kind is ChoiceKind.MANDATE]
        if not places:
            return False, ""
        may = any(self.closed[i] is Closed.OPEN for i in places)
        return may, self.cost(places[0]) if may else ""

    def cost(self, place: int) -> str:
        """Return the price of a choice in words."""
        price = shown(self.observation.cost[place], self._capital_decimals)
        budget = self.labels.budget
        slots = self.slots[place]
        if self.observation.cost[place] == 0 and slots == 0:
            return self.labels.say("free")
        if self.observation.cost[place] == 0:
            return self.labels.say("places on the desk: {slots}", slots=slots)
        if slots == 0:
            return self.labels.say("{budget}: {price}", budget=budget, price=price)
        return self.labels.say(
            "{budget}: {price}; places on the desk: {slots}",
            budget=budget,
            price=price,
            slots=slots,
        )

    def why_closed(self, place: int, path: str) -> str:
        """Return why a choice is not open, or empty."""
        code = self.closed[place]
        if code is Closed.OPEN:
            return ""
        if code is Closed.REQUIREMENT:
            locked = self.labels.text(f"{path}.locked")
            return locked or self.labels.say("a condition is not met")
        return self._refusal(code, place)

    def _refusal(self, code: Closed, place: int) -> str:
        say = self.labels.say
        if code is Closed.CAPITAL:
            cost, left = shown_short(
                self.observation.cost[place],
                self.capital_left,
                self._capital_decimals,
            )
            return say("costs {cost}, {left} is left", cost=cost, left=left)
        if code is Closed.SLOTS and self.desk_left > 0:
            return say(
                "takes {slots} of the desk; {left} is left",
                slots=self.slots[place],
                left=self.desk_left,
            )
        if code in _REFUSED:
            return render(_REFUSED[code], self.labels.language)
        return self._absent(place)

    def _absent(self, place: int) -> str:
        """Return why a choice is not there at all this turn."""
        choice = self.choices[place]
        for act in self.labels.spec.initiatives:
            if choice.kind is ChoiceKind.INITIATIVE and act.id == choice.id:
                # Nothing else keeps an initiative off the list.
                if act.cooldown == 1:
                    return self.labels.say("it rests one turn after each time")
                return self.labels.say(
                    "it rests {count} turns after each time", count=act.cooldown
                )
        return self.labels.say("not open now")

    def _capital(self, place: int) -> str:
        cost = self.observation.cost[place]
        return shown(cost, self._capital_decimals) if cost else ""

    @property
    def _capital_decimals(self) -> int:
        return self.labels.decimals[self.labels.spec.desk.budget]

    def _rung(
        self, lever: str, rung: str, *, current: bool, taken: Sequence[Toll]
    ) -> RungView:
        line = f"{lever} {rung}"
        path = f"levers.{lever}.rungs.{rung}"
        place = self.index[line]
        return RungView(
            id=rung,
            line=line,
            label=self.labels.text(f"{path}.label"),
            note=self.labels.text(f"{path}.note"),
            cost="" if current else self._with_tolls(self.cost(place), taken),
            capital="" if current else self._capital(place),
            toll="" if current or not taken else self._taken(taken),
            slots=0 if current else self.slots[place],
            open=self.closed[place] is Closed.OPEN,
            locked="" if current else self.why_closed(place, path),
            dear=self.closed[place] in _DEAR,
            current=current,
            staged=place in self.staged,
        )

    def _taken(self, taken: Sequence[Toll]) -> str:
        return shown(sum(toll.amount for toll in taken), self._capital_decimals)

    def _with_tolls(self, price: str, taken: Sequence[Toll]) -> str:
        """Add to a price what the move takes once the turn ends, and for what."""
        if not taken:
            return price
        return self.labels.say(
            "{price}; when the turn ends {amount} more of {budget} ({causes})",
            price=price,
            budget=self.labels.budget,
            amount=self._taken(taken),
            causes="; ".join(self.labels.effect(toll.effect) for toll in taken),
        )

    def _card(self, card: OpenCard) -> CardView:
        row = self.labels.scenario.document.agenda[card.id]
        path = f"agenda.{card.id}"
        return CardView(
            id=card.id,
            title=self.labels.text(f"{path}.title"),
            text=wording(self.labels, path, len(row.again), self.came[card.id] - 1),
            duty=row.kind == "duty",
            left=card.left,
            deadline=self._deadline(card),
            silence=self._silence(card.id),
            options=tuple(self._option(card.id, o.id) for o in row.options),
            sources=self.labels.source(row.source or "", self.observation.turn),
        )

    def _option(self, card: str, option: str) -> OptionView:
        line = f"{card} {option}"
        path = f"agenda.{card}.options.{option}"
        place = self.index[line]
        return OptionView(
            id=option,
            line=line,
            label=self.labels.text(f"{path}.label"),
            text=self.labels.text(f"{path}.text"),
            later=self.labels.text(f"{path}.later"),
            hangs=self.labels.text(f"{path}.hangs"),
            cost=self.cost(place),
            capital=self._capital(place),
            slots=self.slots[place],
            open=self.closed[place] is Closed.OPEN,
            locked=self.why_closed(place, path),
            staged=place in self.staged,
        )

    def _deadline(self, card: OpenCard) -> str:
        say = self.labels.say
        options = next(c for c in self.labels.spec.cards if c.id == card.id).options
        dearer = max(option.delay for option in options)
        if card.left <= 1:
            came_now = card.opened == self.observation.turn
            return say("Due this turn.") if came_now else say("Last chance to answer.")
        if dearer > 0:
            return say(
                "Open for {left}; each turn of waiting costs up to {price} more"
                " ({budget}).",
                left=self.labels.span(self.observation.turn, card.left),
                price=f"{dearer:g}",
                budget=self.labels.budget,
            )
        return say(
            "Open for {left}.", left=self.labels.span(self.observation.turn, card.left)
        )

    def _silence(self, card: str) -> str:
        path = f"agenda.{card}"
        default = self.labels.scenario.document.agenda[card].default
        if default == "silence":
            return self.labels.text(f"{path}.silence.text")
        return self.labels.say(
            "Unanswered: {answer}.",
            answer=self.labels.text(f"{path}.options.{default}.label"),
        )


def role_of(objective: str, lead: str, priorities: Sequence[str]) -> str:
    """Return `lead`, `priority` or empty for an objective."""
    if objective == lead:
        return "lead"
    return "priority" if objective in priorities else ""

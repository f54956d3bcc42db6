"""Views as lines of text: no boxes, no colours, no cursor, one fact a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.assumptions import ASSUMES
from game.report.figures import shown, signed, units
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.views import (
        CardView,
        Fan,
        GaugeView,
        Headline,
        LeverView,
        NumberView,
        Outlook,
        Reveal,
        Room,
        Why,
    )


_MOST_ENDINGS = 4


def numbered_choices(room: Room) -> Iterator[str]:
    """Yield the line of every choice: the cards' answers first, as on the screens."""
    for card in room.cards:
        yield from (option.line for option in card.options)
    for lever in room.levers:
        yield from (rung.line for rung in lever.rungs)
    yield from (act.line for act in room.initiatives)


def _value(fan: Fan, value: float) -> str:
    return shown(value, fan.decimals)


class Pages:
    """Writes views in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def room(
        self, room: Room, numbers: Mapping[str, int], *, news: bool = True
    ) -> Iterator[str]:
        """Write the situation room.

        Args:
            room: The room.
            numbers: The number of each choice that may be made by number.
            news: Also write headlines and gauges, which a reveal has told already.
        """
        yield ""
        yield self._say(
            "{title}. {date}, turn {turn} of {turns}.",
            title=room.title,
            date=room.date,
            turn=min(room.turn, room.turns),
            turns=room.turns,
        )
        yield self._say(
            "{budget}: {capital}. Desk {desk}, {left} left.",
            budget=room.budget,
            capital=room.capital_text,
            desk=room.desk,
            left=room.desk_left,
        )
        if news:
            yield from self._headlines(room.headlines)
            yield from self.gauges(room.gauges)
        yield from self._section(
            self._say("Relations"), map(self._number, room.relations)
        )
        yield from self._advisers(room)
        yield from self._duties(room)
        yield from self._levers(room, numbers)
        yield from self._initiatives(room, numbers)
        # Last, so that on a terminal the question stands above the prompt.
        for card in room.cards:
            yield from self._card(card, numbers)
        yield from self._section(self._say("Staged"), room.staged)

    def gauges(self, gauges: tuple[GaugeView, ...]) -> Iterator[str]:
        """Write the headline numbers, each with what moved it."""
        yield from self._section(self._say("Gauges"), map(self._gauge, gauges))

    def reveal(self, reveal: Reveal) -> Iterator[str]:
        """Write what a month brought."""
        yield ""
        yield self._say("{date} is over.", date=reveal.date)
        yield from self._section(self._say("Carried out"), reveal.chosen)
        yield from self._headlines(reveal.headlines)
        yield from self.gauges(reveal.gauges)

    def why(self, why: Why) -> Iterator[str]:
        """Write why a number moved."""
        yield ""
        yield self._say(
            "{label}: {before} to {after}, {change}.",
            label=why.label,
            before=why.before,
            after=why.after,
            change=why.change,
        )
        for line in why.lines:
            text = f"  {line.amount}  {line.label}"
            yield f"{text}. {line.sentence}" if line.sentence else text
            if line.rule:
                yield self._say("      rule: {rule}", rule=line.rule)
            for name, value, grade, source in line.parameters:
                known = ", ".join(part for part in (grade, source) if part)
                yield f"      {name} = {value}" + (f" ({known})" if known else "")
        if why.closes:
            yield self._say("  The causes sum to the change.")
        if why.note:
            yield f"  {why.note}"

    def outlook(self, outlook: Outlook, labels: Mapping[str, str]) -> Iterator[str]:
        """Write a forecast: where each gauge may stand, and the endings."""
        yield ""
        yield self._say(
            "Outlook over {worlds} imagined worlds, with what is staged now.",
            worlds=outlook.worlds,
        )
        yield render(ASSUMES, self._language)
        for fan, hold in zip(outlook.fans, outlook.hold, strict=True):
            yield self._fan(fan, hold, labels.get(fan.gauge, fan.gauge))
        endings = tuple(self._endings(outlook, labels))
        yield from self._section(self._say("How it may end"), endings)

    def comparison(
        self, outlooks: Sequence[Outlook], labels: Mapping[str, str]
    ) -> Iterator[str]:
        """Write forecasts of several plans side by side, gauge by gauge."""
        yield ""
        yield self._say(
            "Compared over {worlds} imagined worlds, the same for every plan.",
            worlds=outlooks[0].worlds,
        )
        yield render(ASSUMES, self._language)
        for number, outlook in enumerate(outlooks, start=1):
            plan = "; ".join(outlook.plan) or self._say("nothing")
            yield self._say("Plan {number}: {plan}", number=number, plan=plan)
        fans = zip(*(outlook.fans for outlook in outlooks), strict=True)
        for row, hold in zip(fans, outlooks[0].hold, strict=True):
            yield ""
            yield f"{labels.get(hold.gauge, hold.gauge)}:"
            for number, fan in enumerate(row, start=1):
                plan = self._say("plan {number}", number=number)
                yield f"- {plan}: {self._spread(fan)}{self._against(fan)}"
            yield f"- {self._say('holding')}: {self._spread(hold)}"
        yield ""
        yield self._say("How it may end:")
        for number, outlook in enumerate(outlooks, start=1):
            plan = self._say("plan {number}", number=number)
            ends = "; ".join(self._endings(outlook, labels)[:_MOST_ENDINGS])
            yield f"- {plan}: {ends}"

    def _against(self, fan: Fan) -> str:
        if fan.gap is None or fan.error is None:
            return ""
        return self._say(
            "; against holding {gap}, standard error {error}",
            gap=signed(units(fan.gap, fan.decimals + 1), fan.decimals + 1),
            error=shown(fan.error, fan.decimals + 1),
        )

    def _endings(self, outlook: Outlook, labels: Mapping[str, str]) -> list[str]:
        return [
            self._say(
                "{ending}: {chance}%",
                ending=labels.get(key, key),
                chance=round(chance),
            )
            for key, chance in outlook.endings
        ]

    def numbers(self, room: Room) -> Iterator[str]:
        """Write every number that can be seen, with the sources of an estimate."""
        for view in room.numbers:
            yield self._number(view)
            for source, value, trust in view.estimates:
                yield f"    {source}: {value}" + (f" ({trust})" if trust else "")

    def _spread(self, fan: Fan) -> str:
        if fan.chance:
            return self._say(
                "{value}% now, {later}% at turn {month}",
                value=_value(fan, fan.middle[0]),
                later=_value(fan, fan.middle[-1]),
                month=fan.months[-1],
            )
        return self._say(
            "{low} to {high} at turn {month}, middle {middle}",
            low=_value(fan, fan.low[-1]),
            high=_value(fan, fan.high[-1]),
            middle=_value(fan, fan.middle[-1]),
            month=fan.months[-1],
        )

    def _say(self, template: str, **fields: object) -> str:
        return say(template, self._language, **fields)

    def _section(
        self, title: str, lines: Iterator[str] | tuple[str, ...]
    ) -> Iterator[str]:
        rows = list(lines)
        if rows:
            yield ""
            yield f"{title}:"
            yield from (f"- {row}" for row in rows)

    def _headlines(self, headlines: tuple[Headline, ...]) -> Iterator[str]:
        yield from self._section(
            self._say("Headlines"),
            (
                ". ".join(part for part in (row.actor, row.title, row.text) if part)
                for row in headlines
            ),
        )

    def _gauge(self, view: GaugeView) -> str:
        text = f"{view.label} [{view.id}]: {view.text}"
        if not view.change:
            return text
        moved = self._say("{text}, change {change}", text=text, change=view.change)
        if not view.because:
            return moved
        return self._say("{text}; because: {because}", text=moved, because=view.because)

    def _number(self, view: NumberView) -> str:
        text = f"{view.label} [{view.id}]: {view.text}"
        if not view.change:
            return text
        return self._say("{text}, change {change}", text=text, change=view.change)

    def _advisers(self, room: Room) -> Iterator[str]:
        if room.advisers:
            yield ""
            yield self._say("Advisers:")
        for view in room.advisers:
            yield f"- {view.name}: {view.text}"
            yield self._say(
                "    {claim}; {record}", claim=view.claim, record=view.record
            )
            if view.reason:
                yield f"    {view.reason}"

    def _duties(self, room: Room) -> Iterator[str]:
        if not room.objectives:
            return
        roles = {"lead": self._say("lead duty"), "priority": self._say("priority")}
        rows = (
            f"{view.label} [{view.id}]"
            + (f" ({roles[view.role]})" if view.role else "")
            + (f": {view.text}" if view.text else "")
            for view in room.objectives
        )
        yield from self._section(self._say("Duties"), rows)
        if room.may_declare:
            yield self._say(
                "You may declare a lead duty and two priorities ({cost}): "
                "declare LEAD FIRST SECOND",
                cost=room.declare_cost,
            )

    def _card(self, card: CardView, numbers: Mapping[str, int]) -> Iterator[str]:
        yield ""
        kind = self._say("Duty card") if card.duty else self._say("Optional card")
        yield f"{kind}: {card.title}"
        yield f"  {card.text}"
        if card.sources:
            yield self._say("  Source: {source}", source=card.sources)
        yield f"  {card.deadline}"
        yield self._say("  If nobody answers: {silence}", silence=card.silence)
        for option in card.options:
            head = self._choice(option.line, option.label, option.cost, numbers)
            yield self._state(head, option.locked, staged=option.staged)
            if option.text:
                yield self._say("      At once: {text}", text=option.text)
            if option.later:
                yield self._say("      Later: {text}", text=option.later)
            if option.hangs:
                yield self._say("      Hangs on: {text}", text=option.hangs)

    def policy(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        """Write the standing policies alone, with every rung."""
        yield from self._levers(room, numbers)

    def _levers(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        if room.levers:
            yield ""
            yield self._say("Standing policy:")
        for lever in room.levers:
            yield from self._lever(lever, numbers)

    def _lever(self, lever: LeverView, numbers: Mapping[str, int]) -> Iterator[str]:
        current = next((rung.label for rung in lever.rungs if rung.current), "")
        yield f"- {lever.label}: {current}"
        for rung in lever.rungs:
            if not rung.current:
                head = self._choice(rung.line, rung.label, rung.cost, numbers)
                yield self._state(head, rung.locked, staged=rung.staged)

    def _initiatives(self, room: Room, numbers: Mapping[str, int]) -> Iterator[str]:
        if room.initiatives:
            yield ""
            yield self._say("Your own acts:")
        for act in room.initiatives:
            head = self._choice(act.line, act.label, act.cost, numbers)
            if act.fresh < 100:  # noqa: PLR2004 - percent
                head = self._say(
                    "{act}; {fresh}% of its force", act=head, fresh=act.fresh
                )
            yield self._state(head, act.locked, staged=act.staged)
            if act.text:
                yield f"      {act.text}"

    def _choice(
        self, line: str, label: str, cost: str, numbers: Mapping[str, int]
    ) -> str:
        number = f"{numbers[line]}. " if line in numbers else ""
        return f"  {number}{label} [{line}], {cost}"

    def _state(self, head: str, locked: str, *, staged: bool) -> str:
        if staged:
            return self._say("{choice}; staged", choice=head)
        if locked:
            return self._say("{choice}; closed: {reason}", choice=head, reason=locked)
        return head

    def _fan(self, fan: Fan, hold: Fan, label: str) -> str:
        last = -1
        if fan.chance:
            return self._say(
                "- {label}: {value}% now, {later}% later; "
                "holding {hold}%, {held}% later",
                label=label,
                value=_value(fan, fan.middle[0]),
                later=_value(fan, fan.middle[last]),
                hold=_value(fan, hold.middle[0]),
                held=_value(fan, hold.middle[last]),
            )
        return self._say(
            "- {label} at turn {month}: {low} to {high}, middle {middle}; "
            "holding: {hold_low} to {hold_high}",
            label=label,
            month=fan.months[last],
            low=_value(fan, fan.low[last]),
            high=_value(fan, fan.high[last]),
            middle=_value(fan, fan.middle[last]),
            hold_low=_value(fan, hold.low[last]),
            hold_high=_value(fan, hold.high[last]),
        )

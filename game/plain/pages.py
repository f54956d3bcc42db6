"""Views as lines of text: no boxes, no colours, no cursor, one fact a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.plain.differences import against
from game.report.figures import shown, signed
from game.report.kinds import kind_words, kinds, standing_words
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.views import (
        Fan,
        GaugeView,
        Headline,
        NumberView,
        ObjectiveView,
        Outlook,
        Reveal,
        Room,
    )
    from game.report.whys import CauseView, Why


ASSUMES = message(
    "Assumes that policy stays as it is then, that later cards are left unanswered, "
    "and that the others act as they do now."
)
SCORES = message(
    "What the duties may score of 100 at the end of the calendar: 80 % range and mean"
)


def _value(fan: Fan, value: float) -> str:
    return shown(value, fan.decimals)


def duty_name(fan: Fan, labels: Mapping[str, str]) -> str:
    """Name the duty that a range is of."""
    return labels.get(f"objectives.{fan.gauge}", fan.gauge)


class Pages:
    """Writes views in one language."""

    def __init__(self, language: str, scales: Mapping[str, str] | None = None) -> None:
        """Write nothing yet.

        Args:
            language: The language.
            scales: The range and the good way of numbers and gauges by id, told with
                each the first time only.
        """
        self.language = language
        self._scales = dict(scales or {})

    def gauges(self, gauges: tuple[GaugeView, ...]) -> Iterator[str]:
        """Write the headline numbers, each with what moved it."""
        yield from self.section(self._say("Gauges"), map(self._gauge, gauges))

    def reveal(self, reveal: Reveal) -> Iterator[str]:
        """Write what a month brought."""
        yield ""
        yield self._say("{date} is over.", date=reveal.date)
        yield from self.section(self._say("Carried out"), reveal.chosen)
        yield from self.headlines(reveal.headlines)
        yield from self.gauges(reveal.gauges)
        if reveal.budget:
            yield reveal.budget

    def why(self, why: Why) -> Iterator[str]:
        """Write why a number moved."""
        yield ""
        if not why.change:
            yield f"{why.label}: {why.after}. {why.note}"
            yield from self._made_of(why)
            if why.below:
                yield f"  {why.below}"
            return
        yield self._say(
            "{label}: {before} to {after}, {change}.",
            label=why.label,
            before=why.before,
            after=why.after,
            change=why.change,
        )
        told: set[str] = set()
        for line in why.lines:
            text = f"  {line.label}: {line.amount}"
            yield f"{text}. {line.sentence}" if line.sentence else text
            if line.rule:
                yield self._say("      rule: {rule}", rule=line.rule)
            if line.believed:
                yield self._say("      In it, by what is believed:")
            for head, sides in line.believed:
                yield f"      - {head}"
                yield from (f"          {side}" for side in sides)
            for name, value, grade, source in line.parameters:
                # Heard seven times, a source is heard no more.
                named = self._say("the same source") if source in told else source
                told |= {source} if source else set()
                known = ", ".join(part for part in (grade, named) if part)
                yield f"      {name} = {value}" + (f" ({known})" if known else "")
        if why.closes and why.lines:
            yield self._say("  The causes sum to the change.")
        yield from self._made_of(why)
        yield from (f"  {words}" for words in (why.note, why.below) if words)

    def _made_of(self, why: Why) -> Iterator[str]:
        if why.parts:
            yield why.made_of
        yield from self._parts(why.parts)

    def _ahead(self, why: Why) -> Iterator[str]:
        if why.ahead:
            yield why.ahead_of
        yield from self._parts(why.ahead)

    def _parts(self, parts: Sequence[CauseView]) -> Iterator[str]:
        for part in parts:
            yield f"  {part.label}: {part.amount}. {part.sentence}".rstrip()

    def duty(self, view: ObjectiveView, room: Room, why: Why) -> Iterator[str]:
        """Write how a duty stands, how that is put together, and what moved it."""
        yield ""
        yield self._duty(view)
        if view.text:
            yield f"  {view.text}"
        known = {number.id: number for number in room.numbers}
        seen = [known[key] for key in view.parts if key in known]
        if seen:
            yield self._say("It is made of:")
        yield from (f"- {self.number(number)}" for number in seen)
        yield from self._made_of(why)
        if why.change:
            yield self._say(
                "It went from {before} to {after}, {change}:",
                before=why.before,
                after=why.after,
                change=why.change,
            )
            yield from self._parts(why.lines)
        yield from self._ahead(why)
        if len(seen) < len(view.parts):
            yield self._say("Something that it rests on is not seen before the end.")
        if seen:
            yield self._say("why ID tells why one of these moved.")

    def _duty(self, view: ObjectiveView) -> str:
        if view.score is None:
            return self._say(
                "{label} [{id}]: a duty, not seen before the end.",
                label=view.label,
                id=view.id,
            )
        score = standing_words(view)
        if view.before is None or view.before == view.score:
            return self._say(
                "{label} [{id}]: a duty, {score} of 100.",
                label=view.label,
                id=view.id,
                score=score,
            )
        return self._say(
            "{label} [{id}]: a duty, {before} to {score} of 100, {change}.",
            label=view.label,
            id=view.id,
            before=view.before,
            score=score,
            change=signed(view.score - view.before, 0),
        )

    def outlook(self, outlook: Outlook, labels: Mapping[str, str]) -> Iterator[str]:
        """Write a forecast: where each gauge may stand, and the endings."""
        yield ""
        yield self._say(
            "Outlook over {worlds} imagined worlds, with what is staged now.",
            worlds=outlook.worlds,
        )
        yield render(ASSUMES, self.language)
        yield from outlook.ready
        for fan, hold in zip(outlook.fans, outlook.hold, strict=True):
            label = labels.get(fan.gauge, fan.gauge)
            yield self._fan(fan, hold, label, self.when(fan, outlook))
        yield from self.section(
            render(SCORES, self.language),
            (
                self._score(duty_name(fan, labels), fan, hold)
                for fan, hold in zip(outlook.duties, outlook.duties_held, strict=True)
            ),
        )
        endings = (*self.kinds(outlook), *self.endings(outlook, labels))
        yield from self.section(
            self._say("How it may end, if nothing is chosen after that"), endings
        )
        if outlook.endings:
            yield self._say("why TITLE tells what such an ending takes.")

    def ends(self, fan: Fan) -> str:
        """Write where a duty may stand at the end."""
        return self._say(
            "{low} to {high}, mean {mean}",
            low=_value(fan, fan.low[-1]),
            high=_value(fan, fan.high[-1]),
            mean=shown(fan.mean[-1], fan.decimals + 1),
        )

    def _score(self, label: str, fan: Fan, hold: Fan) -> str:
        """Write what a duty may score, beside what it may without what is staged."""
        rest = self._say("choosing nothing")
        return self._say(
            "{label}: {range}{against}; choosing nothing: {held}",
            label=label,
            range=self.ends(fan),
            against=against(fan, self.language, rest) if fan != hold else "",
            held=self.ends(hold),
        )

    def kinds(self, outlook: Outlook) -> tuple[str, ...]:
        """Write how likely each kind of ending is, if that is graded."""
        parts = (
            f"{kind_words(kind, self.language)} {round(chance)} %"
            for kind, chance in kinds(outlook)
        )
        words = ", ".join(parts)
        return (words,) if words else ()

    def endings(self, outlook: Outlook, labels: Mapping[str, str]) -> list[str]:
        """Write how likely each ending is, the likeliest first."""
        grades = dict(outlook.grades)
        found = []
        for key, chance in outlook.endings:
            kind = kind_words(grades.get(key, ""), self.language)
            title = labels.get(key, key)
            named = f"{title} ({kind})" if kind else title
            odds = self._say(
                "{ending}: {chance} %", ending=named, chance=shown(chance, 0)
            )
            found.append(odds)
        return found

    def numbers(self, room: Room) -> Iterator[str]:
        """Write every number that can be seen, with the sources of an estimate."""
        for view in room.numbers:
            yield self.number(view)
            for source, value, trust in view.estimates:
                yield f"    {source}: {value}" + (f" ({trust})" if trust else "")

    def when(self, fan: Fan, outlook: Outlook) -> str:
        """Say of which turn the last value of a range is."""
        if 0 < outlook.turns < fan.months[-1]:
            return self._say("at the end")
        return self._say("at turn {turn}", turn=fan.months[-1])

    def spread(self, fan: Fan, when: str, parts: str = "") -> str:
        """Write where a gauge may stand, with a difference behind what it is of."""
        if fan.chance:
            return self._say(
                "{value} % now{against}; {later} % {when}",
                value=_value(fan, fan.middle[0]),
                against=parts,
                later=_value(fan, fan.middle[-1]),
                when=when,
            )
        return self._say(
            "{low} to {high} {when}, middle {middle}{against}",
            against=parts,
            low=_value(fan, fan.low[-1]),
            high=_value(fan, fan.high[-1]),
            middle=_value(fan, fan.middle[-1]),
            when=when,
        )

    def _say(self, template: str, **fields: object) -> str:
        return say(template, self.language, **fields)

    def section(
        self, title: str, lines: Iterator[str] | tuple[str, ...]
    ) -> Iterator[str]:
        """Write a heading and its rows; nothing where there is none."""
        rows = list(lines)
        if rows:
            yield ""
            yield f"{title}:"
            yield from (f"- {row}" for row in rows)

    def headlines(self, headlines: tuple[Headline, ...]) -> Iterator[str]:
        """Write what happened."""
        yield from self.section(
            self._say("Headlines"),
            (
                ". ".join(part for part in (row.actor, row.title, row.text) if part)
                for row in headlines
            ),
        )

    def _measured(self, view: GaugeView | NumberView) -> str:
        """Write a number, with its scale where it is told for the first time."""
        text = f"{view.label} [{view.id}]: {view.text}"
        scale = self._scales.pop(view.id, "")
        return f"{text} ({scale})" if scale else text

    def _gauge(self, view: GaugeView) -> str:
        text = self._measured(view)
        if not view.change:
            return text
        moved = self._say("{text}, change {change}", text=text, change=view.change)
        if not view.because:
            return moved
        return self._say("{text}; because: {because}", text=moved, because=view.because)

    def number(self, view: NumberView) -> str:
        """Write one number with its change."""
        text = self._measured(view)
        if not view.change:
            return text
        return self._say("{text}, change {change}", text=text, change=view.change)

    def _fan(self, fan: Fan, hold: Fan, label: str, when: str) -> str:
        last = -1
        if fan.chance:
            return self._say(
                "- {label}: {value} % now, {later} % later; "
                "choosing nothing: {hold} %, {held} % later",
                label=label,
                value=_value(fan, fan.middle[0]),
                later=_value(fan, fan.middle[last]),
                hold=_value(fan, hold.middle[0]),
                held=_value(fan, hold.middle[last]),
            )
        return self._say(
            "- {label} {when}: {low} to {high}, middle {middle}; "
            "choosing nothing: {hold_low} to {hold_high}",
            label=label,
            when=when,
            low=_value(fan, fan.low[last]),
            high=_value(fan, fan.high[last]),
            middle=_value(fan, fan.middle[last]),
            hold_low=_value(fan, hold.low[last]),
            hold_high=_value(fan, hold.high[last]),
        )

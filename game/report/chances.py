"""Why a chance moved: what the decision was to do to it, and what came beside that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.report.figures import signed, with_unit
from game.report.whys import CauseView, Why
from game.words import message, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.known import Foreseen, Known

PASSED = message("the turns looked at moved on by one")
"""A cause that nobody is behind."""


class Chances:
    """The chances behind gauges at the opening of one month."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._labels = known.labels
        self._within = {row.id: row.within for row in known.labels.spec.gauges}

    def why(self, gauge: str) -> Why:
        """Return why a chance moved."""
        labels = self._labels
        rows = self._acts(gauge)
        before = sum(row[1] for row in rows)
        after = sum(row[2] for row in rows)
        acts = tuple(self._act(row) for row in rows)
        movers = sorted(self._movers(gauge, before, after), key=_largest_first)
        return Why(
            id=gauge,
            label=labels.text(f"gauges.{gauge}.label"),
            before=with_unit(str(before), "%"),
            after=with_unit(str(after), "%"),
            change=signed(after - before, 0),
            lines=tuple(movers) or acts,
            closes=True,
            note=labels.say(
                "An assessed chance: how often each act comes first in the worlds "
                "that fit what has been seen. The acts sum to it.",
            ),
            parts=acts if movers else (),
            made_of=labels.say("What the chance is made of:"),
        )

    def _movers(self, gauge: str, before: int, after: int) -> Iterator[CauseView]:
        """Yield what moved a chance, if what the decision was to do is known of it.

        Each choice counts with those before it, in the same imagined worlds; what
        the month did beyond that was not foreseen. So they sum to the change.
        """
        turn, then = self._known.turn, self._then(gauge)
        if then is None:
            return
        labels, last = self._labels, then.held
        for line, chance in then.chosen:
            if chance != last:
                told = labels.say(
                    "In the same imagined worlds, with the same luck: {before} % "
                    "without it, {after} % with it.",
                    before=last,
                    after=chance,
                )
                choice = labels.choices.get(line)
                named = labels.choice(choice) if choice else line
                yield _mover(f"choice:{line}", named, chance - last, "mine", told)
            last = chance
        if then.later != last:
            told = labels.say(
                "The chance looks {span} ahead. One turn has gone from what it looks "
                "at, and another has come. When the turn was decided, all choices "
                "counted, it was expected to be {after} % from the next turn on; from "
                "that turn on it was {before} %.",
                span=labels.span(turn, self._within[gauge]),
                before=last,
                after=then.later,
            )
            named = render(PASSED, labels.language)
            yield _mover("passed", named, then.later - last, "drift", told)
        rest = after - before - (then.later - then.held)
        if rest:
            told = labels.say(
                "What the others did and what was reported, beyond what was expected "
                "when the turn was decided."
            )
            named = labels.say("what came, and what was learned")
            yield _mover("came", named, rest, "chance", told)

    def because(self, gauge: str) -> str:
        """Return what moved a chance most its way, or empty.

        Where it is not known what the decision was to do, that is the act whose
        chance moved most.
        """
        mover = self._most(gauge)
        if mover is not None:
            return mover.label
        moved = [act for act, before, after in self._acts(gauge) if after != before]
        return self.act(moved[0]) if moved else ""

    def reported(self, gauge: str) -> str:
        """Return the same, and beside what nobody chose what one's own choices did."""
        mover, cause = self._most(gauge), self.because(gauge)
        then = self._then(gauge)
        if mover is None or mover.by == "mine" or then is None or not then.chosen:
            return cause
        return self._labels.say(
            "{cause}; all that you chose: {points}",
            cause=cause,
            points=signed(then.chosen[-1][1] - then.held, 0),
        )

    def _most(self, gauge: str) -> CauseView | None:
        """Return what moved a chance most its way, as far as that was foreseen."""
        rows = self._acts(gauge)
        before, after = sum(row[1] for row in rows), sum(row[2] for row in rows)
        movers = [m for m in self._movers(gauge, before, after) if before != after]
        way = after - before
        return max(movers, key=lambda mover: mover.value * way, default=None)

    def _then(self, gauge: str) -> Foreseen | None:
        """Return what the last decision was to do to a chance, if that is known."""
        turn = self._known.turn
        return self._known.assessments[turn - 2][gauge].foreseen if turn > 1 else None

    def _act(self, row: tuple[str, int, int]) -> CauseView:
        act, before, after = row
        return CauseView(
            id=act,
            label=self.act(act),
            amount=signed(after - before, 0),
            value=float(after if self._known.turn == 1 else after - before),
            by=self.doer(act),
            sentence=self._labels.say(
                "{after} % now, {before} % one turn ago",
                after=after,
                before=before,
            ),
            rule=self._rule(act),
        )

    def _rule(self, act: str) -> str:
        """Return what an actor makes of an act, once everything is opened."""
        head, _, option = act.partition(".")
        if self._known.opened is None or not option:
            return ""
        path = f"rules.{head}.options.{option}.utility"
        return self._labels.scenario.expression_source(path)

    def doer(self, act: str) -> str:
        """Return whose doing an act is, as in `CauseView.by`."""
        head = act.partition(".")[0]
        document = self._labels.scenario.document
        if head in document.events:
            return "event"
        if head in document.rules or head in document.red_lines:
            return "theirs"
        return "mine" if act else UNKNOWN

    def _acts(self, gauge: str) -> list[tuple[str, int, int]]:
        """Return every act with its chance before and now: what moved most first."""
        months = self._known.assessments
        after = dict(months[-1][gauge].acts) if months else {}
        before = dict(months[-2][gauge].acts) if len(months) > 1 else after
        names = sorted(after.keys() | before.keys())
        rows = [(name, before.get(name, 0), after.get(name, 0)) for name in names]
        return sorted(rows, key=lambda row: (-abs(row[2] - row[1]), -row[2], row[0]))

    def act(self, act: str) -> str:
        """Return an act behind a chance in a few words."""
        return self._labels.happening(act) if act else self._labels.say("other ways")


def _largest_first(cause: CauseView) -> float:
    return -abs(cause.value)


def _mover(id: str, label: str, points: int, by: str, sentence: str) -> CauseView:
    return CauseView(
        id=id,
        label=label,
        amount=signed(points, 0),
        value=float(points),
        by=by,
        sentence=sentence,
        rule="",
    )

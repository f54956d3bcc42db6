"""The situation room at the opening of a month, and what a month brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.listing import mandates
from game.engine.state import ChoiceKind
from game.report.advice import advisers
from game.report.causes import Causes
from game.report.figures import shown, shown_left
from game.report.news import earlier_news, event, news
from game.report.numbers import gauges, numbers, relations
from game.report.rivals import played_under
from game.report.views import Reveal, Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.advice import Judge
    from game.report.desk import Desk
    from game.report.known import Known


def room(known: Known, desk: Desk, judge: Judge, name: str) -> Room:
    """Build the situation room from what is known and what is staged."""
    labels, now = known.labels, known.now
    may_declare, declare_cost = desk.declaration()
    digits = labels.decimals[labels.spec.desk.budget]
    lead, *priorities = _declared(known)
    cards, levers, initiatives = desk.cards(), desk.levers(), desk.initiatives()
    closed = {
        *(o.line for c in cards for o in c.options if not (o.open or o.staged)),
        *(act.line for act in initiatives if not (act.open or act.staged)),
        *(
            rung.line
            for lever in levers
            for rung in lever.rungs
            if not (rung.open or rung.staged)
        ),
    }
    return Room(
        scenario=labels.scenario.document.scenario.id,
        title=labels.text("scenario.title"),
        date=labels.date(now.turn),
        turn=now.turn,
        turns=labels.spec.turns,
        capital=now.capital,
        capital_left=desk.capital_left,
        capital_text=_capital(desk, digits),
        left_text=shown_left(desk.capital_left, digits),
        desk=now.desk,
        desk_left=desk.desk_left,
        gauges=gauges(known, Causes(known)),
        relations=relations(known),
        numbers=numbers(known),
        cards=cards,
        levers=levers,
        initiatives=initiatives,
        headlines=news(known),
        earlier=earlier_news(known),
        advisers=() if now.over else advisers(known, judge, closed),
        objectives=desk.objectives(lead, priorities),
        may_declare=may_declare,
        declare_cost=declare_cost,
        staged=tuple(desk.choices[i].line for i in desk.staged),
        over=now.over,
        name=name,
        budget=labels.budget,
        model=played_under(labels),
        tick=labels.tick(now.turn),
        by_default=_by_default(known),
        marks=tuple(event(labels, seen.happened) for seen in known.observations),
    )


def restaged(opened: Room, desk: Desk) -> Room:
    """Return a room in which something else is staged; the rest stays as it was.

    Staging changes only what is on the desk, and a face asks after every key.
    """
    labels = desk.labels
    digits = labels.decimals[labels.spec.desk.budget]
    may_declare, declare_cost = desk.declaration()
    return replace(
        opened,
        capital_left=desk.capital_left,
        capital_text=_capital(desk, digits),
        left_text=shown_left(desk.capital_left, digits),
        desk_left=desk.desk_left,
        cards=desk.cards(),
        levers=desk.levers(),
        initiatives=desk.initiatives(),
        may_declare=may_declare,
        declare_cost=declare_cost,
        staged=tuple(desk.choices[i].line for i in desk.staged),
        by_default="" if _declares(desk) else opened.by_default,
    )


def _declares(desk: Desk) -> bool:
    """Tell whether a declaration is staged."""
    return any(desk.choices[i].kind is ChoiceKind.MANDATE for i in desk.staged)


def _capital(desk: Desk, digits: int) -> str:
    """Write what is left, and of how much once some of it is spoken for.

    Beside what is there the same number again would read as a limit.
    """
    left = shown_left(desk.capital_left, digits)
    capital = shown_left(desk.observation.capital, digits)
    if left == capital:
        return left
    return desk.labels.say("{left} of {capital} left", capital=capital, left=left)


def reveal(known: Known, chosen: Sequence[str]) -> Reveal:
    """Build what the last month brought.

    Args:
        known: Everything up to the opening after it.
        chosen: What was carried out, as labels, defaults included.
    """
    labels, causes = known.labels, Causes(known)
    month = known.turn - 1
    return Reveal(
        turn=month,
        date=labels.date(month),
        headlines=news(known),
        gauges=tuple(
            replace(row, because=causes.chances.reported(row.id)) if row.chance else row
            for row in gauges(known, causes)
        ),
        chosen=tuple(chosen),
        ended=known.now.over,
        budget=_accounted(known, causes),
    )


def _accounted(known: Known, causes: Causes) -> str:
    """Say how the budget moved in the last month, cause by cause."""
    budget = known.labels.spec.desk.budget
    if not known.is_exact(budget):
        return ""
    why = causes.why(budget)
    named = "; ".join(f"{row.label} {row.amount}" for row in why.lines if row.value)
    if not named:
        return ""
    digits = known.labels.decimals[budget] + 1
    before, after = (
        known.labels.measured(budget, shown(value, digits))
        for value in known.series(budget)[-2:]
    )
    told = known.labels.say(
        "{label}: {before} to {after}. {causes}.",
        label=why.label,
        before=before,
        after=after,
        causes=named,
    )
    return f"{told} {causes.cut_down(budget)}".strip()


def _by_default(known: Known) -> str:
    """Name the duties that the end of this turn declares for who has not."""
    now, spec = known.now, known.labels.spec
    duties = spec.mandate.default or next(iter(mandates(spec)), ())
    if now.over or now.mandate >= 0 or now.turn < spec.mandate.turn:
        return ""
    return ", ".join(known.labels.text(f"objectives.{key}.label") for key in duties)


def _declared(known: Known) -> tuple[str, str, str]:
    if known.now.mandate < 0:
        return ("", "", "")
    return mandates(known.labels.spec)[known.now.mandate]

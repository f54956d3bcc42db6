"""The check of every expression of a file: form, names, types, and place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from game.engine.expression import Expression, Source
from game.scenario.circles import check_circles
from game.scenario.compared import shares
from game.scenario.findings import Findings
from game.scenario.formulas import derived_read, reach
from game.scenario.limits import Allotment, refuse_more
from game.scenario.marks import Formula, Where
from game.scenario.meaning import Meaning, Placed
from game.scenario.names import Names, table
from game.scenario.resolve import mean
from game.scenario.sight import Sight, sight_of
from game.scenario.spans import Spans, holds_zero
from game.scenario.tokens import Fault
from game.scenario.walker import Path, Spot
from game.words import message

_ALL = frozenset({"events", "red_lines", "rules", "agenda", "initiatives"})
_ACTS = {
    Where.OPENING: _ALL,
    Where.DESK: _ALL,
    Where.ADVISER: _ALL,
    Where.HAZARD: frozenset({"events", "red_lines", "rules"}),
    Where.UTILITY: frozenset({"rules"}),
    Where.DERIVED: frozenset({"rules"}),
}
"""Whose happenings have not taken place yet when an expression is read there."""
EYES = frozenset({Where.DESK, Where.ADVISER, Where.EXPECTED})
"""Where only what the player sees may be read."""
_MEMORY = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE})


@dataclass(frozen=True, slots=True)
class _Use:
    """One expression of the file with its meaning."""

    path: Path
    mark: Formula
    meaning: Meaning
    written: str


def check_expressions(
    spots: Iterable[Spot],
    names: Names,
    findings: Findings,
) -> dict[str, Meaning]:
    """Return the meaning of every expression by its dotted path."""
    found: dict[str, Meaning] = {}
    known: dict[tuple[type, str | float, bool], Meaning] = {}
    uses: list[_Use] = []
    allotment = Allotment()
    for spot in spots:
        mark = spot.mark
        if not isinstance(mark, Formula):
            continue
        if findings.are_enough:
            break
        if not isinstance(spot.value, str | int | float):
            continue
        # Many are written alike, most of all in the variants of a card.
        alike = (type(spot.value), spot.value, mark.truth)
        if alike not in known:
            known[alike] = mean(spot.value, names, truth=mark.truth)
        meaning = known[alike]
        if isinstance(spot.value, str) and not allotment.take(meaning.expression):
            refuse_more(spot.path, findings)
            break
        for fault in meaning.faults:
            findings.add_fault(fault, spot.path)
        found[spot.name] = meaning
        uses.append(_Use(spot.path, mark, meaning, str(spot.value)))
    derived = {
        str(use.path[1]): use.meaning.expression
        for use in uses
        if use.path[0] == "derived" and use.meaning.expression is not None
    }
    check_circles(
        {key: derived_read(tree) for key, tree in derived.items()},
        findings,
        code="E211",
        text=message("derived quantities read each other in a circle: {circle}"),
        fix=message("write prev(...) of a variable, or cut the circle"),
        place=("derived", "expr"),
    )
    _Places(names, sight_of(names), derived).check(uses, findings)
    spans = Spans(names, derived)
    _check_divisions(uses, spans, findings)
    _check_shares(uses, spans, findings)
    return found


def _check_divisions(uses: Iterable[_Use], spans: Spans, findings: Findings) -> None:
    """Warn of plain divisions by what can be 0 within the ranges of the file."""
    for use in uses:
        for one in use.meaning.divisions:
            below = spans.of(one.below)
            if below is None or not holds_zero(below):
                continue
            above, under = (
                use.written[slice(*part)] for part in (one.above, one.under)
            )
            findings.warn(
                "W511",
                message(
                    "'{below}' can be 0: it lies between {low} and {high}",
                    below=under,
                    low=f"{below[0]:g}",
                    high=f"{below[1]:g}",
                ),
                use.path,
                (one.start, one.end),
                message(
                    "write div({above}, {below}, x), with x for where that is 0",
                    above=above,
                    below=under,
                ),
            )


def _check_shares(uses: Iterable[_Use], spans: Spans, findings: Findings) -> None:
    """Warn of a share that is compared with what does not lie between 0 and 1."""
    for use in uses:
        for other, one in shares(use.written):
            what, number = (use.written[node.start : node.end] for node in (other, one))
            meaning = mean(what, spans.names, truth=False).expression
            span = None if meaning is None else spans.of(meaning)
            if span is not None and span[1] > 1.0:
                findings.warn(
                    "W514",
                    message(
                        "{number} is {share}, and '{what}' goes up to {high}",
                        number=number,
                        share=f"{float(one.value):g}",
                        what=what,
                        high=f"{span[1]:g}",
                    ),
                    use.path,
                    (one.start, one.end),
                    message("write {number}", number=number.rstrip("% ")),
                )


def _counted(fault: Fault | None, use: _Use, findings: Findings) -> Fault | None:
    """Tell at once of a happening that is counted as a number and read too early."""
    if fault is None or fault.code != "E210":
        return fault
    span = (fault.start, fault.end)
    kept = [
        one
        for one in findings.found
        if (one.code, one.path, one.span) != ("E208", use.path, span)
    ]
    if len(kept) == len(findings.found):
        return fault
    findings.found[:] = kept
    name = use.written[fault.start : fault.end]
    return replace(fault, fix=message("write if(since({name}) == 1, 1, 0)", name=name))


class _Places:
    """The rules on what an expression can see where it stands."""

    def __init__(
        self,
        names: Names,
        sight: Sight,
        derived: Mapping[str, Expression],
    ) -> None:
        self._names = names
        self._sight = sight
        self._links = {key: derived_read(tree) for key, tree in derived.items()}
        self._derived = derived
        self._placed: dict[str, tuple[Placed, ...]] = {}
        self._minds: dict[str, Sight] = {}

    def check(self, uses: list[_Use], findings: Findings) -> None:
        """Report every read that its place forbids."""
        self._placed = {
            str(use.path[1]): use.meaning.reads
            for use in uses
            if use.path[0] == "derived"
        }
        for use in uses:
            mind = self._mind(use.path)
            for placed in use.meaning.reads:
                fault = _counted(self._fault(use.mark.where, placed), use, findings)
                if fault is None and mind is not None:
                    fault = self._unknown(placed, mind)
                if fault is not None:
                    findings.add_fault(fault, use.path)

    def _mind(self, path: Path) -> str | None:
        """Return the actor whose utility or wish stands at a path."""
        if path[0] != "rules" or path[-1] not in {"utility", "wants"}:
            return None
        actor = str(table(self._names.table("rules").get(str(path[1]))).get("actor"))
        return actor if actor in self._names.ids("actors") else None

    def _fault(self, where: Where, placed: Placed) -> Fault | None:
        read = placed.read
        home = self._names.home(read.id.partition(".")[0])
        if read.source is Source.HAPPENED and home in _ACTS.get(where, ()):
            return Fault(
                code="E210",
                message=message(
                    "'{name}' has never taken place yet when this is read",
                    name=read.id,
                ),
                fix=message("write since({name}) == 1 for the last turn", name=read.id),
                start=placed.start,
                end=placed.end,
            )
        if read.source is Source.DERIVED and where is Where.HAZARD:
            culprit = self._through(read.id, lambda one: one.read.source in _MEMORY)
            if culprit:
                return Fault(
                    code="E210",
                    message=message(
                        "a hazard cannot read '{name}', which reads the happening"
                        " '{culprit}'",
                        name=read.id,
                        culprit=culprit,
                    ),
                    fix=message("write out in the hazard what it needs"),
                    start=placed.start,
                    end=placed.end,
                )
        if where in EYES:
            return self._unseen(placed)
        return None

    def _unknown(self, placed: Placed, actor: str) -> Fault | None:
        if actor not in self._minds:
            self._minds[actor] = sight_of(self._names, actor)
        culprit = self._hidden(placed, self._minds[actor])
        if not culprit:
            return None
        return Fault(
            code="W506",
            message=message(
                "'{actor}' cannot know '{name}'",
                actor=actor,
                name=culprit,
            ),
            start=placed.start,
            end=placed.end,
            fix=message("read what the actor sees, such as what others did"),
        )

    def _hidden(self, placed: Placed, sight: Sight) -> str:
        """Return what of a read somebody does not see, or nothing."""
        read = placed.read
        if read.source is Source.DERIVED:
            return self._through(read.id, lambda one: not sight.shows(one.read))
        return "" if sight.shows(read) else read.id

    def _unseen(self, placed: Placed) -> Fault | None:
        culprit = self._hidden(placed, self._sight)
        if not culprit:
            return None
        return Fault(
            code="E210",
            message=message("the player does not see '{name}' exactly", name=culprit),
            start=placed.start,
            end=placed.end,
            fix=message("read only what is seen exactly"),
        )

    def _through(self, start: str, is_culprit: Callable[[Placed], bool]) -> str:
        for key in sorted(reach([start], self._links)):
            for placed in self._placed.get(key, ()):
                if is_culprit(placed):
                    return placed.read.id
        return ""

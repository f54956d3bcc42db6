"""Of which hidden things something that was seen can tell at all.

An act tells of the types that its odds read, a report of what it is about: directly,
by derived quantities, by numbers and acts that are themselves hidden, and by priors
that go together. What is seen exactly hides nothing behind it. Where imagined worlds
let anything else move a belief, they only happened to go together with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import Expression, Model, Source, all_reads, public

_VALUES = frozenset({Source.VARIABLE, Source.PREVIOUS})
_HAPPENINGS = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE})


class Reach:
    """Works out what each act, event, red line and report of a model can tell of."""

    def __init__(self, model: Model) -> None:
        """Look at a model; nothing is worked out yet."""
        self._spec, seen = model.spec, public(model)
        self._unseen, self._secret = seen.unseen, seen.secret
        self._derived = {row.id: row.expression for row in self._spec.derived}
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, kind: str, id: str) -> frozenset[str]:
        """Return the types and red lines of which something seen can tell.

        Args:
            kind: as in `Shift`.
            id: the same.
        """
        if (kind, id) not in self._known:
            found, waiting = set[str](), list[Expression]()
            behind = self._told(id) if kind == "report" else self._behind(id)
            for one in behind:
                self._add(one, found, waiting)
            self._known[kind, id] = self._together(self._followed(found, waiting))
        return self._known[kind, id]

    def _add(
        self, one: Expression | str, found: set[str], waiting: list[Expression]
    ) -> None:
        """Take what lies behind something: a hidden thing's id, or an expression."""
        if isinstance(one, str):
            found.add(one)
        else:
            waiting.append(one)

    def _followed(self, found: set[str], waiting: list[Expression]) -> set[str]:
        """Follow expressions to the types and red lines that they hang on."""
        done = set[tuple[str, str]]()
        while waiting:
            for read in all_reads(waiting.pop(), self._derived):
                if read.source is Source.TYPE:
                    found.add(read.id)
                    continue
                group = "value" if read.source in _VALUES else "happening"
                if (group, read.id) in done:
                    continue
                if read.source in _VALUES and read.id in self._unseen:
                    behind: Iterator[Expression | str] = self._moving(read.id)
                elif read.source in _HAPPENINGS and read.id in self._secret:
                    behind = self._behind(read.id)
                else:
                    continue
                done.add((group, read.id))
                for one in behind:
                    self._add(one, found, waiting)
        return found

    def _told(self, id: str) -> Iterator[Expression | str]:
        """Yield what a report hangs on, and what it is about."""
        row = next(row for row in self._spec.reports if row.id == id)
        yield from (row.when, row.right, row.planted)
        if any(one.id == row.about for one in self._spec.variables):
            yield from self._moving(row.about)
        else:
            yield row.about

    def _moving(self, variable: str) -> Iterator[Expression]:
        """Yield what moves a number."""
        yield from (e.amount for e in self._spec.effects if e.target == variable)

    def _behind(self, id: str) -> Iterator[Expression | str]:
        """Yield what an act, an event or a red line hangs on."""
        head = id.partition(".")[0]
        for event in self._spec.events:
            if event.id == head:
                yield from (event.hazard, event.trigger)
        for line in self._spec.red_lines:
            if line.id == head:
                yield from (line.watches, line.id)
        for rule in self._spec.rules:
            if rule.id == head:
                yield from (option.utility for option in rule.options)
                if rule.ahead:
                    # Whoever looks ahead weighs the whole model.
                    yield from (row.id for row in self._spec.types)
                    yield from (row.id for row in self._spec.red_lines)

    def _together(self, found: set[str]) -> frozenset[str]:
        """Add what goes together with what was found, by the priors."""
        spec = self._spec
        priors = [(row.id, row.prior) for row in spec.types]
        priors += [(row.id, row.threshold) for row in spec.red_lines]
        pairs = [{one, prior.follows} for one, prior in priors if prior.follows]
        growing = True
        while growing:
            wider = [pair for pair in pairs if pair & found and not pair <= found]
            growing = bool(wider)
            found = found.union(*wider)
        return frozenset(found)

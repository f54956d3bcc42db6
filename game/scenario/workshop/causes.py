"""The map of causes: what moves what, through which row, which way and how late.

A thing is named `TABLE.ID`. Links are taken from the expressions themselves, so the
map holds whatever a file says and nothing that it only tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.engine.expression import (
    Apply,
    Expression,
    Operator,
    Read,
    Source,
    conjuncts,
    reads,
)
from game.scenario.formulas import ALWAYS, ZERO
from game.scenario.marks import Formula
from game.scenario.names import Names
from game.scenario.scenario import Scenario
from game.scenario.walker import walk
from game.scenario.workshop.probe import Probe, ordered

_FOCUS = {"-": "sharpens", "+": "blurs"}
"""What something does to a reading, by which way it moves the noise."""
ON_READING = (*_FOCUS.values(), "focuses")
"""The kinds of links that move no variable, only how exactly it is read."""
_CALENDAR = {Source.TURN, Source.TURNS, Source.LEVEL}
_TABLES = {
    Source.VARIABLE: "variables",
    Source.PREVIOUS: "variables",
    Source.LEVER: "levers",
    Source.PREVIOUS_LEVER: "levers",
    Source.DERIVED: "derived",
    Source.TYPE: "types",
    Source.FRESHNESS: "initiatives",
    Source.LEAD: "objectives",
    Source.PRIORITY: "objectives",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One arrow of the map."""

    source: str
    target: str
    via: str
    """The dotted place of the file that makes the link."""
    kind: str
    """adds, reads, pays, sets or tells, or one of ON_READING."""
    sign: str = ""
    """+ (more makes more), - (more makes less), +- (both), or empty."""
    delay: float = 0.0
    """Turns that it takes on average."""
    who: str = ""
    """The actor who moves it, if the source is an actor's choice."""


def row_of(via: str, *ends: str) -> str:
    """Return the place of a link without what its ends say; empty if nothing is left.

    Args:
        via: the dotted place of the file that makes the link.
        ends: the two things.
    """
    for end in ends:
        if via == end:
            return ""
        via = via.removeprefix(f"{end}.")
    return via


@dataclass(frozen=True, slots=True)
class CauseMap:
    """Every thing of a scenario and every link between two of them."""

    things: tuple[str, ...]
    links: tuple[Link, ...]

    def into(self, thing: str) -> tuple[Link, ...]:
        """Return what moves a thing."""
        return tuple(link for link in self.links if link.target == thing)

    def out_of(self, thing: str) -> tuple[Link, ...]:
        """Return what a thing moves."""
        return tuple(link for link in self.links if link.source == thing)

    def around(self, thing: str, depth: int) -> CauseMap:
        """Return the part of the map within some links of a thing."""
        near = {thing}
        for _ in range(depth):
            near |= {
                end
                for link in self.links
                if {link.source, link.target} & near
                for end in (link.source, link.target)
            }
        return CauseMap(
            tuple(one for one in self.things if one in near),
            tuple(link for link in self.links if {link.source, link.target} <= near),
        )


MAPPED = (
    *("variables", "derived", "types", "levers", "rules", "red_lines", "events"),
    *("agenda", "initiatives", "reports", "gauges", "objectives", "endings"),
)
"""The tables whose rows are things of the map."""


def cause_map(scenario: Scenario, about: str = "") -> CauseMap:
    """Return the map of causes of a scenario at its standard level.

    Args:
        scenario: a scenario without errors.
        about: a thing, or a row of [effects]; only its own links are worked out.
    """
    things = tuple(
        f"{home}.{key}" for home in MAPPED for key in scenario.names.table(home)
    )
    maker = _Maker(scenario, Probe(scenario.spec()), about)
    found = {*maker.adding(), *maker.reading(), *maker.setting(), *maker.telling()}
    things += tuple(sorted({link.source for link in found if link.source == link.via}))
    order = {thing: place for place, thing in enumerate(things)}
    known = (link for link in found if link.source in order and link.target in order)
    return CauseMap(
        things,
        tuple(
            sorted(
                (link for link in known if _is_about(link, about)),
                key=lambda link: (order[link.target], order[link.source], link.via),
            )
        ),
    )


def _is_about(link: Link, about: str) -> bool:
    return not about or about in {link.source, link.target, link.via}


def thing_of(read: Read, names: Names) -> str:
    """Return the thing that something read belongs to; empty for the calendar."""
    if read.source in _CALENDAR:
        return ""
    if read.source in _TABLES:
        return f"{_TABLES[read.source]}.{read.id}"
    key = read.id.partition(".")[0]
    return f"{names.home(key)}.{key}"


class _Maker:
    def __init__(self, scenario: Scenario, probe: Probe, about: str) -> None:
        self._scenario = scenario
        self._probe = probe
        self._about = about

    def _asked(self, target: str, via: str, expression: Expression) -> bool:
        """Tell whether anybody asks for the links that an expression makes."""
        if not self._about or self._about in {target, via}:
            return True
        names = self._scenario.names
        return any(thing_of(read, names) == self._about for read in reads(expression))

    def adding(self) -> Iterator[Link]:
        """Yield who adds to which variable."""
        for effect in self._probe.spec.effects:
            info = self._scenario.effect_info(effect.id)
            target = f"variables.{effect.target}"
            if not self._asked(target, info.path, effect.amount):
                continue
            delay = self._delay(info.row, info.path)
            signs = self._signs(effect.amount)
            # What reads nothing is a cause all the same: the row is its own source.
            alone = {info.path: self._probe.sign(effect.amount)}
            for source, sign in (signs or alone).items():
                yield Link(
                    source=source,
                    target=target,
                    via=info.path,
                    kind="adds",
                    sign=sign,
                    delay=delay,
                    who=self._who(source),
                )

    def _delay(self, row: str, path: str) -> float:
        home, _, key = row.partition(".")
        document = self._scenario.document
        if home == "effects":
            delay = document.effects[key].delay
            return delay.mean if delay else 0.0
        if home != "agenda":
            return 0.0
        options = {option.id: option.delay for option in document.agenda[key].options}
        return options.get(path.partition(".options.")[2].partition(".")[0], 0.0)

    def _who(self, source: str) -> str:
        home, _, key = source.partition(".")
        rules = self._scenario.document.rules
        return rules[key].actor if home == "rules" else ""

    def _signs(self, amount: Expression) -> dict[str, str]:
        """Return what moves an amount, and which way, each thing once."""
        conditions, core = _peeled(amount)
        side = self._probe.sign(core)
        found: dict[str, set[str]] = {}
        for read in ordered(reads(core)):
            self._note(found, read, self._probe.direction(core, read))
        for condition in conditions:
            for read in ordered(reads(condition)):
                way = self._probe.direction(condition, read)
                self._note(found, read, _times(way, side))
        return {
            thing: "".join(sign for sign in "+-" if sign in signs)
            for thing, signs in found.items()
        }

    def _note(self, found: dict[str, set[str]], read: Read, sign: str) -> None:
        thing = thing_of(read, self._scenario.names)
        if thing:
            found.setdefault(thing, set()).update(sign)

    def reading(self) -> Iterator[Link]:
        """Yield what reads what, where nothing is added by it."""
        for spot in walk(dict(self._scenario.names.document)):
            home = str(spot.path[0])
            meaning = self._scenario.meanings.get(spot.name)
            is_formula = isinstance(spot.mark, Formula)
            if home not in MAPPED or not is_formula or meaning is None:
                continue
            if "effects" in spot.path or meaning.expression is None:
                continue
            target = f"{home}.{spot.path[1]}"
            if not self._asked(target, spot.name, meaning.expression):
                continue
            of_reading = home == "variables" and spot.path[-1] == "focus"
            for source, sign in self._signs(meaning.expression).items():
                yield Link(
                    source=source,
                    target=target,
                    via=spot.name,
                    kind=_FOCUS.get(sign, "focuses") if of_reading else "reads",
                    sign="" if of_reading else sign,
                )

    def setting(self) -> Iterator[Link]:
        """Yield which happening sets which lever, and what is paid for what."""
        document = self._scenario.document
        for home, rows in (
            ("events", document.events),
            ("initiatives", document.initiatives),
        ):
            for key, row in rows.items():
                place = f"{home}.{key}"
                yield from _set(place, f"{place}.sets", row.sets)
        for key, card in document.agenda.items():
            for option in card.options:
                place = f"agenda.{key}.options.{option.id}"
                yield from _set(f"agenda.{key}", f"{place}.sets", option.sets)
        yield from self._paying()

    def _paying(self) -> Iterator[Link]:
        budget = f"variables.{self._scenario.document.scenario.budget}"
        for name, meaning in self._scenario.meanings.items():
            home, key = name.split(".")[:2]
            if name.rpartition(".")[2] not in {"cost", "up", "down"}:
                continue
            if home in MAPPED and meaning.expression not in {None, ZERO}:
                yield Link(
                    source=f"{home}.{key}",
                    target=budget,
                    via=name,
                    kind="pays",
                    sign="-",
                )

    def telling(self) -> Iterator[Link]:
        """Yield what gauges show, reports tell of, and types and lines follow."""
        document = self._scenario.document
        names = self._scenario.names
        for key, gauge in document.gauges.items():
            if gauge.variable is not None:
                yield _tells(f"variables.{gauge.variable}", f"gauges.{key}", "variable")
        for key, report in document.reports.items():
            home = names.home(report.about)
            yield _tells(f"{home}.{report.about}", f"reports.{key}", "about")
        for key, kind in document.types.items():
            if kind.follows is not None:
                yield _tells(f"types.{kind.follows}", f"types.{key}", "follows")


def _tells(source: str, target: str, field: str) -> Link:
    return Link(source=source, target=target, via=f"{target}.{field}", kind="tells")


def _set(source: str, via: str, sets: Iterable[str]) -> Iterator[Link]:
    for lever in sets:
        yield Link(source=source, target=f"levers.{lever}", via=via, kind="sets")


def _peeled(amount: Expression) -> tuple[list[Expression], Expression]:
    """Return the conditions that an amount stands behind, and the amount itself."""
    conditions: list[Expression] = []
    while (
        isinstance(amount, Apply)
        and amount.operator is Operator.IF
        and amount.arguments[2] == ZERO
    ):
        conditions += conjuncts(amount.arguments[0])
        amount = amount.arguments[1]
    if not conditions and isinstance(amount, Apply):
        clauses = list(conjuncts(amount))
        if len(clauses) > 1:
            return clauses, ALWAYS
    return conditions, amount


def _times(way: str, side: str) -> str:
    """Return the sign of a condition's way times what stands behind it."""
    return {
        ("+", "+"): "+",
        ("+", "-"): "-",
        ("-", "+"): "-",
        ("-", "-"): "+",
    }.get((way, side), "+-" if way and side else "")

"""The map of causes to look at: one arrow for each pair of things, and DOT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.scenario.scenario import Scenario
from game.scenario.workshop.causes import CauseMap, Link
from game.scenario.workshop.things import named

_SHAPES = {
    "variables": "box",
    "levers": "house",
    "rules": "hexagon",
    "events": "ellipse",
    "red_lines": "octagon",
    "agenda": "note",
    "initiatives": "invhouse",
    "types": "diamond",
    "endings": "doublecircle",
}
"""No colour tells what a thing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Everything by which one thing moves another."""

    source: str
    target: str
    sign: str
    delays: tuple[float, ...]
    """The delays of its rows, ascending, each once."""
    rows: tuple[str, ...]
    """The dotted places of the file that make it."""
    kinds: tuple[str, ...]
    who: str


def arrows_of(found: CauseMap) -> tuple[Arrow, ...]:
    """Return one arrow for each pair of things that are linked."""
    pairs: dict[tuple[str, str], list[Link]] = {}
    for link in found.links:
        pairs.setdefault((link.source, link.target), []).append(link)
    return tuple(_arrow(source, target, links)
                 for (source, target), links in pairs.items())  # fmt: skip


def _arrow(source: str, target: str, links: list[Link]) -> Arrow:
    signs = "".join(link.sign for link in links)
    return Arrow(
        source=source,
        target=target,
        sign="".join(sign for sign in "+-" if sign in signs),
        delays=tuple(sorted({link.delay for link in links})),
        rows=tuple(dict.fromkeys(link.via for link in links)),
        kinds=tuple(sorted({link.kind for link in links})),
        who=links[0].who,
    )


def delay_of(arrow: Arrow) -> str:
    """Return how many turns an arrow takes; empty if none of its rows waits."""
    first, last = arrow.delays[0], arrow.delays[-1]
    if not last:
        return ""
    return f"{first:g}" if first == last else f"{first:g}-{last:g}"


def dot_of(scenario: Scenario, found: CauseMap, language: str = "en") -> Iterator[str]:
    """Yield a map as lines of the DOT language of Graphviz."""
    yield "digraph causes {"
    yield "  rankdir=LR;"
    for thing in found.things:
        home = thing.partition(".")[0]
        shape = _SHAPES.get(home, "plain")
        label = f"{thing}\n{named(scenario, thing, language)}"
        yield f"  {_quoted(thing)} [shape={shape}, label={_quoted(label)}];"
    for arrow in arrows_of(found):
        label = " ".join(part for part in (arrow.sign, delay_of(arrow)) if part)
        style = "solid" if "adds" in arrow.kinds else "dashed"
        ends = f"{_quoted(arrow.source)} -> {_quoted(arrow.target)}"
        yield f"  {ends} [style={style}, label={_quoted(label)}];"
    yield "}"


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'

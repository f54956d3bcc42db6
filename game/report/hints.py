"""Hints for whoever plays for the first time: the story's own, and those of the tools.

They are words only: nothing of the game reads them, and a replay has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.dates import tick_words
from game.words import message, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from game.report.advice import Judge
    from game.report.labels import Labels
    from game.report.views import GaugeView, Room
    from game.scenario import Scenario
    from game.words import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class HintView:
    """One hint, in the player's language."""

    id: str
    """By which it is remembered: `tool.capital`, `harbour.the_quay`."""
    rank: int
    """The lowest is told first."""
    text: str
    about: str = ""
    """What it is about, by its label; or empty."""
    learned: str = ""
    """The deed after which it need not be told any more: `compare`; or empty."""


def story_hints(labels: Labels, judge: Judge, room: Room) -> tuple[HintView, ...]:
    """Return the hints of a scenario that hold in a room, in the order of the file."""
    scenario = labels.scenario
    standing = _standing(scenario, room)
    return tuple(
        HintView(
            id=f"{scenario.id}.{key}",
            rank=row.rank,
            text=labels.text(f"hints.{key}.text"),
            about=standing.get(row.about or "", ""),
        )
        for key, row in scenario.document.hints.items()
        if row.from_turn <= room.turn <= (row.to_turn or room.turns)
        and (row.about is None or row.about in standing)
        and judge.holds(row.when, room.turn)
    )


def _standing(scenario: Scenario, room: Room) -> dict[str, str]:
    """Return by id what stands in a room that a hint can be about.

    A variant of a card stands for the card too; one that is answered needs no hint.
    """
    agenda = scenario.document.agenda
    found = {gauge.id: gauge.label for gauge in room.gauges}
    for card in room.cards:
        if any(option.staged for option in card.options):
            continue
        found[agenda[card.id].family or card.id] = found[card.id] = card.title
    found |= {lever.id: lever.label for lever in room.levers}
    return found | {act.id: act.label for act in room.initiatives}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tool:
    """A hint about the interface: when it is told, and its words on either face."""

    id: str
    rank: int
    when: Callable[[Room], bool]
    screens: Message
    lines: Message
    """The same where the game is played by lines."""
    learned: str = ""


def _parts(room: Room) -> bool:
    return any(sum(o.open for o in card.options) > 1 for card in room.cards)


def _moved(room: Room) -> bool:
    return any(gauge.because for gauge in room.gauges)


_CAPITAL_LINES = message(
    "Capital pays for what you choose: you have {capital}. The desk is what fits into "
    "one turn: {desk} places, gone at its end if they stay empty. Each choice says its "
    "price, and each that you make what is left."
)
_CAPITAL = message(
    "Capital pays for what you choose: you have {capital}. The desk is what fits into "
    "one turn: {desk} places, gone at its end if they stay empty. Prices and what is "
    "left are always in view."
)
_ENDS_LINES = message(
    "The endings are of three kinds: good, mixed and lost. outlook tells how often "
    "each came in the imagined worlds; it is a forecast for what you do now, not a "
    "promise."
)
_ENDS = message(
    "The endings are of three kinds: good, mixed and lost. The line tells how often "
    "each came in the imagined worlds; it is a forecast for what you do now, not a "
    "promise."
)
_TOOLS: tuple[_Tool, ...] = (
    _Tool(
        id="answers",
        rank=10,
        when=lambda room: bool(room.cards),
        screens=message(
            "{card}: up and down look at the answers, a digit or enter chooses one, u "
            "takes it back. Nothing is carried out before you end the {tick}."
        ),
        lines=message(
            "{card}: write the line in brackets, or its number on a terminal, to "
            "choose an answer; undo takes it back. Nothing is carried out before you "
            "end the {tick}."
        ),
        learned="stage",
    ),
    _Tool(
        id="capital",
        rank=20,
        when=lambda room: not room.over,
        screens=_CAPITAL,
        lines=_CAPITAL_LINES,
    ),
    _Tool(
        id="duties",
        rank=25,
        when=lambda room: room.may_declare and not any(o.role for o in room.objectives),
        screens=message(
            "d declares what you want to be judged by: one lead duty and two "
            "priorities. The first time is {cost}; left open, they are declared for "
            "you."
        ),
        lines=message(
            "declare LEAD FIRST SECOND says what you want to be judged by: one lead "
            "duty and two priorities. The first time is {cost}; left open, they are "
            "declared for you."
        ),
        learned="declare",
    ),
    _Tool(
        id="fan",
        rank=30,
        when=lambda room: bool(room.gauges) and bool(room.cards),
        screens=message(
            "The forecast follows the answer under the cursor. A chance is a line, a "
            "number a band that 80 of 100 imagined worlds lie in; dotted is the same "
            "without that answer. Left and right: another gauge."
        ),
        lines=message(
            "outlook tells where each gauge may stand after what is staged: 80 of 100 "
            "imagined worlds lie between the two numbers. Behind `choosing "
            "nothing` stands the same without any of it."
        ),
        learned="outlook",
    ),
    _Tool(
        id="endings",
        rank=40,
        when=lambda room: not room.over,
        screens=_ENDS,
        lines=_ENDS_LINES,
    ),
    _Tool(
        id="compare",
        rank=50,
        when=_parts,
        screens=message(
            "c sets all answers to the card side by side, over the same luck: where "
            "their ranges overlap, price and silence decide rather than the forecast."
        ),
        lines=message(
            "compare CHOICE / CHOICE sets answers side by side, over the same luck: "
            "where their ranges overlap, price and silence decide rather than the "
            "forecast."
        ),
        learned="compare",
    ),
    _Tool(
        id="end",
        rank=60,
        when=lambda room: room.turn == 1 and bool(room.staged),
        screens=message(
            "e shows what is staged and what is left open; enter carries it out. A "
            "card that is not due may wait, and its deadline says how long."
        ),
        lines=message(
            "end carries out what is staged and saves it. A card that is not due may "
            "wait, and its deadline says how long."
        ),
        learned="end",
    ),
    _Tool(
        id="why",
        rank=62,
        when=lambda room: room.turn > 1 and _moved(room),
        screens=message(
            "{gauge} moved by {change}: {because} did most. w lists every cause, yours "
            "and others', and they add up to the change."
        ),
        lines=message(
            "{gauge} moved by {change}: {because} did most. why {id} lists every "
            "cause, yours and others', and they add up to the change."
        ),
        learned="why",
    ),
    _Tool(
        id="voices",
        rank=70,
        when=lambda room: room.turn > 1 and bool(room.advisers),
        screens=message(
            "n opens last turn's headlines, v your advisers: each argues from a bias, "
            "gives a chance, and is held to it by a record."
        ),
        lines=message(
            "Your advisers each argue from a bias, give a chance, and are held to it "
            "by a record."
        ),
        learned="advisers",
    ),
    _Tool(
        id="policy",
        rank=80,
        when=lambda room: room.turn > 1 and bool(room.levers),
        screens=message(
            "p is standing policy: {lever} stands at {rung}. A change costs once and "
            "holds until you change it again."
        ),
        lines=message(
            "Standing policy: {lever} stands at {rung}. A change costs once and holds "
            "until you change it again."
        ),
        learned="policy",
    ),
    _Tool(
        id="initiatives",
        rank=90,
        when=lambda room: room.turn > 1 and bool(room.initiatives),
        screens=message(
            "a opens your initiatives: what nobody asked you for. Repeating one soon "
            "wears its force out."
        ),
        lines=message(
            "Initiatives are what nobody asked you for. Repeating one soon wears its "
            "force out."
        ),
        learned="initiatives",
    ),
    _Tool(
        id="beliefs",
        rank=100,
        when=lambda room: room.turn > 2,  # noqa: PLR2004 - after two turns were seen
        screens=message(
            "i shows who may sit opposite: rival estimates, and odds that move with "
            "what has been seen. Space reads a whole card; ? lists every key."
        ),
        lines=message(
            "beliefs shows who may sit opposite: rival estimates, and odds that move "
            "with what has been seen. help lists every command."
        ),
        learned="intelligence",
    ),
)


def tool_hints(room: Room, language: str, *, by_lines: bool) -> Iterator[HintView]:
    """Yield the hints about the tools that fit a room.

    Args:
        room: The room.
        language: The language.
        by_lines: Whether the game is played by lines of text.
    """
    fields = {**_fields(room), "tick": tick_words(room.tick, language)}
    for tool in _TOOLS:
        if not room.over and tool.when(room):
            words = tool.lines if by_lines else tool.screens
            yield HintView(
                id=f"tool.{tool.id}",
                rank=tool.rank,
                text=tell(words, language, **fields),
                learned=tool.learned,
            )


def _fields(room: Room) -> dict[str, object]:
    """Return what the hints name of the player's own situation."""
    moved = [gauge for gauge in room.gauges if gauge.because and gauge.direction]
    gauge = max(moved or room.gauges, key=_motion, default=None)
    lever = next(iter(room.levers), None)
    rungs = lever.rungs if lever else ()
    return {
        "capital": f"{room.capital:g}",
        "desk": room.desk,
        "cost": room.declare_cost,
        "card": room.cards[0].title if room.cards else "",
        "gauge": gauge.label if gauge else "",
        "id": gauge.id if gauge else "",
        "change": gauge.change if gauge else "",
        "because": gauge.because if gauge else "",
        "lever": lever.label if lever else "",
        "rung": next((rung.label for rung in rungs if rung.current), ""),
    }


def _motion(gauge: GaugeView) -> float:
    """Return how far a gauge moved, as a share of where it stands."""
    past = gauge.history[-2:]
    return abs(past[-1] - past[0]) / max(abs(past[-1]), 1.0) if past else 0.0


def next_hint(hints: Iterable[HintView], read: Collection[str]) -> HintView | None:
    """Return the hint that is told now; those that were read never come again."""
    left = [hint for hint in hints if hint.id not in read]
    return min(left, key=lambda hint: (hint.rank, hint.id), default=None)


def learned_by(deed: str) -> frozenset[str]:
    """Return the hints that need not be told to who has done something."""
    return frozenset(f"tool.{tool.id}" for tool in _TOOLS if tool.learned == deed)

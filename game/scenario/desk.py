"""The tables of the player's side: the desk, the advice, the judgement."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.fields import (
    Condition,
    Count,
    Effects,
    Expectation,
    Graded,
    Id,
    Label,
    Lean,
    Level,
    Measure,
    Moment,
    Months,
    Name,
    Occasion,
    Positive,
    Price,
    Rank,
    Real,
    Requirement,
    Sets,
    Several,
    Share,
    Signal,
    Size,
    Switched,
    Table,
    Text,
    Tick,
    Tilt,
    Title,
    VariableId,
    When,
)
from game.scenario.marks import ChoiceLine, Coefficient, Member, Refers

LINKED = (
    *("params", "types", "variables", "derived", "levers", "rules", "red_lines"),
    *("events", "agenda", "initiatives", "actors", "objectives", "endings"),
)
"""The tables, besides [codex], whose ids an entry may link to."""


class DeskTable(Table):
    """What a month of attention holds."""

    slots: Price = 3.0
    optional: Share = 0.667


class MandateTable(Table):
    """When the player declares."""

    turn: Count = 2
    again: Count = 12
    cost: Size = 3.0
    default: Several[Annotated[str, Refers(("objectives",))]] | None = None


class Pace(Table):
    """How long a turn lasts."""

    tick: Tick
    length: Annotated[int, Field(ge=1, le=1000)] = 1
    """Ticks in one turn."""


class Stretch(Pace):
    """A part of the calendar with turns of another length."""

    from_: Annotated[int, Field(ge=2, le=520, alias="from")]
    """The first turn that is as long."""


class Times(Pace):
    """When the turns of a scenario begin."""

    start: Moment
    turns: Annotated[int, Field(ge=1, le=520)]
    stretches: Annotated[Several[Stretch], Field(max_length=20)] = ()


class Head(Times):
    """`[scenario]`: what the whole file is about."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")]
    title: Title
    brief: Text
    player: Label
    budget: VariableId
    minutes: Annotated[int, Field(ge=1, le=10_000)] | None = None
    version: Name = "1"
    author: Name | None = None
    content_note: Text | None = None
    relations: Several[VariableId] = ()
    desk: DeskTable = DeskTable()
    mandate: MandateTable = MandateTable()


class Silence(Table):
    """What happens if nobody answers a card."""

    text: Text
    effects: Effects = Field(default_factory=dict)


class CardOption(Table):
    """One answer to a card."""

    id: Id
    label: Label
    text: Text | None = None
    later: Text | None = None
    hangs: Text | None = None
    cost: Price = 0.0
    slots: Months = 1
    requires: Requirement = True
    locked: Text | None = None
    delay: Annotated[Size, Coefficient()] = 0.0
    effects: Effects = Field(default_factory=dict)
    sets: Sets = Field(default_factory=dict)


class Card(Switched):
    """`[agenda.ID]`: a question on the desk."""

    title: Title
    text: Text
    kind: Literal["duty", "optional"]
    when: Occasion = True
    weight: Positive = 1.0
    priority: Rank = 0
    deadline: Count = 1
    once: bool = True
    cooldown: Months = 0
    default: Annotated[str, Member("row")] = "silence"
    silence: Silence
    options: Annotated[Several[CardOption], Field(min_length=2, max_length=4)]


class Initiative(Switched):
    """`[initiatives.ID]`: an act of the player's own."""

    label: Label
    text: Text | None = None
    cost: Price = 0.0
    slots: Months = 1
    requires: Requirement = True
    locked: Text | None = None
    cooldown: Months = 0
    wear: Share = 1.0
    window: Months = 6
    effects: Effects = Field(default_factory=dict)
    sets: Sets = Field(default_factory=dict)
    group: Literal["talk", "pressure", "home", "build", "intelligence"] | None = None


class Claim(Table):
    """What an adviser argues when a condition holds."""

    when: Signal = True
    expects: Expectation
    horizon: Count
    chance: Share
    text: Text
    outcome: Label | None = None
    advice: Annotated[str, ChoiceLine(dated=False)] | None = None
    weight: Real = 1.0
    leans: Lean = 0
    about: VariableId | None = None


class Adviser(Table):
    """`[advisers.ID]`: an office that argues from a consistent bias."""

    name: Label
    bias: Text | None = None
    tilt: Tilt = 0.0
    claims: dict[Id, Claim] = Field(default_factory=dict)


class Gauge(Table):
    """`[gauges.ID]`: a headline number."""

    label: Label
    rank: Rank = 0
    variable: VariableId | None = None
    chance: Condition | None = None
    within: Count | None = None
    good: Literal["up", "down", "none"] = "none"
    note: Text | None = None


class Objective(Table):
    """`[objectives.ID]`: a duty scored at the end."""

    label: Label
    text: Text | None = None
    value: Measure
    bottom: Real
    top: Real
    floor: Annotated[float, Field(ge=0, le=100)] = 20.0


class Voice(Table):
    """Somebody's word on how it ended."""

    who: Label
    text: Text


class Ending(Table):
    """`[endings.ID]`: a name for how it ended."""

    title: Title
    text: Text
    when: Condition
    rank: Rank = 0
    early: bool = False
    hold: Count = 1
    grade: Literal["loss", "mixed", "kept"] = "mixed"
    voices: Several[Voice] = ()


class Difficulty(Table):
    """`[difficulty.ID]`: a level and the params that it changes."""

    label: Label
    level: Level
    note: Text | None = None
    params: dict[Annotated[str, Refers(("params",))], Real] = Field(
        default_factory=dict
    )
    standard: bool = False


class Entry(Graded):
    """`[codex.ID]`: background to read."""

    title: Title
    text: Text
    links: Several[Annotated[str, Refers(("codex", *LINKED))]] = ()
    date: When | None = None


class Policy(Table):
    """`[policies.ID]`: a line of play written down."""

    label: Label
    lines: Annotated[
        Several[Annotated[str, ChoiceLine(dated=True)]],
        Field(max_length=2000),
    ]
    reference: bool = False

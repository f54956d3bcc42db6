"""The tables of the world: who acts, what is counted, what moves it."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.fields import (
    ActorId,
    Amount,
    Condition,
    Count,
    Effects,
    Focus,
    Following,
    Gate,
    Given,
    Grade,
    Graded,
    Hazard,
    Id,
    Label,
    Level,
    Likelihood,
    Measure,
    Months,
    Name,
    Occasion,
    Positive,
    Price,
    Quantity,
    Real,
    Remark,
    Requirement,
    Sets,
    Several,
    Share,
    Size,
    SourceId,
    Start,
    Switched,
    Table,
    Text,
    Threshold,
    Title,
    Utility,
    VariableId,
    When,
)
from game.scenario.marks import Coefficient, Member, Refers


class Source(Table):
    """`[sources.ID]`: a document that numbers and claims come from."""

    title: Remark
    date: When | None = None
    kind: Literal["official", "press", "research", "data", "judgement"]
    url: Annotated[str, Field(max_length=2000)] | None = None


class Param(Table):
    """`[params.ID]`: one number with a name."""

    value: Real
    low: Real | None = None
    high: Real | None = None
    unit: Name | None = None
    grade: Grade | None = None
    source: SourceId | None = None
    note: Remark | None = None


class Word(Table):
    """What is said, in play and in the review, of a hidden number up to a value."""

    up_to: Real
    text: Text


class HiddenType(Following):
    """`[types.ID]`: a property of the world drawn once."""

    label: Label
    actor: ActorId | None = None
    words: Several[Word] = ()


class Actor(Table):
    """`[actors.ID]`: somebody who acts or is acted upon."""

    name: Label
    role: Literal["player", "adversary", "ally", "neighbour", "home"]


class Estimate(Table):
    """One of several sources of a variable that is not seen exactly."""

    label: Label
    noise: Size
    bias: Size = 0.0
    reliability: Share | None = None
    focus: Focus = 1.0


class Variable(Graded):
    """`[variables.ID]`: a stored number of the world."""

    label: Label
    unit: Name | None = None
    range: Annotated[Several[Real], Field(min_length=2, max_length=2)]
    start: Start
    seen: Literal["exact", "noisy", "hidden"] = "exact"
    rest: Given | None = None
    half_life: Annotated[float, Field(gt=0, le=10_000)] | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    good: Literal["up", "down", "none"] = "none"
    owner: ActorId | None = None
    subject: ActorId | None = None
    known_to: Several[ActorId] = ()
    note: Text | None = None
    noise: Size | None = None
    bias: Size | None = None
    focus: Focus | None = None
    estimates: dict[Id, Estimate] = Field(default_factory=dict)


class Band(Table):
    """A range of values that a report can name."""

    id: Id
    label: Label
    up_to: Real | None = None


class Report(Switched):
    """`[reports.ID]`: what is told, right or wrong, of something hidden."""

    label: Label
    text: Text
    about: Annotated[str, Refers(("types", "red_lines", "variables"))]
    bands: Annotated[Several[Band], Field(min_length=2, max_length=20)]
    when: Occasion = True
    right: Likelihood = 1.0
    planted: Likelihood = 0.0
    plant: str | None = None
    source_name: Label | None = None
    reliability: Share | None = None


class Derived(Graded):
    """`[derived.ID]`: a named quantity worked out afresh."""

    expr: Quantity
    label: Label | None = None


class Rung(Table):
    """One position of a lever."""

    id: Id
    label: Label
    note: Text | None = None
    requires: Requirement = True
    locked: Text | None = None


class Lever(Graded):
    """`[levers.ID]`: a standing policy."""

    label: Label
    note: Text | None = None
    start: Annotated[str, Member("row")]
    max_step: Annotated[int, Field(ge=1, le=99)] = 99
    up: Price = 0.0
    down: Price = 0.0
    slots: Months = 1
    rungs: Annotated[Several[Rung], Field(min_length=2, max_length=20)]


class Curve(Table):
    """How the strength of an effect depends on where its target stands."""

    kind: Literal["saturating", "ramp", "logistic"]
    half: Positive | None = None
    low: Real | None = None
    high: Real | None = None
    at: Real | None = None
    width: Positive | None = None
    on: Literal["to", "from"] = "to"


class Delay(Table):
    """How long an effect takes to arrive."""

    mean: Annotated[float, Field(gt=0, le=104)]
    shape: Literal["erlang1", "erlang2", "erlang3"] = "erlang1"


class Effect(Switched):
    """`[effects.ID]`: one named cause that adds to one variable."""

    to: VariableId
    amount: Given | None = None
    from_: Annotated[str, Refers(("levers", "variables", "derived"))] | None = Field(
        default=None,
        alias="from",
    )
    per_rung: dict[Annotated[str, Member("from")], Given] | None = None
    expr: Amount | None = None
    curve: Annotated[Curve, Coefficient()] | None = None
    delay: Annotated[Delay, Coefficient()] | None = None
    when: Gate | None = None
    draw: Literal["normal", "uniform", "skewed"] | None = None
    by: Literal["mine", "theirs", "chance", "event"] | None = None
    label: Label | None = None
    why: Text | None = None


class RuleOption(Table):
    """One act open to an actor."""

    id: Id
    label: Label
    utility: Utility
    secret: bool = False
    text: Text | None = None


class Foresight(Table):
    """How far an actor looks ahead, and what it wants to find there."""

    months: Annotated[int, Field(ge=1, le=12)]
    worlds: Annotated[int, Field(ge=1, le=64)] = 8
    from_level: Level = 1
    wants: Measure


class Rule(Switched):
    """`[rules.ID]`: how one actor chooses."""

    actor: ActorId
    text: Text | None = None
    temperature: Annotated[float, Field(gt=0, le=1000)] = 1.0
    looks_ahead: Foresight | None = None
    options: Annotated[Several[RuleOption], Field(min_length=2, max_length=20)]


class RedLine(Switched):
    """`[red_lines.ID]`: a threshold of another government."""

    label: Label
    actor: ActorId
    watches: Measure
    threshold: Threshold
    text: Text | None = None
    words: Several[Word] = ()
    effects: Effects = Field(default_factory=dict)
    secret: bool = False


class Event(Switched):
    """`[events.ID]`: a happening that nobody chooses."""

    title: Title
    text: Text
    hazard: Hazard | None = None
    when: Condition | None = None
    turn: Count | None = None
    once: bool = True
    cooldown: Months = 0
    effects: Effects = Field(default_factory=dict)
    sets: Sets = Field(default_factory=dict)
    secret: bool = False

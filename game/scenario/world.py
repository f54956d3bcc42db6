"""The tables of the world: who acts, what is counted, what moves it."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.ahead import Foresight
from game.scenario.fields import (
    ActorId,
    Again,
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
    Likelihood,
    Measure,
    Months,
    Occasion,
    Phrase,
    Positive,
    Price,
    Quantity,
    Real,
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
    Unit,
    Utility,
    VariableId,
    When,
)
from game.scenario.marks import Coefficient, Member, Refers


class Source(Table):
    """`[sources.ID]`: a document that numbers and claims come from."""

    title: Phrase
    """What it is called, as a reader would look for it."""
    date: When | None = None
    """When it appeared: a date, or a year in quotes."""
    kind: Literal["official", "press", "research", "data", "judgement"]
    """What kind of document it is."""
    url: Annotated[str, Field(max_length=2000)] | None = None
    """Where it can be read, with https; it is shown, never fetched."""


class Param(Table):
    """`[params.ID]`: one number with a name."""

    value: Real
    """The number that is played."""
    label: Label | None = None
    """What it is called where a level or a model changes it."""
    low: Real | None = None
    """The least that it may well be."""
    high: Real | None = None
    """The most that it may well be."""
    unit: Unit | None = None
    """What it is counted in: `steps`, or `step|steps` where 1 has its own form."""
    grade: Grade | None = None
    """How well it is known: A, B, C or J."""
    source: SourceId | None = None
    """The row of [sources] that it comes from."""
    note: Phrase | None = None
    """What the number is, for whoever asks."""
    in_sample: bool = False
    """Whether who set it had seen how things went on after the start: a back-test also
    draws it from its range, which it then needs."""


class Word(Table):
    """What is said, in play and in the review, of a hidden number up to a value."""

    up_to: Real
    """The largest value that these words are said of."""
    text: Text
    """What is said, in the present tense."""


class HiddenType(Following):
    """`[types.ID]`: a property of the world drawn once."""

    label: Label
    """What it is called when it is spoken of."""
    actor: ActorId | None = None
    """Whose own it is, and who therefore knows it."""
    words: Several[Word] = ()
    """What is said of a value, ascending; the last one takes what is above too."""


class Actor(Table):
    """`[actors.ID]`: somebody who acts or is acted upon."""

    name: Label
    """What it is called."""
    role: Literal["player", "adversary", "ally", "neighbour", "home"]
    """What it is to the player."""


class Estimate(Table):
    """One of several sources of a variable that is not seen exactly."""

    label: Label
    """Who says it."""
    noise: Size
    """The standard deviation of its error, in the units of the variable."""
    bias: Size = 0.0
    """How far it is off on average."""
    reliability: Share | None = None
    """What the player is told of it, from 0 to 1."""
    focus: Focus = 1.0
    """What its noise is multiplied with, read at the opening that shows it."""


class Variable(Graded):
    """`[variables.ID]`: a stored number of the world."""

    label: Label
    """What it is called on every screen."""
    unit: Unit | None = None
    """What it is counted in: `steps`, or `step|steps` where 1 has its own form."""
    range: Annotated[Several[Real], Field(min_length=2, max_length=2)]
    """The lowest and the highest value; what goes beyond is cut off and told."""
    start: Start
    """Where it stands at the opening of the first turn."""
    seen: Literal["exact", "noisy", "hidden"] = "exact"
    """Whether the player sees it exactly, through estimates, or not at all."""
    rest: Given | None = None
    """Where it drifts back to by itself; needs half_life."""
    half_life: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """In how many turns half of the way back is done."""
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    """How many decimals are shown."""
    good: Literal["up", "down", "none"] = "none"
    """Which way is good for the player; it colours changes."""
    owner: ActorId | None = None
    """Whose number it is; with subject: who feels it."""
    subject: ActorId | None = None
    """Towards whom, if it is a relation."""
    known_to: Several[ActorId] = ()
    """Actors who see it exactly although the player does not."""
    note: Text | None = None
    """What it is, shown to the player."""
    noise: Size | None = None
    """The noise of its one estimate, if it is noisy."""
    bias: Size | None = None
    """How far that one estimate is off on average."""
    focus: Focus | None = None
    """What that noise is multiplied with."""
    estimates: dict[Id, Estimate] = Field(default_factory=dict)
    """Rival estimates, each by its id."""


class Band(Table):
    """A range of values that a report can name."""

    id: Id
    """The id of the band."""
    label: Label
    """What the band is called."""
    up_to: Real | None = None
    """Values below this lie in it; the last band has no end."""


class Report(Switched):
    """`[reports.ID]`: what is told, right or wrong, of something hidden."""

    label: Label
    """What the report is called."""
    text: Text
    """What is said when it comes; {band} stands for the band that it names."""
    about: Annotated[str, Refers(("types", "red_lines", "variables"))]
    """What it tells of: a type, a red line, or a variable not seen exactly."""
    bands: Annotated[Several[Band], Field(min_length=2, max_length=20)]
    """The ranges that it can name, ascending."""
    when: Occasion = True
    """When it comes; every turn without it."""
    right: Likelihood = 1.0
    """The chance that it names the true band."""
    planted: Likelihood = 0.0
    """The chance that somebody planted it."""
    plant: str | None = None
    """The band that a planted one names."""
    source_name: Label | None = None
    """Who says it."""
    reliability: Share | None = None
    """What the player is told of it, from 0 to 1."""


class Derived(Graded):
    """`[derived.ID]`: a named quantity worked out afresh."""

    expr: Quantity
    """What it comes to, worked out afresh wherever it is read."""
    label: Label | None = None
    """What it is called in explanations."""


class Rung(Table):
    """One position of a lever."""

    id: Id
    """The id of the rung."""
    label: Label
    """What the rung is called."""
    note: Text | None = None
    """What it means, shown to the player."""
    requires: Requirement = True
    """What must hold before it can be chosen."""
    locked: Text | None = None
    """Why it cannot be chosen while it does not hold."""


class Lever(Graded):
    """`[levers.ID]`: a standing policy."""

    label: Label
    """What it is called."""
    note: Text | None = None
    """What it is, shown to the player."""
    start: Annotated[str, Member("row")]
    """The rung in force at the opening of the first turn."""
    max_step: Annotated[int, Field(ge=1, le=99)] = 99
    """How many rungs it may move in one turn."""
    up: Price = 0.0
    """What a move upwards costs of the budget, however many rungs it takes."""
    down: Price = 0.0
    """What a move downwards costs of the budget, however many rungs it takes."""
    slots: Months = 1
    """How many places on the desk moving it takes."""
    rungs: Annotated[Several[Rung], Field(min_length=2, max_length=20)]
    """Its positions, the lowest first."""


class Curve(Table):
    """How the strength of an effect depends on where its target stands."""

    kind: Literal["saturating", "ramp", "logistic"]
    """Its shape: less and less, from low to high, or an S around a middle."""
    half: Positive | None = None
    """Where the strength is halved (saturating)."""
    low: Real | None = None
    """Where it begins (ramp)."""
    high: Real | None = None
    """Where it is full (ramp); below low, it falls."""
    at: Real | None = None
    """The middle (logistic)."""
    width: Positive | None = None
    """How wide the S is (logistic)."""
    on: Literal["to", "from"] = "to"
    """Whether the target's stand shapes it, or what is read from."""


class Delay(Table):
    """How long an effect takes to arrive."""

    mean: Annotated[float, Field(gt=0, le=104)]
    """How many turns it takes on average."""
    shape: Literal["erlang1", "erlang2", "erlang3"] = "erlang1"
    """How it is spread: erlang1 widely, erlang3 closely around the mean."""


class Effect(Switched):
    """`[effects.ID]`: one named cause that adds to one variable."""

    to: VariableId
    """The variable that it adds to."""
    amount: Given | None = None
    """What it adds in a turn; with from, what that is multiplied with."""
    from_: Annotated[str, Refers(("levers", "variables", "derived"))] | None = Field(
        default=None,
        alias="from",
    )
    """The lever, variable or derived quantity that it reads."""
    per_rung: dict[Annotated[str, Member("from")], Given] | None = None
    """What each rung of the lever adds; rungs not named add 0."""
    expr: Amount | None = None
    """What it adds, as an expression, in place of amount and from."""
    curve: Annotated[Curve, Coefficient()] | None = None
    """How its strength depends on where the target, or what is read, stands."""
    delay: Annotated[Delay, Coefficient()] | None = None
    """How long it takes to arrive."""
    when: Gate | None = None
    """When it adds at all."""
    draw: Literal["normal", "uniform", "skewed"] | None = None
    """A draw that multiplies it, anew in each turn; its mean is not 1."""
    by: Literal["mine", "theirs", "chance", "event"] | None = None
    """Whose doing it is called; guessed from what it reads without it."""
    label: Label | None = None
    """The cause in a few words."""
    why: Text | None = None
    """The reason in one sentence."""


class RuleOption(Table):
    """One act open to an actor."""

    id: Id
    """The id of the act."""
    label: Label
    """What it is called."""
    utility: Utility
    """What it is worth to the actor; the quiet one has 0."""
    secret: bool = False
    """Whether the player is not told of it."""
    text: Text | None = None
    """The headline when it happens; without it, it is no news."""
    again: Again = ()
    """Further texts, told in turn when it happens again; then `text` once more."""


class Rule(Switched):
    """`[rules.ID]`: how one actor chooses."""

    actor: ActorId
    """Who chooses."""
    text: Text | None = None
    """What it is about."""
    temperature: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """How freely it errs: 1 follows the utilities, more is closer to chance."""
    looks_ahead: Foresight | None = None
    """How far it looks ahead; without it, it only reacts."""
    options: Annotated[Several[RuleOption], Field(min_length=2, max_length=20)]
    """The acts open to it."""


class RedLine(Switched):
    """`[red_lines.ID]`: a threshold of another government."""

    label: Label
    """What it is called."""
    actor: ActorId
    """Whose line it is."""
    watches: Measure
    """What is held against the threshold at every close."""
    threshold: Threshold
    """Where the line lies, drawn once per world."""
    text: Text | None = None
    """The headline when it is crossed."""
    words: Several[Word] = ()
    """What is said of where it lies."""
    effects: Effects = Field(default_factory=dict)
    """What crossing it adds, in the turn after."""
    secret: bool = False
    """Whether the player is not told of it."""


class Event(Switched):
    """`[events.ID]`: a happening that nobody chooses."""

    title: Title
    """The headline."""
    text: Text
    """What is told of it."""
    again: Again = ()
    """Further texts, told in turn when it comes again; then `text` once more."""
    hazard: Hazard | None = None
    """Its chance in a turn."""
    when: Condition | None = None
    """What raises it at the close; it takes place in the next turn."""
    turn: Count | None = None
    """The one turn in which it may take place."""
    once: bool = True
    """Whether it takes place once at most."""
    cooldown: Months = 0
    """How many turns must pass before it can come again."""
    effects: Effects = Field(default_factory=dict)
    """What it adds to variables."""
    sets: Sets = Field(default_factory=dict)
    """The levers that it sets, each to a rung."""
    secret: bool = False
    """Whether the player is not told of it."""

"""The tables of the player's side: the desk, the advice, the judgement."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.fields import (
    END,
    Again,
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
    "models",
)
"""The tables, besides [codex], whose ids an entry may link to."""


class DeskTable(Table):
    """What a month of attention holds."""

    slots: Price = 3.0
    """How many things can be done in a turn."""
    optional: Share = 0.667
    """The chance that an optional card comes in a turn."""


class MandateTable(Table):
    """When the player declares."""

    turn: Count = 2
    """The turn in which a lead duty and two priorities are declared."""
    again: Count = 12
    """The turn from which they may be declared anew."""
    cost: Size = 3.0
    """What declaring anew costs of the budget."""
    default: Several[Annotated[str, Refers(("objectives",))]] | None = None
    """The lead and the two priorities of who declares none."""


class Pace(Table):
    """How long a turn lasts."""

    tick: Tick
    """What a turn is counted in, for dates and words; rates are per turn."""
    length: Annotated[int, Field(ge=1, le=1000)] = 1
    """Ticks in one turn."""


class Stretch(Pace):
    """A part of the calendar with turns of another length."""

    from_: Annotated[int, Field(ge=2, le=520, alias="from")]
    """The first turn that is as long."""


class Times(Pace):
    """When the turns of a scenario begin."""

    start: Moment
    """When the first turn begins: a date without quotes, or with a time of day."""
    turns: Annotated[int, Field(ge=1, le=520)]
    """How many turns the calendar has."""
    stretches: Annotated[Several[Stretch], Field(max_length=20)] = ()
    """Parts of the calendar whose turns have another length, ascending."""


class Head(Times):
    """`[scenario]`: what the whole file is about."""

    id: Annotated[str, Field(pattern=rf"^[a-z0-9][a-z0-9_-]{{0,47}}{END}")]
    """The id of the scenario, by which it is found."""
    title: Title
    """What it is called."""
    brief: Text
    """What the title screen says of it."""
    player: Label
    """Whom the player is."""
    budget: VariableId
    """The variable that acts are paid from."""
    minutes: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """How long a game takes to play."""
    version: Name = "1"
    """The author's number of this version."""
    author: Name | None = None
    """Who wrote it."""
    content_note: Text | None = None
    """What a player should know before playing."""
    relations: Several[VariableId] = ()
    """The relations, in the order in which they are shown."""
    desk: DeskTable = DeskTable()
    """How much the desk holds."""
    mandate: MandateTable = MandateTable()
    """When duties are declared, and what that costs."""


class Silence(Table):
    """What happens if nobody answers a card."""

    text: Text
    """What is told when nobody answers."""
    effects: Effects = Field(default_factory=dict)
    """What silence adds to variables."""


class CardOption(Table):
    """One answer to a card."""

    id: Id
    """The id of the answer."""
    label: Label
    """What it is called."""
    text: Text | None = None
    """What it does at once."""
    later: Text | None = None
    """What it does later."""
    hangs: Text | None = None
    """What it hangs on."""
    cost: Price = 0.0
    """What it costs of the budget."""
    slots: Months = 1
    """How many places on the desk it takes."""
    requires: Requirement = True
    """What must hold before it can be chosen."""
    locked: Text | None = None
    """Why it cannot be chosen while it does not hold."""
    delay: Annotated[Size, Coefficient()] = 0.0
    """What each turn of waiting adds to its cost, while the card is open."""
    effects: Effects = Field(default_factory=dict)
    """What it adds to variables."""
    sets: Sets = Field(default_factory=dict)
    """The levers that it sets, each to a rung."""


class Card(Switched):
    """`[agenda.ID]`: a question on the desk."""

    title: Title
    """The question as a headline."""
    text: Text
    """What it is about."""
    again: Again = ()
    """Further texts, told in turn when it comes again; then `text` once more."""
    kind: Literal["duty", "optional"]
    """Whether it must be answered, or may be."""
    when: Occasion = True
    """When it may come."""
    weight: Positive = 1.0
    """How likely it is to come, beside the others."""
    priority: Rank = 0
    """Which comes first: the higher."""
    deadline: Count = 1
    """In how many turns it must be answered."""
    once: bool = True
    """Whether it comes once at most."""
    cooldown: Months = 0
    """How many turns must pass before it can come again."""
    default: Annotated[str, Member("row")] = "silence"
    """What happens if nobody answers: an option, or silence."""
    family: Annotated[str, Refers(("agenda",))] | None = None
    """The card that this one is a variant of: what it does not say is as there."""
    rank: Rank = 0
    """Which of several variants is tried first: that with the lowest rank."""
    without: Several[Id] = ()
    """The answers of the card that a variant does not offer."""
    silence: Silence
    """What silence is told as, and adds."""
    options: Annotated[Several[CardOption], Field(min_length=2, max_length=4)]
    """The two to four answers."""


class Initiative(Switched):
    """`[initiatives.ID]`: an act of the player's own."""

    label: Label
    """What it is called."""
    text: Text | None = None
    """What it is about."""
    cost: Price = 0.0
    """What it costs of the budget."""
    slots: Months = 1
    """How many places on the desk it takes."""
    requires: Requirement = True
    """What must hold before it can be done."""
    locked: Text | None = None
    """Why it cannot be done while it does not hold."""
    cooldown: Months = 0
    """How many turns must pass before it can be done again."""
    wear: Share = 1.0
    """What a repetition leaves of its force; 1 never wears."""
    window: Months = 6
    """Within how many turns of the last use one wears its force."""
    effects: Effects = Field(default_factory=dict)
    """What it adds to variables, times its freshness."""
    sets: Sets = Field(default_factory=dict)
    """The levers that it sets, each to a rung."""
    group: Literal["talk", "pressure", "home", "build", "intelligence"] | None = None
    """Where it stands in the list."""


class Claim(Table):
    """What an adviser argues when a condition holds."""

    when: Signal = True
    """When the adviser says it."""
    expects: Expectation
    """What is expected, as a truth that the player will see."""
    horizon: Count
    """Within how many turns."""
    chance: Share
    """The chance that is told where none can be worked out."""
    text: Text
    """The argument: what speaks for it and what follows."""
    outcome: Label | None = None
    """What is expected, in a few words."""
    advice: Annotated[str, ChoiceLine(dated=False)] | None = None
    """The choice that it speaks for, as a line."""
    weight: Real = 1.0
    """Which claim is said first: the heavier."""
    leans: Lean = 0
    """Which way the adviser's bias bends its chance."""
    about: VariableId | None = None
    """The variable whose known causes are told as the reason."""


class Adviser(Table):
    """`[advisers.ID]`: an office that argues from a consistent bias."""

    name: Label
    """The office, never a person."""
    bias: Text | None = None
    """Its bias, opened in the review."""
    tilt: Tilt = 0.0
    """The bias in log-odds, added where a claim leans."""
    claims: dict[Id, Claim] = Field(default_factory=dict)
    """What it argues, each by its id."""


class Gauge(Table):
    """`[gauges.ID]`: a headline number."""

    label: Label
    """What it is called at the top of the screen."""
    rank: Rank = 0
    """Its place: the lowest comes first."""
    variable: VariableId | None = None
    """The variable that it shows."""
    chance: Condition | None = None
    """What it shows the chance of."""
    within: Count | None = None
    """Within how many turns that chance is told."""
    good: Literal["up", "down", "none"] = "none"
    """Which way is good for the player."""
    note: Text | None = None
    """What it is, shown to the player."""


class Objective(Table):
    """`[objectives.ID]`: a duty scored at the end."""

    label: Label
    """What it is called."""
    text: Text | None = None
    """What it asks for."""
    value: Measure
    """What is scored, read at the end."""
    bottom: Real
    """The value that scores 0."""
    top: Real
    """The value that scores 100."""
    floor: Annotated[float, Field(ge=0, le=100)] = 20.0
    """The score below which the duty is failed."""


class Voice(Table):
    """Somebody's word on how it ended."""

    who: Label
    """Who says it, by office."""
    text: Text
    """What is said."""


class Ending(Table):
    """`[endings.ID]`: a name for how it ended."""

    title: Title
    """What it is called."""
    text: Text
    """The epilogue."""
    when: Condition
    """What must hold at the close."""
    rank: Rank = 0
    """Which of several it is: the one with the lowest rank."""
    early: bool = False
    """Whether it may come before the last turn."""
    hold: Count = 1
    """For how many closes in a row it must hold."""
    grade: Literal["loss", "mixed", "kept"] = "mixed"
    """Whether it counts as good (`kept`), mixed, or lost (`loss`)."""
    voices: Several[Voice] = ()
    """What others say of it."""


class Difficulty(Table):
    """`[difficulty.ID]`: a level and the params that it changes."""

    label: Label
    """What the level is called."""
    level: Level
    """Its number, from 1 to 5."""
    note: Text | None = None
    """What it changes, shown to the player."""
    params: dict[Annotated[str, Refers(("params",))], Real] = Field(
        default_factory=dict
    )
    """The params that it changes, each with its value."""
    standard: bool = False
    """Whether it is played unless another is asked for."""
    draws_model: bool = False
    """Whether one of [models] is drawn for each world and hidden like a type."""


class RivalModel(Graded):
    """`[models.ID]`: a rival model, the same crisis with other values of params."""

    label: Label
    """What the model is called."""
    note: Text | None = None
    """What it claims, shown to the player."""
    params: Annotated[
        dict[Annotated[str, Refers(("params",))], Real], Field(min_length=1)
    ]
    """The params that it changes, each with its value, within the param's range."""
    weight: Size = 1.0
    """How likely it is drawn, beside the others, at a level that draws a model."""


class Entry(Graded):
    """`[codex.ID]`: background to read."""

    title: Title
    """What it is about."""
    text: Text
    """The background to read."""
    links: Several[Annotated[str, Refers(("codex", *LINKED))]] = ()
    """What it leads to: ids."""
    date: When | None = None
    """When it happened: a date, or a year in quotes."""


class Policy(Table):
    """`[policies.ID]`: a line of play written down."""

    label: Label
    """What it is called."""
    lines: Annotated[
        Several[Annotated[str, ChoiceLine(dated=True)]],
        Field(max_length=2000),
    ]
    """Its choices, one a line, as in a policy file."""
    reference: bool = False
    """Whether it is one of the lines that par is the mean of."""

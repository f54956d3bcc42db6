"""The Spec: everything the engine knows about one crisis, checked and compiled.

The scenario package builds a Spec; the engine never sees a file. All tuples of
named things are sorted by id, so the order of a file never matters. Every
number that can reach a stored value lies on the grid of 2**-20.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from game.engine.expression import Expression, Number, Truth
from game.engine.intelligence import Report

GRID = 1048576.0
"""Values, bounds and effects are multiples of 1 / GRID."""

LATER = {"later": True}
"""Marks a field that older files do not have: at its default it says nothing, so
that the mechanics of such a file keep their hash."""


class Seen(StrEnum):
    """How the player sees a variable."""

    EXACT = "exact"
    NOISY = "noisy"
    HIDDEN = "hidden"


class PriorKind(StrEnum):
    """The shape of a distribution drawn once per world."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A distribution drawn once per world, rounded to the grid.

    FIXED uses `low`; UNIFORM draws between `low` and `high`; CHOICE takes
    `values[i]` with probability `weights[i]` (normalised, in order).
    """

    kind: PriorKind = PriorKind.FIXED
    low: float = 0.0
    high: float = 0.0
    values: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    follows: str = field(default="", metadata=LATER)
    """A hidden type with which a type or a threshold goes; empty for none."""
    rank: float = field(default=0.0, metadata=LATER)
    """Spearman's rank correlation with it, -1 to 1; both keep their own priors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A stored number of the world."""

    id: str
    low: float
    high: float
    start: Prior
    seen: Seen = Seen.EXACT
    rest: float = 0.0
    """Where it drifts; used only when `rate` is not 0."""
    rate: float = 0.0
    """Share of the distance to `rest` covered each month, on the grid."""
    known_to: tuple[str, ...] = field(default=(), metadata=LATER)
    """Actors who see it exactly although the player does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One source's monthly reading of a NOISY or HIDDEN variable.

    reading = value + bias * b + noise * focus * z, clipped to the variable's range
    and rounded to the grid; b is a standard normal drawn once per world, z monthly.
    """

    id: str
    variable: str
    bias: float
    noise: float
    focus: Expression = field(default=Number(1.0), metadata=LATER)
    """Read at the opening, of what the player sees exactly: 0.5 halves the noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenType:
    """A property of the world drawn once and never shown before the end."""

    id: str
    prior: Prior
    owner: str = field(default="", metadata=LATER)
    """The actor whose own it is, and who knows it; empty for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A named quantity worked out afresh whenever it is needed."""

    id: str
    expression: Expression


class Owner(StrEnum):
    """Whose doing a cause is, for the explanations."""

    MINE = "mine"
    THEIRS = "theirs"
    DRIFT = "drift"
    CHANCE = "chance"
    EVENT = "event"
    LIMIT = "limit"


class Draw(StrEnum):
    """A monthly draw that multiplies an effect."""

    NONE = "none"
    NORMAL = "normal"
    """Standard normal (the algebraic quantile)."""
    UNIFORM = "uniform"
    """Uniform on [0, 1)."""
    SKEWED = "skewed"
    """The product of two uniforms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One named cause that adds to one variable.

    With `stages` 0 the amount arrives at once. Otherwise it enters a chain of
    `stages` stocks; every month each stock passes on `rate` of what it held at
    the opening (rounded to the grid) and the last one's outflow is what arrives.
    """

    id: str
    target: str
    amount: Expression
    owner: Owner = Owner.THEIRS
    draw: Draw = Draw.NONE
    stages: int = 0
    rate: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One position of a lever."""

    id: str
    requires: Expression = Truth(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A standing policy of the player: an ordered list of rungs.

    Moving up costs `up`, moving down `down` (whatever the distance), and
    `slots` of the desk. At most `max_step` rungs a month, either way.
    """

    id: str
    rungs: tuple[Rung, ...]
    start: int = 0
    max_step: int = 99
    up: Expression = Number(0.0)
    down: Expression = Number(0.0)
    slots: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One act open to an actor, with its utility in log-odds."""

    id: str
    utility: Expression
    secret: bool = False
    """A secret act is not shown to the player before the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one actor chooses each month: P(o) ~ qexp(utility / temperature).

    Exactly one option is taken. The happening is named `RULE.OPTION`.
    """

    id: str
    actor: str
    options: tuple[Option, ...]
    temperature: float = 1.0
    ahead: int = field(default=0, metadata=LATER)
    """Months that the actor looks ahead, this one included; 0: it only reacts."""
    imagined: int = field(default=8, metadata=LATER)
    """Worlds that it imagines for each option."""
    wants: Expression = field(default=Number(0.0), metadata=LATER)
    """What it wants, in log-odds, read at the close of the last imagined month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A lever moved to a rung by an event or an option, whatever its price."""

    lever: str
    rung: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening that nobody chooses.

    It fires in a month when its hazard comes up (chance `hazard`, clipped to
    [0, 1]; never in a month for which `once` or `cooldown` forbids it), or when
    `trigger` held at the close of the month before. The happening's id is the
    event's. `turn` > 0 restricts the hazard to that month (a scheduled event).
    """

    id: str
    hazard: Expression = Number(0.0)
    trigger: Expression = Truth(False)
    turn: int = 0
    once: bool = False
    cooldown: int = 0
    sets: tuple[Setting, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """A threshold of another government, drawn per world and never shown.

    When `watches` reaches the threshold at the close of a month for the first
    time, the happening `id` takes place in the next month.
    """

    id: str
    actor: str
    watches: Expression
    threshold: Prior
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOption:
    """One answer to a card. The happening is named `CARD.OPTION`."""

    id: str
    cost: Expression = Number(0.0)
    slots: int = 1
    requires: Expression = Truth(True)
    delay: float = 0.0
    """Added to the cost for each month that the card has been open."""
    sets: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A question on the desk.

    It may come up in a month when `when` holds at the opening. Among the duty
    cards that may, one with the highest `priority` comes, by weight; among the
    optional ones likewise, with the chance `Desk.optional`. It stays open for
    `deadline` months. If it is still unanswered then, `default` happens: an
    option's id (taken free of capital and slots) or `silence`, the happening
    `CARD.silence`. Whatever happens, the happening `CARD` marks that it is over.

    A card and its variants are one family: one of them at most lies on the desk,
    `once` and `cooldown` count the last of any of them, and of those that may come
    up only the first may: the variants by `rank`, then by id, then the card itself.
    """

    id: str
    duty: bool
    options: tuple[CardOption, ...]
    when: Expression = Truth(True)
    weight: float = 1.0
    priority: int = 0
    deadline: int = 1
    once: bool = True
    cooldown: int = 0
    default: str = "silence"
    family: str = field(default="", metadata=LATER)
    """The card that this one is a variant of; empty for none."""
    rank: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """An act of the player's own. The happening's id is the initiative's.

    Used again within `window` months it has only `wear` of its last force
    (compounding); after `window` months without use it is fresh again. Effects
    read the force by FRESHNESS. Not open within `cooldown` months of its last use.
    """

    id: str
    cost: Expression = Number(0.0)
    slots: int = 1
    requires: Expression = Truth(True)
    cooldown: int = 0
    wear: float = 1.0
    window: int = 6
    sets: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A headline number: a variable, or the chance of an act within some months."""

    id: str
    variable: str = ""
    chance: Expression = Truth(False)
    """Used when `variable` is empty: what would have to take place in a month."""
    within: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One duty, scored 0 to 100 at the end by two anchors."""

    id: str
    value: Expression
    bottom: float
    """The value that scores 0."""
    top: float
    """The value that scores 100; may lie below `bottom`."""
    floor: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A name for how it ended, tested in order of `rank` at each close.

    An `early` ending is tested every month and ends the game when its condition
    has held for `hold` closes in a row; the others are tested at the last close.
    """

    id: str
    rank: int
    when: Expression
    early: bool = False
    hold: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a month of attention holds."""

    budget: str
    """The variable that prices are charged to."""
    slots: Expression = Number(3.0)
    optional: float = 0.667
    """The chance that an optional card comes up, if one may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateTerms:
    """When the player declares one lead duty and two priorities."""

    turn: int = 2
    """The first month in which it may be declared; declared by default then."""
    again: int = 12
    """From this month one more declaration is allowed."""
    cost: float = 3.0
    """The price of the second declaration."""
    default: tuple[str, str, str] | None = None
    """Lead and priorities if nothing is declared; by id order when absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One crisis, as the engine plays it."""

    mechanics: str
    """Hash of the rules; part of every saved game."""
    turns: int
    level: int
    desk: Desk
    variables: tuple[Variable, ...]
    levers: tuple[Lever, ...]
    effects: tuple[Effect, ...]
    endings: tuple[Ending, ...]
    types: tuple[HiddenType, ...] = ()
    derived: tuple[Derived, ...] = ()
    """In an order in which each reads only earlier ones."""
    estimates: tuple[Estimate, ...] = ()
    reports: tuple[Report, ...] = field(default=(), metadata=LATER)
    rules: tuple[Rule, ...] = ()
    events: tuple[Event, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    cards: tuple[Card, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    objectives: tuple[Objective, ...] = ()
    mandate: MandateTerms = field(default_factory=MandateTerms)

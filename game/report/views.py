"""What a face shows: numbers, rounded here once so that they add up, and words.

Every string is cleaned scenario text or a translated sentence; never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.report.expected import Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """The range of one gauge, month by month, from a forecast."""

    gauge: str
    """Its id; of a range in `Outlook.duties` that of the duty."""
    months: tuple[int, ...]
    low: tuple[float, ...]
    """10 % quantile; for a chance, the chance in percent (low = middle = high)."""
    middle: tuple[float, ...]
    high: tuple[float, ...]
    chance: bool = False
    """Whether it is a chance: its first value is the one of this month."""
    gap: float | None = None
    """The mean difference from the base, world by world: of a chance in this month,
    else in the last month shown; None while the base is not worked out."""
    error: float | None = None
    """The standard error of `gap`."""
    decimals: int = 0
    """Digits after the point of its values; `gap` and `error` have one more."""
    within: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...] = ()
    """The ends of the 50 and of the 20 % range; empty for a chance."""
    mean: tuple[float, ...] = ()
    """Of a duty, with one digit more than the ends: what is told of it beside them, as
    `gap` is the difference of two of these. The median may lie elsewhere."""


def fan_of(fans: Sequence[Fan], gauge: str) -> Fan | None:
    """Return the fan of a gauge or a duty, if there is one."""
    return next((fan for fan in fans if fan.gauge == gauge), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A forecast of one plan, from what the player can know."""

    plan: tuple[str, ...]
    """The choices assumed for this month, as lines."""
    worlds: int
    fans: tuple[Fan, ...]
    endings: tuple[tuple[str, float], ...]
    """Ending id and its chance in percent, most likely first."""
    hold: tuple[Fan, ...]
    """The same under the base, with the same luck."""
    base: tuple[str, ...] = ()
    """What the plan is set against, as lines: nothing, or what else is staged."""
    grades: tuple[tuple[str, str], ...] = ()
    """The kind of each ending that the scenario grades: `kept`, `mixed`, `loss`."""
    ready: tuple[str, ...] = ()
    """Of each act in the plan whose outcome hangs on levers: what stands ready."""
    duties: tuple[Fan, ...] = ()
    """What every duty would score of 100 at the end of the calendar: ranges of that
    one turn, which name the duty in place of a gauge."""
    duties_held: tuple[Fan, ...] = ()
    """The same under the base."""
    turns: int = 0
    """The turns of the calendar: a range of a later one is of the end. 0: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeView:
    """One headline number."""

    id: str
    label: str
    value: float
    text: str
    """The number as shown, with its unit."""
    change: str
    """Signed change since last month as shown, or empty in the first."""
    direction: int
    """-1 falling, 0 steady, 1 rising."""
    mood: int
    """-1 worse, 0 neutral, 1 better."""
    share: float
    """Place within its range, 0 to 1, for a bar."""
    because: str
    """The largest known cause of the change, or empty."""
    history: tuple[float, ...]
    chance: bool = False
    """Whether it is an assessed chance, which every choice moves at once."""
    entry: str = ""
    """The id of its codex entry, or empty."""
    unit: str = ""
    """What an axis of it is measured in; empty for a number without a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One answer to a card."""

    id: str
    line: str
    """The choice as a line of the grammar."""
    label: str
    text: str
    later: str
    hangs: str
    cost: str
    open: bool
    locked: str
    """Why it is not open, or empty."""
    staged: bool
    capital: str = ""
    """What it costs of the capital, as a number; empty where it costs nothing."""
    slots: int = 0
    """Slots of the desk that it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card on the desk."""

    id: str
    title: str
    text: str
    duty: bool
    left: int
    deadline: str
    """A sentence on the deadline and the price of delay."""
    silence: str
    """What happens if nobody answers."""
    options: tuple[OptionView, ...]
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungView:
    """One rung of a lever."""

    id: str
    line: str
    label: str
    note: str
    cost: str
    open: bool
    locked: str
    current: bool
    staged: bool
    capital: str = ""
    """What it costs of the capital, as a number; empty where it costs nothing."""
    toll: str = ""
    """What the move itself takes of the capital when the turn ends, as a number."""
    slots: int = 0
    """Slots of the desk that it takes."""
    dear: bool = False
    """Whether nothing but what is left of the capital or the desk keeps it closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverView:
    """A standing policy."""

    id: str
    label: str
    note: str
    rungs: tuple[RungView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """What levers have set on its way, and when it arrives if nothing is added."""

    id: str
    """The effect that brings it."""
    label: str
    target: str
    """The number to which it is added."""
    levers: tuple[str, ...]
    """Ids of the levers that send it."""
    total: str
    """All that is on its way, with its unit."""
    amounts: tuple[float, ...]
    """What arrives in each turn, this one first, up to the last worth showing."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeView:
    """An act of the player's own."""

    id: str
    line: str
    label: str
    text: str
    group: str
    cost: str
    fresh: int
    """What is left of its force, in percent."""
    open: bool
    locked: str
    staged: bool
    capital: str = ""
    """What it costs of the capital, as a number; empty where it costs nothing."""
    slots: int = 0
    """Slots of the desk that it takes."""
    dear: bool = False
    """Whether nothing but what is left of the capital or the desk keeps it closed."""
    ready: str = ""
    """Which rungs stand ready for it, of levers that its outcome hangs on; or empty."""
    brings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What each of their rungs would bring: under a heading, a line for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One thing that happened last month."""

    id: str
    title: str
    text: str
    actor: str
    """Who did it, or empty."""
    entry: str = ""
    """The id of its codex entry, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsTurn:
    """The headlines of what one turn brought."""

    turn: int
    date: str
    items: tuple[Headline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserView:
    """What one adviser argues this month."""

    id: str
    name: str
    text: str
    chance: int
    """Percent."""
    horizon: int
    claim: str
    """What may come true: `A protest: probable (72 %) within 3 months`."""
    reason: str
    """What moves the number that the claim is about, or empty."""
    record: str
    """Track record in words and numbers: how many of its events took place."""
    advice: str
    """A line of the grammar, or empty."""
    call: int = 0
    """The chance that the player gives to the claim, in percent; 0 for none."""
    judged: bool = False
    """Whether the record tells an error and sets it against a plain guess."""
    calls: tuple[str, ...] = ()
    """What became of the chances that the player gave to earlier claims."""
    was: int = 0
    """The chance that it gave last turn, if it made the same claim then; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """One variable that the player can see, exactly or by estimates."""

    id: str
    label: str
    note: str
    text: str
    """The value, or the range of the estimates."""
    change: str
    direction: int
    """Whether it rose or fell: 1, 0 or -1."""
    estimates: tuple[tuple[str, str, str], ...]
    """Source, reading, reliability in words; empty when seen exactly."""
    share: float
    history: tuple[float, ...]
    owner: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """One duty and what was declared about it."""

    id: str
    label: str
    text: str
    role: str
    """`lead`, `priority` or empty."""
    floor: int = 0
    """The score below which it counts as broken."""
    score: int | None = None
    """What it would score of 100 as things stand; None where that is not seen."""
    rough: bool = False
    """Whether the score rests on what sources say of something hidden."""
    before: int | None = None
    """The score at the last opening; None where that is not seen, or at the first."""
    parts: tuple[str, ...] = ()
    """The ids of the numbers that it is worked out from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The situation room at the opening of a month."""

    scenario: str
    title: str
    date: str
    turn: int
    turns: int
    capital: float
    capital_left: float
    capital_text: str
    """What is left, and of how much if some of it is spoken for."""
    desk: int
    desk_left: int
    gauges: tuple[GaugeView, ...]
    relations: tuple[NumberView, ...]
    numbers: tuple[NumberView, ...]
    """Every variable the player can see, relations included, by label."""
    cards: tuple[CardView, ...]
    levers: tuple[LeverView, ...]
    initiatives: tuple[InitiativeView, ...]
    headlines: tuple[Headline, ...]
    advisers: tuple[AdviserView, ...]
    objectives: tuple[ObjectiveView, ...]
    may_declare: bool
    declare_cost: str
    staged: tuple[str, ...]
    """Lines staged, in order."""
    over: bool
    name: str
    """The saved game's name."""
    left_text: str = ""
    """What is left alone, without what there was."""
    budget: str = ""
    """What acts are paid from, by its name in the scenario."""
    tick: str = "month"
    """What this turn is: `hour`, `day`, `week`, `month`, `quarter`, or `turn`."""
    hindsight: bool = False
    """Whether a turn that had been decided was taken back for this game."""
    model: str = ""
    """The rival model that it is played under, or those of which one was drawn."""
    deliveries: tuple[DeliveryView, ...] = ()
    """What the levers have set on its way."""
    by_default: str = ""
    """The duties that the end of this turn declares if nobody does, or empty."""
    earlier: tuple[NewsTurn, ...] = ()
    """The headlines of the turns before the last one, the newest first; only a few."""
    marks: tuple[str, ...] = ()
    """For each opening so far the title of an event that came before it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What a month brought, shown after it is durable."""

    turn: int
    date: str
    headlines: tuple[Headline, ...]
    gauges: tuple[GaugeView, ...]
    chosen: tuple[str, ...]
    """What was carried out, as labels; defaults included."""
    ended: bool
    budget: str = ""
    """How what acts are paid from moved and why, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One month of a replay: what was known, chosen and what came."""

    room: Room
    chosen: tuple[str, ...]
    """Lines as decided; empty for the month still open."""
    reveal: Reveal | None
    digest: str
    """Of the state at its opening; empty while the game is not over."""
    expected: Expected | None = None
    """The forecast that stood on the screen when it was decided."""
    lost: str = ""
    """That what was decided in it cannot be read any more, or empty."""
    note: str = ""
    """What is not known of it, where it is shown from what was written down."""

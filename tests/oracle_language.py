"""The scalar language: arithmetic, chance and expressions of one world, no numpy.

Written from the manual page on the turn, independently of the engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from game.engine.expression import Apply, Expression, Number, Operator, Read, Truth
from game.engine.spec import Prior, PriorKind, Spec

NEVER = 1048576.0
UNIT = 1048576.0
MASK = 2**64 - 1


def rint(x: float) -> float:
    """Round half to even."""
    return float(round(x)) if math.isfinite(x) else x


def grid(x: float) -> float:
    """Round to the grid; never -0.0."""
    return rint(x * UNIT) / UNIT + 0.0


def low_of(x: float, y: float) -> float:
    """Return the minimum; a NaN wins."""
    if math.isnan(x) or math.isnan(y):
        return math.nan
    return min(y, x)


def high_of(x: float, y: float) -> float:
    """Return the maximum; a NaN wins."""
    if math.isnan(x) or math.isnan(y):
        return math.nan
    return max(y, x)


def divide(x: float, y: float) -> float:
    """Divide as IEEE 754 does, a divisor of -0.0 counting as 0.0."""
    if y != 0.0:
        return x / y
    if x == 0.0 or math.isnan(x):
        return math.nan
    return math.inf if x > 0.0 else -math.inf


def root(x: float) -> float:
    """Return the square root; NaN below zero."""
    return math.sqrt(x) if not x < 0.0 else math.nan


def qexp(x: float) -> float:
    """Return the algebraic exponential."""
    y = low_of(abs(x), 64.0) * 0.0625
    e = y + root(1.0 + y * y)
    for _ in range(4):
        e *= e
    return e if x >= 0.0 else divide(1.0, e)


@dataclass(frozen=True)
class Luck:
    """All draws of a game."""

    seed: int
    domain: str = "play"
    changes: tuple[tuple[int, int], ...] = ()

    @property
    def opening(self) -> Luck:
        """Return the luck of cards, readings and reports: changed a month later."""
        later = tuple((month + 1, seed) for month, seed in self.changes)
        return Luck(self.seed, self.domain, later)

    def uniform(self, stream: str, turn: int, world: int, index: int = 0) -> float:
        """Draw a uniform on [0, 1)."""
        seed = self.seed
        for month, other in self.changes:
            if turn > 0 and month <= turn:
                seed = other
        name = f"{seed}|{self.domain}|{stream}|{turn}".encode()
        key = int.from_bytes(blake2b(name, digest_size=8).digest(), "little")
        z = (key + 0x9E3779B97F4A7C15 * (1 + index + (world << 20))) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        return (z >> 11) * 2.0**-53

    def normal(self, stream: str, turn: int, world: int) -> float:
        """Draw a standard normal."""
        v = 2.0 * self.uniform(stream, turn, world) - 1.0
        v2 = v * v
        shape = 1.198014 + v2 * (0.096505 - 0.634457 * v2)
        return v * shape / math.sqrt(1.0 - 0.953334 * v2)


def draw_prior(prior: Prior, u: float) -> float:
    """Turn a uniform into a draw."""
    if prior.kind is PriorKind.FIXED:
        return grid(prior.low)
    if prior.kind is PriorKind.UNIFORM:
        return grid(prior.low + (prior.high - prior.low) * u)
    total = running_total(prior.weights)[-1]
    for value, running in zip(prior.values, running_total(prior.weights), strict=True):
        if u * total < running:
            return grid(value)
    return grid(prior.values[-1])


def linked_uniform(
    spec: Spec, luck: Luck, stream: str, prior: Prior, world: int
) -> float:
    """Return the uniform of a prior: its own, or that of the type it follows."""
    own = luck.uniform(stream, 0, world)
    if prior.follows == "" or luck.uniform(stream, 0, world, 1) >= abs(prior.rank):
        return own
    (leader,) = [t.prior for t in spec.types if t.id == prior.follows]
    lead = linked_uniform(spec, luck, f"type:{prior.follows}", leader, world)
    return lead if prior.rank >= 0.0 else (1.0 - 2.0**-53) - lead


def running_total(weights: Iterable[float]) -> list[float]:
    """Return the sums so far, left to right."""
    sums: list[float] = []
    total = 0.0
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


@dataclass
class Moment:
    """What can be read at one moment."""

    spec: Spec
    variable: dict[str, float]
    previous: dict[str, float]
    lever: dict[str, float]
    previous_lever: dict[str, float]
    type: dict[str, float]
    since: dict[str, float]
    freshness: dict[str, float]
    mandate: tuple[str, ...]
    turn: int
    derived: dict[str, float | bool] = field(default_factory=dict)

    def work_out(self) -> Moment:
        """Work out the derived quantities, in order."""
        self.derived = {}
        for quantity in self.spec.derived:
            self.derived[quantity.id] = self.value(quantity.expression)
        return self

    def number(self, expression: Expression) -> float:
        """Return the value of a number expression."""
        return float(self.value(expression))

    def truth(self, expression: Expression) -> bool:
        """Return the value of a truth expression."""
        return bool(self.value(expression))

    def value(self, expression: Expression) -> float | bool:
        """Return the value of any expression."""
        if isinstance(expression, Number | Truth):
            return expression.value
        if isinstance(expression, Read):
            return self.read(expression)
        return apply(expression, [self.value(a) for a in expression.arguments])

    def read(self, read: Read) -> float | bool:
        """Return one quantity."""
        name = read.id
        special: dict[str, float | bool] = {
            "turn": float(self.turn),
            "turns": float(self.spec.turns),
            "level": float(self.spec.level),
            "happened": self.since.get(name) == 0.0,
            "ever": self.since.get(name, NEVER) < NEVER,
            "lead": self.mandate[:1] == (name,),
            "priority": name in self.mandate[1:],
        }
        if read.source.value in special:
            return special[read.source.value]
        bank: dict[str, float | bool] = getattr(self, read.source.value)
        return bank[name]


def apply(expression: Apply, a: list[float | bool]) -> float | bool:
    """Apply an operation to the values of its arguments."""
    operator = expression.operator
    x, y, z = (*a, 0.0, 0.0)[:3]
    if operator is Operator.MIN or operator is Operator.MAX:
        fold = low_of if operator is Operator.MIN else high_of
        result = x
        for other in a[1:]:
            result = fold(result, other)
        return result
    simple: dict[Operator, Callable[[], float | bool]] = {
        Operator.ADD: lambda: x + y,
        Operator.SUBTRACT: lambda: x - y,
        Operator.MULTIPLY: lambda: x * y,
        Operator.DIVIDE: lambda: divide(x, y),
        Operator.NEGATE: lambda: -x,
        Operator.LESS: lambda: x < y,
        Operator.LESS_EQUAL: lambda: x <= y,
        Operator.GREATER: lambda: x > y,
        Operator.GREATER_EQUAL: lambda: x >= y,
        Operator.EQUAL: lambda: x == y,
        Operator.NOT_EQUAL: lambda: x != y,
        Operator.AND: lambda: all(a),
        Operator.OR: lambda: any(a),
        Operator.NOT: lambda: not x,
        Operator.IF: lambda: y if x else z,
        Operator.ABS: lambda: abs(x),
        Operator.SQRT: lambda: root(x),
        Operator.CLAMP: lambda: low_of(z, high_of(y, x)),
        Operator.POS: lambda: high_of(x, 0.0),
        Operator.SAT: lambda: share(high_of(x, 0.0), y),
        Operator.HILL: lambda: share(power(high_of(x, 0.0), z), power(y, z)),
        Operator.RAMP: lambda: ramp(x, y, z),
        Operator.STEP: lambda: 1.0 if x >= y else 0.0,
        Operator.SIGMOID: lambda: sigmoid(x, y, z),
        Operator.DIV: lambda: z if y == 0.0 else divide(x, y),
    }
    return simple[operator]()


def share(p: float, q: float) -> float:
    """Return p / (p + q), 0 where both are 0."""
    return 0.0 if p == 0.0 and q == 0.0 else divide(p, p + q)


def power(x: float, times: float) -> float:
    """Multiply out from the left."""
    result = x
    for _ in range(int(times) - 1):
        result *= x
    return result


def ramp(x: float, low: float, high: float) -> float:
    """Return the share of the way from low to high."""
    if low == high:
        return 1.0 if x >= high else 0.0
    return low_of(1.0, high_of(0.0, divide(x - low, high - low)))


def sigmoid(x: float, middle: float, width: float) -> float:
    """Return the algebraic S shape."""
    z = divide(x - middle, width)
    return (1.0 + divide(z, root(1.0 + z * z))) / 2.0

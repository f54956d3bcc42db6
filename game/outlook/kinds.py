"""The kinds of bots by their names: how far each looks, and how often."""

from __future__ import annotations

from game.errors import ChoiceError
from game.outlook.bots import Bot, Follower
from game.outlook.lines import Lines
from game.outlook.oracle import Oracle

DOCTRINE, ORACLE = "doctrine", "oracle"
GREEDY, ROLLOUT, BELIEF, ASKING = "greedy", "rollout", "belief", "asking"

NAMES = (
    DOCTRINE, f"{GREEDY}-1", f"{GREEDY}-3", f"{ROLLOUT}-N", f"{BELIEF}-N",
    f"{ASKING}-N", ORACLE,
)  # fmt: skip
"""How bots are asked for; N is a number of worlds."""

FEWEST, MOST = 8, 1024
"""The worlds that a planner may be asked for."""

_GREEDY_WORLDS = 32
_CALENDAR = 10_000
"""Months: beyond the end of any calendar."""


def is_bot(name: str) -> bool:
    """Tell whether a name is, or is meant to be, that of a bot."""
    kind = name.partition("-")[0]
    return name in {DOCTRINE, ORACLE} or kind in {GREEDY, ROLLOUT, BELIEF, ASKING}


def has_doctrine(name: str) -> bool:
    """Tell whether a bot follows a doctrine after what it plans."""
    return name.partition("-")[0] in {DOCTRINE, ORACLE, ROLLOUT, BELIEF, ASKING}


def bot_named(
    name: str, lines: Lines, losses: frozenset[str]
) -> Bot | Follower | Oracle:
    """Return the bot of a name.

    Args:
        name: one of `NAMES`.
        lines: what it may follow, for those that do.
        losses: the endings that the review never calls kept.

    Raises:
        ChoiceError: there is no such bot.
    """
    kind, _, size = name.partition("-")
    number = int(size) if size.isascii() and size.isdecimal() else 0
    if name == DOCTRINE:
        return Follower(name=name, lines=lines)
    if name == ORACLE:
        return Oracle(name=name, lines=lines, losses=losses)
    if kind == GREEDY and number in {1, 3}:
        return Bot(
            name=name,
            worlds=_GREEDY_WORLDS,
            months=number,
            learns=True,
            losses=losses,
        )
    if kind in {ROLLOUT, BELIEF, ASKING} and FEWEST <= number <= MOST:
        return Bot(
            name=name,
            worlds=number,
            months=_CALENDAR,
            learns=kind != ROLLOUT,
            asks=kind == ASKING,
            lines=lines,
            losses=losses,
        )
    raise ChoiceError(
        "There is no bot `{name}`. There are: {names}, with N from {fewest} to {most}.",
        name=name,
        names=", ".join(NAMES),
        fewest=FEWEST,
        most=MOST,
    )

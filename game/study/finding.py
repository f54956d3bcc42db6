"""Finding a way to play by its name: a policy, a file of lines, or a bot."""

from __future__ import annotations

import os
from pathlib import Path

from game.engine import REST, Chance, Spec, choices, reactive
from game.errors import ChoiceError, StorageError
from game.outlook.doctrine import find_doctrine
from game.outlook.kinds import NAMES, bot_named, has_doctrine, is_bot
from game.outlook.lines import Doctrine, Lines
from game.scenario import Scenario
from game.session.choices import Grammar
from game.session.policies import HOLD, RANDOM, Policy, policy_named, policy_of
from game.study.compiled import compiled
from game.study.seats import Way

_LARGEST_FILE = 1_000_000
"""Bytes of a policy file."""

_LOSS = "loss"
"""The grade of the endings that the review never calls kept."""

_DRILL = 0
"""Numbers the luck of the worlds that doctrines are found in."""


def find_way(
    scenario: Scenario,
    name: str,
    seed: int,
    language: str = "en",
    level: int | None = None,
) -> Way:
    """Return the way to play of a name; a bot plans for the default mandate.

    Raises:
        ChoiceError: there is no such policy or bot, or a line of a policy is wrong.
        StorageError: a policy file cannot be read.
        NotFiniteError: the crisis leaves the real line where a bot imagines it.
    """
    written = scenario.lines
    if not is_bot(name) or name in written or Path(name).is_file():
        return find_policy(scenario, name, seed, language, level)
    losses = losses_of(scenario)
    bot = bot_named(name, Lines(), losses)
    if not has_doctrine(name):
        return bot
    own = ((REST, drill(scenario.spec(level), REST, losses)),)
    return bot_named(name, Lines(own=own), losses)


def losses_of(scenario: Scenario) -> frozenset[str]:
    """Return the endings that the review never calls kept."""
    rows = scenario.document.endings
    return frozenset(key for key, row in rows.items() if row.grade == _LOSS)


def drill(
    spec: Spec, mandate: int, losses: frozenset[str], start: Doctrine | None = None
) -> Doctrine:
    """Return the doctrine of a mandate; -1 for the default one, undeclared."""
    return find_doctrine(compiled(reactive(spec)), mandate, losses, _DRILL, start)


def find_policy(
    scenario: Scenario,
    name: str,
    seed: int,
    language: str = "en",
    level: int | None = None,
) -> Policy:
    """Return the policy of a name, or of a file where no policy has the name.

    Raises:
        ChoiceError: there is no such policy, or a line of it is wrong.
        StorageError: the file cannot be read.
    """
    grammar = Grammar(choices(scenario.spec(level)))
    written = scenario.lines
    known = name in {HOLD, RANDOM, *written} or "=" in name
    path = Path(name)
    if not known and path.is_file():
        return policy_of(_lines(path), grammar, name=path.stem, language=language)
    return policy_named(
        name, grammar, written, Chance(seed, "show"), language, others=NAMES
    )


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ChoiceError("The policy file {path} is too large.", path=path)
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            os.strerror(error.errno or 0) if isinstance(error, OSError) else "UTF-8"
        )
        raise StorageError(
            "The policy file {path} cannot be read: {reason}.",
            path=path,
            reason=reason,
        ) from error

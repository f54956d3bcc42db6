"""Policies: ways to play by themselves, in many worlds at once.

A choice that is not open in a world is left out there; the rest of the decision
stands. In the rows of a decision -1 marks what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from game.engine.state import Closed
from game.errors import ChoiceError
from game.outlook.tally import Tally
from game.session.choices import Grammar, Plan, parse_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from game.engine.chance import Chance
    from game.engine.state import Array, Decision, Integers, Legality, Mask, Worlds
    from game.scenario import Scenario

_REST = -1
_MOST_RANDOM = 6
"""Choices that the random policy makes in a month at most."""

HOLD, RANDOM = "hold", "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A way to play: a plan, rungs to stand on, or chance."""

    name: str
    groups: Integers
    """(choices,) which choices belong to one card, lever or initiative."""
    plan: Plan = field(default_factory=lambda: Plan(dated={}))
    targets: tuple[tuple[int, ...], ...] = ()
    """Per lever: the choices of its rungs, the one aimed at first, then by distance."""
    chance: Chance | None = None
    """The luck of the random policy."""

    def rests(self, month: int) -> bool:
        """Tell whether the policy chooses nothing in a month, whatever is open."""
        lines = self.plan.always or self.plan.dated.get(month)
        return self.chance is None and not self.targets and not lines

    def decide(
        self,
        legality: Legality,
        month: int,
        worlds: Worlds | None = None,
    ) -> Decision:
        """Return the decision of a month, (K, W), in the order of the lines.

        Args:
            legality: What is open at the opening of the month.
            month: The month, counted from 1.
            worlds: The numbers of the worlds, which key the random policy.
        """
        tally = Tally(legality, self.groups)
        width = legality.closed.shape[1]
        rows: list[Integers] = []
        if self.chance is not None:
            numbers = np.arange(width, dtype=np.uint64) if worlds is None else worlds
            rows += _random_rows(tally, self.groups, self.chance, month, numbers)
        for target in self.targets:
            rows.append(_towards(tally, legality, target))
            tally.take(rows[-1])
        rows += self._dated_rows(tally, month)
        for index in self.plan.always:
            rows.append(np.where(tally.open()[index], index, _REST))
            tally.take(rows[-1])
        if not rows:
            return np.empty((0, width), dtype=np.int64)
        return np.stack(rows).astype(np.int64)

    def _dated_rows(self, tally: Tally, month: int) -> list[Integers]:
        """Take the choices of a month as if they were staged one after another.

        A later one about the same thing gives the earlier one back, where it is open.
        """
        dated = self.plan.dated.get(month, ())
        rows: list[Integers] = []
        for place, index in enumerate(dated):
            rivals = [
                row
                for row, other in zip(rows, dated[:place], strict=True)
                if self.groups[other] == self.groups[index]
            ]
            held = np.maximum.reduce([np.full(tally.worlds, _REST), *rivals])
            tally.give_back(held)
            goes = tally.open()[index] & (held != index)
            for row in rivals:
                row[goes] = _REST
            tally.take(np.where(goes, index, held))
            rows.append(np.where(goes, index, _REST))
        return rows


def groups_of(grammar: Grammar) -> Integers:
    """Return for each choice the number of its card, lever or initiative.

    A card and its variants, of which one lies on the desk, are one.
    """
    number: dict[str, int] = {}
    names = [choice.family or choice.id for choice in grammar.choices]
    return np.array(
        [number.setdefault(name, len(number)) for name in names],
        dtype=np.int64,
    )


def policy_named(
    name: str,
    grammar: Grammar,
    written: Mapping[str, Sequence[str]],
    chance: Chance,
    language: str = "en",
    *,
    others: Iterable[str] = (),
) -> Policy:
    """Return the policy of a name.

    Args:
        name: `hold`, `random`, `LEVER=RUNG[,LEVER=RUNG]`, or an id of `written`.
        grammar: The choices of the scenario.
        written: The policies of the scenario file: id to lines.
        chance: The luck of the random policy, domain `show`.
        language: The language of error messages.
        others: Further names that the caller knows, for the error message.

    Raises:
        ChoiceError: If there is no such policy, lever or rung.
    """
    groups = groups_of(grammar)
    if name == HOLD:
        return Policy(name=name, groups=groups)
    if name == RANDOM:
        return Policy(name=name, groups=groups, chance=chance)
    if "=" in name:
        targets = tuple(_target(pair, grammar) for pair in name.split(","))
        return Policy(name=name, groups=groups, targets=targets)
    if name in written:
        return policy_of(written[name], grammar, name=name, language=language)
    raise ChoiceError(
        "There is no policy `{name}`. There are: {names}, LEVER=RUNG, or a file.",
        name=name,
        names=", ".join([HOLD, RANDOM, *others, *written]),
    )


def policy_of(
    lines: Iterable[str],
    grammar: Grammar,
    *,
    name: str,
    language: str = "en",
) -> Policy:
    """Return the policy that lines of the grammar write down.

    Raises:
        ChoiceError: With the number of the line that cannot be understood.
    """
    plan = parse_plan(lines, grammar, language)
    return Policy(name=name, groups=groups_of(grammar), plan=plan)


def _target(pair: str, grammar: Grammar) -> tuple[int, ...]:
    lever, _, rung = pair.partition("=")
    aim = grammar.parse(f"{lever.strip()} {rung.strip()}")
    subject = grammar.choices[aim].id
    rungs = [i for i, choice in enumerate(grammar.choices) if choice.id == subject]
    return tuple(sorted(rungs, key=lambda i: (abs(i - aim), i)))


def _towards(tally: Tally, legality: Legality, target: tuple[int, ...]) -> Integers:
    """Return per world the open rung nearest to the aim, if nearer than now."""
    width = legality.closed.shape[1]
    aim = target[0]
    standing = np.full(width, aim)
    for index in target:
        standing[legality.closed[index] == Closed.SAME] = index
    distance = np.abs(standing - aim)
    open_now = tally.open()
    chosen = np.full(width, _REST, dtype=np.int64)
    for index in target:
        better = (chosen == _REST) & open_now[index] & (abs(index - aim) < distance)
        chosen[better] = index
    return chosen


def _random_rows(
    tally: Tally,
    groups: Integers,
    chance: Chance,
    month: int,
    worlds: Worlds,
) -> list[Integers]:
    """Choose a subject at random, or to stop, then one of its open answers."""
    # What is open nowhere now is open nowhere later in the month.
    listed = np.flatnonzero(tally.open().any(axis=1))
    listed = listed[np.argsort(groups[listed], kind="stable")]
    own = groups[listed, None]
    first_of = np.flatnonzero(np.diff(groups[listed], prepend=-1))
    going = np.ones(worlds.size, dtype=np.bool_)
    rows: list[Integers] = []
    for number in range(_MOST_RANDOM if listed.size else 0):
        open_now = tally.open(listed) & going
        by_subject = np.logical_or.reduceat(open_now, first_of, axis=0)
        first = chance.uniform("policy", month, worlds, 2 * number)
        second = chance.uniform("policy", month, worlds, 2 * number + 1)
        subject = _pick(by_subject, first, stops=True)
        within = open_now & (own == groups[listed[first_of[subject]]])
        answer = listed[_pick(within, second, stops=False)]
        chosen = np.where(subject == _REST, _REST, answer)
        going &= chosen != _REST
        rows.append(chosen)
        tally.take(chosen)
    return rows


def _pick(open_now: Mask, uniform: Array, *, stops: bool) -> Integers:
    """Return one open row per world, all alike likely; -1 for none, or for a stop."""
    count = open_now.sum(axis=0)
    place = np.floor(uniform * (count + stops)).astype(np.int64)
    order = np.cumsum(open_now, axis=0) - 1
    hit = open_now & (order == place)
    return np.where(hit.any(axis=0), hit.argmax(axis=0), _REST).astype(np.int64)


def reference_names(scenario: Scenario) -> list[str]:
    """Return the ids of the lines of play that par is the mean of, in order."""
    rows = scenario.document.policies
    return [key for key, row in sorted(rows.items()) if row.reference]


def references(scenario: Scenario, grammar: Grammar) -> list[Policy]:
    """Return the lines of play of a scenario that par is the mean of."""
    rows = scenario.document.policies
    return [
        policy_of(rows[key].lines, grammar, name=key)
        for key in reference_names(scenario)
    ]

"""Proving: the tests and tracks of a file, played and judged."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np

from game.engine import Array, Expression, Model
from game.scenario import (
    CauseExpect,
    CompareExpect,
    Expect,
    Limit,
    MeanExpect,
    Scenario,
    ShareExpect,
    bound_of,
)
from game.session.policies import RANDOM
from game.study.compiled import compiled
from game.study.cost import cost_of
from game.study.finding import find_policy
from game.study.tracks import Tracked, play_track
from game.study.trials import (
    Lines,
    Trial,
    Wanted,
    causes_of,
    fixed,
    play_trial,
    policy_of_lines,
)
from game.study.verdicts import (
    Measured,
    Outcome,
    judged,
    mean_of,
    ratio_of,
    share_of,
    worlds_needed,
    worst,
)
from game.text import clean

Tell = Callable[[str, int, int], None]
"""Told what is being played, and how much of it is done."""

_CERTAIN = (0.0, 1.0)
"""Shares that the games themselves decide: never, and always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One line of `then`, and what was seen."""

    text: str
    """What was measured, as the file has it."""
    wanted: str
    """The bound, as the file has it."""
    kind: str
    """`p`, `mean`, `cause` or `compare`."""
    seen: Measured
    outcome: Outcome
    needed: int
    """Worlds that would probably decide it, where it is undecided; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One test that was played."""

    id: str
    note: str
    level: int
    turns: int
    worlds: int
    idle: tuple[str, ...]
    """Lines of its plans that were open in no world: it then tests nothing."""
    claims: tuple[Claim, ...]
    outcome: Outcome
    """The worst of what became of its claims; broken where a line is idle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the tests and tracks of a file came to."""

    scenario: str
    mechanics: str
    seed: int
    partial: bool
    """It was stopped before everything was played."""
    tests: tuple[Tested, ...]
    tracks: tuple[Tracked, ...]

    @property
    def holds(self) -> bool:
        """Tell whether everything was played and every test keeps its word."""
        return not self.partial and all(
            test.outcome is Outcome.KEPT for test in self.tests
        )


def prove(
    scenario: Scenario,
    seed: int,
    word: str = "",
    *,
    executor: Executor | None = None,
    tell: Tell | None = None,
) -> Proof:
    """Play the tests and tracks of a file; Ctrl+C keeps those that are done.

    Args:
        scenario: a checked file.
        seed: the seed of the games.
        word: only rows whose id holds it.
        executor: where they are played; here, one after another, without it.
        tell: told the id that is played and how many are done.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    document = scenario.document
    names = [(key, True) for key in sorted(document.tests) if word in key]
    names += [(key, False) for key in sorted(document.tracks) if word in key]
    found: list[Tested | Tracked] = []
    futures: list[Future[Tested | Tracked]] = []
    partial = False
    try:
        if executor is not None:
            futures = [executor.submit(_play, scenario, *n, seed) for n in names]
        for done, (key, is_test) in enumerate(names):
            if tell is not None:
                tell(key, done, len(names))
            found.append(
                futures[done].result()
                if futures
                else _play(scenario, key, is_test, seed)
            )
        if tell is not None and names:
            tell("", len(names), len(names))
    except KeyboardInterrupt:
        partial = True
    finally:
        for future in futures:
            future.cancel()
    return Proof(
        scenario=scenario.id,
        mechanics=scenario.mechanics,
        seed=seed,
        partial=partial,
        tests=tuple(one for one in found if isinstance(one, Tested)),
        tracks=tuple(one for one in found if isinstance(one, Tracked)),
    )


def seconds_of_proof(scenario: Scenario, names: Collection[str], seed: int) -> float:
    """Return what the tests and tracks of some ids take, as random play takes it.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    document, total = scenario.document, 0.0
    plays: dict[int, list[tuple[int, int]]] = {}
    for key in sorted(names):
        if (track := document.tracks.get(key)) is not None:
            level = track.level or scenario.standard_level
            plays.setdefault(level, []).append((track.worlds, 0))
            continue
        test = document.tests[key]
        plans = {test.when} | {
            one.compare
            for one in test.then
            if isinstance(one, CompareExpect | CauseExpect) and one.compare is not None
        }
        level = test.level or scenario.standard_level
        plays.setdefault(level, []).extend(
            (test.worlds, test.turns or 0) for _ in plans
        )
    for level, sizes in plays.items():
        spec = scenario.spec(level)
        cost = cost_of(spec, find_policy(scenario, RANDOM, seed, level=level), seed)
        total += sum(
            cost.of(worlds) * (turns or spec.turns) / spec.turns
            for worlds, turns in sizes
        )
    return total


def _play(scenario: Scenario, key: str, is_test: bool, seed: int) -> Tested | Tracked:  # noqa: FBT001 - what a row is
    play = play_test if is_test else play_track
    return play(scenario, key, seed)


class _Games:
    """The games of one test: each plan is played once."""

    def __init__(self, scenario: Scenario, key: str, seed: int) -> None:
        self._scenario, self._seed = scenario, seed
        self.row = scenario.document.tests[key]
        self.level = self.row.level or scenario.standard_level
        self._spec = fixed(scenario.spec(self.level), self.row.given)
        self.model: Model = compiled(self._spec)
        self.turns = self.row.turns or self._spec.turns
        self._paths = [
            f"tests.{key}.then.{place}.expr" for place in range(len(self.row.then))
        ]
        self._played: dict[Lines, Trial] = {}
        self._variables = [row.id for row in self._spec.variables]

    def variable(self, id: str) -> int:
        """Return the row of a variable."""
        return self._variables.index(id)

    def play(self, lines: Lines) -> Trial:
        """Play a plan, or return what was read of it before."""
        if lines not in self._played:
            wanted = Wanted(
                turns=self.turns,
                close=tuple(self._expression(path) for path in self._read()),
                moved=tuple(
                    sorted(
                        {
                            self.variable(one.of)
                            for one in self.row.then
                            if isinstance(one, CauseExpect)
                        }
                    )
                ),
            )
            policy = policy_of_lines(self._scenario, lines, self._spec)
            self._played[lines] = play_trial(
                self._spec, policy, self.row.worlds, self._seed, wanted
            )
        return self._played[lines]

    def value(self, lines: Lines, place: int) -> Array:
        """Return what a claim's expression comes to under a plan, (W,)."""
        return self.play(lines).close[self._read().index(self._paths[place])]

    def idle(self) -> tuple[str, ...]:
        """Return the lines of the test's own plans that were open in no world.

        A policy of the file may well hold lines for what comes later.
        """
        found = [
            line
            for plan, trial in self._played.items()
            if not isinstance(plan, str)
            for line in trial.idle
        ]
        return tuple(dict.fromkeys(found))

    def rows_of(self, cause: str, of: int) -> list[int]:
        """Return which of a variable's causes belong to a row of the file."""
        scenario, found = self._scenario, []
        for place, row in enumerate(causes_of(self.model, of)):
            kind, _, name = self.model.causes[row].id.partition(":")
            if kind == "effect":
                home = scenario.effect_info(name).row
                if home.partition(".")[2] == cause:
                    found.append(place)
        return found

    def _read(self) -> list[str]:
        return [path for path in self._paths if path in self._scenario.meanings]

    def _expression(self, path: str) -> Expression:
        return self._scenario.expression(path, self.level)


def play_test(scenario: Scenario, key: str, seed: int) -> Tested:
    """Play a test and judge its claims.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    games = _Games(scenario, key, seed)
    games.play(games.row.when)
    claims = tuple(
        _claim(games, place, expect) for place, expect in enumerate(games.row.then)
    )
    idle = games.idle()
    return Tested(
        id=key,
        note=games.row.note or "",
        level=games.level,
        turns=games.turns,
        worlds=games.row.worlds,
        idle=idle,
        claims=claims,
        outcome=Outcome.BROKEN if idle else worst([one.outcome for one in claims]),
    )


def _claim(games: _Games, place: int, expect: Expect) -> Claim:
    when = games.row.when
    match expect:
        case ShareExpect():
            held = games.value(when, place)
            seen = share_of(int(np.count_nonzero(held)), held.size)
            limits = [bound_of(expect.p)]
            return _judged("p", clean(str(expect.expr)), expect.p, seen, limits)
        case MeanExpect():
            low, high = expect.mean
            limits = [
                Limit(limit=low, above=True, itself=True),
                Limit(limit=high, above=False, itself=True),
            ]
            seen = mean_of(games.value(when, place))
            wanted = f"{low:g} to {high:g}"
            return _judged("mean", clean(str(expect.expr)), wanted, seen, limits)
        case CompareExpect():
            apart = games.value(when, place) - games.value(expect.compare, place)
            limits = [bound_of(expect.diff)]
            text = clean(str(expect.expr))
            return _judged("compare", text, expect.diff, mean_of(apart), limits)
        case CauseExpect():
            limits = [bound_of(expect.share)]
            text = f"{expect.cause} -> {expect.of}"
            return _judged("cause", text, expect.share, _cause(games, expect), limits)
        case _:
            raise TypeError(expect)


def _cause(games: _Games, expect: CauseExpect) -> Measured:
    """Return the share of a cause in what moved a variable, or in a difference."""
    of = games.variable(expect.of)
    rows = games.rows_of(expect.cause, of)
    trial = games.play(games.row.when)
    if expect.compare is None:
        gross = trial.gross[of]
        return ratio_of(gross[rows].sum(axis=0), gross.sum(axis=0))
    apart = trial.net[of] - games.play(expect.compare).net[of]
    return ratio_of(apart[rows].sum(axis=0), apart.sum(axis=0))


def _judged(
    kind: str, text: str, wanted: str, seen: Measured, limits: list[Limit]
) -> Claim:
    outcome = judged(seen, limits, _CERTAIN if kind == "p" else ())
    undecided = outcome is Outcome.UNDECIDED
    return Claim(
        text=text,
        wanted=wanted,
        kind=kind,
        seen=seen,
        outcome=outcome,
        needed=worlds_needed(seen, limits) if undecided else 0,
    )

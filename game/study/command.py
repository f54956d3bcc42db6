"""The studies as commands: names and files in, printed text out."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection

from game.errors import UsageError
from game.scenario import Scenario
from game.session.policies import RANDOM, Policy, reference_names
from game.session.table import Table
from game.study.balance import PARTS, measure, seconds_of_balance
from game.study.compiled import compiled
from game.study.cost import Note, allot, cost_of, forewarn, unheard
from game.study.field import Field, Plan, Tell
from game.study.finding import find_policy, find_way, losses_of
from game.study.printing import as_json, study_text
from game.study.seats import chunk_of
from game.study.simulate import Progress, Stop, simulate
from game.study.telling import report_text

MOST_WORLDS = 1_000_000
WORLDS = 1000
"""Worlds that a policy is played in unless others are asked for."""

_PATIENCE = 5.0
"""Seconds that are waited for a thread of processes that were ended."""

_NAP = 0.001

GAMES = 60
"""Games of each player of the ladder."""


def run(
    scenario: str | None,
    policy: str,
    worlds: int | None,
    seed: int,
    *,
    table: Table,
    json: bool = False,
    level: int | None = None,
    model: str = "",
    processes: int = 1,
    progress: Progress | None = None,
    stop: Stop | None = None,
    note: Note = unheard,
) -> str:
    """Simulate a policy in many worlds and return what is printed.

    Args:
        scenario: its id or path; the default one when none is named.
        policy: `hold`, `random`, `LEVER=RUNG[,LEVER=RUNG]`, a bot, an id of the
            scenario's `[policies]`, or a file of lines.
        worlds: how many; a good number that does not take long when left out.
        seed: the seed of the game; world 0 is its live game.
        table: where scenarios are found, and the language.
        json: JSON instead of text.
        level: the level of difficulty; the standard one when none is given.
        model: the rival model that it is played under, by id; none when empty.
        processes: how many processes play, no more than the machine has processors;
            more than one only pays for many worlds.
        progress: told the worlds done and the worlds asked for.
        stop: asked now and then; True ends with what is done.
        note: told what to know before it begins.

    Raises:
        UsageError: a number is out of its range.
        ScenarioError: there is no such scenario, level or model, or one world takes
            long.
        ChoiceError: there is no such policy, or a line of it is wrong.
        StorageError: the policy file cannot be read.
    """
    if worlds is not None:
        _check(worlds)
    found = table.scenario(scenario).under(model)
    spec = found.spec(level)
    chosen = find_way(found, policy, seed, table.language, level)
    worlds = allot(worlds, WORLDS, cost_of(spec, chosen, seed).of, note)
    processes = min(processes, worlds, os.cpu_count() or 1)
    with pool(processes) as executor:
        study = simulate(
            spec,
            chosen,
            worlds,
            seed,
            progress=progress,
            stop=stop,
            executor=executor,
            chunk=min(chunk_of(chosen, compiled(spec)), -(-worlds // processes)),
        )
    return as_json(study) + "\n" if json else study_text(study, found, table.language)


def run_balance(
    scenario: str | None,
    lines: Sequence[str],
    worlds: int,
    seed: int,
    *,
    table: Table,
    json: bool = False,
    level: int | None = None,
    model: str = "",
    games: int = GAMES,
    parts: Sequence[str] = PARTS,
    processes: int = 1,
    tell: Tell | None = None,
    note: Note = unheard,
) -> str:
    """Measure the balance of a crisis and return what is printed.

    Args:
        scenario: its id or path; the default one when none is named.
        lines: policies as in `run`; those that are references when empty.
        worlds: how many worlds each line plays under each mandate.
        seed: the seed of the games.
        table: where scenarios are found, and the language.
        json: JSON instead of text.
        level: the level of difficulty; the standard one when none is given.
        model: the rival model that it is played under, by id; none when empty.
        games: how many games each player of the ladder plays.
        parts: some of `PARTS`; everything without any.
        processes: how many processes play.
        tell: told what is being done and how far it is.
        note: told what to know before it begins.

    Raises:
        UsageError: a number is out of its range, or there is nothing to compare.
        ScenarioError: there is no such scenario, level or model.
        ChoiceError: there is no such policy, or a line of it is wrong.
        StorageError: a policy file cannot be read.
    """
    _check(worlds)
    _check(games)
    found = table.scenario(scenario).under(model)
    spec = found.spec(level)
    compared = compared_lines(found, lines, seed, table.language, level)
    policies = {policy.name: policy for policy in compared}
    policies[RANDOM] = find_policy(found, RANDOM, seed, table.language, level)
    plan = Plan(
        spec=spec,
        losses=losses_of(found),
        policies=policies,
        games=games,
        seed=seed,
    )
    forewarn(
        seconds_of_balance(plan, parts or PARTS, compared, worlds), note, least=True
    )
    with pool(processes) as executor:
        field = Field(plan=plan, executor=executor)
        if tell is not None:
            field.tell = tell
        report = measure(
            found.document.scenario.id, field, parts or PARTS, compared, worlds
        )
    if json:
        return as_json(report) + "\n"
    return report_text(report, found, table.language)


def compared_lines(
    scenario: Scenario,
    lines: Sequence[str],
    seed: int,
    language: str,
    level: int | None,
) -> list[Policy]:
    """Return the policies of some names; those that are references of none.

    Raises:
        UsageError: there is none, or no objective to score them by.
        ChoiceError: there is no such policy, or a line of it is wrong.
        StorageError: a policy file cannot be read.
    """
    names = list(lines) or reference_names(scenario)
    if not names or not scenario.document.objectives:
        raise UsageError(
            "There is nothing to compare: the scenario needs objectives, and lines "
            "are named or marked as references in its policies.",
        )
    return [find_policy(scenario, name, seed, language, level) for name in names]


def _check(worlds: int) -> None:
    if not 1 <= worlds <= MOST_WORLDS:
        raise UsageError(
            "The number of worlds is {worlds}; it must be from 1 to {most}.",
            worlds=worlds,
            most=MOST_WORLDS,
        )


@contextmanager
def pool(processes: int) -> Iterator[Executor | None]:
    """Return an executor over processes; none for one process.

    On the way out nothing is waited for that nobody will read.
    """
    if processes <= 1:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(
        processes, mp_context=context, initializer=_leave_signals
    )
    others = set(multiprocessing.active_children())
    threads = set(threading.enumerate())
    # Forgotten by the executor when it shuts down.
    results = executor._result_queue  # noqa: SLF001 - no other way to close it
    try:
        with _signals_held():
            for _ in range(processes):
                executor.submit(_nothing)
        yield executor
    finally:
        wakeup = executor._executor_manager_thread_wakeup  # noqa: SLF001 - forgotten
        executor.shutdown(wait=False, cancel_futures=True)
        _heard(wakeup._reader)  # noqa: SLF001 - no other way to know
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        # One that was ended while it wrote leaves half a result: who reads the rest
        # waits for ever, unless nobody at all can write any more.
        results._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
        # The thread that minds the processes drops what was cancelled only as long as
        # there is an executor; without one it would end with an error.
        for thread in set(threading.enumerate()) - threads:
            if thread.is_alive():
                thread.join(_PATIENCE)


def _heard(wakeup: Connection) -> None:
    """Wait until the thread that minds the processes has heard that they shall end.

    Of processes that end before, it thinks that they broke, and then it trips over work
    that was cancelled.
    """
    until = time.monotonic() + _PATIENCE
    with suppress(OSError):  # it has closed its end: it is over
        while wakeup.poll() and time.monotonic() < until:
            time.sleep(_NAP)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold Ctrl+C back while processes are started, which then never receive it.

    It reaches every process of a terminal. One that is only about to start would end
    with an error, and the others would wait for it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started here, as it lets signals through again once it runs.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_signals() -> None:
    """Leave Ctrl+C to the first process, where it could not be held back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _nothing() -> None:
    """Do what makes an executor start a process."""

"""Branch off a saved game, play the branch on, and compare lines of play."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.started import started
from game.errors import UsageError
from game.plain.pairs import pair_lines
from game.report.dates import turns_text
from game.session import Table
from game.session.continuing import kept, play_on
from game.words import message, render, say, tell

if TYPE_CHECKING:
    import argparse

    from game.session.continuing import Continued, Decider
    from game.session.lines import Fork

_KEEP = "keep"


def run(options: argparse.Namespace) -> int:
    """Run `fork` or `compare`."""
    table = Table(
        data_dir=options.data_dir, language=options.language, started=started(options)
    )
    if options.command == "compare":
        return _compare(table, options)
    return _fork(table, options)


def _compare(table: Table, options: argparse.Namespace) -> int:
    pair = table.compare(options.a, options.b)
    if options.format == "json":
        print(json.dumps(asdict(pair), ensure_ascii=False))
        return 0
    words = (*table.started, "compare", options.a, options.b, "--whole")
    use = "" if options.whole else shlex.join(words)
    for line in pair_lines(pair, table.language, options.turn, whole=use):
        print(line)
    return 0


def _fork(table: Table, options: argparse.Namespace) -> int:
    luck = options.luck
    if luck is None and options.new_luck:
        luck = table.new_luck()
    fork = _begin(table, options, luck)
    with fork.game as game:
        if not options.json:
            _tell_fork(fork, luck, table.language)
            sys.stdout.flush()
        done = None
        if options.then is not None:
            done = play_on(game, _decider(fork, options.then), _progress)
        if options.json:
            found = _as_json(fork, luck, done, table.language)
            print(json.dumps(found, ensure_ascii=False))
        elif done is not None:
            _tell_continued(fork, done, table.language)
    return 0


def _as_json(
    fork: Fork, luck: int | None, done: Continued | None, language: str
) -> dict[str, object]:
    """Return what a fork is, and what playing it on came to."""
    game = fork.game
    return {
        "game": game.name,
        "parent": fork.parent,
        "branched": fork.month,
        "hindsight": fork.hindsight,
        "luck": luck,
        "damage": "" if fork.damage is None else render(fork.damage, language),
        "played": 0 if done is None else done.months,
        "skipped": [
            {
                "turn": row.month,
                "line": row.line,
                "reason": render(row.reason, language),
            }
            for row in (() if done is None else done.skipped)
        ],
        "over": game.is_over,
        "ending": game.ending,
        "turn": game.turn,
    }


def _begin(table: Table, options: argparse.Namespace, luck: int | None) -> Fork:
    """Begin the fork that was asked for.

    Raises:
        UsageError: If it is not clear where.
    """
    if options.from_state:
        if options.turn is not None or luck is not None:
            raise UsageError(
                "--from-state goes on from the last state that was written down; leave "
                "--turn, --new-luck and --luck out."
            )
        return table.carry_on(options.game, name=options.name)
    if options.turn is None:
        raise UsageError("Say where to branch off: --turn TURN.")
    return table.fork(options.game, options.turn, luck=luck, name=options.name)


def _decider(fork: Fork, name: str) -> Decider:
    if name == _KEEP and _KEEP not in fork.game.scenario.document.policies:
        return kept(fork.later)
    from game.study.taking_over import decider  # noqa: PLC0415 - bots, only when asked

    return decider(fork.game, name)


def _tell_fork(fork: Fork, luck: int | None, language: str) -> None:
    if fork.damage is not None:
        print(render(fork.damage, language))
    print(
        say(
            "{name} branches off {parent} at turn {turn}.",
            language,
            name=fork.game.name,
            parent=fork.parent,
            turn=fork.month,
        )
    )
    if fork.hindsight:
        print(say("It is marked: with hindsight.", language))
    if luck is not None:
        print(
            say(
                "New luck from turn {turn}: {luck}. What is hidden stays as it was.",
                language,
                turn=fork.month,
                luck=luck,
            )
        )


def _tell_continued(fork: Fork, done: Continued, language: str) -> None:
    for row in done.skipped:
        print(
            say(
                "Turn {turn}: skipped `{line}`. {reason}",
                language,
                turn=row.month,
                line=row.line,
                reason=render(row.reason, language),
            )
        )
    template = (
        message("Played {turns} to the end: {ending}.")
        if fork.game.is_over
        else message("Played {turns}; turn {turn} is open.")
    )
    print(
        tell(
            template,
            language,
            turns=turns_text(done.months),
            turn=fork.game.turn,
            ending=fork.game.ending or say("no ending", language),
        )
    )


def _progress(month: int, turns: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if month == turns else ""
        print(f"\r{month}/{turns}", end=end, file=sys.stderr, flush=True)

"""Play, resume, replay and the title: on screens, or as plain lines."""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING

from game.errors import ChoiceError, UsageError
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from game.report.lookback import Glance
    from game.session import Game, Replay, Table
    from game.session.options import Store
    from game.study.hindsight.aftermath import Aftermath


def run(options: argparse.Namespace) -> int:
    """Run `play`, `resume`, `replay`, or open the title."""
    if options.command == "replay" and (options.game is None) == (options.code is None):
        raise UsageError("Name one saved game to watch, or give one --code.")
    if options.command == "replay" and (
        options.format == "json" or options.plain or options.step
    ):
        return _print_replay(options)
    if options.plain:
        return _plain(options)
    in_browser = "TEXTUAL_DRIVER" in os.environ
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "This is not a terminal, and the screens need one. Add --plain to do it "
            "by lines of text: {command}",
            command=_by_lines(options),
        )
    return _screens(options)


def _by_lines(options: argparse.Namespace) -> str:
    """Return the command that does by lines what was to be done on the screens."""
    from game.cli.started import started  # noqa: PLC0415 - it brings shutil

    named = getattr(options, "game", None) or getattr(options, "scenario", None)
    words = (options.command or "play", *((named,) if named else ()), "--plain")
    return shlex.join((*started(options), *words))


def _screens(options: argparse.Namespace) -> int:
    from game.cli.memory import leave_out_idle  # noqa: PLC0415

    leave_out_idle()  # first: most of what follows brings it
    from game.building import building  # noqa: PLC0415
    from game.cli.late import LateTable  # noqa: PLC0415 - after the usage is checked
    from game.cli.started import started  # noqa: PLC0415 - it brings shutil
    from game.session.configured import FILE, folder  # noqa: PLC0415
    from game.session.options import opened  # noqa: PLC0415
    from game.tui import run as run_screens  # noqa: PLC0415 - Textual, only here

    table = LateTable(options.data_dir, options.language, started(options))
    store = opened(folder() / FILE)
    if options.command is None:
        return run_screens(table, store=store)
    if options.command == "replay":
        with building():
            start = _watched(table.table, options)
        return run_screens(table, start=start, store=store)
    with building():
        begun = _begin(table.table, options)
    with begun as game:
        return run_screens(table, start=game, store=store)


def _plain(options: argparse.Namespace) -> int:
    from game.plain.playing import play_lines, play_terminal  # noqa: PLC0415
    from game.session.configured import FILE, folder  # noqa: PLC0415
    from game.session.options import opened  # noqa: PLC0415

    table, store = _table(options), opened(folder() / FILE)
    if _wants_title(options):
        return _plain_title(table, options, store)
    after = _After(table)
    with _begin(table, options) as game:
        if game.notice:
            _complain(game.notice)
        if options.command == "play" and options.code and game.turn > 1:
            words = say("The game of the code came out the same.", options.language)
            _complain(words)
        terminal = sys.stdin.isatty()
        if game.turn == 1:
            write = _write_folded if terminal else print
            if getattr(options, "level", None) is not None:
                _tell_level(game, write)
            _tell_model(game, write)
        if terminal:
            return play_terminal(
                game, input, _write_folded, table, after=after, store=store
            )
        return play_lines(
            game, _lines(), print, _complain, table, after=after, store=store
        )


def _wants_title(options: argparse.Namespace) -> bool:
    """Tell whether no game was named; a pipe to `play` means the default crisis."""
    if options.command is None:
        return True
    unnamed = options.command == "play" and options.scenario is None
    return unnamed and options.code is None and sys.stdin.isatty()


def _plain_title(table: Table, options: argparse.Namespace, store: Store) -> int:
    from game.plain.reading import converse, recite  # noqa: PLC0415
    from game.plain.title import PlainTitle  # noqa: PLC0415

    terminal = sys.stdin.isatty()
    title = PlainTitle(
        table,
        _write_folded if terminal else print,
        numbered=terminal,
        seed=getattr(options, "seed", None),
        level=getattr(options, "level", None),
        model=getattr(options, "model", ""),
        name=getattr(options, "save", None),
        after=_After(table),
        store=store,
    )
    if terminal:
        return converse(title, input, _write_folded)
    return recite(title, _lines(), _complain)


class _After:
    """Looks back by what is only imported when it is asked for."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @cached_property
    def _aftermath(self) -> Aftermath:
        from game.study.hindsight.aftermath import Aftermath as Own  # noqa: PLC0415

        return Own(self._table)

    def look_back(self, game: str) -> Glance:
        """See `Aftermath.look_back`; progress goes where nobody reads by program."""
        from game.cli.progress import tell  # noqa: PLC0415

        words = say("looking back", self._table.language)
        return self._aftermath.look_back(
            game, lambda done, total: tell(words, done, total)
        )

    def save(self, game: str, file: Path | None = None) -> Path:
        """See `Aftermath.save`."""
        return self._aftermath.save(game, file)


def _tell_level(game: Game, write: Callable[[str], object]) -> None:
    """Print what the level that was asked for is like, then what it sets."""
    level = game.level()
    write(
        say(
            "Level {number} {label}:",
            game.language,
            number=level.number,
            label=level.label,
        )
    )
    if level.note:
        write(level.note)
    for words in level.numbers:
        write(f"- {words}")


def _tell_model(game: Game, write: Callable[[str], object]) -> None:
    """Print what the rival model that was asked for sets, in numbers."""
    model = game.model()
    if model is not None:
        write(say("Rival model {label}:", game.language, label=model.label))
        for words in model.numbers:
            write(f"- {words}")


def _write_folded(line: str) -> None:
    """Print a line folded at words to the width of the terminal."""
    import shutil  # noqa: PLC0415 - the screens leave out what it brings

    from game.plain.folding import fold  # noqa: PLC0415

    for row in fold(line, shutil.get_terminal_size().columns):
        print(row)


def _begin(table: Table, options: argparse.Namespace) -> Game:
    if options.command == "resume":
        return table.resume(options.game)
    if options.code is not None:
        if options.seed is not None or options.level is not None or options.model:
            raise UsageError(
                "The code holds the seed, the level and the model. Leave --seed,"
                " --level and --model out."
            )
        return table.receive(options.code, scenario=options.scenario, name=options.save)
    return table.new(
        options.scenario,
        seed=options.seed,
        name=options.save,
        level=options.level,
        model=options.model,
    )


def _watched(table: Table, options: argparse.Namespace) -> Replay:
    if options.code is not None:
        return table.replay_code(options.code)
    return table.replay(options.game)


def _print_replay(options: argparse.Namespace) -> int:
    replay = _watched(_table(options), options)
    last = replay.months if options.to is None else options.to
    if last > replay.months:
        raise ChoiceError(
            "There is no turn {turn}; the game has turns 1 to {turns}.",
            turn=last,
            turns=replay.months,
        )
    if options.step:
        return _watch(replay, options.language)
    whole = last == replay.months
    if options.format == "json":
        found = _as_json(replay, last, options.why, whole=whole)
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for line in _as_text(replay, last, options, whole=whole):
        print(line)
    return 0


def _as_text(
    replay: Replay, last: int, options: argparse.Namespace, *, whole: bool
) -> Iterator[str]:
    from game.plain.ending import frame_lines, review_lines  # noqa: PLC0415
    from game.plain.pages import Pages  # noqa: PLC0415
    from game.plain.rooms import Rooms  # noqa: PLC0415
    from game.plain.watch import whys  # noqa: PLC0415

    pages = Pages(options.language)
    rooms = Rooms(pages, options.language)
    yield from filter(None, (replay.damage, replay.notice, replay.fault))
    for turn in _shown(replay, last):
        yield from frame_lines(replay.frame(turn), rooms, options.language)
        if options.numbers:
            yield from pages.numbers(replay.frame(turn).room)
        for why in whys(replay, turn, options.why):
            yield from pages.why(why)
    review = replay.review() if whole else None
    if review is not None:
        yield from review_lines(review, options.language)


def _shown(replay: Replay, last: int) -> list[int]:
    """Return the turns that something is known of."""
    return [turn for turn in range(1, last + 1) if turn not in replay.missing]


def _watch(replay: Replay, language: str) -> int:
    from game.plain.watch import prompt_of, watch_lines  # noqa: PLC0415

    terminal = sys.stdin.isatty()
    write = _write_folded if terminal else print
    return watch_lines(
        replay,
        language,
        _typed(prompt_of(language)) if terminal else _lines(),
        write,
        _complain,
        terminal=terminal,
    )


def _typed(prompt: str) -> Iterator[str]:
    """Read lines at a terminal until its end."""
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return


def _as_json(
    replay: Replay, last: int, ids: list[str], *, whole: bool
) -> dict[str, object]:
    from game.plain.watch import whys  # noqa: PLC0415

    turns = _shown(replay, last)
    frames = [replay.frame(turn) for turn in turns]
    review = replay.review() if whole else None
    digests = [frame.digest for frame in frames if frame.digest]
    if review is not None:
        digests.append(replay.last_digest())
    return {
        "game": replay.name,
        "months": replay.months,
        "over": bool(replay.last_digest()),
        "damage": replay.damage,
        "notice": replay.notice,
        "fault": replay.fault,
        "digests": digests,
        "frames": [asdict(frame) for frame in frames],
        "whys": [
            {"turn": turn, "why": [asdict(why) for why in whys(replay, turn, ids)]}
            for turn in (turns if ids else ())
        ],
        "review": None if review is None else asdict(review),
    }


def _table(options: argparse.Namespace) -> Table:
    from game.cli.started import started  # noqa: PLC0415 - it brings shutil
    from game.session import Table as TableOfGames  # noqa: PLC0415 - it brings numpy

    return TableOfGames(
        data_dir=options.data_dir, language=options.language, started=started(options)
    )


def _lines() -> Iterator[str]:
    yield from sys.stdin


def _complain(text: str) -> None:
    sys.stdout.flush()
    print(text, file=sys.stderr)

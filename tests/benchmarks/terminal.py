"""The screens measured from outside: `python -m tests.benchmarks.terminal`.

A bare Textual application (a list and a footer) is measured in the same rounds:
bars are for a machine on which it paints in 416 ms and scale with what it takes
here. Needs the extra `bench`. `--beside "demo=python -m textual"` measures another
program in the same rounds; it may be given several times, and ctrl+q is to end each.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from game.session.table import Table
from tests.benchmarks.figures import (
    REPEATS,
    Figure,
    figure,
    quantile,
    seconds,
    show,
)
from tests.benchmarks.pseudoterminal import Answer, Pseudoterminal, inherited
from tests.benchmarks.yardstick import scale as scale_of

SIZES = ((120, 40), (80, 24), (200, 60))
EMPTY = 21.0
"""Milliseconds that `python -c pass` took there."""

_CURSOR_KEYS = 12
_FOCUS_KEYS = 6
_IDLE_SECONDS = 2.0
_REVEAL = r"(?s)^(?!.*End of).*Headlines"
_FORECAST = r"(?s)^(?!.*(?:older|Working out)).*{card}/2 "
"""A card of two with the forecast of its own answer, and none of another plan."""

_OTHERS = {
    "first paint": "ms",
    "focus move": "ms",
    "focus bytes": "kB",
    "memory": "MiB",
    "idle processor": "%",
    "exit": "ms",
}
"""What is measured of other programs, and its unit."""

Series = dict[str, list[float]]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


def _bare(size: tuple[int, int], found: Series) -> None:
    terminal = Pseudoterminal(_command("tests.benchmarks.bare"), *size)
    try:
        first, ready = terminal.start("Ready 1")
        found["bare: first paint"].append(first)
        found["bare: ready"].append(ready)
        _cursor(terminal, found, "bare: ")
        spent, _ = terminal.leave("ctrl+q")
        found["bare: exit"].append(spent)
    finally:
        terminal.end()


def _other(
    name: str, command: Sequence[str], size: tuple[int, int], found: Series
) -> None:
    """Measure another program: until it paints, a move of the focus, what it holds."""
    terminal = Pseudoterminal(command, *size)
    try:
        first, _ = terminal.start(r"\S")
        found[f"{name}: first paint"].append(first)
        _let_forecasts_finish(terminal)
        _focus(terminal, found, f"{name}: ")
        found[f"{name}: memory"].append(sum(terminal.memory("VmRSS")))
        _idle(terminal, found, f"{name}: ")
        spent, code = terminal.leave("ctrl+q")
        if code is not None:  # it took the key for its end
            found[f"{name}: exit"].append(spent)
    finally:
        terminal.end()


def _focus(terminal: Pseudoterminal, found: Series, prefix: str) -> None:
    for _ in range(_FOCUS_KEYS):
        answer = terminal.press("tab")
        _add(found, f"{prefix}focus move", answer.first)
        if answer.first is not None:
            found[f"{prefix}focus bytes"].append(answer.size / 1000)


def _title(size: tuple[int, int], text: str, folder: str, found: Series) -> None:
    command = _command("game", "--data-dir", folder)
    terminal = Pseudoterminal(command, *size)
    try:
        first, ready = terminal.start(re.escape(text))
        found["first paint"].append(first)
        found["ready (title)"].append(ready)
        spent, code = terminal.leave("ctrl+q")
        found["exit"].append(spent)
        found["exit code"].append(-1.0 if code is None else float(code))
        found["terminal left as it was"].append(float(terminal.restored()))
    finally:
        terminal.end()


def _room(size: tuple[int, int], folder: str, found: Series) -> None:
    command = _command("game", "play", "--data-dir", folder, "--seed", "7")
    terminal = Pseudoterminal(command, *size)
    try:
        _, ready = terminal.start("month 1/")
        found["a new game: its first room"].append(ready)
        _let_forecasts_finish(terminal)
        _idle(terminal, found)
        _cursor(terminal, found, "")
        _focus(terminal, found, "")
        _forecasts(terminal, found)
        _add(found, "screen switch (why)", terminal.press("w", "Why").shown)
        _add(found, "screen switch (back)", terminal.press("escape", "month 1/").shown)
        terminal.press("e", "End of")
        _add(found, "end of month", terminal.press("enter", _REVEAL).shown)
        _add(found, "the next room", terminal.press("enter", "month 2/").shown)
        _let_forecasts_finish(terminal)
        found["memory of the interface"].append(terminal.memory("VmRSS")[0])
        own, *others = terminal.memory()
        found["peak memory of the interface"].append(own)
        found["peak memory of the largest helper"].append(max(others, default=0.0))
        terminal.leave("ctrl+q")
    finally:
        terminal.end()


def _forecasts(terminal: Pseudoterminal, found: Series) -> None:
    """Turn to a card that could be foreseen; answer one, which leads to the other."""
    _let_forecasts_finish(terminal)
    answer = terminal.press("]", _FORECAST.format(card=2))
    _add(found, "forecast of another card", answer.shown)
    terminal.press("[", _FORECAST.format(card=1))
    _let_forecasts_finish(terminal)
    answer = terminal.press("1", _FORECAST.format(card=2))
    _add(found, "  beside an answer just given", answer.shown)
    terminal.press("u")
    _let_forecasts_finish(terminal)


def _let_forecasts_finish(terminal: Pseudoterminal) -> None:
    """Wait until no process works any more: what is idle begins then."""
    before = -1.0
    while terminal.processor() - before > 0.02:
        before = terminal.processor()
        terminal.settle()
        time.sleep(0.5)


def _idle(terminal: Pseudoterminal, found: Series, prefix: str = "") -> None:
    before = terminal.processor()
    time.sleep(_IDLE_SECONDS)
    share = 100 * (terminal.processor() - before) / _IDLE_SECONDS
    found[f"{prefix}idle processor"].append(share)


def _cursor(terminal: Pseudoterminal, found: Series, prefix: str) -> None:
    for place in range(_CURSOR_KEYS):
        answer: Answer = terminal.press("down" if place % 4 < 2 else "up")
        _add(found, f"{prefix}cursor key", answer.first)
        if answer.first is not None:
            found[f"{prefix}cursor bytes"].append(answer.size / 1000)


def _add(found: Series, name: str, value: float | None) -> None:
    if value is not None:
        found[name].append(value)


def _runs(command: Sequence[str]) -> Callable[[], object]:
    return lambda: subprocess.run(
        command, check=True, capture_output=True, env=inherited()
    )


def _rows(found: Series) -> list[Figure]:
    scale = scale_of(found["bare: first paint"])
    bars: dict[str, tuple[str, float | None]] = {
        "bare: first paint": ("ms", None),
        "first paint": ("ms", 600 * scale),
        "bare: ready": ("ms", None),
        "ready (title)": ("ms", 700 * scale),
        "a new game: its first room": ("ms", None),
        "bare: cursor key": ("ms", None),
        "cursor key": ("ms", 15 * scale),
        "bare: cursor bytes": ("kB", None),
        "cursor bytes": ("kB", 3.0),
        "focus move": ("ms", None),
        "focus bytes": ("kB", None),
        "forecast of another card": ("ms", 50 * scale),
        "  beside an answer just given": ("ms", 50 * scale),
        "screen switch (why)": ("ms", 120 * scale),
        "screen switch (back)": ("ms", 120 * scale),
        "end of month": ("ms", 400 * scale),
        "the next room": ("ms", None),
        "memory of the interface": ("MiB", 90.0),
        "peak memory of the interface": ("MiB", None),
        "peak memory of the largest helper": ("MiB", 150.0),
        "idle processor": ("%", 0.0),
        "bare: exit": ("ms", None),
        "exit": ("ms", 400 * scale),
        "exit code": ("", 0.0),
    }
    rows = []
    for name, (unit, bar) in bars.items():
        if not found[name]:
            continue
        rows.append(figure(name, found[name], unit, bar))
        if name == "cursor key":
            late = quantile(found[name], 0.95)
            rows.append(
                Figure(
                    name="  95 % of them below", value=late, unit="ms", bar=40 * scale
                )
            )
    for name in dict.fromkeys(name.partition(":")[0] for name in found if ":" in name):
        for what, unit in _OTHERS.items():
            if name != "bare" and found[f"{name}: {what}"]:
                rows.append(figure(f"{name}: {what}", found[f"{name}: {what}"], unit))
    restored = found["terminal left as it was"]
    if restored:
        rows.append(figure("terminal left as it was", restored, "", 1.0, at_least=True))
    return rows


def _help(repeats: int) -> None:
    empty = _runs([sys.executable, "-c", "pass"])
    helped = _runs(_command("game", "--help"))
    found: Series = defaultdict(list)
    for _ in range(repeats):
        found["python -c pass"].append(1000 * seconds(empty))
        found["--help"].append(1000 * seconds(helped))
    scale = statistics.median(found["python -c pass"]) / EMPTY
    show(
        "help",
        [
            figure("python -c pass", found["python -c pass"], "ms"),
            figure("--help", found["--help"], "ms", 60.0 * scale),
        ],
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND")
    options = parser.parse_args()
    repeats = options.repeats
    others = [one.partition("=") for one in options.beside]
    _help(repeats)
    with tempfile.TemporaryDirectory() as folder:
        # Whoever plays here may have chosen another language, or fewer hints.
        os.environ["GRAVE_CONCERN_CONFIG"] = str(Path(folder) / "configuration")
        text = Table(data_dir=Path(folder)).scenarios()[0].title
        for size in SIZES:
            found: Series = defaultdict(list)
            for _ in range(repeats):
                _bare(size, found)
                _title(size, text, folder, found)
                _room(size, folder, found)
                for name, _, command in others:
                    _other(name, shlex.split(command), size, found)
            show(f"{size[0]}x{size[1]}", _rows(found))


if __name__ == "__main__":
    main()

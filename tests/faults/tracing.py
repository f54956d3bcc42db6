"""Kill or fail real programs at chosen system calls, with strace.

A program is run once to count its calls of each name from the moment that it
says it begins; then it is run again for each of them, and strace kills it, or
lets the call fail, at that one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import DecideRecord, Fault, open_for_play, read
from tests.faults import killing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[2]
STRACE: Final = shutil.which("strace")
CALLS: Final = (
    "openat",
    "close",
    "write",
    "pwrite64",
    "pread64",
    "read",
    "fsync",
    "linkat",
    "link",
    "rename",
    "unlink",
    "ftruncate",
    "flock",
    "fstat",
    "newfstatat",
    "mkdir",
    "lseek",
    "fcntl",
    "getrandom",
)
"""Calls by which a program touches files; the others change nothing on disk."""
KILL: Final = "signal=KILL"
ERRORS: Final = ("error=EIO", "error=ENOSPC", "error=EINTR")
"""What a call may answer instead of being done."""
_REACHED: Final = 0.9
"""The share of the runs in which the call must come."""
_FAILING: Final = ("pwrite64", "fsync", "linkat", "link", "ftruncate", "flock")
_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that plays in a folder, and what its output lets one count on."""

    command: Callable[[Path], list[str]]
    text: str
    begins: str
    """The first call that counts, as strace writes it; FOLDER is the folder."""
    check: Callable[[Path, bytes], None]
    every_write: int = 1
    """Of the calls of `write`, which only talk, every so manyth counts."""


def writer() -> Program:
    """Return the bare writer: create, six decisions, closed and opened between."""
    return Program(
        command=lambda folder: [
            *(sys.executable, "-S", "-m", "tests.faults.writing"),
            str(folder),
        ],
        text="",
        begins='write(1, "b"',
        check=lambda folder, told: killing.check(folder, told[1:]),
    )


def whole_game(months: int = 3) -> Program:
    """Return the program itself, playing a small scenario by lines of text."""
    return Program(
        command=lambda folder: [
            *(sys.executable, "-u", "-m", "game", "--data-dir", str(folder)),
            *("play", "harbour-strike", "--plain", "--seed", "7", "--save", "game"),
        ],
        text="end\n" * months,
        begins='openat(AT_FDCWD, "FOLDER',
        check=_check_game,
        every_write=40,
    )


def _check_game(folder: Path, told: bytes) -> None:
    """Assert that every month that was shown to be over is kept, in a sound game."""
    path = folder / "game.chronicle"
    shown = [int(each) for each in re.findall(rb"turn (\d+) of", told)]
    if not path.exists():
        assert not shown, "a game that was begun is gone"
        return
    reading = read(path)
    assert reading.damage is None or reading.damage.fault in {
        Fault.TORN,
        Fault.UNFINISHED,
    }
    kept = sum(isinstance(each, DecideRecord) for each in reading.records)
    assert max(shown, default=1) - 1 <= kept
    with open_for_play(path) as game:
        assert game.records == reading.records


def run(program: Program, folder: Path, inject: str = "") -> tuple[int, bytes, str]:
    """Run a program under strace; return its code, its output and the trace."""
    assert STRACE is not None
    folder.mkdir()
    log = folder.with_suffix(".strace")
    tracing = [f"--trace={','.join(CALLS)}", "--string-limit=200", f"--output={log}"]
    injecting = [f"--inject={inject}"] if inject else []
    done = subprocess.run(
        [STRACE, "-f", *tracing, *injecting, *program.command(folder)],
        cwd=ROOT,
        input=program.text.encode(),
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    trace = log.read_text("utf-8", "replace")
    log.unlink()
    return done.returncode, done.stdout, trace


def points(program: Program, folder: Path) -> Iterator[tuple[str, int]]:
    """Yield every call that counts as its name and its number among that name's."""
    code, told, trace = run(program, folder)
    assert code == 0, told
    program.check(folder, told)
    begins = program.begins.replace("FOLDER", str(folder))
    before: Counter[str] = Counter()
    begun = False
    for name, rest in _CALL.findall(trace):
        before[name] += 1
        begun = begun or f"{name}({rest}".startswith(begins)
        talk = name == "write" and before[name] % program.every_write
        if begun and name in CALLS and not talk:
            yield name, before[name]


def harm(program: Program, folder: Path, point: tuple[str, int], how: str) -> bool:
    """Run a program with one call killed or failing, and check what it left.

    Returns:
        Whether the call was reached: a run may look for a file a few times less than
        the one that was counted, as what lies beside the program is not its own.
    """
    name, number = point
    code, told, _ = run(program, folder, f"{name}:{how}:when={number}")
    program.check(folder, told)
    shutil.rmtree(folder)
    return how != KILL or code in {137, -9}


def campaign(program: Program, folder: Path, step: int = 1) -> int:
    """Kill at every `step`th call, and let calls fail; return how many runs."""
    every = list(points(program, folder / "whole"))
    runs = [(point, KILL) for point in every[::step]]
    failing = [point for point in every if point[0] in _FAILING]
    runs += [(point, how) for point in failing[::step] for how in ERRORS]
    reached = [
        harm(program, folder / f"run-{number}", point, how)
        for number, (point, how) in enumerate(runs)
    ]
    assert sum(reached) >= _REACHED * len(runs), f"{sum(reached)} of {len(runs)} runs"
    return sum(reached)

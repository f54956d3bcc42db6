"""The gate: scenarios from outside are looked at in a process that can be ended."""

from __future__ import annotations

import contextlib
import os
import signal
import site
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from game.errors import ScenarioError
from game.scenario.apart import NO_MEMORY, Limits
from game.scenario.passing import Job, Report
from game.text import clean

_PACKAGE = str(Path(__file__).resolve().parent.parent.parent)
_SLACK = 2
"""Seconds more than its own that a process is given to end by itself."""
_LAST = 200
"""Characters that are told of what a process said of its own end."""


class Gate(Protocol):
    """Looks at scenarios in a place where nothing that they do matters."""

    def reports(self, jobs: Sequence[Job]) -> Iterator[Report | ScenarioError]:
        """Yield what came of each job: a report, or why there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """How a process ended."""

    late: bool
    """It had to be ended from here."""
    code: int
    said: str
    """What it wrote on its standard error."""

    def signalled(self, name: str) -> bool:
        """Tell whether a signal ended it; on some systems there is no such one."""
        return hasattr(signal, name) and self.code == -getattr(signal, name)

    @property
    def problem(self) -> str:
        """Return in a few words what went wrong, for whoever is told of it."""
        last = self.said.strip().rpartition("\n")[2]
        return clean(last, limit=_LAST) or f"exit code {self.code}"


@dataclass(frozen=True, slots=True)
class Child:
    """Looks at them in a fresh interpreter, which is ended beyond the limits.

    One process takes all jobs; after one that goes too far the rest have another.
    """

    limits: Limits = field(default_factory=Limits)
    module: str = "game.scenario.apart"
    """What the process runs."""

    def reports(self, jobs: Sequence[Job]) -> Iterator[Report | ScenarioError]:
        """Yield what came of each job: a report, or why there is none."""
        left = list(jobs)
        while left:
            lines, end = self._run(left)
            yield from map(Report.from_line, lines)
            del left[: len(lines)]
            if left:
                yield self._refusal(left.pop(0), end)

    def _run(self, jobs: Sequence[Job]) -> tuple[list[str], _End]:
        """Return the answers, one line each, and how the process ended."""
        text, said, late = "", "", False
        with self._start() as process:
            try:
                asked = "".join(f"{job.line()}\n" for job in jobs)
                # The process minds its own time where it can, and that of each job.
                most = (self.limits.wait + _SLACK) * len(jobs)
                text, said = process.communicate(asked, timeout=most)
            except subprocess.TimeoutExpired:
                late = True
            finally:
                _end(process)
            if late:
                text, said = process.communicate()
        # A line counts when its end was written.
        lines = text.split("\n")[:-1]
        return lines, _End(late=late, code=process.returncode, said=said)

    def _start(self) -> subprocess.Popen[str]:
        limits = self.limits
        return subprocess.Popen(  # noqa: S603 - this interpreter, a module, three numbers
            [
                *(sys.executable, "-P", "-X", "utf8", "-m", self.module),
                *map(str, (limits.seconds, limits.wait, limits.memory)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(_PACKAGE),
            encoding="utf-8",
            errors="replace",
            # Ctrl+C reaches this process alone, which then ends that one.
            start_new_session=True,
        )

    def _refusal(self, job: Job, end: _End) -> ScenarioError:
        name, limits = job.path, self.limits
        if end.signalled("SIGXCPU"):
            return ScenarioError(
                "The check of {name} was ended: it took more than {seconds} seconds of"
                " processor time, where a sound file takes about one at most. If it is"
                " yours, shorten it; if it is somebody else's, leave it alone.",
                name=name,
                seconds=limits.seconds,
            )
        if end.late or end.signalled("SIGALRM"):
            return ScenarioError(
                "The check of {name} was ended: it was not done after {seconds} seconds"
                " on the clock. If the disk or the machine is busy, try again; else"
                " shorten the file, or leave it alone if it is somebody else's.",
                name=name,
                seconds=limits.wait,
            )
        if end.code == NO_MEMORY:
            return ScenarioError(
                "The check of {name} was ended: it took more than {most} MiB of memory."
                " If it is yours, shorten it; if it is somebody else's, leave it"
                " alone.",
                name=name,
                most=limits.memory // 2**20,
            )
        return ScenarioError(
            "The check of {name} broke off ({problem}), so it is not read. If it is"
            " somebody else's, leave it alone; if it is yours, please report it.",
            name=name,
            problem=end.problem,
        )


def environment(package: str) -> dict[str, str]:
    """Return the environment in which a process finds the same program as this one.

    A checkout is put where it is looked for first. What is installed is found by
    itself, and nothing that lies beside it may stand before the standard library.

    Args:
        package: the folder in which the program's package lies.
    """
    found = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    installed = (*site.getsitepackages(), site.getusersitepackages())
    if package not in {str(Path(one).resolve()) for one in installed}:
        known = os.environ.get("PYTHONPATH")
        found["PYTHONPATH"] = os.pathsep.join((package, *([known] if known else ())))
    return found


def _end(process: subprocess.Popen[str]) -> None:
    """End a process that still runs, with all that it started."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()

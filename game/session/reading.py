"""Reading scenarios: those that are shipped at once, all others through the gate.

A file from outside is looked at in a process that can be ended (see `gate.py`), which
hands back the very texts that it read. What was found sound is then read here from
those texts: the same work on the same input, so it comes to its end here as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from game.errors import ScenarioError
from game.scenario import (
    Checked,
    Diagnostic,
    Scenario,
    UnplayableError,
    available,
    check,
    check_text,
    find,
)
from game.scenario.files import read_files
from game.scenario.glance import Glance, glance, glance_loaded
from game.scenario.passing import Job, Report, look
from game.session.gate import Child, Gate


class Reader:
    """Finds and reads scenarios; knows which of them came with the program."""

    def __init__(
        self,
        folders: Sequence[Path],
        shipped: Sequence[Path],
        gate: Gate | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            folders: where scenarios are looked for by id, in this order.
            shipped: the folders of those that came with the program.
            gate: where others are looked at; a process of its own if left out.
        """
        self.folders = tuple(folders)
        self._shipped = tuple(folder.resolve() for folder in shipped)
        self._gate: Gate = Child() if gate is None else gate
        self._passed: set[bytes] = set()
        """Of the texts inside saved games, those that passed the gate before."""

    def find(self, name: str, near: Sequence[Path] = ()) -> Path:
        """Return the first file of a scenario, by its id or by a path.

        Raises:
            ScenarioError: If there is no such scenario.
        """
        return find(name, (*near, *self.folders))

    def is_shipped(self, path: Path) -> bool:
        """Tell whether a scenario came with the program."""
        real = path.resolve()
        return any(real.is_relative_to(folder) for folder in self._shipped)

    def check(self, path: Path) -> Checked:
        """Read and check the scenario at a path.

        Raises:
            ScenarioError: If checking it takes more than a check may.
        """
        if self.is_shipped(path):
            return check(path, self.folders)
        return self._report(self._job(path)).checked()

    def rewrite(self, path: Path) -> Report:
        """Return the files of a scenario as the newest format has them.

        Raises:
            ScenarioError: If it cannot be rewritten, or that takes too much.
        """
        job = self._job(path, rewrite=True)
        found = look(job) if self.is_shipped(path) else self._report(job)
        if found.problem is not None:
            raise ScenarioError(found.problem.template, **found.problem.fields)
        return found

    def load(self, path: Path) -> Scenario:
        """Return the scenario at a path.

        Raises:
            ScenarioError: If it cannot be played, or checking it takes too much.
        """
        checked = self.check(path)
        if checked.scenario is None:
            raise UnplayableError(path.name, checked.diagnostics)
        return checked.scenario

    def findings(
        self, paths: Sequence[Path]
    ) -> Iterator[tuple[Diagnostic, ...] | ScenarioError]:
        """Yield what is wrong with each scenario, or why that cannot be said."""
        reports = self._reports(paths)
        for path in paths:
            if path not in reports:
                yield check(path, self.folders).diagnostics
                continue
            found = reports[path]
            yield found.told if isinstance(found, Report) else found

    def glances(
        self, paths: Sequence[Path]
    ) -> Iterator[Glance | Checked | ScenarioError]:
        """Yield what the head of each scenario says, or a check of all of it.

        A scenario is checked where its head does not tell enough; where that takes too
        much there is an error in its place.
        """
        reports = self._reports(paths, glance=True)
        for path in paths:
            if path not in reports:
                yield glance(path, self.folders) or check(path, self.folders)
                continue
            found = reports[path]
            if isinstance(found, ScenarioError):
                yield found
            else:
                seen = glance_loaded(found.loaded) if found.glanced else None
                yield seen or found.checked()

    def inside(self, files: Mapping[str, str], name: str) -> Checked:
        """Check the scenario that a saved game carries.

        Args:
            files: its texts, the first file first.
            name: of the game.

        Raises:
            ScenarioError: If checking it takes more than a check may.
        """
        root = next(iter(files), "")
        mark = _mark(files)
        if files and mark not in self._passed and not self._is_copy(files, root):
            report = self._report(Job(path=name, root=root, files=files))
            if not report.is_sound:
                return report.checked()
            self._passed.add(mark)
        return check_text(files, root)

    def _is_copy(self, files: Mapping[str, str], root: str) -> bool:
        """Tell whether texts are, to the letter, those of a shipped scenario."""
        return any(
            path.name == root and read_files(path, self._shipped).files == files
            for path in available(self._shipped)
        )

    def _job(self, path: Path, *, glance: bool = False, rewrite: bool = False) -> Job:
        return Job(
            path=str(path),
            folders=tuple(map(str, self.folders)),
            glance=glance,
            rewrite=rewrite,
        )

    def _report(self, job: Job) -> Report:
        found = next(self._gate.reports([job]))
        if isinstance(found, ScenarioError):
            raise found
        return found

    def _reports(
        self, paths: Sequence[Path], *, glance: bool = False
    ) -> dict[Path, Report | ScenarioError]:
        """Let all scenarios from outside pass the gate together."""
        outside = [path for path in paths if not self.is_shipped(path)]
        if not outside:
            return {}
        jobs = [self._job(path, glance=glance) for path in outside]
        return dict(zip(outside, self._gate.reports(jobs), strict=True))


def _mark(files: Mapping[str, str]) -> bytes:
    """Return what tells these texts from all others."""
    hashed = hashlib.sha256()
    for name, text in files.items():
        for part in (name, text):
            coded = part.encode("utf-8", "surrogatepass")
            hashed.update(len(coded).to_bytes(8) + coded)
    return hashed.digest()

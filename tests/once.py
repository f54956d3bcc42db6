"""What many tests read and none changes is worked out once in each process.

The same texts always come to the same scenario, and a crisis to the same model; both
are frozen. Tests that are about the check ask `game.scenario` itself, where nothing is
kept.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from game import engine
from game.scenario import checking
from game.scenario.files import MAIN, Loaded, read_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from game.engine import Model, Spec
    from game.scenario import Checked


@lru_cache(maxsize=8)
def _checked(root: str, files: tuple[tuple[str, str], ...]) -> Checked:
    return checking.check_loaded(Loaded(root, dict(files)))


def check_loaded(loaded: Loaded, folder: Path | None = None) -> Checked:
    """Check a scenario whose files have been read, unless these texts were before."""
    if loaded.refusals:
        return checking.check_loaded(loaded, folder)
    found = _checked(loaded.root, tuple(loaded.files.items()))
    return replace(found, folder=folder, paths=loaded.paths)


def check(path: Path, folders: Sequence[Path] = ()) -> Checked:
    """Check the scenario at a path."""
    path = path / MAIN if path.is_dir() else path
    return check_loaded(read_files(path, folders), path.parent)


def check_text(files: Mapping[str, str], root: str) -> Checked:
    """Check a scenario from its texts."""
    return check_loaded(Loaded(root, dict(files)))


class _Crisis:
    """A Spec by what it is as an object: to compare two takes as long as to compile."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def __hash__(self) -> int:
        return id(self.spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Crisis) and other.spec is self.spec


@lru_cache(maxsize=8)
def _compiled(crisis: _Crisis) -> Model:
    return engine.compile_spec(crisis.spec)


def compile_spec(spec: Spec) -> Model:
    """Return the model of a Spec, unless the very same was compiled before."""
    return _compiled(_Crisis(spec))

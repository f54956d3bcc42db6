"""How the program was started: the words that a command to be copied begins with."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_NAME = "grave-concern"


def started(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the program and the options that every command at its table needs."""
    folder, language = options.data_dir, options.named_language
    return (
        *_program(),
        *(("--data-dir", str(folder.absolute())) if folder is not None else ()),
        *(("--language", language) if language else ()),
    )


def _program() -> tuple[str, ...]:
    """Return what starts the program: its name only where a shell finds it by that."""
    own = Path(sys.argv[0])
    if own.name == "__main__.py":
        return (sys.executable, "-m", "game")
    if own.name != _NAME:
        return (_NAME,)
    found = shutil.which(_NAME)
    is_found = found is not None and Path(found).absolute() == own.absolute()
    return (_NAME,) if is_found else (str(own.absolute()),)

"""Folding long lines at words, by terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.text import Command, cells


def fold(line: str, width: int) -> Iterator[str]:
    """Break a line at its spaces; what follows keeps the indent of the first.

    A word wider than the line stands alone and is left whole, and so is a command that
    may be copied.

    Args:
        line: One line without a line feed.
        width: Cells to a line.
    """
    if isinstance(line, Command):
        yield line
        return
    indent = " " * (len(line) - len(line.lstrip(" ")))
    words = re.findall(r"\S+", line)
    row = ""
    for word in words:
        if row and cells(row) + 1 + cells(word) > width:
            yield row
            row = indent + word
        else:
            row = f"{row} {word}" if row else indent + word
    yield row

"""What each code of the checker means: a page for each, with a bad and a good example.

An example is added to a small good file (`BASE`), unless it begins with `format` and
is a whole file. The comment `# here` ends the line that the code is reported at. The
tests run every example: the bad one yields exactly its code at that line, the good
one nothing.
"""

from __future__ import annotations

from game.scenario.codes import expressions, files, ids, played, shapes, texts
from game.scenario.codes.page import HERE, Page
from game.scenario.samples import BASE

__all__ = ["HERE", "PAGES", "Page", "sample"]

PAGES = {
    page.code: page
    for page in (
        *files.PAGES,
        *shapes.PAGES,
        *ids.PAGES,
        *expressions.PAGES,
        *texts.PAGES,
        *played.PLAYED,
    )
}
"""Every page by its code."""


def sample(example: str) -> str:
    """Return the whole file of an example of a page."""
    if example.startswith("format") or not example:
        return example
    return f"{BASE}\n{example}"

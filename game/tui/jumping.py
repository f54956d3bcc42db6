"""Jump labels: a letter over everything that can be reached, while a jump lasts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from game.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.tui.screens.face import Face

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


def labels(many: int) -> list[str]:
    """Return so many labels, none the beginning of another.

    Letters as far as they go; pairs only for what is left, with as few first letters
    as will do.
    """
    letters = len(LETTERS)
    firsts = max(0, -(-(many - letters) // (letters - 1)))
    singles, begins = LETTERS[: letters - firsts], LETTERS[letters - firsts :]
    pairs = ("".join(pair) for pair in product(begins, LETTERS))
    return [label for label, _ in zip((*singles, *pairs), range(many), strict=False)]


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go: an item of a sheet, or the sheet itself (no pick)."""

    sheet: Sheet
    pick: str = ""


class Jump:
    """A jump that has begun: the labels are shown until it ends."""

    def __init__(self, screen: Face[object]) -> None:
        """Put a label over everything in view."""
        self.screen = screen
        self._typed = ""
        found = list(targets(screen))
        names = labels(len(found))
        self._places = dict(zip(names, found, strict=True))
        self._sheets = {target.sheet for target in found}
        self._show()

    def press(self, key: str) -> bool:
        """Follow a key; tell whether the jump goes on or took it."""
        typed = self._typed + key
        if any(name.startswith(typed) for name in self._places):
            self._typed = typed
            target = self._places.get(typed)
            if target is None:
                self._show()
            else:
                self.end()
                self.screen.go_to(target.sheet, target.pick)
            return True
        self.end()
        return key == "escape"

    def end(self) -> None:
        """Take the labels away."""
        self.screen.jump = None
        for sheet in self._sheets:
            sheet.mark({})

    def _show(self) -> None:
        marks: dict[Sheet, dict[str, str]] = {sheet: {} for sheet in self._sheets}
        for name, target in self._places.items():
            if name.startswith(self._typed):
                marks[target.sheet][target.pick] = name[len(self._typed) :].upper()
        for sheet, its in marks.items():
            sheet.mark(its)


def targets(screen: Face[object]) -> Iterator[Target]:
    """Return what can be reached now, from the top of the screen to its bottom."""
    sheets = [sheet for sheet in screen.query(Sheet) if _in_view(sheet)]
    for sheet in sorted(sheets, key=lambda one: (one.region.y, one.region.x)):
        picks = sheet.picks_in_view
        yield from (Target(sheet, pick) for pick in picks)
        if sheet.has_class("frame") and not (picks and sheet.can_focus):
            yield Target(sheet)


def _in_view(sheet: Sheet) -> bool:
    return bool(sheet.display and sheet.region.area and sheet.id != "small")

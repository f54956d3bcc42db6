"""A grid: a sheet whose cursor goes over cells in rows and columns."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.widgets.sheet import Sheet


class Grid(Sheet, inherit_bindings=False):
    """Cells that can be picked; its builder draws the window around the cursor."""

    BINDINGS = Sheet.BINDINGS
    _laid: tuple[tuple[str, ...], ...] = ()

    def lay(self, cells: Sequence[Sequence[str]]) -> None:
        """Set the picks, row by row; the cursor goes to the first one if it is lost."""
        self._laid = tuple(map(tuple, cells))
        if self.cursor not in self.picks:
            self.cursor = next(iter(self.picks), "")

    @property
    def picks(self) -> list[str]:
        """The cells, row by row."""
        return [cell for row in self._laid for cell in row]

    def step(self, across: int, down: int) -> None:
        """Go to another cell, as far as there are any."""
        at = next(
            (
                (y, row.index(self.cursor))
                for y, row in enumerate(self._laid)
                if self.cursor in row
            ),
            None,
        )
        if at is not None:
            y = min(len(self._laid) - 1, max(0, at[0] + down))
            x = min(len(self._laid[y]) - 1, max(0, at[1] + across))
            self.move_to(self._laid[y][x])

    def action_up(self) -> None:
        """Go to the row above."""
        self.step(0, -1)

    def action_down(self) -> None:
        """Go to the row below."""
        self.step(0, 1)

    def action_page(self, by: int) -> None:
        """Go to the top or the bottom of the column."""
        self.step(0, by * len(self._laid))

"""A bare Textual application: the yardstick of the terminal benchmark."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, OptionList


class Bare(App[None]):
    """A list, a footer and nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Lay out the list and the footer."""
        yield OptionList(*[f"Ready {number}" for number in range(40)])
        yield Footer()


if __name__ == "__main__":
    Bare().run()

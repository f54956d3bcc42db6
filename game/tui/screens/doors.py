"""The doors of the situation room: the keys that open another screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.screens.face import Face

if TYPE_CHECKING:
    from game.report.views import Room


class Doors(Face[None]):
    """What every key of the room opens that is not about the card."""

    @property
    def view(self) -> Room:
        """The room as it stands."""
        view = self.face.view
        assert view is not None  # noqa: S101 - this screen exists only with a game
        return view

    def action_policy(self) -> None:
        """Open standing policy."""
        self.face.open_page("policy")

    def action_initiatives(self) -> None:
        """Open initiatives."""
        self.face.open_page("initiatives")

    def action_declare(self) -> None:
        """Open the duties: how they stand, and the declaration while it may be made."""
        self.face.open_page("declare")

    def action_headlines(self) -> None:
        """Open the headlines."""
        self.face.open_headlines("")

    def action_numbers(self) -> None:
        """Open all numbers."""
        self.face.open_page("numbers")

    def action_intelligence(self) -> None:
        """Open the assessment of who sits opposite."""
        self.face.open_intelligence()

    def action_advisers(self) -> None:
        """Open the advisers."""
        self.face.open_page("advisers")

    def action_relations(self) -> None:
        """Open the matrix of relations."""
        self.face.open_relations()

    def open_number(self, id: str) -> None:
        """Open the history of a relation; explain any other number."""
        ring = [number.id for number in self.view.relations if number.subject]
        if id in ring:
            self.face.open_relation(id, ring)
        else:
            self.face.open_why(id)

    def action_take_back(self) -> None:
        """Offer to decide the last turn anew."""
        self.face.take_back()

    def action_end_month(self) -> None:
        """Show the summary of the month, or the review when the game is over."""
        self.face.open_end()

    def action_back(self) -> None:
        """Leave the game; ask first if something is staged and would be lost."""
        self.face.ask_to_leave()

    def action_redo(self) -> None:
        """Stage again what was taken back last."""
        self.face.redo()
        self.redraw()

    def action_timeline(self) -> None:
        """Replay this game."""
        self.face.replay_game(self.view.name)

"""Kinds of endings, as the scenario grades them: what is good for the player or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import message, render

if TYPE_CHECKING:
    from game.report.views import ObjectiveView, Outlook

_WORDS = {
    "kept": message("good"),
    "mixed": message("mixed"),
    "loss": message("lost"),
}
_SIGNS = {"kept": "+", "mixed": "/", "loss": "-"}


def kind_words(kind: str, language: str) -> str:
    """Return the word for a kind: `lost`; empty for none."""
    return render(_WORDS[kind], language) if kind in _WORDS else ""


def sign_of(kind: str) -> str:
    """Return the sign of a kind: `+`, `/`, `-`; empty for none."""
    return _SIGNS.get(kind, "")


def standing_words(duty: ObjectiveView) -> str:
    """Return how a duty stands: `64`, `~64` by what sources say, `?` unknown."""
    if duty.score is None:
        return "?"
    return f"~{duty.score}" if duty.rough else str(duty.score)


def kinds(outlook: Outlook) -> tuple[tuple[str, float], ...]:
    """Return the chance of each kind in percent, the best first.

    Worlds that are still open at the horizon belong to none.
    """
    grades = dict(outlook.grades)
    return tuple(
        (kind, sum(c for key, c in outlook.endings if grades.get(key) == kind))
        for kind in _WORDS
        if kind in grades.values()
    )

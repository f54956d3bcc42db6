"""How far a plan lies from what it is set against, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.figures import shown, signed, units
from game.words import message, say, tell

if TYPE_CHECKING:
    from game.report.views import Fan


def against(fan: Fan, language: str, rest: str) -> str:
    """Write a difference, which is one of means: where no mean stands, say so.

    Args:
        fan: The forecast; without a difference nothing is written.
        language: Of the words.
        rest: What it is set against, in whose line its middle stands.
    """
    if fan.gap is None or fan.error is None:
        return ""
    digits = fan.decimals + 1
    if not (units(fan.gap, digits) or units(fan.error, digits)):
        return say(", no difference", language)
    template = (
        message(", difference {gap}, give or take {error} (one standard error)")
        if fan.mean or fan.chance
        else message(
            "; averaged over all worlds {gap} against {rest}, give or take {error} "
            "(one standard error)"
        )
    )
    return tell(
        template,
        language,
        gap=signed(units(fan.gap, digits), digits),
        rest=rest,
        error=shown(fan.error, digits),
    )

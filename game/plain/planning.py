"""Plans to set side by side, as a player writes them on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST = 4
"""Plans that are compared at once."""

Plan = tuple[str, ...]
"""Lines of choices."""


def plans_of(
    text: str, staged: Sequence[str], line_of: Callable[[str], str]
) -> tuple[list[Plan], Plan]:
    """Read `CHOICE, CHOICE / CHOICE`: each plan, and what all of them share.

    Args:
        text: What was typed.
        staged: What is staged; the choices of a plan replace their like in it.
        line_of: Returns the line of a choice that was typed as its number.

    Raises:
        ChoiceError: If they are not two to four.
    """
    parts = [
        [line_of(word.strip()) for word in part.split(",") if word.strip()]
        for part in text.split("/")
    ]
    if not 1 < len(parts) <= _MOST:
        raise ChoiceError("Compare two to four plans: compare CHOICE / CHOICE.")
    plans = [(*_rest([part], staged), *part) for part in parts]
    return plans, _rest(parts, staged)


def _rest(parts: Sequence[Sequence[str]], staged: Sequence[str]) -> Plan:
    """Return what is staged of other subjects than these choices."""
    subjects = {line.split()[0] for part in parts for line in part}
    return tuple(line for line in staged if line.split()[0] not in subjects)

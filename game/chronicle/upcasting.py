"""Records of older formats made into records of this one, in memory alone.

`STEPS` holds, for each format that was ever released but the last, the pure
function that makes a payload of it one of the next. Files are never rewritten:
what a newer version adds to an older file follows a `format` record, which says
from where on its format holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.chronicle import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STEPS: Final[dict[int, Callable[[Mapping[str, object]], Mapping[str, object]]]] = {}
"""Format to the step that leads to the next; format 1 is the first and the last."""


def upcast(payload: Mapping[str, object], written: int) -> Mapping[str, object]:
    """Return a payload that was written in a format as one of this version's.

    Raises:
        Malformed: a step found something that the older format did not allow.
    """
    for step in range(written, origin.FORMAT):
        payload = STEPS[step](payload)
    return payload

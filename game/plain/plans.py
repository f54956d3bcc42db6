"""Plans to compare, as a player writes them: `CHOICE, CHOICE / CHOICE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_MOST = 4


def plans_of(
    text: str,
    staged: Sequence[str],
    read: Callable[[str], str],
    *,
    labels: Collection[str] = (),
    fewest: int = 2,
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Return the plans that were written, and what they are set against.

    What is staged counts in each plan, unless the plan chooses otherwise; what no
    plan touches is the base.

    Args:
        text: the plans, with a slash between them.
        staged: the lines that are staged.
        read: reads one choice into its line.
        labels: of choices, without regard to case; one may hold commas.
        fewest: plans that there must be.

    Raises:
        ChoiceError: If there are fewer plans, or more than four, or a choice is not
            read.
    """
    parts = text.split("/")
    if not fewest <= len(parts) <= _MOST:
        raise ChoiceError("Compare two to four plans: compare CHOICE / CHOICE.")
    written = [
        [read(words) for words in _choices(part, labels) if words] for part in parts
    ]
    base = _rest(staged, [line for lines in written for line in lines])
    return [(*_rest(staged, lines), *lines) for lines in written], base


def _choices(part: str, labels: Collection[str]) -> Iterator[str]:
    """Yield what stands between commas; the longest label that holds some is one."""
    words = [word.strip() for word in part.split(",")]
    while words:
        count = next(
            (
                many
                for many in range(len(words), 1, -1)
                if ", ".join(words[:many]).casefold() in labels
            ),
            1,
        )
        yield ", ".join(words[:count])
        words = words[count:]


def _rest(staged: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    """Return what is staged of other subjects than some lines."""
    subjects = {line.split()[0] for line in lines}
    return tuple(line for line in staged if line.split()[0] not in subjects)

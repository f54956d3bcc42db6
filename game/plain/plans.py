"""Plans to compare, as a player writes them: `CHOICE, CHOICE / CHOICE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from game.report.views import Room

_MOST = 4


def plans_of(
    text: str,
    staged: Sequence[str],
    read: Callable[[str], str],
    *,
    example: str,
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
        example: plans that can be compared now.
        labels: of choices, without regard to case; one may hold commas.
        fewest: plans that there must be.

    Raises:
        ChoiceError: If there are fewer plans, or more than four, or a choice is not
            read.
    """
    parts = text.split("/")
    if not fewest <= len(parts) <= _MOST:
        raise ChoiceError(
            "Compare two to four plans: a stroke stands between plans, and a comma "
            "joins the choices of one. As in: compare {example}",
            example=example,
        )
    written = [
        [read(words) for words in _choices(part, labels) if words] for part in parts
    ]
    base = _rest(staged, [line for lines in written for line in lines])
    return [(*_rest(staged, lines), *lines) for lines in written], base


def example_of(room: Room) -> str:
    """Return two plans of what is open, of the first card that has two answers."""
    answers = (
        [option.line for option in card.options if not option.locked]
        for card in room.cards
    )
    rungs = [
        [rung.line for rung in lever.rungs if rung.open and not rung.current]
        for lever in room.levers
    ]
    acts = [act.line for act in room.initiatives if act.open]
    pairs = (*answers, *rungs, acts)
    two = next((lines[:2] for lines in pairs if len(lines) > 1), ["CHOICE"] * 2)
    more = next((one[:1] for one in rungs if one and one[0] not in two), [])
    return f"{', '.join((two[0], *more))} / {two[1]}"


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

"""Branching: a new game that shares the first months of another.

A month that was decided is never rewritten. Taking it back means a game of its own,
marked "with hindsight", beside the one that stays as it is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import game
from game.chronicle import (
    CarryRecord,
    DecideRecord,
    EndRecord,
    GameRecord,
    NoteRecord,
    Parent,
    StateRecord,
)
from game.errors import ChoiceError, ChronicleError
from game.session.calling import call_turn
from game.session.written import MECHANICS, decided, open_record
from game.words import message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import Record

_ID_BYTES = 16
_LAST = message(
    "There is no turn {turn} to decide anew; the game has turns 1 to {last}."
)
_CUT = message(
    "There is no turn {turn} to decide anew; what can be read has turns 1 to {last}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """The records of a fork, and what its parent did from there on."""

    records: tuple[Record, ...]
    month: int
    """The month that is open in the fork."""
    hindsight: bool
    """Whether the parent, or one before it, had decided that month already."""
    later: Mapping[int, tuple[str, ...]]
    """The parent's own choices by month, from the open one on."""


def branch(
    records: Sequence[Record],
    digests: Sequence[str],
    month: int,
    *,
    luck: int | None = None,
    cut: bool = False,
) -> Branch:
    """Return what a fork at the opening of a month is made of.

    Args:
        records: those of the parent, the first its `GameRecord`.
        digests: the chained digest of each.
        month: the month to decide anew; the ones before it are shared.
        luck: another seed for everything that chance does from that month on; the
            hidden types stay.
        cut: whether what came behind these records is lost. Whoever branches off may
            have seen it, so that counts as hindsight.

    Raises:
        ChoiceError: If the parent has no such month to decide, or has that luck
            from there on.
        ChronicleError: If the records are not those of a game.
    """
    first = records[0] if records else None
    if not isinstance(first, GameRecord):
        raise ChronicleError("These records begin no game, so nothing can branch off.")
    rows = decided(records)
    over = any(isinstance(row, EndRecord) for row in records)
    last = len(rows) + (not over)
    if not 1 <= month <= last:
        words = _CUT if cut else _LAST
        raise ChoiceError(words.template, turn=month, last=last)
    if luck is not None and _lucks(first, month) == {luck}:
        raise ChoiceError(
            "{luck} is the luck of the game from turn {turn} on already. Name another "
            "number, or leave the luck as it is.",
            luck=luck,
            turn=month,
        )
    end = _end_of_prefix(records, month)
    parent = first.parent
    before = parent is not None and parent.hindsight
    hindsight = cut or before or month <= len(rows)
    own = replace(
        first,
        game=secrets.token_hex(_ID_BYTES),
        engine=game.__version__,
        mechanics=MECHANICS,
        created=datetime.now(UTC).date().isoformat(),
        luck=_luck(first.luck, month, luck),
        parent=Parent(
            game=first.game,
            digest=digests[end - 1],
            hindsight=hindsight,
            damaged=cut,
        ),
    )
    return Branch(
        records=(own, *records[1:end], open_record()),
        month=month,
        hindsight=hindsight,
        later={row.n: row.do for row in rows[month - 1 :]},
    )


def carry(
    records: Sequence[Record],
    digests: Sequence[str],
    month: int,
    *,
    mechanics: str,
    cut: bool = False,
) -> Branch:
    """Return what a game is made of that goes on from a snapshot by today's rules.

    Args:
        records: those of the parent, the first its `GameRecord`.
        digests: the chained digest of each.
        month: the month of the snapshot, which will be open.
        mechanics: the hash of the scenario as it reads today.
        cut: as in `branch`.
    """
    found = branch(records, digests, month, cut=cut)
    own = found.records[0]
    state = next(
        row for row in found.records if isinstance(row, StateRecord) and row.n == month
    )
    assert isinstance(own, GameRecord)  # noqa: S101 - `branch` made it
    named = replace(own, scenario=replace(own.scenario, mechanics=mechanics))
    mark = CarryRecord(n=month, digest=state.digest)
    return replace(
        found, records=(named, *found.records[1:-1], mark, found.records[-1])
    )


def _end_of_prefix(records: Sequence[Record], month: int) -> int:
    """Return how many records lead to the opening of a month.

    What a player noted or called in that month belongs to the game where that was.
    """
    end = 1
    for place, record in enumerate(records[1:], start=1):
        if isinstance(record, EndRecord):
            break
        if isinstance(record, DecideRecord | NoteRecord) and record.n >= month:
            break
        if (call_turn(record) or 0) >= month:
            break
        if isinstance(record, StateRecord) and record.n > month:
            break
        end = place + 1
    return end


def _lucks(game: GameRecord, month: int) -> set[int]:
    """Return the seeds that a game draws by from a month on."""
    before = [(0, game.seed), *(change for change in game.luck if change[0] <= month)]
    return {before[-1][1], *(seed for at, seed in game.luck if at > month)}


def _luck(
    changes: tuple[tuple[int, int], ...], month: int, luck: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the changes of luck of a fork: the parent's, or its own from a month on.

    A parent's change in a month that the fork decides anew is kept: without new luck
    the same choices must lead to the same game.
    """
    if luck is None:
        return changes
    return (*(change for change in changes if change[0] < month), (month, luck))

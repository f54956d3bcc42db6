"""What a list shows of a game is what reading the whole of it would tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.chronicle import (
    DecideRecord,
    EndRecord,
    NoteRecord,
    ScenarioRecord,
    create,
    first_record,
    peek,
    read,
)
from game.chronicle.frames import join
from game.errors import ChronicleError
from tests.chronicle.samples import GAME
from tests.chronicle.strategies import followers, games

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.chronicle import GameRecord, Record
    from game.chronicle.reading import Peek


def told(records: Sequence[Record], digests: Sequence[str], seen: Peek) -> None:
    """Hold a peek against the records, each thing by its plain definition."""
    heads = [row for row in records if isinstance(row, ScenarioRecord)]
    ends = [row for row in records if isinstance(row, EndRecord)]
    notes = [row for row in records if isinstance(row, NoteRecord)]
    months = [row for row in records if isinstance(row, DecideRecord)]
    assert seen.game == records[0]
    assert seen.last == records[-1]
    assert seen.head == (heads[0] if heads else None)
    assert seen.end == (ends[-1] if ends else None)
    assert seen.note == (notes[-1] if notes else None)
    assert seen.decisions == len(months)
    counts = accumulate(isinstance(row, DecideRecord) for row in records)
    assert seen.digests == dict(zip(digests, counts, strict=True))


@given(games(), st.lists(followers(), max_size=9))
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_glance_tells_what_reading_tells(
    tmp_path: Path, first: GameRecord, rest: list[Record]
) -> None:
    """A sound game, whatever it holds and in whatever order."""
    with create(tmp_path, "game", [first, *rest]) as game:
        path = game.path
    try:
        whole = read(path)
        seen = peek(path)
        assert whole.damage is None
        assert seen.sound
        assert seen.size == path.stat().st_size
        told(whole.records, whole.digests, seen)
        content = path.read_bytes()
        path.write_bytes(content + b"x")
        torn = peek(path)
        assert not torn.sound
        assert torn.size == len(content) + 1
        told(whole.records, whole.digests, torn)
    finally:
        path.unlink()


@given(games(), st.lists(followers(), max_size=3), st.integers(0, 2**16))
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_first_line_alone_tells_how_a_game_begins(
    tmp_path: Path, first: GameRecord, rest: list[Record], place: int
) -> None:
    """Whatever follows it; where it does not verify it is put right as in reading."""
    with create(tmp_path, "game", [first, *rest]) as game:
        path = game.path
    try:
        assert first_record(path) == first
        content = bytearray(path.read_bytes())
        content[place % (content.index(b"\n") + 1)] ^= 1
        path.write_bytes(content)
        assert first_record(path) == read(path).game
    finally:
        path.unlink()


def test_of_a_sound_game_nothing_but_its_first_line_is_read(
    tmp_path: Path,
) -> None:
    """What stands behind it may be anything; a long first line is read whole."""
    changes = tuple((turn, 2**64 - turn) for turn in range(1, 400))
    for luck in ((), changes):
        with create(tmp_path, "game", [replace(GAME, luck=luck)]) as game:
            path = game.path
        with path.open("ab") as stream:
            stream.write(b"anything\n" * 9)
        assert first_record(path).luck == luck
        path.unlink()


def test_a_file_that_begins_otherwise_is_refused_as_in_reading(tmp_path: Path) -> None:
    """A line that verifies and is no game, and one that means nothing."""
    path = tmp_path / "other.chronicle"
    for payload in (b'{"k":"note","n":1,"text":"x"}', b'{"k":"unread"}', b"{"):
        path.write_bytes(join([payload])[0])
        with pytest.raises(ChronicleError):
            first_record(path)

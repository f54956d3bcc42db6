"""Games of older formats: read step by step, played on, and never rewritten.

Format 1 is the only one so far. So later ones are made up here: format 2 calls
the seed `luck_seed`, and format 3 counts months from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from game.chronicle import open_for_play, origin, path_of, peek, read, upcasting
from game.chronicle.encoding import encode
from game.chronicle.frames import join
from game.chronicle.origin import FormatRecord
from game.errors import UnknownFormatError
from tests.chronicle.samples import FIRST, decide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OLD = join(map(encode, (*FIRST, decide(1), decide(2))))[0]


def _second(payload: Mapping[str, object]) -> Mapping[str, object]:
    """Make a record of format 1 one of format 2."""
    if payload["k"] != "game":
        return payload
    return {**payload, "format": 2, "engine": f"{payload['engine']} (of format 1)"}


def _third(payload: Mapping[str, object]) -> Mapping[str, object]:
    """Make a record of format 2 one of format 3."""
    if payload["k"] == "game":
        return {**payload, "format": 3}
    if payload["k"] == "decide":
        assert isinstance(payload["n"], int)
        return {**payload, "n": payload["n"] + 100}
    return payload


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this be a version of format 3."""
    monkeypatch.setattr(origin, "FORMAT", 3)
    monkeypatch.setitem(upcasting.STEPS, 1, _second)
    monkeypatch.setitem(upcasting.STEPS, 2, _third)


def test_every_format_but_the_last_has_its_step() -> None:
    """No released format is ever left behind."""
    assert sorted(upcasting.STEPS) == list(range(1, origin.FORMAT))


@pytest.mark.usefixtures("later")
def test_an_older_game_is_read_step_by_step(tmp_path: Path) -> None:
    """Every step is made, in order, on every record, in memory alone."""
    path = path_of(tmp_path, "game")
    path.write_bytes(OLD)
    reading = read(path)
    assert reading.damage is None
    assert reading.game.engine == "0.1.0 (of format 1)"
    assert [getattr(each, "n", 0) for each in reading.records] == [0, 0, 101, 102]
    assert peek(path).decisions == 2
    assert peek(path).sound
    assert path.read_bytes() == OLD


@pytest.mark.usefixtures("later")
def test_an_older_game_is_played_on_behind_a_mark(tmp_path: Path) -> None:
    """What is added stands in the new format, behind a record that says so."""
    path = path_of(tmp_path, "game")
    path.write_bytes(OLD)
    with open_for_play(path) as game:
        game.append(decide(103))
    assert path.read_bytes().startswith(OLD)
    with open_for_play(path) as game:
        records = game.records
    assert records[-2:] == (FormatRecord(format=3), decide(103))
    assert sum(isinstance(each, FormatRecord) for each in records) == 1
    assert read(path).records == records
    assert peek(path).sound


def test_this_version_does_not_play_what_a_later_one_added(tmp_path: Path) -> None:
    """A game that a later version went on with is refused, and not touched."""
    path = path_of(tmp_path, "game")
    content = join(map(encode, (*FIRST, decide(1), FormatRecord(format=2))))[0]
    path.write_bytes(content)
    with pytest.raises(UnknownFormatError, match="the kind format"):
        open_for_play(path)
    assert path.read_bytes() == content

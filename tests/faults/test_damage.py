"""Every damaged bit is noticed, and every single damaged byte is put right."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from game.chronicle import (
    DecideRecord,
    Fault,
    ScenarioRecord,
    create,
    open_for_play,
    peek,
    read,
    repair,
    verify_chain,
)
from game.chronicle.encoding import encode
from game.chronicle.frames import chain, frame, join
from game.chronicle.survey import survey
from game.errors import ChronicleError, DamagedGameError
from tests.chronicle.samples import FIRST, GAME, decide, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle import Record

RECORDS: tuple[Record, ...] = (*FIRST, decide(1), snapshot(2), decide(2), decide(3))
WHOLE = join(map(encode, RECORDS))[0]
LINES = WHOLE.splitlines(keepends=True)


def _flip(at: int, bit: int) -> bytes:
    changed = bytearray(WHOLE)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_every_flipped_bit_is_noticed() -> None:
    """No single flipped bit leaves a chain that verifies to its end."""
    for at in range(len(WHOLE)):
        for bit in range(8):
            content = _flip(at, bit)
            assert chain(content).end < len(content)


def test_single_byte_damage_anywhere_is_put_right() -> None:
    """A byte changed to any other, at any kind of place, is restored exactly."""
    chance = random.Random(1)  # noqa: S311 - a repeatable sample
    heads = [sum(map(len, LINES[:line])) for line in range(len(LINES))]
    ends = [start + len(line) for start, line in zip(heads, LINES, strict=True)]
    places = [
        *chance.sample(range(len(WHOLE)), 60),
        *(head + at for head in heads for at in (0, 1, 2, 20, 33, 34, 35, 36)),
        *(end - back for end in ends[2:4] for back in range(1, 26)),
    ]
    for at in places:
        for byte in (WHOLE[at] ^ 1 << chance.randrange(8), 0x0A, chance.randrange(256)):
            content = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
            if content == WHOLE:
                continue
            found = survey(content, "game")
            assert found.content == WHOLE
            assert found.records == RECORDS
            assert found.damage is not None
            assert found.damage.fault is Fault.BYTE
            assert found.damage.offset == at
            assert found.damage.line == WHOLE.count(b"\n", 0, at) + 1
            assert found.damage.repairable


@pytest.mark.slow
def test_every_single_bit_is_put_right() -> None:
    """Whichever bit is flipped, the file is restored exactly."""
    for at in range(len(WHOLE)):
        for bit in range(8):
            assert survey(_flip(at, bit), "game").content == WHOLE


def test_a_file_cut_at_any_byte_is_a_shorter_game() -> None:
    """Truncated anywhere, a file gives exactly its whole lines."""
    for cut in range(len(WHOLE)):
        content = WHOLE[:cut]
        # What lacks only its closing bracket and line feed can be completed.
        whole = sum(len(b"".join(LINES[: n + 1])) - 2 <= cut for n in range(len(LINES)))
        if whole == 0:
            with pytest.raises(ChronicleError):
                survey(content, "game")
            continue
        found = survey(content, "game")
        assert found.records == RECORDS[:whole]
        complete = content == b"".join(LINES[:whole])
        assert (found.damage is None) == complete
        if found.damage:
            assert found.damage.fault in {Fault.TORN, Fault.UNFINISHED}


def test_damage_in_several_lines_is_put_right_line_by_line() -> None:
    """One wrong byte in each line is as good as one in all."""
    content = bytearray(WHOLE)
    offset = 0
    for line in LINES:
        content[offset + 40] ^= 4
        offset += len(line)
    found = survey(bytes(content), "game")
    assert found.records == RECORDS
    assert found.damage is not None
    assert len(found.damage.fixes) == len(LINES)


def test_mending_gives_up_after_a_number_of_lines(tmp_path: Path) -> None:
    """A file with a wrong byte in very many lines is beyond repair."""
    records: list[Record] = [GAME, *map(decide, range(1, 40))]
    content = bytearray()
    for line in join(map(encode, records))[0].splitlines(keepends=True):
        content += line[:2] + bytes([line[2] ^ 1]) + line[3:]
    path = tmp_path / "game.chronicle"
    path.write_bytes(content)
    damage = read(path).damage
    assert damage is not None
    assert damage.fault is Fault.BROKEN
    assert not damage.repairable


def _broken(path: Path) -> bytes:
    """Write a game with two wrong bytes in the line of month 2."""
    content = bytearray(WHOLE)
    start = sum(map(len, LINES[:4]))
    content[start + 50] ^= 1
    content[start + 60] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_damage_beyond_repair_is_located_and_left_alone(tmp_path: Path) -> None:
    """Two wrong bytes in a line: reading shows the prefix, playing is refused."""
    path = tmp_path / "game.chronicle"
    content = _broken(path)
    reading = read(path)
    assert reading.records == RECORDS[:4]
    assert reading.damage is not None
    assert reading.damage.fault is Fault.BROKEN
    assert (reading.damage.line, reading.damage.month) == (5, 1)
    with pytest.raises(DamagedGameError, match=r"line 5\), after turn 1") as caught:
        open_for_play(path)
    assert caught.value.offset == reading.damage.offset == sum(map(len, LINES[:4]))
    assert verify_chain(path).offset == caught.value.offset
    assert not peek(path).sound
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_last_line_with_its_line_feed_is_no_torn_write(tmp_path: Path) -> None:
    """A line that was complete is never dropped as unfinished."""
    path = tmp_path / "game.chronicle"
    content = bytearray(WHOLE)
    content[-30] ^= 1
    content[-50] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedGameError):
        open_for_play(path)


def test_repair_keeps_the_original_and_goes_on_from_the_prefix(tmp_path: Path) -> None:
    """On request a broken game is cut, every byte of it kept beside."""
    path = tmp_path / "game.chronicle"
    for number in ("", ".2", ".3"):
        content = _broken(path)
        recovery = repair(path)
        assert recovery is not None
        assert recovery.kept == tmp_path / f"game.chronicle.damaged{number}"
        assert recovery.kept.read_bytes() == content
        assert read(path).records == RECORDS[:4]
        assert read(path).damage is None
    assert repair(path) is None
    with open_for_play(path) as game:
        game.append(decide(2))
        assert game.recovered is None


def test_opening_puts_a_byte_right_and_keeps_the_original(tmp_path: Path) -> None:
    """A single wrong byte is restored, told, and the original kept beside."""
    path = tmp_path / "game.chronicle"
    for at in (3, len(WHOLE) // 2, len(WHOLE) - 1):
        content = _flip(at, 0)
        path.write_bytes(content)
        assert read(path).records == RECORDS
        assert path.read_bytes() == content
        with open_for_play(path) as game:
            assert game.records == RECORDS
            recovered = game.recovered
        assert path.read_bytes() == WHOLE
        assert recovered is not None
        assert recovered.damage.fault is Fault.BYTE
        assert recovered.damage.offset == at
        assert recovered.kept is not None
        assert recovered.kept.read_bytes() == content


@pytest.mark.parametrize("missing", [1, 2])
def test_a_last_line_without_its_end_is_completed(tmp_path: Path, missing: int) -> None:
    """A whole payload without bracket or line feed is a decision, not a scrap."""
    path = tmp_path / "game.chronicle"
    path.write_bytes(WHOLE[:-missing])
    with open_for_play(path) as game:
        assert game.records == RECORDS
        assert game.recovered is not None
        assert game.recovered.damage.fault is Fault.UNFINISHED
        assert game.recovered.damage.line == len(LINES)
        assert game.recovered.damage.month == 2
        assert game.recovered.kept is None
    assert path.read_bytes() == WHOLE
    assert list(tmp_path.iterdir()) == [path]


def test_a_torn_line_is_set_aside(tmp_path: Path) -> None:
    """An unfinished line leaves the file but not the disk."""
    path = tmp_path / "game.chronicle"
    path.write_bytes(WHOLE[:-20])
    with open_for_play(path) as game:
        assert game.records == RECORDS[:-1]
        assert game.recovered is not None
        assert game.recovered.damage.fault is Fault.TORN
        kept = game.recovered.kept
        game.append(decide(3))
    assert kept == tmp_path / "game.chronicle.torn"
    assert kept.read_bytes() == LINES[-1][:-20]
    assert path.read_bytes() == WHOLE


def test_a_torn_line_behind_a_wrong_byte_is_both(tmp_path: Path) -> None:
    """A restored byte and a torn end are both recovered, the whole file kept."""
    path = tmp_path / "game.chronicle"
    content = _flip(10, 0)[:-20]
    path.write_bytes(content)
    with open_for_play(path) as game:
        assert game.records == RECORDS[:-1]
        assert game.recovered is not None
        assert game.recovered.kept is not None
        assert game.recovered.kept.read_bytes() == content
    assert path.read_bytes() == b"".join(LINES[:-1])


def test_a_broken_first_line_of_a_game_is_damage(tmp_path: Path) -> None:
    """Without its first line a game is damaged, not foreign, and left alone."""
    path = tmp_path / "game.chronicle"
    content = WHOLE.replace(b'"seed":17', b'"seed":99', 1)
    path.write_bytes(content)
    for opening in (read, open_for_play, repair, peek):
        with pytest.raises(DamagedGameError, match="first line"):
            opening(path)
    assert path.read_bytes() == content


def test_a_lost_line_is_noticed() -> None:
    """A whole line taken out breaks the chain there."""
    for gone in range(1, len(LINES) - 1):
        content = b"".join(LINES[:gone] + LINES[gone + 1 :])
        found = survey(content, "game")
        assert found.records == RECORDS[:gone]
        assert found.damage is not None
        assert found.damage.fault is Fault.BROKEN


def test_long_lines_are_put_right_by_their_locator() -> None:
    """In a line of a megabyte a wrong byte is found at once, wherever it is."""
    scenario = {"scenario.toml": "the harbour is quiet tonight\n" * 30_000}
    records: tuple[Record, ...] = (GAME, ScenarioRecord(files=scenario), decide(1))
    whole = join(map(encode, records))[0]
    for at in (600, 70_000, 500_000, len(whole) - 900):
        for byte in (whole[at] ^ 1, 0x00, 0x0A):
            content = whole[:at] + bytes([byte]) + whole[at + 1 :]
            assert survey(content, "game").content == whole


@pytest.mark.parametrize(
    "locator", [b"", b',"adler":x', b',"adler":1' + b"0" * 40, b',"adler":0']
)
def test_a_long_line_with_a_bad_locator_is_beyond_repair(locator: bytes) -> None:
    """A locator that lies, or is missing, costs the repair and nothing else."""
    payload = b'{"k":"x-long","text":"' + b"y" * 3000 + b'"' + locator + b"}"
    first, digest = frame(b"", encode(GAME))
    second, _ = frame(digest, payload)
    content = first + second.replace(b"yyyy", b"yzyy", 1)
    found = survey(content, "game")
    assert found.records == (GAME,)
    assert found.damage is not None
    assert found.damage.fault is Fault.BROKEN


def test_a_locator_that_points_at_the_wrong_byte_repairs_nothing() -> None:
    """What the Adler-32 suggests for two wrong bytes never passes the digest."""
    chance = random.Random(1)  # noqa: S311 - a repeatable sample
    places = range(300, len(LINES[3]) - 40)
    for _ in range(300):
        line = bytearray(LINES[3])
        for at in chance.sample(places, 2):
            line[at] = chance.choice([each for each in b"+/09AZaz" if each != line[at]])
        found = survey(b"".join((*LINES[:3], line)), "game")
        assert found.records == RECORDS[:3]
        assert found.damage is not None
        assert found.damage.fault is Fault.BROKEN


def test_a_wrong_line_feed_and_a_wrong_head_are_beyond_repair() -> None:
    """Two wrong bytes of one line are not put right, even where each could be."""
    line = b"x" + LINES[2][1:-1] + b"x"
    found = survey(b"".join((*LINES[:2], line, *LINES[3:])), "game")
    assert found.records == RECORDS[:2]
    assert found.damage is not None
    assert found.damage.fault is Fault.BROKEN
    assert found.damage.fixes == ()


def test_a_line_beyond_any_limit_is_not_searched() -> None:
    """A line longer than any can be is damage, found without a search."""
    content = LINES[0] + b'["' + b"x" * (9 << 20)
    found = survey(content, "game")
    assert found.records == (GAME,)
    assert found.damage is not None
    assert found.damage.fault is Fault.TORN


def test_a_game_with_damage_can_still_be_listed(tmp_path: Path) -> None:
    """A list shows what can be read of a damaged game."""
    path = tmp_path / "game.chronicle"
    path.write_bytes(_flip(5, 1))
    shown = peek(path)
    assert not shown.sound
    assert (shown.game, shown.decisions, shown.last) == (GAME, 3, decide(3))


def test_damage_before_any_decision_is_at_month_none(tmp_path: Path) -> None:
    """Damage in the first lines stands after month 0."""
    with create(tmp_path, "game", FIRST) as game:
        pass
    content = bytearray(game.path.read_bytes())
    content[4] ^= 1
    game.path.write_bytes(content)
    damage = read(game.path).damage
    assert damage is not None
    assert (damage.month, damage.line) == (0, 1)
    assert all(not isinstance(each, DecideRecord) for each in read(game.path).records)

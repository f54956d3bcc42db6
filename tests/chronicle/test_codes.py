"""Share codes: what is written is read, and every slip of the hand is told."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.chronicle import (
    GameCode,
    StartCode,
    read_code,
    rules_mark,
    scenario_mark,
    write_code,
)
from game.chronicle.codes import UNPACKED_LIMIT
from game.chronicle.spelling import ALPHABET, GROUP, TEXT_LIMIT, spell, unspell
from game.errors import ShareCodeError
from tests.chronicle.samples import HEX

START = StartCode(
    scenario=scenario_mark("harbour"),
    rules=rules_mark(HEX),
    mechanics=1,
    level=3,
    seed=17,
)
GAME = GameCode(
    start=START,
    luck=((3, 99),),
    choices=21,
    months=((0, 20), (), (7,), (3, 19, 4)),
    digest=HEX,
)
START_TEXT = "106EM-5NYNY-Y09GR-0000F-0000M-000HP"
GAME_TEXT = (
    "206E1-5NYNY-Y09GR-0000F-0000M-000HP-04HMR-ASW9H-NF6YC-Y093S-8NKRS-KAYDD-XW0H6-"
    "0RV49-CT08K-0S2HF-5SBE3-VR1BZ-RPN0P-W0006"
)


def starts() -> st.SearchStrategy[StartCode]:
    """Return any start that a code can hold."""
    return st.builds(
        StartCode,
        scenario=st.integers(0, 2**15 - 1),
        rules=st.integers(0, 2**25 - 1),
        mechanics=st.integers(0, 127),
        level=st.integers(0, 15),
        seed=st.integers(0, 2**64 - 1),
    )


@st.composite
def games(draw: st.DrawFn) -> GameCode:
    """Return any game that a code can hold."""
    choices = draw(st.integers(0, 400))
    place = st.integers(0, max(0, choices - 1))
    month = st.lists(place, max_size=5 if choices else 0).map(tuple)
    return GameCode(
        start=draw(starts()),
        luck=tuple(
            draw(
                st.lists(
                    st.tuples(st.integers(0, 10**6), st.integers(0, 2**64 - 1)),
                    max_size=3,
                )
            )
        ),
        choices=choices,
        months=tuple(draw(st.lists(month, max_size=40))),
        digest=draw(st.binary(min_size=16, max_size=16)).hex(),
    )


@given(starts() | games())
def test_every_code_reads_back_as_it_was(code: StartCode | GameCode) -> None:
    """Writing and reading any code gives the same, however it is spaced and cased."""
    text = write_code(code)
    assert read_code(text) == code
    assert read_code(f"  {text.lower().replace('-', ' ')}\n") == code
    assert read_code(text.replace("-", "").replace("0", "o").replace("1", "l")) == code


@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_can_be_spelt(content: bytes) -> None:
    """Spelling keeps every byte; a group holds two and a half."""
    found = unspell(spell(content))
    assert found.startswith(content)
    assert len(found) - len(content) <= 2
    assert not any(found[len(content) :])


def test_the_bits_of_codes_never_change() -> None:
    """These codes were written once for all; they are read the same for ever."""
    assert read_code(START_TEXT) == START
    assert read_code(GAME_TEXT) == GAME
    assert write_code(START) == START_TEXT
    assert len(START_TEXT.replace("-", "")) == 30


def test_marks_never_change() -> None:
    """The marks of a scenario and of its rules are the same for ever."""
    assert scenario_mark("harbour") == 206
    assert rules_mark(HEX) == 5962430


def _first_wrong(text: str) -> int:
    """Return the group that the error about a code names first."""
    with pytest.raises(ShareCodeError) as caught:
        read_code(text)
    fields = caught.value.fields
    return int(str(fields.get("number") or str(fields["groups"]).split()[0]))


def test_every_single_mistyped_character_is_told_with_its_group() -> None:
    """Any character in any other's place is noticed, and its group named."""
    text = START_TEXT.replace("-", "")
    for place, right in enumerate(text):
        for other in (*ALPHABET, "U", "!", "é"):
            if other != right:
                typed = text[:place] + other + text[place + 1 :]
                assert _first_wrong(typed) == place // GROUP + 1


def test_every_swap_of_neighbours_is_told() -> None:
    """Two swapped neighbours are noticed, in a group or across two."""
    text = GAME_TEXT.replace("-", "")
    for place in range(len(text) - 1):
        a, b = text[place], text[place + 1]
        if a != b:
            typed = text[:place] + b + a + text[place + 2 :]
            assert _first_wrong(typed) in {place // GROUP + 1, (place + 1) // GROUP + 1}


def test_swapped_groups_are_told() -> None:
    """A group in another's place is noticed even though it is spelt right."""
    groups = GAME_TEXT.split("-")
    for place in range(len(groups) - 1):
        typed = [*groups]
        typed[place], typed[place + 1] = typed[place + 1], typed[place]
        assert _first_wrong("-".join(typed)) == place + 1


def test_a_character_left_out_or_put_in_is_told() -> None:
    """A missing or additional character is noticed near where it is."""
    text = START_TEXT.replace("-", "")
    for place in range(len(text)):
        for typed in (
            text[:place] + text[place + 1 :],
            f"{text[:place]}7{text[place:]}",
        ):
            with pytest.raises(ShareCodeError):
                read_code(typed)
    with pytest.raises(ShareCodeError, match=r"From group 3 on"):
        read_code(text[:12] + text[13:])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no code to read"),
        (" - \n", "no code to read"),
        ("A" * (TEXT_LIMIT + 1), "Was the wrong text pasted"),
        ("\x1b[2J", "Group 1 of the code holds '\\?'"),
        ("\u202e" + START_TEXT, "Group 1"),
        (GAME_TEXT[:-6], "cut short"),
        (START_TEXT[:17], "cut short"),
        (spell(b"\x08"), "cut short"),
        (spell(bytes([5 << 3]) + bytes(14)), "does not know"),
        (spell(bytes(15)), "does not know"),
    ],
)
def test_what_is_no_code_is_told_in_one_sentence(text: str, words: str) -> None:
    """Nothing, too much, a steering character, a piece, a later kind."""
    with pytest.raises(ShareCodeError, match=words) as caught:
        read_code(text)
    assert "\x1b" not in str(caught.value)


HEAD = unspell(GAME_TEXT)[:31]


def _crafted(
    how: int, body: bytes, size: int | None = None, behind: bytes = b""
) -> str:
    """Return a well spelt code with any body."""
    length = len(body) if size is None else size
    count = bytes([length & 0x7F | 0x80, length >> 7 & 0x7F | 0x80, length >> 14])
    return spell(HEAD + bytes([how]) + count + body + behind)


def _deflated(content: bytes) -> bytes:
    squeezing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezing.compress(content) + squeezing.flush()


BODY = b"\x00\x02\x02\x60"
"""No luck, two choices, a month with the second: 01 10."""


def test_a_crafted_body_is_read() -> None:
    """The body that the next test bends is a good one."""
    for text in (_crafted(0, BODY), _crafted(1, _deflated(BODY))):
        found = read_code(text)
        assert isinstance(found, GameCode)
        assert found.months == ((1,),)


@pytest.mark.parametrize(
    "text",
    [
        _crafted(2, BODY),
        _crafted(0, BODY, behind=b"\x00\x00\x00"),
        _crafted(0, BODY, behind=b"\x01"),
        _crafted(0, BODY, len(BODY) + 9),
        _crafted(0, b""),
        _crafted(0, BODY[:-1]),
        _crafted(0, BODY + b"\x00"),
        _crafted(0, b"\x00\x02\x02\x61"),
        _crafted(0, b"\x00\x02\x02\x70"),
        _crafted(0, b"\x00\x02\x02\x50"),
        _crafted(0, b"\x80\x00\x02\x02\x60"),
        _crafted(0, b"\x00\xff\xff\xff\x01"),
        _crafted(0, b"\xff\xff\x7f" + bytes(9)),
        _crafted(0, b"\x00\x00\xff\xff\x7f"),
        _crafted(1, b"no deflate"),
        _crafted(1, _deflated(BODY)[:-1]),
        _crafted(1, _deflated(BODY) + b"\x00"),
        _crafted(1, _deflated(bytes(5_000_000))),
        spell(unspell(START_TEXT) + b"\x00\x00\x00"),
        spell(unspell(START_TEXT) + b"\x07"),
    ],
    ids=range(20),
)
def test_a_crafted_code_without_sense_is_refused(text: str) -> None:
    """Whoever computes the checks still cannot make the reader stumble."""
    with pytest.raises(ShareCodeError, match=r"holds no game|cut short"):
        read_code(text)


def test_a_code_never_unpacks_beyond_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bomb of a few characters is given up at the limit."""
    asked: list[int] = []
    real = zlib.decompressobj

    class Counting:
        """Note how much is asked for."""

        def __init__(self, bits: int) -> None:
            self.inner = real(bits)

        def decompress(self, packed: bytes, limit: int) -> bytes:
            """Unpack as asked."""
            asked.append(limit)
            return self.inner.decompress(packed, limit)

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    bomb = _crafted(1, _deflated(bytes(6_000_000)))
    assert len(bomb) < TEXT_LIMIT
    with pytest.raises(ShareCodeError, match="holds no game"):
        read_code(bomb)
    assert asked == [UNPACKED_LIMIT]


@pytest.mark.parametrize(
    "code",
    [
        replace(START, seed=1 << 64),
        replace(START, level=16),
        replace(START, mechanics=128),
        replace(START, seed=-1),
        replace(GAME, luck=((1, 1 << 64),)),
        replace(GAME, luck=((1 << 21, 1),)),
        replace(GAME, luck=((-1, 1),)),
        replace(GAME, digest="x" * 32),
        replace(GAME, digest="ab"),
        replace(GAME, choices=1 << 21),
        replace(GAME, months=((GAME.choices + 1,),)),
        replace(GAME, months=((GAME.choices,),)),
    ],
    ids=range(12),
)
def test_what_does_not_fit_is_refused(code: StartCode | GameCode) -> None:
    """A code is never written that would read back as another game."""
    with pytest.raises(ShareCodeError):
        write_code(code)


@settings(max_examples=300)
@given(
    st.text(max_size=60)
    | st.text(ALPHABET, max_size=120)
    | st.binary(max_size=90).map(spell)
    | st.binary(max_size=60).map(lambda tail: spell(HEAD + tail))
)
def test_any_text_is_a_code_or_a_share_code_error(text: str) -> None:
    """Reading any text raises nothing but its own error."""
    try:
        read_code(text)
    except ShareCodeError:
        return


def test_a_long_game_of_repeats_stays_short() -> None:
    """Two hundred equal months cost little more than one."""
    months = ((4, 7),) * 200
    assert len(write_code(replace(GAME, months=months))) < 250

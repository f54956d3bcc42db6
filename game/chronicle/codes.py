"""Share codes: where a game starts, or a whole game, as text to pass on.

A start code names what every state follows from, but the decisions; a game code
adds these and the digest of the last state, by which whoever plays it again sees
that it came out the same. `game/manual/chronicle-format.md` gives the bits.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from game.chronicle.spelling import spell, unspell
from game.errors import ShareCodeError

UNPACKED_LIMIT: Final = 64 << 10
"""Bytes that the decisions of a code may unpack to."""

_START: Final = 1
_GAME: Final = 2
_START_UNDER: Final = 3
_GAME_UNDER: Final = 4
"""Of a start and of a game under a rival model, whose place follows the head."""
_KINDS: Final = frozenset({_START, _GAME, _START_UNDER, _GAME_UNDER})
_WIDTHS: Final = (5, 15, 25, 7, 4, 64)
"""Bits of kind, scenario, rules, mechanics, level and seed."""
_HEAD: Final = sum(_WIDTHS) // 8
_DIGEST: Final = 16
_SEED: Final = 8
_STORED: Final = 0
_DEFLATED: Final = 1
_RAW: Final = -zlib.MAX_WBITS
"""Deflate without a wrapper: the characters have checks of their own."""
_COUNT_BYTES: Final = 3
"""Bytes of a count at most: it stays below two millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCode:
    """Where a game starts.

    `scenario` and `rules` are marks: some bits of a digest of the scenario's id
    and of its mechanics (see `scenario_mark` and `rules_mark`).
    """

    scenario: int
    rules: int
    mechanics: int
    level: int
    seed: int
    model: int = 0
    """The place of the rival model among those of the scenario by id, from 1 on; 0 for
    the file as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GameCode:
    """A whole game.

    `luck` holds pairs of (month, seed), `choices` how many choices the scenario
    has, `months` the places of those that were taken, month by month, `digest`
    that of the last state, 32 hex digits.
    """

    start: StartCode
    luck: tuple[tuple[int, int], ...]
    choices: int
    months: tuple[tuple[int, ...], ...]
    digest: str


def scenario_mark(id: str) -> int:
    """Return the mark of a scenario's id."""
    return _mark(id, _WIDTHS[1])


def rules_mark(mechanics: str) -> int:
    """Return the mark of a scenario's mechanics hash."""
    return _mark(mechanics, _WIDTHS[2])


def write_code(code: StartCode | GameCode) -> str:
    """Return a code as text.

    Raises:
        ShareCodeError: a number is too large for a code.
    """
    text = spell(_bytes_of(code))
    if read_code(text) != code:
        raise _too_large()
    return text


def read_code(text: str) -> StartCode | GameCode:
    """Return what a code holds; case, spaces and hyphens in it do not matter.

    Raises:
        ShareCodeError: it is mistyped, cut short, of a newer version or no code.
    """
    content = unspell(text)
    kind = content[0] >> 3
    if kind not in _KINDS:
        raise ShareCodeError(
            "The code is of a kind that this version does not know. Update the "
            "program to use it."
        )
    if len(content) < _HEAD:
        raise _cut_short()
    start = _start_of(int.from_bytes(content[:_HEAD]))
    cursor = _Cursor(content[_HEAD:])
    if kind in {_START_UNDER, _GAME_UNDER}:
        start = replace(start, model=cursor.take(1)[0])
        if not start.model:
            raise _no_sense()
    if kind in {_START, _START_UNDER}:
        _nothing_behind(cursor.rest())
        return start
    return _game_of(start, cursor)


def _mark(text: str, width: int) -> int:
    digest = blake2b(text.encode("utf-8"), digest_size=8, person=b"share-code")
    return int.from_bytes(digest.digest()) >> (64 - width)


def _bytes_of(code: StartCode | GameCode) -> bytes:
    try:
        if isinstance(code, StartCode):
            return _head(_START_UNDER if code.model else _START, code)
        body = _body(code)
        squeezed = _deflate(body)
        how = _DEFLATED if len(squeezed) < len(body) else _STORED
        packed = squeezed if how == _DEFLATED else body
        return b"".join(
            (
                _head(_GAME_UNDER if code.start.model else _GAME, code.start),
                bytes.fromhex(code.digest),
                bytes([how]),
                _count(len(packed)),
                packed,
            )
        )
    except (OverflowError, ValueError) as error:
        raise _too_large() from error


def _head(kind: int, start: StartCode) -> bytes:
    values = (
        *(kind, start.scenario, start.rules),
        *(start.mechanics, start.level, start.seed),
    )
    packed = 0
    for value, width in zip(values, _WIDTHS, strict=True):
        if not 0 <= value < 1 << width:
            raise _too_large()
        packed = packed << width | value
    return packed.to_bytes(_HEAD) + (bytes([start.model]) if start.model else b"")


def _start_of(packed: int) -> StartCode:
    values: list[int] = []
    for width in reversed(_WIDTHS):
        values.append(packed & (1 << width) - 1)
        packed >>= width
    seed, level, mechanics, rules, scenario, _ = values
    return StartCode(
        scenario=scenario, rules=rules, mechanics=mechanics, level=level, seed=seed
    )


def _body(code: GameCode) -> bytes:
    """Return the changes of luck and the decisions as bytes.

    Every choice is its place in as few bits as all places need; the number
    behind the last place ends a month.
    """
    parts = [_count(len(code.luck))]
    for month, seed in code.luck:
        parts += [_count(month), seed.to_bytes(_SEED)]
    symbols = [each for month in code.months for each in (*month, code.choices)]
    width = _width(code.choices)
    bits = "".join(f"{symbol:0{width}b}" for symbol in symbols)
    parts += [_count(code.choices), _count(len(symbols)), _bits(bits)]
    return b"".join(parts)


def _width(choices: int) -> int:
    return max(1, choices.bit_length())


def _bits(bits: str) -> bytes:
    size = (len(bits) + 7) // 8
    return int(bits.ljust(8 * size, "0") or "0", 2).to_bytes(size)


def _game_of(start: StartCode, cursor: _Cursor) -> GameCode:
    digest = cursor.take(_DIGEST).hex()
    how = cursor.take(1)[0]
    packed = cursor.take(cursor.count())
    _nothing_behind(cursor.rest())
    body = _Cursor(_inflate(packed) if how == _DEFLATED else packed)
    if how not in {_STORED, _DEFLATED}:
        raise _no_sense()
    luck = tuple(
        (body.count(), int.from_bytes(body.take(_SEED))) for _ in range(body.count())
    )
    choices, symbols = body.count(), body.count()
    width = _width(choices)
    rest = body.rest()
    if len(rest) != (symbols * width + 7) // 8:
        raise _no_sense()
    bits = f"{int.from_bytes(rest):0{8 * len(rest)}b}"
    found = [int(bits[at : at + width], 2) for at in range(0, symbols * width, width)]
    code = GameCode(
        start=start,
        luck=luck,
        choices=choices,
        months=_months(found, choices),
        digest=digest,
    )
    if _body(code) != body.content:
        raise _no_sense()
    return code


def _months(symbols: list[int], choices: int) -> tuple[tuple[int, ...], ...]:
    """Cut the symbols behind each end of a month."""
    months: list[tuple[int, ...]] = []
    taken: list[int] = []
    for symbol in symbols:
        if symbol < choices:
            taken.append(symbol)
        else:
            months.append(tuple(taken))
            taken = []
    return tuple(months)


class _Cursor:
    """Bytes that are taken from the front."""

    def __init__(self, content: bytes) -> None:
        self.content: Final = content
        self._at = 0

    def take(self, size: int) -> bytes:
        """Return the next bytes, or raise that the code is cut short."""
        found = self.content[self._at : self._at + size]
        if len(found) < size:
            raise _cut_short()
        self._at += size
        return found

    def count(self) -> int:
        """Return the next number, seven bits a byte, the lowest first."""
        found = 0
        for place in range(_COUNT_BYTES):
            byte = self.take(1)[0]
            found |= (byte & 0x7F) << 7 * place
            if byte < 0x80:  # noqa: PLR2004 - the top bit tells that more follow
                return found
        raise _no_sense()

    def rest(self) -> bytes:
        """Return all that is left."""
        return self.take(len(self.content) - self._at)


def _count(number: int) -> bytes:
    """Return a number for `_Cursor.count`."""
    if not 0 <= number < 1 << 7 * _COUNT_BYTES:
        raise _too_large()
    found = bytearray()
    while number > 0x7F:  # noqa: PLR2004 - as in `_Cursor.count`
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def _deflate(content: bytes) -> bytes:
    squeezing = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return squeezing.compress(content) + squeezing.flush()


def _inflate(packed: bytes) -> bytes:
    """Unpack, but never more than the limit, however far it would go."""
    unpacking = zlib.decompressobj(_RAW)
    try:
        content = unpacking.decompress(packed, UNPACKED_LIMIT)
    except zlib.error as error:
        raise _no_sense() from error
    if not unpacking.eof or unpacking.unused_data:
        raise _no_sense()
    return content


def _nothing_behind(rest: bytes) -> None:
    """Refuse more than the zeros that fill the last group."""
    if len(rest) > 2 or any(rest):  # noqa: PLR2004 - a group holds 20 bits
        raise _no_sense()


def _cut_short() -> ShareCodeError:
    return ShareCodeError("The code is cut short. Paste the whole code.")


def _no_sense() -> ShareCodeError:
    return ShareCodeError(
        "The code is well spelt but holds no game. Ask for the code again, or for "
        "the file of the game."
    )


def _too_large() -> ShareCodeError:
    return ShareCodeError(
        "This game does not fit into a code. Pass on its file instead."
    )

"""Finding the one byte that makes a damaged line verify again.

The digest of a line is strong, so a changed byte that makes it verify is the
byte that was written. Every search here is bounded: a short payload is searched
byte by byte, a long one says with its Adler-32 where to look.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from game.chronicle.frames import (
    HEAD,
    LINE_LIMIT,
    LOCATOR,
    LOCATOR_FROM,
    PERSON,
    TAIL,
    frame,
    looks_headed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULUS: Final = 65521
"""The prime of Adler-32."""
_LOCATOR_SPAN: Final = len(LOCATOR) + 11
"""Bytes at most of `,"adler":`, a number of 32 bits and the closing brace."""
_BYTE: Final = 256
_PRINTABLE: Final = range(0x20, 0x7F)
_CANDIDATES: Final = tuple(bytes([byte]) for byte in _PRINTABLE)


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put at an offset of a file, and what stands there now.

    One byte for another, or the missing end of the last line (`was` is empty).
    """

    offset: int
    was: bytes
    put: bytes

    def apply(self, content: bytes) -> bytes:
        """Return the content with the fix made."""
        behind = self.offset + len(self.was)
        return b"".join((content[: self.offset], self.put, content[behind:]))


def find_fix(content: bytes, start: int, before: bytes) -> Fix | None:
    """Return what makes the line at `start` verify, or None.

    Args:
        content: the whole file.
        start: where the line begins that does not verify.
        before: the digest of the line before it.
    """
    reach = min(start + LINE_LIMIT, len(content))
    stop = content.find(b"\n", start, reach)
    if stop < 0:
        return _completion(content, start, before) or _terminator(
            content, start, reach, before
        )
    behind = content.find(b"\n", stop + 1, reach)
    return (
        _terminator(content, start, stop, before)
        or _substitution(content, start, stop, before)
        or (_line_feed(content, start, stop, behind, before) if behind > 0 else None)
    )


def _completion(content: bytes, start: int, before: bytes) -> Fix | None:
    """Find what an unfinished last line lacks behind a whole payload."""
    for missing in (b"\n", b"]\n"):
        whole = content[start:] + missing
        if frame(before, whole[HEAD:-TAIL])[0] == whole:
            return Fix(len(content), b"", missing)
    return None


def _terminator(content: bytes, start: int, stop: int, before: bytes) -> Fix | None:
    """Find the place inside a line where a line feed was turned into another byte.

    The places to try are those between a `]` and the head of the next line (or
    the end of the file); the payload up to each is digested in one pass.
    """
    stored = content[start + 2 : start + 34]
    running = blake2b(before, digest_size=16, person=PERSON)
    done = start + HEAD
    last_place = max(done, stop - 1)
    place = content.find(b"]", done, last_place)
    while place >= 0:
        last = place + TAIL == len(content)
        if last or looks_headed(content, place + TAIL):
            running.update(content[done:place])
            done = place
            if running.hexdigest().encode() == stored:
                return Fix(place + 1, content[place + 1 : place + TAIL], b"\n")
        place = content.find(b"]", place + 1, last_place)
    return None


def _substitution(content: bytes, start: int, stop: int, before: bytes) -> Fix | None:
    """Find one wrong byte in the line from `start` to its line feed at `stop`."""
    line = content[start : stop + 1]
    payload = line[HEAD:-TAIL]
    ideal, _ = frame(before, payload)
    if len(line) != len(ideal):
        return None
    places = (*range(HEAD), len(line) - TAIL)
    wrong = [at for at in places if line[at] != ideal[at]]
    if len(wrong) == 1:
        at = wrong[0]
        return Fix(start + at, line[at : at + 1], ideal[at : at + 1])
    if not looks_headed(line[:HEAD] + b"{", 0) or line[-TAIL:] != b"]\n":
        return None
    for at, put in _guesses(payload):
        found = _try(payload, at, put, before, line[2:34])
        if found is not None:
            return Fix(start + HEAD + at, payload[at : at + 1], found)
    return None


def _line_feed(
    content: bytes, start: int, stop: int, behind: int, before: bytes
) -> Fix | None:
    """Find the byte that was turned into the line feed at `stop`."""
    line = content[start : behind + 1]
    at = stop - start
    ideal, _ = frame(before, line[HEAD:-TAIL])
    if at < HEAD or at == len(line) - TAIL:
        put = ideal[at : at + 1]
        mended = line[:at] + put + line[at + 1 :]
        return Fix(stop, b"\n", put) if mended == ideal else None
    put_here = _try(line[HEAD:-TAIL], at - HEAD, None, before, line[2:34])
    return None if put_here is None else Fix(stop, b"\n", put_here)


def _guesses(payload: bytes) -> Iterator[tuple[int, bytes | None]]:
    """Yield places of a payload to try, with the byte to put there if known."""
    strange = payload.translate(None, bytes(_PRINTABLE))
    if strange:
        # No payload holds such bytes: one is the damage, more are beyond repair.
        if len(strange) == 1:
            yield payload.index(strange), None
        return
    if len(payload) < LOCATOR_FROM:
        yield from ((at, None) for at in range(len(payload)))
        return
    tail = len(payload) - _LOCATOR_SPAN
    yield from ((at, None) for at in range(tail, len(payload)))
    yield from _located(payload)


def _located(payload: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield where and what a payload's Adler-32 says that a byte must be.

    With low half A = 1 + sum of bytes and high half B = sum of the running A's,
    both modulo a prime p: a byte too large by d, n bytes before the end, raises
    A by d and B by n * d. So n is known modulo p.
    """
    split = payload.rfind(LOCATOR)
    number = payload[split + len(LOCATOR) : -1]
    if split < 0 or not number.isdigit() or len(number) > _LOCATOR_SPAN:
        return
    body = payload[:split]
    found, stored = zlib.adler32(body), int(number)
    low = ((found & 0xFFFF) - (stored & 0xFFFF)) % _MODULUS
    high = ((found >> 16) - (stored >> 16)) % _MODULUS
    excess = low if low < _BYTE else low - _MODULUS
    if not -_BYTE < excess < _BYTE or excess == 0:
        return
    first = high * pow(excess, -1, _MODULUS) % _MODULUS or _MODULUS
    for back in range(first, len(body) + 1, _MODULUS):
        at = len(body) - back
        byte = body[at] - excess
        if byte in _PRINTABLE:
            yield at, bytes([byte])


def _try(
    payload: bytes, at: int, put: bytes | None, before: bytes, stored: bytes
) -> bytes | None:
    """Return the byte at a place that gives the stored digest, or None."""
    running = blake2b(before + payload[:at], digest_size=16, person=PERSON)
    rest = payload[at + 1 :]
    for candidate in _CANDIDATES if put is None else (put,):
        attempt = running.copy()
        attempt.update(candidate + rest)
        if attempt.hexdigest().encode() == stored:
            return candidate
    return None

"""Lines whose digests are chained: the bytes of a chronicle.

A line is `["<32 hex digits>",<payload>]` and a line feed. Its digest is the
16-byte BLAKE2b, personalised `chronicle-v1`, of the digest before it (nothing
before the first line) followed by the payload, so the raw bytes are covered and
verifying never parses. A long payload ends with its own Adler-32, which is no
protection but tells where in the line a single damaged byte stands.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE_LIMIT: Final = 64 << 20
"""Bytes of a whole chronicle."""
PAYLOAD_LIMIT: Final = 1 << 20
"""Bytes of a payload, except the scenario's."""
SCENARIO_PAYLOAD_LIMIT: Final = 8 << 20
"""Bytes of the payload that carries the scenario."""
LOCATOR_FROM: Final = 1024
"""Payloads of at least this many bytes carry an Adler-32 at their end."""

PERSON: Final = b"chronicle-v1"
"""What sets these digests apart from any other use of BLAKE2b."""
HEAD: Final = 36
"""Bytes of a line before its payload: `["`, 32 hex digits, `",`."""
TAIL: Final = 2
"""Bytes of a line behind its payload: `]` and the line feed."""
LINE_LIMIT: Final = HEAD + SCENARIO_PAYLOAD_LIMIT + TAIL
"""Bytes of any line."""
LOCATOR: Final = b',"adler":'

_PRINTABLE: Final = bytes(range(0x20, 0x7F))
_CLOSING: Final = ord("]")
_FRAME_HEAD: Final = re.compile(rb'\["[0-9a-f]{32}",\{')


def digest_of(before: bytes, payload: bytes) -> bytes:
    """Return the 16-byte digest of a payload that follows the digest `before`."""
    return blake2b(before + payload, digest_size=16, person=PERSON).digest()


def locate(payload: bytes) -> bytes:
    """Return a payload, which is a JSON object, with its Adler-32 if it is long."""
    if len(payload) < LOCATOR_FROM:
        return payload
    body = payload[:-1]
    return b"%b%b%d}" % (body, LOCATOR, zlib.adler32(body))


def frame(before: bytes, payload: bytes) -> tuple[bytes, bytes]:
    """Return the line of a payload and its digest."""
    digest = digest_of(before, payload)
    return b'["%b",%b]\n' % (digest.hex().encode(), payload), digest


def looks_headed(content: bytes, offset: int) -> bool:
    """Tell whether a frame begins at an offset."""
    return _FRAME_HEAD.match(content, offset) is not None


def looks_framed(line: bytes) -> bool:
    """Tell whether a line without its line feed has the shape of a frame."""
    return (
        looks_headed(line, 0)
        and line.endswith(b"}]")
        and not line.translate(None, _PRINTABLE)
    )


@dataclass(slots=True)
class Chain:
    """The lines that verify, from the beginning of a file.

    `ends[i]` is the offset just behind line i, its line feed included.
    """

    payloads: list[bytes] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The offset behind the last line that verifies."""
        return self.ends[-1] if self.ends else 0

    @property
    def digest(self) -> bytes:
        """The digest of the last line that verifies; empty before the first."""
        return self.digests[-1] if self.digests else b""

    def extend(self, content: bytes) -> None:
        """Take lines of a file for as long as they verify."""
        start, digest = self.end, self.digest
        # Written out instead of calling `frame`: this loop sees every byte of
        # every game that is opened or listed.
        while True:
            stop = content.find(b"\n", start, start + LINE_LIMIT)
            if stop < 0:
                return
            payload = content[start + HEAD : stop - 1]
            running = blake2b(digest + payload, digest_size=16, person=PERSON)
            head = b'["%b",' % running.hexdigest().encode()
            if not content.startswith(head, start) or content[stop - 1] != _CLOSING:
                return
            digest = running.digest()
            start = stop + 1
            self.payloads.append(payload)
            self.digests.append(digest)
            self.ends.append(start)


def chain(content: bytes) -> Chain:
    """Return the longest prefix of whole lines that verify."""
    found = Chain()
    found.extend(content)
    return found


def join(payloads: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Return the bytes of a new file with these payloads, and its last digest."""
    digest = b""
    lines: list[bytes] = []
    for payload in payloads:
        line, digest = frame(digest, payload)
        lines.append(line)
    return b"".join(lines), digest

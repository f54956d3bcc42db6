"""Korean particles: the form that the sound before asks for.

A Korean template writes both forms, `{name}{이/가}`: the first stands after a
final consonant, the second after a vowel. Source: the Standard Korean Orthography
of the National Institute of Korean Language, article 51 and the rules on particles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from game.errors import fill as fill_fields

_PLACE = re.compile(r"\{([가-힣]+)/([가-힣]+)\}")
_HANGUL = (0xAC00, 0xD7A3)
_FINALS = 28
_RIEUL = 8
"""The final consonant after which `로` stands and not `으로`."""

_SOUNDS = {
    # Digits as they are read: 영 일 이 삼 사 오 육 칠 팔 구.
    **dict(zip("0123456789", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0), strict=True)),
    # Capitals by the names of the letters; all others end in a vowel.
    **dict.fromkeys("ABCDEFGHIJKOPQSTUVWXYZ", 0),
    "L": 8,
    "M": 16,
    "N": 4,
    "R": 8,
    "%": 0,
}


def _final(text: str) -> int | None:
    """Return the final consonant of a text as it is read, 0 for a vowel.

    Closing brackets and quotation marks are passed over. None: it cannot be told,
    as for a word in small Latin letters.
    """
    for character in reversed(text):
        code = ord(character)
        if _HANGUL[0] <= code <= _HANGUL[1]:
            return (code - _HANGUL[0]) % _FINALS
        if character in _SOUNDS:
            return _SOUNDS[character]
        if unicodedata.category(character)[0] in "LN":
            return None
    return None


def particle(before: str, closed: str, opened: str) -> str:
    """Return the form of a particle after a text.

    Args:
        before: what stands before it.
        closed: the form after a final consonant, such as 이.
        opened: the form after a vowel, such as 가.

    Returns:
        One of the two; both, as `이(가)`, where the sound cannot be told.
    """
    final = _final(before)
    if final is None:
        return f"{closed}({opened})"
    directional = closed == f"으{opened}"
    return opened if final == 0 or (directional and final == _RIEUL) else closed


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Put fields into a template and particles into their right form.

    Particles are looked for in the template alone: what a field holds is text.
    """
    done, start = "", 0
    for place in _PLACE.finditer(template):
        done += fill_fields(template[start : place.start()], fields)
        done += particle(done, place.group(1), place.group(2))
        start = place.end()
    return done + fill_fields(template[start:], fields)

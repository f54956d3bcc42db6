"""Korean particles: the form that the sound before asks for.

A Korean template writes both forms, `{name}{이/가}`: the first stands after a
final consonant, the second after a vowel. Source: the Standard Korean Orthography
of the National Institute of Korean Language, article 51 and the rules on particles;
for words in Latin letters its rules for English loanwords (chapter 3, section 1).
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

_LONGEST = 48
"""Characters of a word that are looked at; only its end is heard."""
_TOKEN = re.compile(r"[A-Za-z0-9]+$")
_HEXADECIMAL = re.compile(r"[a-f0-9]*[0-9][a-f0-9]*")
_LOANWORD = re.compile(r"[A-Za-z]?(?=[a-z]*[aeiouy])[a-z]{2,}")
"""A word, as ids and names of files have them: no abbreviation, nor a unit like mm."""
_ENDS = (
    (re.compile(r"mn$"), None),
    (re.compile(r"ng$"), 21),
    (re.compile(r"ne?$"), 4),
    (re.compile(r"me?$"), 16),
    (re.compile(r"le?$"), _RIEUL),
    # A stop behind a consonant, or before a silent e, is written with 으.
    (re.compile(r"[aiouydefhjrsvwxz]$|[cflmnprs]t$|[lmrs]p$|[lnrs]k$"), 0),
)
"""Endings of loanwords, each by its sound. A stop behind a vowel cannot be told from
its letters: `hit` ends in a final consonant and `heat` does not."""

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
    as for some words in small Latin letters.
    """
    for place, character in enumerate(reversed(text)):
        code = ord(character)
        if _HANGUL[0] <= code <= _HANGUL[1]:
            return (code - _HANGUL[0]) % _FINALS
        if character in _SOUNDS:
            return _SOUNDS[character]
        if unicodedata.category(character)[0] in "LN":
            return _final_of_word(text[: len(text) - place])
    return None


def _final_of_word(text: str) -> int | None:
    """Return the final consonant of a text that ends in a small Latin letter."""
    found = _TOKEN.search(text[-_LONGEST:])
    word = found[0] if found else ""
    if _HEXADECIMAL.fullmatch(word):
        # Read letter by letter, and the names of a to f all end in a vowel.
        return 0
    if not _LOANWORD.fullmatch(word):
        return None
    return next((final for end, final in _ENDS if end.search(word)), None)


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

"""Bytes as groups of characters that can be read out, typed and checked.

Five characters a group, of Crockford's base 32: four hold 20 bits, the fifth
checks them and the group's place. The check is a remainder over the field of 32
elements, so any one wrong character and any two swapped ones of a group are
noticed, and so is a group in another's place.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from typing import TYPE_CHECKING, Final

from game.errors import ShareCodeError
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_LIMIT: Final = 16 << 10
"""Characters of a code, spaces and hyphens included."""
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U; the first three are read as 1, 1 and 0."""
GROUP: Final = 5
"""Characters of a group, its check included."""

_HELD: Final = GROUP - 1
_PLAIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
"""The alphabet of the standard library's base 32."""
_WRITTEN: Final = str.maketrans(_PLAIN, ALPHABET)
_READ: Final = str.maketrans(ALPHABET, _PLAIN)
_ALIKE: Final = str.maketrans("ILO", "110")
_FIELD: Final = 0b100101
"""x^5 + x^2 + 1, whose roots generate the field of 32 elements."""
_SIZE: Final = 32
_SHOWN: Final = 3
"""Wrong groups that an error names."""


def spell(content: bytes) -> str:
    """Return bytes as groups of characters with hyphens between them."""
    symbols = b32encode(content).decode("ascii").rstrip("=").translate(_WRITTEN)
    groups = [symbols[at : at + _HELD] for at in range(0, len(symbols), _HELD)]
    filled = [group.ljust(_HELD, ALPHABET[0]) for group in groups]
    return "-".join(
        group + _check(number, group) for number, group in enumerate(filled)
    )


def unspell(text: str) -> bytes:
    """Return the bytes of groups of characters, up to three zero bytes behind them.

    Case, spaces and hyphens do not matter.

    Raises:
        ShareCodeError: a character is wrong, missing or too many; it says where.
    """
    if len(text) > TEXT_LIMIT:
        raise ShareCodeError(
            "A code has at most {limit} characters; this has more. Was the wrong "
            "text pasted?",
            limit=TEXT_LIMIT,
        )
    symbols = "".join(_symbols("".join(text.split()).replace("-", "")))
    groups = [symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP)]
    if not groups:
        raise ShareCodeError("There is no code to read. Paste the whole code.")
    wrong = [
        (number, group)
        for number, group in enumerate(groups)
        if group[_HELD:] != _check(number, group[:_HELD])
    ]
    if wrong:
        raise _mistyped(wrong, len(groups), short=len(groups[-1]) < GROUP)
    held = "".join(group[:_HELD] for group in groups).translate(_READ)
    whole = len(held) * 5 // 8
    return b32decode(held + _PLAIN[0] * (-len(held) % 8))[:whole]


def _symbols(text: str) -> Iterator[str]:
    """Yield the characters as the alphabet has them."""
    for place, character in enumerate(text):
        symbol = character.upper().translate(_ALIKE) if character.isascii() else ""
        if not symbol or symbol not in ALPHABET:
            raise ShareCodeError(
                "Group {number} of the code holds {character}, which no code does. "
                "Compare that group with the code you were given.",
                number=place // GROUP + 1,
                character=repr(clean(character) or "?"),
            )
        yield symbol


def _mistyped(
    wrong: list[tuple[int, str]], groups: int, *, short: bool
) -> ShareCodeError:
    """Tell a slip in some groups from a character left out or put in."""
    first = wrong[0][0] + 1
    if short or (len(wrong) > _SHOWN and len(wrong) == groups - first + 1):
        return ShareCodeError(
            "From group {number} on, {group}, the code does not fit: a character is "
            "missing or too many there. Compare it with the code you were given.",
            number=first,
            group=wrong[0][1],
        )
    return ShareCodeError(
        "The code is mistyped in group {groups}. Compare it with the code you were "
        "given.",
        groups=", ".join(f"{number + 1} ({group})" for number, group in wrong[:_SHOWN]),
    )


def _check(number: int, group: str) -> str:
    """Return the check of a group: its symbols weighed by powers of a root."""
    check = number % _SIZE
    for symbol in group:
        check = _times_root(check) ^ ALPHABET.index(symbol)
    return ALPHABET[_times_root(check)]


def _times_root(element: int) -> int:
    """Multiply an element of the field by the root."""
    twice = element << 1
    return twice ^ _FIELD if twice >= _SIZE else twice

"""What fuzzing found stays found, and the three readers stand rough handling."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from game.chronicle import read_code
from game.chronicle.survey import survey
from game.errors import ChronicleError, ShareCodeError
from tests.faults.readers import (
    FOUND,
    TARGETS,
    chained_anew,
    checked_anew,
    seeds,
)

CASES = sorted(FOUND.glob("*-*"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_was_found_is_answered(path: object) -> None:
    """Input that once broke a reader gets an error for the player, or is read."""
    case = FOUND / getattr(path, "name", "")
    TARGETS[case.name.partition("-")[0]](case.read_bytes())


def test_digests_and_checks_are_put_right() -> None:
    """Good input stays as it is, and an edit is read for what it says."""
    for content in seeds("save"):
        if survey(content, "game").damage is None:
            assert chained_anew(content) == content
            other = content.replace(b'"level":', b'"lever":', 1)
            with pytest.raises(ChronicleError, match="not a saved game"):
                survey(chained_anew(other), "game")
    text = next(line for line in seeds("code") if line[:1] == b"2").decode()
    assert checked_anew(text) == text
    told = Counter[str]()
    for place, symbol in itertools.product(range(len(text)), "0Z"):
        edited = text[:place] + symbol + text[place + 1 :]
        try:
            read_code(checked_anew(edited))
        except ShareCodeError as error:
            told[error.template] += 1
        else:
            told["read"] += 1
    assert len(told) > 3
    assert told["read"]
    assert not any("mistyped" in words for words in told)


@pytest.mark.parametrize("target", ["save", "code"])
def test_rough_handling_is_answered(target: str) -> None:
    """Good input cut, doubled, shuffled and overwritten raises nothing else."""
    chance = random.Random(1)  # noqa: S311 - repeatable damage
    good = [content for content in seeds(target) if len(content) < 120_000]
    for number in range(2_000 if target == "code" else 60):
        content = bytearray(chance.choice(good))
        for _ in range(chance.randrange(1, 5)):
            start = chance.randrange(len(content) + 1)
            stop = min(len(content), start + chance.randrange(400))
            piece = content[start:stop]
            match chance.randrange(4):
                case 0:
                    del content[start:stop]
                case 1:
                    content[start:start] = piece
                case 2:
                    content[start:stop] = chance.randbytes(len(piece))
                case _:
                    other = chance.choice(good)
                    content[start:stop] = other[start:stop]
        assert TARGETS[target](bytes(content)) is None, number

"""What was measured of a game, kept beside the saved games: it can be measured again.

A file is named by a digest of the game and of all that the numbers hang on. What
cannot be read, whole and as it must be, counts as not there; what cannot be written
is only not kept.
"""

from __future__ import annotations

import json
import math
import os
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import cast

from game.report.hindsight import Fortune, Hindsight, Moved, Regret
from game.session.finished import Finished
from game.session.written import MECHANICS
from game.study.hindsight.futures import FUTURES
from game.study.hindsight.measuring import PROPOSER

FOLDER = "reviews"
"""In the folder of saved games."""

_VERSION = 1
"""Rises when the same game is measured otherwise."""

_LARGEST = 4 << 20


def path_of(saves: Path, game: Finished) -> Path:
    """Return where what was measured of a game is kept."""
    word = json.dumps(
        [
            *(_VERSION, MECHANICS, PROPOSER, FUTURES),
            *(game.scenario.mechanics, game.digest, sorted(game.shares.items())),
            sorted(game.reference),
            game.history is not None,
            game.course.decisions,
        ]
    )
    name = blake2b(word.encode(), digest_size=16).hexdigest()
    return saves / FOLDER / f"{name}.json"


def load(path: Path, game: Finished) -> Hindsight | None:
    """Return what was measured before; None for nothing that can be used."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        found = _hindsight(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    lines = {choice.line for choice in game.course.model.choices}
    turns = [row.turn for row in found.regrets]
    fits = (
        found.turns == len(game.course.decisions)
        and len(set(turns)) == len(turns)
        and all(1 <= turn <= found.turns for turn in turns)
        and all(lines.issuperset(row.better) for row in found.regrets)
        and _fits(found, game)
    )
    return found if fits else None


def _fits(found: Hindsight, game: Finished) -> bool:
    """Tell whether everything that is named is there, so that it can be told."""
    model = game.course.model
    causes = {cause.id for cause in model.causes}
    variables = {row.id for row in model.spec.variables}
    fortune = found.fortune
    many = () if fortune is None else (fortune.yours, *(s for _, s in fortune.lines))
    return (
        all(
            moved.variable in variables
            and causes.issuperset(key for key, _ in moved.causes)
            for row in found.regrets
            for moved in row.moved
        )
        and all(len(scores) == FUTURES for scores in many)
        and (fortune is None or [key for key, _ in fortune.lines] == [*game.reference])
        and (fortune is None or len(fortune.history) in {0, FUTURES})
    )


def save(path: Path, found: Hindsight) -> None:
    """Keep what was measured; the old file stays whole until the new one is."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(asdict(found)), encoding="utf-8")
        beside.replace(path)


# Reading: every shape is looked at; a wrong one raises one of the errors above.


def _number(value: object) -> float:
    if type(value) not in {int, float} or not math.isfinite(cast("float", value)):
        raise ValueError(value)
    return float(cast("float", value))


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError(value)
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _rows(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _pairs(value: object) -> tuple[tuple[str, float], ...]:
    rows = [_rows(row) for row in _rows(value)]
    return tuple((_word(key), _number(amount)) for key, amount in rows)


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _numbers(value: object) -> tuple[float, ...]:
    return tuple(map(_number, _rows(value)))


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(_word, _rows(value)))


def _moved(value: object) -> Moved:
    row = _table(value)
    return Moved(
        variable=_word(row["variable"]),
        difference=_number(row["difference"]),
        causes=_pairs(row["causes"]),
        only_other=_words(row["only_other"]),
    )


def _regret(value: object) -> Regret:
    row = _table(value)
    return Regret(
        turn=_whole(row["turn"]),
        better=_words(row["better"]),
        difference=_number(row["difference"]),
        error=_number(row["error"]),
        duties=_pairs(row["duties"]),
        moved=tuple(map(_moved, _rows(row["moved"]))),
    )


def _fortune(value: object) -> Fortune:
    row = _table(value)
    lines = [_rows(pair) for pair in _rows(row["lines"])]
    return Fortune(
        yours=_numbers(row["yours"]),
        lines=tuple((_word(key), _numbers(scores)) for key, scores in lines),
        history=_numbers(row["history"]),
    )


def _hindsight(value: object) -> Hindsight:
    row = _table(value)
    fortune = row["fortune"]
    return Hindsight(
        proposer=_word(row["proposer"]),
        futures=_whole(row["futures"]),
        regrets=tuple(map(_regret, _rows(row["regrets"]))),
        fortune=None if fortune is None else _fortune(fortune),
        turns=_whole(row["turns"]),
    )

"""Digests: short names of one world's state, equal on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from game.engine.model import Model
from game.engine.state import State, select

_SIZE = 16
_PARTS = {
    "variables": ("values", "previous"),
    "delays": ("delays",),
    "levers": ("levers", "mandate", "declared"),
    "memory": (
        "since",
        "freshness",
        "opened",
        "raised",
        "held",
        "ending",
        "ended",
        "readings",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """BLAKE2b-128 of the parts of one world, 32 hexadecimal digits each."""

    variables: str
    delays: str
    levers: str
    memory: str
    whole: str
    """Of the month and the four parts."""


def _number(value: int) -> bytes:
    return value.to_bytes(8, "little")


def _part(state: State, names: tuple[str, ...]) -> bytes:
    digest = blake2b(digest_size=_SIZE)
    for name in names:
        rows = np.atleast_2d(getattr(state, name))[:, 0]
        digest.update(name.encode("ascii") + b"\0" + _number(rows.size))
        digest.update((rows.astype("<f8") + 0.0).astype("<f8").tobytes())
    return digest.digest()


def digest(model: Model, state: State, column: int) -> Digests:
    """Return the digests of one world of a state.

    Args:
        model: the model that made the state.
        state: the state.
        column: the world's place in the batch.
    """
    listed = dict(_PARTS)
    if model.spec.reports:
        # Only here, so that worlds without reports keep the digests they had.
        listed["memory"] = (*_PARTS["memory"], "reports")
    here = select(state, np.array([column], dtype=np.int64))
    parts = {name: _part(here, names) for name, names in listed.items()}
    whole = blake2b(_number(state.turn) + b"".join(parts.values()), digest_size=_SIZE)
    return Digests(
        whole=whole.hexdigest(), **{name: part.hex() for name, part in parts.items()}
    )

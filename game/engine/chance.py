"""Chance by counting: any draw of any world is reachable on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import cast

import numpy as np

from game.engine.arithmetic import blocks
from game.engine.state import Array, Integers, Worlds

_WORD = 2**64
_STRIDE = 0x9E3779B97F4A7C15
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_WORLD_SHIFT = np.uint64(20)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11))
_UNIT = 2.0**-53
_KEPT = 1024
"""Groups of streams whose keys are kept for the next batch of the same months."""
_STRATA = 64
_FINE_SHIFT = np.uint64(17)
_FINE_UNIT = 2.0**-47
"""A draw within its stratum has 47 bits, so that stratum and draw add exactly."""


def quantile(uniform: Array) -> Array:
    """Turn uniforms on [0, 1) into normals by a fitted algebraic quantile.

    Within 0.14 of the normal quantile for sizes below 3.09; bounded by 3.06.
    """
    centred = 2.0 * uniform - 1.0
    square = centred * centred
    shape = 1.198014 + square * (0.096505 - 0.634457 * square)
    return centred * shape / np.sqrt(1.0 - 0.953334 * square)


def _offset(index: int | Worlds) -> Worlds:
    """Return how far draws of an index lie from the key of their stream."""
    return (np.array(index, dtype=np.uint64, ndmin=1) + np.uint64(1)) * np.uint64(
        _STRIDE
    )


def _stirred(word: Worlds) -> Worlds:
    """Stir words of 64 bits in place, and return them."""
    word ^= word >> _SHIFTS[0]
    word *= _FIRST
    word ^= word >> _SHIFTS[1]
    word *= _SECOND
    word ^= word >> _SHIFTS[2]
    return word


def _blocks(worlds: Worlds) -> tuple[Worlds, Integers]:
    """Return the blocks of 64 that hold some worlds, and the place of each among them.

    A block between them that holds none may be there too.
    """
    block = worlds >> np.uint64(6)
    first, last = block.min(initial=_WORD - 1), block.max(initial=0)
    if last - first < worlds.size:
        return np.arange(first, last + 1, dtype=np.uint64), (block - first).astype(int)
    return np.unique(block, return_inverse=True)


def _strata(keys: Worlds, worlds: Worlds) -> Array:
    """Return the stratum of each draw, 0 to 63, (streams, W).

    Args:
        keys: (streams, 1)
        worlds: (W,)

    The worlds 64 n to 64 n + 63 take every stratum of a stream once, in an order
    that is the stream's and the block's own.
    """
    block, where = _blocks(worlds)
    words = _stirred(keys + block * np.uint64(_STRIDE))
    # The bytes of each word, the lowest first, (8, streams, blocks, 1).
    parts = words.astype("<u8")[:, :, None].view(np.uint8).transpose(2, 0, 1)[..., None]
    odd, most = np.uint8(1), np.uint8(_STRATA - 1)
    place = np.arange(_STRATA, dtype=np.uint8) ^ (parts[0] & most)
    for n in (1, 3, 5):
        # Each of these is one to one on six bits.
        place *= parts[n] | odd
        place += parts[n + 1]
        place &= most
        place ^= place >> np.uint8(3)
    place *= parts[7] | odd
    place &= most
    columns = where * _STRATA + (worlds & np.uint64(_STRATA - 1)).astype(int)
    order = place.reshape(len(keys), block.size * _STRATA)
    strata: Array = order.take(columns, axis=1).astype(np.float64)
    return strata


@dataclass(frozen=True, slots=True)
class Chance:
    """All the luck of one game: a pure function of stream, month and world."""

    seed: int
    domain: str = "play"
    changes: tuple[tuple[int, int], ...] = ()
    """(month, seed), sorted by month: from that month on the seed is another. What
    that month opened with had been drawn before, and stays (see `opening`)."""
    stratified: bool = False
    """Whether each 64 worlds, from a multiple of 64 on, share out the range of every
    draw among themselves (Latin hypercube sampling): each world alone is as likely
    to draw this as that, and means over worlds are nearer. Never in a game."""

    @property
    def opening(self) -> Chance:
        """Return the luck of what is drawn for an opening: cards, readings, reports.

        A player who changes the luck of a month has seen its opening, so a change
        tells there one month later.
        """
        if not self.changes:
            return self
        later = tuple((month + 1, seed) for month, seed in self.changes)
        return replace(self, changes=later)

    def keys(self, streams: Sequence[str], turn: int) -> Worlds:
        """Return the 64-bit keys of streams in a month.

        Month 0 (types, thresholds, biases, starts) never changes its seed.
        """
        return _keys(self, tuple(streams), turn)

    def uniforms(
        self,
        streams: Sequence[str],
        turn: int,
        worlds: Worlds,
        index: int = 0,
    ) -> Array:
        """Draw uniforms on [0, 1) for several streams, shape (streams, W)."""
        return self.drawn(self.keys(streams, turn), worlds, index)

    def drawn(self, keys: Worlds, worlds: Worlds, index: int | Worlds = 0) -> Array:
        """Draw uniforms on [0, 1) for the keys of some streams, (streams, W).

        Args:
            keys: (streams,), of any months.
            worlds: (W,)
            index: which draw of each stream, (streams, 1) where they differ.
        """
        keys = keys[:, None] + _offset(index)
        strides = (worlds << _WORLD_SHIFT) * np.uint64(_STRIDE)
        uniform: Array = np.empty((len(keys), worlds.size))
        for cut in blocks(len(keys), worlds.size):
            word = _stirred(keys[cut] + strides)
            word >>= _FINE_SHIFT if self.stratified else _SHIFTS[3]
            unit = _FINE_UNIT if self.stratified else _UNIT
            # Below 2**53, so the sign does not matter; and such are turned faster.
            np.multiply(word.view(np.int64), unit, out=uniform[cut])
        if self.stratified:
            uniform += _strata(keys, worlds)
            uniform *= 1.0 / _STRATA
        return uniform

    def normals(
        self, streams: Sequence[str], turn: int, worlds: Worlds, index: int = 0
    ) -> Array:
        """Draw standard normals for several streams, shape (streams, W)."""
        return quantile(self.uniforms(streams, turn, worlds, index))

    def uniform(self, stream: str, turn: int, worlds: Worlds, index: int = 0) -> Array:
        """Draw uniforms on [0, 1) for one stream, shape (W,)."""
        (drawn,) = self.uniforms((stream,), turn, worlds, index)
        return cast("Array", drawn)

    def normal(self, stream: str, turn: int, worlds: Worlds, index: int = 0) -> Array:
        """Draw standard normals for one stream, shape (W,)."""
        (drawn,) = self.normals((stream,), turn, worlds, index)
        return cast("Array", drawn)


@lru_cache(maxsize=_KEPT)
def _keys(chance: Chance, streams: tuple[str, ...], turn: int) -> Worlds:
    seed = chance.seed
    if turn > 0:
        for month, other in chance.changes:
            if month <= turn:
                seed = other
    start = blake2b(f"{seed}|{chance.domain}|".encode("ascii"), digest_size=8)
    hashes = []
    for stream in streams:
        hashed = start.copy()
        hashed.update(f"{stream}|{turn}".encode("ascii"))
        hashes.append(hashed.digest())
    keys = np.frombuffer(b"".join(hashes), dtype="<u8").astype(np.uint64)
    keys.setflags(write=False)
    return keys

"""The crisis that a study plays, compiled once in every process that plays it.

A study sends the Spec to each of its processes with every piece of work, and asks for
the model in several places; to compile a large crisis takes as long as a month of
thousands of its worlds.
"""

from __future__ import annotations

from functools import lru_cache

from game.engine import Model, Spec, compile_spec

_KEPT = 2
"""Models that are kept: a comparison plays two crises."""


@lru_cache(maxsize=_KEPT)
def compiled(spec: Spec) -> Model:
    """Return the model of a Spec; the same one while a study goes on."""
    return compile_spec(spec)

"""Apps that take no longer to start and to come to rest than they need."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypedDict, Unpack

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

MOMENT = 0.005
"""Seconds in which a process that does nothing counts as idle; Textual waits for 20
thousandths, many times a test. What is still to come the stage asks for itself."""
KEPT = 1024
"""Style sheets of widgets, in some themes."""

Rules = list[RuleSet]


class Given(TypedDict):
    """What comes with the text of a style sheet."""

    read_from: tuple[str, str]
    is_default_rules: bool
    tie_breaker: int
    scope: str


def parsed_once() -> Callable[..., Rules]:
    """Return a way to read a style sheet that reads no text twice.

    Every app has the same texts, and what is read from them is not changed.
    """
    read = Stylesheet._parse_rules

    @lru_cache(maxsize=KEPT)
    def remembered(
        variables: frozenset[tuple[str, str]], css: str, **given: Unpack[Given]
    ) -> Rules:
        return read(Stylesheet(variables=dict(variables)), css, **given)

    def parse(sheet: Stylesheet, css: str, **given: Unpack[Given]) -> Rules:
        return remembered(frozenset(sheet._variables.items()), css, **given)

    return parse


PARSE = parsed_once()


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each style sheet once for all apps, and see at once that one is idle."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", PARSE)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", MOMENT)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", MOMENT / 20)

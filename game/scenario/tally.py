"""How many findings there are of each kind, in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from game.scenario.codes import PAGES
from game.scenario.diagnostics import Diagnostic, Severity
from game.words import render, say


def tally(found: Sequence[Diagnostic], language: str = "en") -> str:
    """Return the numbers of errors and warnings, as words."""
    errors = sum(one.severity is Severity.ERROR for one in found)
    warnings = sum(one.severity is Severity.WARNING for one in found)
    told = (
        say("1 error", language)
        if errors == 1
        else say("{count} errors", language, count=errors),
        say("1 warning", language)
        if warnings == 1
        else say("{count} warnings", language, count=warnings),
    )
    return ", ".join(told)


def tally_of_notes(found: Sequence[Diagnostic], language: str = "en") -> str:
    """Return how many notes there are, and of what, by the titles of their pages."""
    codes = Counter(one.code for one in found if one.severity is Severity.NOTE)
    count = codes.total()
    head = (
        say("1 note", language)
        if count == 1
        else say("{count} notes", language, count=count)
    )
    if not codes:
        return head
    kinds = [
        (f"{count} " if len(codes) > 1 else "")
        + f"{code} {render(PAGES[code].title, language)}"
        for code, count in sorted(codes.items())
    ]
    return f"{head}: {'; '.join(kinds)}"

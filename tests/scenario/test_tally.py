"""The last line of `validate`: how many findings there are, and what the notes are."""

from __future__ import annotations

from dataclasses import replace

from game.scenario import Severity, check_text
from game.scenario.codes import PAGES, sample
from game.scenario.tally import tally, tally_of_notes

FOUND = check_text({"a.toml": sample(PAGES["E101"].example)}, "a.toml").diagnostics
ERROR = next(one for one in FOUND if one.severity is Severity.ERROR)


def test_one_is_not_many() -> None:
    """One of a kind is named in the singular, none and two are not."""
    warning = replace(ERROR, severity=Severity.WARNING)
    assert tally([]) == "0 errors, 0 warnings"
    assert tally([ERROR]) == "1 error, 0 warnings"
    assert tally([ERROR, ERROR, warning]) == "2 errors, 1 warning"


def test_notes_are_named_by_the_titles_of_their_pages() -> None:
    """One kind by itself, several each with its number."""
    note = replace(ERROR, severity=Severity.NOTE, code="W501")
    other = replace(note, code="E205")
    assert tally_of_notes([ERROR]) == "0 notes"
    assert tally_of_notes([note]) == f"1 note: W501 {PAGES['W501'].title.template}"
    assert tally_of_notes([note, note, other]) == (
        f"3 notes: 1 E205 {PAGES['E205'].title.template};"
        f" 2 W501 {PAGES['W501'].title.template}"
    )

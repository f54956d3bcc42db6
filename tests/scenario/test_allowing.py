"""Warnings that an author accepts: exactly those, and nothing worse."""

from __future__ import annotations

import pytest

from game.scenario import Severity, check_text
from game.scenario.allowing import reason_for
from game.scenario.samples import BASE, FERRY

BARE = FERRY.replace('grade = "J"\n', "")
ALLOWED = '[allow.sketch]\ncode = "W502"\n{about}reason = "A sketch."\n'


def found(text: str) -> list[str]:
    """Return the codes of what a text shows, notes left out."""
    checked = check_text({"a.toml": text}, "a.toml")
    return [
        one.code for one in checked.diagnostics if one.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize("about", ["", 'about = ["variables.ferry"]\n'])
def test_accepted_warning_is_not_given(about: str) -> None:
    """With its code, and for what it names, a warning is accepted."""
    assert found(BASE + BARE) == ["W502"]
    assert found(BASE + BARE + ALLOWED.format(about=about)) == []


def test_other_places_still_warn() -> None:
    """What a row does not name is not accepted."""
    about = 'about = ["variables.standing"]\n'
    assert found(BASE + BARE + ALLOWED.format(about=about)) == ["W502", "W508"]


def test_errors_are_never_accepted() -> None:
    """A row that names an error is itself an error, and hides nothing."""
    text = BASE + FERRY.replace("start = 4", "start = 40")
    accepted = '[allow.x]\ncode = "E118"\nreason = "It will do."\n'
    assert set(found(text + accepted)) == {"E118", "E104"}


def test_reason_of_what_play_shows() -> None:
    """Codes that only play can give are looked up by place, with their reason."""
    text = '[allow.x]\ncode = "W302"\nabout = ["endings"]\nreason = "All go home."\n'
    ending = text.replace('"endings"', '"endings.over"')
    checked = check_text({"a.toml": BASE + ending}, "a.toml")
    assert checked.scenario is not None
    allowed = checked.scenario.document.allow
    assert reason_for(allowed, "W302", "endings.over") == "All go home."
    assert reason_for(allowed, "W302", "endings.over.when") == "All go home."
    assert not reason_for(allowed, "W302", "endings.overboard")
    assert not reason_for(allowed, "W301", "endings.over")

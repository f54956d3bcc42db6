"""The pages of the codes about a file as a whole: what it accepts, extends, records."""

from __future__ import annotations

from game.scenario.page import Page
from game.words import message

WHOLE = (
    Page(
        code="W508",
        title=message("A warning accepted in vain"),
        text=message(
            "A row of [allow] accepts a warning that the check does not give. Left in,"
            " it would one day hide a warning that nobody has looked at.",
        ),
        example='[allow.idle]\ncode = "W503"\nreason = "It is cited in the text."\n',
    ),
)

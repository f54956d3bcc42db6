"""The pages of the codes about a file as a whole: what it accepts, extends, records."""

from __future__ import annotations

from game.scenario.page import Page
from game.scenario.samples import BASE
from game.words import message

WHOLE = (
    Page(
        code="E007",
        title=message("What a file extends is not there, or not as said"),
        text=message(
            "extends names a scenario by its id, the version it was written for and,"
            " if wanted, the hash of its rules. It is looked for beside the file, then"
            " where scenarios are found by id.",
        ),
        example=BASE.replace(
            "format = 1", 'format = 1\nextends = { id = "harbour", version = "1" }'
        ),
    ),
    Page(
        code="E008",
        title=message("Files that extend one another in a circle, or too deep"),
        text=message(
            "A file extends one other, at most four deep in all, and never itself.",
        ),
        example="",
    ),
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

"""The errors that a player can be shown.

GameError
├── UsageError            the command line cannot be understood (exit 2)
├── ChoiceError           a choice that does not exist or is not open now
├── ScenarioError         a scenario file that cannot be played
├── NotFiniteError        a scenario whose numbers leave the real line in play
├── ShareCodeError        a share code that cannot be read, or made
└── ChronicleError        a saved game that cannot be used as asked
    ├── MissingGameError      there is no such game
    ├── ExistingGameError     the name is taken
    ├── BusyGameError         another process is playing it
    ├── DamagedGameError      it stops verifying at a place
    ├── UnknownFormatError    it was written by a newer version
    ├── DivergedGameError     it verifies but does not reproduce
    └── StorageError          the disk refused (full, read-only, input/output)

An error carries a marked template and its fields, so that a face can say it in
the player's language; `str(error)` is the English text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{([a-z_]+)\}")


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Put fields into the `{name}` places of a template.

    Nothing but plain names is substituted, so a field can never reach an
    attribute or a format mini-language.
    """
    return _FIELD.sub(lambda m: str(fields.get(m.group(1), m.group(0))), template)


class GameError(Exception):
    """Base of every error the player can be shown."""

    exit_code = 1

    def __init__(self, template: str, **fields: object) -> None:
        self.template = template
        self.fields = fields
        super().__init__(fill(template, fields))


class UsageError(GameError):
    """The command line cannot be understood."""

    exit_code = 2


class ChoiceError(GameError):
    """A choice that does not exist, or is not open now."""


class ScenarioError(GameError):
    """A scenario that cannot be found, read or played."""


class NotFiniteError(GameError):
    """An effect produced a number that is not finite."""


class ShareCodeError(GameError):
    """A share code cannot be read, or made."""


class ChronicleError(GameError):
    """A saved game cannot be used as asked."""


class MissingGameError(ChronicleError):
    """There is no saved game of that name."""


class ExistingGameError(ChronicleError):
    """A saved game of that name exists already."""


class BusyGameError(ChronicleError):
    """Another process holds the saved game."""


class DamagedGameError(ChronicleError):
    """A saved game stops verifying at `offset`.

    `repairable` tells whether it can be played on at the price of what follows.
    """

    def __init__(
        self,
        template: str,
        *,
        offset: int,
        repairable: bool = False,
        **fields: object,
    ) -> None:
        super().__init__(template, offset=offset, **fields)
        self.offset, self.repairable = offset, repairable


class UnknownFormatError(ChronicleError):
    """A saved game was written in a format that this version does not know."""


class DivergedGameError(ChronicleError):
    """A saved game verifies, but playing it again gives another state.

    `before` is the last turn at which it can be left as it was recorded, 0 for none;
    `states` tells whether it can be gone on with from a state that was written down.
    """

    def __init__(
        self, template: str, *, before: int = 0, states: bool = False, **fields: object
    ) -> None:
        super().__init__(template, before=before, **fields)
        self.before, self.states = before, states


class StorageError(ChronicleError):
    """The disk refused to read, write or synchronise."""

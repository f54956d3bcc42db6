"""The rows of a file as things with a name: found by what an author types."""

from __future__ import annotations

from game.errors import ScenarioError
from game.scenario.document import Document
from game.scenario.guesses import nearest
from game.scenario.names import Names
from game.scenario.scenario import Scenario
from game.scenario.walker import fields
from game.text import clean

HOMES = tuple(
    name
    for name, shape in fields(Document).items()
    if shape.values and shape.values.models
)
"""The tables that hold rows by id."""
_TITLES = ("label", "title", "name")


def find_thing(names: Names, text: str) -> tuple[str, str]:
    """Return the table and the id of what an author named.

    Args:
        names: the names of the file.
        text: `ID`, `TABLE.ID`, or a dotted path that leads on from one of them.

    Raises:
        ScenarioError: if nothing is named so; it names a near one.
    """
    parts = text.split(".")
    if parts[0] in HOMES and len(parts) > 1 and parts[1] in names.ids(parts[0]):
        return parts[0], parts[1]
    home = names.home(parts[0]) or next(
        (one for one in HOMES if parts[0] in names.ids(one)), ""
    )
    if home:
        return home, parts[0]
    known = [key for one in HOMES for key in names.ids(one)]
    dotted = [f"{one}.{key}" for one in HOMES for key in names.ids(one)]
    guess = nearest(text, dotted if parts[0] in HOMES else known)
    shown = clean(text, limit=80)
    if guess:
        raise ScenarioError(
            "Nothing here is named '{name}'. Did you mean '{guess}'?",
            name=shown,
            guess=guess,
        )
    raise ScenarioError(
        "Nothing here is named '{name}'. Name a row of the file by its id, such as"
        " {example}.",
        name=shown,
        example=next(iter(dotted), "variables.ID"),
    )


def others_named(names: Names, home: str, key: str) -> tuple[str, ...]:
    """Return the rows of other tables with the same id."""
    return tuple(
        f"{one}.{key}" for one in HOMES if one != home and key in names.ids(one)
    )


def title_of(scenario: Scenario, thing: str, language: str = "en") -> str:
    """Return what a row is called in the file; empty if it has no name there.

    What an actor does is called by the actor's name.
    """
    home, _, key = thing.partition(".")
    if home == "rules":
        return scenario.text(
            f"actors.{scenario.document.rules[key].actor}.name", language
        )
    for field in _TITLES:
        found = scenario.text(f"{thing}.{field}", language)
        if found:
            return found
    return ""


def named(scenario: Scenario, thing: str, language: str = "en") -> str:
    """Return what a row is called, or its id where it has no name."""
    return title_of(scenario, thing, language) or thing.partition(".")[2]

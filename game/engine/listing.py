"""What a Spec lists: its choices, causes, happenings and mandates, in order."""

from __future__ import annotations

from itertools import combinations

from game.engine.spec import Spec
from game.engine.state import Cause, Choice, ChoiceKind

SILENCE = "silence"
"""The default of a card that nobody answers and that has no default option."""

DECLARE = "declare"
"""The id of a declaration, as a choice and as a price."""

_LEAST_OBJECTIVES = 3


def mandates(spec: Spec) -> tuple[tuple[str, str, str], ...]:
    """Return every (lead, first, second) that can be declared, in order."""
    names = [objective.id for objective in spec.objectives]
    if len(names) < _LEAST_OBJECTIVES:
        return ()
    return tuple(
        (lead, first, second)
        for lead in names
        for first, second in combinations([n for n in names if n != lead], 2)
    )


def choices(spec: Spec) -> tuple[Choice, ...]:
    """Return everything that a player can choose; an index is a place here."""
    return (
        *(
            Choice(
                kind=ChoiceKind.CARD, id=card.id, option=option.id, family=card.family
            )
            for card in spec.cards
            for option in card.options
        ),
        *(Choice(kind=ChoiceKind.INITIATIVE, id=item.id) for item in spec.initiatives),
        *(
            Choice(kind=ChoiceKind.LEVER, id=lever.id, option=rung.id)
            for lever in spec.levers
            for rung in lever.rungs
        ),
        *(
            Choice(kind=ChoiceKind.MANDATE, id=DECLARE, option=" ".join(mandate))
            for mandate in mandates(spec)
        ),
    )


def causes(spec: Spec) -> tuple[Cause, ...]:
    """Return the rows of the ledger in order."""
    row = {variable.id: place for place, variable in enumerate(spec.variables)}
    budget = row[spec.desk.budget]
    priced = (
        *((DECLARE,) if mandates(spec) else ()),
        *(card.id for card in spec.cards),
        *(item.id for item in spec.initiatives),
        *(lever.id for lever in spec.levers),
    )
    return (
        *(Cause(id=f"effect:{e.id}", target=row[e.target]) for e in spec.effects),
        *(Cause(id=f"price:{name}", target=budget) for name in priced),
        *(
            Cause(id=f"drift:{variable.id}", target=row[variable.id])
            for variable in spec.variables
            if variable.rate != 0.0
        ),
        *(Cause(id=f"limit:{v.id}", target=row[v.id]) for v in spec.variables),
    )


def happenings(spec: Spec) -> tuple[str, ...]:
    """Return the names of everything that can take place, sorted."""
    names = [event.id for event in spec.events]
    names += [line.id for line in spec.red_lines]
    names += [f"{rule.id}.{o.id}" for rule in spec.rules for o in rule.options]
    names += [item.id for item in spec.initiatives]
    for card in spec.cards:
        names += [card.id, f"{card.id}.{SILENCE}"]
        names += [f"{card.id}.{option.id}" for option in card.options]
    return tuple(sorted(names))

"""Who stands how towards whom, as far as the player knows it, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.report.causes import Causes
from game.report.figures import shown, signed, units
from game.report.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from game.report.causes import Motion
    from game.report.known import Known
    from game.report.whys import Why

Sight = Literal["exact", "estimate", "nothing"]
SHADES = 5
"""Steps between the coldest and the warmest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCell:
    """One relation as it stands: who feels what towards whom."""

    id: str
    """The variable."""
    label: str
    note: str
    """What it is."""
    owner: str
    """The id of the actor whose relation it is."""
    subject: str
    """The id of the actor towards whom it is."""
    owner_name: str
    subject_name: str
    sight: Sight
    text: str
    """The value with its sign, the ends of its estimates, or that it is not known."""
    change: str
    """Signed change since the last turn, or empty."""
    direction: int
    """-1 falling, 0 steady or not known, 1 rising."""
    shade: int
    """0, the worst fifth of its range for the player, to 4, the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsView:
    """Every relation of the scenario: rows act on columns."""

    turn: int
    date: str
    owners: tuple[tuple[str, str], ...]
    """Id and name of the actors of the rows."""
    subjects: tuple[tuple[str, str], ...]
    """Id and name of the actors of the columns."""
    cells: tuple[RelationCell, ...]
    """In the order of the file; a pair may have several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationPoint:
    """A relation at the opening of one turn."""

    turn: int
    date: str
    text: str
    change: str
    low: float
    high: float
    """Of the estimates; of an exact value both ends are the value."""
    why: Why | None
    """What moved it in the turn before; None at the first opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """The history of one relation, as far as the player knows it."""

    cell: RelationCell
    sight: str
    """In a sentence: how it is seen."""
    estimates: tuple[tuple[str, str, str], ...]
    """Source, reading, reliability in words."""
    scale: tuple[float, float]
    """The ends of its range."""
    unit: str
    """What an axis of it is measured in; empty for a number without a unit."""
    points: tuple[RelationPoint, ...]
    """The oldest first; empty of what is not known."""
    entries: tuple[tuple[str, str], ...]
    """Ids and titles of the codex entries of both, and of the number itself."""


def matrix(known: Known) -> RelationsView:
    """Return every relation of the scenario, the ones that the file lists first."""
    labels = known.labels
    cells = tuple(_cell(known, key) for key in ids(known))
    owners = dict.fromkeys(cell.owner for cell in cells)
    subjects = dict.fromkeys(cell.subject for cell in cells)
    # The rest of the columns in the order of the rows, so that there is a diagonal.
    alone = [key for key in subjects if key not in owners]
    columns = (*alone, *(key for key in owners if key in subjects))
    return RelationsView(
        turn=known.turn,
        date=labels.date(known.turn),
        owners=tuple((key, labels.actor(key)) for key in owners),
        subjects=tuple((key, labels.actor(key)) for key in columns),
        cells=cells,
    )


def ids(known: Known) -> tuple[str, ...]:
    """Return the ids of the relations, the ones that the file lists first."""
    document = known.labels.scenario.document
    rows = document.variables.items()
    pairs = (key for key, row in rows if row.owner and row.subject)
    return tuple(dict.fromkeys((*document.scenario.relations, *pairs)))


def history(
    known: Known, variable: str, truth: Callable[[int], Motion | None]
) -> RelationView:
    """Return how a relation came to where it stands.

    Args:
        known: Everything up to the opening that is looked at.
        variable: The id of the relation.
        truth: The whole motion before an opening, or None while it may not be known.

    Raises:
        KeyError: If there is no such relation.
    """
    if variable not in ids(known):
        raise KeyError(variable)
    cell = _cell(known, variable)
    spec = known.variables[variable]
    view = number(known, variable) if known.is_seen(variable) else None
    return RelationView(
        cell=cell,
        sight=_sight(known, cell.sight),
        estimates=view.estimates if view else (),
        scale=(spec.low, spec.high),
        unit=known.labels.axis(variable),
        points=tuple(_points(known, variable, truth)) if view else (),
        entries=(
            (f"actors.{cell.owner}", cell.owner_name),
            (f"actors.{cell.subject}", cell.subject_name),
            (
                f"variables.{variable}",
                known.labels.say("{label}, the number", label=cell.label),
            ),
        ),
    )


def _points(
    known: Known, variable: str, truth: Callable[[int], Motion | None]
) -> Iterator[RelationPoint]:
    exact = known.is_exact(variable)
    for turn in range(1, known.turn + 1):
        then = known.until(turn)
        values = _values(then, variable)
        why = None
        if turn > 1:
            # What is seen by estimates stays so to the end; the review opens the rest.
            why = Causes(then).why(variable, truth(turn) if exact else None)
        yield RelationPoint(
            turn=turn,
            date=known.labels.date(turn),
            text=_text(then, variable),
            change=number(then, variable).change,
            low=min(values),
            high=max(values),
            why=why,
        )


def _cell(known: Known, variable: str) -> RelationCell:
    labels = known.labels
    row = labels.scenario.document.variables[variable]
    view = number(known, variable) if known.is_seen(variable) else None
    owner, subject = row.owner or "", row.subject or ""
    sight: Sight = "nothing"
    if view is not None:
        sight = "exact" if known.is_exact(variable) else "estimate"
    return RelationCell(
        id=variable,
        label=labels.text(f"variables.{variable}.label"),
        note=labels.text(f"variables.{variable}.note"),
        owner=owner,
        subject=subject,
        owner_name=labels.actor(owner),
        subject_name=labels.actor(subject),
        sight=sight,
        text=_text(known, variable) if view else labels.say("not known"),
        change=view.change if view else "",
        direction=view.direction if view else 0,
        shade=_shade(view.share, row.good) if view else 0,
    )


def _shade(share: float, good: str) -> int:
    place = min(SHADES - 1, int(share * SHADES))
    return SHADES - 1 - place if good == "down" else place


def _values(known: Known, variable: str) -> Sequence[float]:
    if known.is_exact(variable):
        return (known.series(variable)[-1],)
    return known.readings(variable)


def _text(known: Known, variable: str) -> str:
    digits = known.labels.decimals[variable]
    values = _values(known, variable)
    signs = known.variables[variable].low < 0.0
    ends = [
        known.labels.measured(
            variable,
            signed(units(value, digits), digits) if signs else shown(value, digits),
        )
        for value in (min(values), max(values))
    ]
    if known.is_exact(variable):
        return ends[0]
    return f"~{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}..{ends[1]}"


def _sight(known: Known, sight: Sight) -> str:
    say = known.labels.say
    return {
        "exact": say("You see it exactly."),
        "estimate": say("You see estimates only; shown are their lowest and highest."),
        "nothing": say("Nothing that you see tells where it stands."),
    }[sight]

"""What a variant of a card must hold: a card, a time of its own, a difference."""

from __future__ import annotations

from collections import Counter

from game.scenario.desk import Card
from game.scenario.fields import Table
from game.scenario.findings import Aim, Findings
from game.scenario.names import MOST_VARIANTS, Names, table
from game.scenario.rows_world import need
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.words import message

_TOLD = {"title", "text", "again", "label", "later", "hangs", "locked"}
"""What a card or an answer is told as."""
_PLACED = {"family", "rank", "without", "when", "grade", "source"}
"""What says when a variant comes and where it is from, and not what it does."""


def check_variants(rows: Rows, names: Names, findings: Findings) -> None:
    """Check the good rows of [agenda] that are variants, and those that are not."""
    agenda = names.table("agenda")
    for key, raw in agenda.items():
        card = table(raw).get("family")
        if isinstance(card, str) and "family" in table(agenda.get(card)):
            findings.add(
                "E114",
                message("'{name}' is a variant itself", name=card),
                ("agenda", key, "family"),
                fix=message("name a card that has no family"),
            )
    count: Counter[str] = Counter()
    for key, row in rows.of("agenda").items():
        if not isinstance(row, Card):
            continue
        path: Path = ("agenda", key)
        if row.family is None:
            _check_alone(row, path, findings)
            continue
        _check_variant(row, row.family, path, rows, names, findings)
        count[row.family] += 1
        if count[row.family] == MOST_VARIANTS + 1:
            findings.add(
                "E115",
                message(
                    "'{name}' has more than {limit} variants",
                    name=row.family,
                    limit=MOST_VARIANTS,
                ),
                path,
                aim=Aim.KEY,
                fix=message("join some of them"),
            )


def _check_alone(row: Card, path: Path, findings: Findings) -> None:
    for name in ("rank", "without"):
        if name in row.model_fields_set:
            findings.add(
                "E114",
                message("'{name}' has no meaning without a family", name=name),
                (*path, name),
                aim=Aim.KEY,
                fix=message(
                    "name the card that this one is a variant of, or remove it"
                ),
            )


def _check_variant(  # noqa: PLR0917 - a row, its card and where to look
    row: Card, card: str, path: Path, rows: Rows, names: Names, findings: Findings
) -> None:
    written = table(names.table("agenda").get(card))
    if "family" in written:
        return
    own = table(names.table("agenda").get(str(path[1])))
    if own.get("when") == written.get("when"):
        need("when", path, findings)
    first = rows.of("agenda").get(card)
    if isinstance(first, Card) and _does(row) == _does(first):
        findings.add(
            "W512",
            message("this variant differs from '{name}' in words only", name=card),
            path,
            aim=Aim.KEY,
            fix=message("give it another price, deadline, answer or effect"),
        )


def _does(row: Card) -> object:
    """Return what a card does, without its words and when it comes."""
    return {key: value for key, value in _kept(row) if key not in _PLACED} | {
        "options": sorted(
            (str(option.id), repr(sorted(_kept(option), key=str)))
            for option in row.options
        ),
        "silence": _kept(row.silence),
    }


def _kept(row: Table) -> list[tuple[str, object]]:
    return [(key, value) for key, value in row if key not in _TOLD]

"""Entries on how it can end: what each ending takes, and how things stand with that.

A condition is told part by part in the words of the file, with what the player sees of
each number; behind them it stands as the file writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.expression import Source, conjuncts, reads
from game.report.conditions import is_sure, parts
from game.report.entries import EntryView
from game.words import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.engine.expression import Expression
    from game.report.conditions import Part
    from game.report.known import Known

_GRADES: dict[str, Message] = {
    "kept": message("It counts as good."),
    "mixed": message("It counts as mixed."),
    "loss": message("It counts as lost."),
}


def ends(known: Known) -> Iterator[EntryView]:
    """Yield an entry for every ending, the one that goes before others first."""
    labels = known.labels
    rows = labels.scenario.document.endings
    keys = sorted(rows, key=lambda key: (rows[key].rank, key))
    for key in keys:
        row, path = rows[key], f"endings.{key}"
        whole = condition(known, key)
        written = labels.scenario.expression_source(f"{path}.when")
        is_last = is_fallback(known, key)
        told = (
            (part.label, _asked(known, part))
            for part in parts(known, whole)
            if part.label and part.asked
        )
        rule = () if is_last else ((labels.say("rule"), written),)
        yield EntryView(
            id=path,
            title=labels.text(f"{path}.title"),
            kind="ends",
            text=" ".join(
                (
                    when(known, key),
                    render(_GRADES[row.grade], labels.language),
                    *(() if is_last else (order(known, key),)),
                )
            ),
            facts=(*told, *rule),
            links=tuple(
                dict.fromkeys(
                    f"variables.{read.id}"
                    for read in reads(whole)
                    if read.source is Source.VARIABLE
                )
            ),
        )


def order(known: Known, key: str) -> str:
    """Say which of several endings comes."""
    return known.labels.say(
        "Of several that hold, the one with the lowest number comes; this has {rank}.",
        rank=known.labels.scenario.document.endings[key].rank,
    )


def is_fallback(known: Known, key: str) -> bool:
    """Tell whether an ending comes when no other does."""
    rows = known.labels.scenario.document.endings
    last = max(rows, key=lambda other: (rows[other].rank, other))
    sure = all(map(is_sure, conjuncts(condition(known, key))))
    return sure and not rows[key].early and key == last


def condition(known: Known, key: str) -> Expression:
    """Return the condition of an ending at the level played."""
    labels = known.labels
    return labels.scenario.expression(f"endings.{key}.when", labels.spec.level)


def when(known: Known, key: str) -> str:
    """Say at which closes the condition of an ending counts."""
    say, row = known.labels.say, known.labels.scenario.document.endings[key]
    if is_fallback(known, key):
        return say("It comes when no other ending does.")
    if not row.early:
        return say("It comes at the end of the last turn if all of this holds.")
    if row.hold == 1:
        return say("It ends the game after any turn at whose end all of this holds.")
    return say(
        "It ends the game when all of this holds at the end of {count} turns in a row.",
        count=row.hold,
    )


def _asked(known: Known, part: Part) -> str:
    if part.state or not part.now:
        return part.state or part.asked
    return known.labels.say("{asked}; now {number}", asked=part.asked, number=part.now)

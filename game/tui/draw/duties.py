"""How the duties of the mandate stand: in a line, and one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.kinds import standing_words
from game.tui.cells import Look, Row, Span, Tone, fit, right, width_of
from game.tui.charts import bar
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.views import ObjectiveView

_BAR = 16
_NUMBER = 4
"""Cells of a score: `~100`."""


def stands(duty: ObjectiveView, look: Look) -> str:
    """Return a score and whether it is broken: `64`, `~12!`, `?`."""
    return standing_words(duty) + (look.glyphs.worse if is_broken(duty) else "")


def is_broken(duty: ObjectiveView) -> bool:
    """Tell whether a duty stands below its floor."""
    return duty.score is not None and duty.score < duty.floor


def ordered(duties: Sequence[ObjectiveView]) -> list[ObjectiveView]:
    """Return the duties with the lead first, then the priorities."""
    roles = ("lead", "priority", "")
    return sorted(duties, key=lambda duty: roles.index(duty.role))


def line(duties: Sequence[ObjectiveView], look: Look, cells: int) -> list[Row]:
    """Write every duty with its score in one line, those declared first.

    Where that is too long the words for the parts go, then the ends of names.
    """
    if not duties:
        return []
    head = say("Duties now", look.language)
    for named in (True, False):
        spans = [Span(f"{head}  ", "dim"), *_items(duties, look, 99, named=named)]
        if sum(width_of(span.text) for span in spans) <= cells:
            return [Row(tuple(spans))]
    fixed = width_of(head) + 2 + sum(width_of(stands(d, look)) + 3 for d in duties)
    label = max(1, (cells - fixed) // len(duties))
    return [Row((Span(f"{head}  ", "dim"), *_items(duties, look, label, named=False)))]


def _items(
    duties: Sequence[ObjectiveView], look: Look, label: int, *, named: bool
) -> Iterator[Span]:
    """Yield the duties of a line: lead, priorities, the others."""
    words = {
        "lead": say("lead", look.language),
        "priority": say("priority", look.language),
        "": say("others", look.language),
    }
    declared = any(duty.role for duty in duties)
    first = True
    for role, word in words.items():
        group = [duty for duty in duties if duty.role == role]
        for place, duty in enumerate(group):
            sign = f" {look.glyphs.dot} " if not first else ""
            lead = f"{word} " if named and declared and not place else ""
            first = False
            name = duty.label if width_of(duty.label) <= label else ""
            yield Span(sign + lead, "dim", "!declare")
            yield Span(
                (name or fit(duty.label, label, look.glyphs.more)) + " ",
                "text",
                "!declare",
            )
            yield Span(stands(duty, look), _tone(duty), "!declare")


def section(
    duties: Sequence[ObjectiveView], look: Look, cells: int, *, pick: str = ""
) -> list[Row]:
    """Head the list of all duties; nothing where there are none.

    Args:
        duties: The duties.
        look: Language and glyphs.
        cells: Width.
        pick: What a click on one means, or empty.
    """
    if not duties:
        return []
    head = Span(say("Duties, as things stand", look.language), "accent")
    return [Row((head,)), *_listed(duties, look, cells, pick)]


def _listed(
    duties: Sequence[ObjectiveView], look: Look, cells: int, pick: str
) -> list[Row]:
    """List every duty with its score, a bar, and what was declared of it."""
    roles = {
        "lead": say("lead", look.language),
        "priority": say("priority", look.language),
    }
    role = max((width_of(roles.get(duty.role, "")) for duty in duties), default=0)
    used = _NUMBER + 3 + (role + 1 if role else 0)
    longest = max((width_of(duty.label) for duty in duties), default=0)
    label = max(4, min(longest, cells - used))
    length = max(0, min(_BAR, cells - used - label - 1))
    made = []
    for duty in duties:
        spans = [
            Span(fit(duty.label, label, look.glyphs.more) + " ", "text", pick),
            Span(right(standing_words(duty), _NUMBER), _tone(duty), pick),
            Span(f"{look.glyphs.worse if is_broken(duty) else ' '} ", "bad"),
            *bar((duty.score or 0) / 100, length, look.glyphs),
        ]
        if role:
            spans.append(Span(" " + roles.get(duty.role, ""), "dim"))
        made.append(Row(tuple(spans)))
    return made


def _tone(duty: ObjectiveView) -> Tone:
    return "bad" if is_broken(duty) else "strong"

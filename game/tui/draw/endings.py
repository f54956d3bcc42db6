"""The odds of endings: how many of each kind, then the likeliest, each to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report import figures
from game.report.kinds import kind_words, kinds, sign_of
from game.tui.cells import BLANK, Look, Row, Span, Tone, cut, row, width_of
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.views import Outlook
    from game.tui.draw.outlook import Shown

KINDS: dict[str, Tone] = {"kept": "good", "mixed": "text", "loss": "bad"}
"""The tone of each kind of ending."""
_TITLE = 32
"""Cells of a line that are left to the likeliest ending, if they can be."""
_CUT = 14
"""Cells from which an ending is told though its title is cut."""
_ENDINGS = 3
"""The most likely endings, as many as are shown."""
ROOMY = 30
"""Lines from which each ending has one, so that the cursor can stand on it."""
_LISTED = 8
"""Endings that are shown then."""


def whose(shown: Shown, look: Look, cells: int, beside: int = 0) -> str:
    """Name what the odds of endings are of, as fully as fits beside those of kinds.

    No prophecy: they are those of the plan with nothing chosen after it.

    Args:
        shown: the forecast.
        look: language and glyphs.
        cells: width of the line.
        beside: cells that its longer forms leave to what else stands there.
    """
    if shown.old and shown.outlook is not None:
        return say("endings (older)", look.language)
    plan = shown.plan
    longer = (
        say("endings {plan}, nothing more chosen", look.language, plan=plan),
        say("{plan}, nothing more chosen", look.language, plan=plan),
    )
    sums = kind_spans(shown.outlook, look) if shown.outlook else []
    room = cells - width_of("".join(span.text for span in sums).rstrip()) - 2 - beside
    shortest = say("{plan}, nothing more", look.language, plan=plan)
    return next((words for words in longer if width_of(words) <= room), shortest)


def endings(
    outlook: Outlook,
    titles: Mapping[str, str],
    look: Look,
    cells: int,
    lead: str,
    *,
    listed: bool = False,
) -> list[Row]:
    """Write the odds of endings: how many of each kind, then the most likely.

    Args:
        outlook: The forecast.
        titles: Titles of the endings by id.
        look: Language and glyphs.
        cells: Width.
        lead: What stands before them: of which plan they are.
        listed: Whether there is room for more of them, each in a line.
    """
    if not outlook.endings:
        return []
    lead += "  "
    sums = kind_spans(outlook, look)
    first = [row(Span(lead, "dim"), *sums)] if sums else []
    if first and width_of(first[0].text.rstrip()) > cells:
        first = [row(Span(lead, "dim")), row(*sums)]
    before = " " * (width_of(say("endings", look.language)) + 2)
    told = _odds(outlook, titles, _LISTED if listed else _ENDINGS)
    lines = _lines(told, cells - width_of(before), look, apart=listed)
    leads = [before if first else lead, *(before for _ in lines)]
    rows = [
        Row((Span(lead, "dim"), *spans), spans[0].pick)
        for lead, spans in zip(leads, lines, strict=False)
    ]
    return [BLANK, *first, *rows]


def _lines(
    parts: Sequence[Span], cells: int, look: Look, *, apart: bool
) -> list[list[Span]]:
    """Lay parts out in lines, each whole: no number is torn from its sign.

    Args:
        parts: the parts.
        cells: width.
        look: language and glyphs.
        apart: whether each has a line of its own, under the cursor.
    """
    lines: list[list[Span]] = []
    for part in parts:
        known = sum(width_of(span.text) + 2 for span in lines[-1]) if lines else cells
        if not apart and known + width_of(part.text) < cells:
            lines[-1].append(part)
        else:
            words = cut(part.text, cells - 1, look.glyphs.more)
            lines.append([Span(words, part.tone, part.pick)])
    found = [_commas(spans) for spans in lines]
    ends = [] if apart else [[*spans, Span(",", "dim")] for spans in found[:-1]]
    return [*ends, *found[len(ends) :]]


def odds_line(shown: Shown, look: Look, cells: int) -> list[Row]:
    """Write the odds of endings in one line, for a screen with a small fan."""
    if shown.over:
        return []
    lead = Span(whose(shown, look, cells, _TITLE) + "  ", "dim")
    if shown.outlook is None or shown.problem:
        return [row(lead, Span(look.glyphs.more, "dim"))]
    sums = kind_spans(shown.outlook, look)
    if shown.old:
        sums = [Span(span.text, "dim") for span in sums]
    if sums:
        # No dot: in ASCII it is the sign of a lost ending.
        sums.append(Span("| ", "dim"))
    room = cells - sum(width_of(span.text) for span in (lead, *sums))
    tone: Tone = "dim" if shown.old else "text"
    if shown.first:
        words = meant(look)
        if width_of(words) > room:
            return [row(lead, *sums[:-1])]
        return [row(lead, *sums, Span(words, tone))]
    more, spans = look.glyphs.more, list[Span]()
    for span in _odds(shown.outlook, shown.titles):
        comma = ", " if spans else ""
        if room < _CUT + width_of(comma):  # the number first, which is never cut
            break
        text = cut(comma + span.text, room, more)
        spans.append(Span(text, tone, span.pick))
        room -= width_of(text)
    return [row(lead, *(sums if spans else sums[:-1]), *spans)]


def told(shown: Shown, look: Look, cells: int) -> list[Row]:
    """Write the odds of endings whole, in as many lines as they take.

    The cursor never stands on them: in a box, enter is for what the box asks.
    """
    if shown.outlook is None or shown.problem:
        return [BLANK, *odds_line(shown, look, cells)]
    lead = whose(shown, look, cells)
    rows = endings(shown.outlook, shown.titles, look, cells, lead)
    return [Row(line.spans) for line in rows]


def meant(look: Look) -> str:
    """Say what the odds of endings are."""
    return say("how imagined games end", look.language)


def kind_spans(outlook: Outlook, look: Look) -> list[Span]:
    """Write how likely each kind of ending is: `+ good 16 %  / mixed 60 %`."""
    return [
        Span(
            f"{sign_of(kind)} {kind_words(kind, look.language)} {chance:.0f} %  ",
            KINDS[kind],
        )
        for kind, chance in kinds(outlook)
    ]


def _odds(
    outlook: Outlook, titles: Mapping[str, str], most: int = _ENDINGS
) -> list[Span]:
    """Return the likeliest endings, each with its chance and its kind."""
    grades = dict(outlook.grades)
    # The number first, so that what is cut off at the end is never that.
    return [
        Span(
            f"{figures.shown(chance, 0)} % {sign_of(grades.get(key, ''))} "
            f"{titles.get(key, key)}".replace("  ", " "),
            "dim",
            f"endings.{key}" if key in grades else "",
        )
        for key, chance in outlook.endings[:most]
    ]


def odds(outlook: Outlook, titles: Mapping[str, str]) -> str:
    """Return the likeliest endings with their chances and kinds, in one line."""
    return ", ".join(span.text for span in _odds(outlook, titles))


def odds_within(
    outlook: Outlook, titles: Mapping[str, str], cells: int
) -> tuple[str, bool]:
    """Return as many of the likeliest endings as fit whole, and whether all do.

    A title that is cut is nobody's: two may begin alike.
    """
    told, whole = "", [span.text for span in _odds(outlook, titles)]
    for words in whole:
        longer = f"{told}, {words}" if told else words
        if width_of(longer) > cells:
            return told, False
        told = longer
    return told, True


def _commas(spans: Sequence[Span]) -> list[Span]:
    """Put commas between spans."""
    found: list[Span] = []
    for span in spans:
        found += [Span(", ", span.tone), span] if found else [span]
    return found

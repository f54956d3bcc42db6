"""Relations as a matrix, and the history of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    cut,
    filled,
    fit,
    paragraph,
    right,
    row,
    width_of,
)
from game.tui.charts.course import course_rows
from game.tui.draw import why
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.matrix import (
        RelationCell,
        RelationPoint,
        RelationsView,
        RelationView,
    )

_SHADES: tuple[Tone, ...] = ("shade-0", "shade-1", "shade-2", "shade-3", "shade-4")


class _Sizes(NamedTuple):
    """Widths in cells: of the names at the left, of a column, of an exact number."""

    names: int
    column: int
    value: int


_NAME = 18
_HEADER = 16
_WIDE = 20
_AROUND = 5
"""Cells of a cell that are not its number: cursor, shade, change, and two spaces."""


def pick_of(owner: str, subject: str) -> str:
    """Return the pick of the cell where two actors meet."""
    return f"{owner} {subject}"


def cells_of(view: RelationsView, pick: str) -> list[RelationCell]:
    """Return the relations of a cell."""
    return [c for c in view.cells if pick_of(c.owner, c.subject) == pick]


def empty(look: Look, cells: int) -> list[Row]:
    """Say that there are no relations, and where the numbers are."""
    words = say(
        "This scenario has no relations: no number that somebody feels towards "
        "somebody. `m` opens all numbers.",
        look.language,
    )
    return paragraph(words, cells, "dim")


def matrix(
    view: RelationsView, look: Look, size: tuple[int, int], cursor: str
) -> list[Row]:
    """Draw the window of the matrix that holds the cursor.

    Args:
        view: The relations.
        look: Language and glyphs.
        size: Cells and rows.
        cursor: The pick of the cell under the cursor.
    """
    if not view.cells:
        return empty(look, size[0])
    sizes, many = _sizes(view, size[0])
    owner, _, subject = cursor.partition(" ")
    columns = _window(view.subjects, subject, many)
    lines = max(1, size[1] - 2)
    if len(view.owners) > lines or len(columns) < len(view.subjects):
        lines = max(1, lines - 1)
    owners = _window(view.owners, owner, lines)
    roomy = lines >= 2 * len(owners) + 1
    gap = [BLANK] if roomy else []
    rows = [_head(columns, subject, look, sizes), *gap]
    for key, name in owners:
        tone: Tone = "strong" if key == owner else "text"
        spans = [Span(fit(name, sizes.names, look.glyphs.more), tone)]
        for other, _ in columns:
            pick = pick_of(key, other)
            found = cells_of(view, pick)
            spans += [Span(" "), *_cell(found, pick, look, sizes, at=pick == cursor)]
        rows += [Row(tuple(spans)), *gap]
    return [*rows, *_legend(view, owners, columns, look, size[0])]


def _sizes(view: RelationsView, cells: int) -> tuple[_Sizes, int]:
    """Return the widths, and how many columns there is room for."""
    names = max(width_of(name) for _, name in view.owners)
    left = min(names, _NAME, cells // 3)
    room = cells - left - 1
    values = max(width_of(cell.text) for cell in view.cells)
    titles = max(width_of(name) for _, name in view.subjects)
    least = min(room, max(values + _AROUND, min(titles + 2, _HEADER)))
    many = max(1, min(len(view.subjects), (room + 1) // (least + 1)))
    wide = min(_WIDE, (room + 1) // many - 1) if many == len(view.subjects) else least
    exact = [width_of(cell.text) for cell in view.cells if cell.sight == "exact"]
    return _Sizes(left, wide, max(exact, default=0)), many


def _window(
    items: Sequence[tuple[str, str]], key: str, many: int
) -> Sequence[tuple[str, str]]:
    """Return the page of items that holds one of them."""
    at = next((n for n, item in enumerate(items) if item[0] == key), 0)
    first = at // many * many
    return items[first : first + many]


def _head(
    columns: Sequence[tuple[str, str]], subject: str, look: Look, sizes: _Sizes
) -> Row:
    spans = [Span(fit(look.glyphs.arrow, sizes.names), "dim")]
    for key, name in columns:
        tone: Tone = "strong" if key == subject else "dim"
        text = right(name, sizes.column - 1, look.glyphs.more)
        spans.append(Span(f" {text} ", tone))
    return Row(tuple(spans))


def _cell(
    found: Sequence[RelationCell], pick: str, look: Look, sizes: _Sizes, *, at: bool
) -> list[Span]:
    mark = Span(look.glyphs.cursor if at else " ", "key", pick)
    wide = sizes.column - 3
    if not found:
        return [mark, Span(right(look.glyphs.dot, wide) + "  ", "dim", pick)]
    cell = found[0]
    if cell.sight == "nothing":
        text = right(cell.text, wide, look.glyphs.more)
        return [mark, Span(f"{text}  ", "dim", pick)]
    moved = look.glyphs.change(cell.direction) if cell.change else " "
    shade = look.glyphs.shades[cell.shade]
    number = right(cell.text, max(sizes.value, width_of(cell.text)))
    text = right(f"{shade} {number}", wide, look.glyphs.more)
    return [mark, Span(f"{text} {moved}", _SHADES[cell.shade], pick)]


def _legend(
    view: RelationsView,
    owners: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    look: Look,
    cells: int,
) -> list[Row]:
    words = say(
        "rows act on columns; {shades} from worse to better for you",
        look.language,
        shades=look.glyphs.shades,
    )
    if width_of(words) > cells:
        words = say(
            "{shades} from worse to better", look.language, shades=look.glyphs.shades
        )
    rows = [row(Span(cut(words, cells, look.glyphs.more), "dim"))]
    if len(columns) < len(view.subjects) or len(owners) < len(view.owners):
        place = say(
            "rows {rows} of {owners}, columns {columns} of {subjects}",
            look.language,
            rows=_place(owners, view.owners),
            owners=len(view.owners),
            columns=_place(columns, view.subjects),
            subjects=len(view.subjects),
        )
        rows.append(row(Span(cut(place, cells, look.glyphs.more), "accent")))
    return rows


def _place(shown: Sequence[tuple[str, str]], items: Sequence[tuple[str, str]]) -> str:
    first = items.index(shown[0]) + 1
    return f"{first}-{first + len(shown) - 1}"


def detail(
    view: RelationsView,
    pick: str,
    look: Look,
    size: tuple[int, int],
    histories: Mapping[str, Sequence[float]],
) -> list[Row]:
    """Say what stands in a cell, and how it went there; where it fits, all others.

    Args:
        view: All relations.
        pick: The cell under the cursor.
        look: Language and glyphs.
        size: Cells and lines.
        histories: What each number was turn by turn, by its id.
    """
    cells = size[0]
    rows = _cell_told(view, pick, look, cells, histories)
    if cells_of(view, pick):
        words = say("enter: its history", look.language)
        rows += [BLANK, Row((Span(words, "dim", "!pick"),))]
    picks = dict.fromkeys(pick_of(cell.owner, cell.subject) for cell in view.cells)
    others = (
        _cell_told(view, other, look, cells, histories)
        for other in picks
        if other != pick
    )
    return filled(rows, others, look, size)


def _cell_told(
    view: RelationsView,
    pick: str,
    look: Look,
    cells: int,
    histories: Mapping[str, Sequence[float]],
) -> list[Row]:
    owner, _, subject = pick.partition(" ")
    names = dict((*view.owners, *view.subjects))
    title = f"{names.get(owner, '')} {look.glyphs.arrow} {names.get(subject, '')}"
    rows = paragraph(title, cells, "strong") if view.cells else []
    found = cells_of(view, pick)
    if view.cells and not found:
        words = say("The scenario has no number for this pair.", look.language)
        rows += paragraph(words, cells, "dim")
    for cell in found:
        moved = f"  {change(cell, look)}" if cell.change else ""
        own = cell.label if cell.label != cell.owner_name else ""
        rows += [
            row(
                Span(f"{own}  " if own else ""),
                Span(cell.text, "strong"),
                Span(moved, "dim"),
            ),
            *paragraph(cell.note, cells, "dim"),
            *why.past(histories.get(cell.id, ()), cell.text, look, cells),
        ]
    return rows


def change(cell: RelationCell, look: Look) -> str:
    """Return a change with its sign."""
    if not cell.direction:
        return look.glyphs.same
    return f"{look.glyphs.change(cell.direction)}{cell.change.lstrip('+-')}"


def course(
    view: RelationView, turn: int, look: Look, size: tuple[int, int]
) -> list[Row]:
    """Draw the curve of a relation, the turn under the cursor marked on its axis."""
    if not view.points:
        return paragraph(view.sight, size[0], "dim")
    ends = [(point.low, point.high) for point in view.points]
    return course_rows(ends, view.scale, size, look.glyphs, turn - 1)


def turns(view: RelationView, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the turns, the newest first."""
    if not view.points:
        return paragraph(view.cell.text, cells, "dim")
    values = max(width_of(point.text) for point in view.points)
    changes = max(width_of(point.change) for point in view.points)
    rows = []
    for point in reversed(view.points):
        key = str(point.turn)
        mark = look.glyphs.cursor if key == cursor else " "
        when = f"{point.turn} {look.glyphs.dot} {point.date}"
        label = max(4, cells - values - changes - 5)
        spans = (
            Span(f"{mark} ", "key"),
            Span(fit(when, label, look.glyphs.more) + " "),
            Span(right(point.text, values) + "  ", "strong"),
            Span(right(point.change, changes), "dim"),
        )
        rows.append(Row(spans, key))
    return rows


def turn_detail(
    view: RelationView, cursor: str, look: Look, cells: int, followed: str
) -> list[Row]:
    """Say what moved the relation before a turn, then where the codex tells more.

    Args:
        view: The relation.
        cursor: The turn.
        look: Language and glyphs.
        cells: Width of the rows.
        followed: The cause or the entry under the cursor, or empty.
    """
    point = next((p for p in view.points if str(p.turn) == cursor), None)
    rows = _moved(point, look, cells, followed) if point else []
    rows += [BLANK, row(Span(say("In the codex", look.language), "accent"))]
    for key, title in view.entries:
        pick = f"codex:{key}"
        mark = look.glyphs.cursor if pick == followed else look.glyphs.arrow
        link = f"{mark} {title}"
        rows.append(Row((Span(fit(link, cells, look.glyphs.more), "key", pick),), pick))
    for words in (view.cell.note, view.sight):
        if words:
            rows += [BLANK, *paragraph(words, cells, "dim")]
    for source, reading, trust in view.estimates:
        rows += paragraph(f"{source}: {reading}", cells)
        rows += paragraph(trust, cells, "dim", indent=2)
    return rows


def _moved(point: RelationPoint, look: Look, cells: int, at: str) -> list[Row]:
    if point.why is None:
        words = say("It stood here when the game began.", look.language)
        return paragraph(words, cells, "dim")
    head = row(
        Span(why.change_of(point.why, look) + "  ", "strong"),
        Span(point.why.change, "accent"),
    )
    return [head, *why.causes(point.why, look, cells, at)]

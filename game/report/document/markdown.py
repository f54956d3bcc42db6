"""A document as Markdown; what a scenario or a player wrote is never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from game.report.document.blocks import (
    Chart,
    Heading,
    Listing,
    Paragraph,
    Quote,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.document.blocks import Block, Document, Table

_MARKS = re.compile(r"([\\`*_\[\]<>|~&$])")
_LINK = re.compile(r"(?i)(https?|ftp|mailto|www)([:.])")
_START = re.compile(r"^([-+#=:])|^(\d+)([.)])")


def escaped(text: str) -> str:
    """Return a text as a line of its own, of which nothing is read as markup."""
    return _START.sub(_unmarked, inline(text))


def inline(text: str) -> str:
    """Return a text to stand within a line, of which nothing is read as markup."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    # What looks like an address would become a link by itself.
    return _LINK.sub(r"\1\\\2", line)


def _unmarked(found: re.Match[str]) -> str:
    bullet, number, dot = found.groups()
    return f"\\{bullet}" if bullet else f"{number}\\{dot}"


def markdown(document: Document) -> str:
    """Write a document as Markdown."""
    lines = [f"# {inline(document.title)}", ""]
    for text in document.lead:
        lines += [escaped(text), ""]
    for section in document.sections:
        lines += [f"## {inline(section.title)}", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    lines += ["---", "", escaped(document.foot)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        text = escaped(block.text)
        yield f"**{inline(block.text)}**" if block.tone == "strong" else text
    elif isinstance(block, Heading):
        yield f"### {inline(block.text)}"
    elif isinstance(block, Quote):
        yield f"> {escaped(block.text)}"
        yield ">"
        yield f"> {escaped(block.who)}"
    elif isinstance(block, Listing):
        for term, text in block.items:
            yield f"- **{escaped(term)}** {inline(text)}" if term else escaped(text)
    elif isinstance(block, Chart):
        yield f"### {inline(block.title)}"
        yield ""
        yield escaped(block.alt)
        yield ""
        yield from _table(block.table, caption=False)
    else:
        yield from _table(block, caption=True)


def _table(table: Table, *, caption: bool) -> Iterator[str]:
    if caption:
        yield f"*{inline(table.caption)}*"
        yield ""
    yield _row(table.head)
    yield _bare(
        "---" if place < table.words else "---:" for place in range(len(table.head))
    )
    for number, row in enumerate(table.rows):
        strong = number in table.strong
        yield _bare(
            f"**{inline(cell)}**" if strong and cell else inline(cell) for cell in row
        )


def _row(cells: tuple[str, ...]) -> str:
    return _bare(inline(cell) for cell in cells)


def _bare(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"

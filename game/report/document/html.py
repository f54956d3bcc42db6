"""A document as one HTML page: no script, nothing fetched, everything escaped.

Its Content-Security-Policy lets a browser load nothing and run nothing; the one style
sheet in it is allowed by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from game.report.document.blocks import (
    Chart,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
)
from game.report.document.charts import svg
from game.words import say

if TYPE_CHECKING:
    from game.report.document.blocks import Block, Document, Section

_STYLE = Path(__file__).with_name("page.css")


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet, with line feeds for line ends."""
    return _STYLE.read_text(encoding="utf-8")


def html(document: Document) -> str:
    """Write a document as an HTML page."""
    language = document.language
    hashed = b64encode(sha256(style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; "
        "form-action 'none'"
    )
    title = escape(document.title)
    contents = "".join(
        f'<li><a href="#{row.id}">{escape(row.title)}</a></li>'
        for row in document.sections
    )
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{style()}</style>",
        "</head>",
        "<body>",
        f"<header><h1>{title}</h1>",
        *(f"<p>{escape(line)}</p>" for line in document.lead),
        "</header>",
        f'<nav aria-label="{escape(say("Contents", language))}">',
        f"<ul>{contents}</ul></nav>",
        "<main>",
        *(_section(row, language) for row in document.sections),
        "</main>",
        f"<footer><p>{escape(document.foot)}</p></footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _section(section: Section, language: str) -> str:
    blocks = "\n".join(
        _block(block, f"{section.id}-{number}", language)
        for number, block in enumerate(section.blocks)
    )
    return (
        f'<section id="{section.id}" aria-labelledby="{section.id}-h">\n'
        f'<h2 id="{section.id}-h">{escape(section.title)}</h2>\n{blocks}\n</section>'
    )


def _block(block: Block, id: str, language: str) -> str:
    if isinstance(block, Paragraph):
        tone = f' class="{block.tone}"' if block.tone else ""
        return f"<p{tone}>{escape(block.text)}</p>"
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Quote):
        return (
            f"<blockquote><p>{escape(block.text)}</p>"
            f"<footer>{escape(block.who)}</footer></blockquote>"
        )
    if isinstance(block, Listing):
        items = "".join(
            f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>"
            for term, text in block.items
        )
        return f"<dl>{items}</dl>"
    if isinstance(block, Chart):
        return _chart(block, id, language)
    return _table(block)


def _chart(chart: Chart, id: str, language: str) -> str:
    drawn = svg(chart.plot, chart.title, chart.alt, id)
    key = f" <small>{escape(chart.key)}</small>" if chart.key else ""
    summary = escape(say("The numbers: {title}", language, title=chart.title))
    return (
        f"<figure><figcaption>{escape(chart.title)}{key}</figcaption>\n{drawn}\n"
        f"<details><summary>{summary}</summary>{_table(chart.table)}</details></figure>"
    )


def _table(table: Table) -> str:
    def cells(row: tuple[str, ...], tag: str) -> str:
        found = []
        for place, text in enumerate(row):
            kind = ' class="n"' if place >= table.words else ""
            scope = ' scope="col"' if tag == "th" else ""
            found.append(f"<{tag}{scope}{kind}>{escape(text)}</{tag}>")
        return "".join(found)

    strong = ' class="strong"'
    rows = "\n".join(
        f"<tr{strong if number in table.strong else ''}>{cells(row, 'td')}</tr>"
        for number, row in enumerate(table.rows)
    )
    return (
        '<div class="wide" tabindex="0"><table>'
        f"<caption>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{cells(table.head, 'th')}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )

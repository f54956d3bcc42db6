"""A report in each of its formats."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from game.report.document.building import build
from game.report.document.html import html
from game.report.document.markdown import markdown

if TYPE_CHECKING:
    from game.report.document.values import AfterAction

FORMATS: Final = ("html", "markdown", "json")
SUFFIXES: Final = {"html": ".html", "markdown": ".md", "json": ".json"}


def format_of(path: PurePath) -> str | None:
    """Return the format that the end of a file's name stands for, if any."""
    return next((name for name, end in SUFFIXES.items() if end == path.suffix), None)


def written(value: AfterAction, format: str) -> str:
    """Return a report as the text of a file.

    Args:
        value: the report.
        format: one of `FORMATS`.
    """
    if format == "json":
        return json.dumps(asdict(value), ensure_ascii=False, indent=1) + "\n"
    document = build(value)
    return html(document) if format == "html" else markdown(document)

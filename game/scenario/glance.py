"""What a list tells of a scenario, from the head of its files: nothing else is checked.

Whatever is not plain (a file that cannot be read, a patch that does not fit, a key of
the root that nobody knows) is no matter for a glance, and is checked whole instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from game.scenario.calendar import Calendar, calendar_of
from game.scenario.compile import usual_level
from game.scenario.desk import Difficulty, Head, RivalModel
from game.scenario.document import Document
from game.scenario.fields import LABEL_LIMIT, Words
from game.scenario.files import MAIN, Loaded, read_files
from game.scenario.findings import Findings
from game.scenario.inherit import resolve
from game.scenario.lengths import SHOWN
from game.scenario.limits import CAPS, MOST_ROWS
from game.scenario.names import Raw, table
from game.scenario.sketch import cleaned
from game.scenario.walker import fields
from game.text import clean

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GlancedLevel:
    """A level of difficulty by its name alone."""

    number: int
    labels: Mapping[str, str]
    """Language to what it is called."""
    standard: bool
    """Whether it is played unless another is asked for."""
    draws_model: bool = False
    """Whether a rival model is drawn for each world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What the head of a scenario says of it."""

    head: Head
    calendar: Calendar
    sizes: Mapping[str, int]
    """How many rows each table has."""
    texts: Mapping[str, Mapping[str, str]]
    """Language to text of the title, the brief and the player."""
    levels: tuple[GlancedLevel, ...] = ()
    """The levels, lowest first."""
    models: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of each rival model: language to what it is called."""

    def text(self, key: str, language: str) -> str:
        """Return a text in a language, else in English."""
        found = self.texts[key]
        return found.get(language) or found.get("en", "")


def glance(path: Path, folders: Sequence[Path] = ()) -> Glance | None:
    """Look at the scenario at a path; None where it has to be checked whole.

    Args:
        path: its file or its folder.
        folders: where a scenario that it extends is looked for by id.
    """
    return glance_loaded(read_files(path / MAIN if path.is_dir() else path, folders))


def glance_loaded(loaded: Loaded) -> Glance | None:
    """Look at a scenario whose files have been read, as `glance` does."""
    findings = Findings()
    if loaded.root not in loaded.files:
        return None
    merged = resolve(loaded, findings)
    raw = merged.values
    sizes = {home: len(table(raw.get(home))) for home in fields(Document)}
    crowded = any(size > CAPS.get(key, MOST_ROWS) for key, size in sizes.items())
    unknown = raw.keys() - fields(Document).keys() - {"include", "extends", "texts"}
    if findings.are_fatal or crowded or unknown or raw.get("format") != _FORMAT:
        return None
    try:
        head = Head.model_validate(raw.get("scenario"))
        calendar = calendar_of(head)
        calendar.moment(calendar.turns + 1)
        levels, models = _levels(raw), _models(raw)
    except (ValidationError, OverflowError):
        return None
    return Glance(
        head=head,
        calendar=calendar,
        sizes=sizes,
        texts=_texts(raw),
        levels=levels,
        models=models,
    )


def _levels(raw: Raw) -> tuple[GlancedLevel, ...]:
    rows = [
        Difficulty.model_validate(row) for row in table(raw.get("difficulty")).values()
    ]
    usual = usual_level(rows)
    return tuple(
        GlancedLevel(
            number=row.level,
            labels=_labels(row.label),
            standard=row is usual,
            draws_model=row.draws_model,
        )
        for row in sorted(rows, key=lambda row: row.level)
    )


def _models(raw: Raw) -> Mapping[str, Mapping[str, str]]:
    return {
        key: _labels(RivalModel.model_validate(row).label)
        for key, row in sorted(table(raw.get("models")).items())
    }


def _labels(words: Words) -> Mapping[str, str]:
    return {
        language: clean(own, limit=LABEL_LIMIT)
        for language, own in words.model_dump().items()
        if isinstance(own, str)
    }


def _texts(raw: Raw) -> Mapping[str, Mapping[str, str]]:
    head, apart = table(raw.get("scenario")), table(raw.get("texts"))
    found: dict[str, Mapping[str, str]] = {}
    for key in SHOWN:
        words = dict(table(head.get(key)))
        words |= {
            language: table(texts)[f"scenario.{key}"]
            for language, texts in apart.items()
            if f"scenario.{key}" in table(texts)
        }
        found[key] = cleaned(key, words)
    return found

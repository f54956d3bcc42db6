"""What a scenario means: one thing explained, or the page of a code."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.telling import on_reading, print_folded, sound
from game.errors import UsageError
from game.scenario.codes import PAGES
from game.scenario.guesses import nearest
from game.scenario.workshop.causes import ON_READING, row_of
from game.scenario.workshop.charts import lines_of
from game.scenario.workshop.explaining import Explanation, explain
from game.words import render, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from game.scenario.workshop.causes import Link

_CODE = re.compile(r"[A-Za-z]\d{3}")
_LONGEST, _ENDS = 200, 3
"""Lines of an example that is shown whole; else of its beginning and of its end."""


def run(options: argparse.Namespace) -> int:
    """Run `scenario explain`."""
    names = options.names
    if len(names) == 1:
        return _code(names[0], options)
    if len(names) > 2:  # noqa: PLR2004 - a scenario and a thing
        raise UsageError("Name a scenario and one thing in it, or a code.")
    if _CODE.fullmatch(names[1]) and names[1].upper() in PAGES:
        raise UsageError(
            "{code} is a code and belongs to no file: name it alone, as in"
            " `scenario explain {code}`.",
            code=names[1].upper(),
        )
    checked, scenario = sound(names[0], options)
    found = explain(checked, scenario, names[1], options.language)
    if options.format == "json":
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        print_folded(_lines(found, options.language))
    return 0


def _code(name: str, options: argparse.Namespace) -> int:
    page = PAGES.get(name.upper())
    if page is None:
        guess = nearest(name.upper(), PAGES) if _CODE.fullmatch(name) else ""
        if guess:
            raise UsageError(
                "There is no code {name}. Did you mean {guess}?", name=name, guess=guess
            )
        raise UsageError(
            "Name a scenario and a thing in it, such as a variable, or a code, such"
            " as E101.",
        )
    title, text, why = (
        render(one, options.language) for one in (page.title, page.text, page.why)
    )
    if options.format == "json":
        told = {
            "code": page.code,
            "title": title,
            "text": text,
            "why": why,
            "bad": page.example,
            "good": page.good,
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print_folded((f"{page.code}: {title}", "", text, "", why, ""))
    print(say("A file, or what is added to a good one, that brings it about:",
              options.language))  # fmt: skip
    print()
    print(_shortened(page.example.rstrip(), options.language))
    print()
    print(say("The same without the fault:", options.language))
    print()
    print(page.good.rstrip())
    return 0


def _shortened(example: str, language: str) -> str:
    """Return an example without the middle of what takes many rows to bring about."""
    lines = example.split("\n")
    if len(lines) <= _LONGEST:
        return example
    left_out = len(lines) - 2 * _ENDS
    told = say("# ... {count} more lines like these ...", language, count=left_out)
    return "\n".join((*lines[:_ENDS], told, *lines[-_ENDS:]))


def _lines(found: Explanation, language: str) -> Iterator[str]:
    yield f"{found.thing}: {found.title}" if found.title else found.thing
    yield f"  {found.origin}"
    for one in found.patched:
        yield "  " + say(
            "{path} = {value} ({origin}), was {was} ({was_origin})",
            language,
            path=one.path.removeprefix(f"{found.thing}."),
            value=one.value,
            origin=one.origin,
            was=one.was,
            was_origin=one.was_origin,
        )
    yield ""
    yield from found.sentences
    if found.formula:
        yield ""
        yield say("Formula:", language)
        yield f"  {found.formula}"
    if found.chart is not None:
        yield ""
        yield say(
            "Along {along}, all else as at the opening:",
            language,
            along=found.chart.along,
        )
        yield from (f"  {line}" for line in lines_of(found.chart))
    yield from _block(
        say("What moves it (+ more makes more, - more makes less):", language),
        (_arrow(link, link.source, found.thing, language) for link in found.moved_by),
    )
    yield from _block(
        say("What it moves (+ more makes more, - more makes less):", language),
        (_arrow(link, link.target, found.thing, language) for link in found.moves),
    )
    yield from _block(say("Assumptions:", language), _assumptions(found, language))
    yield from _provenance(found, language)
    if found.same_id:
        yield ""
        others = ", ".join(found.same_id)
        yield say("There is also: {others}.", language, others=others)


def _block(title: str, rows: Iterable[str]) -> Iterator[str]:
    lines = list(dict.fromkeys(rows))
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _arrow(link: Link, other: str, thing: str, language: str) -> str:
    parts = [f"{link.sign or '.':2} {other}"]
    row = row_of(link.via, thing, other)
    if row:
        parts.append(f"({row})")
    if link.delay:
        parts.append(say("delay {turns}", language, turns=f"{link.delay:g}"))
    if link.who:
        parts.append(say("by {actor}", language, actor=link.who))
    if link.kind in {"pays", "sets"}:
        kinds = {"pays": say("price", language), "sets": say("sets it", language)}
        parts.append(kinds[link.kind])
    if link.kind in ON_READING:
        parts.append(on_reading(link.kind, language))
    return "  ".join(parts)


def _assumptions(found: Explanation, language: str) -> Iterator[str]:
    for one in found.assumptions:
        unit = f" {one.unit}" if one.unit else ""
        text = f"{one.id} = {one.value:g}{unit}"
        if one.low is not None and one.high is not None:
            low, high = f"{one.low:g}", f"{one.high:g}"
            text += " " + say("({low} to {high})", language, low=low, high=high)
        if one.grade:
            text += say(", grade {grade}", language, grade=one.grade)
        if one.source:
            text += say(", source {source}", language, source=one.source)
        yield text


def _provenance(found: Explanation, language: str) -> Iterator[str]:
    grades = {
        "A": say("seen in a source", language),
        "B": say("well established", language),
        "C": say("contested", language),
        "J": say("judgement", language),
    }
    if found.grade or found.source:
        yield ""
    if found.grade:
        means = grades.get(found.grade, "")
        yield say("Grade {grade}: {means}.", language, grade=found.grade, means=means)
    if found.source:
        yield say("Source: {source}", language, source=found.source)

"""What reports must hold beyond their shape: bands, chances, and honest words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.scenario.chances import Level, hits, levels, worked_out
from game.scenario.findings import Aim, Findings
from game.scenario.guesses import nearest
from game.scenario.meaning import Meaning
from game.scenario.names import Names, table
from game.scenario.rows_world import check_order, check_twice, need
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import Band, Report, Variable
from game.words import message

_PLACEHOLDER = "{band}"
_BRACES = re.compile(r"\{[^{}]*\}")
_PARTICLE = re.compile(r"\{[가-힣]+/[가-힣]+\}")
"""The two forms of a Korean particle, one of which is chosen when the text is told."""
_HONEST = 0.15
"""How far what the player is told may lie from what the chances come to."""


def check_reports(
    rows: Rows, names: Names, meanings: Mapping[str, Meaning], findings: Findings
) -> None:
    """Check the good rows of the reports."""
    for key, row in rows.of("reports").items():
        if not isinstance(row, Report):
            continue
        path: Path = ("reports", key)
        check_twice([band.id for band in row.bands], (*path, "bands"), findings)
        _check_cuts(row.bands, (*path, "bands"), findings)
        _check_subject(row, rows, path, findings)
        _check_plant(row, path, findings)
        _check_chances(row, path, rows, meanings, findings)
        _check_wording(row, key, names, findings)


def _check_cuts(bands: tuple[Band, ...], path: Path, findings: Findings) -> None:
    below = None
    for index, band in enumerate(bands):
        here = (*path, index)
        if index == len(bands) - 1:
            if band.up_to is not None:
                findings.add(
                    "E114",
                    message("the last band has no upper end"),
                    (*here, "up_to"),
                    aim=Aim.KEY,
                    fix=message("remove '{key}'", key="up_to"),
                )
        elif band.up_to is None:
            need("up_to", here, findings)
        else:
            if below is not None:
                check_order(below, band.up_to, (*here, "up_to"), findings)
            below = band.up_to


def _check_subject(row: Report, rows: Rows, path: Path, findings: Findings) -> None:
    subject = rows.of("variables").get(row.about)
    if isinstance(subject, Variable) and subject.seen == "exact":
        findings.add(
            "E114",
            message(
                "'{name}' is seen exactly, so there is nothing to report",
                name=row.about,
            ),
            (*path, "about"),
            fix=message("name a type, a red line, or a variable not seen exactly"),
        )


def _check_plant(row: Report, path: Path, findings: Findings) -> None:
    ids = [band.id for band in row.bands]
    if row.plant is None:
        if row.planted != 0:
            need("plant", path, findings)
    elif row.plant not in ids:
        guess = nearest(row.plant, ids)
        findings.add(
            "E110",
            message("'{owner}' has no '{name}'", owner=path[1], name=row.plant),
            (*path, "plant"),
            fix=message("did you mean '{name}'?", name=guess)
            if guess
            else message("write one of {names}", names=", ".join(ids)),
        )


def _check_chances(
    row: Report,
    path: Path,
    rows: Rows,
    meanings: Mapping[str, Meaning],
    findings: Findings,
) -> None:
    for level in levels(rows):
        right = _chance(meanings, (*path, "right"), 1.0, level, findings)
        planted = _chance(meanings, (*path, "planted"), 0.0, level, findings)
        if level.is_standard and right is not None and planted is not None:
            _check_told(row, path, hits(right, planted, row, rows), findings)


def _check_told(row: Report, path: Path, honest: float, findings: Findings) -> None:
    if row.reliability is None or abs(row.reliability - honest) <= _HONEST:
        return
    findings.add(
        "W505",
        message(
            "the player is told {told}, and the chances come to {honest}",
            told=f"{row.reliability:g}",
            honest=f"{honest:.2f}",
        ),
        (*path, "reliability"),
        fix=message(
            "state about {honest}, or change the chances", honest=f"{honest:.2f}"
        ),
    )


def _chance(
    meanings: Mapping[str, Meaning],
    path: Path,
    default: float,
    level: Level,
    findings: Findings,
) -> float | None:
    """Return a chance at a level, from 0 to 1; None if it hangs on the world."""
    meaning = meanings.get(".".join(map(str, path)))
    if meaning is None:
        return default
    if meaning.expression is None:
        return None
    value = worked_out(meaning.expression, level)
    if value is None or 0.0 <= value <= 1.0:
        return value
    findings.add(
        "E105",
        message("the chance {value} is not between 0 and 1", value=value),
        path,
        fix=message("write a number from 0 to 1"),
    )
    return None


def _check_wording(row: Report, key: str, names: Names, findings: Findings) -> None:
    """Check what stands in braces in a report's text, in every language."""
    path: Path = ("reports", key, "text")
    texts: list[tuple[str, str, Path]] = [("en", row.text.en, (*path, "en"))]
    if row.text.ko is not None:
        texts.append(("ko", row.text.ko, (*path, "ko")))
    apart = table(names.table("texts").get("ko")).get(f"reports.{key}.text")
    if isinstance(apart, str):
        texts.append(("ko", apart, ("texts", "ko", f"reports.{key}.text")))
    for language, text, place in texts:
        words = _BRACES.findall(text)
        for word in words:
            if language != "ko" or _PARTICLE.fullmatch(word) is None:
                _check_placeholder(word, place, findings)
        if _PLACEHOLDER in row.text.en and _PLACEHOLDER not in words:
            findings.add(
                "E110",
                message("the translation does not name {word}", word=_PLACEHOLDER),
                place,
                fix=message(
                    "write {word} where the band is to be named", word=_PLACEHOLDER
                ),
            )


def _check_placeholder(word: str, path: Path, findings: Findings) -> None:
    if word != _PLACEHOLDER:
        findings.add(
            "E110",
            message("'{word}' stands for nothing here", word=word),
            path,
            fix=message(
                "write {word} where the band is to be named", word=_PLACEHOLDER
            ),
        )

"""The texts of a file: checked as strangers' words, kept by path and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.scenario.findings import Aim, Findings
from game.scenario.marks import Shown
from game.scenario.names import Raw, nearest, table
from game.scenario.walker import Path, Spot
from game.text import clean
from game.words import LANGUAGES, message

TRANSLATIONS = tuple(language for language in LANGUAGES if language != "en")


def check_texts(
    spots: Iterable[Spot],
    raw: Raw,
    findings: Findings,
) -> dict[str, Mapping[str, str]]:
    """Return the cleaned texts, language to text, by dotted path."""
    found: dict[str, dict[str, str]] = {}
    limits: dict[str, int] = {}
    places: dict[str, Path] = {}
    for spot in spots:
        mark = next((one for one in spot.marks if isinstance(one, Shown)), None)
        if mark is None or spot.path[0] == "texts":
            continue
        if isinstance(spot.value, str):
            _check_text(spot.value, mark.limit, spot.path, findings)
            continue
        words = table(spot.value)
        if not words:
            continue
        found[spot.name] = {}
        limits[spot.name], places[spot.name] = mark.limit, spot.path
        for language in LANGUAGES:
            text = words.get(language)
            if isinstance(text, str):
                path = (*spot.path, language)
                found[spot.name][language] = _check_text(
                    text,
                    mark.limit,
                    path,
                    findings,
                )
    for language in TRANSLATIONS:
        apart = table(table(raw.get("texts")).get(language))
        for name, text in apart.items():
            path = ("texts", language, name)
            if name not in found:
                _unknown(name, path, tuple(found), findings)
            elif isinstance(text, str):
                found[name][language] = _check_text(
                    text,
                    limits[name],
                    path,
                    findings,
                )
        for name, words in found.items():
            if language not in words:
                findings.add(
                    "W501",
                    message("there is no text in '{language}'", language=language),
                    places[name],
                    fix=message("add {language} = ...", language=language),
                )
    return dict(found)


def _check_text(text: str, limit: int, path: Path, findings: Findings) -> str:
    """Report what is wrong with one text, and return it cleaned."""
    if len(text) > limit:
        findings.add(
            "E113",
            message(
                "this text has {length} characters; at most {limit} are allowed",
                length=len(text),
                limit=limit,
            ),
            path,
            fix=message("shorten it"),
        )
    return clean(text, limit=limit, lines=True)


def _unknown(name: str, path: Path, known: tuple[str, ...], findings: Findings) -> None:
    guess = nearest(name, known)
    findings.add(
        "E117",
        message("there is no text '{name}' in this scenario", name=name),
        path,
        aim=Aim.KEY,
        fix=message("did you mean '{name}'?", name=guess)
        if guess
        else message("write the path of a text, such as effects.x.why"),
    )

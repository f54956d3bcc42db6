"""The texts of a file: checked as strangers' words, kept by path and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import category, is_normalized

from game.scenario.fields import TEXT_LIMIT
from game.scenario.findings import Aim, Findings
from game.scenario.guesses import nearest
from game.scenario.marks import Shown
from game.scenario.names import Names, is_table, table
from game.scenario.shape import Rows
from game.scenario.walker import Path, Spot
from game.text import clean
from game.words import LANGUAGES, message

TRANSLATIONS = tuple(language for language in LANGUAGES if language != "en")


class Told(Mapping[str, str]):
    """One text by language, without a dictionary of its own: a crisis has thousands."""

    __slots__ = LANGUAGES

    def __init__(self, words: Mapping[str, str]) -> None:
        for language, text in words.items():
            setattr(self, language, text)

    def __getitem__(self, language: str) -> str:
        """Return the text in a language that it has."""
        found = getattr(self, language, None) if language in LANGUAGES else None
        if not isinstance(found, str):
            raise KeyError(language)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the languages that it has."""
        return (language for language in LANGUAGES if hasattr(self, language))

    def __len__(self) -> int:
        """Return how many languages it has."""
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Told({dict(self)!r})"


@dataclass(slots=True)
class _Text:
    """One text of the file, in the languages it has."""

    path: Path
    limit: int
    words: dict[str, str] = field(default_factory=dict)


def check_texts(
    spots: Iterable[Spot],
    rows: Rows,
    names: Names,
    findings: Findings,
) -> dict[str, Mapping[str, str]]:
    """Return the cleaned texts, language to text, by dotted path."""
    found: dict[str, _Text] = {}
    known: set[str] = set()
    for spot in spots:
        if not isinstance(spot.mark, Shown) or spot.path[0] == "texts":
            continue
        known.add(spot.name)
        if isinstance(spot.value, str):
            _check_text(spot.value, spot.mark.limit, spot.path, findings)
        elif is_table(spot.value):
            text = found[spot.name] = _Text(spot.path, spot.mark.limit)
            for language in LANGUAGES:
                path = (*spot.path, language)
                _add(text, language, spot.value.get(language), path, findings)
    for language in TRANSLATIONS:
        _add_apart(language, found, known, rows, names, findings)
        _check_missing(found, language, findings)
    return {name: Told(text.words) for name, text in found.items()}


def _add_apart(  # noqa: PLR0917 - the texts so far and where to look for more
    language: str,
    found: Mapping[str, _Text],
    known: set[str],
    rows: Rows,
    names: Names,
    findings: Findings,
) -> None:
    """Add the translations that stand apart from their texts."""
    apart = table(names.table("texts").get(language))
    for name in apart:
        if findings.are_enough:
            return
        path = ("texts", language, name)
        if name in found:
            _add(found[name], language, apart[name], path, findings)
        elif name not in known and not _is_unsure(name, rows, names):
            _unknown(name, path, tuple(known), findings)


def _is_unsure(name: str, rows: Rows, names: Names) -> bool:
    """Tell whether a text may be missing for what is wrong with its row."""
    home, _, rest = name.partition(".")
    key = rest.partition(".")[0]
    is_wrong = key in names.table(home) and key not in rows.of(home)
    return names.is_open((home,)) or key in names.lost.get(home, ()) or is_wrong


def _add(
    text: _Text, language: str, value: object, path: Path, findings: Findings
) -> None:
    if isinstance(value, str):
        text.words[language] = _check_text(value, text.limit, path, findings)


def _check_missing(
    found: Mapping[str, _Text],
    language: str,
    findings: Findings,
) -> None:
    for text in found.values():
        if language not in text.words:
            findings.add(
                "W501",
                message("there is no text in '{tongue}'", tongue=language),
                text.path,
                fix=message("add {tongue} = ...", tongue=language),
            )


def _check_text(text: str, limit: int, path: Path, findings: Findings) -> str:
    """Report what is wrong with one text, and return it cleaned."""
    if len(text) <= limit and text.isprintable() and is_normalized("NFC", text):
        return text
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
    hostile = next((one for one in text if _is_hostile(one)), None)
    if hostile is not None:
        findings.add(
            "E112",
            message(
                "this text holds the invisible character {code}",
                code=f"U+{ord(hostile):04X}",
            ),
            path,
            fix=message("remove it"),
        )
    return clean(text, limit=limit, lines=limit >= TEXT_LIMIT)


def _is_hostile(character: str) -> bool:
    """Tell whether a character could steer a terminal or hide what is written."""
    return character not in "\n\r\t\u200d" and category(character) in {
        *("Cc", "Cf", "Cs", "Zl", "Zp"),
    }


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

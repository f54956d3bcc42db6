"""The message catalogues: `python -m tests.catalogue` brings them up to date.

Every marked template in `game/` is put into each `.po` file for translation, those
that are gone are dropped, and Babel writes and compiles the files. The tests hold
that nothing is missing, left over or out of date. Needs the extra `test`.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from game.scenario.workshop.template import template_texts
from game.words import LANGUAGES

GAME = Path(__file__).parents[1] / "game"
LOCALE = GAME / "words" / "locale"
TRANSLATED = tuple(name for name in LANGUAGES if name != "en")

_WIDTH = 100


def _names() -> frozenset[str]:
    """Return the names of the calls whose first argument is a template."""
    tree = ast.parse((GAME / "errors.py").read_text(encoding="utf-8"))
    errors = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    return frozenset({"say", "_say", "message", *errors})


def templates() -> Iterator[str]:
    """Yield every marked template of the program.

    The syntax tree is read, and not the tokens as Babel does: before Python 3.12
    a call inside an f-string is not a token of its own.
    """
    yield from template_texts()
    names = _names()
    for path in sorted(GAME.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in names and isinstance(first, ast.Constant) and first.value:
                yield str(first.value)


def path_of(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return LOCALE / language / "LC_MESSAGES" / "game.po"


def read(language: str) -> Catalog:
    """Read the catalogue of a language; an empty one where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a `.po` file without what changes by itself."""
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, omit_header=True, sort_output=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head.encode() + file.getvalue()


class Plain(Catalog):
    """A catalogue whose head tells neither when nor by what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head, which is always the same."""
        return [("Content-Type", "text/plain; charset=utf-8")]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        del headers


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as a `.mo` file: the same words are the same file."""
    fresh = Plain(locale=catalogue.locale, fuzzy=False, charset="utf-8")
    for row in catalogue:
        if row.id and row.string:
            fresh.add(row.id, row.string)
    file = io.BytesIO()
    write_mo(file, fresh)
    return file.getvalue()


def update(language: str) -> int:
    """Bring one language up to date; return how many templates wait for words."""
    old = read(language)
    new = Catalog(locale=language, fuzzy=False)
    for text in sorted(set(templates())):
        known = old.get(text)
        new.add(text, known.string if known else "")
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(new))
    path.with_suffix(".mo").write_bytes(compiled(new))
    return sum(1 for row in new if row.id and not row.string)


def fields(text: str) -> set[str]:
    """Return the names of the fields of a template."""
    return set(re.findall(r"\{([a-z_]+)\}", text))


def main() -> None:
    """Bring every language up to date and say what waits for a translator."""
    for language in TRANSLATED:
        waiting = update(language)
        sys.stdout.write(f"{language}: {waiting} templates wait for a translation\n")


if __name__ == "__main__":
    main()

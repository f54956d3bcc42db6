"""The pages of codes about files and their form."""

from __future__ import annotations

from game.scenario.codes.page import HERE, Page, marked
from game.scenario.samples import BASE, FERRY
from game.words import message

_ACTOR = '[actors.line]\nname = { en = "The line" }\nrole = "ally"\n'

PAGES = (
    Page(
        code="E001",
        title=message("A file cannot be read"),
        text=message(
            "A scenario is one file, or a folder with scenario.toml, which names the"
            " other files of the folder in include. Each must be a regular file. A"
            " folder may also be one .zip: one that is damaged, or that holds what a"
            " scenario cannot hold, is refused whole; get it again, or unpack it and"
            " pack the folder with `scenario pack`.",
        ),
        why=message(
            "Whatever the missing file defines is unknown to all the others, so the"
            " scenario cannot be played.",
        ),
        example=BASE.replace(
            "format = 1", 'format = 1\ninclude = ["deck.toml"]  # here'
        ),
        good=BASE,
    ),
    Page(
        code="E002",
        title=message("This is not TOML"),
        text=message(
            "The form of the line is wrong. The row in which it stands is left out"
            " and the rest of the file is checked.",
        ),
        why=message(
            "What cannot be read cannot be guessed: a bracket or a quote in another"
            " place makes another crisis.",
        ),
        example=marked(_ACTOR, '{ en = "The line" }', "harbour"),
        good=_ACTOR,
    ),
    Page(
        code="E003",
        title=message("A file is too large or too deep"),
        text=message(
            "A file has at most 1,000,000 bytes, a scenario 64 files and 4,000,000"
            " bytes; a file has at most 20,000 tables, keys have at most 8 parts and"
            " lists nest at most 64 deep.",
        ),
        why=message(
            "Files come from strangers. No file may cost more time or memory than an"
            " honest one of the largest size.",
        ),
        example=f"{FERRY}a.b.c.d.e.f.g.h.i = 1  # here\n",
        good=FERRY,
    ),
    Page(
        code="E004",
        title=message("A name in include is not allowed"),
        text=message(
            "Included files lie in the folder of the first file. Their names have"
            " small letters, digits and _ . - only, and never lead out of it.",
        ),
        why=message(
            "A scenario is handed on as one folder. It must not read anything else of"
            " the machine that it is played on.",
        ),
        example=BASE.replace(
            "format = 1", 'format = 1\ninclude = ["../deck.toml"]  # here'
        ),
        good=BASE,
    ),
    Page(
        code="E005",
        title=message("The format of the file is missing or not known"),
        text=message(
            "The first line is format = 1. It tells how the file is to be read."
        ),
        why=message(
            "A later format may give a key another meaning. With the number in the"
            " file, an old scenario stays playable for ever.",
        ),
        example=marked(BASE, "format = 1", "format = 2"),
        good=BASE,
    ),
    Page(
        code="E006",
        title=message("A file is not UTF-8"),
        text=message(
            "Scenario files are text in UTF-8. Save the file in that encoding."
        ),
        why=message(
            "In another encoding the same bytes are other letters, and Korean text"
            " would be lost.",
        ),
        example="",
        good=BASE,
    ),
    Page(
        code="E007",
        title=message("What a file extends is not there, or not as said"),
        text=message(
            "extends names a scenario by its id, the version it was written for and,"
            " if wanted, the hash of its rules. It is looked for beside the file, then"
            " where scenarios are found by id.",
        ),
        why=message(
            "A patch means something only on what it was written for: on another"
            " version it could make another crisis.",
        ),
        example=BASE.replace(
            "format = 1",
            f'format = 1\nextends = {{ id = "harbour", version = "1" }}  {HERE}',
        ),
        good=BASE,
    ),
    Page(
        code="W011",
        title=message("This is TOML 1.1"),
        text=message(
            "A table in braces stands on one line, without a comma after its last"
            " value; a character by its number is \\u and four digits.",
        ),
        why=message(
            "Scenario files are TOML 1.0. Many editors and readers of TOML stop at"
            " what 1.1 has added, and the file would play on one machine only.",
        ),
        example=_ACTOR.replace(
            '{ en = "The line" }', f'{{  {HERE}\n  en = "The line"\n}}'
        ),
        good=_ACTOR,
    ),
    Page(
        code="E008",
        title=message("Files that extend one another in a circle, or too deep"),
        text=message(
            "A file extends one other, at most four deep in all, and never itself.",
        ),
        why=message(
            "In a circle there is no first file, and nobody can follow a longer chain.",
        ),
        example="",
        good=BASE,
    ),
)

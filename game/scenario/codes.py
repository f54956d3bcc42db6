"""What each code of the checker means: one page for each, with a bad example.

The example is added to a small good file (`BASE`), unless it begins with
`format` or a comment that says so; the tests run every one of them.
"""

from __future__ import annotations

from game.scenario.codes_played import PLAYED
from game.scenario.codes_whole import WHOLE
from game.scenario.page import Page
from game.scenario.samples import BASE, CIRCLE, FERRY, MIND, REPORT, WORDED
from game.words import Message, message


def _effect(line: str) -> str:
    return f'[effects.slack]\nto = "standing"\ngrade = "J"\n{line}\n'


def _derived(line: str) -> str:
    return f'[derived.mood]\ngrade = "J"\nexpr = "{line}"\n'


def _page(code: str, title: Message, text: Message, example: str) -> Page:
    return Page(code=code, title=title, text=text, example=example)


_FILES = (
    _page(
        "E001",
        message("A file cannot be read"),
        message(
            "A scenario is one file, or a folder with scenario.toml, which names the"
            " other files of the folder in include. Each must be a regular file.",
        ),
        BASE.replace("format = 1", 'format = 1\ninclude = ["deck.toml"]'),
    ),
    _page(
        "E002",
        message("This is not TOML"),
        message(
            "The form of the line is wrong. The table in which it stands is left out"
            " and the rest of the file is checked.",
        ),
        BASE + "[actors.line]\nname = harbour\n",
    ),
    _page(
        "E003",
        message("A file is too large or too deep"),
        message(
            "A file has at most 1,000,000 bytes, a scenario 64 files and 4,000,000"
            " bytes; keys have at most 8 parts and lists nest at most 64 deep.",
        ),
        BASE + "a.b.c.d.e.f.g.h.i.j = 1\n",
    ),
    _page(
        "E004",
        message("A name in include is not allowed"),
        message(
            "Included files lie in the folder of the first file. Their names have"
            " small letters, digits and _ . - only, and never lead out of it.",
        ),
        BASE.replace("format = 1", 'format = 1\ninclude = ["../deck.toml"]'),
    ),
    _page(
        "E005",
        message("The format of the file is missing or not known"),
        message("The first line is format = 1. It tells how the file is to be read."),
        BASE.replace("format = 1", "format = 2"),
    ),
    _page(
        "E006",
        message("A file is not UTF-8"),
        message("Scenario files are text in UTF-8. Save the file in that encoding."),
        "",
    ),
)

_SHAPES = (
    _page(
        "E101",
        message("A key or a table that does not exist"),
        message(
            "Unknown keys are errors, because a misspelt key would otherwise do"
            " nothing without a word. The reference page lists the keys of each table.",
        ),
        FERRY + 'lable = { en = "Ferries" }\n',
    ),
    _page(
        "E102",
        message("Something required is missing"),
        message("The row cannot be used without this key or table."),
        FERRY.replace("range = [0, 9]\n", ""),
    ),
    _page(
        "E103",
        message("A value of the wrong kind"),
        message("Numbers have no quotes, text has quotes, lists stand in [ ]."),
        FERRY.replace("start = 4", 'start = "4"'),
    ),
    _page(
        "E104",
        message("A word that is not one of those allowed"),
        message("The key takes one of a few words."),
        FERRY + 'good = "upp"\n',
    ),
    _page(
        "E105",
        message("A number outside its limits"),
        message("Chances lie between 0 and 1, turns are not negative, and so on."),
        _effect("amount = 1\ndelay = { mean = 500 }"),
    ),
    _page(
        "E106",
        message("An id of the wrong form"),
        message(
            "An id has small letters, digits and _, begins with a letter, and has at"
            " most 48 characters.",
        ),
        FERRY.replace("ferry", "Ferry"),
    ),
    _page(
        "E107",
        message("Something defined twice"),
        message(
            "Ids of params, types, variables, derived quantities, levers, rules, red"
            " lines, events, cards and initiatives share one space, because an"
            " expression can read them all by name. The same id may not stand in two"
            " files either.",
        ),
        '[derived.standing]\nexpr = "turn"\n',
    ),
    _page(
        "E108",
        message("An id that is a word of the language"),
        message("Such an id could not be read in an expression or be chosen."),
        FERRY.replace("variables.ferry", "variables.turn"),
    ),
    _page(
        "E109",
        message("Two ids that look alike"),
        message("Ids that differ only in _ are sooner or later mistaken."),
        FERRY.replace("variables.ferry", "variables.stand_ing"),
    ),
    _page(
        "E110",
        message("A reference to something that is not there"),
        message("The id is not defined in the table to which the key refers."),
        '[effects.slack]\nto = "standin"\namount = 1\ngrade = "J"\n',
    ),
    _page(
        "E111",
        message("A list with the wrong number of entries"),
        message("A range has two numbers, a card two to four options, and so on."),
        FERRY.replace("[0, 9]", "[0, 9, 10]"),
    ),
    _page(
        "E112",
        message("An invisible character in a text"),
        message(
            "Control characters and characters that turn the direction of writing"
            " are refused: they can make a text look like another one.",
        ),
        FERRY.replace("Ferries", "Fer\\u202eries"),
    ),
    _page(
        "E113",
        message("A text that is too long or empty"),
        message("A label has at most 80 characters, a title 120, other texts 2,000."),
        FERRY.replace("Ferries", "Ferries" * 20),
    ),
    _page(
        "E114",
        message("Keys that contradict each other"),
        message(
            "An effect takes its amount in one way only; a variable that is seen"
            " exactly has no noise; and so on.",
        ),
        _effect('amount = 1\nexpr = "turn"'),
    ),
    _page(
        "E115",
        message("Too many rows"),
        message("Limits keep every scenario playable on a small machine."),
        "".join(
            f'[gauges.g{number}]\nlabel = {{ en = "G" }}\nvariable = "standing"\n'
            for number in range(7)
        ),
    ),
    _page(
        "E116",
        message("A line that is no choice"),
        message(
            "A line of a policy, or an adviser's advice, is LEVER RUNG, CARD OPTION,"
            " INITIATIVE, declare A B C, or end.",
        ),
        '[policies.plan]\nlabel = { en = "Plan" }\nlines = ["offer hihg"]\n',
    ),
    _page(
        "E117",
        message("A translation of a text that is not there"),
        message("Keys under [texts.ko] are the paths of texts, in quotes."),
        '[texts.ko]\n"variables.standin.label" = "x"\n',
    ),
    _page(
        "E118",
        message("A value outside its own range"),
        message("A start lies within its range, and low is below high."),
        FERRY.replace("start = 4", "start = 40"),
    ),
    _page(
        "E119",
        message("An address that is not https"),
        message("Addresses are shown, never opened by themselves."),
        '[sources.web]\ntitle = "A page"\nkind = "press"\nurl = "ftp://a"\n',
    ),
    _page(
        "E120",
        message("Types that follow one another in a circle"),
        message("At least one of the types that go together is drawn alone."),
        CIRCLE,
    ),
)

_EXPRESSIONS = (
    _page(
        "E201",
        message("A sign that does not belong to the language"),
        message("The signs are + - * / < <= > >= == != ( ) , and % after a number."),
        _derived("standing && 1"),
    ),
    _page(
        "E202",
        message("An expression of the wrong form"),
        message("Something is missing, or stands where it cannot."),
        _derived("standing +"),
    ),
    _page(
        "E203",
        message("A chain of comparisons"),
        message("Compare two things at a time and join the comparisons with and."),
        _effect('amount = 1\nwhen = "1 < turn < 3"'),
    ),
    _page(
        "E204",
        message("An expression that is too large"),
        message("At most 400 characters, 24 deep, 120 parts."),
        _derived("(" * 30 + "1" + ")" * 30),
    ),
    _page(
        "E205",
        message("An unknown name"),
        message(
            "An expression reads variables, derived quantities, types, params, levers"
            " and happenings by their ids.",
        ),
        _derived("standin * 2"),
    ),
    _page(
        "E206",
        message("An unknown function"),
        message("The functions are listed on the reference page."),
        _derived("round(standing)"),
    ),
    _page(
        "E207",
        message("A wrong number of arguments"),
        message("Each function takes a fixed number of arguments; min and max more."),
        _derived("ramp(standing, 3)"),
    ),
    _page(
        "E208",
        message("A truth value in place of a number, or the other way round"),
        message(
            "The two are never mixed: a happening is a truth, and if(x, 1, 0) makes a"
            " number of it.",
        ),
        _derived("1 + (standing > 3)"),
    ),
    _page(
        "E209",
        message("An argument of the wrong form"),
        message(
            "prev takes a variable or a lever, since a happening, and the power of"
            " hill is written as 1, 2, 3 or 4.",
        ),
        _derived("hill(standing, 40, turn)"),
    ),
    _page(
        "E210",
        message("Something that cannot be seen from here"),
        message(
            "What an expression can see depends on when it is read: at the opening"
            " nothing has happened yet, a hazard comes before the other actors, and an"
            " adviser, a price and a requirement read what the player sees.",
        ),
        FERRY
        + '[events.fog]\ntitle = { en = "Fog" }\ntext = { en = "Fog." }\n'
        + 'hazard = "if(fog, 1, 0)"\n',
    ),
    _page(
        "E211",
        message("Derived quantities in a circle"),
        message("Each derived quantity must be worked out from others before it."),
        '[derived.one]\nexpr = "two"\n[derived.two]\nexpr = "one"\n',
    ),
    _page(
        "E212",
        message("A number that is too large"),
        message("Numbers in expressions go up to 1000000000000."),
        _derived("1e999"),
    ),
)

_TEXTS = (
    _page(
        "W501",
        message("A text without a translation"),
        message("English is shown instead. This is a note, not a warning."),
        FERRY,
    ),
    _page(
        "W502",
        message("Numbers without a grade"),
        message(
            "A: seen in a source. B: from the literature, or well established. C:"
            " contested, with its range. J: the author's judgement.",
        ),
        FERRY.replace('grade = "J"\n', ""),
    ),
    _page(
        "W503",
        message("A source that nothing names"),
        message("Name it where it is used, or remove it."),
        '[sources.paper]\ntitle = "A paper"\nkind = "press"\n',
    ),
    _page(
        "W504",
        message("A contested number without a range"),
        message("Grade C says that sources disagree: write low and high."),
        FERRY.replace('"J"', '"C"'),
    ),
    _page(
        "W505",
        message("A reliability that the chances do not bear out"),
        message(
            "The player is told a reliability. At the standard level it lies within"
            " 0.15 of how often the report is right. What is planted is right as often"
            " as the prior has the planted band.",
        ),
        REPORT + "reliability = 0.9\n",
    ),
    _page(
        "W506",
        message("A mind that reads what its actor cannot know"),
        message(
            "A utility, or what an actor wants, reads what all see, what is known to"
            " the actor, its own acts and types, and types that nobody owns.",
        ),
        MIND,
    ),
    _page(
        "W507",
        message("A cut that lies on a value"),
        message(
            "Words and bands cut a number between the values that it may take; only"
            " the end of the last word may be a value.",
        ),
        WORDED,
    ),
    _page(
        "W510",
        message("A number inside an expression without a grade"),
        message("Name it in [params], or give its row a grade."),
        _derived("standing * 0.3").replace('grade = "J"\n', ""),
    ),
)

_SEEN = (*_FILES, *_SHAPES, *_EXPRESSIONS, *_TEXTS, *WHOLE)

PAGES = {page.code: page for page in (*_SEEN, *PLAYED)}
"""Every page by its code."""


def sample(page: Page) -> str:
    """Return the whole file of a page's example."""
    if page.example.startswith("format") or not page.example:
        return page.example
    return f"{BASE}\n{page.example}"

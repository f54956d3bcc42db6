"""The pages of codes about keys and the kinds of their values."""

from __future__ import annotations

from game.scenario.codes.page import HERE, Page, marked
from game.scenario.samples import FERRY, effect
from game.words import message

_SOURCE = (
    '[sources.web]\ntitle = "A page"\nkind = "press"\nurl = "https://example.org/"\n'
    '[codex.web]\ntitle = { en = "Web" }\ntext = { en = "Web." }\nsource = "web"\n'
)


def _gauges(count: int) -> str:
    rows = [
        f'[gauges.g{number}]\nlabel = {{ en = "G" }}\nvariable = "standing"\n'
        for number in range(count)
    ]
    return "".join(rows)


PAGES = (
    Page(
        code="E101",
        title=message("A key or a table that does not exist"),
        text=message(
            "The table has no such key, or the format no such table. The reference"
            " page lists the keys of each table.",
        ),
        why=message(
            "Unknown keys are errors, because a misspelt key would otherwise do"
            " nothing without a word.",
        ),
        example=marked(FERRY, "decimals = 1", "decimal = 1"),
        good=FERRY,
    ),
    Page(
        code="E102",
        title=message("Something required is missing"),
        text=message("The row cannot be used without this key or table."),
        why=message("Nothing is filled in silently: a default would be a guess."),
        example=marked(
            FERRY.replace("range = [0, 9]\n", ""),
            "[variables.ferry]",
            "[variables.ferry]",
        ),
        good=FERRY,
    ),
    Page(
        code="E103",
        title=message("A value of the wrong kind"),
        text=message("Numbers have no quotes, text has quotes, lists stand in [ ]."),
        why=message(
            "A number in quotes could as well be an expression or an id. Kinds are"
            " never converted, so that a file means the same everywhere.",
        ),
        example=marked(FERRY, "start = 4", 'start = "4"'),
        good=FERRY,
    ),
    Page(
        code="E104",
        title=message("A word that is not one of those allowed"),
        text=message("The key takes one of a few words."),
        why=message("With another word nobody could say what the key asks for."),
        example=marked(FERRY, 'good = "up"', 'good = "upp"'),
        good=FERRY,
    ),
    Page(
        code="E105",
        title=message("A number outside its limits"),
        text=message("Chances lie between 0 and 1, turns are not negative, and so on."),
        why=message(
            "Outside these limits the number has no meaning, or a game would need more"
            " time and memory than a small machine has.",
        ),
        example=marked(
            effect("amount = 1\ndelay = { mean = 5 }"), "mean = 5 }", "mean = 500 }"
        ),
        good=effect("amount = 1\ndelay = { mean = 5 }"),
    ),
    Page(
        code="E111",
        title=message("A list with the wrong number of entries"),
        text=message("A range has two numbers, a card two to four options, and so on."),
        why=message("One entry too many or too few shifts the meaning of the others."),
        example=marked(FERRY, "[0, 9]", "[0, 9, 10]"),
        good=FERRY,
    ),
    Page(
        code="E112",
        title=message("An invisible character in a text"),
        text=message(
            "Control characters and characters that turn the direction of writing"
            " are refused.",
        ),
        why=message(
            "They can make a text look like another one, or steer the terminal that"
            " shows it.",
        ),
        example=marked(FERRY, '"Ferries" }', '"Fer\\u202eries" }'),
        good=FERRY,
    ),
    Page(
        code="E113",
        title=message("A text that is too long or empty"),
        text=message(
            "A label has at most 80 characters, a title 120, other texts 2,000."
        ),
        why=message("Every screen is complete at 80 columns; a longer label is cut."),
        example=marked(FERRY, '"Ferries" }', f'"{"Ferries" * 20}" }}'),
        good=FERRY,
    ),
    Page(
        code="E114",
        title=message("Keys that contradict each other"),
        text=message(
            "An effect takes its amount in one way only; a variable that is seen"
            " exactly has no noise; and so on.",
        ),
        why=message("One of the two would be ignored, and which one is not written."),
        example=effect(f'amount = 1  {HERE}\nexpr = "turn"'),
        good=effect('expr = "turn"'),
    ),
    Page(
        code="E115",
        title=message("Too many rows"),
        text=message(
            "At most 400 variables, 2,000 effects, 100 levers, 200 reports, twelve"
            " objectives, six gauges and 2,000 rows of anything else. All rules that"
            " look ahead weigh 10,000 turns times worlds times options at most.",
        ),
        why=message("Limits keep every scenario playable on a small machine."),
        example=marked(_gauges(7), "[gauges.g6]", "[gauges.g6]"),
        good=_gauges(6),
    ),
    Page(
        code="E118",
        title=message("A value outside its own range"),
        text=message("A start lies within its range, and low is below high."),
        why=message("The first turn would begin by cutting the value off."),
        example=marked(FERRY, "start = 4", "start = 40"),
        good=FERRY,
    ),
    Page(
        code="E119",
        title=message("An address that is not https"),
        text=message("The address of a source begins with https:// and names a host."),
        why=message(
            "Addresses are shown, never opened by themselves; whoever follows one"
            " should reach the page that was meant.",
        ),
        example=marked(_SOURCE, '"https://example.org/"', '"ftp://example.org/"'),
        good=_SOURCE,
    ),
)

"""The pages of codes about ids and what refers to them."""

from __future__ import annotations

from game.scenario.codes.page import HERE, Page, marked
from game.scenario.samples import CHAIN, FERRY, effect
from game.words import message

_SLACK = effect("amount = 1")
_PLAN = '[policies.plan]\nlabel = { en = "Plan" }\nlines = ["offer high"]\n'
_KOREAN = '[texts.ko]\n"variables.standing.label" = "위신"\n'
_TIDE = (
    '[variables.tide]\nlabel = { en = "Tide" }\nrange = [0, 9]\nstart = 4\n'
    'grade = "J"\n\n[effects.ebb]\nto = "tide"\namount = -1\ngrade = "J"\n\n'
    '[effects.flood]\nto = "tide"\namount = 1\nwhen = "tide < 2"\ngrade = "J"\n'
)

PAGES = (
    Page(
        code="E106",
        title=message("An id of the wrong form"),
        text=message(
            "An id has small letters, digits and _, begins with a letter, and has at"
            " most 48 characters.",
        ),
        why=message(
            "Ids are read in expressions, typed by players and written into saved"
            " games; they must look the same everywhere.",
        ),
        example=marked(FERRY, "[variables.ferry]", "[variables.Ferry]"),
        good=FERRY,
    ),
    Page(
        code="E107",
        title=message("Something defined twice"),
        text=message(
            "Ids of params, types, variables, derived quantities, levers, rules, red"
            " lines, events, cards and initiatives share one space. The same id may not"
            " stand in two files either.",
        ),
        why=message(
            "An expression can read them all by name, so one name must mean one thing.",
        ),
        example=f'[derived.standing]  {HERE}\nexpr = "turn"\n',
        good='[derived.months_played]\nexpr = "turn"\n',
    ),
    Page(
        code="E108",
        title=message("An id that is a word of the language"),
        text=message("Words such as turn, min or events are no ids."),
        why=message("Such an id could not be read in an expression or be chosen."),
        example=marked(FERRY, "[variables.ferry]", "[variables.turn]"),
        good=FERRY,
    ),
    Page(
        code="E109",
        title=message("Two ids that look alike"),
        text=message("Two ids differ only in _ or in capitals."),
        why=message("Ids that look alike are sooner or later mistaken."),
        example=marked(FERRY, "[variables.ferry]", "[variables.stand_ing]"),
        good=FERRY,
    ),
    Page(
        code="E110",
        title=message("A reference to something that is not there"),
        text=message("The id is not defined in the table to which the key refers."),
        why=message("The row would do nothing, and nobody would notice."),
        example=marked(_SLACK, 'to = "standing"', 'to = "standin"'),
        good=_SLACK,
    ),
    Page(
        code="E116",
        title=message("A line that is no choice"),
        text=message(
            "A line of a policy, or an adviser's advice, is LEVER RUNG, CARD OPTION,"
            " INITIATIVE, declare A B C, or end.",
        ),
        why=message(
            "A policy is a line of play that others are measured against; a line that"
            " cannot be chosen would be skipped in every game.",
        ),
        example=marked(_PLAN, '"offer high"]', '"offer hihg"]'),
        good=_PLAN,
    ),
    Page(
        code="E117",
        title=message("A translation of a text that is not there"),
        text=message("Keys under [texts.ko] are the paths of texts, in quotes."),
        why=message("The translation would never be shown."),
        example=marked(_KOREAN, '"위신"', '"위신"').replace("standing", "standin"),
        good=_KOREAN,
    ),
    Page(
        code="E120",
        title=message("Types that follow one another in a circle"),
        text=message("At least one of the types that go together is drawn alone."),
        why=message("Each would have to be drawn before the other."),
        example=marked(
            CHAIN.replace(
                'low = 0\nhigh = 1\ngrade = "J"\n',
                'low = 0\nhigh = 1\nfollows = "three"\nrank = 0.5\ngrade = "J"\n',
            ),
            'follows = "three"',
            'follows = "three"',
        ),
        good=CHAIN,
    ),
    Page(
        code="E121",
        title=message("An id that was probably misspelt where it is defined"),
        text=message(
            "Nothing reads this id, and several places read one that is written almost"
            " like it and is not there. They are reported once, here.",
        ),
        why=message(
            "One slip in a header makes every reader of the id wrong; mending it there"
            " mends them all.",
        ),
        example=marked(_TIDE, "[variables.tide]", "[variables.tied]"),
        good=_TIDE,
    ),
)

"""The pages of codes about expressions."""

from __future__ import annotations

from game.scenario.codes.page import HERE, Page, marked
from game.scenario.samples import derived, effect
from game.words import message

_FOG = (
    '[events.fog]\ntitle = { en = "Fog" }\ntext = { en = "Fog." }\nonce = false\n'
    'hazard = "if(since(fog) == 1, 1, 0.1)"\ngrade = "J"\n'
)
_CIRCLE = '[derived.one]\nexpr = "two"\n[derived.two]\nexpr = "standing"\n'
_LONG = " + ".join(["standing"] * 30)
_MANY = "".join(
    derived(_LONG).replace("mood", f"mood_{number}") for number in range(338)
)


def _bad(expression: str) -> str:
    return derived(expression).rstrip("\n") + f"  {HERE}\n"


PAGES = (
    Page(
        code="E201",
        title=message("A sign that does not belong to the language"),
        text=message(
            "The signs are + - * / < <= > >= == != ( ) , and % after a number."
        ),
        why=message(
            "The language is small on purpose: it can be checked whole before anything"
            " runs, and it cannot do anything but count.",
        ),
        example=_bad("if(standing > 3 && turn > 1, 1, 0)"),
        good=derived("if(standing > 3 and turn > 1, 1, 0)"),
    ),
    Page(
        code="E202",
        title=message("An expression of the wrong form"),
        text=message("Something is missing, or stands where it cannot."),
        why=message("What is meant cannot be told from what is written."),
        example=_bad("standing +"),
        good=derived("standing + 1"),
    ),
    Page(
        code="E203",
        title=message("A chain of comparisons"),
        text=message("Compare two things at a time and join the comparisons with and."),
        why=message("Languages differ in what a chain means; this one refuses it."),
        example=effect(f'amount = 1\nwhen = "1 < turn < 3"  {HERE}'),
        good=effect('amount = 1\nwhen = "1 < turn and turn < 3"'),
    ),
    Page(
        code="E204",
        title=message("An expression that is too large"),
        text=message("At most 400 characters, 24 deep, 120 parts."),
        why=message(
            "Every expression is read in every world of every turn. A large one is"
            " better named in parts under [derived], which explanations can show.",
        ),
        example=_bad("(" * 30 + "1" + ")" * 30),
        good=derived("(standing + 1) * 2"),
    ),
    Page(
        code="E205",
        title=message("An unknown name"),
        text=message(
            "An expression reads variables, derived quantities, types, params, levers"
            " and happenings by their ids.",
        ),
        why=message("A name that means nothing cannot be given a value."),
        example=_bad("standin * 2"),
        good=derived("standing * 2"),
    ),
    Page(
        code="E206",
        title=message("An unknown function"),
        text=message("The functions are listed on the reference page."),
        why=message(
            "There are no others, and none can be added by a file: each gives the same"
            " number on every machine.",
        ),
        example=_bad("round(standing)"),
        good=derived("step(standing, 40)"),
    ),
    Page(
        code="E207",
        title=message("A wrong number of arguments"),
        text=message(
            "Each function takes a fixed number of arguments; min and max more."
        ),
        why=message("An argument too few or too many changes what the others mean."),
        example=_bad("ramp(standing, 3)"),
        good=derived("ramp(standing, 3, 30)"),
    ),
    Page(
        code="E208",
        title=message("A truth value in place of a number, or the other way round"),
        text=message("A happening or a comparison is a truth; if(x, 1, 0) counts it."),
        why=message(
            "The two are never mixed, so a forgotten comparison is found and not taken"
            " for a number.",
        ),
        example=_bad("1 + (standing > 3)"),
        good=derived("1 + if(standing > 3, 1, 0)"),
    ),
    Page(
        code="E209",
        title=message("An argument of the wrong form"),
        text=message(
            "prev takes a variable or a lever, since a happening, and the power of"
            " hill is written as 1, 2, 3 or 4.",
        ),
        why=message("Only these have a past that is kept, or an exact result."),
        example=_bad("hill(standing, 40, turn)"),
        good=derived("hill(standing, 40, 2)"),
    ),
    Page(
        code="E210",
        title=message("Something that cannot be seen from here"),
        text=message(
            "What an expression can see depends on when it is read: at the opening"
            " nothing has happened yet, a hazard comes before the other actors, and an"
            " adviser, a price and a requirement read what the player sees.",
        ),
        why=message(
            "Read too early a happening would never be true; read by the desk a hidden"
            " number would give itself away.",
        ),
        example=marked(_FOG, 'since(fog) == 1, 1, 0.1)"', 'fog, 1, 0.1)"'),
        good=_FOG,
    ),
    Page(
        code="E211",
        title=message("Derived quantities in a circle"),
        text=message("Each derived quantity must be worked out from others before it."),
        why=message("In a circle there is none to begin with."),
        example=_CIRCLE.replace('expr = "two"', f'expr = "two"  {HERE}').replace(
            '"standing"', '"one"'
        ),
        good=_CIRCLE,
    ),
    Page(
        code="E212",
        title=message("A number that is too large"),
        text=message("Numbers in expressions go up to 1000000000000."),
        why=message("Sums stay exact only while every number stays within bounds."),
        example=_bad("1e999"),
        good=derived("1000"),
    ),
    Page(
        code="W511",
        title=message("A division by what can be 0"),
        text=message(
            "Within the ranges of the file the divisor can be 0. div(a, b, x) is a / b,"
            " and x where b is 0. What an if around it compares is not reported.",
        ),
        why=message(
            "A game in which it becomes 0 stops with an error, perhaps after an hour.",
        ),
        example=_bad("100 / standing"),
        good=derived("div(100, standing, 100)"),
    ),
    Page(
        code="W514",
        title=message("A share compared with a larger number"),
        text=message(
            "50% is 0.5, and what it is compared with goes beyond 1. A number that"
            " counts to 100 is compared with 50.",
        ),
        why=message("The comparison would nearly always come out the same way."),
        example=effect(f'amount = 1\nwhen = "standing > 50%"  {HERE}'),
        good=effect('amount = 1\nwhen = "standing > 50"'),
    ),
    Page(
        code="E213",
        title=message("Too many expressions"),
        text=message(
            "A scenario has at most 2,000 expressions, and at most 20,000 parts in all"
            " of them together. Numbers that stand alone are not counted.",
        ),
        why=message(
            "Every expression is worked out in every world of every turn. With a limit"
            " on all of them, what a file from a stranger costs to play is known"
            " before it is played.",
        ),
        example=_MANY + derived(_LONG).rstrip("\n") + f"  {HERE}\n",
        good=derived(_LONG),
    ),
)

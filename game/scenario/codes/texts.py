"""The pages of codes about texts, grades, sources and what minds may know."""

from __future__ import annotations

from game.scenario.codes.page import HERE, Page, marked
from game.scenario.samples import (
    CARD,
    FERRY,
    MIND,
    REPORT,
    VARIANT,
    WORDED,
    derived,
)
from game.words import message

_KOREAN = '{ en = "Ferries", ko = "연락선" }'
_DUTY = (
    FERRY
    + """[objectives.crossings]
label = { en = "Keep the ferries going" }
value = "ferry"
bottom = 0
top = 9
"""
)
_CLAIM = """[advisers.master]
name = { en = "The harbour master" }
[advisers.master.claims.calm]
expects = "standing < 40"
horizon = 4
chance = 0.5
text = { en = "It will be quiet." }
"""
_RANGED = FERRY.replace("start = 4", "start = { value = 4, low = 3, high = 5 }")
_PAPER = (
    '[sources.paper]\ntitle = "A paper"\nkind = "press"\n'
    '[codex.paper]\ntitle = { en = "Paper" }\ntext = { en = "Paper." }\n'
    'source = "paper"\n'
)

PAGES = (
    Page(
        code="W501",
        title=message("A text without a translation"),
        text=message("English is shown instead. This is a note, not a warning."),
        why=message("Who plays in Korean meets an English sentence."),
        example=marked(FERRY, '{ en = "Ferries" }', '{ en = "Ferries" }'),
        good=FERRY.replace('{ en = "Ferries" }', _KOREAN),
    ),
    Page(
        code="W502",
        title=message("Numbers without a grade"),
        text=message(
            "A: seen in a source. B: from the literature, or well established. C:"
            " contested, with its range. J: the author's judgement.",
        ),
        why=message("Every number of a game can be asked how well it is known."),
        example=marked(FERRY, "start = 4", "start = 4").replace('grade = "J"\n', ""),
        good=FERRY,
    ),
    Page(
        code="W503",
        title=message("A source that nothing names"),
        text=message("Name it where it is used, or remove it."),
        why=message("A list of sources that bear nothing looks like support."),
        example=f'[sources.paper]  {HERE}\ntitle = "A paper"\nkind = "press"\n',
        good=_PAPER,
    ),
    Page(
        code="W504",
        title=message("A contested number without a range"),
        text=message("Grade C says that sources disagree: write low and high."),
        why=message("Without the range one side of the dispute is shown as the truth."),
        example=marked(FERRY, "start = 4", "start = 4").replace('"J"', '"C"'),
        good=_RANGED.replace('"J"', '"C"'),
    ),
    Page(
        code="W505",
        title=message("A reliability that the chances do not bear out"),
        text=message(
            "The player is told a reliability. At the standard level it lies within"
            " 0.15 of how often the report is right. What is planted is right as often"
            " as the prior has the planted band.",
        ),
        why=message("A player who weighs reports must not be told a wrong weight."),
        example=marked(REPORT, "reliability = 0.6", "reliability = 0.9"),
        good=REPORT,
    ),
    Page(
        code="W506",
        title=message("A mind that reads what its actor cannot know"),
        text=message(
            "A utility, or what an actor wants, reads what all see, what is known to"
            " the actor, its own acts and types, and types that nobody owns.",
        ),
        why=message(
            "An adversary that knows everything cannot be deterred or deceived."
        ),
        example=marked(MIND, 'utility = "own_plan" }', 'utility = "plan" }'),
        good=MIND,
    ),
    Page(
        code="W507",
        title=message("A cut that lies on a value"),
        text=message(
            "Words and bands cut a number between the values that it may take; only"
            " the end of the last word may be a value.",
        ),
        why=message("On the value itself, words and bands could say different things."),
        example=marked(WORDED, "up_to = 1.5", "up_to = 1"),
        good=WORDED,
    ),
    Page(
        code="W513",
        title=message("Something hidden that is told in bare numbers"),
        text=message(
            "A type or a red line without words is told to the player as numbers, in"
            " play and at the end. This is a note, not a warning.",
        ),
        why=message("A player cannot tell what 0.7 of it would mean."),
        example=marked(WORDED[: WORDED.index("words")], "[types.ice]", "[types.ice]"),
        good=WORDED,
    ),
    Page(
        code="W515",
        title=message("A duty that rewards what is called bad"),
        text=message(
            "The value that scores 100 lies at the end of the number that its gauge, or"
            " the variable itself, calls bad with good.",
        ),
        why=message("The colours would lead the player away from the score."),
        example=marked(_DUTY.replace("bottom = 0", "bottom = 9"), "top = 9", "top = 0"),
        good=_DUTY,
    ),
    Page(
        code="W516",
        title=message("A horizon longer than the calendar"),
        text=message(
            "What an adviser expects within its horizon is settled when the horizon is"
            " over, and no game has so many turns.",
        ),
        why=message("The adviser could never be held to what was said."),
        example=marked(_CLAIM, "horizon = 4", "horizon = 40"),
        good=_CLAIM,
    ),
    Page(
        code="W512",
        title=message("A variant that only says it in other words"),
        text=message(
            "A variant of a card has another price, deadline, answer or effect than"
            " the card itself.",
        ),
        why=message("The player would weigh a difference that there is not."),
        example=CARD + VARIANT.replace("varied]", f"varied]  {HERE}"),
        good=CARD + VARIANT + "deadline = 2\n",
    ),
    Page(
        code="W510",
        title=message("A number inside an expression without a grade"),
        text=message("Name it in [params], or give its row a grade."),
        why=message("A number nobody can find cannot be doubted or adjusted."),
        example=derived("standing * 0.3").replace('grade = "J"\n', "").rstrip()
        + f"  {HERE}\n",
        good=derived("standing * 0.3"),
    ),
    Page(
        code="W508",
        title=message("A warning accepted in vain"),
        text=message(
            "A row of [allow] accepts a warning that the check does not give.",
        ),
        why=message(
            "Left in, it would one day hide a warning that nobody has looked at.",
        ),
        example=f'[allow.idle]\ncode = "W503"  {HERE}\nreason = "It is cited."\n',
        good='[sources.paper]\ntitle = "A paper"\nkind = "press"\n'
        '[allow.idle]\ncode = "W503"\nreason = "It is cited in the text."\n',
    ),
)

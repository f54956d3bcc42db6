"""The pages of the codes that only playing finds: `scenario lint`."""

from __future__ import annotations

from game.scenario import samples_played as samples
from game.scenario.codes.page import Page
from game.scenario.samples_played import CLEAN
from game.words import message

PLAYED = (
    Page(
        code="W301",
        title=message("An ending that is never reached"),
        text=message(
            "No game came to it, and a part of its condition never held; or it held,"
            " and an ending of a lower rank always came first. Write down with the"
            " policies of the file how you think it is reached: they are played too.",
        ),
        why=message(
            "A player may look for it all evening, and its text is never read.",
        ),
        example=CLEAN + samples.NEVER_REACHED,
        good=CLEAN,
    ),
    Page(
        code="W302",
        title=message("An ending that takes nearly every game"),
        text=message(
            "More than 95 % of the games end so under every way to play, so what the"
            " player does decides nothing about it.",
        ),
        why=message(
            "An ending that comes whatever is done tells the player that nothing"
            " mattered.",
        ),
        example=samples.ALWAYS_REACHED,
        good=CLEAN,
    ),
    Page(
        code="W303",
        title=message("A choice that does nothing, or cannot be taken"),
        text=message(
            "In the same openings with the same luck it leads where another answer, the"
            " next rung or doing nothing leads: all variables together lie less than"
            " 1 % of their ranges apart to the end. Or what it requires never held.",
        ),
        why=message(
            "A choice without a consequence is a question that should not have"
            " been asked.",
        ),
        example=samples.SAME_RUNG,
        good=CLEAN,
    ),
    Page(
        code="W304",
        title=message("A choice that is always best"),
        text=message(
            "In more than 90 % of the openings it is nowhere worse than another option"
            " on any score, better somewhere, and costs no more. What must be earned or"
            " wears out is not counted.",
        ),
        why=message(
            "Where one answer is always best there is nothing to decide.",
        ),
        example=samples.BETTER_ANSWER,
        good=CLEAN,
    ),
    Page(
        code="W305",
        title=message("A variable that a limit holds back"),
        text=message(
            "In more than half of the games its range cuts off what moves it in more"
            " than half of the turns; beyond the limit nothing counts. What"
            " acts are paid from may well be full, and is left out.",
        ),
        why=message(
            "At its limit a number no longer answers to what is done, and its"
            " causes are cut off.",
        ),
        example=CLEAN + samples.PUSHED,
        good=CLEAN,
    ),
    Page(
        code="W306",
        title=message("A quantity that never moves, or that nothing reads"),
        text=message(
            "Nothing hangs on it: no other effect, act, price, event, report, adviser,"
            " gauge, score, ending, test or track reads it.",
        ),
        why=message(
            "It costs a line on the screen and means nothing, or a link to it was"
            " forgotten.",
        ),
        example=CLEAN + samples.UNREAD,
        good=CLEAN,
    ),
    Page(
        code="W307",
        title=message("An event that never comes, or always at once"),
        text=message(
            "Its chance was 0 in every turn of every game, or it never was raised; or"
            " it came by the third turn of every game without being scheduled.",
        ),
        why=message(
            "What never comes is dead text; what always comes at once is no event"
            " but a beginning.",
        ),
        example=CLEAN + samples.NEVER_FIRES,
        good=CLEAN,
    ),
    Page(
        code="W308",
        title=message("A hazard that is no chance"),
        text=message(
            "A hazard lies between 0 and 1. What lies outside is cut off, so that the"
            " numbers do not do what they say.",
        ),
        why=message(
            "A chance below 0 or above 1 is cut, so the formula does not mean what"
            " it says.",
        ),
        example=CLEAN + samples.NO_CHANCE,
        good=CLEAN,
    ),
    Page(
        code="W309",
        title=message("Luck decides"),
        text=message(
            "The choice between the best and the worst way to play explains less than"
            " 5 % of the variance of the ending's grade and of every score.",
        ),
        why=message(
            "A player cannot learn from a game that the draw decides.",
        ),
        example=samples.LUCKY,
        good=CLEAN,
    ),
    Page(
        code="W310",
        title=message("A delay longer than the game"),
        text=message("What is sent off in the first turn arrives after the last one."),
        why=message(
            "The effect never arrives, and the choice that pays for it is a trap.",
        ),
        example=CLEAN + samples.TOO_LATE,
        good=CLEAN,
    ),
    Page(
        code="W311",
        title=message("Games that end with no ending"),
        text=message(
            "The calendar runs out and no condition holds. Let the ending with the"
            " highest rank hold whenever turn >= turns.",
        ),
        why=message(
            "The game stops and nobody says what came of it.",
        ),
        example=samples.NO_ENDING,
        good=CLEAN,
    ),
    Page(
        code="W312",
        title=message("A card that never comes up"),
        text=message("Its condition held at no opening of any game."),
        why=message(
            "Its answers were written for nobody.",
        ),
        example=CLEAN + samples.NEVER_DEALT,
        good=CLEAN,
    ),
    Page(
        code="W313",
        title=message("A claim that is never in doubt"),
        text=message(
            "Of the openings in which an adviser said it, it came true in more than"
            " 95 %, or in fewer than 5 %. It has come true as soon as it holds at one"
            " close within the horizon, so what is to stay is true at once.",
        ),
        why=message(
            "An adviser who is always right, or never, tells the player nothing.",
        ),
        example=CLEAN + samples.FOREGONE,
        good=CLEAN + samples.SAID,
    ),
)

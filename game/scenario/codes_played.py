"""The pages of the codes that only playing finds: `scenario lint`."""

from __future__ import annotations

from game.scenario import samples_played as samples
from game.scenario.page import Page
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
            "An ending that nobody can see is a promise the crisis does not keep."
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
            "Where every road ends in the same place, the player decides nothing."
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
            "A player who weighs it has been asked a question without meaning."
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
        why=message("Where one answer is always right, there is nothing to decide."),
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
        why=message("Beyond the limit what the player does is lost."),
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
        why=message("It costs the player attention and gives nothing for it."),
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
            "What cannot come teaches nothing; what always comes at once is an opening."
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
            "Players are shown chances; this one is not the chance that is drawn."
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
        why=message("A game that luck decides cannot be learned."),
        example=samples.LUCKY,
        good=CLEAN,
    ),
    Page(
        code="W310",
        title=message("A delay longer than the game"),
        text=message("What is sent off in the first turn arrives after the last one."),
        why=message("The player pays for something that never comes."),
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
        why=message("The game stops without telling what became of it."),
        example=samples.NO_ENDING,
        good=CLEAN,
    ),
    Page(
        code="W312",
        title=message("A card that never comes up"),
        text=message("Its condition held at no opening of any game."),
        why=message("Its text and its choices are never met."),
        example=CLEAN + samples.NEVER_DEALT,
        good=CLEAN,
    ),
)

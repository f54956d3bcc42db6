"""What can be written on a line, told by `help`."""

from __future__ import annotations

from game.words import message

HELP = (
    message(
        "A choice a line: LEVER RUNG, CARD OPTION, INITIATIVE, "
        "declare LEAD FIRST SECOND.",
    ),
    message("On a terminal the number of a choice does the same."),
    message("end: the turn is over. undo: take back the last choice. redo: make it."),
    message("drop CHOICE: take back that one. note WORDS: keep words of your own."),
    message(
        "takeback [TURN]: decide the last turn, or that one, anew, in a game of its "
        "own marked with hindsight; this one stays as it is."
    ),
    message("why ID: why a number moved. numbers: every number that can be seen."),
    message("beliefs: who may sit opposite: rival estimates, and odds."),
    message("outlook: what may come of what is staged."),
    message(
        "compare CHOICE, CHOICE / CHOICE: what may come of up to four plans; each "
        "is what is staged with these choices."
    ),
    message("room: print all of this turn. codex [ID]: background to read."),
    message("hint: the next hint. hint off, hint on: whether there are any."),
    message("quit: leave; the game is kept."),
)

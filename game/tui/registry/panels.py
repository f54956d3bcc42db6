"""What each panel shows and how it is read: the first thing that help tells."""

from __future__ import annotations

from game.words import Message, message

PANELS: dict[str, Message] = {
    "room.card": message(
        "The card on the desk: what happened, what can be answered, and the price of "
        "each answer. Moving the cursor shows what the answer would change, here and "
        "in the forecast; its digit stages it. Nothing is final before the turn ends."
    ),
    "codes.only": message(
        "A start code holds scenario, level and luck; a game code every decision too. "
        "p at the title or among the saved games takes one up."
    ),
    "room.fan": message(
        "The forecast of the highlighted gauge. The darker the band, the more of the "
        "imagined worlds lie in it: 20, 50 and 80 of 100 around the middle line. The "
        "dotted line is the middle without that answer. The numbers above are the "
        "middle and the 80 % range in the last turn shown, of a duty the mean and that "
        "range. An ending below tells what it takes when it is clicked; in the whole "
        "screen w does it under the cursor."
    ),
    "room.answer": message(
        "What the answer under the cursor does at once and later, and what that hangs "
        "on."
    ),
    "room.desk": message("What is staged for this turn, and the policy in force."),
    "room.relations": message(
        "How the others stand towards you, with the change since the last turn. Each "
        "can be opened: why did it move?"
    ),
    "room.news": message("What happened last turn. Each can be opened in full."),
    "title.menu": message("New games and saved ones. enter begins or goes on."),
    "title.brief": message("What the game under the cursor is about."),
    "policy.list": message(
        "Every lever is a ladder, lowest rung first. A rung stays in force until it is "
        "changed. The price counts when it is staged."
    ),
    "policy.detail": message(
        "What the rung means, its price, what it needs, and what the lever has set on "
        "its way: how much arrives in which turn."
    ),
    "initiatives.list": message(
        "Acts of your own, each with its price. Repeating one wears its force out."
    ),
    "declare.list": message(
        "The duties: one leads, two come next. The review weighs them so."
    ),
    "why.list": message(
        "The causes of the change, largest first. They add up to the change exactly; "
        "what you cannot see is one line of its own."
    ),
    "why.detail": message("What the cause is, who set it off, and its source."),
    "compare.list": message(
        "Every answer with its 80 % range on each gauge, set against row 0: the rest "
        "of what is staged, or choosing nothing. What differs most between the answers "
        "is first: a chance by its points, a range by the gap of its middles against "
        "its width. Beside it, how many imagined games end good, mixed and lost."
    ),
    "compare.detail": message(
        "The forecasts of all answers on one scale, so that heights can be compared."
    ),
    "replay.list": message(
        "What stood on the screen in that turn, with the history up to it."
    ),
    "replay.detail": message("What was chosen then, what was expected, what came."),
    "reveal.list": message("What happened in the turn, and what was carried out."),
    "reveal.detail": message(
        "Every gauge with its change, its history and the largest cause."
    ),
    "numbers.list": message(
        "Every number that can be seen; an estimate stands with how far it is trusted."
    ),
    "saved_games.list": message("Saved games; a branch stands below the game it left."),
    "options.list": message("Each option and what holds. It is kept at once."),
    "options.detail": message("What the option does, and all it can be."),
    "review.list": message("The parts of the review."),
    "review.detail": message("The ending, the duties against par, what was hidden."),
    "setup.list": message(
        "What a new game is set up with: the level, the rival model where the crisis "
        "has some, the seed of its luck, advice and hints. enter chooses or changes "
        "what is under the cursor."
    ),
    "setup.detail": message(
        "The crisis, and what the level under the cursor sets, number by number, "
        "beside the standard level."
    ),
    "initiatives.detail": message(
        "What the act does at once and later, its price, and how fresh it is."
    ),
    "declare.detail": message(
        "What the duty is made of, where it stands, and what weighs in the review."
    ),
    "relations.list": message(
        "Who stands how towards whom: rows look at columns. A number is how warm the "
        "relation is, with its change since the last turn. Each cell can be opened."
    ),
    "relations.detail": message(
        "The relation under the cursor, and who the two of them are."
    ),
    "relation.list": message(
        "The turns, newest first, with the level of the relation and its change."
    ),
    "relation.detail": message(
        "What moved the relation in the turn under the cursor, largest cause first."
    ),
    "headlines.list": message("Everything that was told so far, newest turn first."),
    "headlines.detail": message(
        "What is under the cursor in full: what happened, who did it, and its source."
    ),
    "intelligence.list": message(
        "What the service reports as numbers, each with how far it is trusted, and "
        "what stays hidden, with the odds that we give to each answer."
    ),
    "intelligence.detail": message(
        "The reports and acts that the estimate or the odds under the cursor rest on, "
        "and how they have moved from turn to turn."
    ),
    "advisers.list": message(
        "The advisers, each with a record so far. They do not believe the same."
    ),
    "advisers.detail": message(
        "What the adviser under the cursor expects, with a probability and a horizon, "
        "the reason for it, and how earlier expectations came out."
    ),
    "codex.list": message("The entries, by chapter; / searches in all of them."),
    "codex.detail": message(
        "The entry under the cursor. Links lead to others, and back returns. Facts "
        "carry date, grade and source."
    ),
    "numbers.detail": message(
        "What the number is, its history, and what moved it last turn."
    ),
    "saved_games.detail": message(
        "The game under the cursor: crisis, level, turn, ending, and what it left."
    ),
    "pair.list": message("Both games at the same opening, gauge by gauge."),
    "pair.detail": message("What sets the two games apart, cause by cause."),
}
"""By `scope.panel`."""

"""The words that a line may begin with, each told shortly and in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.words import Message, message, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


SAME = {
    "intelligence": "beliefs",
    "exit": "quit",
    "forecast": "outlook",
    "duties": "acts",
    "initiatives": "acts",
    "news": "headlines",
}
"""Words that a player may know from the screens or from elsewhere."""

_PLACES = (
    *(message("ID"), message("NAME"), message("NEW"), message("NUMBER")),
    *(message("TURN"), message("WORDS"), message("WORD"), message("CHOICE")),
    *(message("LEVER"), message("KEY"), message("VALUE"), message("FILE")),
    *(message("CODE"), message("ADVISER"), message("PERCENT"), message("ACTOR")),
)
"""What stands for something of the player's in the use of a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a face."""

    use: str
    """The word and what may follow it: `why ID`."""
    short: Message
    """What it does, in a few words."""
    more: Message | None = None
    """What else is to know of it."""
    afterwards: bool = False
    """Whether it still answers when the game is over."""
    acts: bool = False
    """Whether it does something; the others only tell."""
    like: str = ".+"
    """What may follow it, as a pattern, where its name is also that of a choice."""

    @property
    def name(self) -> str:
        """Return the word itself."""
        return self.use.partition(" ")[0]

    def written(self, language: str) -> str:
        """Return the word and what may follow it, in a language."""
        return re.sub(
            "[A-Z]+", lambda place: render(Message(place[0]), language), self.use
        )

    @property
    def takes(self) -> bool:
        """Tell whether something may follow it on the line."""
        return " " in self.use


def by_name(words: Sequence[Word]) -> Mapping[str, Word]:
    """Return words by their names; `?` is `help` too."""
    found = {word.name: word for word in words}
    return {**found, "?": found["help"]}


_OPTIONS = (
    Word(
        "options",
        message("what you can set, and what holds."),
        message("They are kept in a file of yours and hold for the screens too."),
        afterwards=True,
    ),
    Word(
        "option KEY VALUE",
        message("set one of them."),
        message("As in: option language ko"),
        afterwards=True,
        acts=True,
    ),
    Word("help [WORD]", message("these words, or all of one."), afterwards=True),
)

GAME: tuple[Word, ...] = (
    Word(
        "end",
        message("the turn is over."),
        message(
            "It is on disk before anything is told; a card without answer takes "
            "what it says of silence."
        ),
        acts=True,
    ),
    Word("undo", message("take back the last choice."), acts=True),
    Word("redo", message("make it again."), acts=True),
    Word("drop CHOICE", message("take back that one."), acts=True),
    Word(
        "room",
        message("print all of this turn, or the review."),
        afterwards=True,
    ),
    Word("cards", message("the questions on the desk, with their answers.")),
    Word(
        "policy [LEVER]",
        message("standing policy: every rung, its price, what closes it."),
    ),
    Word("acts", message("what you may start yourself.")),
    Word("advisers", message("what each adviser argues, with the track record.")),
    Word(
        "why ID",
        message("why a number moved, or the odds of an ending."),
        message(
            "Cause by cause, with the rule, its parameters and their sources; of a "
            "duty what it is made of; of an ending what it takes, part by part; of "
            "what is hidden, what moved the odds; why next tells what acts will be "
            "paid from next turn. Names "
            "and ids in brackets are both understood; a name in the room comes first, "
            "and [ID] is always that number."
        ),
        afterwards=True,
    ),
    Word(
        "hint [on]",
        message("the next hint; hint on and hint off: whether there are any."),
        afterwards=True,
    ),
    Word("numbers", message("every number that can be seen."), afterwards=True),
    Word(
        "beliefs",
        message("who may sit opposite: rival estimates, and odds."),
        afterwards=True,
    ),
    Word(
        "outlook [CHOICE, CHOICE]",
        message("what may come of what is staged, or of choices that are not yet."),
        message(
            "With choices, it is set against the rest of what is staged; nothing is "
            "staged by it."
        ),
    ),
    Word(
        "compare CHOICE, CHOICE / CHOICE",
        message("what may come of two to four plans."),
        message(
            "Each is what is staged with these choices; a stroke stands between "
            "plans, and a comma between the choices of one."
        ),
    ),
    Word(
        "relations [ID]",
        message("who stands how towards whom, or one of them turn by turn."),
        message(
            "A name does too: of whose it is, or of both. The newest turn is first."
        ),
        afterwards=True,
    ),
    Word(
        "headlines [ACTOR]",
        message("all headlines so far, or those of one actor."),
        afterwards=True,
    ),
    Word(
        "codex [WORDS]",
        message("background to read: an id, or words that entries hold."),
        afterwards=True,
    ),
    Word(
        "assumptions [WORDS]",
        message("every number that the model assumes."),
        afterwards=True,
    ),
    Word(
        "timeline",
        message("watch this game turn by turn."),
        message("It has words of its own; quit comes back here."),
        afterwards=True,
    ),
    Word(
        "takeback [TURN]",
        message("decide the last turn, or that one, anew."),
        message(
            "In a game of its own marked with hindsight; this one stays as it is, and "
            "resume NAME goes back to it. A terminal asks first."
        ),
        afterwards=True,
        acts=True,
    ),
    Word("note WORDS", message("keep words of your own."), afterwards=True, acts=True),
    Word(
        "call ADVISER PERCENT",
        message("how likely you hold that adviser's claim."),
        message("It moves nothing and is scored when the claim is settled."),
        acts=True,
    ),
    Word("calls", message("your own calls, and how good they are."), afterwards=True),
    Word("share", message("this game as codes to pass on."), afterwards=True),
    Word("review", message("the review, once the game is over."), afterwards=True),
    Word(
        "lookback",
        message("once it is over: what your turns were worth, what was luck."),
        message("It takes a minute."),
        afterwards=True,
    ),
    Word(
        "report [FILE]",
        message("save the after-action report."),
        afterwards=True,
        acts=True,
        like=r".+\.(html|md|json)",
    ),
    *_OPTIONS,
    Word("quit", message("leave; the game is kept."), afterwards=True, acts=True),
)
"""Of a game that is played."""

REPLAY: tuple[Word, ...] = (
    Word("next", message("go to the next turn.")),
    Word("back", message("go to the turn before.")),
    Word("first", message("go to the first turn.")),
    Word("last", message("go to the last turn.")),
    Word("room", message("print this turn again.")),
    Word("why [ID]", message("why a number moved before this turn; every gauge.")),
    Word("numbers", message("every number that could be seen.")),
    Word("beliefs", message("who sat opposite, by what was known then.")),
    Word(
        "codex [WORDS]",
        message("background to read: an id, or words that entries hold."),
    ),
    Word(
        "branch [new]",
        message("play on from this turn in a game of its own."),
        message(
            "The game watched stays as it is. With new, luck is another from this "
            "turn on."
        ),
    ),
    Word("review", message("the end, once the game is over.")),
    Word("help [WORD]", message("these words, or all of one.")),
    Word("quit", message("leave the replay.")),
)
"""Of a replay."""

TITLE: tuple[Word, ...] = (
    Word("play ID", message("begin that crisis.")),
    Word(
        "resume NAME",
        message("go on with a saved game."),
        message("Its bare name does the same, and so does the id of a crisis."),
    ),
    Word("continue", message("go on with the newest game that is not over.")),
    Word(
        "seed [NUMBER]",
        message("the luck of the next game; without a number another is drawn."),
    ),
    Word(
        "level [NUMBER]",
        message("how hard the next game is, 1 to 5."),
        message("Without a number the level is the standard one of the crisis."),
    ),
    Word(
        "model [NAME]",
        message("the rival model that the next game is played under."),
        message("Without a name, or with standard, the crisis is played as it is."),
    ),
    Word("code CODE", message("take up a game from a share code.")),
    Word("list", message("the crises and saved games again.")),
    Word("replay NAME", message("watch a saved game turn by turn.")),
    Word(
        "branch NAME TURN [new]",
        message("begin a game that shares the turns before that one."),
        message("With new, luck is another from that turn on."),
    ),
    Word(
        "compare NAME [NAME] [whole]",
        message("two saved games side by side."),
        message(
            "With one name, it is set beside the game it branched off. With whole, "
            "every turn and every cause is told."
        ),
    ),
    Word("rename NAME NEW", message("give a saved game another name.")),
    Word("note NAME WORDS", message("write words of your own into a saved game.")),
    Word("export NAME FILE", message("copy a saved game to a file or folder.")),
    Word("delete NAME", message("delete a saved game; it can be restored.")),
    Word("deleted", message("the games that can be restored.")),
    Word("restore NAME [NEW]", message("bring a deleted game back.")),
    Word(
        "repair NAME",
        message("give up what cannot be read of a game."),
        message("The file as it was is kept beside it."),
    ),
    Word(
        "carry NAME",
        message("go on from the last state of a game of an older version."),
    ),
    Word("share NAME", message("a saved game as codes to pass on.")),
    *_OPTIONS,
    Word("quit", message("leave.")),
)
"""Of the title."""


CHOOSING = message(
    "A choice a line: LEVER RUNG, CARD OPTION, INITIATIVE, declare LEAD FIRST SECOND; "
    "on a terminal its number does the same. Where a choice has the name of a word, a "
    "colon before it means the word, as in :help."
)
GOING = message("A number goes to that turn; nothing here changes the game.")
PICKING = message(
    "The id of a crisis or the name of a game chooses it; on a terminal its number "
    "does the same."
)


def help_lines(
    words: Sequence[Word], first: Message, asked: str, language: str
) -> Iterator[str]:
    """Tell all words in a line each, or all of one.

    Args:
        words: Of the face.
        first: What a line may be that begins with none of them.
        asked: The word, or empty.
        language: Of what is told.

    Raises:
        ChoiceError: If there is no such word.
    """
    if not asked:
        yield render(first, language)
        for word in words:
            yield _told(word, language)
        yield say("help WORD tells all of one.", language)
        return
    found = by_name(words).get(asked)
    if found is None and re.search(rf"\b{re.escape(asked)} [A-Z]", render(first, "en")):
        yield render(first, language)  # a form that it tells, such as `declare LEAD`
        return
    if found is None:
        raise ChoiceError("`{word}` is no word here; help lists them.", word=asked[:40])
    yield _told(found, language)
    if found.more is not None:
        yield render(found.more, language)


def _told(word: Word, language: str) -> str:
    """Tell a word in a line, with the other names that it is known by."""
    others = ", ".join(other for other, own in SAME.items() if own == word.name)
    text = f"{word.written(language)}: {render(word.short, language)}"
    if not others:
        return text
    return say("{text} Also: {words}.", language, text=text, words=others)

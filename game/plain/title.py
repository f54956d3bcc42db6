"""The title by lines: crises and saved games are chosen and kept in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.plain import shelf
from game.plain.lexicon import PICKING, SAME, TITLE, by_name, help_lines
from game.plain.pairs import pair_lines
from game.plain.play import PlainGame
from game.plain.settings import option_lines, set_option
from game.plain.watch import Watch
from game.report.assumptions import MODEL_LINE
from game.scenario.rival import STANDARD
from game.session.choices import bare
from game.session.options import Options, Store
from game.session.sharing import share_lines
from game.words import message, say, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from game.plain.afterwards import After
    from game.session import Game, Table

_WORDS = by_name(TITLE)
_LEVELS = 5
_WHOLE = "whole"


class PlainTitle:
    """The title; what is played or watched from it takes the lines until it is left."""

    def __init__(
        self,
        table: Table,
        write: Callable[[str], object],
        *,
        numbered: bool,
        seed: int | None = None,
        level: int | None = None,
        model: str = "",
        name: str | None = None,
        after: After | None = None,
        store: Store | None = None,
    ) -> None:
        """List nothing yet.

        Args:
            table: Where crises and games lie.
            write: Takes one line of output.
            numbered: Whether a line of the list may be chosen by its number.
            seed: The luck of the next game; drawn if None.
            level: How hard it is; the standard level if None.
            model: The rival model that it is played under, by id; none if empty.
            name: What it is saved under; found if None.
            after: Looks back on a game that is over, and writes its report.
            store: The player's options; without them no hint is told.
        """
        self._after = after
        self._store = store or Store(options=Options({"hints": "off"}))
        self._table = table
        self._write = write
        self._numbered = numbered
        self._seed = table.new_luck() if seed is None else seed
        self._level = level
        self._model = model
        self._name = name
        self._numbers: tuple[str, ...] = ()
        self._game: PlainGame | None = None
        self._watch: tuple[str, Watch] | None = None
        self._leaving = False

    @property
    def language(self) -> str:
        """Return the language of what is said."""
        return self._table.language

    @property
    def is_done(self) -> bool:
        """Tell whether nothing more will be read."""
        return self._leaving

    @property
    def prompt(self) -> str:
        """Return what a line is asked for with: it says where one is."""
        if self._game is not None:
            return self._game.prompt
        if self._watch is not None:
            return self._watch[1].prompt
        return say("title> ", self.language)

    def open(self) -> None:
        """List crises and saved games, and say what the next game would be."""
        scenarios, games = self._table.scenarios(), self._table.games()
        self._numbers = (
            *(f"play {view.id}" for view in scenarios),
            *(f"resume {view.name}" for view in games),
        )
        self._write("")
        self._say("Crises:")
        for place, view in enumerate(scenarios, start=1):
            self._print(shelf.scenario_lines(view, self._number(place), self.language))
        if games:
            self._write("")
            self._say("Saved games:")
        for place, game in enumerate(games, start=len(scenarios) + 1):
            line = shelf.game_line(game, self.language)
            self._write(f"{self._number(place)}{line}")
        self._write("")
        self._tell_next()
        if self._numbered:
            self._say("A number chooses, help tells the rest.")

    def take(self, raw: str) -> None:
        """Do what one line says, here or in what is played or watched.

        Raises:
            ChoiceError: If it says nothing that can be done now.
        """
        line = bare(raw)
        if self._game is not None:
            self._play_on(self._game, raw)
        elif self._watch is not None:
            self._watch_on(*self._watch, raw)
        elif line:
            self._do(line)

    def farewell(self) -> None:
        """Say under what name the game that is played is kept."""
        if self._game is not None:
            self._game.farewell()

    def close(self) -> None:
        """Give up the game that is played."""
        if self._game is not None:
            self._game.close()

    def _play_on(self, face: PlainGame, raw: str) -> None:
        """Let the game take a line; come back here when it is left."""
        over = face.game.is_over
        face.take(raw)
        if face.is_done:
            face.farewell()
            face.close()
            self._game = None
            self._back()
            if over and bare(raw) != "quit":
                # The line was none of the game that had ended: it is for the title.
                self.take(raw)

    def _watch_on(self, name: str, watch: Watch, raw: str) -> None:
        watch.take(raw)
        if not watch.is_done:
            return
        self._watch = None
        if watch.branch is None:
            self._back()
        else:
            self._branch_off(name, watch.branch.turn, new_luck=watch.branch.new_luck)

    def _back(self) -> None:
        self._write("")
        self._say(
            "Back at the title; list tells the crises and saved games again, quit "
            "leaves the program."
        )

    def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        small = SAME.get(word.casefold(), word.casefold())
        word = small if small in _WORDS else word
        command = self._commands().get(word)
        if command is None:
            self._choose(line)
            return
        rest = rest.strip()
        if rest and not _WORDS[word].takes:
            raise ChoiceError("`{word}` stands alone on its line.", word=word)
        command(rest)

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            "play": self._begin,
            "resume": self._resume,
            "continue": self._continue,
            "seed": self._set_seed,
            "level": self._set_level,
            "model": self._set_model,
            "code": self._code,
            "list": lambda _: self.open(),
            "replay": self._replay,
            "branch": self._branch,
            "compare": self._compare,
            "rename": self._two("rename", shelf.rename_line),
            "note": self._two("note", shelf.note_line),
            "export": self._two(
                "export",
                lambda table, game, file: shelf.export_line(table, game, Path(file)),
            ),
            "delete": self._delete,
            "deleted": lambda _: self._print(
                shelf.list_lines(self._table, deleted=True)
            ),
            "restore": self._restore,
            "repair": self._repair,
            "carry": lambda name: self._seat(self._table.carry_on(name).game),
            "share": self._share,
            "options": lambda _: self._print(option_lines(self._store, self.language)),
            "option": lambda rest: self._print(
                set_option(self._store, rest, self.language)
            ),
            "help": self._help,
            "?": self._help,
            "quit": self._quit,
        }

    def _choose(self, line: str) -> None:
        """Take the number, id or name of a crisis or saved game."""
        if self._numbered and line.isdecimal():
            place = int(line[:9]) - 1
            if not 0 <= place < len(self._numbers):
                raise ChoiceError("There is no number {number}.", number=line[:20])
            self._do(self._numbers[place])
        elif crisis := shelf.crisis_of(self._table, line):
            self._begin(crisis)
        elif any(view.name == line for view in self._table.games()):
            self._resume(line)
        else:
            raise ChoiceError(
                "`{line}` is no word, crisis or saved game; help tells the words.",
                line=line[:60],
            )

    def _begin(self, scenario: str) -> None:
        game = self._table.new(
            shelf.crisis_of(self._table, scenario) or scenario or None,
            seed=self._seed,
            level=self._level,
            model=self._model,
            name=self._name,
        )
        self._seed, self._name = self._table.new_luck(), None
        self._seat(game)

    def _resume(self, name: str) -> None:
        self._seat(self._table.resume(name))

    def _code(self, code: str) -> None:
        game = self._table.receive(code, name=self._name)
        self._name = None
        self._seat(game)

    def _continue(self, _: str) -> None:
        found = next((row for row in self._table.games() if row.state == "open"), None)
        if found is None:
            raise ChoiceError("No saved game is open.")
        self._resume(found.name)

    def _seat(self, game: Game) -> None:
        if game.notice:
            self._write(game.notice)
        self._game = PlainGame(
            game,
            self._write,
            numbered=self._numbered,
            table=self._table,
            after=self._after,
            store=self._store,
        )
        self._game.open()

    def _set_seed(self, text: str) -> None:
        if text and not (text.isascii() and text.isdecimal() and int(text) < 1 << 63):
            raise ChoiceError("A seed is a whole number from 0 to 2**63.")
        self._seed = int(text) if text else self._table.new_luck()
        self._tell_next()

    def _set_level(self, text: str) -> None:
        known = tuple(map(str, range(1, _LEVELS + 1)))
        if text and text not in known:
            raise ChoiceError("A level is a number from 1 to {most}.", most=_LEVELS)
        self._level = int(text) if text else None
        self._tell_next()

    def _set_model(self, text: str) -> None:
        known = shelf.models_of(self._table)
        if text and text != STANDARD and text not in known:
            raise ChoiceError(
                "There is no model '{model}' here. The models are {models}.",
                model=text[:60],
                models=", ".join((STANDARD, *known)),
            )
        self._model = "" if text == STANDARD else text
        for key, label in known.items():
            self._write(f"- {key}: {label}")
        self._tell_next()

    def _tell_next(self) -> None:
        level = self._level or say("standard", self.language)
        self._say(
            "Next game: seed {seed}, level {level}.", seed=self._seed, level=level
        )
        if self._model:
            label = shelf.models_of(self._table).get(self._model, self._model)
            self._write(tell(MODEL_LINE, self.language, model=label))

    def _replay(self, name: str) -> None:
        replay = self._table.replay(name)
        watch = Watch(replay, self.language, self._write, may_branch=True)
        self._watch = (name, watch)
        watch.open()

    def _branch(self, rest: str) -> None:
        name, *more = rest.split() or [""]
        turn = "".join(more[:1])
        if not turn.isdecimal() or more[1:] not in ([], ["new"]):
            raise ChoiceError(
                "Say it so: {use}", use=_WORDS["branch"].written(self.language)
            )
        self._branch_off(name, int(turn[:9]), new_luck=bool(more[1:]))

    def _branch_off(self, name: str, turn: int, *, new_luck: bool) -> None:
        fork = shelf.branch_off(self._table, name, turn, new_luck=new_luck)
        template = (
            message("{name} branches off {parent} at turn {month}, with hindsight.")
            if fork.hindsight
            else message("{name} branches off {parent} at turn {month}.")
        )
        told = tell(
            template,
            self.language,
            name=fork.game.name,
            parent=fork.parent,
            month=fork.month,
        )
        self._write(told)
        self._seat(fork.game)

    def _compare(self, rest: str) -> None:
        names = rest.split()
        is_game = shelf.view_of(self._table, _WHOLE) is not None
        asks = names[1:][-1:] == [_WHOLE] and (names[2:] or not is_game)
        names = names[:-1] if asks else names
        if len(names) == 1:
            names.append(shelf.parent_of(self._table, names[0]))
        if len(names) != 2:  # noqa: PLR2004 - two lines of play
            raise ChoiceError(
                "Say it so: {use}", use=_WORDS["compare"].written(self.language)
            )
        use = "" if asks else " ".join(("compare", *names, _WHOLE))
        pair = self._table.compare(*names)
        self._print(pair_lines(pair, self.language, whole=use))

    def _two(
        self, word: str, act: Callable[[Table, str, str], str]
    ) -> Callable[[str], None]:
        """Return a command that needs the name of a game and something more."""

        def command(rest: str) -> None:
            name, _, more = rest.partition(" ")
            if not more.strip():
                raise ChoiceError(
                    "Say it so: {use}", use=_WORDS[word].written(self.language)
                )
            self._write(act(self._table, name, more.strip()))

        return command

    def _delete(self, name: str) -> None:
        self._write(shelf.delete_line(self._table, name))

    def _restore(self, rest: str) -> None:
        name, _, new = rest.partition(" ")
        self._write(shelf.restore_line(self._table, name, new.strip() or None))

    def _repair(self, name: str) -> None:
        self._print(self._table.repair_text(name))

    def _share(self, name: str) -> None:
        self._print(share_lines(self._table.share(name), self.language))

    def _help(self, word: str) -> None:
        self._print(help_lines(TITLE, PICKING, word, self.language))

    def _quit(self, _: str) -> None:
        self._leaving = True

    def _number(self, place: int) -> str:
        return f"{place}. " if self._numbered else "- "

    def _say(self, template: str, **fields: object) -> None:
        self._write(say(template, self.language, **fields))

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)

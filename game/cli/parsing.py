"""What the parsers of all commands are made of; imports nothing heavy."""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from game.errors import UsageError
from game.plain.folding import fold
from game.text import cells, clean
from game.words import LANGUAGES, LOCALE, Message, fill, message, render, say

TYPE_CHECKING = False  # as `typing` has it, without the time of its import
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, NoReturn

_PORT_LIMIT = 1 << 16
_SEED_LIMIT = 2**63


_DOMAIN = "game"

_ARGPARSE = (
    message("usage: "),
    message("positional arguments"),
    message("show this help message and exit"),
    message("show program's version number and exit"),
    message("argument %(argument_name)s: %(message)s"),
    message("unrecognized arguments: %s"),
    message("the following arguments are required: %s"),
    message("expected one argument"),
    message("expected at most one argument"),
    message("expected at least one argument"),
    message("ignored explicit argument %r"),
    message("not allowed with argument %s"),
    message("one of the arguments %s is required"),
    message("invalid choice: %(value)r (choose from %(choices)s)"),
    message("invalid %(type)s value: %(value)r"),
)
"""What the parser of the standard library says; it asks gettext for these words."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let the parser of the standard library speak a language meanwhile."""
    if language == "en":
        yield
        return
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, LOCALE)
    gettext.textdomain(_DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE", None)
        if asked is not None:
            os.environ["LANGUAGE"] = asked


def translate(parser: argparse.ArgumentParser, language: str) -> None:
    """Put the help of a parser and of its commands into a language."""
    parser.description = _said(parser.description, language)
    parser.epilog = _said(parser.epilog, language)
    parser._optionals.title = say("options of a command", language)  # noqa: SLF001
    for action in parser._actions:  # noqa: SLF001 - the only list of them
        action.help = _said(action.help, language)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for row in action._choices_actions:  # noqa: SLF001
                row.help = _said(row.help, language)
            for command in action.choices.values():
                translate(command, language)


def _said(text: str | None, language: str) -> str | None:
    return render(Message(text), language) if text else text


def _wrong(template: str, **fields: object) -> argparse.ArgumentTypeError:
    """Return what is wrong with a value, in the language that is spoken."""
    return argparse.ArgumentTypeError(fill(gettext.gettext(template), fields))


def _columns() -> int:
    """Return the width of the terminal, as `shutil` does.

    To load that, and the packers that it loads, takes longer than to write a help.
    """
    asked = os.environ.get("COLUMNS", "")
    columns = int(asked) if asked.isdecimal() else 0
    if not columns and sys.__stdout__:
        with suppress(ValueError, OSError):  # closed, or no terminal
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns
    return columns or 80


class _Formatter(argparse.HelpFormatter):
    """Folds by terminal cells, of which a Korean letter takes two."""

    def __init__(self, prog: str, **settings: Any) -> None:  # noqa: ANN401 - as of argparse
        super().__init__(prog, **{"width": _columns() - 2, **settings})
        usage = gettext.gettext("usage: ")
        # The usage is folded by letters; what its first word takes more is left.
        self._width -= cells(usage) - len(usage)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(fold(" ".join(text.split()), width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        rows = self._split_lines(text, width - len(indent))
        return "\n".join(indent + row for row in rows)


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the process."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as of argparse
        """See `argparse.ArgumentParser`."""
        super().__init__(**{"formatter_class": _Formatter, **settings})

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as of argparse
        """Say of a command that there is none which it may be, and nothing of parsers.

        Raises:
            UsageError: If there is no such command.
        """
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - see above
            _refuse_command(str(value), tuple(action.choices), self.prog)
        super()._check_value(action, value)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line.

        Raises:
            UsageError: Always.
        """
        raise UsageError(
            "{problem}. See `grave-concern --help`.",
            problem=message.rstrip("."),
        )


def _refuse_command(word: str, known: Collection[str], program: str) -> None:
    """Refuse what is no command, with the one that may be meant.

    Raises:
        UsageError: If it is none.
    """
    if word in known:
        return
    import difflib  # noqa: PLC0415 - only for who mistyped

    given = clean(word, limit=40)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        raise UsageError(
            "There is no command `{word}`. Did you mean `{near}`?",
            word=given,
            near=near[0],
        )
    raise UsageError(
        "There is no command `{word}`. `{program} --help` lists them.",
        word=given,
        program=program,
    )


def path(text: str) -> Path:
    """Read a path; what paths are made of is loaded only where one is given."""
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(text)


def whole_number(text: str) -> int:
    """Read a whole number from 0 on that fits a saved game."""
    number = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= number < _SEED_LIMIT:
        marked = message("{text} is not a whole number from 0 to 2**63")
        raise _wrong(marked.template, text=repr(text[:40]))
    return number


def positive_number(text: str) -> int:
    """Read a whole number from 1 on."""
    number = whole_number(text)
    if number == 0:
        raise _wrong(message("it must be at least 1").template)
    return number


def port(text: str) -> int:
    """Read the number of a port."""
    number = whole_number(text)
    if not 1 <= number < _PORT_LIMIT:
        raise _wrong(message("a port is a number from 1 to 65535").template)
    return number


class Commands:
    """The commands of a parser, or the actions of a command.

    Making the parsers of all of them takes most of the time of a `--help`; so of one
    that nobody asks for only its line is made.
    """

    def __init__(
        self,
        parser: Parser,
        dest: str,
        metavar: str,
        asked: Collection[str] | None,
        *,
        required: bool = False,
    ) -> None:
        """See `argparse.ArgumentParser.add_subparsers`.

        Args:
            parser: whose commands they are.
            dest: where the name of the one that is given goes.
            metavar: what the help calls it.
            asked: words among which the commands asked for are; None asks for all.
            required: whether one must be given.
        """
        self.asked = asked
        self._action = parser.add_subparsers(
            dest=dest, metavar=metavar, required=required
        )
        self._unasked = Parser(add_help=False)

    def add(self, name: str, help: str) -> Parser | None:
        """Add a command; return its parser if it is asked for."""
        if self.asked is not None and name not in self.asked:
            row = self._action._ChoicesPseudoAction(name, (), help)  # noqa: SLF001
            self._action._choices_actions.append(row)  # noqa: SLF001 - as add_parser
            self._action.choices[name] = self._unasked
            return None
        command = self._action.add_parser(
            name, help=help, description=help, allow_abbrev=False
        )
        add_common(command, default=False)
        return command


def add_formats(command: Parser, *others: str) -> None:
    """Add how a command's answer is written: `--format json`, or `--json` for short.

    Args:
        command: the parser.
        others: formats beside text and json.
    """
    command.add_argument(
        "--format",
        choices=("text", "json", *others),
        default="text",
        help=say("how the answer is written"),
    )
    command.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help=say("the same as --format json, for programs"),
    )


def add_common(command: Parser, *, default: bool) -> None:
    """Add what may stand before or after the command.

    Only the outermost parser has defaults, or an inner one would overwrite what
    stood before it.
    """
    command.add_argument(
        "--data-dir",
        type=path,
        metavar="FOLDER",
        default=None if default else argparse.SUPPRESS,
        help=say("where games are kept"),
    )
    command.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=say("language of the interface; that of the system if none is named"),
    )

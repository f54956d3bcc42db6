"""The player's options: one typed table that the file, the screen and help read.

They are kept as `options.toml` in the user's configuration folder. A file that
cannot be read or says something unknown is not an error: what is wrong is told,
left alone on disk, and the rest holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from game.errors import StorageError
from game.session.configured import FILE
from game.text import clean
from game.words import Message, message

_SIZE = 64 * 1024
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ACTION = re.compile(r"[a-z_]+\.[a-z_.]+(\([a-z0-9_-]*\))?")
_HINT = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}\.[a-z][a-z0-9_]{0,47}")
_MOST_HINTS = 2000
_KEYS = re.compile(r"[A-Za-z0-9_+]+(,[A-Za-z0-9_+]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that a player can choose."""

    key: str
    label: Message
    help: Message
    choices: tuple[tuple[str, Message], ...] = ()
    """Value and words; empty: any short word, and the face says which there are."""
    default: str
    restart: bool = False
    """It holds from the next start on."""


SCHEMA: tuple[Option, ...] = (
    Option(
        key="language",
        label=message("Language"),
        help=message("The language of the interface and of scenarios."),
        choices=(
            ("system", message("that of the system")),
            ("en", message("English")),
            ("ko", message("한국어")),
        ),
        default="system",
        restart=True,
    ),
    Option(
        key="theme",
        label=message("Colours"),
        help=message(
            "Every theme says the same: no meaning is carried by colour alone. "
            "grave-contrast has at least 7 to 1 between text and ground."
        ),
        default="auto",
    ),
    Option(
        key="glyphs",
        label=message("Signs"),
        help=message(
            "ASCII alone, for terminals and readers that do not carry other signs."
        ),
        choices=(
            ("auto", message("automatic")),
            ("unicode", message("all signs")),
            ("ascii", message("ASCII alone")),
        ),
        default="auto",
        restart=True,
    ),
    Option(
        key="mouse",
        label=message("Mouse"),
        help=message("Without it the terminal's own selection works undisturbed."),
        choices=(("on", message("on")), ("off", message("off"))),
        default="on",
        restart=True,
    ),
    Option(
        key="hints",
        label=message("Hints"),
        help=message(
            "One at a time, in the room, until they were read. Turning them on begins "
            "them anew. They are words only: they change nothing in the game."
        ),
        choices=(("on", message("on")), ("off", message("off"))),
        default="on",
    ),
    Option(
        key="advice",
        label=message("Advice"),
        help=message(
            "Whether advisers argue in the room. What they say moves nothing; without "
            "it you read the numbers alone."
        ),
        choices=(("on", message("on")), ("off", message("off"))),
        default="on",
    ),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What a player chose; what is not there is the default."""

    values: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action, such as `room.end_month`, to the keys that do it, comma separated."""
    read: frozenset[str] = frozenset()
    """Hints that were read, and are not told again."""

    def value(self, key: str) -> str:
        """Return the value of an option of the schema."""
        option = next(option for option in SCHEMA if option.key == key)
        return self.values.get(key, option.default)

    def with_value(self, key: str, value: str) -> Options:
        """Return the options with one of them changed; hints turned on begin anew."""
        anew = key == "hints" and value == "on"
        values = {**self.values, key: value}
        return replace(self, values=values, read=frozenset() if anew else self.read)


def load(path: Path) -> tuple[Options, tuple[Message, ...]]:
    """Read the options and what is wrong with them; no file is no options."""
    try:
        with path.open("rb") as file:
            raw = file.read(_SIZE + 1)
        if len(raw) > _SIZE:
            return Options(), (_unread(path, "it is too large"),)
        import tomllib  # noqa: PLC0415 - most players have no file

        tables = tomllib.loads(raw.decode("utf-8"))
    except FileNotFoundError:
        return Options(), ()
    except OSError as error:
        return Options(), (_unread(path, error.strerror or ""),)
    except (ValueError, RecursionError) as error:
        return Options(), (_unread(path, str(error)),)
    problems: list[Message] = []
    values = _values(tables.get("options", {}), problems)
    keys = _keys(tables.get("keys", {}), problems)
    problems += [
        message("{path} has no table [{name}].", path=FILE, name=clean(name))
        for name in sorted(tables.keys() - {"options", "keys", "hints"})
    ]
    return Options(values, keys, _read(tables.get("hints"), problems)), tuple(problems)


def _unread(path: Path, reason: str) -> Message:
    return message(
        "The options in {path} cannot be read: {reason}. The defaults hold.",
        path=path.name,
        reason=clean(reason, limit=200),
    )


def _values(table: object, problems: list[Message]) -> dict[str, str]:
    known = {option.key: option for option in SCHEMA}
    found = {}
    for key, value in table.items() if isinstance(table, dict) else ():
        option = known.get(key)
        if option is None:
            problems.append(
                message("There is no option {name}.", name=clean(key, limit=80))
            )
        elif not isinstance(value, str) or not is_allowed(option, value):
            problems.append(
                message(
                    "The option {name} cannot be {value}.",
                    name=key,
                    value=clean(str(value), limit=80),
                )
            )
        else:
            found[key] = value
    return found


def is_allowed(option: Option, value: str) -> bool:
    """Tell whether an option can have a value."""
    if option.choices:
        return value in {name for name, _ in option.choices}
    return _WORD.fullmatch(value) is not None


def _keys(table: object, problems: list[Message]) -> dict[str, str]:
    found = {}
    for action, keys in table.items() if isinstance(table, dict) else ():
        if (
            isinstance(keys, str)
            and _ACTION.fullmatch(action)
            and _KEYS.fullmatch(keys)
        ):
            found[action] = keys
        else:
            problems.append(
                message(
                    'In [keys], write "screen.action" = "key,key", not {name}.',
                    name=clean(action, limit=80),
                )
            )
    return found


def _read(table: object, problems: list[Message]) -> frozenset[str]:
    rows = table.get("read", []) if isinstance(table, dict) else ()
    found = [] if not isinstance(rows, list) else rows
    known = [row for row in found if isinstance(row, str) and _HINT.fullmatch(row)]
    if table is not None and (rows is not found or len(known) < len(found)):
        problems.append(message("In [hints], write read = [...] with ids of hints."))
    return frozenset(known[:_MOST_HINTS])


def text_of(options: Options) -> str:
    """Return the file that holds the options."""
    lines = ["[options]"]
    lines += [f'{key} = "{value}"' for key, value in sorted(options.values.items())]
    lines += ["", "[keys]"]
    lines += [f'"{name}" = "{keys}"' for name, keys in sorted(options.keys.items())]
    if options.read:
        rows = (f'  "{name}",' for name in sorted(options.read))
        lines += ["", "[hints]", "read = [", *rows, "]"]
    return "\n".join(lines) + "\n"


def save(options: Options, path: Path) -> None:
    """Write the options; the old file stays whole until the new one is.

    Raises:
        StorageError: If the disk refuses.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text_of(options), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise StorageError(
            "The options cannot be kept in {path}: {reason}.",
            path=path.name,
            reason=error.strerror or "",
        ) from error


@dataclass(slots=True)
class Store:
    """The options in force, and where they are kept; None: nowhere."""

    path: Path | None = None
    options: Options = field(default_factory=Options)
    problems: tuple[Message, ...] = ()
    understood: bool = True

    def change(self, key: str, value: str) -> None:
        """Let an option have another value, and keep it.

        Raises:
            StorageError: If the disk refuses; the value holds until the end.
        """
        self._keep(self.options.with_value(key, value))

    def learn(self, hints: Collection[str]) -> None:
        """Remember hints that were read, for good if the file was understood.

        A disk that refuses is not the player's business here: they are remembered
        until the end.
        """
        if not self.options.read.issuperset(hints):
            found = replace(self.options, read=self.options.read | {*hints})
            if self.understood:
                with suppress(StorageError):
                    self._keep(found)
            self.options = found

    def _keep(self, options: Options) -> None:
        self.options = options
        if self.path is None:
            return
        if not self.understood:
            # What was not understood is the player's all the same.
            kept = _set_aside(self.path)
            self.understood = True
            told = message("The file as it was is kept as {name}.", name=kept)
            self.problems = (told,)
        save(self.options, self.path)


def _set_aside(path: Path) -> str:
    """Give the file another name, and return it.

    Raises:
        StorageError: If the disk refuses.
    """
    names = (f"{path.name}.old-{number}" for number in count(1))
    name = next(name for name in names if not path.with_name(name).exists())
    try:
        path.rename(path.with_name(name))
    except OSError as error:
        raise StorageError(
            "The options cannot be kept in {path}: {reason}.",
            path=path.name,
            reason=error.strerror or "",
        ) from error
    return name


def opened(path: Path) -> Store:
    """Return the store of a file."""
    options, problems = load(path)
    return Store(path, options, problems, understood=not problems)

"""The player's options as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.session.options import SCHEMA, is_allowed
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.session.options import Option, Store


def option_lines(store: Store, language: str) -> Iterator[str]:
    """Write every option: what holds, what it can be, what it does."""
    for option in SCHEMA:
        held = store.options.value(option.key)
        yield say(
            "{label} [{key}]: {value}",
            language,
            label=render(option.label, language),
            key=option.key,
            value=_words(option, held, language),
        )
        yield f"  {render(option.help, language)}"
        if option.choices:
            known = "; ".join(
                f"{value}: {render(words, language)}" for value, words in option.choices
            )
            yield say("  It can be {known}.", language, known=known)
    for problem in store.problems:
        yield render(problem, language)
    if store.path is not None:
        yield say("Kept in {path}.", language, path=store.path)


def set_option(store: Store, rest: str, language: str) -> Iterator[str]:
    """Set an option, keep it, and say what holds now.

    Args:
        store: The options in force.
        rest: `KEY VALUE`.
        language: Of what is said.

    Raises:
        ChoiceError: If there is no such option, or it cannot be that.
        StorageError: If the disk refuses.
    """
    key, _, value = (part.strip() for part in rest.partition(" "))
    option = next((one for one in SCHEMA if one.key == key), None)
    if option is None:
        known = ", ".join(one.key for one in SCHEMA)
        raise ChoiceError(
            "There is no option `{key}`. There are: {known}.", key=key[:40], known=known
        )
    if not is_allowed(option, value):
        known = ", ".join(name for name, _ in option.choices)
        raise ChoiceError(
            "The option {key} cannot be `{value}`. It can be: {known}.",
            key=key,
            value=value[:40],
            known=known or say("one word in small letters", language),
        )
    store.change(key, value)
    words = _words(option, value, language)
    label = render(option.label, language)
    yield say("{label}: {value}.", language, label=label, value=words)
    if option.restart:
        yield say("It holds from the next start on.", language)


def _words(option: Option, value: str, language: str) -> str:
    told = dict(option.choices).get(value)
    return value if told is None else render(told, language)

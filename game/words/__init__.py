"""The words of the interface: marked templates in, translated text out.

Every string that a player reads passes through `say` (translated now, at a
face) or `message` (marked now, translated later). The English text is the key;
a translation is a gettext catalogue under `locale/`, so another language is a
file and not a rewrite. Fields are substituted by plain name only.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache

from game.errors import GameError

LANGUAGES = ("en", "ko")
"""The languages of the interface and of scenario texts."""

LOCALE = f"{__path__[0]}/locale"
"""Where the catalogues stand."""


class Message:
    """A template with its fields, not yet in anybody's language.

    No dataclass: to load what makes one takes longer than all else of a `--help`.
    """

    __slots__ = ("fields", "template")

    def __init__(
        self, template: str, fields: Mapping[str, object] | None = None
    ) -> None:
        self.template = template
        self.fields: Mapping[str, object] = {} if fields is None else fields

    def __eq__(self, other: object) -> bool:
        """Tell whether another says the same of the same."""
        if not isinstance(other, Message):
            return NotImplemented
        return (self.template, self.fields) == (other.template, other.fields)

    # As its fields are, it is no key of anything.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Message({self.template!r}, {self.fields!r})"

    def __str__(self) -> str:
        """Return it in English, as an error reads where no face translates it."""
        return fill(self.template, self.fields)


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Put fields into a template, and Korean particles into their right form."""
    if "{" not in template:
        return template
    from game.words.particles import fill as fill_in  # noqa: PLC0415 - help needs none

    return fill_in(template, fields)


def spoken(environment: Mapping[str, str]) -> str:
    """Return the language that the environment asks for, as gettext reads it.

    The first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set decides; a
    language that is not there is English.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name)
        if asked:
            known = (part[:2].lower() for part in asked.split(":"))
            return next((part for part in known if part in LANGUAGES), "en")
    return "en"


def message(template: str, **fields: object) -> Message:
    """Mark a template for translation and keep it with its fields."""
    return Message(template, fields)


def counted(one: Message, many: Message, count: float) -> Message:
    """Return the one of two templates that a count asks for, with it as `{count}`.

    English has a form for one thing; a language that has none says both the same.
    """
    chosen = one if count == 1 else many
    shown = int(count) if count == int(count) else count
    return Message(chosen.template, {**chosen.fields, "count": shown})


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()  # the words are English as they are
    return gettext.translation("game", LOCALE, [language], fallback=True)


def say(template: str, language: str = "en", **fields: object) -> str:
    """Return the template in the language, with its fields filled in.

    A field that is itself a marked message is said in the same language.
    """
    known = {
        name: render(value, language) if isinstance(value, Message) else value
        for name, value in fields.items()
    }
    return fill(_catalogue(language).gettext(template), known)


def translated(text: str, language: str) -> str:
    """Return a text in the language as it is: what is in braces is no field."""
    return _catalogue(language).gettext(text)


def render(value: Message | GameError, language: str = "en") -> str:
    """Return a marked message, or an error, in the language."""
    return say(value.template, language, **value.fields)


def tell(marked: Message, language: str = "en", **fields: object) -> str:
    """Return a marked message in the language, with fields filled in here."""
    return render(Message(marked.template, fields), language)

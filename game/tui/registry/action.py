"""One action, and the scopes in which it can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.words import Message, message

_SIGNS = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "home",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""How a key is shown that is not shown by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that a player can do, in one or more scopes."""

    name: str
    """The method, with its argument: `choose(1)`."""
    keys: str
    """Textual's names of the keys, comma separated."""
    shown: str
    """The key as shown."""
    label: Message
    """One or two words, for the footer."""
    help: Message
    """One sentence."""
    scopes: tuple[str, ...]
    footer: int = 0
    """Place in the footer, lowest first; 0: only in the help."""
    first: bool = False
    """Taken before the list that has the focus may take the key."""
    alone: Message | None = None
    """The sentence where it stands apart from the others of its key as shown: in the
    menu, which lists every action by itself. None: it is like that anyway."""
    named: Message | None = None
    """Its label there, where others have the same: with what it acts on."""

    leads: str = ""
    """The scope of the screen that it opens: the menu of every page above leads there
    too. Empty: it opens none, or hangs on what is under the cursor."""

    @property
    def apart(self) -> Action:
        """The action as the menu lists it: its own label, key and sentence."""
        own = replace(self, label=self.named or self.label)
        if self.alone is None:
            return own
        key = self.keys.partition(",")[0]
        return replace(own, shown=_SIGNS.get(key, key), help=self.alone)


SCOPES: tuple[tuple[str, Message], ...] = (
    ("title", message("Title")),
    ("setup", message("Level and seed")),
    ("room", message("Situation room")),
    ("sheet", message("Lists and texts")),
    ("page", message("Every other screen")),
    ("why", message("Why")),
    ("replay", message("Timeline and replay")),
    ("summary", message("End of the turn")),
    ("reveal", message("What the turn brought")),
    ("policy", message("Policy")),
    ("initiatives", message("Initiatives")),
    ("declare", message("Declaring")),
    ("compare", message("Compare")),
    ("relations", message("Relations")),
    ("relation", message("One relation")),
    ("numbers", message("Numbers")),
    ("intelligence", message("Intelligence")),
    ("advisers", message("Advisers")),
    ("headlines", message("Headlines")),
    ("codex", message("Codex")),
    ("options", message("Options")),
    ("review", message("Review")),
    ("saved_games", message("Saved games")),
    ("codes", message("Codes of a game")),
    ("pair", message("Two lines of play")),
    ("zoomed", message("One panel over the whole screen")),
    ("menu", message("Menu of all actions")),
    ("question", message("Questions")),
    ("typing", message("A line to be typed")),
    ("leave", message("Leaving a game")),
    ("error", message("What cannot be done")),
    ("all", message("Everywhere")),
)
"""The scopes in the order of the help."""

PAGES = (
    "setup",
    "page",
    "why",
    "replay",
    "relations",
    "relation",
    "numbers",
    "intelligence",
    "advisers",
    "headlines",
    "codex",
    "options",
    "policy",
    "declare",
    "review",
    "initiatives",
    "compare",
    "saved_games",
    "codes",
    "pair",
)

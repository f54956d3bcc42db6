"""Author errors, injected one at a time into the ferry strike.

Each kind takes the lines of the good file and gives the lines with one error,
the line on which it must be reported, the family of codes that may report it,
and the word that was meant, if it is a typing error. Written from the
reference page, not from the checker.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random


@dataclass(frozen=True)
class Mutant:
    """A file with one error."""

    kind: str
    text: str
    line: int
    """The line of the error, counted from 1."""
    meant: str = ""


Lines = list[str]
Kind = Callable[[Lines, Random], tuple[Lines, int, str] | None]


def slip(word: str, luck: Random) -> str:
    """Return the word with one slip of the fingers."""
    at = luck.randrange(1, len(word) - 1) if len(word) > 2 else 0
    kind = luck.choice(("drop", "swap", "double"))
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@lru_cache(maxsize=1)
def matches(pattern: str, lines: tuple[str, ...]) -> list[tuple[int, re.Match[str]]]:
    """Return every match of a pattern with its row; each kind asks many times."""
    return [
        (row, match)
        for row, line in enumerate(lines)
        for match in re.finditer(pattern, line)
    ]


def replace(
    pattern: str,
    change: Callable[[re.Match[str], Random], str],
    meant: int | None = None,
) -> Kind:
    """Make a kind that changes one match of a pattern, anywhere in the file."""

    def kind(lines: Lines, luck: Random) -> tuple[Lines, int, str] | None:
        found = matches(pattern, tuple(lines))
        if not found:
            return None
        row, match = luck.choice(found)
        line = lines[row]
        new = line[: match.start()] + change(match, luck) + line[match.end() :]
        if new == line:
            return None
        wanted = match.group(meant) if meant is not None else ""
        return [*lines[:row], new, *lines[row + 1 :]], row + 1, wanted

    return kind


def slipped(pattern: str) -> Kind:
    """Make a kind that misspells the group `word` of a pattern."""

    def change(match: re.Match[str], luck: Random) -> str:
        word = match.group("word")
        start = match.start("word") - match.start()
        whole = match.group()
        return whole[:start] + slip(word, luck) + whole[start + len(word) :]

    return replace(pattern, change, meant=1)


def set_to(pattern: str, text: str) -> Kind:
    """Make a kind that puts a text in place of a pattern."""
    return replace(pattern, lambda match, _: match.expand(text))


def added(after: str, line: str) -> Kind:
    """Make a kind that adds a line after the first line that matches."""

    def kind(lines: Lines, _luck: Random) -> tuple[Lines, int, str] | None:
        for row, one in enumerate(lines):
            if re.search(after, one):
                return [*lines[: row + 1], line, *lines[row + 1 :]], row + 2, ""
        return None

    return kind


def without(table: str, key: str) -> Kind:
    """Make a kind that drops a required key; reported at the table's header."""

    def kind(lines: Lines, _luck: Random) -> tuple[Lines, int, str] | None:
        start = lines.index(f"[{table}]")
        for row in range(start, len(lines)):
            if re.match(rf"{key} = ", lines[row]):
                end = row
                if lines[row].endswith("["):
                    end = lines.index("]", row)
                return [*lines[:row], *lines[end + 1 :]], start + 1, ""
        return None

    return kind


NAMES = "standing|anger|fund|trust|pressure|temper|resolve|offer|storm"
KINDS: dict[str, Kind] = {
    # typing errors: the word that was meant must be named
    "key": slipped(r"^(?P<word>label|range|start|note|amount|curve|delay|when|utility|"
                   r"text|title|hazard|effects|silence|options|deadline|threshold) ="),
    "table": slipped(r"^\[(?P<word>variables|effects|levers|agenda|endings)\."),
    "name in expression": slipped(rf'(?:expr|when|hazard|value|chance|watches) = '
                                  rf'"[^"]*?\b(?P<word>{NAMES})\b(?![.(])'),
    "target": slipped(r'^to = "(?P<word>\w+)"'),
    "source": slipped(r'source = "(?P<word>office|paper)"'),
    "actor": slipped(r'^(?:actor|owner|subject) = "(?P<word>\w+)"'),
    "lever": slipped(r'^from = "(?P<word>offer)"'),
    "rung start": slipped(r'^start = "(?P<word>none)"'),
    "rung in sets": slipped(r'offer = "(?P<word>half)"'),
    "rung in per_rung": slipped(r"per_rung = \{ (?P<word>half) ="),
    "effects key": slipped(r"effects = \{ (?P<word>standing|anger|fund|trust) ="),
    "budget": slipped(r'^budget = "(?P<word>\w+)"'),
    "relation": slipped(r'^relations = \["(?P<word>\w+)"'),
    "objective": slipped(r'^default = \["(?P<word>peace)"'),
    "param of level": slipped(r"params = \{ (?P<word>temper) ="),
    "link": slipped(r'^links = \["(?P<word>strike_fund)"'),
    "seen": slipped(r'^seen = "(?P<word>noisy|hidden)"'),
    "good": slipped(r'^good = "(?P<word>down)"'),
    "kind of card": slipped(r'^kind = "(?P<word>duty|optional)"'),
    "draw": slipped(r'^draw = "(?P<word>uniform|choice)"'),
    "curve kind": slipped(r'kind = "(?P<word>saturating|logistic)"'),
    "function": slipped(r'expr = "[^"]*?\b(?P<word>hill|max)\('),
    "default answer": slipped(r'^default = "(?P<word>thank)"'),
    "policy word": slipped(r'lines = \["always offer (?P<word>full)"'),
    "advice": slipped(r'^advice = "offer (?P<word>half)"'),
    "translation": slipped(r'^"effects\.(?P<word>offer_calms)\.label"'),
    "events": slipped(r'"not events\.(?P<word>storm)"'),
    "gauge variable": slipped(r'^variable = "(?P<word>standing)"'),
    # wrong kinds and values
    "number in quotes": set_to(r"^(start|hazard_|bottom|top|floor|turn) = (\d+)$",
                               r'\1 = "\2"'),
    "text without table": set_to(r'^(label|title) = \{ en = ("[^"]*").*', r"\1 = \2"),
    "list for number": set_to(r"^(amount|start|top) = (-?[\d.]+)$", r"\1 = [\2]"),
    "truth for number": set_to(r"^(bottom|top|chance) = [\d.]+$", r"\1 = true"),
    "number for truth": set_to(r"^(once|early|secret|standard|reference) = \w+$",
                               r"\1 = 1"),
    "chance above 1": set_to(r"^(chance|wear|reliability) = [\d.]+$", r"\1 = 1.5"),
    "negative months": set_to(r"^(deadline|cooldown|window|horizon) = \d+$",
                              r"\1 = -1"),
    "zero temperature": set_to(r"^temperature = 1$", "temperature = 0"),
    "long delay": set_to(r"mean = 2", "mean = 105"),
    "short range": set_to(r"^range = \[(-?\d+), \d+\]", r"range = [\1]"),
    "turned range": set_to(r"^range = \[0, 100\]", "range = [100, 0]"),
    "start outside": set_to(r"^start = 60$", "start = 160"),
    "date in quotes": set_to(r"^start = (2001-02-05)$", r'start = "\1"'),
    "infinite": set_to(r"^(top|bottom) = \d+$", r"\1 = inf"),
    "grade": set_to(r'^grade = "J"$', 'grade = "D"'),
    "url": set_to(r"https://", "http://"),
    "long label": set_to(r"Strike fund", "Strike fund " * 10),
    "hidden character": set_to(r"Trust of", r"Trust\\u202e of"),
    # references of the wrong sort
    "target is a lever": set_to(r'^to = "anger"', 'to = "offer"'),
    "from is an event": set_to(r'^from = "anger"', 'from = "storm"'),
    # expressions
    "double ampersand": set_to(r'(when = "[^"]*) and ', r"\1 && "),
    "one equals sign": set_to(r"\) == 1", ") = 1"),
    "open bracket": set_to(r"\(since\((\w+)\)", r"(since(\1"),
    "chain": set_to(r'^when = "anger < 20"', 'when = "3 < anger < 20"'),
    "number as truth": set_to(r'^when = "anger < 20"', 'when = "anger"'),
    "truth as number": set_to(r'^watches = "anger"', 'watches = "anger > 3"'),
    "power": set_to(r"hill\((\w+), \d+, \d\)", r"\1 ** 2"),
    "too few arguments": set_to(r"hill\((\w+), (\d+), \d\)", r"hill(\1, \2)"),
    "power not literal": set_to(r"hill\((\w+), (\d+), \d\)", r"hill(\1, \2, turn)"),
    "happening at opening": set_to(r'^requires = "standing > 5"',
                                   'requires = "not storm"'),
    "adviser sees hidden": set_to(r'^expects = "standing', 'expects = "fund'),
    "adviser about hidden": set_to(r'^about = "standing"', 'about = "fund"'),
    "about": slipped(r'^about = "(?P<word>standing)"'),
    "too much tilt": set_to(r"^tilt = 0.5$", "tilt = 3.5"),
    "leans in words": set_to(r"^leans = 1$", 'leans = "up"'),
    "circle": set_to(r'^expr = "0.6 \* anger', 'expr = "heat'),
    # tables
    "unknown table": added(r'^date = "1999"', "[weather.fog]"),
    "unknown key": added(r"^\[variables.fund\]", "colour = 3"),
    "key twice": added(r"^range = ", "range = [0, 1]"),
    "both amounts": added(r"^\[effects.temper_rises\]", "amount = 3"),
    "no quotes": set_to(r'^to = "(\w+)"', r"to = \1"),
    "no equals sign": set_to(r'^to = "', r'to "'),
    "open string": set_to(r'^to = "(\w+)"', r'to = "\1'),
    "missing range": without("variables.fund", "range"),
    "missing label": without("variables.trust", "label"),
    "missing start": without("variables.fund", "start"),
    "missing target": without("effects.income", "to"),
    "missing amount": without("effects.income", "amount"),
    "missing silence": without("agenda.fair", "silence"),
    "missing options": without("agenda.fair", "options"),
    "missing threshold": without("red_lines.police_line", "threshold"),
    "missing rungs": without("levers.offer", "rungs"),
    "missing when": without("endings.settled", "when"),
    "missing half-life": without("variables.anger", "half_life"),
    "missing within": without("gauges.block_risk", "within"),
    "missing budget": without("scenario", "budget"),
}  # fmt: skip


def mutants(text: str, each: int) -> list[Mutant]:
    """Return up to `each` different mutants of every kind."""
    lines = text.split("\n")
    found: dict[tuple[str, str], Mutant] = {}
    for name, kind in KINDS.items():
        for seed in range(each):
            made = kind(lines, Random(f"{name}{seed}"))  # noqa: S311 - a repeatable choice, no secret
            if made is not None:
                changed, line, meant = made
                whole = "\n".join(changed)
                found[name, whole] = Mutant(name, whole, line, meant)
    return list(found.values())

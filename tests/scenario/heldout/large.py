"""A crisis of a given number of lines, written from the reference, without a fault.

Ids are two words each, as authors choose them, and not numbered: a slip of the
fingers must be told from hundreds of neighbours that read much the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_FIRST = (
    "grain water border market harbour school winter river bridge press council army"
    " union court church northern southern village capital export import energy coal"
    " steel timber credit housing railway hospital island"
).split()
_SECOND = (
    "price stock trust anger supply pressure debt traffic output demand patience order"
    " risk tension standing wages harvest reserve mood strength"
).split()
_VERBS = (
    "eases feeds drains lifts slows hardens softens unsettles steadies delays"
).split()


class _Names:
    """Words that nobody has used yet."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def one(self, *parts: tuple[str, ...] | list[str]) -> str:
        for _ in range(500):
            name = "_".join(self._rng.choice(part) for part in parts)
            if name.replace("_", "") not in self._used:
                self._used.add(name.replace("_", ""))
                return name
        message = "the words are used up"
        raise LookupError(message)

    def many(self, count: int, *parts: tuple[str, ...] | list[str]) -> list[str]:
        return [self.one(*parts) for _ in range(count)]


def _text(words: str) -> str:
    return f'{{ en = "{words}", ko = "항목 {len(words)}" }}'


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


class _Writer:
    """Writes the rows; what was named so far can be read by what follows."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311
        names = _Names(self.rng)
        self.sources = names.many(12, _FIRST, ["report", "survey", "record"])
        self.actors = names.many(6, _FIRST, ["office", "league", "cabinet"])
        self.params = names.many(60, _FIRST, _VERBS)
        self.types = names.many(8, _FIRST, ["resolve", "secret", "plan"])
        self.variables = names.many(110, _FIRST, _SECOND)
        self.derived = names.many(25, _FIRST, ["share", "balance", "excess"])
        self.levers = names.many(14, _FIRST, ["policy", "guard", "subsidy"])
        self.events = names.many(50, _FIRST, ["storm", "strike", "vote", "leak"])
        self.cards = names.many(45, _FIRST, ["letter", "visit", "petition", "offer"])
        self.codex = names.many(60, _FIRST, ["history", "law", "people"])
        self.names = names

    def pick(self, pool: list[str]) -> str:
        return self.rng.choice(pool)

    def amount(self) -> str:
        return f"{self.rng.choice((-1, 1)) * self.rng.randrange(2, 30) / 10:.1f}"

    def graded(self) -> Iterator[str]:
        yield 'grade = "J"'
        yield f'source = "{self.pick(self.sources)}"'
        yield ""

    def frame(self) -> Iterator[str]:
        yield from (
            "format = 1",
            "",
            "[scenario]",
            'id = "large"',
            f"title = {_text('A large crisis')}",
            f"brief = {_text('Many things happen at once.')}",
            "start = 2031-03-01",
            'tick = "month"',
            "turns = 24",
            f"player = {_text('The council')}",
            "minutes = 30",
            f'budget = "{self.variables[0]}"',
            'version = "1"',
            "",
        )
        for name in self.sources:
            yield from (
                f"[sources.{name}]",
                f'title = "{_spoken(name)}"',
                'date = "2031"',
                'kind = "judgement"',
                "",
            )
        for number, name in enumerate(self.actors):
            role = "adversary" if number else "player"
            yield from (
                f"[actors.{name}]",
                f"name = {_text(_spoken(name))}",
                f'role = "{role}"',
                "",
            )

    def numbers(self) -> Iterator[str]:
        for name in self.params:
            yield from (
                f"[params.{name}]",
                "value = 0.5",
                "low = 0.2",
                "high = 0.9",
                'unit = "share"',
                'note = "What was judged to be so."',
            )
            yield from self.graded()
        for name in self.types:
            yield from (
                f"[types.{name}]",
                f"label = {_text(_spoken(name))}",
                'draw = "uniform"',
                "low = 0",
                "high = 1",
                "words = [",
                f"  {{ up_to = 0.5, text = {_text('Little of it.')} }},",
                f"  {{ up_to = 1, text = {_text('Much of it.')} }},",
                "]",
            )
            yield from self.graded()
        for name in self.variables:
            yield from (
                f"[variables.{name}]",
                f"label = {_text(_spoken(name))}",
                'unit = "of 100"',
                "range = [0, 100]",
                f"start = {self.rng.randrange(20, 80)}",
                f"rest = {self.rng.randrange(20, 80)}",
                f"half_life = {self.rng.randrange(3, 12)}",
                f'owner = "{self.pick(self.actors)}"',
            )
            yield from self.graded()
        yield from (
            "[variables.secret_stockpile]",
            f"label = {_text('What nobody counts')}",
            "range = [0, 100]",
            "start = 50",
            'seen = "hidden"',
        )
        yield from self.graded()
        for name in self.derived:
            one, two = self.rng.sample(self.variables, 2)
            weight = self.pick(self.params)
            yield from (
                f"[derived.{name}]",
                f'expr = "ramp({one}, 20, 80) * {weight} + {two} / 100"',
                f"label = {_text(_spoken(name))}",
            )
            yield from self.graded()

    def policy(self) -> Iterator[str]:
        for name in self.levers:
            yield from (
                f"[levers.{name}]",
                f"label = {_text(_spoken(name))}",
                'start = "absent"',
                "max_step = 1",
                "up = 1",
                "down = 0",
                "rungs = [",
                f'  {{ id = "absent", label = {_text("None")} }},',
                f'  {{ id = "partial", label = {_text("Some")} }},',
                (
                    f'  {{ id = "complete", label = {_text("All")},'
                    f' requires = "{self.pick(self.variables)} > 10" }},'
                ),
                "]",
                "",
            )

    def minds(self) -> Iterator[str]:
        for actor in self.actors[1:]:
            kind, lever = self.pick(self.types), self.pick(self.levers)
            yield from (
                f"[rules.{actor}_acts]",
                f'actor = "{actor}"',
                f"text = {_text('They met this month.')}",
                "options = [",
                f'  {{ id = "abstain", label = {_text("No move")}, utility = 0 }},',
                (
                    f'  {{ id = "object", label = {_text("An objection")},'
                    f' utility = "{self.pick(self.derived)} - 1.5" }},'
                ),
                (
                    f'  {{ id = "obstruct", label = {_text("A blockade")},'
                    f' utility = "0.5 * {lever} - 2" }},'
                ),
                "]",
            )
            yield from self.graded()
            yield from (
                f"[effects.{actor}_obstructs]",
                f'to = "{self.pick(self.variables)}"',
                f'expr = "3 * {kind}"',
                f'when = "{actor}_acts.obstruct"',
                f"label = {_text('A blockade')}",
            )
            yield from self.graded()

    def happenings(self) -> Iterator[str]:
        for name in self.events:
            one, two = self.rng.sample(self.variables, 2)
            yield from (
                f"[events.{name}]",
                f"title = {_text(_spoken(name))}",
                f"text = {_text('It is read in every paper.')}",
                f'hazard = "if({one} > 60, {self.pick(self.params)} / 10, 0.01)"',
                "once = false",
                "cooldown = 4",
                f"effects = {{ {one} = {self.amount()}, {two} = {self.amount()} }}",
            )
            yield from self.graded()
        for name in self.cards:
            yield from self.card(name)

    def card(self, name: str) -> Iterator[str]:
        lever = self.pick(self.levers)
        yield from (
            f"[agenda.{name}]",
            f"title = {_text(_spoken(name))}",
            f"text = {_text('It lies on the desk.')}",
            f'kind = "{self.rng.choice(("duty", "optional"))}"',
            (
                f'when = "turn >= {self.rng.randrange(2, 9)}'
                f' and {self.pick(self.variables)} > 15"'
            ),
            "deadline = 2",
            'default = "accept"',
            (
                f"silence = {{ text = {_text('Nobody answers.')},"
                f" effects = {{ {self.pick(self.variables)} = {self.amount()} }} }}"
            ),
        )
        yield from self.graded()
        for answer in ("accept", "decline", "postpone"):
            one, two = self.rng.sample(self.variables, 2)
            yield from (
                f"[[agenda.{name}.options]]",
                f'id = "{answer}"',
                f"label = {_text(answer.capitalize())}",
                f"text = {_text('It is written down.')}",
                f"later = {_text('It is remembered.')}",
                f"effects = {{ {one} = {self.amount()}, {two} = {self.amount()} }}",
            )
            if answer == "accept":
                yield f'sets = {{ {lever} = "partial" }}'
                yield f'requires = "{lever} < {lever}.partial"'
            yield ""

    def effect(self) -> Iterator[str]:
        name = self.names.one(_FIRST, _VERBS, _SECOND)
        one, two, three = self.rng.sample(self.variables, 3)
        yield f"[effects.{name}]"
        yield f'to = "{one}"'
        form = self.rng.randrange(4)
        if form == 0:
            yield f'from = "{self.pick(self.levers)}"'
            some, more = self.amount(), self.amount()
            yield f"per_rung = {{ partial = {some}, complete = {more} }}"
            yield 'delay = { mean = 3, shape = "erlang2" }'
        elif form == 1:
            yield f'from = "{two}"'
            yield f"amount = {float(self.amount()) / 100:.3f}"
            yield 'curve = { kind = "saturating", half = 40 }'
        elif form == 2:
            factor, less = self.pick(self.params), self.pick(self.derived)
            yield f'expr = "{factor} * ramp({two}, 30, 70) - {less}"'
            yield f'when = "{three} > 20 and not events.{self.pick(self.events)}"'
        else:
            yield f"amount = {self.amount()}"
            yield f'when = "since({self.pick(self.cards)}.accept) == 2"'
        yield f"label = {_text(_spoken(name))}"
        yield f"why = {_text('So it has always been.')}"
        yield from self.graded()

    def ends(self) -> Iterator[str]:
        for rank, name in enumerate(self.variables[:4]):
            yield from (
                f"[gauges.{name}]",
                f"label = {_text(_spoken(name))}",
                f"rank = {rank}",
                f'variable = "{name}"',
                'good = "up"',
                "",
            )
        for name in self.codex:
            yield from (
                f"[codex.{name}]",
                f"title = {_text(_spoken(name))}",
                f"text = {_text('What is known of it.')}",
                f'links = ["{self.pick(self.codex)}", "{self.pick(self.variables)}"]',
                f'source = "{self.pick(self.sources)}"',
                "",
            )
        for rank, name in enumerate(self.variables[4:8]):
            yield from (
                f"[endings.{name}_lost]",
                f"title = {_text(_spoken(name))}",
                f"text = {_text('It is over.')}",
                f'when = "{name} <= 2"',
                f"rank = {rank + 1}",
                "early = true",
                'grade = "loss"',
                "",
            )
        yield from (
            "[endings.calendar]",
            f"title = {_text('The last month')}",
            f"text = {_text('The calendar is over.')}",
            'when = "true"',
            "rank = 99",
            'grade = "kept"',
            "",
        )


def large(lines: int = 5000, seed: int = 1) -> str:
    """Write a crisis of at least so many lines; the same seed writes the same."""
    writer = _Writer(seed)
    written = [
        *writer.frame(),
        *writer.numbers(),
        *writer.policy(),
        *writer.minds(),
        *writer.happenings(),
        *writer.ends(),
    ]
    while len(written) < lines:
        written.extend(writer.effect())
    return "\n".join(written) + "\n"

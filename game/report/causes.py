"""Why a number moved: named causes that sum to the change, on paper and on screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.engine.spec import Owner
from game.report.chances import Chances
from game.report.figures import (
    apportion,
    plain,
    shown,
    signed,
    significant,
    units,
    units_left,
    with_unit,
)
from game.report.rules import (
    Parameter,
    effect_parameters,
    effect_rule,
)
from game.report.whys import CauseView, Why
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.engine.observation import Line
    from game.engine.spec import Effect
    from game.report.known import Known
    from game.report.labels import Labels

DRIFT = message("drift towards its resting level")
"""A cause that nobody is behind."""

_FIRST = 4
"""Causes that are named of what has not moved yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """The exact change of one variable in one month."""

    before: float
    after: float
    lines: Sequence[Line]


def cut_off(limit: str, language: str) -> str:
    """Name the cause that keeps a number at one of its limits."""
    return say("cut off at its limit of {limit}", language, limit=limit)


class Causes:
    """The explanations at the opening of one month."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._labels = known.labels

    @property
    def chances(self) -> Chances:
        """Return the explanations of the chances."""
        return Chances(self._known)

    @property
    def labels(self) -> Labels:
        """Return the words of the scenario."""
        return self._labels

    def why(self, key: str, truth: Motion | None = None) -> Why:
        """Return why a variable or a gauge moved last month.

        Args:
            key: The id of a variable, or of a gauge.
            truth: The whole motion, when everything may be known.

        Raises:
            KeyError: If there is no such number that the player can see.
        """
        found = self._why(key, truth)
        return found if self._known.turn > 1 else self._at_first(found)

    def _at_first(self, found: Why) -> Why:
        """Say of a number of the first turn what will move it."""
        shares = [
            f"{line.label} {line.value:.0f} %" for line in found.lines if line.value
        ]
        named = shares or list(self._ahead(found.id))
        words = self._labels.say("Nothing has moved yet: no turn is over.")
        if shares:
            words = self._labels.say(
                "Nothing has moved yet: no turn is over. The chance is made of: "
                "{causes}.",
                causes="; ".join(shares),
            )
        elif named:
            words = self._labels.say(
                "Nothing has moved yet: no turn is over. What will move it, beside "
                "what you choose: {causes}.",
                causes="; ".join(named),
            )
        return replace(found, change="", lines=(), note=words)

    def _ahead(self, variable: str) -> Iterator[str]:
        """Yield the first standing causes that the player can see through."""
        labels, scenario = self._labels, self._labels.scenario
        if self._known.variables[variable].rate:
            yield self.label(f"drift:{variable}")
        seen = (
            key
            for key, row in scenario.document.effects.items()
            if row.to == variable
            and labels.is_on(f"effects.{key}")
            and scenario.reads_exact_only(self._effects[key].amount)
        )
        yield from (self.label(f"effect:{key}") for key in islice(seen, _FIRST))

    def _why(self, key: str, truth: Motion | None) -> Why:
        gauges = {gauge.id: gauge for gauge in self._labels.spec.gauges}
        if key in gauges and not gauges[key].variable:
            return self.chances.why(key)
        variable = gauges[key].variable if key in gauges else key
        if truth is not None:
            return self._exact(variable, truth, "")
        if not self._known.is_seen(variable):
            raise KeyError(key)
        if self._known.is_exact(variable):
            motion = self._motion(variable)
            note = f"{self._merged(variable)} {self.cut_down(variable)}".strip()
            if not motion.lines and motion.after != motion.before:
                note = self._labels.say("What moved it was not written down.")
            return self._exact(variable, motion, note)
        return self._noisy(variable)

    def cut_down(self, variable: str) -> str:
        """Say how what is left to spend is shown elsewhere, where that is less."""
        labels, digits = self._labels, self._labels.decimals[variable]
        value = self._known.series(variable)[-1]
        left = units_left(value, digits)
        if variable != labels.spec.desk.budget or units(value, digits + 1) == 10 * left:
            return ""
        return labels.say(
            "Elsewhere it is shown as {left}: rounded down, so that it never looks "
            "like more than it is.",
            left=labels.measured(variable, plain(left, digits)),
        )

    def because(self, variable: str) -> str:
        """Return the cause that did most for last month's change, or empty."""
        series = self._known.series(variable)
        if len(series) == 1 or series[-1] == series[-2]:
            return ""
        if not self._known.is_exact(variable):
            return self._labels.say("news and noise, not yet told apart")
        way = 1.0 if series[-1] > series[-2] else -1.0
        # The causes sum to the change, so one at least goes its way, if they are known.
        lines = self._known.ledger(variable)
        if not lines:
            return ""
        largest = max(lines, key=lambda line: (way * line.amount, line.cause))
        return self._named(largest, variable)

    def _named(self, line: Line, variable: str) -> str:
        """Return the label of a cause; of the merged one whether it may be several.

        An act of the player's own in that sum would read as if it had done all of it,
        so none gives it its name.
        """
        if line.cause == UNKNOWN and self._came(variable):
            return self._labels.say("several possible causes, not yet told apart")
        return self.label(line.cause, line.amount)

    def _came(self, variable: str) -> list[str]:
        """Return what came in the turn that may be in the merged cause of a number.

        How far an act or an event moved it may not be told, as that would tell what
        is hidden; that it may be among the causes is no secret. What is not of the
        player's doing comes first: it is seldom small where it is told.
        """
        seen = [
            key
            for key in (f"{act}/{variable}" for act in self._known.now.happened)
            if self._is_veiled(key)
        ]
        return sorted(seen, key=lambda key: self._effects[key].owner is Owner.MINE)

    def _is_veiled(self, effect: str) -> bool:
        """Tell whether there is such an effect, and it hangs on what is hidden."""
        row = self._effects.get(effect)
        if row is None:
            return False
        return not self._labels.scenario.reads_exact_only(row.amount)

    def label(self, cause: str, amount: float = 0.0) -> str:
        """Return a cause in a few words; by its amount which limit it was."""
        kind, _, key = cause.partition(":")
        say = self._labels.say
        if cause == UNKNOWN:
            return say("effects of what you cannot see")
        if kind == "drift":
            return render(DRIFT, self._labels.language)
        if kind == "limit" and amount:
            row = self._known.variables[key]
            limit = significant(row.high if amount < 0.0 else row.low)
            return cut_off(self._labels.measured(key, limit), self._labels.language)
        if kind == "limit":
            return say("cut off at its limit")
        if kind == "price":
            return say("price of {subject}", subject=self._labels.subject(key))
        return self._labels.effect(key)

    def _exact(self, variable: str, motion: Motion, note: str) -> Why:
        digits = self._labels.decimals[variable] + 1
        lines = [line for line in motion.lines if line.amount != 0.0]
        lines.sort(key=lambda line: (-abs(line.amount), line.cause))
        before, after = units(motion.before, digits), units(motion.after, digits)
        parts = apportion([line.amount for line in lines], after - before, digits)
        # What is shown decides: rounded so as to add up, a larger one may be less.
        told = sorted(zip(lines, parts, strict=True), key=lambda row: -abs(row[1]))
        return Why(
            id=variable,
            label=self._labels.text(f"variables.{variable}.label"),
            before=self._number(variable, before, digits),
            after=self._number(variable, after, digits),
            change=self._signed(variable, after - before, digits),
            lines=tuple(
                self._line(line, self._signed(variable, part, digits), variable)
                for line, part in told
            ),
            closes=motion.after - motion.before == sum(line.amount for line in lines),
            note=note,
        )

    def _motion(self, variable: str) -> Motion:
        series = self._known.series(variable)
        return Motion(
            before=series[-2] if len(series) > 1 else series[-1],
            after=series[-1],
            lines=self._known.ledger(variable),
        )

    def _merged(self, variable: str) -> str:
        if any(line.cause == UNKNOWN for line in self._known.ledger(variable)):
            return self._labels.say(
                "What depends on something you cannot see is one line, what your own "
                "choices did by way of it included; it is exact, and it is opened at "
                "the end.",
            )
        return ""

    def _noisy(self, variable: str) -> Why:
        labels = self._labels
        series = self._known.series(variable)
        digits = labels.decimals[variable] + 1
        after = units(series[-1], digits)
        before = units(series[-2], digits) if len(series) > 1 else after
        line = CauseView(
            id=UNKNOWN,
            label=labels.say("news and noise, not yet told apart"),
            amount=self._signed(variable, after - before, digits),
            value=series[-1] - series[-2] if len(series) > 1 else 0.0,
            by=UNKNOWN,
            sentence=labels.say("Each source is read anew every turn, with its error."),
            rule="",
        )
        return Why(
            id=variable,
            label=labels.text(f"variables.{variable}.label"),
            before=self._number(variable, before, digits),
            after=self._number(variable, after, digits),
            change=self._signed(variable, after - before, digits),
            lines=(line,) if after != before else (),
            closes=True,
            note=labels.say(
                "You see estimates only; shown is the middle of their readings.",
            ),
        )

    def _number(self, variable: str, count: int, digits: int) -> str:
        return with_unit(plain(count, digits), self._labels.unit(variable))

    def _signed(self, variable: str, count: int, digits: int) -> str:
        return self._labels.measured(variable, signed(count, digits))

    def _line(self, line: Line, amount: str, variable: str) -> CauseView:
        rule, parameters = self._rule(line.cause)
        return CauseView(
            id=line.cause,
            label=self._named(line, variable),
            amount=amount,
            value=line.amount,
            by=self.by(line.cause),
            sentence=self._sentence(line.cause, variable),
            rule=rule,
            parameters=parameters,
        )

    def by(self, cause: str) -> str:
        """Return whose doing a cause is, as in `CauseView`."""
        kind, _, key = cause.partition(":")
        if kind == "effect":
            return self._effects[key].owner.value
        return {"price": "mine", "drift": "drift", "limit": "limit"}.get(kind, UNKNOWN)

    def _sentence(self, cause: str, variable: str) -> str:
        """Say what a cause is; of the merged one also what may be in it."""
        came = self._came(variable) if cause == UNKNOWN else []
        if not came:
            return self.sentence(cause)
        among = self._labels.say(
            "Of what came in the turn these may be in it, with others: {acts}.",
            acts="; ".join(map(self._labels.effect, came)),
        )
        return f"{self.sentence(cause)} {among}"

    def sentence(self, cause: str) -> str:
        """Say in a sentence what a cause is."""
        kind, _, key = cause.partition(":")
        if cause == UNKNOWN:
            return self._labels.say(
                "How your own acts were taken and what others did, as far as either "
                "rests on something hidden: one exact sum."
            )
        if kind == "effect":
            return self._labels.text(self._labels.scenario.effect_info(key).why)
        if kind == "drift":
            row = self._known.variables[key]
            digits = self._labels.decimals[key]
            rest = self._labels.measured(key, shown(row.rest, digits))
            return self._labels.say("It rests at {rest}.", rest=rest)
        return ""

    def _rule(self, cause: str) -> tuple[str, tuple[Parameter, ...]]:
        kind, _, key = cause.partition(":")
        document = self._labels.scenario.document
        if kind == "drift":
            return f"half_life {document.variables[key].half_life:g}", ()
        if kind != "effect":
            return "", ()
        row = document.effects.get(key)
        path = self._labels.scenario.effect_info(key).path
        written = self._labels.scenario.expression_source(path)
        rule = written if row is None else effect_rule(row)
        return rule, effect_parameters(self._labels, row, path)

    @cached_property
    def _effects(self) -> dict[str, Effect]:
        return {effect.id: effect for effect in self._labels.spec.effects}

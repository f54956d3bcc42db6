"""Advisers: what each argues, how surely and why, and how often it came true."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from game.report.causes import Causes
from game.report.estimative import estimative
from game.report.figures import percent, shown, signed, units
from game.report.known import Advice
from game.report.views import AdviserView
from game.words import message, render, tell

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from game.report.known import Known
    from game.report.labels import Labels
    from game.scenario.desk import Claim

_EVEN = 0.5
"""The chance given by who has seen nothing settled yet."""
REASONS = 2
"""The causes that an adviser names at most."""
_JUDGED = 4
"""Settled claims from which on errors are set against a plain guess: fewer are luck."""
_SURE = 99
"""Percent; nobody says 0 or 100."""


Written = str | float | bool
"""An expression as a file may hold it."""


class Judge(Protocol):
    """Reads expressions with the eyes of the player; session provides it."""

    def holds(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the opening of a month."""

    def came(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the close of a month."""

    def may_come(self, expression: Written, turn: int, months: int) -> bool:
        """Tell whether a truth may hold at the close of one of so many months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How the claims of one adviser turned out so far."""

    settled: int
    true: int
    brier: float
    """The mean squared error of the chances that it gave."""
    base: float
    """The same error, had it each time given the share of the claims settled until
    then that came true; before the first was settled, one half."""

    @property
    def judged(self) -> bool:
        """Whether its error is told, and set against that of a plain guess."""
        return self.settled >= _JUDGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a claim."""

    claim: str
    """Its key."""
    after: int
    """The turn whose opening is behind its horizon."""
    percent: int
    """The chance that the adviser gave."""
    came: bool | None
    """Whether it came true; None while the horizon is not over."""
    early: bool
    """Whether it came true before that."""

    @property
    def known(self) -> bool | None:
        """Return whether it came true, as soon as that is known."""
        return True if self.early else self.came


def advisers(
    known: Known, judge: Judge, closed: Collection[str] = ()
) -> tuple[AdviserView, ...]:
    """Return what every adviser who has something to say argues this month.

    Nobody advises what is closed, or what stands already.
    """
    views = (
        _view(known, judge, key) for key in known.labels.scenario.document.advisers
    )
    return tuple(
        replace(view, advice="") if view.advice in closed else view
        for view in views
        if view is not None
    )


def bent(came: int, worlds: int, pull: float) -> int:
    """Return the percent that an adviser gives to what came true in some worlds.

    Args:
        came: in how many worlds it came true.
        worlds: of how many.
        pull: log-odds that the adviser's bias adds.
    """
    # Half a world on either side: a share of few worlds is never quite 0 or 1.
    odds = (came + 0.5) / (worlds - came + 0.5)
    bias = math.exp(pull)
    chance = percent(odds * bias / (1.0 + odds * bias))
    return min(_SURE, max(100 - _SURE, chance))


def record(known: Known, judge: Judge, adviser: str) -> Record:
    """Return how the claims of the months before turned out.

    A claim is settled when its horizon is over and no sooner: counting those that
    came true early would flatter every adviser.
    """
    ends: list[tuple[int, bool]] = []
    errors = base = 0.0
    for turn in range(1, known.turn):
        found = settled(known, judge, adviser, turn)
        if found is not None and found.came is not None:
            # Only what could be known when the claim was made: not in hindsight.
            before = [true for end, true in ends if end <= turn]
            share = sum(before) / len(before) if before else _EVEN
            ends.append((found.after, found.came))
            base += (share - found.came) ** 2
            errors += (found.percent / 100.0 - found.came) ** 2
    many = max(1, len(ends))
    return Record(
        settled=len(ends),
        true=sum(true for _, true in ends),
        brier=errors / many,
        base=base / many,
    )


def settled(known: Known, judge: Judge, adviser: str, turn: int) -> Settled | None:
    """Return what became of the claim of an adviser in a turn; None for no claim."""
    claim = spoken(known.labels, judge, adviser, turn)
    if claim is None:
        return None
    after = turn + claim[1].horizon
    months = range(turn, min(after, known.turn))
    so_far = any(judge.came(claim[1].expects, month) for month in months)
    came = so_far if after <= known.turn else None
    return Settled(
        claim=claim[0],
        after=after,
        percent=_chance(known, adviser, turn, claim),
        came=came,
        early=so_far and came is None,
    )


def spoken(
    labels: Labels, judge: Judge, adviser: str, turn: int
) -> tuple[str, Claim] | None:
    """Return the claim that an adviser makes in a month: the weightiest that holds.

    Nobody claims what cannot come in time, such as an event that rests meanwhile.
    """
    claims = labels.scenario.document.advisers[adviser].claims
    for key in sorted(claims, key=lambda key: (-claims[key].weight, key)):
        claim = claims[key]
        if judge.holds(claim.when, turn) and judge.may_come(
            claim.expects, turn, claim.horizon
        ):
            return key, claim
    return None


def _chance(known: Known, adviser: str, turn: int, claim: tuple[str, Claim]) -> int:
    """Return the chance that was given: as worked out then, else the file's."""
    said = known.said(adviser, turn)
    if said is None or said.claim != claim[0]:
        return percent(claim[1].chance)
    return said.percent


def _view(known: Known, judge: Judge, adviser: str) -> AdviserView | None:
    claim = spoken(known.labels, judge, adviser, known.turn)
    if claim is None:
        return None
    labels = known.labels
    chance = _chance(known, adviser, known.turn, claim)
    past = record(known, judge, adviser)
    return AdviserView(
        id=adviser,
        name=labels.text(f"advisers.{adviser}.name"),
        text=labels.text(f"advisers.{adviser}.claims.{claim[0]}.text"),
        chance=chance,
        horizon=claim[1].horizon,
        claim=claimed(labels, known.turn, (adviser, *claim), chance),
        reason=_reason(known, known.said(adviser, known.turn), claim[1]),
        record=record_text(known, past),
        judged=past.judged,
        calls=_calls(known, judge, adviser),
        advice=claim[1].advice or "",
        call=known.calls.get((known.turn, adviser), 0),
        was=_was(known, judge, adviser, claim[0]),
    )


def _was(known: Known, judge: Judge, adviser: str, key: str) -> int:
    """Return the chance that was given to the same claim last turn; 0 if none was."""
    turn = known.turn - 1
    before = spoken(known.labels, judge, adviser, turn) if turn else None
    if before is None or before[0] != key:
        return 0
    return _chance(known, adviser, turn, before)


def _calls(known: Known, judge: Judge, adviser: str) -> tuple[str, ...]:
    """Say what became of the chances that the player gave to earlier claims."""
    labels, told = known.labels, []
    for turn, of in sorted(known.calls):
        if of != adviser or turn >= known.turn:
            continue  # a replay stands before calls that were made later
        found = settled(known, judge, adviser, turn)
        if found is not None:
            words = {
                None: message(
                    "{date}: {claim}: you {own} %, {name} {said} %: still open"
                ),
                True: message("{date}: {claim}: you {own} %, {name} {said} %: it came"),
                False: message(
                    "{date}: {claim}: you {own} %, {name} {said} %: it did not"
                ),
            }[found.known]
            told.append(
                tell(
                    words,
                    labels.language,
                    date=labels.date(turn),
                    claim=claim_text(known, adviser, found.claim),
                    own=known.calls[turn, adviser],
                    name=labels.text(f"advisers.{adviser}.name"),
                    said=found.percent,
                )
            )
    return tuple(told)


def claim_text(known: Known, adviser: str, claim: str) -> str:
    """Return what an adviser claimed may come true, in words."""
    path = f"advisers.{adviser}.claims.{claim}"
    return known.labels.text(f"{path}.outcome") or known.labels.text(f"{path}.text")


def claimed(
    labels: Labels, turn: int, said: tuple[str, str, Claim], chance: int
) -> str:
    """Say how surely a claim comes true and within what time, after what it is.

    Args:
        labels: The words of the scenario.
        turn: The turn in which it is said.
        said: The adviser, the key of the claim, and the claim.
        chance: Its chance in percent.
    """
    adviser, key, claim = said
    odds = labels.say(
        "{words} ({chance} %) within {span}",
        words=render(estimative(chance), labels.language),
        chance=chance,
        span=labels.span(turn, claim.horizon),
    )
    if claim.outcome is None:
        return odds
    outcome = labels.text(f"advisers.{adviser}.claims.{key}.outcome")
    return labels.say("{outcome}: {odds}", outcome=outcome, odds=odds)


def _reason(known: Known, said: Advice | None, claim: Claim) -> str:
    """Name the causes that move a number most in the imagined months of a claim."""
    if said is None or not said.reasons or not claim.about:
        return ""
    labels, causes, about = known.labels, Causes(known), claim.about
    # Beyond the end of the calendar nothing is imagined.
    left = labels.spec.turns - known.turn + 1
    digits = labels.decimals[about] + 1
    named = (
        labels.say(
            "{cause} ({amount})",
            cause=causes.label(cause),
            amount=labels.measured(about, signed(amount, digits)),
        )
        for cause, amount in said.reasons
    )
    return labels.say(
        "What moves {number} most within {span}, on average: {causes}",
        span=labels.span(known.turn, min(claim.horizon, left)),
        number=labels.text(f"variables.{about}.label"),
        causes="; ".join(named),
    )


def reasons(
    moves: Sequence[tuple[str, float]], decimals: int
) -> tuple[tuple[str, int], ...]:
    """Return the largest causes of a change, in units of a last digit."""
    rounded = [(cause, units(mean, decimals)) for cause, mean in moves]
    largest = sorted(rounded, key=lambda row: (-abs(row[1]), row[0]))
    return tuple(row for row in largest[:REASONS] if row[1])


def record_text(known: Known, past: Record) -> str:
    """Return a track record in words and numbers."""
    if past.settled == 0:
        return known.labels.say("nothing settled yet")
    own, plain = units(past.brier, 2), units(past.base, 2)
    if not past.judged:
        words = message(
            "took place: {true} of {settled} given a chance; too few to judge by"
        )
    elif own == plain:
        words = message(
            "took place: {true} of {settled} given a chance; no better than a "
            "plain guess (error {own}, the guess {plain})"
        )
    elif own < plain:
        words = message(
            "took place: {true} of {settled} given a chance; better than a plain "
            "guess (error {own}, the guess {plain})"
        )
    else:
        words = message(
            "took place: {true} of {settled} given a chance; worse than a plain "
            "guess (error {own}, the guess {plain})"
        )
    return tell(
        words,
        known.labels.language,
        true=past.true,
        settled=past.settled,
        own=shown(past.brier, 2),
        plain=shown(past.base, 2),
    )

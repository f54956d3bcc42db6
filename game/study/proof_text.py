"""The tests and tracks of a file as text."""

from __future__ import annotations

import math

from game.scenario import MOST_WORLDS
from game.study.printing import columns
from game.study.proving import Claim, Proof, Tested
from game.study.tracks import Tracked
from game.study.verdicts import Outcome
from game.words import Message, message, render, say

_OUTCOMES = {
    Outcome.KEPT: message("ok"),
    Outcome.BROKEN: message("FAILED"),
    Outcome.UNDECIDED: message("UNDECIDED"),
}
_DIGITS = 4


def proof_text(proof: Proof, language: str = "en") -> str:
    """Return what was proved, as a reader sees it."""
    parts = [_tested(test, language) for test in proof.tests]
    parts += [_tracked(track, language) for track in proof.tracks]
    if not parts:
        parts.append(say("There are no tests and no tracks to play.", language))
    return "\n\n".join([*parts, _sum(proof, language)]) + "\n"


def _tested(test: Tested, language: str) -> str:
    outcome = render(_OUTCOMES[test.outcome], language)
    head = f"{outcome} {test.id}" + (f": {test.note}" if test.note else "")
    lines = [head]
    lines += [
        "  "
        + say(
            "`{line}` was open in no world, so nothing is tested by it.",
            language,
            line=line,
        )
        for line in test.idle
    ]
    lines += ["  " + _claim(claim, language) for claim in test.claims]
    return "\n".join(lines)


def _claim(claim: Claim, language: str) -> str:
    text = say(
        "{outcome} {what}: {seen}, wanted {wanted}",
        language,
        outcome=render(_OUTCOMES[claim.outcome], language),
        what=_what(claim, language),
        seen=_seen(claim, language),
        wanted=claim.wanted,
    )
    if claim.outcome is not Outcome.UNDECIDED:
        return text
    return f"{text}. {render(_advice(claim), language)}"


def _what(claim: Claim, language: str) -> str:
    if claim.kind == "mean":
        return say("mean of {text}", language, text=claim.text)
    if claim.kind == "compare":
        return say("difference of {text}", language, text=claim.text)
    if claim.kind == "cause":
        return say("share of {text}", language, text=claim.text)
    return claim.text


def _seen(claim: Claim, language: str) -> str:
    seen = claim.seen
    if math.isnan(seen.value):
        return say("nothing moved it", language)
    three = (seen.value, seen.low, seen.high)
    if claim.kind in {"p", "cause"}:
        numbers = [f"{100 * value:.1f} %" for value in three]
    else:
        numbers = [f"{value:.{_DIGITS}g}" for value in three]
    return say(
        "{value} in {worlds} worlds ({low} to {high})",
        language,
        value=numbers[0],
        worlds=seen.worlds,
        low=numbers[1],
        high=numbers[2],
    )


def _advice(claim: Claim) -> Message:
    if not 0 < claim.needed <= MOST_WORLDS:
        return message(
            "No number of worlds would decide it: the bound lies where the games do."
            " Move the bound."
        )
    return message(
        "{worlds} worlds are too few to decide it; write worlds = {needed}.",
        worlds=claim.seen.worlds,
        needed=claim.needed,
    )


def _tracked(track: Tracked, language: str) -> str:
    head = say(
        "track {id} ({variable})",
        language,
        id=track.id,
        variable=f"{track.variable}, {track.unit}" if track.unit else track.variable,
    )
    if track.note:
        head += f": {track.note}"
    titles = (
        say("date", language),
        say("turn", language),
        say("record", language),
        "10 %",
        "50 %",
        "90 %",
        say("inside", language),
        "CRPS",
    )
    rows = [
        (
            point.date,
            str(point.turn),
            f"{point.record:g}",
            *(f"{value:.2f}" for value in (point.low, point.middle, point.high)),
            say("yes", language) if point.inside else say("no", language),
            f"{point.crps:.2f}",
        )
        for point in track.points
    ]
    inside = sum(point.inside for point in track.points)
    end = say(
        "The 80 % band of {worlds} worlds holds {inside} of {points} points; "
        "mean CRPS {crps}.",
        language,
        worlds=track.worlds,
        inside=inside,
        points=len(track.points),
        crps=f"{track.crps:.3f}",
    )
    return f"{head}\n{columns((titles, *rows))}\n{end}"


def _sum(proof: Proof, language: str) -> str:
    outcomes = [test.outcome for test in proof.tests]
    text = say(
        "{kept} kept, {broken} failed, {undecided} undecided; {tracks} tracks; "
        "seed {seed}",
        language,
        kept=outcomes.count(Outcome.KEPT),
        broken=outcomes.count(Outcome.BROKEN),
        undecided=outcomes.count(Outcome.UNDECIDED),
        tracks=len(proof.tracks),
        seed=proof.seed,
    )
    if proof.partial:
        text += "\n" + say("Stopped: the rest was not played.", language)
    return text

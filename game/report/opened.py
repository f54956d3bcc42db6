"""What the end opens: the truth beside what was believed, and who had been right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from game.report.assessment import whole
from game.report.bands import bands, place_in
from game.report.estimative import estimative
from game.report.figures import in_unit, shown, signed, significant, units, with_unit
from game.report.numbers import source_label
from game.report.reviewed import Truth
from game.scenario.rival import DRAWN
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.assessment import Belief, Beliefs
    from game.report.bands import Band
    from game.report.known import Known
    from game.report.labels import Labels
    from game.report.review import Outcome


def truths(known: Known, outcome: Outcome, beliefs: Beliefs) -> tuple[Truth, ...]:
    """Return all that was hidden: types, red lines, numbers at the end."""
    labels = known.labels
    document = labels.scenario.document
    found = bands(labels)
    rows = [
        Truth(
            label=labels.hidden(key),
            **_opened(labels, key, found.get(key, ()), value),
            believed=_believed(
                labels, found.get(key, ()), beliefs.odds.get(key), value
            ),
        )
        for key, value in outcome.types.items()
    ]
    rows += [
        Truth(
            label=labels.text(f"red_lines.{key}.label"),
            **_line(labels, document.red_lines[key].actor, found.get(key, ()), value),
            believed=_believed(
                labels, found.get(key, ()), beliefs.odds.get(key), value
            ),
        )
        for key, value in outcome.thresholds.items()
        if labels.is_on(f"red_lines.{key}")
    ]
    rows += [
        Truth(
            label=labels.text(f"variables.{key}.label"),
            value=with_unit(shown(value, labels.decimals[key]), labels.unit(key)),
            words=labels.say("at the end"),
        )
        for key, value in outcome.hidden.items()
    ]
    return tuple(rows)


def _opened(
    labels: Labels, key: str, found: Sequence[Band], value: float
) -> dict[str, str]:
    """Return the words and then the number; that of a drawn model tells nothing."""
    words, number = _words(found, value), significant(value)
    if not words:
        return {"value": number, "words": ""}
    drawn = (
        ""
        if key == DRAWN
        else labels.say("its number in this game: {number}", number=number)
    )
    return {"value": words, "words": drawn}


def _words(found: Sequence[Band], value: float) -> str:
    return found[place_in(value, found)].text if found else ""


def _line(
    labels: Labels, actor: str, found: Sequence[Band], value: float
) -> dict[str, str]:
    """Return where a line was drawn, in words and then as a number."""
    words, number = _words(found, value), significant(value)
    drawn = labels.say(
        "{actor}: its line in this game lies at {number}",
        actor=labels.actor(actor),
        number=number,
    )
    return {"value": words or number, "words": drawn if words else ""}


def _believed(
    labels: Labels, found: Sequence[Band], belief: Belief | None, value: float
) -> str:
    """Say what the last odds gave to the truth, and what they held likeliest."""
    if belief is None or not found:
        return ""
    now, prior = whole(belief.now), whole(belief.prior)
    true = place_in(value, found)
    # Among equals the truth comes first: what is as likely is not likelier.
    likeliest = max(range(len(now)), key=lambda place: (now[place], place == true))
    fields = {
        "now": now[true],
        "prior": prior[true],
        "words": render(estimative(now[true]), labels.language),
    }
    if likeliest == true:
        return labels.say(
            "Assessed at {now} % at the end ({words}), {prior} % at the start; nothing "
            "seemed likelier.",
            **fields,
        )
    return labels.say(
        "Assessed at {now} % at the end ({words}), {prior} % at the start; likelier "
        "seemed, at {most} %: {other}",
        **fields,
        most=now[likeliest],
        other=found[likeliest].text,
    )


def source_scores(
    known: Known,
    errors: Mapping[str, Sequence[float]],
    focus: Mapping[str, Sequence[float]],
) -> tuple[tuple[str, str], ...]:
    """Return each source with how far off it was, against what it stated.

    Its bias is drawn once a game and its noise every month, so they are told apart:
    of one game no share of readings within their sum is due.

    Args:
        known: what was known at the end.
        errors: by estimate, the reading less the truth, month by month.
        focus: by estimate, what multiplied its noise month by month.
    """
    labels = known.labels
    found = []
    for row in labels.spec.estimates:
        gaps = errors[row.id]
        digits, unit = labels.decimals[row.variable] + 1, labels.unit(row.variable)
        bias = sum(gaps) / len(gaps)
        spread = sum((gap - bias) ** 2 for gap in gaps) / max(1, len(gaps) - 1)
        squares = [(row.noise * factor) ** 2 for factor in focus[row.id]]
        name = labels.say(
            "{variable}: {source}",
            variable=labels.text(f"variables.{row.variable}.label"),
            source=source_label(labels, row),
        )
        score = labels.say(
            "off by {bias} on average (it stated up to {lasting}); from turn to turn "
            "it varied by {noise} (it stated {monthly})",
            bias=with_unit(signed(units(bias, digits), digits), unit),
            lasting=in_unit(shown(row.bias, digits), unit),
            noise=in_unit(shown(math.sqrt(spread), digits), unit),
            monthly=in_unit(
                shown(math.sqrt(sum(squares) / len(squares)), digits), unit
            ),
        )
        found.append((name, score))
    return tuple(found)

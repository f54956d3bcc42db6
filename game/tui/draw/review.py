"""The review: what it came to, and the truth that was hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.assumptions import BRIER, MODEL_LINE
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    fit,
    paragraph,
    right,
    row,
    width_of,
)
from game.tui.charts import bar
from game.tui.draw.pages import titles
from game.words import message, render, say, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.lookback import TurnValue
    from game.report.reviewed import Review, ScoreView

POINTS, LUCK, CALLS = "points", "luck", "calls"
"""Sections of the look back, drawn from what was worked out."""
TURN = "turn:"
"""Before the turn of a turning point, in the list of sections."""

_BESIDE = 36
"""Cells that words need beside a date; else they stand below it."""
SECTIONS = (
    ("ending", message("The ending")),
    ("scores", message("Objectives against par")),
    (POINTS, message("Turning points")),
    (LUCK, message("Luck against choice")),
    (CALLS, message("Your own calls")),
    ("voices", message("Voices")),
    ("whole", message("Whose doing it was")),
    ("truths", message("What was hidden")),
    ("sources", message("Sources and advisers")),
    ("months", message("Turn by turn")),
)
_GRADES: dict[str, Tone] = {"loss": "bad", "mixed": "warn", "kept": "good"}


def menu(
    look: Look, cells: int, cursor: str, points: Sequence[TurnValue] = ()
) -> list[Row]:
    """List the sections, the turning points among them."""
    rows: list[Row] = []
    for key, title in SECTIONS:
        items = [(key, render(title, look.language))]
        if key == POINTS:
            items += [
                (
                    f"{TURN}{worth.turn}",
                    say(
                        "  turn {turn}  {difference}",
                        look.language,
                        turn=worth.turn,
                        difference=worth.difference,
                    ),
                )
                for worth in points
            ]
        rows += titles(items, look, cells, cursor)
    return rows


def section(review: Review, id: str, look: Look, cells: int) -> list[Row]:
    """Draw one section."""
    draw = {
        "ending": _ending,
        "scores": _scores,
        "voices": _voices,
        "whole": _whole,
        "truths": _truths,
        "sources": _sources,
        "months": _months,
    }
    return draw.get(id, _ending)(review, look, cells)


def _ending(review: Review, look: Look, cells: int) -> list[Row]:
    rows = [
        *paragraph(review.title, cells, _GRADES.get(review.grade, "strong")),
        BLANK,
        *paragraph(review.text, cells),
    ]
    if review.also:
        also = say("Also true", look.language) + "  "
        rows += [BLANK, *paragraph("; ".join(review.also), cells, "dim", first=also)]
    if review.scores:
        words = say(
            "Mandate {mandate}; par {par} (the mean of the reference lines with the "
            "same luck).",
            look.language,
            mandate=review.mandate,
            par=review.par,
        )
        rows += [BLANK, *paragraph(words, cells, "accent")]
    rows += paragraph(review.verdict, cells)
    if review.model:
        words = tell(MODEL_LINE, look.language, model=review.model)
        rows += [BLANK, *paragraph(words, cells, "dim")]
    return rows


def _scores(review: Review, look: Look, cells: int) -> list[Row]:
    if not review.scores:
        words = say("This scenario sets no objectives.", look.language)
        return paragraph(words, cells, "dim")
    widest = max(width_of(score.label) for score in review.scores)
    label = max(8, min(30, widest, cells - 25))
    length = max(0, min(20, cells - label - 26))
    gap = label + length + 1
    head = (
        fit("", gap),
        right(say("you", look.language), 5),
        right(say("par", look.language), 5),
        right(say("net", look.language), 5),
    )
    rows = [row(Span("".join(head), "dim"))]
    for score in review.scores:
        rows.append(_score(score, label, length, look))
        if score.score < score.floor:
            words = say("below its floor of {floor}", look.language, floor=score.floor)
            rows += paragraph(words, cells, "bad", indent=2)
    total = review.mandate - review.par
    line = (
        fit(say("mandate", look.language), gap)
        + right(str(review.mandate), 5)
        + right(str(review.par), 5)
        + right(f"{total:+d}", 5)
    )
    words = say(
        "Each duty is scored from 0 to 100 at the end; the mandate weighs what was "
        "declared more. Par is what the reference lines score in the mean, under the "
        "same luck; net is yours less par.",
        look.language,
    )
    told = [BLANK, *paragraph(words, cells, "dim")]
    return [*rows, row(Span(line, "strong")), *told]


def _score(score: ScoreView, label: int, length: int, look: Look) -> Row:
    net = score.score - score.par
    tone: Tone = "good" if net > 0 else "bad" if net < 0 else "dim"
    roles = {
        "lead": say("lead", look.language),
        "priority": say("priority", look.language),
    }
    role = roles.get(score.role, "")
    return row(
        fit(score.label, label, look.glyphs.more) + " ",
        *bar(score.score / 100, length, look.glyphs),
        Span(right(str(score.score), 5), "strong"),
        Span(right(str(score.par), 5), "dim"),
        Span(right(f"{net:+d}", 5), tone),
        Span(f" {role}", "accent"),
    )


def _voices(review: Review, look: Look, cells: int) -> list[Row]:
    del look
    rows: list[Row] = []
    for who, text in review.voices:
        rows += [*paragraph(who, cells, "accent"), *paragraph(text, cells), BLANK]
    return rows


def _whole(review: Review, look: Look, cells: int) -> list[Row]:
    rows: list[Row] = []
    for number in review.whole:
        amounts = [number.change, *(part.amount for part in number.doers)]
        widest = max(map(width_of, amounts))
        wide = max(8, cells - 1 - widest)
        title = f"{number.label}  {number.before} {look.glyphs.arrow} {number.after}"
        rows += paragraph(title, cells, "strong")
        for part in number.doers:
            words = fit(f"  {part.label}", wide, look.glyphs.more)
            rows.append(row(words, Span(right(part.amount, widest))))
        total = fit("  " + say("net change", look.language), wide)
        rows.append(
            row(Span(total, "strong"), Span(right(number.change, widest), "strong"))
        )
        causes = "; ".join(f"{part.label} {part.amount}" for part in number.causes)
        if causes:
            words = say("the largest causes: {causes}", look.language, causes=causes)
            rows += paragraph(words, cells, "dim", indent=2)
        rows.append(BLANK)
    return rows


def _truths(review: Review, look: Look, cells: int) -> list[Row]:
    del look
    rows: list[Row] = []
    for truth in review.truths:
        rows += paragraph(f"{truth.label}: {truth.value}", cells, "strong")
        if truth.words:
            rows += paragraph(truth.words, cells, indent=2)
        if truth.believed:
            rows += paragraph(truth.believed, cells, "dim", indent=2)
        rows.append(BLANK)
    return rows


def _sources(review: Review, look: Look, cells: int) -> list[Row]:
    rows: list[Row] = []
    for name, record in review.sources:
        rows += paragraph(name, cells, "strong")
        rows += [*paragraph(record, cells, "dim", indent=2), BLANK]
    if review.judged:
        rows += paragraph(render(BRIER, look.language), cells, "dim")
    return rows


def _months(review: Review, look: Look, cells: int) -> list[Row]:
    del look
    rows: list[Row] = []
    wide = max((width_of(date) for _, date, _ in review.months), default=0)
    for month, date, words in review.months:
        if cells - wide < _BESIDE:
            rows.append(row(Span(f"{month:>2}  {date}", "dim")))
            rows += paragraph(words, cells, first="    ", indent=4) if words else []
        else:
            first = f"{month:>2}  {fit(date, wide)} "
            rows += paragraph(words, cells, first=first)
    return rows

"""The blocks of the player's own calls, and their curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.blocks import Block, Chart, Paragraph, Plot, Series, Table
from game.report.document.looking_back import bin_sentence, calls_score, outcome_words
from game.words import say

if TYPE_CHECKING:
    from game.report.calling import CallsView
    from game.report.document.values import AfterAction


def call_blocks(value: AfterAction) -> tuple[Block, ...]:
    """Return the player's own calls; how to make one where there is none."""
    found, language = value.calls, value.language
    if not found.calls:
        return (
            Paragraph(
                text=say(
                    "You called no chances. In a turn, `call ADVISER PERCENT` says how "
                    "likely you hold an adviser's claim; the report then shows how "
                    "good your own sense of chance is.",
                    language,
                ),
                tone="quiet",
            ),
        )
    blocks: list[Block] = []
    if found.settled:
        blocks.append(Paragraph(text=calls_score(found, language)))
        blocks.append(_curve(found, language))
    blocks.append(
        Table(
            caption=say("Your calls", language),
            head=(
                say("turn", language),
                say("adviser", language),
                say("claim", language),
                say("what came", language),
                say("you, %", language),
                say("adviser, %", language),
            ),
            rows=tuple(
                (
                    str(row.turn),
                    row.adviser,
                    row.claim,
                    outcome_words(row.outcome, language),
                    str(row.percent),
                    str(row.adviser_percent),
                )
                for row in found.calls
            ),
            words=4,
        )
    )
    return tuple(blocks)


def _curve(found: CallsView, language: str) -> Chart:
    title = say("Your calibration", language)
    return Chart(
        title=title,
        alt=". ".join(bin_sentence(row, language) for row in found.curve),
        plot=Plot(
            kind="curve",
            places=tuple(str(row.count) for row in found.curve),
            series=(
                Series(
                    label=say("called, %", language),
                    values=tuple(float(row.called) for row in found.curve),
                ),
                Series(
                    label=say("came true, %", language),
                    values=tuple(float(row.came) for row in found.curve),
                ),
            ),
        ),
        key=say(
            "Along: called; up: came true, in percent; beside each point, how many "
            "calls. On the dashed line calls keep their word.",
            language,
        ),
        table=Table(
            caption=title,
            head=(
                say("range, %", language),
                say("calls", language),
                say("called, %", language),
                say("came true, %", language),
            ),
            rows=tuple(
                (
                    f"{row.low}-{row.high}",
                    str(row.count),
                    str(row.called),
                    str(row.came),
                )
                for row in found.curve
            ),
        ),
    )

"""From the value of a report to the blocks of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.assumptions import MODEL_LINE
from game.report.document.blocks import (
    Block,
    Document,
    Listing,
    Paragraph,
    Quote,
    Section,
    Table,
)
from game.report.document.called import call_blocks
from game.report.document.looking_back import luck_blocks, turning_blocks
from game.report.document.measured import gauge_blocks, odds_blocks
from game.words import message, say, tell

if TYPE_CHECKING:
    from game.report.document.values import AfterAction
    from game.report.reviewed import Review

UNFINISHED = message(
    "This game is not over: turn {turn} of {turns} is open. The report holds what its "
    "player may know so far; what is hidden is opened at the end."
)


def build(value: AfterAction) -> Document:
    """Return the document of a report."""
    language = value.language
    review = value.review
    lead = [
        say(
            "{title}; level {level}; {count} of {turns} turns decided",
            language,
            title=value.title,
            level=value.level,
            count=value.turns,
            turns=value.calendar,
        )
    ]
    if value.hindsight:
        lead.append(say("Played with hindsight.", language))
    if review is not None and review.model:
        lead.append(tell(MODEL_LINE, language, model=review.model))
    if not value.over:
        lead.append(
            tell(UNFINISHED, language, turn=value.turns + 1, turns=value.calendar)
        )
    sections = (
        *(() if review is None else _ended(review, language)),
        _section(
            "turning-points",
            say("Turning points", language),
            turning_blocks(value.lookback, value.game, language, over=value.over),
        ),
        _section(
            "luck",
            say("Luck against choice", language),
            luck_blocks(value.lookback, language),
        ),
        _section("calls", say("Your own calls", language), call_blocks(value)),
        _section("gauges", say("The gauges", language), gauge_blocks(value)),
        _section("odds", say("The odds of the endings", language), odds_blocks(value)),
        *(() if review is None else _opened(review, language)),
        _section("turns", say("Turn by turn", language), _turns(value)),
    )
    return Document(
        language=language,
        title=say("After-action report: {game}", language, game=value.game),
        lead=tuple(lead),
        sections=tuple(section for section in sections if section.blocks),
        foot=say(
            "The numbers are a model's, not the world's. Written by Grave Concern.",
            language,
        ),
    )


def _section(id: str, title: str, blocks: tuple[Block, ...]) -> Section:
    return Section(id=id, title=title, blocks=blocks)


def _ended(review: Review, language: str) -> tuple[Section, ...]:
    blocks: list[Block] = [Paragraph(text=review.title, tone="strong")]
    if review.text:
        blocks.append(Paragraph(text=review.text))
    if review.also:
        also = "; ".join(review.also)
        blocks.append(
            Paragraph(
                text=say("Also true at the end: {endings}", language, endings=also),
                tone="quiet",
            )
        )
    blocks += [Quote(who=who, text=text) for who, text in review.voices]
    sections = [_section("ending", say("The ending", language), tuple(blocks))]
    if review.scores:
        sections.append(
            _section("duties", say("Your duties", language), _duties(review, language))
        )
    whole = _whole(review, language)
    if whole:
        title = say("Whose doing it was", language)
        sections.append(_section("whole", title, whole))
    return tuple(sections)


def _whole(review: Review, language: str) -> tuple[Block, ...]:
    """Return where each gauge went, a row for each party that moved any."""
    if not review.whole:
        return ()
    blocks: list[Block] = []
    for row in review.whole:
        blocks.append(
            Table(
                caption=say(
                    "{number}: from {before} to {after}",
                    language,
                    number=row.label,
                    before=row.before,
                    after=row.after,
                ),
                head=(say("whose doing", language), say("net change", language)),
                rows=(
                    *((part.label, part.amount) for part in row.doers),
                    (say("net change", language), row.change),
                ),
                strong=frozenset({len(row.doers)}),
            )
        )
        causes = "; ".join(f"{part.label} {part.amount}" for part in row.causes)
        if causes:
            words = say("the largest causes: {causes}", language, causes=causes)
            blocks.append(Paragraph(text=words, tone="quiet"))
    return tuple(blocks)


def _duties(review: Review, language: str) -> tuple[Block, ...]:
    roles = {
        "lead": say("lead", language),
        "priority": say("priority", language),
    }
    rows = [
        (
            row.label,
            roles.get(row.role, ""),
            str(row.score),
            str(row.par),
            f"{row.score - row.par:+d}",
            str(row.floor),
        )
        for row in review.scores
    ]
    rows.append(
        (
            say("mandate", language),
            "",
            str(review.mandate),
            str(review.par),
            f"{review.mandate - review.par:+d}",
            "",
        )
    )
    table = Table(
        caption=say("Objectives, 0 to 100, against par", language),
        head=(
            say("objective", language),
            say("role", language),
            say("you", language),
            say("par", language),
            say("net", language),
            say("floor", language),
        ),
        rows=tuple(rows),
        words=2,
        strong=frozenset({len(rows) - 1}),
    )
    note = say(
        "Par is the mean of the reference lines with the same luck.",
        language,
    )
    return (
        Paragraph(text=review.verdict, tone="strong"),
        table,
        Paragraph(text=note, tone="quiet"),
    )


def _opened(review: Review, language: str) -> tuple[Section, ...]:
    truths = tuple(
        (
            truth.label,
            " ".join(
                part
                for part in (
                    truth.value,
                    f"({truth.words})" if truth.words else "",
                    truth.believed,
                )
                if part
            ),
        )
        for truth in review.truths
    )
    sections = []
    if truths:
        sections.append(
            _section(
                "truths",
                say("What was hidden", language),
                (Listing(items=truths),),
            )
        )
    if review.sources:
        sections.append(
            _section(
                "sources",
                say("Sources and advisers", language),
                (Listing(items=review.sources),),
            )
        )
    return tuple(sections)


def _turns(value: AfterAction) -> tuple[Block, ...]:
    language = value.language
    if not value.months:
        return ()
    nothing = say("nothing", language)
    return (
        Table(
            caption=say("Turn by turn", language),
            head=(
                say("turn", language),
                say("date", language),
                say("chosen", language),
                say("what it brought", language),
                say("what moved most", language),
            ),
            rows=tuple(
                (
                    str(row.turn),
                    row.date,
                    "; ".join(row.chosen) or nothing,
                    "; ".join(row.news),
                    row.moved,
                )
                for row in value.months
            ),
            words=5,
        ),
    )

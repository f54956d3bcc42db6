"""From the value of a report to the blocks of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.blocks import (
    Block,
    Chart,
    Document,
    Listing,
    Paragraph,
    Plot,
    Quote,
    Section,
    Series,
    Table,
)
from game.report.document.looking_back import luck_blocks, turning_blocks
from game.words import message, say, tell

if TYPE_CHECKING:
    from game.report.calling import CallsView
    from game.report.document.values import AfterAction, GaugeTrack
    from game.report.views import Review

_ENDINGS = 5
"""Endings that the chart of the odds shows."""

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
    if not value.over:
        lead.append(
            tell(UNFINISHED, language, turn=value.turns + 1, turns=value.calendar)
        )
    sections = (
        *(() if review is None else _ended(review, language)),
        _section(
            "turning-points",
            say("Turning points", language),
            turning_blocks(value.lookback, language, over=value.over),
        ),
        _section(
            "luck",
            say("Luck against choice", language),
            luck_blocks(value.lookback, language),
        ),
        _section("calls", say("Your own calls", language), _calls(value)),
        _section("gauges", say("The gauges", language), _gauges(value)),
        _section("odds", say("The odds of the endings", language), _odds(value)),
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
    return tuple(sections)


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


def _gauges(value: AfterAction) -> tuple[Block, ...]:
    language = value.language
    bands = [band for track in value.gauges for band in track.bands]
    blocks: list[Block] = []
    if bands:
        held = sum(band.place == 0 for band in bands)
        blocks.append(
            Paragraph(
                text=say(
                    "The 80 % ranges that stood on the screen when a turn was decided "
                    "held {held} of {count} times. They assume that policy then stays "
                    "as it is; who goes on changing it leaves them.",
                    language,
                    held=held,
                    count=len(bands),
                )
            )
        )
    blocks += [_gauge(track, language) for track in value.gauges]
    return tuple(blocks)


def _gauge(track: GaugeTrack, language: str) -> Chart:
    bands = {band.turn: band for band in track.bands}
    rows = []
    for point in track.points:
        band = bands.get(point.turn)
        rows.append(
            (
                str(point.turn),
                point.date,
                point.text,
                *(
                    ("", "", "")
                    if band is None
                    else (band.low, band.high, str(band.made))
                ),
            )
        )
    first, last = track.points[0], track.points[-1]
    head = [say("turn", language), say("date", language), track.label]
    if bands:
        head += [
            say("10 %", language),
            say("90 %", language),
            say("foreseen in turn", language),
        ]
    else:
        rows = [row[:3] for row in rows]
    alt = say(
        "{gauge}: {first} at the start, {last} at the last opening; lowest {low}, "
        "highest {high}.",
        language,
        gauge=track.label,
        first=first.text,
        last=last.text,
        low=min(track.points, key=lambda point: point.value).text,
        high=max(track.points, key=lambda point: point.value).text,
    )
    return Chart(
        title=track.label,
        alt=alt,
        plot=Plot(
            kind="lines",
            places=tuple(str(point.turn) for point in track.points),
            series=(
                Series(
                    label=track.label,
                    values=tuple(point.value for point in track.points),
                ),
            ),
            band=tuple(
                (bands[point.turn].ends[0], bands[point.turn].ends[2])
                if point.turn in bands
                else None
                for point in track.points
            )
            if bands
            else (),
        ),
        table=Table(caption=track.label, head=tuple(head), rows=tuple(rows), words=2),
    )


def _odds(value: AfterAction) -> tuple[Block, ...]:
    rows = [row for row in value.odds if row.odds]
    if not rows:
        return ()
    language = value.language
    most: dict[str, int] = {}
    for row in rows:
        for title, share in row.odds:
            most[title] = max(most.get(title, 0), share)
    names = sorted(most, key=lambda title: (-most[title], title))[:_ENDINGS]
    tables = [dict(row.odds) for row in rows]
    last = rows[-1].odds[0]
    chart = Chart(
        title=say("Odds of the endings, in percent", language),
        alt=say(
            "The odds of {count} endings over {turns} turns. At the last decision the "
            "likeliest was {ending}, at {share} %.",
            language,
            count=len(names),
            turns=len(rows),
            ending=last[0],
            share=last[1],
        ),
        plot=Plot(
            kind="lines",
            places=tuple(str(row.turn) for row in rows),
            series=tuple(
                Series(
                    label=name,
                    values=tuple(float(table.get(name, 0)) for table in tables),
                )
                for name in names
            ),
        ),
        table=Table(
            caption=say("Odds of the endings, in percent", language),
            head=(say("turn", language), say("date", language), *names),
            rows=tuple(
                (
                    str(row.turn),
                    row.date,
                    *(str(table.get(name, 0)) for name in names),
                )
                for row, table in zip(rows, tables, strict=True)
            ),
            words=2,
        ),
    )
    note = say(
        "As they were shown when each turn was decided, or would have been to who had "
        "asked; the {count} that were ever likeliest.",
        language,
        count=len(names),
    )
    return (Paragraph(text=note, tone="quiet"), chart)


def _calls(value: AfterAction) -> tuple[Block, ...]:
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
        blocks.append(
            Paragraph(
                text=say(
                    "{settled} calls are settled. Brier score {brier} (lower is "
                    "better); the advisers on the same claims {advisers}; always "
                    "saying 50 % {base}.",
                    language,
                    settled=found.settled,
                    brier=found.brier,
                    advisers=found.adviser_brier,
                    base=found.base_brier,
                )
            )
        )
        blocks.append(_curve(found, language))
    outcomes = {
        "came": say("came true", language),
        "not": say("did not", language),
        "open": say("still open", language),
    }
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
                    outcomes[row.outcome],
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
        alt=" ".join(
            say(
                "Of {count} calls from {low} to {high} %, {came} % came true; called "
                "{called} % on average.",
                language,
                count=row.count,
                low=row.low,
                high=row.high,
                came=row.came,
                called=row.called,
            )
            for row in found.curve
        ),
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
                    f"{row.low}–{row.high}",
                    str(row.count),
                    str(row.called),
                    str(row.came),
                )
                for row in found.curve
            ),
        ),
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

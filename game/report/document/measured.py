"""The blocks of what was seen and expected: gauges, and the odds of the endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.blocks import Block, Chart, Paragraph, Plot, Series, Table
from game.words import say

if TYPE_CHECKING:
    from game.report.document.values import AfterAction, GaugeTrack

_ENDINGS = 5
"""Endings that the chart of the odds shows."""


def gauge_blocks(value: AfterAction) -> tuple[Block, ...]:
    """Return every gauge with the ranges that were foreseen for it."""
    language = value.language
    bands = [band for track in value.gauges for band in track.bands]
    blocks: list[Block] = []
    if bands:
        held = sum(band.place == 0 for band in bands)
        blocks.append(
            Paragraph(
                text=say(
                    "The 80 % ranges that stood on the screen when a turn was decided "
                    "contained what came {held} of {count} times. They assume that "
                    "policy then stays as it is; who goes on changing it leaves them.",
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
    rows: list[tuple[str, ...]] = []
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
        "{gauge}: {first} at the start, {last} at the end; lowest {low}, "
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
        key=say("Bars: the range foreseen earlier for that opening.", language)
        if bands
        else "",
    )


def odds_blocks(value: AfterAction) -> tuple[Block, ...]:
    """Return the odds of the endings over the turns; nothing where none were shown."""
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

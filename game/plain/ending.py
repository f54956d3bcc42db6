"""The review and the frames of a replay as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.plain.rooms import Rooms
from game.report.assumptions import BRIER, MODEL_LINE
from game.report.expected import UNFORESEEN
from game.words import message, render, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.doings import WholeView
    from game.report.expected import Expected, ExpectedFan
    from game.report.reviewed import Review, ScoreView
    from game.report.views import Frame


def review_lines(review: Review, language: str) -> Iterator[str]:
    """Write the end: the ending, the duties against par, the truth opened."""
    yield ""
    yield say("How it ended: {title}", language, title=review.title)
    if review.text:
        yield review.text
    for who, text in review.voices:
        yield f"{who}: {text}"
    if review.also:
        also = "; ".join(review.also)
        yield say("Also true at the end: {endings}", language, endings=also)
    if review.scores:
        yield ""
        yield say("Your duties:", language)
        for score in review.scores:
            yield _score(score, language)
        yield say(
            "Mandate {mandate}, par {par}: {verdict}.",
            language,
            mandate=review.mandate,
            par=review.par,
            verdict=review.verdict,
        )
    if review.model:
        yield tell(MODEL_LINE, language, model=review.model)
    yield from _whole(review, language)
    yield from _opened(review, language)
    yield ""
    yield say("Turn by turn:", language)
    for month, date, line in review.months:
        yield f"{month}. {date}" + (f": {line}" if line else "")


def _whole(review: Review, language: str) -> Iterator[str]:
    if review.whole:
        yield ""
        yield say("Over the whole game, and whose doing it was", language) + ":"
    for row in review.whole:
        yield f"- {whole_sentence(row, language)}"
        causes = "; ".join(f"{part.label} {part.amount}" for part in row.causes)
        if causes:
            yield "    " + say("the largest causes: {causes}", language, causes=causes)


def whole_sentence(row: WholeView, language: str) -> str:
    """Say where a number went, and whose doing that was."""
    return say(
        "{number}: from {before} to {after}, {change}: {parts}",
        language,
        number=row.label,
        before=row.before,
        after=row.after,
        change=row.change,
        parts=", ".join(f"{part.label} {part.amount}" for part in row.doers)
        or say("nothing", language),
    )


def _opened(review: Review, language: str) -> Iterator[str]:
    if review.truths:
        yield ""
        yield say("What was true:", language)
        for truth in review.truths:
            words = f" ({truth.words})" if truth.words else ""
            yield f"- {truth.label}: {truth.value}{words}"
            if truth.believed:
                yield f"    {truth.believed}"
    if review.sources:
        yield ""
        yield say("Whom to believe:", language)
        for source, record in review.sources:
            yield f"- {source}: {record}"
        if review.judged:
            yield render(BRIER, language)


def frame_lines(frame: Frame, rooms: Rooms, language: str) -> Iterator[str]:
    """Write one month of a replay: what was known, chosen and what came."""
    yield from rooms.whole(frame.room, {})
    yield ""
    yield say("Decided:", language)
    if frame.chosen:
        yield from (f"- {line}" for line in frame.chosen)
    elif frame.lost:
        yield f"- {frame.lost}"
    elif frame.reveal is None:
        yield say("- nothing yet; this turn is open", language)
    else:
        yield say("- nothing", language)
    if frame.digest:
        yield say("State {digest}", language, digest=frame.digest)
    if frame.note:
        yield frame.note
    if frame.expected is not None:
        yield from expected_lines(frame.expected, language)
    elif frame.reveal is not None:
        yield ""
        yield render(UNFORESEEN, language)
    if frame.reveal is not None:
        yield from rooms.pages.reveal(frame.reveal)


def expected_lines(expected: Expected, language: str) -> Iterator[str]:
    """Write the forecast that stood there when a month was decided, and what came."""
    yield ""
    yield say(
        "Expected when it was decided, for turn {turn} ({date}), in {worlds} worlds:",
        language,
        turn=expected.turn,
        date=expected.date,
        worlds=expected.worlds,
    )
    yield from (f"- {_fan(fan, language)}" for fan in expected.fans)
    if expected.endings:
        odds = "; ".join(f"{title} {share} %" for title, share in expected.endings)
        yield say(
            "- How it may end, if nothing more is chosen: {odds}", language, odds=odds
        )


def _fan(fan: ExpectedFan, language: str) -> str:
    template = (
        message("{label}: {middle}")
        if fan.chance
        else message("{label}: {low} to {high}, middle {middle}")
    )
    text = tell(
        template,
        language,
        label=fan.label,
        low=fan.low,
        middle=fan.middle,
        high=fan.high,
    )
    if not fan.came:
        return text
    if fan.chance:
        return say("{text}; it came to {came}", language, text=text, came=fan.came)
    place = (
        say("below the range", language),
        say("inside", language),
        say("above the range", language),
    )[fan.place + 1]
    return say(
        "{text}; {came} came, {place}", language, text=text, came=fan.came, place=place
    )


def _score(score: ScoreView, language: str) -> str:
    roles = {"lead": say("lead duty", language), "priority": say("priority", language)}
    text = say(
        "- {label}: {score} of 100, par {par}, floor {floor}",
        language,
        label=score.label,
        score=score.score,
        par=score.par,
        floor=score.floor,
    )
    return f"{text} ({roles[score.role]})" if score.role else text

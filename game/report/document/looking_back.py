"""The blocks of a look back: turning points, and luck against choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.blocks import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Plot,
    Series,
    Table,
)
from game.words import say

if TYPE_CHECKING:
    from game.report.calling import BinView, CallsView, CallView
    from game.report.lookback import Lookback, TurningPoint
    from game.report.luck import IntervalView, LuckView

_LEDGERS = 2
"""Gauges whose ledger is written out for a turning point."""


def turning_blocks(
    found: Lookback | None, game: str, language: str, *, over: bool
) -> tuple[Block, ...]:
    """Return what the turning points say; nothing of a game that is not over."""
    if not over:
        return ()
    if found is None or not found.values:
        words = say(
            "Not worked out yet: `report {game}` works it out. It takes a minute or "
            "two, and what is done is kept.",
            language,
            game=game,
        )
        return (Paragraph(text=words, tone="quiet"),)
    blocks: list[Block] = [Paragraph(text=regret_note(found, language))]
    if found.done < found.turns:
        blocks.append(
            Paragraph(
                text=say(
                    "{done} of {turns} turns are worked out so far.",
                    language,
                    done=found.done,
                    turns=found.turns,
                ),
                tone="strong",
            )
        )
    blocks.append(_values(found, language))
    for point in found.points:
        blocks += _point(point, found.game, language)
    return tuple(blocks)


def regret_note(found: Lookback, language: str) -> str:
    """Say how a turn is measured."""
    return say(
        "Each turn was played on in {futures} futures of its own, as you decided it "
        "and as a planner ({planner}) would have that saw only what you saw; both with "
        "your own later choices and the same luck. The difference is in points of the "
        "mandate score; a minus is what the turn cost you.",
        language,
        futures=found.futures,
        planner=found.proposer,
    )


def point_title(point: TurningPoint, language: str) -> str:
    """Return the heading of a turning point."""
    worth = point.worth
    return say(
        "Turn {turn}, {date}: {difference} points (standard error {error})",
        language,
        turn=worth.turn,
        date=worth.date,
        difference=worth.difference,
        error=worth.error,
    )


def point_sentences(
    point: TurningPoint, game: str, language: str, again: str = ""
) -> tuple[str, ...]:
    """Say what was chosen, and what would have been better once it may be told.

    Args:
        point: The turn.
        game: The name of the game.
        language: Of the sentences.
        again: What is to be typed to try it again; of the command line if empty.
    """
    nothing = say("nothing", language)
    chosen = "; ".join(point.chosen) or nothing
    found = [say("You chose: {choices}.", language, choices=chosen)]
    if point.tried:
        better = "; ".join(point.better) or nothing
        found.append(say("The planner: {choices}.", language, choices=better))
    else:
        found.append(
            say(
                "Try that turn again first (`{again}`); once it is decided there, the "
                "planner's line is told here.",
                language,
                again=again or f"grave-concern fork {game} --turn {point.worth.turn}",
            )
        )
    if not point.worth.sure:
        found.append(say("It cannot be told apart from chance.", language))
    return tuple(found)


def _values(found: Lookback, language: str) -> Chart:
    title = say("What each turn was worth", language)
    worst = min(found.values, key=lambda row: row.value)
    best = max(found.values, key=lambda row: row.value)
    return Chart(
        title=title,
        alt=say(
            "Points of the mandate by turn: lowest {low} in turn {worst}, highest "
            "{high} in turn {best}.",
            language,
            low=worst.difference,
            worst=worst.turn,
            high=best.difference,
            best=best.turn,
        ),
        plot=Plot(
            kind="bars",
            places=tuple(str(row.turn) for row in found.values),
            series=(
                Series(label=title, values=tuple(row.value for row in found.values)),
                Series(
                    label=say("standard error", language),
                    values=tuple(row.margin for row in found.values),
                ),
            ),
            marks=tuple(str(point.worth.turn) for point in found.points),
        ),
        key=say("Filled: turning points. Whiskers: a standard error.", language),
        table=Table(
            caption=title,
            head=(
                say("turn", language),
                say("date", language),
                say("difference", language),
                say("standard error", language),
            ),
            rows=tuple(
                (str(row.turn), row.date, row.difference, row.error)
                for row in found.values
            ),
            words=2,
            strong=frozenset(
                place
                for place, row in enumerate(found.values)
                if any(point.worth.turn == row.turn for point in found.points)
            ),
        ),
    )


def _point(point: TurningPoint, game: str, language: str) -> list[Block]:
    blocks: list[Block] = [Heading(text=point_title(point, language))]
    sentences = point_sentences(point, game, language)
    blocks += [Paragraph(text=text) for text in sentences]
    if point.duties:
        blocks.append(
            Table(
                caption=say("By objective, weighed as declared", language),
                head=(say("objective", language), say("points", language)),
                rows=(
                    *((line.label, line.amount) for line in point.duties),
                    (say("difference", language), point.worth.difference),
                ),
                strong=frozenset({len(point.duties)}),
            )
        )
    for ledger in point.ledgers[:_LEDGERS]:
        blocks.append(
            Table(
                caption=say(
                    "{number} at the end: {difference}, by its causes",
                    language,
                    number=ledger.label,
                    difference=ledger.difference,
                ),
                head=(say("cause", language), say("difference", language)),
                rows=(
                    *((line.label, line.amount) for line in ledger.lines),
                    (say("difference", language), ledger.difference),
                ),
                strong=frozenset({len(ledger.lines)}),
            )
        )
    return blocks


def calls_score(found: CallsView, language: str) -> str:
    """Say how good the settled calls were."""
    return say(
        "Calls settled: {settled}. Your error {brier} (Brier score: 0 is perfect); "
        "that of the advisers on the same claims {advisers}; of always saying 50 % "
        "{base}.",
        language,
        settled=found.settled,
        brier=found.brier,
        advisers=found.adviser_brier,
        base=found.base_brier,
    )


def call_sentence(call: CallView, language: str) -> str:
    """Say what was called, and what came of it."""
    return say(
        "turn {turn}, {adviser}: {claim}: you {percent} %, adviser {other} %; "
        "{outcome}",
        language,
        turn=call.turn,
        adviser=call.adviser,
        claim=call.claim,
        percent=call.percent,
        other=call.adviser_percent,
        outcome=outcome_words(call.outcome, language),
    )


def outcome_words(outcome: str, language: str) -> str:
    """Say what came of a call."""
    return {
        "came": say("came true", language),
        "not": say("did not", language),
        "open": say("still open", language),
    }[outcome]


def bin_sentence(row: BinView, language: str) -> str:
    """Say how many calls of a range came true."""
    return say(
        "called {low} to {high} %: {came} % of {count} came true",
        language,
        low=row.low,
        high=row.high,
        came=row.came,
        count=row.count,
    )


def share_sentence(share: IntervalView, language: str) -> str:
    """Say what part of the spread something explains."""
    return say(
        "{label}: {amount} % of the spread (95 %: {low} to {high})",
        language,
        label=share.label,
        amount=share.amount,
        low=share.low,
        high=share.high,
    )


def luck_blocks(found: Lookback | None, language: str) -> tuple[Block, ...]:
    """Return what luck and choice did; nothing while it is not worked out."""
    luck = None if found is None else found.luck
    if luck is None:
        return ()
    return (
        *(Paragraph(text=text) for text in luck_sentences(luck, language)),
        Table(
            caption=say("Your score taken apart", language),
            head=(
                say("part", language),
                say("points", language),
                say("95 % from", language),
                say("to", language),
            ),
            rows=(
                *((p.label, p.amount, p.low, p.high) for p in luck.parts),
                (say("your score", language), luck.score, "", ""),
            ),
            strong=frozenset({len(luck.parts)}),
        ),
        _lines(luck, language),
        *(
            (
                Table(
                    caption=say(
                        "What parted all these scores, in percent of their spread",
                        language,
                    ),
                    head=(
                        say("part", language),
                        say("share", language),
                        say("95 % from", language),
                        say("to", language),
                    ),
                    rows=tuple((p.label, p.amount, p.low, p.high) for p in luck.shares),
                ),
            )
            if luck.shares
            else ()
        ),
    )


def luck_sentences(luck: LuckView, language: str) -> tuple[str, ...]:
    """Say what was replayed, and where the game's own luck stands."""
    return (
        say(
            "Your decisions, and each line of par, were played again under {lucks} "
            "lucks, the first the game's own; who sits opposite stayed the same.",
            language,
            lucks=luck.lucks,
        ),
        say(
            "Of the other {count} lucks, {better} would have been kinder to your "
            "decisions than the one you had.",
            language,
            count=luck.lucks - 1,
            better=luck.better,
        ),
    )


def _lines(luck: LuckView, language: str) -> Chart:
    title = say("Lines of play under the same lucks", language)
    you = luck.lines[0]
    return Chart(
        title=title,
        alt=say(
            "Mandate score by line: yours {here} under the game's own luck, {mean} on "
            "average, {low} to {high} in 80 % of the lucks.",
            language,
            here=you.here,
            mean=you.mean,
            low=you.low,
            high=you.high,
        ),
        plot=Plot(
            kind="ranges",
            places=tuple(line.label for line in luck.lines),
            series=(
                Series(
                    label=say("10 %", language),
                    values=tuple(line.ends[2] for line in luck.lines),
                ),
                Series(
                    label=say("mean", language),
                    values=tuple(line.ends[1] for line in luck.lines),
                ),
                Series(
                    label=say("90 %", language),
                    values=tuple(line.ends[3] for line in luck.lines),
                ),
                Series(
                    label=say("with your luck", language),
                    values=tuple(line.ends[0] for line in luck.lines),
                ),
            ),
        ),
        key=say(
            "Bar: 80 % of the lucks; circle: the mean; diamond: with your luck.",
            language,
        ),
        table=Table(
            caption=title,
            head=(
                say("line", language),
                say("with your luck", language),
                say("mean", language),
                say("standard error", language),
                say("10 %", language),
                say("90 %", language),
            ),
            rows=tuple(
                (line.label, line.here, line.mean, line.error, line.low, line.high)
                for line in luck.lines
            ),
            strong=frozenset({0}),
        ),
    )

"""A table with an invented harbour strike: rich views, no engine, no disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from game.errors import ChoiceError, ExistingGameError, ShareCodeError, StorageError
from game.report.assessed import (
    AssessmentView,
    BandView,
    OddsView,
    ReportView,
    SourceView,
    UnseenView,
)
from game.report.calling import CallsView
from game.report.doings import PartView
from game.report.entries import EntryView
from game.report.hints import HintView
from game.report.lookback import (
    Glance,
    Lookback,
    TurningPoint,
    TurnValue,
)
from game.report.matrix import (
    RelationCell,
    RelationPoint,
    RelationsView,
    RelationView,
    Sight,
)
from game.report.pairs import (
    CausePair,
    GaugePair,
    LedgerPair,
    MonthPair,
    Pair,
    PointPair,
    SideView,
)
from game.report.reviewed import Review, ScoreView, Truth
from game.report.shelved import GameView, LevelView, ResultView, ScenarioView
from game.report.views import (
    AdviserView,
    CardView,
    DeliveryView,
    Fan,
    Frame,
    GaugeView,
    Headline,
    InitiativeView,
    LeverView,
    NewsTurn,
    NumberView,
    ObjectiveView,
    OptionView,
    Outlook,
    Reveal,
    Room,
    RungView,
)
from game.report.whys import CauseView, Why
from game.session.calling import percent_of
from game.session.sharing import Shared
from game.tui.ports import Answer, GamePort

MONTHS = 6
DATES = ("Mar 2031", "Apr 2031", "May 2031", "Jun 2031", "Jul 2031", "Aug 2031")
GAUGES = (
    ("trust", "Dockers' trust", 48.0, 1),
    ("relations", "Relations with Ferrin", 31.0, 1),
    ("pressure", "Blockade pressure", 57.0, -1),
    ("backlash", "Backlash risk", 12.0, -1),
    ("stocks", "Grain stocks", 64.0, 1),
    ("approval", "Approval", 52.0, 1),
)
LEVERS = (
    ("tolls", "Harbour tolls", ("none", "low", "standard", "punitive")),
    ("patrols", "Coast patrols", ("in port", "by day", "day and night")),
    ("rations", "Bread rations", ("free sale", "coupons", "strict")),
)
INITIATIVES = (
    ("talks", "Quiet talks with the union", "Talk"),
    ("envoy", "Send an envoy to Ferrin", "Talk"),
    ("audit", "Audit the shipping lists", "Intelligence"),
    ("depot", "Open the northern depot", "Building"),
)
OBJECTIVES = (
    ("bread", "Nobody goes hungry"),
    ("order", "No shot is fired"),
    ("trade", "The port stays open"),
    ("office", "The cabinet stands"),
)


def option(card: str, id: str, label: str, cost: str, **more: object) -> OptionView:
    """Make an answer to a card."""
    made = OptionView(
        id=id,
        line=f"{card} {id}",
        label=label,
        text="The wires carry it tonight; the quays answer by the week's end.",
        later="The insurers follow, in two or three months.",
        hangs="whether the pilots read it as weakness",
        cost=cost,
        open=True,
        locked="",
        staged=False,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


CARDS = (
    CardView(
        id="pickets",
        title="Pickets at the long quay",
        text=(
            "The grain pier has been shut since Tuesday. The harbour police read it "
            "as a warning (70 %) rather than the start of a siege. The union asks for "
            "a date; Ferrin offers to mediate, at a price it has not named."
        ),
        duty=True,
        left=1,
        deadline="Due this month; each month of delay costs 1 capital.",
        silence="The pier stays shut and trust falls.",
        options=(
            option(
                "pickets",
                "meet",
                "Meet the union in public",
                "1 capital, 1 slot",
                capital="1",
                slots=1,
            ),
            option("pickets", "mediate", "Let Ferrin mediate", "1 slot", slots=1),
            option(
                "pickets",
                "clear",
                "Clear the pier with the harbour police",
                "3 capital, 1 slot",
                open=False,
                capital="3",
                slots=1,
                locked="The cabinet allows it only while approval is above 60.",
            ),
        ),
        sources="Harbour report 14; dispatch of 2 March (graded B)",
    ),
    CardView(
        id="convoy",
        title="A convoy asks for a berth",
        text="Nine ships with seed grain wait off the cape; the pilots hesitate.",
        duty=False,
        left=3,
        deadline="Open for 3 months.",
        silence="The ships turn away and remember it.",
        options=(
            option(
                "convoy", "berth", "Give them the navy berth", "2 capital", capital="2"
            ),
            option("convoy", "wait", "Ask them to wait", ""),
        ),
        sources="",
    ),
)


class FakeGame:
    """Six months of the strike; every choice nudges every gauge a little."""

    language = "en"
    notice = ""

    def __init__(self, name: str = "harbour-1", *, text: str = "") -> None:
        """Begin; `text` is put into every text of the scenario."""
        self.name = name
        self.turn = 1
        self.staged: tuple[str, ...] = ()
        self.closed = False
        self.broken_disk = False
        self.called: list[tuple[str, str]] = []
        self.months: list[Frame] = []
        self._text = text
        self._before: list[tuple[str, ...]] = []
        self._values = {key: [value] for key, _, value, _ in GAUGES}
        self._rungs = {key: 1 for key, _, _ in LEVERS}

    @property
    def is_over(self) -> bool:
        """Whether the calendar has ended."""
        return self.turn > MONTHS

    def _gauges(self) -> tuple[GaugeView, ...]:
        made = []
        for key, label, _, good in GAUGES:
            past = self._values[key]
            change = past[-1] - past[-2] if len(past) > 1 else 0.0
            direction = (change > 0) - (change < 0)
            made.append(
                GaugeView(
                    id=key,
                    label=self._text or label,
                    value=past[-1],
                    text=f"{past[-1]:.0f}" + (" %" if key == "backlash" else ""),
                    change="" if len(past) == 1 else f"{change:+.0f}",
                    direction=direction,
                    mood=direction * good,
                    share=past[-1] / 100,
                    because=self._text or "the pier stayed shut -4, quiet talks +1",
                    history=tuple(past),
                    chance=key == "backlash",
                    unit="%" if key == "backlash" else "points",
                )
            )
        return tuple(made)

    def _numbers(self) -> tuple[NumberView, ...]:
        made = []
        for n, (label, owner) in enumerate(
            (
                ("Ferrin towards us", "ferrin"),
                ("Union towards us", "union"),
                ("Isle League towards us", "league"),
                ("Grain in the silos", ""),
                ("Strength of the blockade", ""),
                ("Ships waiting", ""),
            )
        ):
            noisy = n == 4
            made.append(
                NumberView(
                    id=f"number{n}",
                    label=self._text or label,
                    note="What the harbour office counts on the first of the month.",
                    text="30 to 46" if noisy else f"{(n * 17 - 20):+d}",
                    change="▲2" if n % 2 else "▼3",
                    direction=1 if n % 2 else -1,
                    estimates=(
                        ("Harbour office", "46", "right in 7 of 10 months"),
                        ("Fishermen", "30", "right in 4 of 10 months"),
                    )
                    if noisy
                    else (),
                    share=0.2 + n * 0.1,
                    history=tuple(20.0 + n * k % 7 for k in range(self.turn)),
                    owner=owner,
                    subject="us" if owner else "",
                )
            )
        return tuple(made)

    def _cards(self) -> tuple[CardView, ...]:
        cards = CARDS if self.turn % 3 else CARDS[1:]
        return tuple(
            replace(
                card,
                title=self._text or card.title,
                text=self._text or card.text,
                options=tuple(
                    replace(
                        o, staged=o.line in self.staged, label=self._text or o.label
                    )
                    for o in card.options
                ),
            )
            for card in (cards if not self.is_over else ())
        )

    def _levers(self) -> tuple[LeverView, ...]:
        made = []
        for key, label, rungs in LEVERS:
            made.append(
                LeverView(
                    id=key,
                    label=self._text or label,
                    note="What holds until it is changed.",
                    rungs=tuple(
                        RungView(
                            id=rung.replace(" ", "_"),
                            line=f"{key} {rung.replace(' ', '_')}",
                            label=rung,
                            note="What this rung means on the quays.",
                            cost=f"{abs(n - self._rungs[key])} capital, 1 slot",
                            open=abs(n - self._rungs[key]) == 1,
                            locked=""
                            if abs(n - self._rungs[key]) <= 1
                            else "One rung a month.",
                            current=n == self._rungs[key],
                            staged=f"{key} {rung.replace(' ', '_')}" in self.staged,
                        )
                        for n, rung in enumerate(rungs)
                    ),
                )
            )
        return tuple(made)

    def _headlines(self) -> tuple[Headline, ...]:
        return tuple(
            Headline(
                id=f"news{self.turn}.{n}",
                title=self._text or title,
                text=self._text or "The office confirms it; the other side denies it.",
                actor=actor,
            )
            for n, (title, actor) in enumerate(
                (
                    ("Ferrin recalls no envoy but moves two cutters", "Ferrin"),
                    ("Grain price up a fifth in the northern towns", ""),
                    ("The union votes to go on, narrowly", "Union"),
                )
            )
        )

    def room(self) -> Room:
        """Return the room."""
        left = 7.0 - len(self.staged)
        return Room(
            scenario="harbour-strike",
            title=self._text or "Harbour Strike",
            date=DATES[min(self.turn, MONTHS) - 1],
            turn=self.turn,
            turns=MONTHS,
            capital=7.0,
            capital_left=left,
            capital_text=f"{left:.0f} of 7",
            budget="capital",
            desk=3,
            desk_left=max(0, 3 - len(self.staged)),
            gauges=self._gauges(),
            relations=self._numbers()[:3],
            numbers=self._numbers(),
            cards=self._cards(),
            levers=self._levers(),
            initiatives=tuple(
                InitiativeView(
                    id=key,
                    line=key,
                    label=self._text or label,
                    text="It costs an evening and some pride.",
                    group=group,
                    cost="1 capital, 1 slot",
                    fresh=100 if n else 60,
                    open=n != 3,
                    locked="" if n != 3 else "The road is snowed in.",
                    staged=key in self.staged,
                )
                for n, (key, label, group) in enumerate(INITIATIVES)
            ),
            headlines=self._headlines() if self.turn > 1 else (),
            marks=(
                "",
                *("The pier is shut" if n % 2 else "" for n in range(self.turn)),
            )[: self.turn],
            deliveries=(
                DeliveryView(
                    id="flour",
                    label=self._text or "Flour on the road",
                    target=self._text or "Grain stocks",
                    levers=("rations",),
                    total="12 sacks",
                    amounts=(4.0, 5.0, 2.0, 1.0),
                    texts=("4", "5", "2", "1"),
                ),
            ),
            advisers=tuple(
                AdviserView(
                    id=f"adviser{n}",
                    name=self._text or name,
                    text=self._text or "The pilots will not sail against the union.",
                    chance=60 + n,
                    horizon=3,
                    claim=f"probable ({60 + n} %) within 3 months",
                    reason="What moves Grain stocks most: the pier stayed shut (-4)",
                    record="took place: 3 of 5 given a chance",
                    advice="pickets meet",
                )
                for n, name in enumerate(("Harbour master", "Treasurer"))
            ),
            objectives=tuple(
                ObjectiveView(
                    id=key,
                    label=self._text or label,
                    text="Read at the end.",
                    role="lead" if n == 0 else "priority" if n < 3 else "",
                    floor=20,
                    score=None if n == 1 else 12 + 11 * n,
                    rough=n == 2,
                )
                for n, (key, label) in enumerate(OBJECTIVES)
            ),
            may_declare=self.turn >= 2,
            declare_cost="free until Apr 2031",
            staged=self.staged,
            over=self.is_over,
            name=self.name,
        )

    def stage(self, line: str) -> None:
        """Stage a line that the room offers."""
        room = self.room()
        known = {o.line: o.open for card in room.cards for o in card.options}
        known |= {r.line: r.open for lever in room.levers for r in lever.rungs}
        known |= {act.line: act.open for act in room.initiatives}
        if not known.get(line, line.startswith("declare ")):
            raise ChoiceError("`{line}` is not open this turn.", line=line)
        if len(self.staged) >= 3:
            raise ChoiceError("`{line}` does not fit on the desk.", line=line)
        self._before.append(self.staged)
        kind = line.split(maxsplit=1)[0]
        kept = tuple(other for other in self.staged if other.split()[0] != kind)
        self.staged = (*kept, line)

    def unstage(self, line: str) -> None:
        """Take a line back."""
        if line not in self.staged:
            raise ChoiceError("`{line}` is not staged.", line=line)
        self._before.append(self.staged)
        self.staged = tuple(other for other in self.staged if other != line)

    def undo(self) -> bool:
        """Take the last staging back."""
        if not self._before:
            return False
        self.staged = self._before.pop()
        return True

    def redo(self) -> bool:
        """Stage again what was taken back last; this game keeps nothing of it."""
        return False

    def call(self, adviser: str, chance: str) -> int:
        """Keep a chance."""
        self.called.append((adviser, chance))
        return percent_of(chance)

    def end_month(self) -> Reveal:
        """Play the month."""
        if self.broken_disk:
            raise StorageError("The disk is full.")
        if self.is_over:
            raise ChoiceError("The game is over.")
        room, chosen = self.room(), self.staged
        for n, (key, _, _, _) in enumerate(GAUGES):
            step = (self.turn * 7 + n * 5 + len(chosen) * 3) % 9 - 4
            past = self._values[key]
            past.append(min(100.0, max(0.0, past[-1] + step)))
        for key, _, rungs in LEVERS:
            for n, rung in enumerate(rungs):
                if f"{key} {rung.replace(' ', '_')}" in chosen:
                    self._rungs[key] = n
        self.turn += 1
        self.staged = ()
        self._before.clear()
        reveal = Reveal(
            turn=self.turn - 1,
            date=DATES[self.turn - 2],
            headlines=self._headlines(),
            gauges=self._gauges(),
            chosen=chosen,
            ended=self.is_over,
        )
        self.months.append(
            Frame(room=room, chosen=chosen, reveal=reveal, digest=f"{self.turn:032x}")
        )
        return reveal

    def why(self, id: str) -> Why:
        """Explain a number."""
        labels = {gauge: label for gauge, label, _, _ in GAUGES}
        homes = ("number", "endings.", "objectives.", "beliefs.", "next")
        if id not in labels and not id.startswith(homes):
            raise ChoiceError("There is no number `{id}` to ask about.", id=id)
        amounts = (
            ("shut", "The pier stayed shut", "-4", -4.0, "event"),
            ("talks", "Quiet talks with the union", "+2", 2.0, "mine"),
            ("ferrin", "What Ferrin does, not yet known", "-1", -1.0, "theirs"),
            ("drift:x", "Drift towards 50", "+1", 1.0, "drift"),
        )
        return Why(
            id=id,
            label=self._text or labels.get(id, id),
            before="50",
            after="48",
            change="-2",
            lines=tuple(
                CauseView(
                    id=cause,
                    label=self._text or label,
                    amount=amount,
                    value=value,
                    by=by,
                    sentence=self._text
                    or "Every idle day costs the dockers' patience.",
                    rule="" if by == "theirs" else "-0.8 * idle_days, when shut",
                    parameters=(
                        (
                            "idle_cost",
                            "0.8 (0.5 to 1.2) points a day",
                            "contested",
                            "Harbour report 14",
                        ),
                    )
                    if by != "theirs"
                    else (),
                )
                for cause, label, amount, value, by in amounts
            ),
            closes=True,
            note="What reads something hidden is one line until the end.",
        )

    def assessment(self) -> AssessmentView:
        """Assess who sits opposite: one number with rivals, one type, one line."""
        return AssessmentView(
            turn=self.turn,
            date=DATES[min(self.turn, MONTHS) - 1],
            numbers=(
                UnseenView(
                    id="blockade",
                    label=self._text or "Strength of the blockade",
                    text="30 to 46",
                    sources=tuple(
                        SourceView(
                            label=self._text or label,
                            reading=f"{reading:.0f}",
                            stated="says it is usually within 6 of the truth",
                            reliability=trust,
                            history=tuple(reading - k for k in range(self.turn)),
                            texts=tuple(f"{reading - k:.0f}" for k in range(self.turn)),
                        )
                        for label, reading, trust in (
                            ("Harbour office", 46.0, "mostly reliable"),
                            ("Fishermen", 30.0, "doubtful"),
                        )
                    ),
                ),
            ),
            reports=tuple(
                ReportView(
                    id="pilot",
                    label=self._text or "A pilot",
                    text=self._text or "A pilot says that Ferrin will not wait.",
                    source="Somebody on the quay",
                    stated="said to be right in 65 of 100",
                    turn=turn,
                    date=DATES[min(turn, MONTHS) - 1],
                    subject="patience",
                    about="Ferrin's patience",
                )
                for turn in range(self.turn, 1, -1)
            ),
            odds=tuple(
                OddsView(
                    id=key,
                    label=self._text or label,
                    line=key == "cape",
                    bands=(
                        BandView(
                            text=self._text or "It wanted a way out.",
                            prior=40,
                            now=71,
                            words="probable",
                        ),
                        BandView(
                            text=self._text or "It meant to see it through.",
                            prior=60,
                            now=29,
                            words="probably not",
                        ),
                    ),
                )
                for key, label in (
                    ("patience", "Ferrin's patience"),
                    ("cape", "Ferrin's line at the cape"),
                )
            ),
            strained="Something was seen that nothing explains."
            if self.turn > MONTHS - 1
            else "",
            note="The odds come from imagined worlds.",
        )

    def outlook(self, plan: Sequence[str] | None = None) -> Outlook:
        """Forecast: the more is chosen, the higher the middle."""
        lines = self.staged if plan is None else tuple(plan)
        return Outlook(
            plan=lines,
            worlds=256,
            fans=self._fans(3.0 * len(lines) + sum(map(len, lines)) % 5),
            endings=(("truce", 46.0), ("siege", 31.0), ("open", 23.0)),
            hold=self._fans(0.0),
            grades=(("truce", "kept"), ("siege", "loss")),
            duties=self._scores(len(lines)),
            duties_held=self._scores(0),
        )

    def _scores(self, lift: int) -> tuple[Fan, ...]:
        """Score the duties: the more is chosen, the more each gets."""
        return tuple(
            Fan(
                gauge=key,
                months=(MONTHS,),
                low=(10.0 + n,),
                middle=(41.0 + n + lift,),
                high=(83.0 + n,),
                gap=float(lift),
                error=0.3 if lift else 0.0,
                # Not the median: a score of nothing in most worlds has a mean above it.
                mean=(44.0 + n + lift,),
            )
            for n, (key, _) in enumerate(OBJECTIVES)
        )

    def _fans(self, lift: float) -> tuple[Fan, ...]:
        months = tuple(range(self.turn, MONTHS + 7))
        made = []
        for n, (key, _, _, _) in enumerate(GAUGES):
            now = self._values[key][-1]
            middle = tuple(now + (lift - 2 + n) * k / 6 for k in range(len(months)))
            spread = 0.0 if key == "backlash" else 1.0
            made.append(
                Fan(
                    gauge=key,
                    months=months,
                    low=tuple(m - spread * 3 * k**0.7 for k, m in enumerate(middle)),
                    middle=middle,
                    high=tuple(m + spread * 4 * k**0.7 for k, m in enumerate(middle)),
                    chance=key == "backlash",
                    within=tuple(
                        (
                            tuple(
                                m - spread * n * k**0.7 for k, m in enumerate(middle)
                            ),
                            tuple(
                                m + spread * n * k**0.7 for k, m in enumerate(middle)
                            ),
                        )
                        for n in (1.6, 0.7)
                    ),
                    gap=round(lift, 1),
                    error=0.4 if lift else 0.0,
                )
            )
        return tuple(made)

    def hints(self) -> tuple[HintView, ...]:
        """Say something about the pickets in the first month."""
        if self.turn > 1:
            return ()
        words = (
            self._text or "Whoever waits at the long quay waits for a word of yours."
        )
        return (HintView(id="harbour-strike.quay", rank=5, text=words),)

    def ending_titles(self) -> Mapping[str, str]:
        """Return the titles of the endings."""
        titles = {"truce": "A truce on the quays", "siege": "The long siege"}
        return {**titles, "open": "still open after the months shown"}

    def review(self) -> Review:
        """Open everything."""
        if not self.is_over:
            raise ChoiceError("The review is opened when the game is over.")
        return Review(
            ending="truce",
            title=self._text or "A truce on the quays",
            text="Nobody won; the bread came through. The pilots sail again in autumn.",
            grade="mixed",
            voices=(
                ("A pilot", "We would have sailed in May."),
                ("The treasurer", "We paid in patience."),
            ),
            also=("The port stays open",),
            scores=tuple(
                ScoreView(
                    id=key,
                    label=label,
                    score=40 + n * 9,
                    par=45 + n * 4,
                    floor=42,
                    role="lead" if n == 0 else "priority" if n < 3 else "",
                )
                for n, (key, label) in enumerate(OBJECTIVES)
            ),
            mandate=53,
            par=49,
            verdict="A little above par: patience was worth more than force.",
            truths=(
                Truth(
                    label="Ferrin's patience",
                    value="0.31",
                    words="short-tempered",
                    believed="Assessed at 71 % at the end.",
                ),
                Truth(label="The union's chest", value="0.74", words="deep pockets"),
            ),
            sources=(
                ("Harbour office", "within its range in 5 of 6 months"),
                ("Treasurer", "took place: 2 of 6 given a chance"),
            ),
            judged=False,
            months=tuple(
                (n, date, "Grain stocks moved most: the pier stayed shut.")
                for n, date in enumerate(DATES, 1)
            ),
        )

    def relations(self) -> RelationsView:
        """Return a matrix of three by two, one cell of it empty."""
        return matrix_of(self.turn, self._text)

    def relation(self, id: str) -> RelationView:
        """Return the history of a relation."""
        cell = next(cell for cell in self.relations().cells if cell.id == id)
        points = tuple(
            RelationPoint(
                turn=turn,
                date=DATES[min(turn, MONTHS) - 1],
                text=f"{turn - 3:+d}",
                change="+1" if turn > 1 else "",
                low=turn - 3.0,
                high=turn - 3.0 + 2.0 * (cell.sight == "estimate"),
                why=self.why("trust") if turn > 1 else None,
            )
            for turn in range(1, self.turn + 1)
        )
        return RelationView(
            cell=cell,
            sight="You see it exactly.",
            estimates=(),
            scale=(-10.0, 10.0),
            unit="points",
            points=points if cell.sight != "nothing" else (),
            entries=(("ferrin", "Ferrin"), ("union", "The union")),
        )

    def headlines(self) -> Sequence[NewsTurn]:
        """Return the headlines of every turn after the first."""
        now, found = self.turn, []
        for turn in range(now, 1, -1):
            self.turn = turn
            date = DATES[min(turn, MONTHS) - 1]
            found.append(NewsTurn(turn=turn, date=date, items=self._headlines()))
        self.turn = now
        return found

    def codex(self) -> Sequence[EntryView]:
        """Return the entries."""
        return (
            EntryView(
                id="pier",
                title=self._text or "Grain pier",
                kind="background",
                text=self._text or "Where bread is landed, and the union stands.",
                links=("union", "tolls"),
                mentions=(("the union", "union"),),
                accounts=("ferrin",),
                date="2031-03-02",
                grade="C",
                graded="contested",
                source="Report 14 (2031)",
            ),
            EntryView(
                id="union",
                title="The union",
                kind="background",
                text="Pilots and dockers.",
                links=("pier", "ferrin"),
            ),
            EntryView(
                id="ferrin",
                title="Ferrin",
                kind="background",
                text="The island across the strait.",
                named_in=("union", "pier"),
                grade="A",
                graded="seen in a source",
                source="Atlas",
            ),
            EntryView(
                id="tolls",
                title="idle cost",
                kind="assumptions",
                text="What an idle day costs.",
                facts=(("value", "0.8 points"), ("range", "0.5 to 1.2 points")),
                grade="J",
                graded="judgement",
                source="Harbour report 14",
            ),
            EntryView(
                id="agenda.pickets",
                title="Pickets at the long quay",
                kind="desk",
                text="The grain pier has been shut since Tuesday.",
                card="pickets",
            ),
        )

    def close(self) -> None:
        """Release the game."""
        self.closed = True


class FakeReplay:
    """The months of a fake game."""

    fault = damage = notice = ""
    missing: frozenset[int] = frozenset()

    def __init__(self, game: FakeGame) -> None:
        """Hold the game."""
        self._game = game
        self.name = game.name

    @property
    def months(self) -> int:
        """How many months there are."""
        return max(1, len(self._game.months))

    @property
    def decided(self) -> frozenset[int]:
        """The months in which something was chosen."""
        months = enumerate(self._game.months, start=1)
        return frozenset(turn for turn, frame in months if frame.chosen)

    @property
    def opens_at(self) -> int:
        """The last month of a game in play, else the first that is known."""
        known = [n for n in range(1, self.months + 1) if n not in self.missing]
        return known[0] if self._game.is_over else known[-1]

    def frame(self, turn: int) -> Frame:
        """Return one month."""
        if self._game.months:
            return self._game.months[turn - 1]
        return Frame(room=self._game.room(), chosen=(), reveal=None, digest="")

    def why(self, turn: int, id: str) -> Why:
        """Explain a number of that month."""
        del turn
        return self._game.why(id)

    def codex(self, turn: int) -> tuple[EntryView, ...]:
        """Return the entries, each named after the month."""
        dated = self._game.codex()
        return tuple(replace(entry, date=f"turn {turn}") for entry in dated)

    def assessment(self, turn: int) -> AssessmentView:
        """Assess who sat opposite in that month."""
        return replace(self._game.assessment(), turn=turn)

    def review(self) -> Review | None:
        """Open everything, at the end."""
        return self._game.review() if self._game.is_over else None

    def last_room(self) -> Room:
        """Return the room of the game as it stands."""
        return self._game.room()


def glance_of(game: str, *, complete: bool) -> Glance:
    """Return a look back of two turns, or none."""
    values = tuple(
        TurnValue(
            turn=turn,
            date=DATES[turn - 1],
            difference=f"-{turn}.5",
            error="0.2",
            value=-turn - 0.5,
            margin=0.2,
            sure=True,
        )
        for turn in (1, 2)
    )
    points = tuple(
        TurningPoint(
            worth=worth,
            chosen=("Send the tugs",),
            tried=worth.turn == 1,
            better=("Wait for the pilots",) if worth.turn == 1 else (),
            duties=(
                PartView(label="Bread", amount=worth.difference, value=worth.value),
            ),
            ledgers=(),
        )
        for worth in values
    )
    return Glance(
        game=game,
        lookback=Lookback(
            game=game,
            proposer="belief-32",
            futures=64,
            done=2,
            turns=2,
            values=values,
            points=points,
            luck=None,
        )
        if complete
        else None,
        measurable=True,
        calls=CallsView(
            calls=(),
            settled=0,
            brier="",
            adviser_brier="",
            base_brier="",
            curve=(),
        ),
    )


class FakeTable:
    """Two scenarios and what has been played."""

    language = "en"

    def __init__(self, *, text: str = "") -> None:
        """Make it empty."""
        self.text = text
        self.played: dict[str, FakeGame] = {}
        self.asked: list[tuple[str, ...]] = []
        self.gone: list[str] = []
        self.looked = False
        self.begun: list[tuple[str | None, int | None, int | None]] = []
        self.taken = ""
        self.under = ""
        """The model that the last game was begun under."""
        self.texts: list[tuple[str, str]] = []

    def before(self, scenario: str) -> ScenarioView:
        """Find a scenario."""
        return next(view for view in self.scenarios() if view.id == scenario)

    def keep_text(self, name: str, text: str) -> Path:
        """Keep a text."""
        self.texts.append((name, text))
        return Path("texts") / f"{name}.txt"

    def sketches(self) -> tuple[ScenarioView, ...]:
        """List the scenarios as they are, at once."""
        return tuple(
            replace(view, levels=(), problem="", sketched=True)
            for view in self.scenarios()
        )

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """List the scenarios."""
        first = ScenarioView(
            id="harbour-strike",
            title=self.text or "Harbour Strike",
            brief=self.text
            or (
                "The pilots will not sail and the island across the strait waits. You "
                "answer for the bread of a city until autumn."
            ),
            player="the harbour council",
            start="Mar 2031",
            turns=MONTHS,
            pace="24 months",
            minutes=15,
            size="2 cards, 3 actors, 3 levers, 0 events, 2 endings",
            endings=2,
            levels=tuple(
                LevelView(
                    number=number,
                    label=label,
                    note="What the council says of it.",
                    standard=number == 3,
                    brief=f"margin over par +{2 * number}; no actor looks ahead",
                    numbers=(f"margin over par +{2 * number}", "cards 2"),
                )
                for number, label in ((1, "Clerk"), (3, "Council"), (5, "Siege"))
            ),
        )
        broken = replace(
            first,
            id="broken",
            title="The Ferry Line",
            problem="ferry.toml, line 14: unknown `ferri`; did you mean `ferry`?",
        )
        return (first, broken)

    def games(self) -> tuple[GameView, ...]:
        """List the saved games."""
        return tuple(
            GameView(
                name=game.name,
                scenario="harbour-strike",
                title="Harbour Strike",
                turn=min(game.turn, MONTHS),
                turns=MONTHS,
                date=DATES[min(game.turn, MONTHS) - 1],
                state="over" if game.is_over else "open",
                ending="A truce on the quays" if game.is_over else "",
                size=4000,
                created="2031-03-01 10:00",
            )
            for game in reversed(self.played.values())
        )

    def results(
        self, scenarios: Sequence[ScenarioView], games: Sequence[GameView]
    ) -> Mapping[str, ResultView]:
        """Tell what the finished games came to."""
        del scenarios, games
        over = [game for game in self.played.values() if game.is_over]
        if not over:
            return {}
        own = ResultView(
            finished=len(over),
            endings=("A truce on the quays",),
            of=2,
            margin=7,
            level=3,
            kept=True,
        )
        return {"harbour-strike": own}

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
        model: str = "",
    ) -> GamePort:
        """Begin a game."""
        self.begun.append((scenario, seed, level))
        self.under = model
        if scenario == "broken":
            raise ChoiceError("`{id}` cannot be played.", id=scenario)
        game = FakeGame(name or f"harbour-{len(self.played) + 1}", text=self.text)
        self.played[game.name] = game
        return game

    def resume(self, game: str) -> GamePort:
        """Open a saved game."""
        return self.played[game]

    def replay(self, game: str) -> FakeReplay:
        """Open a saved game to look at."""
        return FakeReplay(self.played[game])

    def branch(self, game: str, month: int, *, new_luck: bool) -> GamePort:
        """Begin a game from another."""
        self.asked.append(("branch", game, str(month), str(new_luck)))
        return self.new()

    def receive(self, code: str) -> GamePort:
        """Begin a game from a code."""
        self.asked.append(("receive", code))
        if "x" in code:
            raise ShareCodeError("Group 2 of the code is mistyped.")
        return self.new()

    def carry(self, game: str) -> GamePort:
        """Begin a game from the last state of another."""
        self.asked.append(("carry", game))
        return self.new()

    def compare(self, a: str, b: str) -> Pair:
        """Set two games side by side."""
        self.asked.append(("compare", a, b))
        return pair_of(a, b)

    def glance(self, game: str) -> Glance:
        """Return what was worked out: nothing, at first."""
        return glance_of(game, complete=self.looked)

    def look_back(
        self, game: str, tell: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Glance:
        """Work it out at once."""
        del stopped
        tell(1, 2)
        self.looked = True
        return glance_of(game, complete=True)

    def save_report(self, game: str) -> Path:
        """Write nothing."""
        self.asked.append(("report", game))
        return Path("reports") / f"{game}.html"

    def share(self, game: str) -> Shared:
        """Return codes; nobody can take up those of a game called `other`."""
        self.asked.append(("share", game))
        return Shared(
            start="1VWP0-F5FGZ-A09GZ",
            game="-".join(["2ABCD"] * 30),
            scenario="harbour",
            months=3,
            playable=game != "other",
            command="grave-concern --data-dir /games play --code CODE",
        )

    def repair_text(self, game: str) -> tuple[str, ...]:
        """Say what was done."""
        self.asked.append(("repair", game))
        return ("Saved: the turns 1 to 3.",)

    def deleted(self) -> tuple[GameView, ...]:
        """List what was deleted."""
        return tuple(replace(self.games()[0], name=name) for name in self.gone)

    def rename(self, game: str, name: str) -> object:
        """Give a game another name."""
        self.asked.append(("rename", game, name))
        return None

    def note(self, game: str, text: str) -> None:
        """Keep a note."""
        self.asked.append(("note", game, text))

    def delete(self, game: str) -> str:
        """Delete a game."""
        self.asked.append(("delete", game))
        self.gone.append(game)
        return game

    def export(self, game: str, target: str) -> tuple[object, int]:
        """Copy a game."""
        self.asked.append(("export", game, target))
        return target, 4000

    def restore(self, game: str, name: str | None = None) -> object:
        """Bring a game back; one name is taken."""
        self.asked.append(("restore", game, *([name] if name else [])))
        if game == self.taken and name is None:
            raise ExistingGameError("The name {name} is taken.", name=game)
        self.gone.remove(game)
        return None


def matrix_of(turn: int, text: str = "") -> RelationsView:
    """Return three actors of the rows, two of the columns, and one empty cell."""
    sights: tuple[tuple[str, str, Sight, str], ...] = (
        ("ferrin", "us", "exact", "-4"),
        ("union", "us", "estimate", "+2..+5"),
        ("union", "ferrin", "nothing", "not known"),
        ("league", "us", "exact", "+8"),
        ("league", "ferrin", "exact", "0"),
    )
    names = {"ferrin": "Ferrin", "union": "Union", "league": "League", "us": "Council"}
    cells = tuple(
        RelationCell(
            id=f"{owner}_{subject}",
            label=text or f"{names[owner]} towards {names[subject]}",
            note="How they speak of each other.",
            owner=owner,
            subject=subject,
            owner_name=text or names[owner],
            subject_name=text or names[subject],
            sight=sight,
            text=shown,
            change="+1" if sight == "exact" else "",
            direction=int(sight == "exact"),
            shade=n,
        )
        for n, (owner, subject, sight, shown) in enumerate(sights)
    )
    return RelationsView(
        turn=turn,
        date=DATES[min(turn, MONTHS) - 1],
        owners=tuple((k, text or names[k]) for k in ("ferrin", "union", "league")),
        subjects=tuple((k, text or names[k]) for k in ("us", "ferrin")),
        cells=cells,
    )


def pair_of(a: str, b: str) -> Pair:
    """Return two games that part in the second month."""
    points, ledgers = [], []
    for turn, (one, two) in enumerate(((40, 40), (44, 47)), start=1):
        points.append(
            PointPair(
                turn=turn,
                date=DATES[turn - 1],
                a=str(one),
                b=str(two),
                difference=f"{two - one:+d}",
                value=float(two - one),
                values=(float(one), float(two)),
            )
        )
        line = CausePair(
            id="talks", label="Quiet talks", a="0", b="+3", difference="+3", value=3.0,
            by="mine",
        )  # fmt: skip
        ledgers.append(
            LedgerPair(
                turn=turn,
                date=DATES[turn - 1],
                a=f"{one - 40:+d}",
                b=f"{two - 40:+d}",
                difference=f"{two - one:+d}",
                lines=(line,) if two != one else (),
                same="+4" if two != one else "",
                closes=True,
            )
        )
    sides = [
        SideView(
            name=name,
            title="Harbour Strike",
            marks=() if name == a else ("with hindsight",),
            months=2,
            over=False,
            ending="",
        )
        for name in (a, b)
    ]
    gauges = tuple(
        GaugePair(
            id=key, label=label, points=tuple(points), ledgers=tuple(ledgers), note=""
        )
        for key, label, _, _ in GAUGES
    )
    months = (MonthPair(turn=1, date=DATES[0], a=("Talk",), b=("Wait",), same=False),)
    return Pair(
        a=sides[0],
        b=sides[1],
        first=1,
        difference="Turn 1 is decided otherwise.",
        open=False,
        months=months,
        gauges=gauges,
    )


class FakeForecaster:
    """Answers at once, through a pipe as the real one does."""

    def __init__(self) -> None:
        """Open the pipe."""
        self._far, self._near = os.pipe()
        self._answers: list[Answer] = []
        self.asked: list[tuple[str, ...]] = []
        self.bases: list[tuple[str, ...]] = []

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Answer."""
        self.asked += plans
        self.bases.append(base)
        outlooks = {plan: game.outlook(plan) for plan in plans}
        self._answers = [Answer(outlooks=outlooks, final=True)]
        os.write(self._near, b"\0")

    def forget(self) -> None:
        """Drop the newest question; its answer waits, as that of a worker may."""

    def fileno(self) -> int:
        """Return the end that is readable while an answer waits."""
        return self._far

    def take(self) -> Answer | None:
        """Return the answer."""
        os.read(self._far, 1)
        return self._answers.pop() if self._answers else None

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._far)
        os.close(self._near)

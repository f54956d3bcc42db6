"""One course told in views: the only way from a state to what a face shows.

Before the end everything goes by way of observations; at the end it is opened.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from game.engine import SILENCE, ChoiceKind, Line, mandates
from game.outlook import OPEN
from game.report.advice import spoken
from game.report.assessment import assessment
from game.report.bands import bands
from game.report.causes import Causes, Motion
from game.report.codex import codex
from game.report.deliveries import deliveries
from game.report.desk import Desk
from game.report.duties import standing
from game.report.hanging import is_unanswered
from game.report.hints import story_hints
from game.report.known import Known
from game.report.labels import Labels
from game.report.matrix import history, matrix
from game.report.moving import Tolls
from game.report.news import all_news
from game.report.recurring import comings
from game.report.room import restaged, reveal, room
from game.session.advising import advice, questions, said
from game.session.believing import believe
from game.session.choices import Grammar
from game.session.forecasts import assess, foresee
from game.session.staging import Staging, slots_of
from game.session.visible import PlayerJudge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import Tree
    from game.engine import Choice
    from game.outlook import Forecast, Particles
    from game.report.assessed import AssessmentView
    from game.report.assessment import Beliefs
    from game.report.calling import CallsView
    from game.report.entries import EntryView
    from game.report.hints import HintView
    from game.report.known import Advice, Assessment
    from game.report.matrix import RelationsView, RelationView
    from game.report.reviewed import Review
    from game.report.views import NewsTurn, Reveal, Room
    from game.report.whys import Why
    from game.scenario import Scenario
    from game.session.course import Course


class Telling:
    """A course, the scenario's words, and what was assessed in each month."""

    def __init__(
        self,
        scenario: Scenario,
        course: Course,
        *,
        name: str,
        language: str,
        recorded: Sequence[tuple[dict[str, Assessment], dict[str, Advice]]] = (),
        calls: Mapping[tuple[int, str], int] | None = None,
        hindsight: bool = False,
        foretold: Mapping[str, Tree] | None = None,
    ) -> None:
        """Tell a course.

        Args:
            scenario: The scenario.
            course: The course.
            name: The name of the game.
            language: The language of everything told.
            recorded: The chances and the advice of its first months.
            calls: The player's own calls of probability, by turn and adviser.
            hindsight: Whether a month that had been decided was taken back for it.
            foretold: The odds of endings as they stood when its last month was
                decided.
        """
        self.scenario = scenario
        self.course = course
        self.name = name
        self.labels = Labels(scenario, course.model.spec, language)
        self.grammar = Grammar(course.model.choices)
        self.assessments = [chances for chances, _ in recorded]
        self.advice = [heard for _, heard in recorded]
        self.calls = dict(calls or {})
        self.foretold = foretold or {}
        self._hindsight = hindsight
        self._rooms: dict[int, Room] = {}
        self._codex: dict[int, tuple[EntryView, ...]] = {}
        self._beliefs: dict[int, Beliefs] = {}
        self._tolls = Tolls(course.model.spec)
        self._newest: PlayerJudge | None = None
        """The judge that was asked last, for what it has drawn."""
        self._held: Forecast | None = None
        """What the chances of the newest month were read from."""
        self._slots = [slots_of(c, course.model.spec) for c in course.model.choices]

    def assess(self, particles: Particles) -> None:
        """Assess the chances of the current month, unless that was done."""
        course = self.course
        if not course.is_over and len(self.assessments) < course.turn:
            self.believe(particles, course.turn)
            claims = said(self.labels, self.judge(course.turn), course.turn)
            asked = questions(self.labels, claims)
            chances, weighed, self._held = assess(course, particles, asked)
            self.assessments.append(chances)
            self.advice.append(advice(self.labels, claims, weighed))
            particles.rest()

    def foresee(self, plan: tuple[int, ...], particles: Particles) -> None:
        """Work out what the decision of the open month is to do to its chances."""
        chances = self.assessments[self.course.turn - 1]
        found_all = foresee(self.course, plan, particles, self._held)
        for key, found in found_all.items():
            chances[key] = replace(chances[key], foreseen=found)

    def believe(self, particles: Particles, turn: int) -> Beliefs:
        """Return what was believed at an opening, which is worked out once."""
        for month in range(1, turn + 1):
            if month not in self._beliefs:
                found = believe(self.course, self.labels, particles, month)
                self._beliefs[month] = found
        return self._beliefs[turn]

    def assessment(self, particles: Particles, turn: int) -> AssessmentView:
        """Return the assessment of who sits opposite at the opening of a month."""
        beliefs, focus = self.believe(particles, turn), self.judge(turn).focus(turn)
        return assessment(self.known(turn), beliefs, focus)

    def known(self, turn: int) -> Known:
        """Return what is known at the opening of a month."""
        observations = tuple(self.course.observations[:turn])
        months = self.assessments[:turn]
        if months:
            # The opening after the last month is not assessed: nothing can follow.
            months += [months[-1]] * (turn - len(months))
        heard = tuple(self.advice[:turn])
        opened = self._opened if self.course.is_over else None
        return Known(
            self.labels, observations, tuple(months), heard, self.calls, opened
        )

    def speaks(self, adviser: str) -> bool:
        """Tell whether an adviser makes a claim in the turn that is open."""
        turn = self.course.turn
        known = adviser in self.scenario.document.advisers
        judge = self.judge(turn)
        return known and spoken(self.labels, judge, adviser, turn) is not None

    def call(self, adviser: str, percent: int) -> None:
        """Keep a call of the turn that is open."""
        self.calls[self.course.turn, adviser] = percent
        self._rooms.pop(self.course.turn, None)

    def called(self) -> CallsView:
        """Return how the player's own calls turned out so far."""
        from game.report.calling import calls_view  # noqa: PLC0415 - play goes without

        turn = len(self.course.observations)
        return calls_view(self.known(turn), self.judge(turn), self.calls)

    def staging(self, turn: int) -> Staging:
        """Return an empty staging of a month."""
        choices, seen = self.course.model.choices, self.course.observations[turn - 1]
        return Staging(choices, self._slots, seen)

    def room(self, turn: int, staging: Staging) -> Room:
        """Return the situation room of a month."""
        judge = self.judge(turn)
        desk = Desk(
            labels=self.labels,
            choices=self.course.model.choices,
            observation=self.course.observations[turn - 1],
            slots=self._slots,
            staged=staging.staged,
            closed=staging.closed(),
            came=comings(self.course.observations[:turn]),
            tolls=lambda old, new: self._tolls.of(turn, old, new, judge.moving),
        )
        if turn not in self._rooms:
            made = room(self.known(turn), desk, judge, self.name)
            self._rooms[turn] = replace(
                made,
                hindsight=self._hindsight,
                objectives=standing(
                    self.labels.spec,
                    made.objectives,
                    partial(judge.stands, turn=turn),
                    partial(judge.stands, turn=turn - 1) if turn > 1 else None,
                ),
                deliveries=deliveries(self.labels, turn, judge.entering),
            )
        return restaged(self._rooms[turn], desk)

    def hints(self, turn: int, staging: Staging) -> tuple[HintView, ...]:
        """Return what the scenario has to say to a first player in a month."""
        spans = (
            (row.from_turn, row.to_turn or turn)
            for row in self.scenario.document.hints.values()
        )
        if not any(first <= turn <= last for first, last in spans):
            return ()  # before anything is worked out
        return story_hints(self.labels, self.judge(turn), self.room(turn, staging))

    def why(self, turn: int, key: str) -> Why:
        """Return why a number, or a duty `objectives.ID`, moved before `turn`.

        Raises:
            KeyError: If there is no such number that the player can see.
        """
        if key.startswith("objectives."):
            from game.report.summing import why_duty  # noqa: PLC0415 - seldom asked

            return why_duty(self.known(turn), key, self.judge(turn).stands)
        return Causes(self.known(turn)).why(key, self.truth(turn, key))

    def toward(
        self, path: str, staged: tuple[int, ...], particles: Particles, worlds: int
    ) -> Why:
        """Return why the odds of an ending, `endings.ID`, moved, and what it takes.

        Raises:
            KeyError: If there is no such ending.
        """
        from game.report.toward import toward  # noqa: PLC0415 - play goes without
        from game.session.toward import shares  # noqa: PLC0415 - the same

        turn, course, ending = self.course.turn, self.course, path.partition(".")[2]
        if ending not in self.scenario.document.endings:
            raise KeyError(path)
        known, judge = self.known(turn), self.judge(turn)
        found = shares(
            course,
            known,
            ending,
            staged,
            self.foretold,
            particles=particles,
            worlds=worlds,
        )
        return toward(known, ending, found, lambda amount: judge.stands(amount, turn))

    def relations(self) -> RelationsView:
        """Return who stands how towards whom."""
        return matrix(self.known(self.course.turn))

    def relation(self, variable: str) -> RelationView:
        """Return how a relation came to where it stands.

        Raises:
            KeyError: If there is no such relation.
        """
        known = self.known(self.course.turn)
        return history(known, variable, lambda turn: self.truth(turn, variable))

    def news(self) -> tuple[NewsTurn, ...]:
        """Return all headlines so far, the newest turn first."""
        return all_news(self.known(self.course.turn))

    def codex(self, turn: int) -> tuple[EntryView, ...]:
        """Return the background to read, and what is known at an opening.

        Those of the turn that was asked for last are kept.
        """
        if turn not in self._codex:
            self._codex = {turn: codex(self.known(turn))}
        return self._codex[turn]

    def reveal(self, month: int) -> Reveal:
        """Return what a month that was played brought."""
        return reveal(self.known(month + 1), self.carried_out(month))

    def review(self, particles: Particles) -> Review:
        """Return the review; only for a game that is over."""
        from game.report.review import review  # noqa: PLC0415 - play goes without
        from game.session.outcome import outcome  # noqa: PLC0415 - likewise
        from game.session.policies import references  # noqa: PLC0415 - likewise

        found = outcome(self.course, references(self.scenario, self.grammar))
        last = len(self.course.observations)
        beliefs = self.believe(particles, last)
        return review(self.known(last), found, self.judge(last), beliefs)

    def titles(self) -> dict[str, str]:
        """Return labels of gauges, `objectives.ID`, `beliefs.ID`, titles of endings."""
        text, document = self.labels.text, self.scenario.document
        duties = document.objectives
        return {
            **{key: text(f"gauges.{key}.label") for key in document.gauges},
            **{key: text(f"endings.{key}.title") for key in document.endings},
            **{f"objectives.{key}": text(f"objectives.{key}.label") for key in duties},
            **{f"beliefs.{key}": self.labels.hidden(key) for key in bands(self.labels)},
            OPEN: self.labels.say("goes on beyond what is shown"),
        }

    def carried_out(self, month: int) -> tuple[str, ...]:
        """Return as labels what was carried out in a month, defaults included."""
        choices = self.course.model.choices
        decided = self.course.decisions[month - 1]
        played = self.course.step(month)
        accepted = [0] * len(decided)
        if played is not None:
            accepted = played.accepted[:, 0].tolist()
        own = [
            self._done_label(month, choices[place])
            for place, code in zip(decided, accepted, strict=True)
            if code == 0
        ]
        return (*own, *map(self._default_label, self.defaults(month, decided)))

    def _done_label(self, month: int, choice: Choice) -> str:
        """Name what was done in a month, and say so if it got no answer."""
        name, labels = self.labels.choice(choice), self.labels
        happened = self.course.observations[month].happened
        if not is_unanswered(labels.spec, choice.id, happened):
            return name
        return labels.say("{choice}: not answered", choice=name)

    def defaults(self, month: int, decided: Sequence[int]) -> tuple[str, ...]:
        """Return as lines what a month adds to a decision by itself."""
        spec = self.course.model.spec
        seen = self.course.observations[month - 1]
        taken = {self.course.model.choices[place].id for place in decided}
        default = {card.id: card.default for card in spec.cards}
        lines = [
            f"{card.id} {default[card.id]}"
            for card in seen.cards
            if card.left <= 1 and card.id not in taken
        ]
        declared = any(
            self.course.model.choices[place].kind is ChoiceKind.MANDATE
            for place in decided
        )
        due = seen.mandate < 0 and month >= spec.mandate.turn and not declared
        if due and mandates(spec):
            duties = spec.mandate.default or mandates(spec)[0]
            lines.append(" ".join(("declare", *duties)))
        return tuple(lines)

    def _default_label(self, line: str) -> str:
        subject, _, option = line.partition(" ")
        if option == SILENCE:
            return self.labels.happening(f"{subject}.{SILENCE}")
        return self.labels.say(
            "{choice} (by default)",
            choice=self.labels.choice(self.grammar.choices[self.grammar.parse(line)]),
        )

    def opening(self, variable: str) -> float:
        """Return the true first value of a variable, once the game is over.

        Raises:
            LookupError: If it is not.
        """
        if not self.course.is_over:
            raise LookupError(variable)
        places = {row.id: n for n, row in enumerate(self.course.model.spec.variables)}
        return float(self.course.states[0].values[places[variable], 0])

    def judge(self, turn: int) -> PlayerJudge:
        """Return who reads expressions with the eyes of the player."""
        seen, other = self.course.observations[:turn], self._newest
        self._newest = PlayerJudge(self.scenario, self.course.model, seen, other)
        return self._newest

    def _opened(self, turn: int, variable: str) -> Sequence[Line]:
        """Return all causes of the change that led to an opening."""
        motion = self.truth(turn, variable)
        return motion.lines if motion is not None else ()

    def truth(self, turn: int, key: str) -> Motion | None:
        """Return the whole motion of a variable, once the game is over."""
        played = self.course.step(turn - 1)
        if not self.course.is_over or played is None:
            return None
        model = self.course.model
        gauges = {gauge.id: gauge.variable for gauge in model.spec.gauges}
        places = {row.id: place for place, row in enumerate(model.spec.variables)}
        place = places.get(gauges.get(key) or key)
        if place is None:
            return None
        amounts = played.ledger[:, 0].tolist()
        states = self.course.states
        return Motion(
            before=float(states[turn - 2].values[place, 0]),
            after=float(states[turn - 1].values[place, 0]),
            lines=tuple(
                Line(cause=cause.id, amount=amount)
                for cause, amount in zip(model.causes, amounts, strict=True)
                if cause.target == place and amount != 0.0
            ),
        )

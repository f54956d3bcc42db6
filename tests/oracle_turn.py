"""The scalar reference of one month, step by step as the manual numbers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from game.engine.spec import (
    Draw,
    Event,
    Setting,
)
from game.engine.state import ChoiceKind, Closed
from tests.oracle_language import (
    NEVER,
    Moment,
    divide,
    grid,
    high_of,
    low_of,
    qexp,
    running_total,
)
from tests.oracle_lookahead import Thought
from tests.oracle_world import Month, OutOfBoundsError, Pick, World

if TYPE_CHECKING:
    from tests.oracle import Oracle


class Turn:
    """One month of one world, step by step as the page numbers them."""

    def __init__(
        self,
        oracle: Oracle,
        before: World,
        decision: Sequence[int],
        forced: dict[str, int] | None = None,
    ) -> None:
        self.forced = forced or {}
        self.oracle, self.spec, self.luck = oracle, oracle.spec, oracle.luck
        self.before, self.decision = before, decision
        self.world = deepcopy(before)
        self.happened: set[str] = set()
        self.prices: dict[str, float] = {}
        self.amounts: dict[str, float] = {}
        self.accepted: list[int] = []

    def moment(self) -> Moment:
        """Return what is read now, inside the month."""
        world, before = self.world, self.before
        return Moment(
            spec=self.spec,
            variable=before.values,
            previous=before.previous,
            lever=world.levers,
            previous_lever=before.levers,
            type=before.types,
            since=self.since(),
            freshness=world.freshness,
            mandate=self.oracle.declared(world.mandate),
            turn=before.turn,
        ).work_out()

    def since(self) -> dict[str, float]:
        """Return the months since each happening, as read now."""
        return {
            name: 0.0 if name in self.happened else months
            for name, months in self.before.since.items()
        }

    def apply_sets(self, sets: Iterable[Setting]) -> None:
        """Move levers."""
        for setting in sets:
            self.world.levers[setting.lever] = float(setting.rung)

    def play(self) -> Month:
        """Play the steps in order."""
        self.decide()
        self.pass_deadlines()
        self.wear_down()
        chances = self.strike()
        moment = self.moment()
        acts, odds, utilities = self.choose(moment)
        moment.since = self.since()
        ledger = self.add_up(moment)
        self.close()
        if self.before.turn < self.spec.turns:
            self.oracle.deal(self.world)
        self.oracle.read(self.world)
        return Month(
            world=self.world,
            ledger=ledger,
            accepted=self.accepted,
            happened=sorted(self.happened),
            acts=acts,
            odds=odds,
            utilities=utilities,
            chances=chances,
        )

    def decide(self) -> None:
        """Step 1."""
        oracle, before = self.oracle, self.before
        moment = oracle.opening(before)
        spent = used = 0.0
        taken: set[tuple[ChoiceKind, str]] = set()
        carried: list[Pick] = []
        for index in self.decision:
            if index < 0:
                self.accepted.append(-1)
                continue
            pick = oracle.picks[index]
            reason = Closed.TAKEN
            if (pick.kind, pick.owner) not in taken:
                reason = oracle.barred(before, moment, pick)
            cost = oracle.cost(before, moment, pick)
            if not reason:
                sums = (cost, spent + cost, used)
                reason = oracle.afford(before, moment, pick, sums)
            self.accepted.append(int(reason))
            if reason is Closed.OPEN:
                taken.add((pick.kind, pick.owner))
                carried.append(pick)
                spent += cost
                used += pick.slots
                self.prices[pick.owner] = cost
        self.carry_out(carried)
        self.declare_default()

    def carry_out(self, carried: list[Pick]) -> None:
        """Let what was accepted take place: levers first, then the settings."""
        world = self.world
        for pick in carried:
            if pick.lever is not None:
                world.levers[pick.owner] = float(pick.rung)
        for pick in carried:
            if pick.option is not None:
                self.happened |= {pick.owner, f"{pick.owner}.{pick.option.id}"}
                world.opened[pick.owner] = 0.0
                self.apply_sets(pick.option.sets)
            elif pick.initiative is not None:
                self.happened.add(pick.owner)
                self.apply_sets(pick.initiative.sets)
            elif pick.kind is ChoiceKind.MANDATE:
                world.mandate = float(pick.mandate)
                world.declared += 1.0

    def declare_default(self) -> None:
        """Declare the default mandate if it is time."""
        oracle, before, world = self.oracle, self.before, self.world
        terms = self.spec.mandate
        if oracle.mandates and before.turn >= terms.turn and world.mandate < 0:
            world.mandate = 0.0
            if terms.default is not None:
                lead, first, second = terms.default
                named = (lead, min(first, second), max(first, second))
                world.mandate = float(oracle.mandates.index(named))

    def pass_deadlines(self) -> None:
        """Step 2."""
        for card in self.spec.cards:
            opened = self.world.opened[card.id]
            if opened > 0 and self.before.turn - opened + 1 >= card.deadline:
                self.happened |= {card.id, f"{card.id}.{card.default}"}
                self.world.opened[card.id] = 0.0
                for option in card.options:
                    if option.id == card.default:
                        self.apply_sets(option.sets)

    def wear_down(self) -> None:
        """Settle the freshness of the initiatives used."""
        for item in self.spec.initiatives:
            if item.id in self.happened:
                again = self.before.since[item.id] <= item.window
                old = self.before.freshness[item.id]
                self.world.freshness[item.id] = grid(old * item.wear) if again else 1.0

    def strike(self) -> list[float]:
        """Step 3."""
        moment, turn = self.moment(), self.before.turn
        chances: list[float] = []
        struck: list[Event] = []
        for event in self.spec.events:
            since = self.before.since[event.id]
            blocked = event.once and since < NEVER
            blocked = blocked or (event.cooldown > 0 and since <= event.cooldown)
            hazard = low_of(1.0, high_of(0.0, moment.number(event.hazard)))
            if blocked or event.turn not in {0, turn}:
                hazard = 0.0
            chances.append(hazard)
            u = self.luck.uniform(f"event:{event.id}", turn, self.before.world)
            if u < hazard or (self.before.raised[event.id] and not blocked):
                struck.append(event)
        for event in struck:
            self.happened.add(event.id)
            self.apply_sets(event.sets)
        for line in self.spec.red_lines:
            if self.before.raised[line.id]:
                self.happened.add(line.id)
        return chances

    def choose(
        self, moment: Moment
    ) -> tuple[list[int], list[list[float]], list[list[float]]]:
        """Step 5."""
        acts: list[int] = []
        odds: list[list[float]] = []
        utilities: list[list[float]] = []
        for rule in self.spec.rules:
            wanted = [moment.number(option.utility) for option in rule.options]
            if rule.ahead:
                thought = Thought(self.oracle, self.before, self.decision, rule)
                more = [thought.expected(place) for place in range(len(wanted))]
                wanted = [u + m for u, m in zip(wanted, more, strict=True)]
            weights = [qexp(divide(u, rule.temperature)) for u in wanted]
            running = running_total(weights)
            u = self.luck.uniform(
                f"rule:{rule.id}", self.before.turn, self.before.world
            )
            below = [place for place, r in enumerate(running) if u * running[-1] < r]
            act = (below or [len(running) - 1])[0]
            acts.append(self.forced.get(rule.id, act))
            odds.append([divide(weight, running[-1]) for weight in weights])
            utilities.append(wanted)
        for rule, act in zip(self.spec.rules, acts, strict=True):
            self.happened.add(f"{rule.id}.{rule.options[act].id}")
        return acts, odds, utilities

    def draw(self, kind: Draw, stream: str) -> float:
        """Draw what multiplies an effect."""
        turn, number = self.before.turn, self.before.world
        if kind is Draw.NORMAL:
            return self.luck.normal(stream, turn, number)
        first = self.luck.uniform(stream, turn, number)
        if kind is Draw.UNIFORM:
            return first
        return first * self.luck.uniform(stream, turn, number, 1)

    def add_up(self, moment: Moment) -> list[float]:
        """Steps 6 and 7."""
        before, world = self.before, self.world
        amounts: dict[str, float] = {}
        for effect in self.spec.effects:
            amount = moment.number(effect.amount)
            if effect.draw is not Draw.NONE:
                amount *= self.draw(effect.draw, f"effect:{effect.id}")
            amount = grid(amount)
            if not abs(amount) < 2.0**31:
                raise OutOfBoundsError(effect.id)
            chain = world.delays[effect.id]
            for place, content in enumerate(before.delays[effect.id]):
                out = grid(content * effect.rate)
                chain[place] = content + amount - out
                amount = out
            amounts[f"effect:{effect.id}"] = amount
        for name, cost in self.prices.items():
            amounts[f"price:{name}"] = 0.0 - cost
        for v in self.spec.variables:
            if v.rate:
                drift = grid(v.rate * (v.rest - before.values[v.id]))
                amounts[f"drift:{v.id}"] = drift
        new = dict(before.values)
        for cause, target in self.oracle.causes:
            new[target] += amounts.get(cause, 0.0)
        for v in self.spec.variables:
            limit = low_of(v.high, high_of(v.low, new[v.id])) - new[v.id]
            amounts[f"limit:{v.id}"] = limit
            total = abs(before.values[v.id]) + sum(
                abs(amounts.get(cause, 0.0))
                for cause, target in self.oracle.causes
                if target == v.id
            )
            assert total < 2.0**33, "sums are exact only below this"
            world.values[v.id] = new[v.id] + limit
        return [amounts.get(cause, 0.0) for cause, _ in self.oracle.causes]

    def close(self) -> None:
        """Step 8."""
        spec, world, before = self.spec, self.world, self.before
        since = self.since()
        moment = self.moment()
        moment.variable, moment.previous = world.values, before.values
        moment.work_out()
        for line in spec.red_lines:
            reached = moment.number(line.watches) >= before.thresholds[line.id]
            world.raised[line.id] = float(reached and since[line.id] >= NEVER)
        for event in spec.events:
            spent = event.once and since[event.id] < NEVER
            rests = event.cooldown > 0 and since[event.id] + 1 <= event.cooldown
            fires = moment.truth(event.trigger) and not spent and not rests
            world.raised[event.id] = float(fires)
        for place in sorted(
            range(len(spec.endings)), key=lambda n: (spec.endings[n].rank, n)
        ):
            ending = spec.endings[place]
            holds = moment.truth(ending.when)
            held = before.held[ending.id] + 1.0 if holds else 0.0
            world.held[ending.id] = held
            if ending.early:
                reached = holds and held >= ending.hold
            else:
                reached = holds and before.turn == spec.turns
            if reached and world.ending < 0:
                world.ending, world.ended = float(place), float(before.turn)
        world.since = {
            name: months + 1.0 if months < NEVER else months
            for name, months in since.items()
        }
        world.previous = dict(before.values)
        world.turn = before.turn + 1

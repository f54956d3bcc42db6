"""A scalar reference of the turn: one world, plain Python, no numpy.

Written from the manual page on the turn, independently of the engine: where the
two disagree in one bit, one of them or the page is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from hashlib import blake2b
from itertools import combinations

from game.engine.expression import Expression, Truth
from game.engine.intelligence import Report
from game.engine.spec import Card, Prior, Spec
from game.engine.state import ChoiceKind, Closed
from tests.oracle_language import (
    NEVER,
    Luck,
    Moment,
    draw_prior,
    grid,
    high_of,
    linked_uniform,
    low_of,
    rint,
    running_total,
)
from tests.oracle_turn import Turn
from tests.oracle_world import Month, OutOfBoundsError, Pick, World, binary64

__all__ = ["Luck", "Month", "Oracle", "OutOfBoundsError", "World"]


class Oracle:
    """The reference of one Spec."""

    def __init__(self, spec: Spec, luck: Luck) -> None:
        self.spec = spec
        self.luck = luck
        names = [o.id for o in spec.objectives]
        self.mandates: list[tuple[str, str, str]] = []
        if len(names) >= 3:
            for lead in names:
                rest = [name for name in names if name != lead]
                self.mandates += [(lead, a, b) for a, b in combinations(rest, 2)]
        self.picks: list[Pick] = []
        for card in spec.cards:
            self.picks += [
                Pick(ChoiceKind.CARD, card.id, option.slots, card=card, option=option)
                for option in card.options
            ]
        for item in spec.initiatives:
            kind = ChoiceKind.INITIATIVE
            self.picks.append(Pick(kind, item.id, item.slots, initiative=item))
        for lever in spec.levers:
            self.picks += [
                Pick(ChoiceKind.LEVER, lever.id, lever.slots, lever=lever, rung=rung)
                for rung in range(len(lever.rungs))
            ]
        for row in range(len(self.mandates)):
            self.picks.append(Pick(ChoiceKind.MANDATE, "declare", mandate=row))
        self.happenings = sorted(
            [e.id for e in spec.events]
            + [r.id for r in spec.red_lines]
            + [f"{r.id}.{o.id}" for r in spec.rules for o in r.options]
            + [i.id for i in spec.initiatives]
            + [c.id for c in spec.cards]
            + [f"{c.id}.silence" for c in spec.cards]
            + [f"{c.id}.{o.id}" for c in spec.cards for o in c.options],
        )
        priced = ["declare"] if self.mandates else []
        priced += [c.id for c in spec.cards]
        priced += [i.id for i in spec.initiatives]
        priced += [lever.id for lever in spec.levers]
        budget = spec.desk.budget
        self.causes = [(f"effect:{e.id}", e.target) for e in spec.effects]
        self.causes += [(f"price:{name}", budget) for name in priced]
        self.causes += [(f"drift:{v.id}", v.id) for v in spec.variables if v.rate]
        self.causes += [(f"limit:{v.id}", v.id) for v in spec.variables]

    # Openings

    def begin(self, world: int) -> World:
        """Open a game."""
        spec, luck = self.spec, self.luck

        def drawn(stream: str, prior: Prior) -> float:
            return draw_prior(prior, linked_uniform(spec, luck, stream, prior, world))

        values = {
            v.id: low_of(v.high, high_of(v.low, drawn(f"start:{v.id}", v.start)))
            for v in spec.variables
        }
        fresh = World(
            turn=1,
            world=world,
            values=values,
            previous=dict(values),
            levers={lever.id: float(lever.start) for lever in spec.levers},
            delays={e.id: [0.0] * e.stages for e in spec.effects},
            since=dict.fromkeys(self.happenings, NEVER),
            freshness={i.id: 1.0 for i in spec.initiatives},
            opened={c.id: 0.0 for c in spec.cards},
            raised={e.id: 0.0 for e in spec.events}
            | {line.id: 0.0 for line in spec.red_lines},
            held={e.id: 0.0 for e in spec.endings},
            types={t.id: drawn(f"type:{t.id}", t.prior) for t in spec.types},
            thresholds={
                r.id: drawn(f"threshold:{r.id}", r.threshold) for r in spec.red_lines
            },
            biases={
                e.id: luck.normal(f"bias:{e.id}", 0, world) for e in spec.estimates
            },
            readings={},
            reports={},
        )
        self.deal(fresh)
        self.read(fresh)
        return fresh

    def opening(self, world: World) -> Moment:
        """Return what is read at an opening."""
        return Moment(
            spec=self.spec,
            variable=world.values,
            previous=world.previous,
            lever=world.levers,
            previous_lever=world.levers,
            type=world.types,
            since=world.since,
            freshness=world.freshness,
            mandate=self.declared(world.mandate),
            turn=world.turn,
        ).work_out()

    def declared(self, mandate: float) -> tuple[str, ...]:
        """Return the mandate in force."""
        return self.mandates[int(mandate)] if mandate >= 0 else ()

    def deal(self, world: World) -> None:
        """Let cards come up."""
        moment = self.opening(world)
        ready: list[Card] = []
        order = sorted(self.spec.cards, key=lambda c: (not c.family, c.rank, c.id))
        for card in order:
            family = card.family or card.id
            kin = [c.id for c in order if family in {c.id, c.family}]
            since = min(world.since[name] for name in kin)
            worn_out = card.once and since < NEVER
            rests = card.cooldown > 0 and since <= card.cooldown
            lies = any(world.opened[name] > 0.0 for name in kin)
            later = any(other.id in kin for other in ready)
            absent = not lies and not later and not worn_out and not rests
            if absent and moment.truth(card.when) and world.ending < 0:
                ready.append(card)
        ready.sort(key=lambda card: card.id)
        chance = self.luck.opening.uniform("deck:chance", world.turn, world.world)
        for duty, stream in ((True, "deck:duty"), (False, "deck:optional")):
            among = [card for card in ready if card.duty is duty]
            if not among or (not duty and not chance < self.spec.desk.optional):
                continue
            highest = max(card.priority for card in among)
            among = [card for card in among if card.priority == highest]
            running = running_total(card.weight for card in among)
            u = self.luck.opening.uniform(stream, world.turn, world.world)
            for card, so_far in zip(among, running, strict=True):
                if u * running[-1] < so_far:
                    world.opened[card.id] = float(world.turn)
                    break

    def read(self, world: World) -> None:
        """Take the readings of an opening."""
        spans = {v.id: (v.low, v.high) for v in self.spec.variables}
        moment = self.opening(world)
        for e in self.spec.estimates:
            z = self.luck.opening.normal(f"reading:{e.id}", world.turn, world.world)
            focus = low_of(1048576.0, high_of(0.0, moment.number(e.focus)))
            noise = e.noise * (1.0 if math.isnan(focus) else focus)
            seen = world.values[e.variable] + e.bias * world.biases[e.id] + noise * z
            low, high = spans[e.variable]
            world.readings[e.id] = grid(low_of(high, high_of(low, seen)))
        hidden = world.types | world.thresholds | world.values
        for report in self.spec.reports:
            world.reports[report.id] = -1.0
            if moment.truth(report.when):
                world.reports[report.id] = self.tell(world, moment, report, hidden)

    def tell(
        self, world: World, moment: Moment, report: Report, hidden: dict[str, float]
    ) -> float:
        """Return the band that a report names."""
        u0, u1, u2 = (
            self.luck.opening.uniform(
                f"report:{report.id}", world.turn, world.world, index
            )
            for index in range(3)
        )
        bands = list(range(len(report.cuts) + 1))
        true = len([cut for cut in report.cuts if cut <= hidden[report.about]])
        if u0 < low_of(1.0, high_of(0.0, moment.number(report.planted))):
            return float(report.plant)
        if u1 < low_of(1.0, high_of(0.0, moment.number(report.right))):
            return float(true)
        others = [band for band in bands if band != true]
        return float(others[math.floor(u2 * len(others))])

    # Legality

    def cost(self, world: World, moment: Moment, pick: Pick) -> float:
        """Return the price of a choice, if it applies at all."""
        spec = self.spec
        if pick.option is not None:
            waited = world.turn - world.opened[pick.owner]
            raw = high_of(0.0, moment.number(pick.option.cost))
            raw += pick.option.delay * waited
        elif pick.initiative is not None:
            raw = high_of(0.0, moment.number(pick.initiative.cost))
        elif pick.lever is not None:
            up = pick.rung > world.levers[pick.owner]
            raw = moment.number(pick.lever.up if up else pick.lever.down)
            raw = high_of(0.0, raw)
        else:
            raw = high_of(0.0, spec.mandate.cost if world.declared else 0.0)
        cost = grid(raw)
        return cost if math.isfinite(cost) else math.inf

    def barred(self, world: World, moment: Moment, pick: Pick) -> Closed:
        """Tell why a choice is not open, capital and desk apart."""
        if world.ending >= 0 or world.turn > self.spec.turns:
            return Closed.OVER
        if self.absent(world, pick):
            return Closed.NOT_NOW
        requires: Expression = Truth(True)
        distance = 0.0
        if pick.option is not None:
            requires = pick.option.requires
        elif pick.initiative is not None:
            requires = pick.initiative.requires
        elif pick.lever is not None:
            requires = pick.lever.rungs[pick.rung].requires
            distance = abs(pick.rung - world.levers[pick.owner])
            if distance == 0.0:
                return Closed.SAME
        if not moment.truth(requires):
            return Closed.REQUIREMENT
        limit = pick.lever.max_step if pick.lever is not None else 0
        return Closed.STEP if distance > limit else Closed.OPEN

    def absent(self, world: World, pick: Pick) -> bool:
        """Tell whether there is nothing to answer, use or declare now."""
        if pick.card is not None:
            return world.opened[pick.owner] == 0.0
        if pick.initiative is not None:
            rest = pick.initiative.cooldown
            return rest > 0 and world.since[pick.owner] <= rest
        terms = self.spec.mandate
        again = world.declared == 1 and world.turn >= terms.again
        may = world.turn >= terms.turn and (world.declared == 0 or again)
        return pick.kind is ChoiceKind.MANDATE and not may

    def desk(self, moment: Moment) -> float:
        """Return the slots of the month."""
        slots = rint(high_of(0.0, moment.number(self.spec.desk.slots)))
        return slots if math.isfinite(slots) else 0.0

    def legal(self, world: World) -> tuple[list[int], list[float]]:
        """Return why each choice is closed, taken alone, and its price."""
        moment = self.opening(world)
        closed: list[int] = []
        costs: list[float] = []
        for pick in self.picks:
            reason = self.barred(world, moment, pick)
            cost = self.cost(world, moment, pick)
            if reason in {Closed.NOT_NOW, Closed.SAME, Closed.OVER}:
                cost = 0.0
            reason = reason or self.afford(world, moment, pick, (cost, cost, 0.0))
            closed.append(reason)
            costs.append(cost)
        return closed, costs

    def afford(
        self,
        world: World,
        moment: Moment,
        pick: Pick,
        sums: tuple[float, float, float],
    ) -> Closed:
        """Test capital and desk; `sums` are the cost, the sum with it, slots used."""
        cost, spent, used = sums
        if cost != 0.0 and not spent <= world.values[self.spec.desk.budget]:
            return Closed.CAPITAL
        if pick.slots != 0 and not used + pick.slots <= self.desk(moment):
            return Closed.SLOTS
        return Closed.OPEN

    # The turn

    def step(
        self,
        before: World,
        decision: Sequence[int],
        forced: dict[str, int] | None = None,
    ) -> Month:
        """Play one month; `forced` are the options of rules that are given."""
        if before.ending >= 0:
            return self.frozen(before, decision)
        return Turn(self, before, decision, forced).play()

    def closing(self, before: World, after: World) -> Moment:
        """Return what was read at the close of a month."""
        return Moment(
            spec=self.spec,
            variable=after.values,
            previous=after.previous,
            lever=after.levers,
            previous_lever=before.levers,
            type=after.types,
            since={n: m - 1.0 if m < NEVER else m for n, m in after.since.items()},
            freshness=after.freshness,
            mandate=self.declared(after.mandate),
            turn=before.turn if before.ending < 0 else int(before.ended),
        ).work_out()

    def frozen(self, before: World, decision: Sequence[int]) -> Month:
        """Return a month in which nothing happens."""
        world = deepcopy(before)
        world.turn += 1
        return Month(
            world=world,
            ledger=[0.0] * len(self.causes),
            accepted=[-1 if index < 0 else Closed.OVER for index in decision],
            happened=[],
            acts=[-1] * len(self.spec.rules),
            odds=[[0.0] * len(rule.options) for rule in self.spec.rules],
            utilities=[[0.0] * len(rule.options) for rule in self.spec.rules],
            chances=[0.0] * len(self.spec.events),
        )

    def digest(self, world: World) -> dict[str, str]:
        """Return the digests of a world."""
        parts = {
            "variables": "values previous",
            "delays": "delays",
            "levers": "levers mandate declared",
            "memory": "since freshness opened raised held ending ended readings",
        }
        if self.spec.reports:
            parts["memory"] += " reports"
        rows = world.rows()
        whole = blake2b(world.turn.to_bytes(8, "little"), digest_size=16)
        found = {}
        for part, names in parts.items():
            hashed = blake2b(digest_size=16)
            for name in names.split():
                hashed.update(name.encode() + b"\0")
                hashed.update(len(rows[name]).to_bytes(8, "little"))
                for value in rows[name]:
                    hashed.update(binary64(value + 0.0))
            found[part] = hashed.hexdigest()
            whole.update(hashed.digest())
        found["whole"] = whole.hexdigest()
        return found

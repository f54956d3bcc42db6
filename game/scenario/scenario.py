"""A checked scenario: its document, its texts, and its Spec at every level."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from game.engine.expression import Expression, Read, Source, all_reads
from game.engine.spec import Spec
from game.engine.weight import MOST_BYTES, world_bytes
from game.errors import ScenarioError
from game.scenario.calendar import Calendar, calendar_of
from game.scenario.compile import STANDARD_LEVEL, compile_spec, standard
from game.scenario.document import Document
from game.scenario.effects import EffectInfo
from game.scenario.fields import LABEL_LIMIT, Words, english, translated
from game.scenario.formulas import ZERO, Formulas
from game.scenario.hashing import hash_of, plain
from game.scenario.history import policies_of
from game.scenario.levels import (
    LevelChanges,
    ParamChange,
    changes,
    is_on,
    overrides,
    settings,
    switches,
)
from game.scenario.meaning import Meaning
from game.scenario.names import Names
from game.scenario.resolve import mean
from game.scenario.rival import (
    STANDARD,
    drawn_params,
    draws_model,
    told_models,
    with_model_drawn,
)
from game.scenario.sight import Sight, sight_of
from game.scenario.units import several, shared_units
from game.text import clean


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A scenario without errors.

    Made by `check` and `load`; everything in it is checked and cleaned.
    """

    document: Document
    files: Mapping[str, str]
    """The texts as loaded, by name, the root first; in a game its record has them."""
    names: Names
    meanings: Mapping[str, Meaning]
    """Every expression of the file by its dotted path."""
    written: Mapping[str, str]
    """Every expression as written, by the same paths."""
    texts: Mapping[str, Mapping[str, str]]
    """Language to text, by dotted path."""
    model: str = ""
    """The rival model that it is played under; empty for the file as it is."""
    _specs: dict[int, tuple[Spec, tuple[EffectInfo, ...]]] = field(
        default_factory=dict,
        compare=False,
        repr=False,
    )
    _memory: dict[tuple[object, bool], Expression] = field(
        default_factory=dict,
        compare=False,
        repr=False,
    )

    @property
    def id(self) -> str:
        """Return the scenario's id."""
        return self.document.scenario.id

    @cached_property
    def calendar(self) -> Calendar:
        """Return when every turn begins."""
        return calendar_of(self.document.scenario)

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """Return the lines of every policy of the file by name, its record among them.

        The record of [history] is the policy `history`.
        """
        written = {key: row.lines for key, row in self.document.policies.items()}
        return {**written, **dict(policies_of(self.document.history, self.calendar))}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """Return the levels of difficulty that can be played, lowest first."""
        found = {row.level for row in self.document.difficulty.values()}
        return tuple(sorted(found or {STANDARD_LEVEL}))

    @cached_property
    def standard_level(self) -> int:
        """Return the level that is played unless another is asked for."""
        row = standard(self.document)
        return row.level if row else STANDARD_LEVEL

    def under(self, model: str) -> Self:
        """Return the scenario as it is played under a rival model.

        Args:
            model: its id; empty, or `standard`, for the file as it is.

        Raises:
            ScenarioError: if the scenario has no such model.
        """
        chosen = "" if model == STANDARD else model
        if chosen == self.model:
            return self
        if chosen and chosen not in self.document.models:
            raise ScenarioError(
                "There is no model '{model}' here. The models are {models}.",
                model=clean(chosen, limit=LABEL_LIMIT),
                models=", ".join((STANDARD, *sorted(self.document.models))),
            )
        return dataclasses.replace(self, model=chosen, _specs={})

    def draws_model(self, level: int) -> bool:
        """Tell whether a model is drawn for each world, unseen, at a level."""
        return draws_model(self.document, level)

    @cached_property
    def mechanics(self) -> str:
        """Return the SHA-256 of everything that reaches the engine."""
        levels = [
            [row.level, row.standard, sorted(row.params.items())]
            for row in self.document.difficulty.values()
        ]
        return hash_of(
            [
                plain(self._base[0]),
                sorted(levels),
                *self._foresights(),
                *self._switches(),
                *told_models(self.document, self.model),
            ]
        )

    def _switches(self) -> Iterator[object]:
        """Yield which rows are on at which levels, which no one Spec tells."""
        for home, key, row in switches(self.document):
            # Off, a rule takes its first option, so its place counts too.
            first = self.document.rules[key].options[0].id if home == "rules" else ""
            yield [f"{home}.{key}", row.from_level, row.to_level, first]

    def _foresights(self) -> Iterator[object]:
        """Yield who looks ahead, and from which level, which no one Spec tells."""
        for key, rule in sorted(self.document.rules.items()):
            if rule.looks_ahead is not None:
                terms = rule.looks_ahead
                wants = self.meanings[f"rules.{key}.looks_ahead.wants"].expression
                known = [terms.months, terms.worlds, terms.from_level]
                yield [key, *known, plain(wants)]

    def _foresees(self, level: int) -> bool:
        """Tell whether some actor looks ahead at a level."""
        foresights = [rule.looks_ahead for rule in self.document.rules.values()]
        return any(one is not None and one.from_level <= level for one in foresights)

    @cached_property
    def _base(self) -> tuple[Spec, tuple[EffectInfo, ...]]:
        """The Spec with the params' own values, of no level yet."""
        formulas = Formulas(self.meanings, {})
        return compile_spec(self.document, formulas, level=0, mechanics="")

    @cached_property
    def content(self) -> str:
        """Return the SHA-256 of the whole document, texts and sources included."""
        return hash_of(self.document.model_dump(mode="json", by_alias=True))

    def spec(self, level: int | None = None) -> Spec:
        """Return the Spec of a level; the standard one when none is given.

        Raises:
            ScenarioError: if the scenario has no such level, or is too large.
        """
        return self._compiled(level)[0]

    def effect_info(self, effect: str) -> EffectInfo:
        """Return where an effect of the engine comes from, by its id."""
        return self._info[effect]

    @cached_property
    def _info(self) -> Mapping[str, EffectInfo]:
        return {info.id: info for info in self._base[1]}

    def _compiled(self, level: int | None) -> tuple[Spec, tuple[EffectInfo, ...]]:
        chosen = self.standard_level if level is None else level
        if chosen not in self.levels:
            raise ScenarioError(
                "There is no level {level} here. The levels are {levels}.",
                level=chosen,
                levels=", ".join(map(str, self.levels)),
            )
        if chosen not in self._specs:
            made = self._of_level(chosen, self.params(chosen))
            _check_weight(self.id, made[0])
            self._specs[chosen] = made
        return self._specs[chosen]

    def params(self, level: int) -> Mapping[str, float]:
        """Return the params that a level, and the model played under, change."""
        rows = self.document.difficulty.values()
        own = next((row.params for row in rows if row.level == level), {})
        return {**own, **self.document.models[self.model].params} if self.model else own

    def expression(self, path: str, level: int | None = None) -> Expression:
        """Return the expression at a dotted path, with the params of a level.

        Raises:
            KeyError: there is no expression at the path.
        """
        if path not in self.meanings:
            raise KeyError(path)
        params = self.params(self.standard_level if level is None else level)
        return Formulas(self.meanings, params).get(path)

    def _of_level(
        self,
        level: int,
        params: Mapping[str, float],
    ) -> tuple[Spec, tuple[EffectInfo, ...]]:
        fixed = overrides(self.document, level)
        if self.draws_model(level):
            return self._with_model_drawn(level, params, fixed)
        if not params and not fixed and not self._foresees(level):
            spec, info = self._base
            named = dataclasses.replace(spec, level=level, mechanics=self.mechanics)
            return named, info
        return compile_spec(
            self.document,
            Formulas(self.meanings, params, fixed),
            level=level,
            mechanics=self.mechanics,
        )

    def _with_model_drawn(
        self,
        level: int,
        params: Mapping[str, float],
        fixed: Mapping[str, Expression],
    ) -> tuple[Spec, tuple[EffectInfo, ...]]:
        if self.model:
            raise ScenarioError(
                "At level {level} one of the models is drawn unseen. Choose no model,"
                " or another level.",
                level=level,
            )
        drawn = drawn_params(self.document, params)
        spec, info = compile_spec(
            self.document,
            Formulas(self.meanings, {**params, **drawn}, fixed),
            level=level,
            mechanics=self.mechanics,
        )
        return with_model_drawn(spec, self.document), info

    def is_on(self, path: str, level: int) -> bool:
        """Tell whether a row, by its dotted path, is on at a level."""
        return is_on(self.document, path, level)

    def changes(self, level: int) -> LevelChanges:
        """Return what a level changes against the standard one, as plain values."""
        return changes(self.document, level)

    def settings(self, level: int) -> tuple[ParamChange, ...]:
        """Return every param that some level changes, as it is at one of them."""
        return settings(self.document, level)

    def text(self, path: str, language: str) -> str:
        """Return the text at a dotted path in a language, else in English.

        List entries are named by their ids: `agenda.x.options.y.label`. A text
        that the file does not have is empty.
        """
        found = self.texts.get(path, {})
        return found.get(language) or found.get("en", "")

    def param_name(self, param: str, language: str) -> str:
        """Return what a param is called, or its id in words."""
        return self.text(f"params.{param}.label", language) or param.replace("_", " ")

    def unit(self, variable: str, language: str) -> str:
        """Return the unit of a variable in a language, or empty."""
        return several(self.unit_forms(variable, language))

    def unit_forms(self, variable: str, language: str) -> str:
        """Return the unit of a variable as it is written: `step|steps`, or `%`."""
        row = self.document.variables[variable]
        told = self.texts.get(f"variables.{variable}.unit", {}).get(language)
        return told or self._unit(row.unit, language)

    def unit_in(self, unit: Words | str | None, language: str) -> str:
        """Return a unit in a language, in the form that stands behind most numbers."""
        return several(self._unit(unit, language))

    def _unit(self, unit: Words | str | None, language: str) -> str:
        """Return a unit in a language, in all its forms.

        A plain string that another row of the file gives as a text is told as there,
        so a unit that many rows share is translated once.
        """
        name = english(unit)
        shared = self._units.get((several(name), language), name)
        found = translated(unit, language) or shared
        return clean(found, limit=LABEL_LIMIT)

    @cached_property
    def _units(self) -> Mapping[tuple[str, str], str]:
        return shared_units(self.document)

    def citation(self, source: str, language: str) -> str:
        """Return what a source is called in a language; empty if there is none."""
        row = self.document.sources.get(source)
        title = english(row.title) if row is not None else ""
        return self.text(f"sources.{source}.title", language) or title

    def expression_source(self, path: str) -> str:
        """Return an expression as written in the file; empty if there is none."""
        return self.written.get(path, "")

    def parameters_of(self, path: str) -> tuple[str, ...]:
        """Return the params read at a dotted path or anywhere under it.

        Derived quantities are followed, so a param that acts through one counts.
        """
        found: set[str] = set()
        under = f"{path}."
        for name, meaning in self.meanings.items():
            if name == path or name.startswith(under):
                found.update(meaning.params)
                for read in self._all_reads(meaning.expression or ZERO):
                    if read.source is Source.DERIVED:
                        found.update(self.meanings[f"derived.{read.id}.expr"].params)
        return tuple(sorted(found))

    def compile_expression(
        self,
        written: str | float | bool,  # noqa: FBT001 - a file may hold any of the three
        truth: bool,  # noqa: FBT001 - the type asked for
    ) -> Expression:
        """Return the tree of an expression, with the params' own values.

        Raises:
            ScenarioError: if it is not an expression of the type asked for.
        """
        key = ((type(written), written), truth)
        if key not in self._memory:
            meaning = mean(written, self.names, truth=truth)
            if meaning.expression is None:
                raise ScenarioError(
                    "'{written}' is not an expression of this scenario.",
                    written=clean(str(written), limit=80),
                )
            self._memory[key] = meaning.expression
        return self._memory[key]

    def reads_exact_only(self, expression: Expression) -> bool:
        """Tell whether an expression reads only what the player sees exactly."""
        return all(self._sight.shows(read) for read in self._all_reads(expression))

    @cached_property
    def _sight(self) -> Sight:
        return sight_of(self.names)

    @cached_property
    def _derived(self) -> Mapping[str, Expression]:
        return {
            key: self.meanings[f"derived.{key}.expr"].expression or ZERO
            for key in self.document.derived
        }

    def _all_reads(self, expression: Expression) -> frozenset[Read]:
        return frozenset(all_reads(expression, self._derived))


def _check_weight(name: str, spec: Spec) -> None:
    """Refuse a crisis of which a game would fill the memory of a small machine."""
    weight = world_bytes(spec)
    if weight > MOST_BYTES:
        raise ScenarioError(
            "The scenario '{name}' is too large to be played: one world of it would"
            " take about {need} KiB of memory, and at most {most} KiB are taken. Join"
            " some of its rules, cards, effects or delays.",
            name=name,
            need=-(-weight // 1024),
            most=MOST_BYTES // 1024,
        )

"""Rival models: other values of some params, chosen for a game or drawn for a world.

A model that is drawn is a hidden type that nobody owns. Its answers are the places of
the models by id, and a param that some of them change becomes an expression over it.
Luck is keyed by name, so nothing else in the world draws otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from game.engine.expression import Expression, Number, Operator, Read, Source
from game.engine.spec import HiddenType, Prior, PriorKind, Spec
from game.scenario.desk import RivalModel
from game.scenario.document import Document
from game.scenario.formulas import apply

DRAWN = "model.drawn"
"""The id of the hidden type that stands for the model: no id of a file has a dot."""
STANDARD = "standard"
"""What stands for the file as it is, wherever a model is named."""


def draws_model(document: Document, level: int) -> bool:
    """Tell whether a model is drawn for each world at a level."""
    return any(
        row.draws_model for row in document.difficulty.values() if row.level == level
    )


def in_place(document: Document) -> tuple[tuple[str, RivalModel], ...]:
    """Return the models in the order of their ids, which the drawn type counts."""
    return tuple(sorted(document.models.items()))


def told_models(document: Document, model: str) -> Iterator[object]:
    """Yield what the hash of the mechanics must know of models.

    A model that is neither played under nor drawn says nothing, so that a file to
    which one is added keeps its hash.
    """
    drawing = sorted(r.level for r in document.difficulty.values() if r.draws_model)
    for key, row in in_place(document):
        if drawing or key == model:
            yield ["model", key, sorted(row.params.items()), row.weight]
    if model:
        yield ["under", model]
    for level in drawing:
        yield ["draws_model", level]


def drawn_params(
    document: Document, params: Mapping[str, float]
) -> Mapping[str, Expression]:
    """Return every param that a model changes, as an expression over the drawn type.

    Args:
        document: the scenario.
        params: the params that the level changes.
    """
    models = in_place(document)
    found: dict[str, Expression] = {}
    for key in sorted({key for _, row in models for key in row.params}):
        usual = params.get(key, document.params[key].value)
        values = [row.params.get(key, usual) for _, row in models]
        tree: Expression = Number(values[-1], key)
        for place in reversed(range(len(values) - 1)):
            is_it = apply(
                Operator.EQUAL, Read(Source.TYPE, DRAWN), Number(float(place))
            )
            tree = apply(Operator.IF, is_it, Number(values[place], key), tree)
        found[key] = tree
    return found


def with_model_drawn(spec: Spec, document: Document) -> Spec:
    """Return a Spec with the hidden type that its params read."""
    models = in_place(document)
    hidden = HiddenType(
        id=DRAWN,
        prior=Prior(
            kind=PriorKind.CHOICE,
            values=tuple(float(place) for place in range(len(models))),
            weights=tuple(row.weight for _, row in models),
        ),
    )
    types = sorted((*spec.types, hidden), key=lambda one: one.id)
    return replace(spec, types=tuple(types))

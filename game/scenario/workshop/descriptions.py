"""What each field of a scenario file is: the words that stand under it in its model."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

from game.scenario.fields import Table


@lru_cache(maxsize=128)
def described(model: type[Table]) -> Mapping[str, str]:
    """Return the words of each field of a table, by the key as written.

    They are read from the source only when somebody asks: a game needs none of them.
    """
    words: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, Table):
            words.update(_written(kind))
    return {
        info.alias or name: words.get(name, "")
        for name, info in model.model_fields.items()
    }


def summary(model: type[Table]) -> str:
    """Return the words of a table as a whole."""
    return inspect.cleandoc(model.__doc__ or "")


def models(root: type[Table] = Table) -> Iterator[type[Table]]:
    """Yield every table that there is, by name."""
    for kind in root.__subclasses__():
        yield kind
        yield from models(kind)


def _written(kind: type[Table]) -> dict[str, str]:
    for node in _tree(kind.__module__).body:
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            return dict(_pairs(node))
    return {}


def _pairs(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            text = " ".join(after.value.value.split())
            yield field.target.id, text


@lru_cache(maxsize=16)
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))

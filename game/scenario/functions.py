"""The functions of the language: their names, and how many arguments each takes."""

from __future__ import annotations

from game.scenario.guesses import nearest
from game.words import Message, message

_INFINITE = 99
ARGUMENTS = {
    "min": (2, _INFINITE),
    "max": (2, _INFINITE),
    "clamp": (3, 3),
    "abs": (1, 1),
    "sqrt": (1, 1),
    "pos": (1, 1),
    "sat": (2, 2),
    "hill": (3, 3),
    "ramp": (3, 3),
    "step": (2, 2),
    "sigmoid": (3, 3),
    "if": (3, 3),
    "div": (3, 3),
    "prev": (1, 1),
    "since": (1, 1),
}
FUNCTIONS = tuple(sorted(ARGUMENTS))


def usage(function: str) -> Message:
    """Return the advice on how a function is written."""
    form = {
        "min": "min(a, b, ...)",
        "max": "max(a, b, ...)",
        "clamp": "clamp(x, low, high)",
        "sat": "sat(x, half)",
        "hill": "hill(x, half, n)",
        "ramp": "ramp(x, low, high)",
        "step": "step(x, at)",
        "sigmoid": "sigmoid(x, mid, width)",
        "if": "if(condition, a, b)",
        "div": "div(x, y, if_zero)",
        "prev": "prev(variable) or prev(lever)",
        "since": "since(happening)",
    }.get(function, f"{function}(x)")
    return message("write {usage}", usage=form)


def guessed(function: str) -> Message:
    """Return the advice on a function that there is not."""
    guess = nearest(function, FUNCTIONS)
    if guess:
        return message("did you mean '{name}'?", name=guess)
    return message("the functions are {names}", names=", ".join(FUNCTIONS))

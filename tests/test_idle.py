"""What is left out is out for as long as it is said, and then can be had."""

from __future__ import annotations

import importlib
import sys

import pytest

from game.idle import never, not_to_be_had, of_no_account

ABSENT = "wave"
"""A module of Python that nothing here has loaded."""


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    sys.modules.pop(ABSENT, None)


def test_what_is_not_to_be_had_can_be_had_later() -> None:
    """An import fails meanwhile; what is there already stays."""
    with not_to_be_had(ABSENT, "sys"):
        assert importlib.import_module("sys") is sys
        with pytest.raises(ImportError):
            importlib.import_module(ABSENT)
    assert hasattr(importlib.import_module(ABSENT), "open")


def test_what_is_of_no_account_holds_classes_of_nothing() -> None:
    """Each name is a class of its own; later the module is itself."""
    with of_no_account(ABSENT, "sys"):
        assert importlib.import_module("sys") is sys
        found = importlib.import_module(ABSENT)
        assert issubclass(found.Wave_read, object)
        assert found.Wave_read is not found.Wave_write
        assert not hasattr(found, "__path__")
    assert hasattr(importlib.import_module(ABSENT), "open")


def test_a_module_that_never_comes_holds_what_it_is_given() -> None:
    """It takes the place of none that is there."""
    never(ABSENT, open=tuple)
    assert importlib.import_module(ABSENT).open is tuple
    never("sys", path=())
    assert sys.path
    del sys.modules[ABSENT]

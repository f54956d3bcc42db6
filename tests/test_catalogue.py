"""The message catalogues are complete, tidy and compiled."""

from __future__ import annotations

import pytest

from tests.catalogue import TRANSLATED, compiled, fields, path_of, read, templates

UPDATE = "run `python -m tests.catalogue`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_template_is_translated_and_none_is_left_over(language: str) -> None:
    """A new sentence wants words, and one that is gone leaves none behind."""
    rows = {row.id: row for row in read(language) if row.id}
    marked = set(templates())
    assert marked - set(rows) == set(), UPDATE
    assert set(rows) - marked == set(), UPDATE
    waiting = [row.id for row in rows.values() if not row.string or row.fuzzy]
    assert waiting == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_fields(language: str) -> None:
    """No field is lost, and none is named that nobody gives."""
    for row in read(language):
        if isinstance(row.id, str) and isinstance(row.string, str) and row.id:
            assert fields(row.id) == fields(row.string), row.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_file_is_that_of_the_written_one(language: str) -> None:
    """What the program reads is what a translator wrote."""
    path = path_of(language)
    assert path.with_suffix(".mo").read_bytes() == compiled(read(language)), UPDATE

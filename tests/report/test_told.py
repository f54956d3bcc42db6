"""What a report says in Korean: the band, with the particle that it asks for."""

from __future__ import annotations

import pytest

from game.report.labels import Labels
from game.report.told import _said
from game.scenario import Severity, check_text
from game.scenario.samples import BASE, REPORT

TEXT = '"The pilot calls the fog {band}."'


@pytest.mark.parametrize(
    ("label", "told"), [("얇음", "얇음이 도선사의"), ("안개", "안개가 도선사의")]
)
def test_particle_follows_the_band(label: str, told: str) -> None:
    """The form is chosen by the last syllable of the label, whatever it holds."""
    text = BASE + REPORT.replace(TEXT, f'{TEXT}, ko = "{{band}}{{이/가}} 도선사의 답."')
    text = text.replace('en = "thin"', f'en = "thin", ko = "{label}"')
    checked = check_text({"a.toml": text}, "a.toml")
    wrong = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
    assert wrong == []
    assert checked.scenario is not None
    labels = Labels(
        scenario=checked.scenario, spec=checked.scenario.spec(), language="ko"
    )
    assert _said(labels, "pilot", 0).startswith(told)

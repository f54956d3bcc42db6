"""The report as a file: whole, harmless, readable without eyes, and one in numbers."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import asdict, fields, is_dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.report.document.building import build
from game.report.document.charts import ticks
from game.report.document.html import html, style
from game.report.document.markdown import markdown
from game.report.document.values import VERSION, AfterAction
from game.report.document.writing import FORMATS, written
from game.report.figures import units
from game.study.hindsight.measuring import measure
from tests.study.test_hindsight import play

if TYPE_CHECKING:
    from pathlib import Path

    from game.session import Table

VOID = {"meta", "br", "hr", "img", "input", "link"}
DRAWN = {"rect", "circle", "line", "path"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{}",
    "]]>--><!--",
    "| a | b |",
    "# heading",
    "- item",
    "1. item",
    "[link](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "https://example.org www.example.org",
    "`code` **bold** _em_ ~~gone~~ $x$",
    "&lt;b&gt; &#x3c;",
    "한국어 \uff1cscript\uff1e",
)


class Parsed(HTMLParser):
    """Every tag with its attributes, in order; tells when one is left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, tuple(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself; only drawings do."""
        assert tag in DRAWN, tag
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the newest tag."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """Return all that is read, spaces as one."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def value(tmp_path_factory: pytest.TempPathFactory) -> AfterAction:
    """Return the report of one game: over, measured, with calls, one turn retried."""
    return told(tmp_path_factory.mktemp("report"), frozenset({2}))


def told(folder: Path, tried: frozenset[int], language: str = "en") -> AfterAction:
    """Play the ferry, measure it, and return its report."""
    from game.session import Table  # noqa: PLC0415 - after the folder is laid out
    from game.session.retrospect import Retrospect  # noqa: PLC0415
    from tests.conftest import FERRY  # noqa: PLC0415

    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "ferry.toml").write_bytes(FERRY.read_bytes())
    (folder / "scenarios" / "DEFAULT").write_text("ferry\n")
    table = Table(data_dir=folder, language=language)
    with table.new(seed=5, name="told") as game:
        for adviser in game.room().advisers:
            game.call(adviser.id, "70")
        play(game, 5)
    seen = table.retrospect("told")
    found = list(measure(seen.finished(), None))[-1]
    records = table._recorded("told").records
    return Retrospect(seen._told, records, tried).after_action(found)


def test_the_page_is_whole_and_fetches_nothing(value: AfterAction) -> None:
    """Every tag is closed, none runs or loads anything, and the policy says so."""
    text = html(build(value))
    page = Parsed(text)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form"}
    attributes = [pair for _, attrs in page.tags for pair in attrs]
    assert not [key for key, _ in attributes if key.startswith("on") or key == "style"]
    for key, link in attributes:
        if key in {"href", "src", "srcset", "action", "data", "xlink:href"}:
            assert (link or "").startswith("#"), link
    assert not re.search(r"(?i)url\(|@import|https?://|//[a-z]", text)
    digest = b64encode(sha256(style().encode()).digest()).decode()
    policies = [
        dict(attrs)["content"] or ""
        for _, attrs in page.tags
        if dict(attrs).get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert f"'sha256-{digest}'" in policies[0]


def test_the_page_can_be_read_without_eyes(value: AfterAction) -> None:
    """Language, headings, and for every chart a title, words and a table."""
    page = Parsed(html(build(value)))
    tags = page.tags
    assert dict(tags[0][1])["lang"] == "en"
    assert [tag for tag, _ in tags].count("h1") == 1
    ids = [dict(attrs)["id"] for _, attrs in tags if "id" in dict(attrs)]
    assert len(ids) == len(set(ids))
    charts = [dict(attrs) for tag, attrs in tags if tag == "svg"]
    assert len(charts) >= 5
    for chart in charts:
        assert chart["role"] == "img"
        named = (chart["aria-labelledby"] or "").split()
        assert len(named) == 2
        assert set(named) <= set(ids)
    assert [tag for tag, _ in tags].count("figure") == len(charts)
    assert [tag for tag, _ in tags].count("details") == len(charts)
    for _, attrs in tags:
        target = dict(attrs).get("href")
        assert target is None or target[1:] in ids
    headings = [tag for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    for before, after in pairwise(headings):
        assert int(after[1]) <= int(before[1]) + 1


def spoiled(value: Any, text: str) -> Any:  # noqa: ANN401 - any value of the report
    """Return a value with every string of a scenario or a player replaced."""
    if isinstance(value, str):
        return text if re.search(r"[A-Za-z]{3}", value) else value
    if isinstance(value, tuple):
        return tuple(spoiled(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"language", "kind", "outcome", "role", "digest", "grade"}
        return replace(
            value,
            **{
                row.name: spoiled(getattr(value, row.name), text)
                for row in fields(value)
                if row.name not in kept
            },
        )
    return value


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_told_becomes_markup(value: AfterAction, text: str) -> None:
    """With hostile words everywhere the page has the tags of one with plain words."""
    plain, hostile = spoiled(value, "plain words"), spoiled(value, text)
    page = Parsed(html(build(hostile)))
    assert page.tags == Parsed(html(build(plain))).tags
    assert " ".join(text.split()) in page.text
    assert json.loads(written(hostile, "json")) == json.loads(
        json.dumps(asdict(hostile))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_told_becomes_a_part_of_markdown(
    value: AfterAction, text: str
) -> None:
    """Line for line both are headings, rows with as many cells, items or text."""

    def shape(told: AfterAction) -> list[tuple[str, int]]:
        lines = markdown(build(told)).splitlines()
        return [
            (
                re.match(r"(#+ |\||> |- |---|\*\*|\*|)", line)[0],  # type: ignore[index]
                len(re.findall(r"(?<!\\)\|", line)),
            )
            for line in lines
        ]

    assert shape(spoiled(value, text)) == shape(spoiled(value, "plain words"))
    whole = markdown(build(spoiled(value, text)))
    assert not re.search(r"(?<!\\)[\[<]", whole)
    assert not re.search(r"https?://|www\.", whole)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_words_leave_the_page_whole(value: AfterAction, text: str) -> None:
    """Any text at all, even what no file could hold, is only text."""
    plain = Parsed(html(build(spoiled(value, "plain words")))).tags
    assert Parsed(html(build(spoiled(value, f"a{text}")))).tags == plain


def numbers(value: AfterAction) -> list[str]:
    """Return the numbers that a reader would compare between the formats."""
    assert value.review is not None
    assert value.lookback is not None
    assert value.lookback.luck is not None
    found = [point.text for track in value.gauges for point in track.points]
    found += [band.low for track in value.gauges for band in track.bands]
    found += [str(row.score) for row in value.review.scores]
    found += [row.difference for row in value.lookback.values]
    for point in value.lookback.points:
        found += [line.amount for line in point.duties]
        found += [line.amount for row in point.ledgers[:2] for line in row.lines]
    for part in value.lookback.luck.parts:
        found += [part.amount, part.low, part.high]
    for line in value.lookback.luck.lines:
        found += [line.here, line.mean, line.error]
    return [*found, value.calls.brier, value.calls.adviser_brier]


def test_the_three_formats_tell_the_same_numbers(value: AfterAction) -> None:
    """What the JSON holds stands in the page and in the Markdown, as it is shown."""
    document = build(value)
    cells = Parsed(html(document)).words
    page = {cell.strip() for cell in cells} | set(" ".join(cells).split())
    plain = markdown(document).replace("\\", "").replace("*", "")
    shown = {cell.strip() for line in plain.splitlines() for cell in line.split("|")}
    shown |= set(re.split(r"[\s;]+", plain))
    told = numbers(value)
    assert len(told) > 50
    for number in told:
        assert any(number in {cell, cell.rstrip(";.,")} for cell in page), number
        assert any(number in {cell, cell.rstrip(";.,")} for cell in shown), number
    assert json.loads(written(value, "json"))["version"] == VERSION


def test_what_is_shown_of_a_turning_point_adds_up(value: AfterAction) -> None:
    """Ledgers close with `==`, and their rounded lines sum to what is shown."""
    assert value.lookback is not None
    assert value.lookback.points
    for point in value.lookback.points:
        shown = sum(units(float(line.amount), 1) for line in point.duties)
        assert shown == units(float(point.worth.difference), 1)
        for row in point.ledgers:
            assert row.closes
            assert sum(line.value for line in row.lines) == row.value
            digits = len(row.difference.partition(".")[2])
            lines = sum(units(float(line.amount), digits) for line in row.lines)
            assert lines == units(float(row.difference), digits)


def test_a_better_line_waits_for_the_turn_to_be_tried(
    value: AfterAction, tmp_path: Path
) -> None:
    """Before, neither the line nor a cause that only it brings is told."""
    assert value.lookback is not None
    untried = told(tmp_path, frozenset())
    assert untried.lookback is not None
    assert [point.tried for point in untried.lookback.points].count(True) == 0
    assert all(point.better == () for point in untried.lookback.points)
    for point, open_ in zip(
        untried.lookback.points, value.lookback.points, strict=True
    ):
        assert point.worth == open_.worth
        assert open_.tried == (open_.worth.turn == 2)
    everything = html(build(untried))
    assert "The planner:" not in everything
    assert "Try that turn again first" in everything


def test_an_unfinished_game_says_so_and_opens_nothing(table: Table) -> None:
    """No ending, no score, no digest: only what was seen."""
    with table.new(seed=3, name="half") as game:
        game.end_month()
        game.end_month()
    half = table.retrospect("half").after_action()
    assert (half.over, half.review, half.lookback, half.digest) == (
        False,
        None,
        None,
        "",
    )
    for format_ in FORMATS:
        text = written(half, format_)
        assert "Rust under the paint" not in text
        assert "temper" not in text.lower()
    assert "turn 3 of 6 is open" in markdown(build(half))
    Parsed(html(build(half)))


def test_a_report_in_korean_is_in_korean(tmp_path: Path) -> None:
    """The page says its language, and its own headings are translated."""
    page = html(build(told(tmp_path, frozenset(), "ko")))
    assert '<html lang="ko">' in page
    assert "전환점" in page
    assert "Turning points" not in page


def test_the_style_cares_for_paper_phones_and_the_dark() -> None:
    """Print, narrow screens and dark schemes have rules of their own."""
    for rule in ("@media print", "prefers-color-scheme:dark", "max-width:30rem"):
        assert rule in style()
    assert "\r" not in style()


@given(
    st.floats(-1e6, 1e6, allow_nan=False),
    st.floats(1e-3, 1e6, allow_nan=False),
)
@settings(deadline=None)
def test_ticks_lie_within_and_are_few(low: float, span: float) -> None:
    """Between one and a dozen round numbers, none outside by more than rounding."""
    found = ticks(low, low + span)
    assert 1 <= len(found) <= 12
    for tick in found:
        assert low - 1e-6 * span - 1e-6 <= tick <= low + span + 1e-6 * span + 1e-6

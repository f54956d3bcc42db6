"""Records survive their bytes, and nothing else is let in."""

from __future__ import annotations

import base64
import dataclasses
import json
import tracemalloc
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.chronicle import (
    Array,
    DecideRecord,
    EndRecord,
    GameRecord,
    NoteRecord,
    OpenRecord,
    Parent,
    Record,
    ScenarioRecord,
    UnknownRecord,
    checks,
)
from game.chronicle.checks import Malformed
from game.chronicle.encoding import DEPTH_LIMIT, decode, encode, parse
from game.chronicle.frames import LOCATOR, LOCATOR_FROM
from game.errors import ChronicleError
from tests.chronicle.samples import (
    GAME,
    HEX,
    SCENARIO,
    decide,
    snapshot,
)
from tests.chronicle.strategies import followers, games

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@given(games() | followers())
def test_every_record_reads_back_as_it_was(record: Record) -> None:
    """Encoding and decoding any record gives the same record."""
    assert decode(encode(record)) == record


@given(games() | followers())
def test_payloads_are_one_line_of_printable_ascii(record: Record) -> None:
    """No payload can hold a line feed, a control character or a space outside text."""
    payload = encode(record)
    assert all(0x20 <= byte < 0x7F for byte in payload)
    assert json.loads(payload)["k"] == record.kind
    assert payload.startswith(b'{"k":')
    assert (LOCATOR in payload[-30:]) == (len(payload) >= LOCATOR_FROM)


@given(st.text(alphabet='\\"[{x', max_size=40))
def test_no_text_counts_as_nesting(text: str) -> None:
    """Brackets, quotes and backslashes in a text are text, however many there are."""
    record = ScenarioRecord(files={"scenario.toml": "[" * DEPTH_LIMIT + text})
    assert decode(encode(record)) == record


@pytest.mark.parametrize("letter", ["a", "[", "\ud55c", '"'])
def test_a_scenario_is_written_without_a_mountain_of_memory(letter: str) -> None:
    """Writing takes a few copies of the bytes at most, whatever is in the text."""
    record = ScenarioRecord(files={"scenario.toml": "[" * 100 + letter * 100_000})
    tracemalloc.start()
    payload = encode(record)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10 * len(payload)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_malformed(content: bytes) -> None:
    """Decoding any bytes raises nothing but `Malformed`."""
    try:
        decode(content)
    except Malformed:
        return


@settings(max_examples=300)
@given(games() | followers(), st.data())
def test_any_changed_payload_is_a_record_or_malformed(
    record: Record, data: st.DataObject
) -> None:
    """A payload with a piece replaced raises nothing but `Malformed`."""
    payload = encode(record)
    start = data.draw(st.integers(0, len(payload)))
    stop = data.draw(st.integers(start, min(len(payload), start + 9)))
    piece = data.draw(st.sampled_from([b"", b"[", b'"', b"1e9", b"null", b"-7", b"{}"]))
    try:
        decode(payload[:start] + piece + payload[stop:])
    except Malformed:
        return


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b'{"k":"x-a"',
        b'{"k":"x-a","k":"x-b"}',
        b'{"k":"x-a","v":{"a":1,"a":1}}',
        b'{"k":"x-a","v":NaN}',
        b'{"k":"x-a","v":-Infinity}',
        b'{"k":"x-a","v":1.5}',
        b'{"k":"x-a","v":1e999}',
        b'{"k":"x-a","v":' + b"9" * 5000 + b"}",
        b'{"k":"x-a","v":' + b"9" * 22 + b"}",
        b'{"k":"x-a","v":' + b"[" * 100_000,
        b'{"k":"x-a","v":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"k":"x-a","v":"\\ud800"}',
        b'{"k":"x-a","v":{"\\uDFFF":1}}',
        '{"k":"x-a","v":"é"}'.encode(),
        '{"k":"x-a"}'.encode("utf-16"),
        b"\xff\xfe",
        b'{"k":1}',
        b'{"k":""}',
        b"{}",
        b'{"k":"' + b"y" * 101 + b'"}',
        b'{"k":"x-a","v":"' + b"y" * (1 << 20) + b'"}',
    ],
    ids=range(25),
)
def test_hostile_json_is_malformed(payload: bytes) -> None:
    """What JSON libraries let pass, or fall over, is refused as malformed."""
    with pytest.raises(Malformed):
        decode(payload)


def test_brackets_in_text_do_not_count_as_nesting() -> None:
    """Text full of brackets is text; nesting within the limit is read."""
    record = UnknownRecord("x-a", {"v": "[{" * 200 + '"\\"', "w": [[[1]]] * 40})
    assert decode(encode(record)) == record


def test_a_pair_of_surrogates_is_one_character() -> None:
    """Escaped characters beyond the basic plane are read as they were meant."""
    assert parse(b'{"v":"\\ud83d\\ude00"}') == {"v": "😀"}


def _changed(record: Record, *path: str | int, value: object) -> bytes:
    """Return a record's payload with one value replaced or, by None, taken out."""
    payload = json.loads(json.dumps(record.payload()))
    place = cast("dict[str | int, object]", payload)
    for step in path[:-1]:
        place = cast("dict[str | int, object]", place[step])
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(payload, separators=(",", ":")).encode()


MONTH = decide(3)
STATE = snapshot(1, 1)


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        (GAME, ("format",), 0),
        (GAME, ("format",), None),
        (GAME, ("game",), HEX.upper()),
        (GAME, ("game",), HEX[1:]),
        (GAME, ("game",), 7),
        (GAME, ("mechanics",), -1),
        (GAME, ("mechanics",), True),
        (GAME, ("engine",), ""),
        (GAME, ("level",), "2"),
        (GAME, ("seed",), 1 << 64),
        (GAME, ("created",), "y" * 401),
        (GAME, ("scenario",), []),
        (GAME, ("scenario", "id"), None),
        (GAME, ("scenario", "content"), "abc"),
        (GAME, ("luck",), {}),
        (GAME, ("luck",), [[1]]),
        (GAME, ("luck",), [[1, -1]]),
        (GAME, ("parent",), {"game": HEX, "digest": HEX, "hindsight": 0}),
        (GAME, ("more",), 1),
        (SCENARIO, ("files",), {"../secret": ""}),
        (SCENARIO, ("files",), {"/etc/passwd": ""}),
        (SCENARIO, ("files",), {".hidden": ""}),
        (SCENARIO, ("files",), {f"f{n}": "" for n in range(65)}),
        (SCENARIO, ("files",), {"a": "y" * 3_000_000, "b": "y" * 3_000_000}),
        (MONTH, ("n",), 1_000_001),
        (MONTH, ("do",), ["y" * 401]),
        (MONTH, ("do",), [""] * 1001),
        (MONTH, ("do",), "ferry 2"),
        (MONTH, ("defaults",), [1]),
        (MONTH, ("s", "levers"), HEX[:-1] + "g"),
        (MONTH, ("shown",), [1]),
        (MONTH, ("shown", "a"), "1"),
        (MONTH, ("shown", "a"), [[[[[[1]]]]]]),
        (MONTH, ("shown", "a"), [True]),
        (STATE, ("arrays", "values"), ["<f8", [1]]),
        (STATE, ("arrays", "values"), ["O", [1], "AAAAAAAAAAA="]),
        (STATE, ("arrays", "values"), ["object", [1], "AAAAAAAAAAA="]),
        (STATE, ("arrays", "values"), ["<f8", [2], "AAAAAAAAAAA="]),
        (STATE, ("arrays", "values"), ["<f8", [1], "AAAAAAAAAAB="]),
        (STATE, ("arrays", "values"), ["<f8", [1], "AAAA AAAAAAA="]),
        (STATE, ("arrays", "values"), ["<f8", [1], "A"]),
        (STATE, ("arrays", "values"), ["<f8", [1], "é"]),
        (STATE, ("arrays", "values"), ["<f8", [-1], ""]),
        (STATE, ("arrays", "values"), ["<f8", [1, 1, 1, 1, 1], "AAAAAAAAAAA="]),
        (NoteRecord(n=1, text=""), ("text",), "y" * 10_001),
        (EndRecord(n=1, ending="", digest=HEX), ("digest",), None),
    ],
)
def test_a_record_with_a_wrong_field_is_malformed(
    record: Record, path: tuple[str, ...], value: object
) -> None:
    """Every field is checked for presence, kind, range and length."""
    with pytest.raises(Malformed):
        decode(_changed(record, *path, value=value))


@pytest.mark.parametrize(
    "record",
    [
        dataclasses.replace(MONTH, n=-1),
        dataclasses.replace(MONTH, do=("\ud800",)),
        dataclasses.replace(MONTH, do=cast("tuple[str, ...]", ["ferry 2"])),
        dataclasses.replace(MONTH, shown={"a": cast("int", 0.5)}),
        dataclasses.replace(MONTH, shown={"a": cast("int", float("nan"))}),
        dataclasses.replace(MONTH, shown={"a": cast("int", {1, 2})}),
        UnknownRecord("x-a", {"adler": 1}),
        ScenarioRecord(files={"a": "\U0001f600" * 1_000_000}),
    ],
    ids=range(8),
)
def test_nothing_is_written_that_would_not_read_back(record: Record) -> None:
    """A record that breaks a rule is refused with the reason, before any write."""
    with pytest.raises(ChronicleError, match=r"cannot be kept in a saved game: .+"):
        encode(record)


def test_a_scenario_of_the_largest_size_is_kept() -> None:
    """Four million characters of plain text fit into one record."""
    record = ScenarioRecord(files={"a.toml": "y" * (4 << 20)})
    assert decode(encode(record)) == record


def test_array_content_is_little_endian_base64() -> None:
    """The bytes of an array stand in the payload as the format says."""
    array = Array("<i2", (2,), (258).to_bytes(2, "little") + b"\x03\x00")
    encoded = base64.b64encode(b"\x02\x01\x03\x00").decode()
    assert array.payload() == ["<i2", [2], encoded]


def test_kinds_are_told_apart() -> None:
    """Each kind decodes to its own type, an unknown one keeps its content."""
    assert isinstance(decode(encode(GAME)), GameRecord)
    assert isinstance(decode(encode(MONTH)), DecideRecord)
    unknown = decode(b'{"k":"later","v":[1]}')
    assert isinstance(unknown, UnknownRecord)
    assert not unknown.ignorable
    content: Mapping[str, object] = {"v": [1]}
    assert unknown == UnknownRecord("later", content)


EVERY: tuple[Record, ...] = (
    dataclasses.replace(
        GAME,
        luck=((3, 9),),
        parent=Parent(game=HEX, digest=HEX, hindsight=True, damaged=True),
    ),
    SCENARIO,
    OpenRecord(
        engine="1", mechanics=1, python="3", numpy="2", machine="x", features=("a",)
    ),
    MONTH,
    STATE,
    NoteRecord(n=1, text="t"),
    EndRecord(n=1, ending="e", digest=HEX),
)


def _places(
    value: object, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value in a payload, those of `k` left out."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, part in inner:
        if key != "k":
            yield (*at, key)
            yield from _places(part, (*at, key))


@pytest.mark.parametrize(
    ("record", "path"),
    [(record, path) for record in EVERY for path in _places(record.payload())],
)
def test_whatever_field_is_wrong_is_named(
    record: Record, path: tuple[str | int, ...]
) -> None:
    """A value of no allowed kind, anywhere, is refused by the name of its field."""
    steps = [str(each) for each in path if isinstance(each, str)]
    either = path[-1] in {"hindsight", "damaged"}
    with pytest.raises(Malformed) as caught:
        decode(_changed(record, *path, value=1 if either else False))
    named = str(caught.value).partition(":")[0]
    assert named
    assert ".".join(steps).startswith(named)


LIMITS: list[tuple[Callable[..., object], tuple[object, ...], str]] = [
    (checks.integer, ("x", -1), "x: out of range"),
    (checks.integer, ("x", 1 << 64), "x: out of range"),
    (checks.integer, ("x", 8, 1, 7), "x: out of range"),
    (checks.integer, ("x", 0, 1, 7), "x: out of range"),
    (checks.integer, ("x", True), "x: not a whole number"),
    (checks.integer, ("x", 1.0), "x: not a whole number"),
    (checks.text, ("x", 1), "x: not text"),
    (checks.text, ("x", "y" * 401), "x: too long"),
    (checks.text, ("x", "yy", 1), "x: too long"),
    (checks.name, ("x", ""), "x: empty"),
    (checks.name, ("x", "y" * 101), "x: too long"),
    (checks.name, ("x", 1), "x: not text"),
    (checks.digits, ("x", "0" * 31), "x: not hexadecimal digits of the right length"),
    (checks.digits, ("x", "0" * 33), "x: too long"),
    (checks.digits, ("x", "G" * 32), "x: not hexadecimal digits of the right length"),
    (checks.digits, ("x", 1), "x: not text"),
    (checks.boolean, ("x", 1), "x: not true or false"),
    (checks.sequence, ("x", ()), "x: not a list"),
    (checks.sequence, ("x", [0] * 1001), "x: too long"),
    (checks.mapping, ("x", []), "x: not an object"),
    (checks.mapping, ("x", dict.fromkeys(map(str, range(1001)))), "x: too many fields"),
    (checks.mapping, ("x", {"y" * 401: 1}), "x: too long"),
    (checks.texts, ("x", [1]), "x: not text"),
    (checks.tree, ("x", 1 << 64), "x: out of range"),
    (checks.tree, ("x", -(1 << 64)), "x: out of range"),
    (checks.tree, ("x", [[[[[[1]]]]]]), "x: nested too deeply"),
    (
        checks.tree,
        ("x", {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}),
        "x: nested too deeply",
    ),
    (checks.tree, ("x", "1"), "x: not a whole number"),
    (checks.fields, ("x", {}, ("a",)), "x: has no a"),
    (checks.fields, ("x", {"b": 1}, ()), "x: has an unknown field 'b'"),
    (checks.fields, ("x", 1, ()), "x: not an object"),
]


@pytest.mark.parametrize(("check", "given_", "words"), LIMITS, ids=range(len(LIMITS)))
def test_every_check_says_what_is_wrong(
    check: Callable[..., object], given_: tuple[object, ...], words: str
) -> None:
    """Just beyond a limit a check raises, in exact words."""
    with pytest.raises(Malformed) as caught:
        check(*given_)
    assert str(caught.value) == words


def test_every_check_lets_its_limits_pass() -> None:
    """Just at a limit a value passes and is returned as it is."""
    assert checks.integer("x", 0) == 0
    assert checks.integer("x", (1 << 64) - 1) == (1 << 64) - 1
    assert checks.integer("x", 7, 7, 7) == 7
    assert len(checks.text("x", "y" * 400)) == 400
    assert len(checks.name("x", "y" * 100)) == 100
    assert checks.digits("x", HEX) == HEX
    assert checks.digits("x", "0a", 2, 4) == "0a"
    assert checks.boolean("x", value=True) is True
    assert checks.sequence("x", [1] * 1000) == (1,) * 1000
    assert len(checks.mapping("x", dict.fromkeys(map(str, range(1000))))) == 1000
    assert checks.texts("x", ["a"]) == ("a",)
    assert checks.tree("x", [1 - (1 << 64), {"a": []}]) == (1 - (1 << 64), {"a": ()})
    assert checks.tree("x", [[[[[]]]]]) == (((((),),),),)
    assert checks.fields("x", {"a": 1, "b": 2}, ("a",), ("b",)) == {"a": 1, "b": 2}

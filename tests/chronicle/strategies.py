"""Strategies for any record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from game.chronicle import (
    Array,
    CarryRecord,
    DecideRecord,
    EndRecord,
    GameRecord,
    NoteRecord,
    OpenRecord,
    Parent,
    Record,
    ScenarioName,
    ScenarioRecord,
    StateDigest,
    StateRecord,
    Tree,
    UnknownRecord,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def texts(size: int = 30) -> SearchStrategy[str]:
    """Return any text that Unicode allows."""
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=size)


def _names() -> SearchStrategy[str]:
    return texts().filter(bool)


def _hex(low: int = 32, high: int = 32) -> SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=low, max_size=high)


def _whole(limit: int = 1_000_000) -> SearchStrategy[int]:
    return st.integers(0, limit)


def _trees() -> SearchStrategy[Tree]:
    leaves: SearchStrategy[Tree] = st.integers(1 - 2**64, 2**64 - 1)
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(texts(), inner, max_size=3)
        ),
        max_leaves=6,
    ).filter(lambda value: _depth(value) <= 5)


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, tuple):
        return 1 + max(map(_depth, value), default=0)
    return 1


def _arrays() -> SearchStrategy[Array]:
    return st.binary(max_size=40).flatmap(
        lambda content: st.sampled_from(
            [
                Array("|u1", (len(content),), content),
                Array("<f8", (len(content) // 8, 1), content[: len(content) // 8 * 8]),
                Array("<i2", (1, len(content) // 2), content[: len(content) // 2 * 2]),
            ]
        )
    )


def _digests() -> SearchStrategy[StateDigest]:
    return st.builds(
        StateDigest,
        whole=_hex(),
        variables=_hex(),
        delays=_hex(),
        levers=_hex(),
        memory=_hex(),
    )


def games() -> SearchStrategy[GameRecord]:
    """Return any first record."""
    return st.builds(
        GameRecord,
        game=_hex(),
        mechanics=_whole(),
        engine=_names(),
        level=_whole(),
        seed=_whole(2**64 - 1),
        scenario=st.builds(
            ScenarioName,
            id=_names(),
            version=texts(),
            title=texts(),
            mechanics=_hex(16, 128),
            content=_hex(16, 128),
        ),
        created=texts(),
        luck=st.lists(st.tuples(_whole(), _whole(2**64 - 1)), max_size=3).map(tuple),
        parent=st.none()
        | st.builds(Parent, game=_hex(), digest=_hex(), hindsight=st.booleans()),
    )


def followers() -> SearchStrategy[Record]:
    """Return any record that may follow the first."""
    lines = st.lists(texts(), max_size=4).map(tuple)
    return st.one_of(
        st.builds(
            ScenarioRecord,
            files=st.dictionaries(
                st.from_regex(r"\A[a-z][a-z.]{0,8}(/[a-z]{1,4})?\Z"),
                texts(400),
                max_size=3,
            ),
        ),
        st.builds(
            OpenRecord,
            engine=_names(),
            mechanics=_whole(),
            python=texts(),
            numpy=texts(),
            machine=texts(),
            features=lines,
        ),
        st.builds(
            DecideRecord,
            n=_whole(),
            do=lines,
            defaults=lines,
            s=_digests(),
            shown=st.dictionaries(texts(), _trees(), max_size=3),
        ),
        st.builds(CarryRecord, n=_whole(), digest=_hex()),
        st.builds(
            StateRecord,
            n=_whole(),
            schema=_whole(),
            arrays=st.dictionaries(texts(), _arrays(), max_size=3),
            digest=_hex(),
        ),
        st.builds(NoteRecord, n=_whole(), text=texts(2000)),
        st.builds(EndRecord, n=_whole(), ending=texts(), digest=_hex()),
        st.builds(
            UnknownRecord,
            _names().map(lambda kind: f"x-{kind}"),
            st.dictionaries(
                texts().filter(lambda key: key not in {"k", "adler"}),
                texts() | st.none() | st.booleans() | _whole(),
                max_size=3,
            ),
        ),
    )

"""A folder as a zip: what is packed is what is read, and no attack gets through."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli.main import main
from game.scenario import check, load
from game.scenario.files import MAIN, MOST_BYTES, read_files
from game.scenario.packed import PackError, members_of, packed
from game.scenario.samples import BASE
from game.session import Table

SHIPPED = Path(__file__).parents[2] / "scenarios"
FOLDERS = sorted(path.parent for path in SHIPPED.glob(f"*/{MAIN}"))
NAMES = st.from_regex(
    r"[a-z][a-z0-9_]{0,8}(/[a-z][a-z0-9_]{0,8}){0,2}\.toml", fullmatch=True
)


def zipped(*members: tuple[zipfile.ZipInfo | str, str], kind: int = 8) -> bytes:
    """Return a zip with these members, as somebody else may make it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for info, text in members:
            archive.writestr(info, text)
    return made.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    """Return a member that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(data: bytes) -> bytes:
    """Return a zip whose first member says that it is encrypted, in both places."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def lying(data: bytes) -> bytes:
    """Return a zip whose directory tells less of its first member than there is."""
    changed = bytearray(data)
    place = data.index(b"PK\x01\x02") + 24
    changed[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(changed)


def several(count: int) -> bytes:
    """Return a zip of a scenario with so many members more."""
    return zipped((MAIN, BASE), *((f"a{n}.toml", "") for n in range(count)))


def noise(seed: int) -> str:
    """Return nearly a megabyte that packs badly, so that its ratio is honest."""
    return Random(seed).randbytes(480_000).hex()  # noqa: S311 - noise, no secret


PLAIN = (MAIN, BASE)
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "absolute": (lambda: zipped(PLAIN, ("/etc/a.toml", "")), "'/etc/a.toml' leads out"),
    "upwards": (lambda: zipped(PLAIN, ("x/../../a.toml", "")), "leads out"),
    "upwards otherwise": (lambda: zipped(PLAIN, ("..\\a.toml", "")), "leads out"),
    "drive": (lambda: zipped(PLAIN, ("c:a.toml", "")), "'c:a.toml' leads out"),
    "link": (lambda: zipped(PLAIN, (link("a.toml"), "/etc")), "'a.toml' is a link"),
    "encrypted": (lambda: encrypted(zipped(PLAIN)), f"'{MAIN}' is encrypted"),
    "too many": (lambda: several(64), "more than 64 members"),
    "bomb": (
        lambda: zipped(PLAIN, ("a.toml", " " * 3_000_000)),
        "'a.toml' would unpack to more than 100 times",
    ),
    "large in all": (
        lambda: zipped(PLAIN, *((f"a{n}.toml", noise(n)) for n in range(5))),
        "more than 4000000 bytes",
    ),
    "twice": (lambda: zipped(PLAIN, ("a.toml", ""), ("A.toml", "")), "'A.toml' twice"),
    "bad name": (lambda: zipped(PLAIN, ("\u202ea.toml", "")), "not allowed"),
    "hidden": (lambda: zipped(PLAIN, (".a.toml", "")), "'.a.toml' is not allowed"),
    "other packing": (lambda: zipped(PLAIN, kind=zipfile.ZIP_LZMA), "is not read here"),
    "lying about its size": (lambda: lying(zipped(PLAIN)), "no sound zip"),
    "cut short": (lambda: zipped(PLAIN)[:-30], "no sound zip"),
    "no zip": (lambda: b"format = 1", "no sound zip"),
    "without a scenario": (lambda: zipped(("a.toml", BASE)), f"has no '{MAIN}'"),
    "two folders": (
        lambda: zipped((f"a/{MAIN}", BASE), ("b/a.toml", "")),
        f"has no '{MAIN}'",
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_attack_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    """It names the member, says what to do, and leaves nothing on the disk."""
    make, told = ATTACKS[name]
    path = tmp_path / "given.zip"
    path.write_bytes(make())
    checked = check(path)
    assert checked.scenario is None
    (error,) = checked.diagnostics
    assert told in str(error.message)
    assert error.fix is not None
    assert error.file == str(path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_packed_scenario_is_the_scenario(folder: Path, tmp_path: Path) -> None:
    """Texts, rules and findings are those of the folder; the bytes come out again."""
    path = tmp_path / f"{folder.name}.zip"
    data = packed(folder, MAIN, {})
    path.write_bytes(data)
    copy = tmp_path / "elsewhere"
    shutil.copytree(folder, copy)
    assert packed(copy, MAIN, {}) == data
    folders = (SHIPPED,)
    one, other = read_files(folder / MAIN, folders), read_files(path, folders)
    assert (one.root, one.files) == (other.root, other.files)
    assert load(path, folders).content == load(folder / MAIN, folders).content


@settings(max_examples=50, deadline=None)
@given(files=st.dictionaries(NAMES, st.binary(max_size=300), max_size=8))
def test_what_is_packed_is_read(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every file comes back with its bytes, and nothing else does."""
    folder = tmp_path_factory.mktemp("scenario")
    files = {name: data for name, data in files.items() if name != MAIN}
    wanted = {MAIN: BASE.encode(), **files}
    for name, data in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / ".hidden").write_text("not for others")
    assert members_of(packed(folder, MAIN, {}), MAIN) == wanted


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, 1000), byte=st.binary(max_size=1))
def test_a_damaged_zip_is_refused_or_read(at: int, byte: bytes) -> None:
    """Whatever a byte is turned into, or without it: the same files, or a refusal."""
    data = zipped(PLAIN, ("a.toml", "x = 1"))
    place = at % len(data)
    try:
        found = members_of(data[:place] + byte + data[place + 1 :], MAIN)
    except PackError:
        return
    assert found[MAIN] == BASE.encode()


def test_what_was_checked_is_what_is_packed(tmp_path: Path) -> None:
    """A file that another program writes to after the check changes nothing."""
    (tmp_path / MAIN).write_text("format = 2", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("to be done", encoding="utf-8")
    found = members_of(packed(tmp_path, MAIN, {MAIN: BASE}), MAIN)
    assert found == {MAIN: BASE.encode(), "notes.txt": b"to be done"}


@pytest.mark.parametrize("name", ["link.toml", "caf\u00e9.toml", "two words.toml"])
def test_what_could_not_be_read_is_not_packed(name: str, tmp_path: Path) -> None:
    """Whoever packs is told, and not whoever unpacks."""
    (tmp_path / MAIN).write_text(BASE, encoding="utf-8")
    if name == "link.toml":
        (tmp_path / name).symlink_to(tmp_path / MAIN)
    else:
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(PackError, match=name):
        packed(tmp_path, MAIN, {})


def test_too_much_is_not_packed(tmp_path: Path) -> None:
    """The limits of reading hold for packing."""
    (tmp_path / MAIN).write_text(BASE, encoding="utf-8")
    large = tmp_path / "large.bin"
    large.write_bytes(b"\0" * (MOST_BYTES + 1))
    with pytest.raises(PackError, match=r"large\.bin"):
        packed(tmp_path, MAIN, {})
    large.unlink()
    for number in range(64):
        (tmp_path / f"a{number}.toml").write_text("")
    with pytest.raises(PackError, match="64"):
        packed(tmp_path, MAIN, {})


def test_every_command_takes_a_zip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packed once, it is checked, explained, listed by its name and played."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / MAIN).write_text(
        BASE.replace("\n", '\ninclude = ["more.toml"]\n', 1), encoding="utf-8"
    )
    (folder / "more.toml").write_text(
        '[codex.harbour]\ntitle = { en = "Harbour" }\ntext = { en = "It is deep." }\n',
        encoding="utf-8",
    )
    assert main(["scenario", "pack", "town"]) == 0
    assert main(["scenario", "pack", "town"]) == 1
    assert "left alone" in capsys.readouterr().err
    nowhere = str(tmp_path / "nowhere" / "town.zip")
    assert main(["scenario", "pack", "town", "--output", nowhere]) == 1
    assert nowhere in capsys.readouterr().err
    shutil.rmtree(folder)
    (tmp_path / "home" / "scenarios").mkdir(parents=True)
    shutil.copy("town.zip", tmp_path / "home" / "scenarios")
    for command in (
        ["scenario", "validate", "town.zip"],
        ["scenario", "explain", "town.zip", "standing"],
        ["scenario", "graph", "town.zip"],
        ["simulate", "town.zip", "--worlds", "4"],
        ["scenario", "diff", "town.zip", "town.zip"],
    ):
        assert main(command) == 0, command
    table = Table(data_dir=tmp_path / "home")
    assert "small" in {view.id for view in table.scenarios()}
    game = table.new("town", seed=1)
    game.end_month()
    game.close()
    assert main(["scenario", "migrate", "town.zip"]) == 1
    assert main(["scenario", "pack", "town.zip"]) == 1

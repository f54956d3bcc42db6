"""A file that extends another: the chain of files becomes one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.scenario.alter import located, names_of, remove, scale
from game.scenario.files import DEEPEST, Loaded, Refusal, extended, prefix_of
from game.scenario.findings import Findings
from game.scenario.guesses import nearest
from game.scenario.merge import Merged, merge
from game.scenario.names import Raw, rows, table
from game.scenario.patch import Layered, laid_over
from game.scenario.trace import Trace, trace_of
from game.scenario.variants import variants_of, with_variants
from game.scenario.walker import Path
from game.words import message

MOST_SCALED = 1000
_OWN = ("format", "include", "extends", "remove", "scale")
"""Keys that say how a file is made, which a file that extends it does not take over."""


@dataclass(slots=True)
class Link:
    """One file of the chain, with what it includes."""

    root: str
    merged: Merged

    @property
    def extends(self) -> Raw:
        """Return what the file says of the one it extends."""
        return table(self.merged.values.get("extends"))


@dataclass(slots=True)
class Resolved:
    """All files of all scenarios of the chain taken together."""

    values: dict[str, object]
    lost: frozenset[Path]
    used: tuple[str, ...]
    """The files that belong to the scenario, its first file first."""
    readable: dict[str, str]
    partial: bool
    homes: dict[Path, str]
    chain: tuple[Link, ...]
    """The file itself first, then the one it extends, and so on."""
    trace: Trace
    is_whole: bool
    """Everything that is extended is there; otherwise little else can be said."""
    is_layered: bool
    """Some value stands elsewhere than its path says: see the trace."""

    def is_inherited(self, path: Path) -> bool:
        """Tell whether a value comes from an extended file, unchanged."""
        return self.trace.at(path).file not in self.chain[0].merged.used


def resolve(loaded: Loaded, findings: Findings) -> Resolved:
    """Return one document of a file and everything it includes and extends."""
    chain = list(_chain(loaded, findings))
    document = _layer(chain[-1])
    for link, below in zip(chain[-2::-1], chain[:0:-1], strict=True):
        document = _extended(link, below, document, findings)
    varies = bool(variants_of(table(document.values.get("agenda"))))
    document = with_variants(document, findings)
    first = chain[0].merged
    return Resolved(
        values=document.values,
        lost=frozenset().union(*(link.merged.lost for link in chain)),
        used=tuple(name for link in chain for name in link.merged.used),
        readable={k: v for link in chain for k, v in link.merged.readable.items()},
        partial=any(link.merged.partial for link in chain),
        homes=first.homes,
        chain=tuple(chain),
        trace=document.trace,
        is_whole="extends" not in chain[-1].merged.values,
        is_layered=varies or len(chain) > 1,
    )


def _chain(loaded: Loaded, findings: Findings) -> Iterator[Link]:
    """Yield the file itself and what it extends, as far as it can be read."""
    root, prefix = loaded.root, ""
    for depth in range(DEEPEST + 1):
        link = Link(root, merge(loaded.files, root, loaded.refusals, findings, prefix))
        if "extends" not in link.merged.values:
            _check_alone(link, findings)
            yield link
            return
        parent = extended(link.merged.values)
        prefix = prefix_of(parent)
        refusal = _refusal(parent, prefix, depth, loaded)
        if refusal is not None:
            link.merged.partial = True
            if parent:
                findings.add(
                    refusal.code,
                    refusal.message,
                    ("extends", "id"),
                    fix=refusal.fix,
                    file=link.root,
                )
            yield link
            return
        yield link
        root = next(name for name in loaded.files if name.startswith(prefix))


def _refusal(parent: str, prefix: str, depth: int, loaded: Loaded) -> Refusal | None:
    """Return why a file to extend cannot be taken, if it cannot."""
    if depth == DEEPEST:
        return Refusal(
            code="E008",
            message=message("files extend one another more than {n} deep", n=DEEPEST),
            fix=message("extend a file further up, and copy what is between"),
        )
    if parent and any(name.startswith(prefix) for name in loaded.files):
        return None
    return loaded.refusals.get(
        prefix,
        Refusal(
            code="E007",
            message=message("there is no scenario '{name}' to extend", name=parent),
            fix=message("put it beside this file, or write the id of another"),
        ),
    )


def _check_alone(link: Link, findings: Findings) -> None:
    """Report what has no meaning in a file that extends nothing."""
    for key in ("remove", "scale"):
        if key in link.merged.values:
            findings.add(
                "E114",
                message(
                    "'{key}' has no meaning in a file that extends nothing", key=key
                ),
                (key,),
                fix=message(
                    "write extends = { id = ..., version = ... }, or remove it"
                ),
                file=link.root,
            )


def _layer(link: Link) -> Layered:
    trace = trace_of(link.root, link.merged.homes)
    return Layered(link.merged.values, trace)


def _extended(
    link: Link, below: Link, document: Layered, findings: Findings
) -> Layered:
    """Return the document of a file laid over the document that it extends."""
    _check_identity(link, below, document, findings)
    for index, name in enumerate(rows(link.merged.values.get("remove"))):
        if isinstance(name, str):
            _remove(document, name, link, ("remove", index), findings)
    kept = {key: value for key, value in document.values.items() if key not in _OWN}
    made = laid_over(Layered(kept, document.trace), _layer(link))
    for name, factor in table(link.merged.values.get("scale")).items():
        _scale(made, name, factor, link, findings)
    return made


def _check_identity(
    link: Link, below: Link, document: Layered, findings: Findings
) -> None:
    """Check that the extended file is the version meant, and this one another."""
    head = table(document.values.get("scenario"))
    version = head.get("version", "1")
    wanted = link.extends.get("version")
    if isinstance(wanted, str) and wanted != version and not below.merged.partial:
        findings.add(
            "E007",
            message(
                "this extends version {wanted} of '{name}', but version {found} is"
                " here",
                wanted=wanted,
                name=link.extends.get("id"),
                found=version,
            ),
            ("extends", "version"),
            fix=message('look at what changed, then write version = "{v}"', v=version),
            file=link.root,
        )
    own = table(link.merged.values.get("scenario"))
    if own.get("id", head.get("id")) == head.get("id"):
        findings.add(
            "E102",
            message("a file that extends another has an id of its own"),
            ("scenario", "id"),
            fix=message('write id = "..." under [scenario]'),
            file=link.root,
        )


def _remove(
    document: Layered, name: str, link: Link, path: Path, findings: Findings
) -> None:
    found = located(document.values, name)
    if found is None:
        _absent(document, name, link, path, findings)
        return
    remove(document, found, name)
    agenda = table(document.values.get("agenda"))
    for key in [key for key, row in agenda.items() if _varies(row, name)]:
        remove(document, ("agenda", key), f"agenda.{key}")


def _varies(row: object, name: str) -> bool:
    """Tell whether a row is a variant of a card that is named by its dotted path."""
    return f"agenda.{table(row).get('family')}" == name


def _scale(
    document: Layered, name: str, factor: object, link: Link, findings: Findings
) -> None:
    if isinstance(factor, bool) or not isinstance(factor, int | float):
        return
    if not abs(factor) <= MOST_SCALED:
        return
    path: Path = ("scale", name)
    found = located(document.values, name)
    if found is None:
        _absent(document, name, link, path, findings)
    elif not scale(document, found, float(factor), Trace(link.root, path)):
        findings.add(
            "E114",
            message("'{name}' holds no number that could be multiplied", name=name),
            path,
            fix=message("name an effect, a param, or one number of a row"),
            file=link.root,
        )


def _absent(
    document: Layered, name: str, link: Link, path: Path, findings: Findings
) -> None:
    guess = nearest(name, _near(document.values, name))
    findings.add(
        "E110",
        message("there is no '{name}' in what this file extends", name=name),
        path,
        fix=message("did you mean '{name}'?", name=guess)
        if guess
        else message("write a dotted path, such as events.some_event"),
        file=link.root,
    )


def _near(values: Mapping[str, object], name: str) -> list[str]:
    """Return the dotted names that are as long as a wrong one."""
    depth = name.count(".") + 1
    found = names_of(values, depth=min(depth, 6))
    return [one for one in found if one.count(".") == depth - 1]

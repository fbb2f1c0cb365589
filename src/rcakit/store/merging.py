"""Two versions of a postmortem that were one, made one again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import attrs

from rcakit import graph
from rcakit.errors import RcakitError
from rcakit.model import Postmortem, dangling, find, frozen, says
from rcakit.store.codec import MAIN, Documents, Misfits, from_documents
from rcakit.store.confirmed import SKIPPED, goes_along, question, spelt_out
from rcakit.text import quoted
from rcakit.toml.layout import Path
from rcakit.toml.merge import Clash, three_way

_SAID = 40
"""Characters of a thing's words in a sentence."""

Clashes = tuple[tuple[str, Clash], ...]
"""File and value where both sides changed the same thing."""


class Side(StrEnum):
    """Whose version of a value is meant."""

    MINE = "mine"
    THEIRS = "theirs"


Choices = Mapping[tuple[str, Path], Side]
"""File and path of a clash, and which side is to be taken."""
NO_CHOICES: Choices = frozen()


@attrs.frozen
class Conflict:
    """What stands between a postmortem here and its files on disk.

    Attributes:
        names: The files that somebody else changed.
        clashes: The values that both sides changed.
        reason: Why the two cannot be one as they are; "" where nothing else stands against it.
    """

    names: tuple[str, ...]
    clashes: Clashes = ()
    reason: str = ""


def usual(clash: Clash) -> Side:
    """The side of a clash that is taken where nobody chooses: what was kept, and else mine."""
    return Side.THEIRS if clash.mine is None else Side.MINE


def clashing(base: Documents, mine: Documents, theirs: Documents) -> Clashes:
    """The values that both sides changed since `base`."""
    return _both(base, mine, theirs)[1]


def merged(
    base: Documents, mine: Documents, theirs: Documents, choices: Choices = NO_CHOICES
) -> tuple[Postmortem, Clashes]:
    """The postmortem with what both sides changed since `base`; where they clash, mine is kept.

    Args:
        base: What both began with.
        mine: The one side.
        theirs: The other.
        choices: For clashes in which another side is to be taken than the usual one.

    Raises:
        RcakitError: Each side is right and both together are not: a value of the wrong kind, a
            reference to what the other side took away, causes that go round in a circle.
    """
    documents, clashes = _both(base, mine, theirs)
    for name, clash in clashes:
        side = choices.get((name, clash.path), usual(clash))
        _put(documents[name], clash.path, clash.theirs if side is Side.THEIRS else clash.mine)
        if name == MAIN and len(clash.path) == 1:
            chosen = (theirs if side is Side.THEIRS else mine).get(name, {})
            _take_along(documents[name], clash.path[0], chosen)
    try:
        postmortem = _postmortem(documents)
    except Misfits as misfits:
        raise _refusal(str(misfits)) from None
    for reason in _broken(postmortem, (_postmortem(mine), _postmortem(theirs))):
        raise _refusal(reason)
    return postmortem, clashes


def _both(
    base: Documents, mine: Documents, theirs: Documents
) -> tuple[dict[str, dict[str, object]], Clashes]:
    documents: dict[str, dict[str, object]] = {}
    clashes: list[tuple[str, Clash]] = []
    for name in sorted({*base, *mine, *theirs}):
        sides = [side.get(name, {}) for side in (base, mine, theirs)]
        result = three_way(*(map(spelt_out, sides) if name == MAIN else sides))
        documents[name] = result.document
        clashes += [(name, clash) for clash in result.clashes]
    return documents, tuple(one for one in clashes if not _goes_along(one, clashes))


def _goes_along(one: tuple[str, Clash], clashes: Sequence[tuple[str, Clash]]) -> bool:
    """Whether it is the mere record that a question was answered whose answer clashes too."""
    name, clash = one
    keys = {other.path[0] for file, other in clashes if file == MAIN and len(other.path) == 1}
    record = name == MAIN and clash.path[0] == SKIPPED and len(clash.path) > 1
    return record and clash.path[1] in map(question, keys)


def _take_along(document: dict[str, object], key: str, chosen: Mapping[str, object]) -> None:
    """Let the record that a question was answered be of the side whose answer is taken."""
    if isinstance(document.get(SKIPPED), dict):
        _put(document, (SKIPPED, question(key)), goes_along(key, chosen))


def _put(document: dict[str, object], path: Path, value: object) -> None:
    """Set the value at `path`, or take it away where it is None."""
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = value


def _postmortem(documents: Documents) -> Postmortem:
    return from_documents({name: content for name, content in documents.items() if content})


def _refusal(reason: str) -> RcakitError:
    return RcakitError(
        f"The two versions cannot be merged: {reason}. Reload, or keep yours beside."
    )


def _broken(postmortem: Postmortem, sides: tuple[Postmortem, Postmortem]) -> Iterator[str]:
    """The laws that the merge breaks and neither side did."""
    known = {(one.path, one.target) for side in sides for one in dangling(side)}
    for one in dangling(postmortem):
        if (one.path, one.target) not in known:
            words = next(
                (says(side, one.target) for side in sides if find(side, one.target)), one.target
            )
            where = ".".join(one.path)
            yield f"{where} names {quoted(words, _SAID)}, which one version has deleted"
    links = [_links(side) for side in sides]
    for circle in graph.cycles(postmortem.causes):
        around = set(zip(circle, (*circle[1:], circle[0]), strict=True))
        if not any(around <= there for there in links):
            said = [quoted(says(postmortem, name), _SAID) for name in (*circle, circle[0])]
            yield f"their links together make a circle, {' because of '.join(said)}"


def _links(postmortem: Postmortem) -> set[tuple[str, str]]:
    return {
        (name, behind)
        for name in postmortem.causes
        for behind in graph.becauses(postmortem.causes, name)
    }

"""Pairs of edits of one file on two branches, and what is true of them.

What each edit did is written down when it is made, so that whether two of them truly conflict,
and whether one was lost, is worked out here and not by the code that merges.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import attrs
import tomli

from rcakit.toml.patch import rewrite

_WORDS = (
    "pool", "retry", "deploy", "quota", "cache", "leader", "disk", "alarm", "owner", "query",
    "page", "limit", "clock", "index", "token", "queue", "shard", "probe", "route", "lease",
)  # fmt: skip
_KINDS = {
    "causes.toml": (
        "cause",
        "text",
        ("status", "gate", "category", "x-team"),
        ("because", "evidence"),
    ),
    "timeline.toml": ("event", "text", ("kind", "who", "relevance", "x-team"), ("evidence",)),
    "actions.toml": ("action", "title", ("status", "owner", "priority", "x-team"), ("addresses",)),
    "postmortem.toml": ("lesson", "text", ("kind", "x-team"), ("tags",)),
}
NAMES = tuple(_KINDS)
_GONE = "\0gone"


@attrs.define
class Branch:
    """One side: its text, and what its edits did.

    Attributes:
        text: The file as this side has it.
        fields: Path of a key to the value it got; `_GONE` where it was taken out.
        added, removed: Items of lists by the path of the list.
        deleted: Things taken out.
        made: Things put in.
        touched: Things of which anything was changed, comments too.
        comments: Comments written.
    """

    text: str
    fields: dict[tuple[str, ...], object] = attrs.Factory(dict)
    added: set[tuple[tuple[str, ...], str]] = attrs.Factory(set)
    removed: set[tuple[tuple[str, ...], str]] = attrs.Factory(set)
    deleted: set[str] = attrs.Factory(set)
    made: set[str] = attrs.Factory(set)
    touched: set[str] = attrs.Factory(set)
    comments: set[str] = attrs.Factory(set)


@attrs.define
class Pair:
    """A file and two branches of it."""

    name: str
    base: str
    ours: Branch
    theirs: Branch

    @property
    def table(self) -> str:
        """The table of its things."""
        return _KINDS[self.name][0]

    def truly_conflicts(self) -> bool:
        """Whether somebody has to be asked."""
        return bool(self._same_field() or self._deleted_and_touched() or self._circle())

    def _same_field(self) -> bool:
        one, other = self.ours.fields, self.theirs.fields
        return any(other[path] != one[path] for path in one if path in other)

    def _deleted_and_touched(self) -> bool:
        pairs = ((self.ours, self.theirs), (self.theirs, self.ours))
        return any(
            name in other.touched or any(item == name for _, item in other.added)
            for side, other in pairs
            for name in side.deleted
            if name not in other.deleted
        )

    def _circle(self) -> bool:
        if self.name != "causes.toml":
            return False
        links = {
            (name, to)
            for name, cause in tomli.loads(self.base)["cause"].items()
            for to in cause.get("because", ())
        }
        for side in (self.ours, self.theirs):
            links |= {(path[1], item) for path, item in side.added if path[2] == "because"}
            links -= {(path[1], item) for path, item in side.removed if path[2] == "because"}
            links = {link for link in links if not side.deleted & {*link}}
        while links:
            ends = {to for _, to in links}
            starts = {name for name, _ in links}
            left = {(a, b) for a, b in links if a in ends and b in starts}
            if left == links:
                return True
            links = left
        return False

    def lost(self, text: str, versions: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
        """The edits that are in no version of the result.

        Args:
            text: The result, with marks.
            versions: What it says if ours, and if theirs, is taken at every mark.
        """
        lost: list[str] = []
        for who, side, mine in (("ours", self.ours, 0), ("theirs", self.theirs, 1)):
            document = versions[mine]
            for path, value in side.fields.items():
                if _at(document, path) != (None if value == _GONE else value):
                    lost.append(f"{who} {path} {value!r}")
            lost += [
                f"{who} + {path} {item}"
                for path, item in side.added
                if item not in (_at(document, path) or ())
            ]
            lost += [
                f"{who} - {path} {item}"
                for path, item in side.removed
                if item in (_at(document, path) or ())
            ]
            lost += [
                f"{who} del {name}"
                for name in side.deleted
                if _at(document, (self.table, name)) is not None
            ]
            lost += [
                f"{who} new {name}"
                for name in side.made
                if _at(document, (self.table, name)) is None
            ]
            lost += [f"{who} {comment}" for comment in side.comments if comment not in text]
        return lost

    def comments_of_base(self) -> set[str]:
        """Comments that stood there before and that neither side took out."""
        return {
            line[line.index("# note") :]
            for line in self.base.split("\n")
            if "# note" in line
            and all(line[line.index("# note") :] in side.text for side in (self.ours, self.theirs))
        }


def _at(document: dict[str, Any], path: tuple[str, ...]) -> Any:
    here: Any = document
    for name in path:
        if not isinstance(here, dict) or name not in here:
            return None
        here = here[name]
    return here


@attrs.define
class Author:
    """Writes files and edits them, as a person and rcakit do by turns."""

    random: Random
    name: str
    count: int = 0
    base: str = ""

    def sentence(self) -> str:
        """Words that no other sentence has."""
        self.count += 1
        words = " ".join(self.random.choice(_WORDS) for _ in range(self.random.randrange(3, 9)))
        return f"{words} {self.count}-{self.random.randrange(10**6)}"

    def note(self) -> str:
        """A comment that no other is equal to."""
        self.count += 1
        return f"# note {self.count}-{self.random.randrange(10**6)}"

    def file(self, things: int = 14) -> str:
        """A file with comments, sorted by id."""
        random = self.random
        table, words, scalars, lists = _KINDS[self.name]
        ids = sorted({self.id() for _ in range(things)})
        lines = ["#:schema ./.rcakit/schema.json"] if random.random() < 0.7 else []
        if random.random() < 0.4:
            lines += [self.note(), ""]
        if self.name == "postmortem.toml":
            lines += ["format = 1", f'title = "{self.sentence()}"', "", "[milestone]"]
            lines += [f'detected = "{self.id()}"  {self.note()}', f'mitigated = "{self.id()}"', ""]
        for place, name in enumerate(ids):
            if random.random() < 0.1:
                lines += [self.note(), ""]
            lines += [self.note() for _ in range(random.choice((0, 0, 0, 1, 2)))]
            lines += [f"[{table}.{name}]", f'{words} = "{self.sentence()}"']
            for field in lists:
                # Links go down the ids only, so that there is no circle.
                below = ids[place + 1 :] if field == "because" else [self.id() for _ in range(5)]
                chosen = random.sample(below, min(len(below), random.randrange(3)))
                if chosen:
                    lines += [f"{field} = ["]
                    lines += [
                        f'    "{item}",' + (f"  {self.note()}" if random.random() < 0.15 else "")
                        for item in dict.fromkeys(chosen)
                    ]
                    lines += ["]"]
            for field in scalars:
                if random.random() < 0.4:
                    note = f"  {self.note()}" if random.random() < 0.15 else ""
                    lines.append(f'{field} = "{random.choice(_WORDS)}"{note}')
            lines.append("")
        return "\n".join(lines[:-1]) + "\n"

    def id(self) -> str:
        """The id of a thing."""
        random = self.random
        if self.name == "timeline.toml":
            tail = "".join(random.choice("abcdefghjkmnpqrstvwxyz0123456789") for _ in range(4))
            return f"20260301-{random.randrange(24):02}{random.randrange(60):02}-{tail}"
        return f"{random.choice(_WORDS)}-{random.choice(_WORDS)}-{random.randrange(1000)}"

    def edit(self, branch: Branch) -> None:  # noqa: C901, PLR0912 - there are many kinds of edit
        """One edit."""
        random = self.random
        table, words, scalars, lists = _KINDS[self.name]
        document: dict[str, Any] = tomli.loads(branch.text)
        wanted = copy.deepcopy(document)
        things = wanted[table]
        name = random.choice(list(things))
        what = random.choices(
            ("words", "scalar", "new", "delete", "add", "remove", "note"), (5, 4, 4, 2, 3, 2, 3)
        )[0]
        if what == "note":
            self._note(branch, table, name)
            return
        if what == "new":
            name = self.id() if random.random() < 0.97 else "the-same-for-both"
            if name in things:
                return
            things[name] = {words: self.sentence()}
            wanted[table] = dict(sorted(things.items()))
            branch.made.add(name)
            branch.fields[table, name, words] = things[name][words]
        elif what == "delete":
            del things[name]
            branch.deleted.add(name)
            for other, thing in things.items():
                for field in ("because",):
                    if name in thing.get(field, ()):
                        self._take(branch, thing, (table, other, field), name)
        elif what == "add":
            field = random.choice(lists)
            below = [one for one in things if one != name]
            item = random.choice(below) if field == "because" else self.id()
            if item in things[name].get(field, ()) or self._closes(things, name, item):
                return
            things[name].setdefault(field, []).append(item)
            branch.added.add(((table, name, field), item))
            branch.removed.discard(((table, name, field), item))
        elif what == "remove":
            field = random.choice(lists)
            if things[name].get(field):
                item = random.choice(things[name][field])
                self._take(branch, things[name], (table, name, field), item)
        else:
            field = words if what == "words" else random.choice(scalars)
            if what == "scalar" and field in things[name] and random.random() < 0.3:
                del things[name][field]
                branch.fields[table, name, field] = _GONE
            else:
                things[name][field] = self.sentence()
                branch.fields[table, name, field] = things[name][field]
        branch.touched.add(name)
        branch.text = rewrite(branch.text, wanted).text
        self._forget(branch, table)

    def _take(
        self, branch: Branch, thing: dict[str, Any], path: tuple[str, ...], item: str
    ) -> None:
        thing[path[2]].remove(item)
        if not thing[path[2]]:
            del thing[path[2]]
        if (path, item) in branch.added:
            branch.added.discard((path, item))
        else:
            branch.removed.add((path, item))
        branch.touched.add(path[1])

    def _closes(self, things: dict[str, Any], name: str, item: str) -> bool:
        seen, waiting = set(), [item]
        while waiting:
            here = waiting.pop()
            if here == name:
                return True
            if here not in seen:
                seen.add(here)
                waiting += things.get(here, {}).get("because", ())
        return False

    def _note(self, branch: Branch, table: str, name: str) -> None:
        """A comment by hand: above a header, above a key, or behind one."""
        lines = branch.text.split("\n")
        header = lines.index(f"[{table}.{name}]")
        note = self.note()
        how = self.random.randrange(3)
        if how == 2 and "#" not in lines[header + 1]:
            lines[header + 1] += f"  {note}"
        else:
            lines.insert(header + (how == 1), note)
        branch.text = "\n".join(lines)
        branch.comments.add(note)
        branch.touched.add(name)

    def _forget(self, branch: Branch, table: str) -> None:
        """What a later edit of the same side took back is no edit of it."""
        document = tomli.loads(branch.text)
        branch.comments = {note for note in branch.comments if note in branch.text}
        branch.made &= document[table].keys()
        gone = branch.deleted - document[table].keys()
        branch.touched = {name for name in branch.touched if self._differs(branch, name)}
        branch.fields = {path: v for path, v in branch.fields.items() if path[1] not in gone}
        branch.added = {(path, item) for path, item in branch.added if path[1] not in gone}
        branch.removed = {(path, item) for path, item in branch.removed if path[1] not in gone}

    def _differs(self, branch: Branch, name: str) -> bool:
        """Whether a thing is written in another way than it was, its comments too."""
        return _section(branch.text, name) != _section(self.base, name)


def _section(text: str, name: str) -> list[str]:
    """The lines of a thing, with the comments directly above it."""
    for section in text.split("\n\n"):
        lines = section.rstrip("\n").split("\n")
        if any(line.startswith("[") and line.endswith(f".{name}]") for line in lines):
            return lines
    return []


def pair(seed: int, name: str = "", edits: int = 2) -> Pair:
    """The pair of a seed: a file, and `edits` edits on each of two branches."""
    random = Random(seed)
    name = name or random.choice(NAMES)
    author = Author(random, name)
    base = author.base = author.file()
    ours, theirs = Branch(base), Branch(base)
    for branch in (ours, theirs):
        for _ in range(edits):
            author.edit(branch)
    return Pair(name, base, ours, theirs)

"""TOML as a person writes it: random documents with comments, and random changes to them."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import attrs

Path = tuple[str, ...]

_TEXTS = (
    "",
    "a",
    "5xx rate passes 5 %",
    'say "no" # not a comment',
    "x = 1\n[y]\n",
    "tab\there",
    "two\nlines",
    "back\\slash",
    "ünïcödé \U0001f4a5",
    "'single'",
    '"""',
    "'''",
    "[cause.a]",
)
_KEYS = ("text", "at", "kind", "status", "because", "x-unknown", "odd key", "ü", "n", "flag")


@attrs.frozen
class Comment:
    """A comment with a text no other has, and what it belongs to.

    Attributes:
        text: From its number sign on.
        owner: The table or key.
        inside: Whether it stands inside the value of the key.
    """

    text: str
    owner: Path
    inside: bool = False


@attrs.define
class Handwriting:
    """Writes one random text; `text` and `comments` are what came of it."""

    random: Random
    newline: str = "\n"
    text: str = ""
    comments: list[Comment] = attrs.Factory(list)

    def note(self, owner: Path, *, inside: bool = False) -> str:
        """Another comment, remembered with its owner."""
        comment = f"# note {len(self.comments)}.{' x = [' * self.random.randrange(2)}"
        self.comments.append(Comment(comment, owner, inside))
        return comment

    def line(self, text: str = "") -> None:
        """One line."""
        self.text += text + self.newline

    def write(self) -> None:  # noqa: C901 - a document has many parts
        """The whole document."""
        random = self.random
        if random.random() < 0.3:
            self.line("#:schema ./x.schema.json")
        if random.random() < 0.3:
            self.line(self.note(()))
            self.line()
        self.keys(
            (), random.sample(["title", "format", "x-team", "problem", "day"], random.randrange(5))
        )
        names: list[Path] = [("milestone",)] if random.random() < 0.5 else []
        for kind in random.sample(["cause", "event", "action"], random.randrange(1, 4)):
            ids = [
                f"{random.choice('abcdefgh')}{random.randrange(30)}"
                for _ in range(random.randrange(5))
            ]
            ids = list(dict.fromkeys(ids))
            if random.random() < 0.5:
                ids.sort()
            for name in ids:
                names.append((kind, name if random.random() < 0.9 else f"{name} q"))
                if random.random() < 0.3:
                    names.append((*names[-1], "source"))
        if random.random() < 0.2:
            random.shuffle(names)
        for name in names:
            self.table(name)
        if random.random() < 0.3:
            self.line()
            self.line(self.note(()))
        if random.random() < 0.3:
            self.text = self.text.rstrip("\r\n")

    def table(self, path: Path) -> None:
        """A table with what may stand above it."""
        random = self.random
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            self.line()
        if random.random() < 0.2:
            self.line()  # else it would belong to the table above
            self.line(self.note(()))
            self.line()
        for _ in range(random.choice((0, 0, 1, 2))):
            self.line(self.note(path))
        inner = ".".join(part if part.isalnum() else f'"{part}"' for part in path)
        trailing = f"  {self.note(path)}" if random.random() < 0.1 else ""
        self.line(random.choice(("[{}]", "[{}]", "[ {} ]")).format(inner) + trailing)
        self.keys(path, random.sample(_KEYS, random.randrange(5)))
        if random.random() < 0.15:
            self.line(f"dotted.one = {random.randrange(9)}")
            if random.random() < 0.5:
                self.line('dotted."t w o" = "x"')
        if len(path) == 2 and random.random() < 0.2:
            self.line('inline = { kind = "slack", n = 1 }')

    def keys(self, path: Path, keys: list[str]) -> None:
        """Keys of a table, commented or not."""
        random = self.random
        indent = random.choice(("", "", "", "  ", "\t"))
        for key in keys:
            if random.random() < 0.1:
                self.line()
            if random.random() < 0.2:
                self.line(indent + self.note(path))
            name = key if key.isascii() and key.replace("-", "").isalnum() else f'"{key}"'
            equals = random.choice((" = ", " = ", "=", "   =  "))
            trailing = f" {self.note((*path, key))}" if random.random() < 0.2 else ""
            self.line(f"{indent}{name}{equals}{self.value((*path, key))}{trailing}")

    def value(self, path: Path) -> str:
        """Some value, on one line or several."""
        random = self.random
        kind = random.randrange(9)
        if kind == 0:
            return random.choice(("1", "0x1F", "1_000", "-5", "1.50", "1e3", "true", "false"))
        if kind == 1:
            return random.choice(
                ("2026-03-01T13:32:05Z", "2026-03-01 13:32:05.25+01:00", "2026-03-01")
            )
        if kind == 2:
            raw = self.newline.join(("'''", "raw # no", "[not.a.table]'''"))
            return random.choice(("'C:\\temp'", raw, "''", '""'))
        if kind == 3:
            body = self.newline.join(("x = 1", "# not a comment", "[not.a.table]", 'a ""q"" b'))
            return f'"""{self.newline}{body}"""'
        if kind == 4:
            items = ", ".join(f'"{random.choice("abcdef")}"' for _ in range(random.randrange(4)))
            return f"[{items}]"
        if kind in (5, 6):
            lines = ["["]
            for _ in range(random.randrange(4)):
                if random.random() < 0.3:
                    lines.append(f"    {self.note(path, inside=True)}")
                note = f"  {self.note(path, inside=True)}" if random.random() < 0.3 else ""
                lines.append(f'  "{random.choice("abcdef")}",{note}')
            return self.newline.join([*lines, "]"])
        if kind == 7:
            return '{ kind = "pagerduty", id = "R7E2" }'
        return random.choice(('"one"', '"a \\u00e9 \\"q\\" #"', '"[x]"'))


def value(random: Random) -> object:
    """A random value of the kinds the files hold."""
    kind = random.randrange(9)
    if kind == 0:
        return random.choice((0, 1, True, False, 1.0, 2.5, -(2**53) + 1))
    if kind == 1:
        zone = random.choice((UTC, timezone(timedelta(hours=-3, minutes=-30))))
        return datetime(2026, 3, 1, 13, random.randrange(60), tzinfo=zone)
    if kind == 2:
        return date(2026, 3, random.randrange(1, 30))
    if kind == 3:
        return [random.choice(_TEXTS) for _ in range(random.randrange(4))]
    if kind == 4:
        return {"kind": random.choice(_TEXTS), "n": 1, "deep": {"er": [1]}}
    if kind == 5:
        return [{"metric": "errors", "value": 1}, {"metric": random.choice(_TEXTS)}]
    return random.choice(_TEXTS)


def changed(  # noqa: C901 - there are many kinds of change
    document: dict[str, object], random: Random
) -> dict[str, object]:
    """A copy of `document` with a few random changes."""
    wanted = copy.deepcopy(document)
    for _ in range(random.randrange(1, 5)):
        tables = [(path, table) for path, table in _tables(wanted)]
        path, table = random.choice(tables)
        what = random.randrange(7)
        if what == 0 and table:
            del table[random.choice(list(table))]
        elif what == 1:
            table[random.choice(_KEYS)] = value(random)
        elif what == 2:
            kind = wanted.setdefault(random.choice(("cause", "event", "question")), {})
            if isinstance(kind, dict):
                kind[f"{random.choice('abcdefgh')}new"] = {"text": "new", "source": {"kind": "x"}}
        elif what == 3 and table:
            table[random.choice(list(table))] = value(random)
        elif what == 4:
            lists = [v for v in table.values() if isinstance(v, list)]
            if lists:
                chosen = random.choice(lists)
                chosen.insert(random.randrange(len(chosen) + 1), "added")
        elif what == 5:
            lists = [v for v in table.values() if isinstance(v, list) and v]
            if lists:
                chosen = random.choice(lists)
                del chosen[random.randrange(len(chosen))]
        elif what == 6 and len(path) == 1 and table:
            del table[random.choice(list(table))]
    return wanted


def _tables(document: dict[str, object]) -> list[tuple[Path, dict[str, object]]]:
    found: list[tuple[Path, dict[str, object]]] = []
    waiting: list[tuple[Path, dict[str, object]]] = [((), document)]
    while waiting:
        path, table = waiting.pop()
        found.append((path, table))
        waiting += [((*path, k), v) for k, v in table.items() if isinstance(v, dict)]
    return found

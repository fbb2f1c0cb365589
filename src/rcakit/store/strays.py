"""Files that a sync tool, a merge or an editor left beside those of a postmortem.

They are copies that rcakit does not read. Somebody's work may be in them, so they are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from rcakit.store.codec import FILES, METHODS

_LOOK = "see what is in it that {of} lacks, take that over, then delete it"


@attrs.frozen
class Stray:
    """A file that looks like a copy of another.

    Attributes:
        name: Its name in the folder, a relative POSIX path.
        of: The file it looks like a copy of.
        what: What it is, for a sentence.
    """

    name: str
    of: str
    what: str

    def sentence(self) -> str:
        """What it is and what to do, with no full stop."""
        look = _LOOK.format(of=self.of)
        return f"this is {self.what}; rcakit does not read it: {look}"


_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), what)
    for pattern, what in (
        (
            r"(?P<stem>.+?) \(.*conflicted copy.*\)(?: \(\d+\))?\.toml",
            "a conflicted copy of {of}, left by a sync tool such as Dropbox or Nextcloud",
        ),
        (
            r"(?P<stem>.+?)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?\.toml",
            "a conflicted copy of {of}, left by Syncthing",
        ),
        (
            r"(?P<stem>.+?)[ _]conflict(?:ed)?[-_ ].*\.toml",
            "a conflicted copy of {of}, left by a sync tool",
        ),
        (r"(?P<stem>.+)\.mine(?:-\d+)?\.toml", "your version of {of}, kept beside it by rcakit"),
        (r"(?P<stem>.+)\.toml~|#(?P<auto>.+)\.toml#", "an editor's copy of {of}"),
        (r"(?P<stem>.+)\.toml\.orig", "{of} as it was before a merge"),
        (r"(?P<stem>.+)\.toml\.rej", "changes to {of} that a patch could not make"),
        (r"(?P<stem>.+)\.toml\.bak", "a copy of {of}"),
        (r"(?P<stem>.+?) ?\((?:copy|\d+)\)\.toml", "a copy of {of}"),
    )
)
_MACHINE = re.compile(r"(?P<stem>.+?)[-_ ](?P<host>[^/]+)\.toml")


def strays(folder: Path) -> Iterator[Stray]:
    """Such files of a postmortem and of its methods, by name; cheap enough to look again often."""
    for place, prefix in ((folder, ""), (folder / METHODS, f"{METHODS}/")):
        try:
            names = sorted(path.name for path in place.iterdir())
        except OSError:
            continue
        own = set(FILES) if not prefix else {name for name in names if not is_stray(name)}
        for name in names:
            found = _like(name, own) or (None if prefix else _of_machine(name))
            if found is not None:
                of, what = found
                yield Stray(prefix + name, prefix + of, what.format(of=prefix + of))


def is_stray(name: str) -> bool:
    """Whether a file is named as copies are, whatever it is a copy of."""
    return any(pattern.fullmatch(name) for pattern, _ in _KINDS)


def _like(name: str, own: set[str]) -> tuple[str, str] | None:
    if name in own:
        return None
    for pattern, what in _KINDS:
        match = pattern.fullmatch(name)
        if match is not None:
            of = f"{next(stem for stem in match.groups() if stem)}.toml"
            if of in own or of in FILES:
                return of, what
    same = next((one for one in own if one.casefold() == name.casefold()), None)
    if same is not None:
        return same, "a file whose name differs from {of} only in capital letters"
    return None


def _of_machine(name: str) -> tuple[str, str] | None:
    """OneDrive puts the name of the machine behind: `causes-LAPTOP-7.toml`."""
    match = _MACHINE.fullmatch(name)
    if match is None or f"{match['stem']}.toml" not in FILES:
        return None
    return f"{match['stem']}.toml", "what looks like a conflicted copy of {of}, as OneDrive leaves"

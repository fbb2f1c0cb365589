"""Every error a user may meet: one sentence, where it is, and the exit code of the command.

Messages are complete sentences that say what to do. They may quote user text; whoever prints
one passes it through `rcakit.text.visible` first.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """Exit codes of every command; other tools rely on them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    CONFLICT = 3
    UNREADABLE = 4
    INTERNAL = 70


class RcakitError(Exception):
    """The root of all errors rcakit raises on purpose."""

    exit_code = Exit.USAGE


class Refused(RcakitError):
    """A change that would break a law of the model, such as a cycle; nothing was altered."""


class TooLargeError(Refused):
    """A change after which a file could not be read again, since it would be too large."""

    exit_code = Exit.UNREADABLE


class BadAnswer(RcakitError):
    """An answer that is not of the kind the question asks for; says what is."""


class UnreadableError(RcakitError):
    """A file that cannot be taken as it stands.

    Attributes:
        path: The file.
        line: The line it is about, from 1, or None where no line can be named.
        reason: The sentence without the place.
    """

    exit_code = Exit.UNREADABLE

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")


class UnsettledError(UnreadableError):
    """A place in a file that a merge left for a person to decide."""


class PluginFailedError(RcakitError):
    """The plugin that was to do the work failed at it; what went wrong is in its faults."""

    exit_code = Exit.INTERNAL


class AppFailedError(Exception):
    """The app failed and had to be left; its cause is what it failed at. No fault of the user.

    Attributes:
        kept: What became of the answers, a sentence.
    """

    def __init__(self, kept: str) -> None:
        self.kept = kept
        super().__init__(kept)


class ConflictError(RcakitError):
    """Files were changed on disk by someone else since they were read; nothing was written.

    Attributes:
        paths: The files that differ from what was read.
    """

    exit_code = Exit.CONFLICT

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        names = ", ".join(path.name for path in paths)
        super().__init__(f"{names} changed on disk since it was read; nothing was overwritten.")


class SaveError(RcakitError):
    """A save that did not happen; the files on disk are as they were.

    Attributes:
        path: The file that could not be written.
        reason: Why, in words.
    """

    exit_code = Exit.CONFLICT
    _state = "was not saved"

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} {self._state}: {reason}")


class BegunError(SaveError):
    """A save that is decided and only partly in place; opening the folder completes it."""

    _state = "is saved in part"

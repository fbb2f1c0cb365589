"""Things one can check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING


class EvidenceKind(StrEnum):
    """What sort of thing it is."""

    LOG = "log"
    METRIC = "metric"
    TRACE = "trace"
    CHAT = "chat"
    TICKET = "ticket"
    CHANGE = "change"
    DOCUMENT = "document"
    TESTIMONY = "testimony"


class Basis(StrEnum):
    """Whether a machine recorded it or a person remembers it."""

    OBJECTIVE = "objective"
    RECALLED = "recalled"


@attrs.frozen(kw_only=True)
class Evidence:
    """One thing somebody else could look at and check.

    Attributes:
        title: What it shows, in one line.
        kind: Log, metric, trace, chat, ticket, change, document or testimony.
        basis: Recorded by a machine, or recalled by a person.
        source: Where it is: a link, a query with its time range, a person's role.
        captured_at: When it was taken; what it was taken from may be gone since.
        file: Path of a copy below the postmortem's `attachments/` folder.
        sha256: Hash of that file in lower-case hexadecimal.
        note: What one should know to read it.
    """

    title: str
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    basis: Basis | None = None
    source: str = ""
    captured_at: datetime | None = None
    file: str = ""
    sha256: str = ""
    note: str = ""
    extra: Mapping[str, object] = NOTHING

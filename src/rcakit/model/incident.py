"""What happened, whom it hurt, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING

UNKNOWN = "unknown"
"""The value of a quantity that was looked for and could not be had."""


class Kind(StrEnum):
    """What sort of thing the postmortem is about."""

    INCIDENT = "incident"
    NEAR_MISS = "near-miss"
    DRILL = "drill"
    PREMORTEM = "premortem"


@attrs.frozen(kw_only=True)
class Incident:
    """What happened; the bare keys of postmortem.toml.

    Attributes:
        title: One line that a stranger understands.
        kind: Incident, near-miss, drill or premortem.
        severity: One of the library's severities, such as "SEV2"; None until somebody said.
        services: What was affected.
        timezone: IANA name in which times are entered and shown, such as "Europe/Berlin".
        summary: What happened, in a few sentences; Markdown.
        detected_by: How it came to notice: an alert, a user, somebody looking.
        tags: Words to find it by.
        related: Ids or links of other incidents, with what relates them in the text.
    """

    title: str
    kind: Kind = Kind.INCIDENT
    severity: str | None = None
    services: tuple[str, ...] = ()
    timezone: str = "UTC"
    summary: str = ""
    detected_by: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Impact:
    """One thing that was hurt, as a number with its unit, or honestly unknown.

    Attributes:
        metric: What was counted, such as "failed requests".
        value: A number, or "unknown"; None until somebody said.
        unit: What the number counts, such as "requests" or "EUR".
        measured: How it was measured, so that somebody else could do it again.
        evidence: Ids of evidence.
    """

    metric: str
    value: float | int | str | None = None
    unit: str = ""
    measured: str = ""
    evidence: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class Person:
    """Somebody who took part, by a name or an alias.

    Attributes:
        name: A name, initials or an alias.
        roles: What they were in the incident or its review: "owner", "facilitator",
            "responder", "reviewer", "scribe" or words of the team.
        team: Where they work.
    """

    name: str
    roles: tuple[str, ...] = ()
    team: str = ""
    extra: Mapping[str, object] = NOTHING

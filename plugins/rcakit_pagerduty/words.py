"""PagerDuty's words for what happened, and which kind of event each is."""

from __future__ import annotations

from collections.abc import Mapping

from rcakit import model
from rcakit.model import EventKind, Relevance

_LOG: Mapping[str, tuple[EventKind, Relevance]] = model.frozen(
    {
        "trigger": (EventKind.ALERT, Relevance.NORMAL),
        "acknowledge": (EventKind.COMMUNICATION, Relevance.NORMAL),
        "unacknowledge": (EventKind.COMMUNICATION, Relevance.NORMAL),
        "resolve": (EventKind.RECOVERY, Relevance.NORMAL),
        "annotate": (EventKind.NOTE, Relevance.NORMAL),
        "assign": (EventKind.COMMUNICATION, Relevance.LOW),
        "delegate": (EventKind.COMMUNICATION, Relevance.LOW),
        "escalate": (EventKind.COMMUNICATION, Relevance.NORMAL),
        "notify": (EventKind.COMMUNICATION, Relevance.LOW),
        "snooze": (EventKind.COMMUNICATION, Relevance.NORMAL),
        "repeat_escalation_path": (EventKind.COMMUNICATION, Relevance.LOW),
        "exhaust_escalation_path": (EventKind.COMMUNICATION, Relevance.NORMAL),
        "reach_ack_limit": (EventKind.COMMUNICATION, Relevance.LOW),
        "reach_trigger_limit": (EventKind.COMMUNICATION, Relevance.LOW),
        "urgency_change": (EventKind.DECISION, Relevance.NORMAL),
        "priority_change": (EventKind.DECISION, Relevance.NORMAL),
        "status_update": (EventKind.COMMUNICATION, Relevance.NORMAL),
    }
)
HOOKS: Mapping[str, str] = model.frozen(
    {
        "triggered": "trigger", "acknowledged": "acknowledge", "unacknowledged": "unacknowledge",
        "resolved": "resolve", "annotated": "annotate", "delegated": "delegate",
        "escalated": "escalate", "reassigned": "assign", "reopened": "reopen",
        "priority_updated": "priority_change", "responder.added": "assign",
        "responder.replied": "notify", "status_update_published": "status_update",
    }
)  # fmt: skip
"""Words of webhooks, as the words of log entries."""

KNOWN = frozenset(
    (
        "id", "type", "self", "html_url", "created_at", "occurred_at", "timestamp", "summary",
        "agent", "user", "content", "data", "service", "incident", "at", "title", "resolved_at",
        "first_trigger_log_entry", "acknowledgements", "priority", "last_status_change_by",
    )
)  # fmt: skip
"""Fields that an event already tells of, or that only point to one."""


def kind_of(sort: str, word: str) -> tuple[EventKind, Relevance]:
    """Kind and relevance of an object of `sort` with the word of its log entry."""
    if sort == "change":
        return EventKind.CHANGE, Relevance.NORMAL
    if sort == "alert":
        return EventKind.ALERT, Relevance.NORMAL
    if word == "opened":
        return EventKind.COMMUNICATION, Relevance.LOW
    return _LOG.get(word, (EventKind.NOTE, Relevance.NORMAL))

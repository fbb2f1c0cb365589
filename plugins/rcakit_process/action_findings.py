"""What a careful reader would point out about the actions as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rcakit import Finding, Postmortem, Severity, about, model, text

_VAGUE = re.compile(
    r"(?:investigate|improve|consider|look\s+into|think\s+about|discuss|explore|be\s+more"
    r"|try\s+to|review|raise\s+awareness|make\s+sure)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:until|so\s+that|by\s+\w+ing|to\s+(?:under|below|at\s+most)|and\s+write)\b|\d"
)
_URGENT = ("P0", "P1")
_MOST_URGENT = 5


def action_findings(postmortem: Postmortem) -> Iterator[Finding]:
    """All findings; the rules are named `actions/...`."""
    live = {
        name: action
        for name, action in postmortem.actions.items()
        if action.status is not model.ActionStatus.WONT_DO
    }
    if not live and postmortem.causes:
        yield Finding(
            rule="actions/none",
            severity=Severity.WARNING,
            text="There is no action yet.",
            mend="Ask of each cause what would prevent it, show it sooner or make it hurt less.",
        )
    for name, action in live.items():
        yield from _of_one(postmortem, name, action)
    yield from _together(postmortem, live)


def _of_one(postmortem: Postmortem, name: str, action: model.Action) -> Iterator[Finding]:
    reference = about(postmortem, "action", name)
    if (
        not action.addresses
        and postmortem.causes
        and f"actions/addresses/{name}" not in postmortem.skipped
    ):
        yield Finding(
            rule="actions/addresses-nothing",
            severity=Severity.WARNING,
            text=f"{text.quoted(action.title)} acts on no cause.",
            mend="Say which causes it acts on, or move it to where it belongs.",
            about=(reference,),
            field="addresses",
        )
    vague = _VAGUE.match(action.title.strip())
    if vague and not action.measure and not _ENDED.search(action.title):
        yield Finding(
            rule="actions/vague",
            severity=Severity.HINT,
            text=f"{text.quoted(action.title)} begins with “{vague.group()}” and has no end one "
            "could see.",
            mend="Say what will be there when it is done, or how one will know that it worked.",
            about=(reference,),
            field="title",
        )


def _together(postmortem: Postmortem, live: dict[str, model.Action]) -> Iterator[Finding]:
    kinds = {action.type for action in live.values()}
    if (
        live
        and None not in kinds
        and not kinds
        & {
            model.ActionType.DETECT,
            model.ActionType.MITIGATE,
        }
    ):
        yield Finding(
            rule="actions/only-prevention",
            severity=Severity.HINT,
            text="No action lets it be noticed sooner or hurt less.",
            mend="Ask how the time to detection, or the damage, could be cut in half.",
        )
    urgent = [name for name, action in live.items() if action.priority in _URGENT]
    if len(urgent) > _MOST_URGENT:
        yield Finding(
            rule="actions/many-urgent",
            severity=Severity.HINT,
            text=f"{len(urgent)} actions are P0 or P1.",
            mend="Keep these for the few that go before everything else.",
            about=tuple(about(postmortem, "action", name) for name in urgent),
            field="priority",
        )
    for cause in postmortem.causes:
        acting = [action for action in live.values() if cause in action.addresses]
        if acting and all(action.strength is model.Strength.WEAKER for action in acting):
            yield Finding(
                rule="actions/only-weaker",
                severity=Severity.HINT,
                text=f"Only weaker actions act on {text.quoted(postmortem.causes[cause].text)}; "
                "they rely on people remembering.",
                mend="Look for one that works without anybody thinking of it.",
                about=(cause,),
            )

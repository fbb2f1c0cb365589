"""What is to change, and what nobody has taken on yet."""

from __future__ import annotations

from datetime import date

from rcakit import Postmortem, Reading, coverage, model
from rcakit_report.labels import names
from rcakit_report.markdown import bullets, cell, inline, link, table

NOBODY = "**nobody yet**"
_LAST = "\uffff"
_STATUS = {
    model.ActionStatus.IDEA: "idea",
    model.ActionStatus.OPEN: "open",
    model.ActionStatus.IN_PROGRESS: "in progress",
    model.ActionStatus.DONE: "done",
    model.ActionStatus.WONT_DO: "will not be done",
}


def actions(reading: Reading) -> str:
    """The actions, and the causes no action addresses."""
    postmortem = reading.postmortem
    bare = unaddressed(postmortem)
    if not postmortem.actions and not bare:
        return ""
    parts = ["## Actions"]
    if postmortem.actions:
        headings = ("Action", "Addresses", "Owner", "Due", "Type", "Status")
        rows = [_row(postmortem, name, action) for name, action in _in_order(postmortem)]
        parts.append(table(headings, rows))
    else:
        parts.append("No action has been named yet.")
    if bare:
        listed = bullets(_bare(postmortem, name) for name in bare)
        parts += ["### Causes without an action", listed]
    return "\n\n".join(parts)


def _in_order(postmortem: Postmortem) -> list[tuple[str, model.Action]]:
    """By priority, then by the day they are due; what has neither comes last."""
    return sorted(
        postmortem.actions.items(),
        key=lambda item: (item[1].priority or _LAST, item[1].due or date.max),
    )


def _row(postmortem: Postmortem, name: str, action: model.Action) -> tuple[str, ...]:
    title = [cell(action.title)]
    title += [f"*We will know by:* {cell(action.measure)}"] if action.measure else []
    title += [", ".join(link(one, one) for one in action.tracker)] if action.tracker else []
    status = [_STATUS[action.status]]
    status += [cell(words) for words in (action.reason, action.outcome) if words]
    if action.verify_by is not None and _to_be_seen(postmortem, name, action):
        status.append(f"to be looked at on {action.verify_by.isoformat()}")
    kind = [word.value for word in (action.type, action.strength) if word is not None]
    kind += [inline(action.priority)] if action.priority else []
    return (
        "<br>".join(title),
        names(postmortem, action.addresses),
        _owner(action),
        action.due.isoformat() if action.due is not None else "",
        ", ".join(kind),
        "<br>".join(status),
    )


def _to_be_seen(postmortem: Postmortem, name: str, action: model.Action) -> bool:
    """Whether somebody is still to look at what the action did."""
    over = action.outcome or f"follow-up/outcome/{name}" in postmortem.skipped
    return not over and action.status is not model.ActionStatus.WONT_DO


def _owner(action: model.Action) -> str:
    if action.owner.strip():
        return cell(action.owner)
    return NOBODY if action.status.taken_on else ""


def taken_on(postmortem: Postmortem) -> list[model.Action]:
    """The actions that need an owner; ideas and what will not be done need none."""
    return [one for one in postmortem.actions.values() if one.status.taken_on]


def unaddressed(postmortem: Postmortem) -> list[str]:
    """Ids of causes that no action acts on, neither itself nor all that is behind it.

    Also those that were left as they are on purpose, which the list says with the reason.
    """
    return [one.cause for one in coverage.uncovered(postmortem) if not one.behind]


def _bare(postmortem: Postmortem, cause: str) -> str:
    reason = postmortem.skipped.get(f"actions/cause/{cause}", "")
    left = f" (left as it is: {inline(reason)})" if reason else ""
    return f"{inline(postmortem.causes[cause].text)}{left}"

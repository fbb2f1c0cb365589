"""What the words of an action say of it: its state, owner, day and priority."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import attrs

from rcakit import model
from rcakit.model import ActionStatus, ActionType
from rcakit.text import shorten
from rcakit_markdown.days import DAY
from rcakit_markdown.inline import struck, without_tickets
from rcakit_markdown.keys import folded
from rcakit_markdown.notes import Notes
from rcakit_markdown.nothing import NOBODY

DONE = r"done|completed?|finished|fixed|closed|resolved|merged|shipped|implemented|deployed"
_DOING = r"in[- ]progress|wip|ongoing|started|doing|under ?way|in review|partially done"
_DROPPED = r"wont[- ]?do|won[’']t do|won[’']t fix|wontfix|rejected|cancell?ed|dropped|abandoned"
OPEN = r"open|to[- ]?do|not started|new|planned|backlog|pending|accepted|scheduled|proposed|tbd"
_TICK = r"(?:✅|✓|✔️?|☑️?)"
_BEHIND = (
    rf"(?:(?:on|in|with|by|via|since|as of) )?(?:{DAY.pattern}|{DONE}|{_TICK}|[a-z]{{3,9}} \d{{4}}"
    r"|q[1-4](?: \d{4})?|\d{4}|v?\d+(?:\.\d+){1,3}[\w.-]{0,20}|(?:v|version |release )\d+"
    r"|https?://\S{1,500}|(?:pr|mr|pull request|issue|ticket|bug|commit) ?#?[\w-]{1,40}|#\d+"
    r"|[a-z]{2,10}-\d+)"
)
"""A day, a version or a link, which leave what is done done: not "2 of 5", nor "in staging"."""
_STATUS = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        (ActionStatus.DONE, rf"(?:{DONE}|yes|y|x|{_TICK})(?:[ :,(–—-]{{1,5}}{_BEHIND})?"),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.WONT_DO, _DROPPED),
        (ActionStatus.OPEN, rf"(?:{OPEN}|no|n|❌|☐)?[-\s]*"),
    )
)
_SORTED = re.compile(r" (?:action|task|follow[- ]?up|item|work|issue)s?\b.*", re.IGNORECASE)
# A run of blanks is looked at once, from its beginning, and not from each blank in it.
_BLANKS = r"(?<!\s)\s*+"
_ASIDES = tuple(
    (
        status,
        re.compile(
            rf"{_BLANKS}(?:[(\[]\s*(?:{words})\s*[)\]]|[-–—]\s*(?:{words}))\s*+(?:\.\s*+)?\Z",
            re.IGNORECASE,
        ),
    )
    for status, words in (
        (ActionStatus.DONE, DONE),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.WONT_DO, _DROPPED),
        (ActionStatus.OPEN, OPEN),
    )
)
_LEADS = tuple(
    (status, re.compile(rf"\s*[\[(](?:{words})[\])]\s*[:-]?\s*", re.IGNORECASE))
    for status, words in (
        (ActionStatus.DONE, DONE),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.OPEN, OPEN),
    )
)
_TICKS = re.compile(rf"\A\s*{_TICK}\s*|{_BLANKS}{_TICK}\s*\Z")
_OWNER = re.compile(
    _BLANKS + r"[(\[]?\b(?:owners?|assignees?|assigned to|dri)\s*[:=]\s*@?([\w.][\w .'-]{0,60}?)\s*"
    # a full stop ends a name, but not behind an initial
    r"(?:[)\]]|(?=[,;|\[]|\Z)|(?<!\b\w)\.(?=\s|\Z))",
    re.IGNORECASE,
)
_ANOTHER = r"\s*(?:@[\w.-]{1,60}|[A-Z][\w'-]{0,40}(?: [A-Z][\w'-]{0,40})?)"
_OTHERS = re.compile(rf"\s*,({_ANOTHER}(?:\s*,{_ANOTHER}){{0,9}})\s*[)\]]?\.?\s*")
_OWNED = re.compile(r"\b(?:owners?|assignees?|assigned to|dri)\b[*_]*\s*[:=]", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\s)(?:\s*+[(\[–—-])?\s*+@([A-Za-z0-9][\w.-]{0,60})\s*+(?:[)\]]\s*+)?\Z")
_DUE = re.compile(
    r"(?<!\s)(?:\s*+[,;(\[])?\s*+\b(?:due|by|deadline|eta)\b\s*+(?::\s*+)?(\d{4}-\d{2}-\d{2})"
    r"\s*[)\]]?",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\A\s*(?:[(\[]\s*(P[0-5])\s*[)\]]|(P[0-5])\s*[:–—-])\s*:?\s*", re.IGNORECASE
)
TYPES: Mapping[str, ActionType] = model.frozen(
    {
        "mitigate": ActionType.MITIGATE, "mitigation": ActionType.MITIGATE,
        "mitigative": ActionType.MITIGATE, "prevent": ActionType.PREVENT,
        "prevention": ActionType.PREVENT, "preventive": ActionType.PREVENT,
        "preventative": ActionType.PREVENT, "detect": ActionType.DETECT,
        "detection": ActionType.DETECT, "monitoring": ActionType.DETECT,
        "alerting": ActionType.DETECT, "process": ActionType.PROCESS,
        "documentation": ActionType.PROCESS, "training": ActionType.PROCESS,
        "repair": ActionType.REPAIR, "fix": ActionType.REPAIR, "cleanup": ActionType.REPAIR,
        "investigate": ActionType.INVESTIGATE, "investigation": ActionType.INVESTIGATE,
        "research": ActionType.INVESTIGATE,
    }
)  # fmt: skip


@attrs.define
class Draft:
    """An action as read, before it is one."""

    line: int
    title: str
    raw: str
    owner: str = ""
    due: date | None = None
    priority: str = ""
    type: ActionType | None = None
    status: ActionStatus = ActionStatus.OPEN
    tracker: tuple[str, ...] = ()
    measure: str = ""
    details: list[str] = attrs.field(factory=list)
    group: bool = False


def single(text: str) -> str:
    """`text` with one blank or line feed where there are several, so that no pattern lingers."""
    return re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", text))


def named_alone(raw: str) -> str:
    """Markdown without the links to tickets behind the label of an owner: they are no names."""
    owned = _OWNED.search(raw)
    if owned is None:
        return raw
    return raw[: owned.end()] + without_tickets(raw[owned.end() :])


def taken(draft: Draft, text: str, notes: Notes) -> str:
    """`text` without the status, owner, due day and priority written into it."""
    text = single(text)
    if _TICKS.search(text):
        draft.status, text = ActionStatus.DONE, _TICKS.sub("", text)
    for status, aside in (*_ASIDES, *_LEADS):
        match = aside.search(text) if (status, aside) in _ASIDES else aside.match(text)
        if match is not None:
            draft.status = status if draft.status is not ActionStatus.DONE else draft.status
            text = text[: match.start()] + text[match.end() :]
    if (match := _PRIORITY.match(text)) is not None:
        draft.priority, text = (match[1] or match[2]).upper(), text[match.end() :]
    if (match := _DUE.search(text)) is not None:
        try:
            draft.due = date.fromisoformat(match[1])
            text = text[: match.start()] + text[match.end() :]
        except ValueError:
            pass
    match = _OWNER.search(text) or _MENTION.search(text)
    if match is not None:
        behind = text[match.end() :]
        if (others := _OTHERS.fullmatch(behind)) is not None:
            behind = ""
        own(draft, match[1] + ("," + others[1] if others is not None else ""), notes)
        gap = " " if behind[:1].isalnum() or behind[:1] == "[" else ""
        text = (text[: match.start()] + gap + behind).strip(" ([,;–—-")
    return text


def own(draft: Draft, names: str, notes: Notes) -> None:
    """An action has one owner, the first who is named; the others are told."""
    several = [name.strip(" @") for name in re.split(r"[,;\n]", names)]
    several = [name for name in several if not NOBODY.fullmatch(name)]
    first, *others = several or [""]
    draft.owner = first
    if others:
        draft.details.append(f"Owner: {folded(names)}")
        left = shorten(", ".join(others), 60)
        notes.odd(draft.line, f"“{shorten(first, 40)}” was taken as the owner; left out: “{left}”.")


def strike(draft: Draft, raw: str, notes: Notes) -> None:
    """An action struck through, and not said to be in any state, is taken as done, and told."""
    if struck(raw) and draft.status is ActionStatus.OPEN:
        draft.status = ActionStatus.DONE
        notes.odd(
            draft.line,
            f"“{shorten(draft.title, 60)}” is struck through and was taken as done; "
            "it may have been dropped instead.",
        )


def status_of(words: str) -> ActionStatus | None:
    """The state that words, all of them, name; None where they name none."""
    bare = single(words).strip().strip("*_()[].")
    return next((status for status, known in _STATUS if known.fullmatch(bare)), None)


def status_in(heading: str) -> ActionStatus | None:
    """The state of the actions below a heading such as "Completed items"."""
    return status_of(_SORTED.sub("", heading))

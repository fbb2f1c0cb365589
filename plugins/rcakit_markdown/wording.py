"""What kind of event words clearly tell of. Where they do not, or tell of two, it is a note."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rcakit import model
from rcakit.model import EventKind

_CLEAR: Mapping[EventKind, str] = model.frozen(
    {
        EventKind.IMPACT: r"(?:outage|impact|degradation|incident) (?:begins?|began|starts?"
        r"|started)"
        r"|users? (?:are |were )?(?:unable|cannot|can't|could not|couldn't)",
        EventKind.ALERT: r"(?:alerts?|alarms?|pages?|monitors?) (?:fires?|fired|triggers?|triggered"
        r"|went off|received|was sent)|(?:first|automated|automatic) (?:alert|alarm|warning|page)"
        r"|pagerduty alert|on-?call (?:is |was )?paged",
        EventKind.DETECTION: r"(?:first|second|third|additional|initial) (?:user "
        r"|customer )?reports?\b"
        r"|alerted (?:us|by)|reports? (?:of|from)|users? reports?(?:ed)?\b"
        r"|customers? reports?(?:ed)?\b|noticed?s?\b|detected\b|complain(?:s|ed|ts?)\b",
        EventKind.DIAGNOSIS: r"(?:root cause|cause|culprit|issue|problem) (?:is |was |has been )?"
        r"(?:identified|found|isolated|understood)|started (?:the )?investigat(?:ion|ing)"
        r"|investigat(?:ion|ing) (?:begins?|began|starts?|started)",
        EventKind.COMMUNICATION: r"(?:e-?mail|mail|message|announcement"
        r"|notification)s? (?:is |was )?"
        r"(?:sent|posted|published)|status ?page (?:is |was )?(?:updated|published|posted)"
        r"|incident (?:is |was )?(?:raised|opened)"
        r"|ticket (?:is |was )?(?:raised|opened|created|marked|closed|resolved)|follow-up mail",
        EventKind.RECOVERY: r"(?:service|services|site|system|systems|traffic|cluster|database"
        r"|functionality|incident|issue|outage) (?:is |are |was |were |has been |fully )*"
        r"(?:resolved|restored|recovered|repaired|mitigated|over|ends?|ended)|back to normal"
        r"|all[- ]clear|(?:fully|verified|all systems) operational|reports? back that it works",
        EventKind.CHANGE: r"(?:release|version|build|deployment|deploy|config(?:uration)? change"
        r"|change|migration) (?:is |was |of .{1,40})?(?:deployed|released|rolled out|merged|applied"
        r"|goes out|went out|pushed|started|begins?|began)",
        EventKind.ACTION: r"roll(?:s|ed|ing)? ?back\b|revert(?:s|ed|ing)\b|restart(?:s|ed|ing)\b"
        r"|fail(?:s|ed|ing)? ?over to\b|scal(?:es?|ed|ing) (?:up|down|out)\b",
    }
)
_KNOWN = tuple((kind, re.compile(rf"\b(?:{words})")) for kind, words in _CLEAR.items())
_DENIED = re.compile(r"\b(?:not|no|never|isn't|wasn't|without|fail(?:s|ed)? to|attempt\w*)\b")
_DENIABLE = (EventKind.IMPACT, EventKind.RECOVERY, EventKind.CHANGE, EventKind.ACTION)
_DECLARED = re.compile(
    r"\b(?:declare[sd] (?:(?:an?|the|this|our) )?(?:[\w-]+ )?incident\b(?: #?\d{1,12}\b)?"
    r"|incident (?:is |was |has been )?declared\b)"
    r"(?!(?: #?\d{1,12}\b)? (?:is |was |as |to be |fully )*"
    r"(?:over|resolved|mitigated|closed|ended|done|finished|contained|fixed))"
)
_REPORT = re.compile(
    r"\b(?:reports?|reported|reporting|alert(?:s|ed)?|alarm(?:s|ed)?|warn(?:s|ed|ing)|noticed?s?"
    r"|detect(?:s|ed)|paged?|complain(?:s|ed|t)|pagerduty|informed|notified|contacted)\b"
)
_RECOVERED = re.compile(
    r"\b(?:resolved|restored|recovered|repaired|mitigated|fixed|works|working|healthy|operational"
    r"|normal|verified|completed?|deployed|removed|stable|available|all clear|allowing)\b"
)
_HURT = re.compile(
    r"\b(?:outage|impact|down|killed|kills|fail(?:s|ed|ure|ing)?|errors?|unavailable|unable|lost"
    r"|crash(?:es|ed)?|applied|deployed|released|changed?|started|begins?|began|slow|timeouts?)\b"
)
_NAMES: Mapping[str, EventKind] = model.frozen(
    {kind.value: kind for kind in EventKind}
    | {
        "deploy": EventKind.CHANGE, "deployment": EventKind.CHANGE, "alarm": EventKind.ALERT,
        "detected": EventKind.DETECTION, "investigation": EventKind.DIAGNOSIS,
        "mitigation": EventKind.ACTION, "fix": EventKind.ACTION, "comms": EventKind.COMMUNICATION,
        "update": EventKind.COMMUNICATION, "resolution": EventKind.RECOVERY,
        "resolved": EventKind.RECOVERY, "symptom": EventKind.IMPACT,
    }
)  # fmt: skip
_LOOKED_AT = 2000


def kind_of(text: str) -> EventKind:
    """The kind the words clearly tell of; a note where none or several fit, or one is denied."""
    words = text[:_LOOKED_AT].casefold()
    if declares(text):
        return EventKind.COMMUNICATION
    kinds = [kind for kind, known in _KNOWN if known.search(words)]
    if len(kinds) != 1 or (kinds[0] in _DENIABLE and _DENIED.search(words)):
        return EventKind.NOTE
    return kinds[0]


def declares(text: str) -> bool:
    """Whether somebody declares an incident here, in so many words, and it is not denied."""
    words = text[:_LOOKED_AT].casefold()
    match = _DECLARED.search(words)
    return match is not None and not _DENIED.search(words[max(0, match.start() - 40) : match.end()])


def kind_named(word: str) -> EventKind | None:
    """The kind a column of kinds names; None where the word is no kind."""
    return _NAMES.get(word.strip().casefold())


def is_report(text: str) -> bool:
    """Whether somebody or some alarm reports something here, so that harm had begun before."""
    return _REPORT.search(text[:_LOOKED_AT].casefold()) is not None


def reads_as_recovery(text: str) -> bool:
    """Whether the words fit the end of the harm."""
    return _RECOVERED.search(text[:_LOOKED_AT].casefold()) is not None


def reads_as_harm(text: str) -> bool:
    """Whether the words fit the beginning of the harm, or the change that began it."""
    return _HURT.search(text[:_LOOKED_AT].casefold()) is not None

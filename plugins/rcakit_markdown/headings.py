"""Which part of a postmortem a heading begins, in the words of the templates people use.

The words are those of the Google SRE book, Kehoe, Azure, Elastic, PagerDuty, Atlassian and
xMatters templates and of published collections of postmortems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from rcakit import model
from rcakit_markdown.inline import plain


class Part(StrEnum):
    """A part of a postmortem document."""

    SUMMARY = "summary"
    IMPACT = "impact"
    TIMELINE = "timeline"
    CAUSES = "causes"
    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    DETECTION = "detection"
    RESOLUTION = "resolution"
    ACTIONS = "actions"
    LESSONS = "lessons"
    WENT_WELL = "went-well"
    WENT_WRONG = "went-wrong"
    GOT_LUCKY = "got-lucky"
    SURPRISED = "surprised"
    PEOPLE = "people"
    STATS = "stats"
    FACTS = "facts"
    QUESTIONS = "questions"
    BACKGROUND = "background"


LESSONS = frozenset({Part.LESSONS, Part.WENT_WELL, Part.WENT_WRONG, Part.GOT_LUCKY, Part.SURPRISED})
CAUSES = frozenset({Part.CAUSES, Part.TRIGGER, Part.CONTRIBUTING})
LISTS = LESSONS | CAUSES | {Part.TIMELINE, Part.ACTIONS, Part.QUESTIONS}
"""Parts whose items are things; a bold word that begins an item there is no heading."""

_WORDS: Mapping[Part, str] = model.frozen(
    {
        Part.WENT_WELL: (
            r"(what|things that) (went|worked) well|went well|what worked|positives|what did we "
            r"do well"
        ),
        Part.WENT_WRONG: (
            r"(what|things that) (went|worked) (wrong|poorly|badly|less well)|went wrong|(what|"
            r"things that) (did not|didnt) (go|work)( so)? well|what (could|can) (have gone|go) "
            r"better|what could (have been|be) improved|negatives|improvement areas?|areas for "
            r"improvement|what did not work"
        ),
        Part.GOT_LUCKY: (r"(where|what|how) we got lucky|got lucky|luck"),
        Part.SURPRISED: (r"what surprised us|surprises"),
        Part.QUESTIONS: (r"(open|unanswered|outstanding|follow up) questions|questions"),
        Part.TIMELINE: (
            r"(incident |event |detailed |full |the )?time ?lines?( (of|in|all|for|and|utc|gmt) "
            r"?.*)?|key events|context|chronology|sequence of events|events?|event log|incident "
            r"log|lead ?up|(key )?timestamps|recovery timeline"
        ),
        Part.ACTIONS: (
            r"(review |future |further |follow ?up |corrective |preventive |preventative|"
            r"remediation |repair |planned |completed |open )?(action|task|follow ?up)s?( items?| "
            r"plan)?( and follow ?ups?)?|corrective (actions|and prevent(at)?ive) ?.*|"
            r"prevent(at)?ive (measures|actions)|(review|corrective|repair|remediation|backlog|"
            r"work) items|follow ?ups?( items)?|next steps|to ?dos?|remediations?|action items? "
            r".*|how (do|will|can) we prevent .*|prevention|improvements|what are we (doing|going "
            r"to do) .*|future actions|recommendations"
        ),
        Part.CONTRIBUTING: (
            r"contributing (factors?|causes?|conditions?)( analysis)?|causal factors"
        ),
        Part.TRIGGER: (r"triggers?"),
        Part.CAUSES: (
            r"(root |underlying |probable |proximate |technical )?causes?( analysis)?( and .*)?|"
            r"root causes?|rca|causal analysis|fault|(five|5) whys?( analysis)?|process "
            r"breakdowns?|why did (it|this) happen|what (caused|was the cause) .*|cause"
        ),
        Part.DETECTION: (
            r"(first )?(detection|identified|identification)|how (was|did) .*(detect|find|"
            r"notice).*|detected by|detection method|discovery"
        ),
        Part.IMPACT: (
            r"(customer |user |business |end user |service |incident )?impacts?( assessment| "
            r"summary| on .*)?|symptoms?|damage|who was affected|affected users|blast radius"
        ),
        Part.RESOLUTION: (
            r"(resolution|recovery|mitigation|response|fix|remedy|workaround)s?( and .*)?|how "
            r"(was|did) .*(resolv|fix|mitigat).*|what was done|solution"
        ),
        Part.LESSONS: (
            r"(key )?(lessons?|learnings?)( learned| learnt)?|takeaways|retrospective|what (did "
            r")?we (learn|learned|learnt)|reflections?"
        ),
        Part.SUMMARY: (
            r"(executive |incident |issue |high level |brief )?(summary|overview|description)|"
            r"abstract|tl ?dr|synopsis|what happened|at a glance|problem( statement| description)?"
        ),
        Part.PEOPLE: (
            r"attendees?|participants?|authors?|author s|responders?|people( involved)?|(incident "
            r"|post ?mortem |report )?owners?|facilitators?|scribes?|incident (commander|manager|"
            r"lead|responders|response team)|reviewers?|written by|prepared by|teams? involved|"
            r"participating"
        ),
        Part.STATS: (
            r"stat(s|istics)|metrics|key (metrics|figures|numbers)|timings?|response metrics|"
            r"incident (metrics|details|data|information|metadata)|details|metadata"
        ),
        Part.FACTS: (
            r"date( of incident)?|incident date|status|state|severity( level)?|priority|(affected "
            r"|impacted )?(services?|systems?|components?|products?)( affected| impacted| "
            r"involved)?|categor(y|ies)|tags?|labels?|time ?zone|(total |incident |outage "
            r")?duration|time to .*|tt[a-z]|mtt[a-z]|incident (id|number|type|link|ticket)|id|"
            r"version|links?"
        ),
        Part.BACKGROUND: (
            r"background|supporting information|appendix.*|glossary|references?|(external |"
            r"internal )?messag(ing|es)|related .*|backlog check|recurrence|see also|notes?|"
            r"further reading|additional (information|details)|evidence"
        ),
    }
)
_KNOWN = tuple((part, re.compile(words)) for part, words in _WORDS.items())
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|step \d+:?)\s+")
_ASIDE = re.compile(r"\([^()]*\)")
_LONGEST = 80


def words_of(heading: str) -> str:
    """A heading in plain small letters: no marks, numbering, pictures or punctuation."""
    text = plain(heading)[:_LONGEST].casefold().replace("&", " and ")
    text = re.sub("['’]", "", text)
    text = _ASIDE.sub(" ", text) if not text.startswith("(") else text
    text = " ".join(re.sub(r"[^\w\s.)]", " ", text).split())
    match = _NUMBERING.match(text)
    if match is not None:
        text = text[match.end() :]
    return " ".join(re.sub(r"[.)]", " ", text).split())


def part_of(heading: str) -> Part | None:
    """The part a heading begins; None where its words are no part's."""
    if len(heading) > _LONGEST * 2:
        return None
    words = words_of(heading)
    for part, known in _KNOWN:
        if known.fullmatch(words):
            return part
    return None

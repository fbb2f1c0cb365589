"""What words give away: a person as the end of a chain, an alternative past, a judgement.

Word lists are blunt. They read English only, they skip what is quoted (someone else's words are
evidence, not the author's judgement), and what they find is a question to look at, no verdict.
The lists follow Dekker's reactions to failure, the "Infinite Hows" and the Five Rules of
Causation (VA National Center for Patient Safety).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|`[^`]*`")

_ROLE = (
    r"(?:(?:senior|junior|new|on-?call|duty|responding|system|database|network|site|release)\s+)*"
    r"(?:engineer|developer|programmer|operator|administrator|admin|sysadmin|technician|dba|sre"
    r"|on-?call(?!\s+(?:rota|rotation|schedule|tool|phone))|responder|employee|colleague"
    r"|contractor|intern|manager|person|member\s+of\s+staff|team\s+member|staff\s+member)"
)
_DID = (
    r"(?:(?:accidentally|mistakenly|wrongly|manually|never|then|simply|also|had|has|was|were|is"
    r"|did|does|could|should|would|might)\b|\w+ed\b|(?:ran|run|made|took|forgot|chose|set|sent|put"
    r"|wrote|thought|knew|left|let|gave|got|went|saw|kept|cut|hit|typed|began|misread|misunderstood"
    r"|overlooked|broke|brought|built|found|held|lost|meant|shut|told)\b)"
)
_ENDS_AT_A_PERSON = re.compile(
    r"\b(?:human|operator|user|pilot|manual|people|personal)(?:'s)?[\s-]+(?:error|mistake|failure)s?\b"
    r"|\b(?:carelessness|negligence|inattention|incompetence|complacency)\b"
    r"|\b(?:somebody|someone|anybody)\b(?!\s+else\s+could)"
    r"|^(?:he|she)\s"
    rf"|^(?:(?:the|an?|our|one|another|two|some)\s+)?{_ROLE}s?\s+{_DID}"
    rf"|\bby\s+(?:the|an?|our|one|another)\s+{_ROLE}\b(?!\s+(?:pod|pattern|tool|script|bot|job))"
    r"|\b(?:mistake|error|oversight)s?\s+(?:of|by)\s+(?:the|an?|our)\s+\w+"
    r"|\b(?:forgot|overlooked)\b",
    re.IGNORECASE,
)

_ACTED = re.compile(
    r"\b(?:decided|decision|chose|chosen|assumed|assumption|believed|thought|expected|judged"
    r"|attempted|tried|manually|by hand|ran|rolled back|roll-?back|reverted|restarted|typed|entered"
    r"|pressed|clicked|merged|approved|skipped|ignored|postponed|deferred|disabled|silenced"
    r"|acknowledged|dismissed|interpreted|misread|misunderstood|deployed|applied)\b",
    re.IGNORECASE,
)

_COUNTERFACTUAL = re.compile(
    r"\b(?:(?:should|could|would|ought\s+to|might)(?:\s+(?:not|never)|n't)?\s+have\b"
    r"|if\s+only\b|failed\s+to\b(?!\s+(?:start|connect|load|boot|join|resolve|respond|mount|parse"
    r"|pull|schedule|compile|build|deploy|open|read|write|authenticate|renew|elect|bind))"
    r"|neglected\s+to\b|did\s*n[o']t\s+notice\b|lost\s+situation(?:al)?\s+awareness\b)",
    re.IGNORECASE,
)

_JUDGEMENT = re.compile(
    r"\b(?:poor(?:ly)?|inadequate(?:ly)?|insufficient(?:ly)?|careless(?:ly)?|sloppy|sloppily"
    r"|bad(?:ly)?|negligent(?:ly)?|incompetent(?:ly)?|improper(?:ly)?|lazy|lazily)\b",
    re.IGNORECASE,
)

_ONE_ROOT = re.compile(
    r"\bthe\s+(?:single\s+|true\s+|real\s+|actual\s+)?root\s+cause\b(?!s)", re.IGNORECASE
)


def unquoted(text: str) -> str:
    """`text` with everything between quotation marks or backticks blanked, lengths kept."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def person(text: str, names: Iterable[str] = ()) -> str:
    """The words of `text` that name a person as what went wrong; "" where there are none.

    Args:
        text: What a cause says.
        names: Names and aliases of people who took part; matched as whole words in their own
            letter case, so that "Will" is not "will". A name of one letter is not looked for.
    """
    plain = unquoted(text).strip()
    for name in names:
        clean = name.strip()
        if len(clean) > 1 and re.search(rf"(?<!\w){re.escape(clean)}(?!\w)", plain):
            return clean
    return _first(_ENDS_AT_A_PERSON, plain)


def human_action(text: str) -> bool:
    """Whether `text` seems to tell of something a person did, decided or took to be so."""
    plain = unquoted(text).strip()
    return bool(_ACTED.search(plain) or _ENDS_AT_A_PERSON.search(plain))


def counterfactual(text: str) -> str:
    """The words of `text` that tell of a past that did not happen; "" where there are none."""
    return _first(_COUNTERFACTUAL, unquoted(text))


def judgement(text: str) -> str:
    """The words of `text` that judge where a fact could be said; "" where there are none."""
    return _first(_JUDGEMENT, unquoted(text))


def one_root(text: str) -> str:
    """The words of `text` that speak of one single root cause; "" where there are none."""
    return _first(_ONE_ROOT, unquoted(text))


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return " ".join(match.group().split()) if match else ""

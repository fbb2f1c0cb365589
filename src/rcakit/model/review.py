"""What was learned, what is still open, and how far the review is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING, frozen
from rcakit.model.timeline import Source


class LessonKind(StrEnum):
    """The four headings lessons come under."""

    WENT_WELL = "went-well"
    WENT_WRONG = "went-wrong"
    GOT_LUCKY = "got-lucky"
    SURPRISED = "surprised"


@attrs.frozen(kw_only=True)
class Lesson:
    """One thing worth telling somebody who was not there.

    Attributes:
        text: What was learned; user text.
        kind: What went well or wrong, where luck held, what surprised; None until sorted.
        source: Where it was imported from.
    """

    text: str
    kind: LessonKind | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class OpenQuestion:
    """A question for the meeting, about anything in the postmortem.

    Attributes:
        text: The question.
        about: Ids of what it is about.
        answer: What was found; "" while it is open.
    """

    text: str
    about: tuple[str, ...] = ()
    answer: str = ""
    extra: Mapping[str, object] = NOTHING


class ReviewState(StrEnum):
    """How far the document is."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    CLOSED = "closed"


@attrs.frozen(kw_only=True)
class Approval:
    """Somebody's yes, bound to the content they said it to.

    Attributes:
        by: Who.
        at: When.
        sha256: Hash of the content approved; another content makes the approval stale.
    """

    by: str
    at: datetime | None = None
    sha256: str = ""
    extra: Mapping[str, object] = NOTHING


@attrs.frozen(kw_only=True)
class Review:
    """How far the review is; the `[review]` table.

    Attributes:
        state: Draft, in review, reviewed, published or closed.
        meeting: When it is or was talked over.
        approval: Approvals by id.
    """

    state: ReviewState = ReviewState.DRAFT
    meeting: datetime | None = None
    approval: Mapping[str, Approval] = attrs.field(factory=frozen)
    extra: Mapping[str, object] = NOTHING

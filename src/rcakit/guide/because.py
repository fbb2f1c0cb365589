"""What a person's words about a cause become: a link to a cause there is, or a new cause."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from rcakit import graph
from rcakit.change import AddCause, Change, Combine, Link, Several
from rcakit.errors import BadAnswer
from rcakit.guide.answers import Option
from rcakit.model import Cause, Gate, Postmortem, Status, ids, slug
from rcakit.text import one_line, shorten

MOST_OPTIONS = 200
"""Causes offered at most; any other can still be named by typing its words."""

_ASKED_AGAIN = (Gate.ANY, Gate.ALL, Gate.AT_LEAST)


def same_words(postmortem: Postmortem, text: str) -> str | None:
    """The id of the cause that says just this, letter case and blanks aside; else None."""
    wanted = one_line(text).casefold()
    return next(
        (
            name
            for name, cause in postmortem.causes.items()
            if one_line(cause.text).casefold() == wanted
        ),
        None,
    )


def new_id(postmortem: Postmortem, text: str, taken: Collection[str] = ()) -> str:
    """An id for a new thing that says `text`, unlike any in the postmortem or in `taken`."""
    return slug(text, {*ids(postmortem), *taken})


def cause_options(
    postmortem: Postmortem, names: Iterable[str], most: int = MOST_OPTIONS
) -> tuple[Option, ...]:
    """Standing causes as things to choose, in the order given, `most` at most."""
    found: list[Option] = []
    for name in names:
        cause = postmortem.causes[name]
        if len(found) == most:
            break
        if cause.status is not Status.RULED_OUT:
            found.append(Option(name, one_line(cause.text)))
    return tuple(found)


def name_because(
    postmortem: Postmortem,
    effect: str,
    said: str | Option,
    new: Cause | None = None,
    taken: Collection[str] = (),
) -> Change:
    """The change when a person says that `effect` happened because of `said`.

    How the becauses of `effect` combine was said of the ones there were, so it is asked anew.

    Args:
        postmortem: The postmortem.
        effect: The id of the effect.
        said: A cause that was picked, or new words. Words that a cause already says mean it.
        new: What else is known of a new cause, such as its category.
        taken: Ids that a new cause must not get, beside those in use.

    Raises:
        BadAnswer: The cause meant was ruled out.
    """
    known = said.value if isinstance(said, Option) else same_words(postmortem, said)
    if known is not None and known in postmortem.causes:
        cause = postmortem.causes[known]
        if cause.status is Status.RULED_OUT:
            raise BadAnswer(
                f"“{shorten(cause.text, 60)}” was ruled out; reopen it first, or say what is "
                "different in other words."
            )
        link: Change = Link(effect, known)
        if known in graph.becauses(postmortem.causes, effect):
            return link
    else:
        text = said.label if isinstance(said, Option) else said
        cause = attrs.evolve(new or Cause(text=text), text=text)
        link = AddCause(new_id(postmortem, text, taken), cause, effect)
    before = postmortem.causes[effect]
    if before.gate in _ASKED_AGAIN and before.because:
        return Several(link.title, (link, Combine(effect, None)))
    return link

"""The questions that make the tree grow: how it came, what else, what a loose factor led to."""

from __future__ import annotations

import attrs

from rcakit import (
    BadAnswer,
    Option,
    Question,
    TextOrOption,
    change,
    model,
    name_because,
    new_id,
    same_words,
)
from rcakit_five_whys.notes import ID, completed, ended, set_aside, went_on
from rcakit_five_whys.walk import Walk

NO_PART = Option("no part in it", "It had no part in it: rule it out")
"""An answer that is no cause; its value holds blanks, which no id does."""

_WHY = (
    "Say what was so, as a fact one could check. Where the answer is something a person did, go "
    "on to what made it sensible at the time. “-” if the chain ends here."
)
_ELSE = (
    "Things go wrong where several conditions meet: what was there before, what did not hold, "
    "and what changed. “-” if nothing else is known."
)
_MISSING = (
    "You said that it need not have followed from what is named so far, so something is still "
    "missing. “-” if nobody knows what."
)
_LOOSE = (
    "A factor counts by what it led to. Pick the effect or say it in new words; “-” leaves the "
    "factor beside the tree."
)
_MORE = (
    "Think of what delayed the detection, slowed the repair or widened the damage, and of what "
    "came before the first event. “-” if everything is named."
)


def why(walk: Walk, cause: str) -> Question:
    """How a cause came to be; nothing to say ends the chain."""
    return Question(
        id=f"{ID}/why/{cause}",
        ask=f"How did it come that {walk.words(cause)}?",
        kind=TextOrOption(walk.options_behind(cause), hint="what was so; “-” ends this chain"),
        answer=lambda said: _because(walk, cause, said),
        done=bool(walk.behind(cause)) or cause in walk.ends,
        current=_named(walk, cause),
        help=_WHY,
        about=(cause,),
        nothing=walk.noted("end the chain", lambda notes: ended(notes, cause)),
    )


def what_else(walk: Walk, cause: str) -> Question:
    """What else led to a cause, asked until nothing more is known."""
    missing = walk.follows(cause) is False
    ask = (
        f"What else was needed before {walk.words(cause)} had to follow?"
        if missing
        else f"What else had to be so, or also led to {walk.words(cause)}?"
    )
    return Question(
        id=f"{ID}/else/{cause}",
        ask=ask,
        kind=TextOrOption(walk.options_behind(cause), hint="one more; “-” if that is all"),
        answer=lambda said: _because(walk, cause, said),
        done=cause in walk.complete,
        current=_named(walk, cause),
        help=_MISSING if missing else _ELSE,
        about=(cause, *walk.behind(cause)),
        nothing=walk.noted("nothing else led to it", lambda notes: completed(notes, cause)),
    )


def led_to(walk: Walk, cause: str) -> Question:
    """What a loose cause led to: one of the tree, something new, or nothing."""

    def answer(said: str | Option) -> change.Change:
        if isinstance(said, Option) and said.value == NO_PART.value:
            return change.Judge(cause, model.Status.RULED_OUT)
        known = said.value if isinstance(said, Option) else same_words(walk.postmortem, said)
        if known is not None and known in walk.postmortem.causes:
            if walk.postmortem.causes[known].status is model.Status.RULED_OUT:
                raise BadAnswer(f"{walk.words(known)} was ruled out; reopen it first.")
            return _linked(walk, known, name_because(walk.postmortem, known, _pick(walk, cause)))
        words = said.label if isinstance(said, Option) else said
        name = new_id(walk.postmortem, words, walk.notes.mentioned)
        effect = model.Cause(text=words)
        add = change.AddCause(name, effect)
        return change.Several(add.title, (add, change.Link(name, cause)))

    return Question(
        id=f"{ID}/led-to/{cause}",
        ask=f"{walk.words(cause)} was named as a factor. What did it lead to?",
        kind=TextOrOption((*walk.options_above(cause), NO_PART), hint="the effect; “-” leaves it"),
        answer=answer,
        done=cause in walk.notes.aside,
        current="left beside the tree" if cause in walk.notes.aside else "",
        help=_LOOSE,
        about=(cause,),
        nothing=walk.noted("leave a factor beside the tree", lambda notes: set_aside(notes, cause)),
    )


def more(walk: Walk) -> Question:
    """What else was a factor, even where it only made things last longer or hurt more."""

    def answer(said: str | Option) -> change.Change:
        words = said.label if isinstance(said, Option) else said
        known = same_words(walk.postmortem, words)
        if known is not None:
            raise BadAnswer(f"{walk.words(known)} is named already.")
        name = new_id(walk.postmortem, words, walk.notes.mentioned)
        return change.AddCause(name, model.Cause(text=words))

    return Question(
        id=f"{ID}/more",
        ask="What else was a factor, even if it only made it last longer or hurt more?",
        kind=TextOrOption(hint="one more factor; “-” if everything is named"),
        answer=answer,
        done=walk.notes.all_named,
        current="everything is named" if walk.notes.all_named else "",
        help=_MORE,
        nothing=walk.noted(
            "every factor is named", lambda notes: attrs.evolve(notes, all_named=True)
        ),
    )


def _because(walk: Walk, effect: str, said: str | Option) -> change.Change:
    named = name_because(walk.postmortem, effect, said, taken=walk.notes.mentioned)
    return _linked(walk, effect, named)


def _linked(walk: Walk, effect: str, named: change.Change) -> change.Change:
    """`named`, and with it what the notes said of `effect` brought up to date."""
    notes = went_on(walk.notes, effect)
    if notes == walk.notes:
        return named
    return change.Several(named.title, (named, walk.keep(notes, named.title)))


def _pick(walk: Walk, cause: str) -> Option:
    return Option(cause, walk.postmortem.causes[cause].text)


def _named(walk: Walk, cause: str) -> str:
    behind = walk.behind(cause)
    return walk.listed(behind) if behind else walk.notes.stop_words(cause)

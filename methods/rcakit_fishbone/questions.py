"""What Fishbone asks: which bones, what about the empty ones, where each cause belongs."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import (
    BadAnswer,
    Choice,
    Option,
    Question,
    TextOrOption,
    cause_options,
    change,
    model,
    name_because,
    problem_question,
    same_words,
    text,
)
from rcakit_fishbone.fish import Fish
from rcakit_fishbone.notes import ID, Notes
from rcakit_fishbone.sets import SETS, Bone, bone_set

_FEWEST_BONES, _MOST_BONES = 2, 20

_SET = (
    "The bones are the sides one looks from. Choose a set, or type your own bones with commas "
    "between them. Causes keep their bones when the set is changed."
)
_EMPTY = (
    "An empty bone is a question, not a gap to be filled. A new answer hangs under the problem; "
    "“-” leaves the bone bare on purpose."
)
_PLACE = (
    "Choose by where the remedy would be. Where two bones fit, take the one whose people could "
    "change it."
)


def questions(fish: Fish) -> Iterator[Question]:
    """All questions, done and open: the head, the bones, the empty ones, then each cause."""
    yield problem_question(fish.postmortem, ID)
    if fish.problem is None:
        return
    yield _choose(fish)
    if not fish.chosen:
        return
    taken: set[str] = set()
    for bone in fish.bones:
        name = model.slug(bone.name, taken)
        taken.add(name)
        yield _what_about(fish, bone, name, fish.problem)
    for cause, held in fish.postmortem.causes.items():
        if cause != fish.problem and held.status is not model.Status.RULED_OUT:
            yield _where(fish, cause)


def _choose(fish: Fish) -> Question:
    def answer(said: str | Option) -> change.Change:
        if isinstance(said, Option):
            return fish.keep(attrs.evolve(fish.notes, set=said.value, own=()), "choose the bones")
        return fish.keep(attrs.evolve(fish.notes, set="", own=_own(said)), "name the bones")

    chosen = bone_set(fish.notes.set)
    current = ", ".join(fish.notes.own) or (chosen.title if chosen else "")
    return Question(
        id=f"{ID}/bones",
        ask="Which bones shall the fish have?",
        kind=TextOrOption(
            tuple(Option(one.id, one.title, one.help) for one in SETS),
            hint="a set, or your own: Network, Storage, People",
        ),
        answer=answer,
        done=fish.chosen,
        current=text.one_line(current),
        help=_SET,
    )


def _own(said: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for part in said.split(","):
        name = text.one_line(part)
        if name:
            names.setdefault(name.casefold(), name)
    if not _FEWEST_BONES <= len(names) <= _MOST_BONES:
        raise BadAnswer(
            f"Name {_FEWEST_BONES} to {_MOST_BONES} bones with commas between them, such as "
            "“Network, Storage, People”, or choose a set."
        )
    return tuple(names.values())


def _what_about(fish: Fish, bone: Bone, name: str, problem: str) -> Question:
    on_it = fish.on_bone[bone.name]

    def answer(said: str | Option) -> change.Change:
        if isinstance(said, Option) and said.value in fish.postmortem.causes:
            return _place(fish, said.value, bone.name)
        words = said.label if isinstance(said, Option) else said
        new = model.Cause(text=words, category=bone.name)
        named = name_because(fish.postmortem, problem, words, new)
        return change.Several(named.title, (named, *_placed_too(fish, words, bone.name)))

    bare = fish.bare(bone.name)
    return Question(
        id=f"{ID}/bone/{name}",
        ask=f"What about {bone.name}? {bone.prompt}",
        kind=TextOrOption(
            cause_options(fish.postmortem, fish.boneless), hint="one cause; “-” leaves it bare"
        ),
        answer=answer,
        done=bool(on_it) or bare,
        current="; ".join(fish.words(cause) for cause in on_it[:5])
        or ("bare on purpose" if bare else ""),
        help=_EMPTY,
        about=on_it[:5],
        nothing=fish.keep(_bare(fish, bone.name), "leave a bone bare"),
    )


def _placed_too(fish: Fish, words: str, bone: str) -> tuple[change.Change, ...]:
    """Words that an existing cause says mean that cause, which then goes on the bone."""
    known = same_words(fish.postmortem, words)
    return () if known is None else (_place(fish, known, bone),)


def _bare(fish: Fish, bone: str) -> Notes:
    notes = fish.notes
    return notes if fish.bare(bone) else attrs.evolve(notes, bare=(*notes.bare, bone))


def _place(fish: Fish, cause: str, bone: str) -> change.Change:
    title = f"put {fish.words(cause)} on {bone}"
    return change.Edit("cause", cause, {"category": bone}, title)


def _where(fish: Fish, cause: str) -> Question:
    question = f"{ID}/place/{cause}"
    own, bone = fish.own_bone(cause), fish.placed[cause]
    hangs = f" “-” leaves it where it hangs now, on {bone}." if bone and not own else ""
    return Question(
        id=question,
        ask=f"Which bone does {fish.words(cause)} belong on?",
        kind=Choice(tuple(Option(one.name, one.name, one.prompt) for one in fish.bones)),
        answer=lambda said: _place(fish, cause, said),
        done=bool(own),
        current=own,
        help=_PLACE + hangs,
        about=(cause,),
        nothing=change.Skip(
            question, f"hangs under its effect, on {bone}" if bone else "belongs on none"
        ),
    )

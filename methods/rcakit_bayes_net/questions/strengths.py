"""How often causes bring about their effects, and how likely those are without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from rcakit import CHANCE_HINT, Question, Text, YesNo, change, graph, model
from rcakit_bayes_net.notes import ID, Notes, Said
from rcakit_bayes_net.questions.asking import Asking, as_typed, in_words, said

_ONE_BY_ONE = frozenset({None, model.Gate.ANY})
_CERTAIN = (
    "Yes keeps it simple: the gates say everything, and the network is the fault tree. No asks for "
    "each link how often it comes through, and for each effect how likely it is from something "
    "nobody has named. Where that differs from certain it is often worth the minute."
)
_STRENGTH = (
    "Of all the times the cause was so and none of the others was, how often did the effect "
    "follow? 1 if it must. “-” if nobody can say; it is then taken for certain, as the drawing "
    "says. Name who says so after a semicolon."
)
_TOGETHER = (
    "Of all the times everything needed was there, how often did the effect follow? 1 if it must; "
    "then nothing is missing. “-” if nobody can say; it is then taken for certain. Name who says "
    "so after a semicolon."
)
_LEAK = (
    "There may be causes nobody has thought of. How likely would the effect be if none of those "
    "named here were so? 0 if it could not be at all. “-” if nobody can say; it is then taken for "
    "impossible. Name who says so after a semicolon."
)
_HINT = f"{CHANCE_HINT}; then “; Ann's count”; “-” if nobody can say"


def certain(asking: Asking) -> Question:
    """Whether links can fail and effects come from nowhere; if not, nothing is asked of links."""
    now = asking.notes.certain
    return Question(
        id=f"{ID}/certain",
        ask="Does every effect here follow for certain once the causes it needs are there, and "
        "never without them?",
        kind=YesNo(),
        answer=lambda yes: asking.keep(
            attrs.evolve(asking.notes, certain=yes), "say whether links are certain"
        ),
        done=now is not None,
        current="" if now is None else ("yes" if now else "no"),
        help=_CERTAIN,
        nothing=change.Skip(f"{ID}/certain", "nobody can say"),
    )


def strengths(asking: Asking) -> Iterator[Question]:
    """For each effect from the problem downward: its links, then what comes without them."""
    for name in asking.order:
        behind = tuple(one for one in asking.links[name] if asking.stands(one))
        if not behind or name in asking.notes.table:
            continue
        said_some = any(
            name in one for one in (asking.notes.strength, asking.notes.together, asking.notes.leak)
        )
        if asking.notes.certain and not said_some:
            continue
        if graph.said_gate(asking.postmortem.causes, name) in _ONE_BY_ONE or len(behind) == 1:
            yield from (_strength(asking, name, one) for one in behind)
        else:
            yield _together(asking, name, behind)
        yield _leak(asking, name, behind)


def _strength(asking: Asking, effect: str, behind: str) -> Question:
    own = asking.notes.strength.get(effect, {})

    def put(one: Said) -> Notes:
        inner = {**own, behind: one}
        return attrs.evolve(asking.notes, strength={**asking.notes.strength, effect: inner})

    return _question(
        asking,
        f"{ID}/strength/{effect}/{behind}",
        ask=f"Whenever it is so that {asking.words(behind)}, how often does that alone bring "
        f"about {asking.words(effect)}?",
        now=own.get(behind),
        put=put,
        words=_STRENGTH,
        about=(effect, behind),
    )


def _together(asking: Asking, effect: str, behind: tuple[str, ...]) -> Question:
    cause, kept = asking.postmortem.causes[effect], asking.notes.together
    words = model.gate_words(cause.gate, cause.needed, len(behind))
    return _question(
        asking,
        f"{ID}/together/{effect}",
        ask=f"Once what was needed is there ({words}: {asking.listed(behind)}), how often does "
        f"{asking.words(effect)} follow?",
        now=kept.get(effect),
        put=lambda one: attrs.evolve(asking.notes, together={**kept, effect: one}),
        words=_TOGETHER,
        about=(effect, *behind),
    )


def _leak(asking: Asking, effect: str, behind: tuple[str, ...]) -> Question:
    within = f" within {asking.period}" if asking.period else ""
    kept = asking.notes.leak
    return _question(
        asking,
        f"{ID}/leak/{effect}",
        ask=f"How likely is it{within} that {asking.words(effect)} comes about from something else "
        f"than {asking.listed(behind)}?",
        now=kept.get(effect),
        put=lambda one: attrs.evolve(asking.notes, leak={**kept, effect: one}),
        words=_LEAK,
        about=(effect, *behind),
    )


def _question(
    asking: Asking,
    name: str,
    *,
    ask: str,
    now: Said | None,
    put: Callable[[Said], Notes],
    words: str,
    about: tuple[str, ...],
) -> Question:
    title = f"say how often {asking.words(about[0], 40)} comes about"
    return Question(
        id=name,
        ask=ask,
        kind=Text(hint=_HINT),
        answer=lambda typed: asking.keep(put(said(typed)), title),
        done=now is not None,
        current=in_words(now),
        start=as_typed(now),
        help=words,
        about=about,
        nothing=change.Skip(name, "as the gate says"),
    )

"""Random postmortems and random changes to them, for laws that must hold of all of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from rcakit.change import (
    AddCause,
    Change,
    Combine,
    DeleteCause,
    Drop,
    Edit,
    Join,
    Judge,
    Link,
    Put,
    Reword,
    SetIncident,
    SetMilestone,
    SetNotes,
    SetProblem,
    Several,
    Skip,
    Split,
    Unlink,
)
from rcakit.model import (
    MILESTONES,
    TABLES,
    Cause,
    Event,
    Gate,
    Incident,
    Postmortem,
    Review,
    Status,
    frozen,
    ids,
    reference_fields,
    table,
    things,
)
from rcakit.text import normal

EXAMPLES = int(os.environ.get("RCAKIT_EXAMPLES", "25"))
"""How many random postmortems each law is tried on."""

names = st.text("abcdefgh0123-", min_size=1, max_size=12)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(normal)
said = texts.filter(bool)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=offsets)  # noqa: DTZ001
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
integers = st.integers(-(2**53) + 1, 2**53 - 1)
numbers = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.one_of(texts, integers, numbers, st.booleans(), moments, days)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(said, inner, max_size=3),
    max_leaves=6,
)
foreign = st.text("xyz", min_size=3, max_size=5).map(lambda word: f"x-{word}")
"""Keys that no class has."""
extras = st.dictionaries(foreign, plain, max_size=2).map(table)


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return get_type_hints(cls)


@cache
def _of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    inner, origin = get_args(hint), get_origin(hint)
    known = {str: texts, bool: st.booleans(), float: numbers, int: integers}
    known |= {datetime: moments, date: days}
    if hint in known:
        return known[hint]
    if origin in (Union, UnionType):
        kinds = [one for one in inner if one is not type(None)]
        if len(kinds) > 1:
            return st.none() | st.just("unknown") | numbers | integers
        return st.none() | _of(kinds[0])
    if origin is tuple:
        return st.lists(_of(inner[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if attrs.has(hint):
        return items(hint, {})
    if inner[1] is object:
        return extras
    return st.dictionaries(names, _of(inner[1]), max_size=2).map(frozen)


def items(cls: type, fixed: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Values of an attrs class; `fixed` gives the strategies of some fields."""
    hints = _hints(cls)
    return st.builds(
        cls,
        **{
            field.name: fixed[field.name]
            if field.name in fixed
            else extras
            if field.name == "extra"
            else said
            if field.default is attrs.NOTHING and hints[field.name] is str
            else _of(hints[field.name])
            for field in attrs.fields(cls)
        },
    )


def _some(of: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not of:
        return st.just(())
    return st.lists(st.sampled_from(of), max_size=3, unique=True).map(tuple)


@st.composite
def postmortems(draw: st.DrawFn) -> Postmortem:
    """A sound postmortem: every reference names something, and no causes go in a circle."""
    known = {name: draw(st.lists(names, max_size=3, unique=True)) for name in TABLES}
    everything = sorted({name for found in known.values() for name in found})
    fields: dict[str, Any] = {}
    for spec in TABLES.values():
        found: dict[str, Any] = {}
        for position, name in enumerate(known[spec.name]):
            fixed: dict[str, Any] = {
                field: _some(known[target] if target else everything)
                for field, target in reference_fields(spec.name)
            }
            if spec.name == "cause":
                fixed["because"] = _some(known["cause"][position + 1 :])
                fixed["probability"] = st.none() | st.floats(0, 1)
                fixed["needed"] = st.none() | st.integers(1, 9)
            found[name] = draw(items(spec.item, fixed))
        fields[spec.attribute] = frozen(found)
    events, causes = known["event"], known["cause"]
    return Postmortem(
        incident=draw(items(Incident, {})),
        problem=draw(st.none() | st.sampled_from(causes)) if causes else None,
        milestones=frozen(
            draw(st.dictionaries(names, st.sampled_from(events), max_size=3)) if events else {}
        ),
        review=draw(items(Review, {})),
        skipped=frozen(draw(st.dictionaries(said, texts, max_size=2))),
        notes=frozen(
            draw(
                st.dictionaries(
                    names,
                    st.dictionaries(said, plain, min_size=1, max_size=3).map(table),
                    max_size=2,
                )
            )
        ),
        extra=frozen(
            draw(
                st.dictionaries(
                    st.sampled_from(sorted({spec.file for spec in TABLES.values()})),
                    st.dictionaries(foreign, plain, min_size=1, max_size=2).map(table),
                    max_size=2,
                )
            )
        ),
        **fields,
    )


@st.composite
def changes(draw: st.DrawFn, postmortem: Postmortem) -> Change:
    """A change to `postmortem`, often one that makes sense; others are refused."""
    known = [*ids(postmortem), "missing"]
    causes = [*postmortem.causes, "missing"]
    cause, other = st.sampled_from(causes), st.sampled_from(causes)
    tables = st.sampled_from(list(TABLES))
    chosen = draw(tables)
    entries = [*things(postmortem, chosen), "missing"]
    kinds: list[st.SearchStrategy[Change]] = [
        st.builds(AddCause, names, st.builds(Cause, text=texts), st.none() | cause),
        st.builds(Link, cause, other, st.none() | st.integers(0, 3)),
        st.builds(Unlink, cause, other),
        st.builds(Reword, cause, texts),
        st.builds(Combine, cause, st.none() | st.sampled_from(Gate), st.none() | st.integers(0, 3)),
        st.builds(Judge, cause, st.sampled_from(Status), _some(known)),
        st.builds(Join, cause, other),
        st.builds(Split, cause, texts, names, texts),
        st.builds(DeleteCause, cause),
        st.builds(Drop, st.just(chosen), st.sampled_from(entries)),
        st.builds(
            Put,
            st.just(chosen),
            names | st.sampled_from(entries),
            items(
                TABLES[chosen].item, {field: _some(known) for field, _ in reference_fields(chosen)}
            ),
        ),
        st.builds(
            Edit,
            st.just("cause"),
            cause,
            st.fixed_dictionaries({"because": _some(causes), "evidence": _some(known)}),
        ),
        st.builds(Put, st.just("event"), names, st.builds(Event, text=texts, at=moments)),
        st.builds(SetIncident, st.fixed_dictionaries({"title": texts, "tags": _some(known)})),
        st.builds(
            SetMilestone,
            st.sampled_from([milestone.id for milestone in MILESTONES]),
            st.none() | st.sampled_from([*postmortem.events, "missing"]),
        ),
        st.builds(SetProblem, st.none() | cause),
        st.builds(SetNotes, names, st.dictionaries(said, plain, max_size=2)),
        st.builds(Skip, said, st.none() | texts),
    ]
    first = draw(st.one_of(kinds))
    if draw(st.integers(0, 9)) == 0:
        return Several("two at once", (first, draw(st.one_of(kinds))))
    return first

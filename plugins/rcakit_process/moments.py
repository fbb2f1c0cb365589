"""Events typed in one line, a time and then what happened, and events shown for choosing."""

from __future__ import annotations

from datetime import datetime

from rcakit import BadAnswer, Option, Postmortem, change, model, text, times

_MOST_WORDS = 6
_EXAMPLE = "14:32 We have no nodes"
_DATE = len("2026-03-01")


def last_moment(postmortem: Postmortem) -> datetime | None:
    """The moment of the latest event; a bare "14:32" is taken to be on its day."""
    moments = [event.moment for event in postmortem.events.values() if event.moment is not None]
    return max(moments, default=None)


def add_event(postmortem: Postmortem, line: str) -> change.Change:
    """The change when somebody types "14:32 We have no nodes"; "?" stands for no time known.

    The id's ending comes from the line, so that the same line gives the same event.

    Raises:
        BadAnswer: The line does not begin with a time, or says nothing after it.
    """
    at, words = _split(postmortem, line)
    name = model.event_id(at, model.tail(words), set(model.ids(postmortem)))
    return change.Put("event", name, model.Event(text=words, at=at))


def _split(postmortem: Postmortem, line: str) -> tuple[datetime | None, str]:
    words = text.normal(line).split()
    if words and words[0] == "?":
        if not words[1:]:
            raise BadAnswer(f"Say what happened, such as “{_EXAMPLE}”.")
        return None, " ".join(words[1:])
    zone, base = postmortem.incident.timezone, last_moment(postmortem)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        try:
            at = times.read_moment(" ".join(words[:count]), zone=zone, base=base)
        except BadAnswer:
            continue
        rest = " ".join(words[count:]).lstrip("-–—:| ")
        if not rest:
            raise BadAnswer(f"Say what happened then, such as “{_EXAMPLE}”.")
        return at, rest
    raise BadAnswer(
        f"Begin with the time, such as “{_EXAMPLE}” or “2026-03-01 14:32 We have no nodes”, or "
        "with “?” where nobody knows it."
    )


def event_options(postmortem: Postmortem) -> tuple[Option, ...]:
    """The events that a report would show, in order, as "10:48 We have no nodes".

    Where they lie on several days of the postmortem's time zone, each has its date.
    """
    zone = postmortem.incident.timezone
    moments = [event.moment for event in postmortem.events.values() if event.moment is not None]
    several = len({times.show(moment, zone)[:_DATE] for moment in moments}) > 1

    def clock(event: model.Event) -> str:
        moment = event.moment
        return "?" if moment is None else times.show(moment, zone, day=several, named=False)

    return tuple(
        Option(name, f"{clock(event)} {text.shorten(event.text, 100)}")
        for name, event in model.in_order(postmortem.events)
        if event.relevance is not model.Relevance.ARCHIVE
    )

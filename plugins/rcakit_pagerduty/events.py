"""Each object of PagerDuty's as an event, and the milestones the log shows.

An acknowledgement is a milestone only while it stands: one that ran out or was undone tells
nothing about who took the incident on. When PagerDuty was told is not when somebody noticed, so
`detected` is left to a person.
"""

from __future__ import annotations

from datetime import UTC, datetime

import attrs

from rcakit import Found, Imported, Remark, few, model, times
from rcakit.errors import BadAnswer
from rcakit.text import normal, shorten
from rcakit_pagerduty.fields import joined, several, table
from rcakit_pagerduty.fields import text as text_of
from rcakit_pagerduty.payload import Json, Thing
from rcakit_pagerduty.raw import trimmed
from rcakit_pagerduty.words import HOOKS, KNOWN, kind_of

KIND = "pagerduty"
_LAST = datetime.max.replace(tzinfo=UTC)
_TITLE = 300
_TEXT = 65536


@attrs.frozen
class _Step:
    """An event with the word of its log entry, for telling milestones."""

    word: str
    found: Found
    order: int

    @property
    def at(self) -> datetime:
        return self.found.item.at or _LAST


class Reader:
    """Turns objects into events.

    Args:
        zone: IANA name of the zone of times without an offset.
    """

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.steps: list[_Step] = []
        self.people: dict[str, Found] = {}
        self.incident: dict[str, object] = {}
        self.incidents: dict[str, str] = {}
        self.warnings: list[Remark] = []
        self.skipped: list[Remark] = []
        self._keys: set[str] = set()
        self._damaged = False

    def take(self, thing: Thing) -> None:
        """One object of the file."""
        readers = {
            "log_entry": self._log_entry,
            "note": self._note,
            "change_event": self._change,
            "alert": self._alert,
            "event": self._webhook,
        }
        if thing.sort == "incident":
            self._incident(thing)
        else:
            readers[thing.sort](thing)

    def imported(self) -> Imported:
        """Events oldest first (ties in the order things happened in the log) and milestones."""
        newest_first = self._newest_first()
        ordered = sorted(
            self.steps, key=lambda step: (step.at, -step.order if newest_first else step.order)
        )
        if self._damaged:
            self.warnings.append(Remark("Some characters were damaged and are shown as �."))
        if len(self.incidents) > 1:
            names = ", ".join(list(self.incidents)[:5])
            self.warnings.append(
                Remark(f"The file holds {len(self.incidents)} incidents ({names}); no milestone "
                       "was set and no title, severity or service taken, and their events are "
                       "together in one timeline.")
            )  # fmt: skip
        alone = len(self.incidents) < 2
        milestones = self._milestones(ordered) if alone else {}
        return Imported(
            found=(*(step.found for step in ordered), *self.people.values()),
            incident=self.incident if alone else {},
            milestones=milestones,
            warnings=few(self.warnings),
            skipped=few(self.skipped),
        )

    def _newest_first(self) -> bool:
        moments = [step.at for step in self.steps if step.at is not _LAST]
        return len(moments) > 1 and moments[0] > moments[-1]

    def _milestones(self, ordered: list[_Step]) -> dict[str, str]:
        found: dict[str, str] = {}
        standing: _Step | None = None
        seen = False
        for step in ordered:
            if step.word == "acknowledge":
                seen = True
                standing = standing or step
            elif step.word == "unacknowledge":
                standing = None
            elif step.word in ("trigger", "reopen"):
                found.pop("resolved", None)
            elif step.word == "resolve":
                found["resolved"] = step.found.key
        if standing is not None:
            found["acknowledged"] = standing.found.key
        elif seen:
            self.warnings.append(
                Remark("Every acknowledgement was undone or ran out, so no event is taken for "
                       "acknowledged.")
            )  # fmt: skip
        if any(step.word == "trigger" for step in ordered):
            self.warnings.append(
                Remark("When somebody first noticed is not in this file; the trigger is when "
                       "PagerDuty was told. Say which event is detected.")
            )  # fmt: skip
        return found

    def _log_entry(self, thing: Thing) -> None:
        data = thing.data
        word = str(data.get("type") or "").removesuffix("_reference").removesuffix("_log_entry")
        text = self._words(data.get("summary")) or word.replace("_", " ").capitalize()
        channel = table(data.get("channel"))
        details = table(data.get("event_details"))
        if word == "annotate" and channel.get("summary"):
            text = self._words(channel["summary"])
        extra = [
            self._words(part)
            for part in (data.get("note"), details.get("description"), channel.get("subject"))
        ]
        if word == "trigger":
            extra.append(self._words(channel.get("summary")))
        self._belongs(data)
        self._add(thing, "log", word, "created_at", text=joined(text, extra))

    def _note(self, thing: Thing) -> None:
        text = self._words(thing.data.get("content"))
        self._belongs(thing.data)
        self._add(thing, "note", "annotate", "created_at", text=text)

    def _alert(self, thing: Thing) -> None:
        text = self._words(thing.data.get("summary")) or "Alert"
        self._belongs(thing.data)
        self._add(thing, "alert", "alert", "created_at", text=text)

    def _change(self, thing: Thing) -> None:
        data = thing.data
        links = data.get("links")
        first = links[0] if isinstance(links, list) and links else None
        url = text_of(table(first).get("href"))
        text = self._words(data.get("summary")) or "Change"
        self._add(thing, "change", "change", "timestamp", text=text, url=url)

    def _webhook(self, thing: Thing) -> None:
        data = thing.data
        about = table(data.get("data"))
        sort, _, word = str(data.get("event_type") or "").partition(".")
        if sort != "incident":
            self.skipped.append(Remark(f"A webhook of {shorten(sort, 40)} is no incident's."))
            return
        holder = table(about.get("incident")) or about
        if about.get("type") == "incident":
            self._fields(about)
        elif subject := text_of(holder.get("id")):
            self.incidents.setdefault(subject, self._words(holder.get("summary")))
        title = self._words(about.get("content") or about.get("title") or about.get("summary"))
        named = self._who(table(about.get("user")) or table(about.get("escalation_policy")))
        responder = named if word.startswith("responder.") else ""
        happened = word.replace("_", " ").replace(".", " ").capitalize()
        more = [responder, title, self._words(about.get("message"))]
        text = title if word == "annotated" else joined(happened, more)
        self._add(
            thing,
            "event",
            HOOKS.get(word, word),
            "occurred_at",
            text=text,
            url=text_of(about.get("html_url")) or text_of(about.get("self")),
        )

    def _incident(self, thing: Thing) -> None:
        data = thing.data
        subject = self._fields(data)
        url = text_of(data.get("html_url")) or text_of(data.get("self"))
        opened, closed = text_of(data.get("created_at")), text_of(data.get("resolved_at"))
        title = self._words(data.get("title") or data.get("summary"))
        if not subject:
            self.skipped.append(Remark("An incident without an id was left out.", thing.line))
            return
        first = {**data, "id": f"{subject}-created", "at": opened, "html_url": url}
        if opened:
            text = joined("Incident opened in PagerDuty", [title])
            self._add(attrs.evolve(thing, data=first), "incident", "opened", "at", text=text)
        if closed:
            last = {"id": f"{subject}-resolved", "at": closed, "html_url": url,
                    "agent": data.get("last_status_change_by")}  # fmt: skip
            text = joined("Incident resolved in PagerDuty", [title])
            self._add(attrs.evolve(thing, data=last), "incident", "resolve", "at", text=text)
        self._acknowledgements(thing, subject, url)

    def _acknowledgements(self, thing: Thing, subject: str, url: str) -> None:
        """Those that stand now; PagerDuty drops the others from an incident."""
        given = thing.data.get("acknowledgements")
        for one in (given if isinstance(given, list) else [])[:100]:
            item = table(one)
            who = self._who(table(item.get("acknowledger")))
            at = text_of(item.get("at"))
            if at:
                data = {"id": f"{subject}-acknowledged-{at}", "at": at, "html_url": url}
                text = f"Acknowledged by {who}" if who else "Acknowledged"
                made = attrs.evolve(thing, data=data)
                self._add(made, "incident", "acknowledge", "at", text=text, who=who)

    def _fields(self, data: Json) -> str:
        """Takes title, severity and services of an incident; gives its id."""
        subject = text_of(data.get("id"))
        title = self._words(data.get("title") or data.get("summary"))
        if subject:
            self.incidents.setdefault(subject, title)
        if title:
            self.incident.setdefault("title", shorten(title, _TITLE))
        priority = table(data.get("priority"))
        if name := self._words(priority.get("summary") or priority.get("name")):
            self.incident.setdefault("severity", name[:40])
        services = [data.get("service"), *several(data.get("impacted_services"))]
        names = [self._words(table(service).get("summary")) for service in services]
        if any(names):
            self.incident.setdefault("services", tuple(dict.fromkeys(filter(None, names))))
        return subject

    def _belongs(self, data: Json) -> None:
        """Takes the incident an object belongs to; its summary is the title it had then."""
        reference = table(data.get("incident"))
        subject = text_of(reference.get("id"))
        title = self._words(reference.get("summary"))
        if subject:
            self.incidents.setdefault(subject, title)
        if title:
            number, bracket, rest = title.partition("] ")
            plain = rest if bracket and number.startswith("[#") else title
            self.incident.setdefault("title", shorten(plain, _TITLE))
        service = self._words(table(data.get("service")).get("summary"))
        if service:
            self.incident.setdefault("services", (service,))

    def _who(self, agent: Json) -> str:
        """A name; old exports have a flat user with `name`, new ones a reference with `summary`."""
        return shorten(self._words(agent.get("summary") or agent.get("name")), 200)

    def _add(
        self,
        thing: Thing,
        sort: str,
        word: str,
        time_field: str,
        *,
        text: str,
        url: str = "",
        who: str = "",
    ) -> None:
        data = thing.data
        name = text_of(data.get("id"))
        at = self._moment(data.get(time_field))
        if at is None or not name or not text.strip():
            what = "an id" if not name else "a time that can be read" if at is None else "a text"
            said = shorten(text, 60)
            self.skipped.append(Remark(f"{sort.capitalize()} “{said}” has not {what}.", thing.line))
            return
        key = f"{sort}-{shorten(name, 100)}"
        if key in self._keys:
            return
        self._keys.add(key)
        agent = table(data.get("agent")) or table(data.get("user"))
        kind, relevance = kind_of(sort, word)
        event = model.Event(
            text=text[:_TEXT],
            at=at,
            kind=kind,
            relevance=relevance,
            who=who or self._who(agent) or self._words(data.get("source"))[:200],
            source=model.Source(
                kind=KIND,
                id=key,
                url=url or text_of(data.get("html_url")) or text_of(data.get("self")),
                raw=trimmed({"type": data.get("type"), **data}, KNOWN - {"type"}),
            ),
        )
        self._person(agent)
        self.steps.append(_Step(word, Found("event", key, event), len(self.steps)))

    def _person(self, agent: Json) -> None:
        kind = text_of(agent.get("type"))
        name, person = self._who(agent), text_of(agent.get("id"))
        flat_user = "name" in agent and "email" in agent
        if name and person and (kind in ("user_reference", "user") or flat_user):
            key = f"user-{person[:100]}"
            item = model.Person(name=name, roles=("responder",))
            self.people.setdefault(key, Found("person", key, item))

    def _moment(self, value: object) -> datetime | None:
        text = text_of(value)
        if not text[:4].isdigit():
            return None
        try:
            return times.read_moment(text, zone=self.zone)
        except BadAnswer:
            return None

    def _words(self, value: object) -> str:
        text = value if isinstance(value, str) else ""
        clean = normal(text[:_TEXT])
        self._damaged = self._damaged or ("\ufffd" in clean and "\ufffd" not in text)
        return clean

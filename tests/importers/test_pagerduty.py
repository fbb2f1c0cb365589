"""PagerDuty's JSON becomes a timeline, oldest first, with only the milestones it shows."""

import json

import pytest

from rcakit import ImportFile, UnreadableError
from rcakit.model import EventKind, Relevance
from rcakit_pagerduty.importer import PagerDutyImporter

ANA = {"id": "U1", "type": "user_reference", "summary": "Ana"}
SHOP = {"id": "S1", "type": "service_reference", "summary": "shop"}
INCIDENT = {"id": "I1", "type": "incident_reference", "summary": "[#12] Shop is down"}


def entry(name, word, at, summary="", **more):
    """A log entry of 6 March 2026."""
    return {
        "id": name,
        "type": f"{word}_log_entry",
        "created_at": f"2026-03-06T{at}Z",
        "summary": summary or word.capitalize(),
        "self": f"https://api.example/log_entries/{name}",
        "html_url": None,
        "agent": ANA,
        "channel": {"type": "auto"},
        "incident": INCIDENT,
        "service": SHOP,
        **more,
    }


def read(value, name="export.json", **more):
    """The import of plain data, or of text as it stands."""
    text = value if isinstance(value, str) else json.dumps(value)
    return PagerDutyImporter().read(ImportFile(name, text.encode(), **more))


def events(imported):
    """Events in order."""
    return [found.item for found in imported.found if found.table == "event"]


LOG = [
    entry("L7", "resolve", "21:33:15", "Resolved by Ana", note="Fixed"),
    entry("L6", "escalate", "21:00:30"),
    entry("L5", "unacknowledge", "20:59:30", "Unacknowledged by timeout", agent=SHOP),
    entry("L4", "acknowledge", "20:29:30", agent={"id": "U1", "summary": "Ana"}),
    entry(
        "L3", "notify", "20:28:50",
        agent=None, user={"id": "U2", "name": "Bo", "email": "bo@example.org"},
        channel={"type": "auto", "notification": {"type": "sms", "address": "+1 555"}},
    ),
    entry("L2", "assign", "20:28:46"),
    entry(
        "L1", "trigger", "20:28:46",
        agent=SHOP, channel={"type": "api", "summary": "5xx over 5 %"},
    ),
]  # fmt: skip


def test_a_log_newest_first():
    """Oldest first; ties keep the order of the log; kinds and relevance by the type."""
    imported = read({"log_entries": LOG, "limit": 100, "offset": 0, "total": 7})
    found = events(imported)
    assert [event.source.id for event in found] == [f"log-L{n}" for n in range(1, 8)]
    assert [event.kind for event in found] == [
        EventKind.ALERT,
        *[EventKind.COMMUNICATION] * 5,
        EventKind.RECOVERY,
    ]
    assert [event.relevance for event in found][1:3] == [Relevance.LOW, Relevance.LOW]
    assert found[0].text == "Trigger: 5xx over 5 %"
    assert found[6].text == "Resolved by Ana: Fixed"
    assert [event.who for event in found][:3] == ["shop", "Ana", "Bo"]
    assert found[0].source.url == "https://api.example/log_entries/L1"
    assert imported.incident["title"] == "Shop is down"
    assert imported.incident["services"] == ("shop",)


def test_an_acknowledgement_that_ran_out_is_no_milestone():
    """It was undone, so nobody is known to have taken the incident on; detection is not guessed."""
    imported = read({"log_entries": LOG})
    assert dict(imported.milestones) == {"resolved": "log-L7"}
    told = " ".join(remark.text for remark in imported.warnings)
    assert "undone or ran out" in told
    assert "detected" in told


def test_the_acknowledgement_that_stands():
    """After one that ran out, the next one counts, and of several standing the first."""
    again = [
        entry("L5c", "acknowledge", "21:03:00"),
        entry("L5b", "acknowledge", "21:02:00"),
    ]
    imported = read({"log_entries": [LOG[0], *again, *LOG[1:]]})
    assert imported.milestones["acknowledged"] == "log-L5b"


def test_resolved_and_triggered_again():
    """A resolve that was taken back is no milestone."""
    imported = read({"log_entries": [entry("L8", "trigger", "22:00:00"), *LOG]})
    assert "resolved" not in imported.milestones


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(LOG),
        "\n".join(json.dumps(one) for one in LOG),
        "\ufeff" + json.dumps({"log_entries": LOG}),
        "\n".join(json.dumps({"log_entry": one}) for one in LOG),
        json.dumps({"log_entries": LOG + LOG}),
    ],
)
def test_shapes_of_a_log(text):
    """An array, entries a line, with a mark, each in an object, and pages that overlap."""
    assert [event.source.id for event in events(read(text))] == [f"log-L{n}" for n in range(1, 8)]


def test_a_page_of_more():
    """The import says that the file is incomplete."""
    for page in ({"more": True}, {"total": 30, "offset": 0}):
        imported = read({"log_entries": LOG, **page})
        assert "more log entries" in imported.warnings[-1].text or any(
            "more log entries" in remark.text for remark in imported.warnings
        )
    for page in ({"more": False, "total": None, "offset": None}, {"total": 7, "offset": 0}):
        imported = read({"log_entries": LOG, **page})
        assert not any("more log entries" in remark.text for remark in imported.warnings)


def test_an_incident():
    """Title, severity from the priority, services, opened and resolved."""
    imported = read(
        {
            "incident": {
                "id": "I1",
                "type": "incident",
                "title": "Shop is down",
                "created_at": "2026-03-06T20:28:46Z",
                "resolved_at": "2026-03-06T21:33:15Z",
                "priority": {"summary": "P2"},
                "service": SHOP,
                "urgency": "high",
                "assignments": None,
                "acknowledgements": [{"at": "2026-03-06T20:40:00Z", "acknowledger": ANA}],
                "html_url": "https://x.example/I1",
            }
        }
    )
    assert dict(imported.incident) == {
        "title": "Shop is down",
        "severity": "P2",
        "services": ("shop",),
    }
    opened, taken, resolved = events(imported)
    assert opened.text == "Incident opened in PagerDuty: Shop is down"
    assert opened.source.raw["urgency"] == "high"
    assert taken.text == "Acknowledged by Ana"
    assert resolved.kind is EventKind.RECOVERY
    assert set(imported.milestones) == {"acknowledged", "resolved"}


def test_several_incidents():
    """No milestone is set, and that is told."""
    log = [*LOG, {**LOG[0], "id": "X", "incident": {"id": "I2", "summary": "Other"}}]
    imported = read({"log_entries": log})
    assert imported.milestones == {}
    assert "2 incidents" in imported.warnings[0].text


def test_notes_keep_their_offset():
    """A note has its text, its author and the offset it was written with."""
    imported = read(
        {
            "notes": [
                {
                    "id": "N1",
                    "user": ANA,
                    "channel": {"summary": "Web"},
                    "content": "Cable pulled",
                    "created_at": "2026-03-06T15:28:51-05:00",
                }
            ]
        }
    )
    (note,) = events(imported)
    assert note.at.isoformat() == "2026-03-06T15:28:51-05:00"
    assert (note.text, note.who, note.kind) == ("Cable pulled", "Ana", EventKind.NOTE)


@pytest.mark.parametrize("name", ["change_events", "related_change_events"])
def test_changes(name):
    """A change with its link; paging fields may be null."""
    change = {
        "id": "C1",
        "summary": "Build 7",
        "timestamp": "2026-03-06T20:00:00Z",
        "source": "ci",
        "links": [{"href": "https://ci.example/7", "text": "build"}],
        "images": None,
    }
    (event,) = events(read({name: [change], "more": None, "total": None}))
    assert (event.kind, event.who) == (EventKind.CHANGE, "ci")
    assert event.source.url == "https://ci.example/7"


def test_a_webhook():
    """A v3 webhook is the event it tells of."""
    imported = read(
        {
            "event": {
                "id": "W1",
                "event_type": "incident.resolved",
                "resource_type": "incident",
                "occurred_at": "2026-03-06T13:16:53.81Z",
                "agent": ANA,
                "client": None,
                "data": {"id": "I1", "type": "incident", "title": "Shop", "priority": None},
            }
        }
    )
    (event,) = events(imported)
    assert event.at.isoformat() == "2026-03-06T13:16:53.810000+00:00"
    assert event.text == "Resolved: Shop"
    assert dict(imported.milestones) == {"resolved": "event-W1"}
    assert imported.incident["title"] == "Shop"


def test_unknown_types_and_fields_are_kept():
    """A type of tomorrow is a note; its fields are kept, addresses are not."""
    odd = entry("L9", "quantum_change", "20:00:00", flux={"a": [1, None, float("inf")]}, big=2**60)
    (event,) = events(read({"log_entries": [odd]}))
    assert event.kind is EventKind.NOTE
    assert event.source.raw["type"] == "quantum_change_log_entry"
    assert event.source.raw["flux"]["a"] == (1, "inf")
    assert event.source.raw["big"] == str(2**60)
    notified = events(read({"log_entries": LOG}))[2]
    assert "address" not in notified.source.raw["channel"]["notification"]


def test_raw_is_bounded():
    """At most 4 kB of what the source said is kept, and any depth of it is read."""
    deep = json.loads("[" * 200 + "]" * 200)
    (event,) = events(
        read(
            {"log_entries": [entry("L9", "snooze", "20:00:00", a="x" * 9000, b=deep, c="y" * 900)]}
        )
    )
    assert len(str(dict(event.source.raw))) < 5000


def test_a_damaged_character():
    """Half an emoji becomes a replacement sign, and that is told."""
    text = json.dumps({"log_entries": [entry("L1", "trigger", "20:00:00", "Down \ud83d")]})
    imported = read(text)
    assert events(imported)[0].text == "Down \ufffd"
    assert any("damaged" in remark.text for remark in imported.warnings)


def test_entries_without_a_time():
    """They are left out and named."""
    imported = read({"log_entries": [entry("L1", "trigger", "x"), LOG[0]]})
    assert len(events(imported)) == 1
    assert "Trigger" in imported.skipped[0].text


@pytest.mark.parametrize(
    "text",
    ["", "no", "{", "[" * 5000, '{"a": 1}', '{"past_incidents": []}', "[1, 2]", "9" * 5000,
     '{"log_entries": 5}', "\x00"],
)  # fmt: skip
def test_what_is_not_pagerdutys(text):
    """It is refused with a sentence."""
    with pytest.raises(UnreadableError):
        read(text)


def test_an_empty_log():
    """It holds nothing, and is no error."""
    assert read({"log_entries": []}).found == ()


def test_keys_stay():
    """An entry added alters no other key."""
    before = [found.key for found in read({"log_entries": LOG[1:]}).found]
    after = [found.key for found in read({"log_entries": LOG}).found]
    assert set(before) < set(after)


def test_recognises():
    """By the names PagerDuty gives its lists."""
    importer = PagerDutyImporter()
    assert importer.recognises(ImportFile("x", json.dumps({"log_entries": LOG}).encode())) > 0.9
    assert importer.recognises(ImportFile("x", json.dumps(LOG).encode())) > 0.9
    assert importer.recognises(ImportFile("x.json", b'[{"time": "10:00", "text": "x"}]')) == 0
    assert importer.recognises(ImportFile("x.md", b"# log_entries")) == 0


def webhook(name, word, data):
    """A v3 webhook of 6 March 2026."""
    return {
        "event": {
            "id": name,
            "event_type": f"incident.{word}",
            "resource_type": "incident",
            "occurred_at": "2026-03-06T13:16:53Z",
            "agent": ANA,
            "data": data,
        }
    }


@pytest.mark.parametrize(
    ("word", "data", "text", "kind"),
    [
        ("priority_updated", {"id": "I1", "type": "incident", "title": "Shop is down"},
         "Priority updated: Shop is down", EventKind.DECISION),
        ("status_update_published",
         {"id": "P1", "type": "incident_status_update", "incident": INCIDENT,
          "message": "The shop is still down."},
         "Status update published: The shop is still down.", EventKind.COMMUNICATION),
        ("responder.added",
         {"type": "incident_responder", "incident": INCIDENT, "user": {"summary": "Bo"},
          "message": "Please help", "state": "pending"},
         "Responder added: Bo; Please help", EventKind.COMMUNICATION),
        ("responder.replied",
         {"type": "incident_responder", "incident": INCIDENT, "user": None,
          "escalation_policy": {"summary": "Databases"}},
         "Responder replied: Databases", EventKind.COMMUNICATION),
    ],
)  # fmt: skip
def test_webhooks_in_words(word, data, text, kind):
    """No field name reaches the timeline; what was said and who was asked does."""
    (event,) = events(read(webhook("W1", word, data)))
    assert (event.text, event.kind) == (text, kind)


def incident(name, **more):
    """An incident as the REST API gives it."""
    return {
        "id": name,
        "type": "incident",
        "incident_number": 1,
        "title": f"Title of {name}",
        "created_at": "2026-03-06T20:28:46Z",
        **more,
    }


def test_facts_of_two_incidents_are_not_mixed():
    """The severity of the one is no severity of the other, so neither is taken."""
    both = [incident("A"), incident("B", priority={"summary": "P1"})]
    imported = read({"incidents": both})
    assert dict(imported.incident) == {}
    assert "no title, severity or service" in imported.warnings[0].text
    assert read({"incidents": both[1:]}).incident["severity"] == "P1"


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\u2029"])
def test_a_line_is_ended_by_a_line_feed(mark):
    """Other characters that may end a line stand inside a text."""
    text = "\n".join(
        json.dumps(entry(name, "trigger", "20:00:00", f"Down{mark}now"), ensure_ascii=False)
        for name in ("L1", "L2")
    )
    assert [event.text for event in events(read(text))] == [f"Down{mark}now"] * 2


def test_what_no_event_tells_is_kept():
    """The bridge without its number, and what was pending; who resolved it is told."""
    more = {
        "resolved_at": "2026-03-06T21:33:15Z",
        "last_status_change_by": ANA,
        "conference_bridge": {"conference_number": "+1 555", "conference_url": "https://b.example"},
        "pending_actions": [{"type": "resolve", "at": "2026-03-07T00:00:00Z"}],
    }
    opened, resolved = events(read({"incident": incident("A", **more)}))
    assert opened.source.raw["conference_bridge"] == {"conference_url": "https://b.example"}
    assert opened.source.raw["pending_actions"][0]["type"] == "resolve"
    assert resolved.who == "Ana"


def test_more_remarks_than_anybody_reads():
    """They are cut, and how many there were is told."""
    imported = read({"log_entries": [entry(f"L{n}", "trigger", "x") for n in range(310)]})
    assert imported.skipped[-1].text == "And 10 more of this sort."

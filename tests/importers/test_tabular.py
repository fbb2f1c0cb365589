"""A table becomes a timeline, a row an event."""

import json

import pytest

from rcakit import ImportFile, UnreadableError
from rcakit.model import EventKind
from rcakit_tabular.importer import CsvImporter, JsonLinesImporter


def csv(text, name="log.csv", **more):
    """The import of CSV text or bytes."""
    data = text if isinstance(text, bytes) else text.encode()
    return CsvImporter().read(ImportFile(name, data, **more))


def lines(*values, **more):
    """The import of JSON Lines."""
    text = "\n".join(json.dumps(value) for value in values)
    return JsonLinesImporter().read(ImportFile("log.jsonl", text.encode(), **more))


def events(imported):
    """Events in order."""
    return [found.item for found in imported.found]


PLAIN = """\
Time,What happened,Who,Type,Room
2026-03-01 14:32,Deploy,ana,change,4
2026-03-01 14:30,"Alert, ""loud""
and long",bo,alarm bell,
2026-03-01 14:30,Second,,,
"""


def test_a_csv():
    """Order of time, ties of the source, quoted line feeds; other columns are kept."""
    imported = csv(PLAIN, zone="Europe/Berlin")
    found = events(imported)
    assert [event.text for event in found] == ['Alert, "loud"\nand long', "Second", "Deploy"]
    assert found[2].at.isoformat() == "2026-03-01T14:32:00+01:00"
    assert (found[2].kind, found[2].who) == (EventKind.CHANGE, "ana")
    assert found[2].source.raw["Room"] == "4"
    assert (found[0].kind, found[0].source.raw["kind"]) == (EventKind.NOTE, "alarm bell")
    assert "read as Europe/Berlin" in imported.warnings[0].text


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace(",", ";").replace("Alert;", "Alert,").encode(),
        PLAIN.replace(",", "\t").encode(),
        ("\ufeff" + PLAIN).encode(),
        ("sep=,\n" + PLAIN).encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.encode("utf-16"),
    ],
)
def test_ways_to_write_csv(data):
    """Semicolons, tabs, marks, a hint for Excel, its line ends, UTF-16."""
    found = events(csv(data))
    assert [event.at.minute for event in found] == [30, 30, 32]
    assert found[2].text == "Deploy"


@pytest.mark.parametrize(
    ("time", "at"),
    [
        ("2026-03-01T14:32:05Z", "2026-03-01T14:32:05+00:00"),
        ("2026-03-01 14:32 CET", "2026-03-01T14:32:00+01:00"),
        ("1772375710", "2026-03-01T14:35:10+00:00"),
        ("1772375710.000200", "2026-03-01T14:35:10.000200+00:00"),
        ("1772375710123", "2026-03-01T14:35:10.123000+00:00"),
        ("1772375710123456", "2026-03-01T14:35:10.123456+00:00"),
        ("1772375710123456789", "2026-03-01T14:35:10.123456+00:00"),
        ("Apr 12, 2026 07:41 PM", "2026-04-12T19:41:00+00:00"),
        ("31.12.2026 10:00", "2026-12-31T10:00:00+00:00"),
        ("31/12/2026 10:00", "2026-12-31T10:00:00+00:00"),
        ("12/31/2026 10:00", "2026-12-31T10:00:00+00:00"),
    ],
)
def test_times(time, at):
    """Each way gives one moment."""
    (event,) = events(csv(f'time,text\n"{time}",x\n'))
    assert event.at.isoformat() == at


@pytest.mark.parametrize("time", ["", "now", "+5m", "yesterday 10:00", "03/04/2026 10:00", "14:32",
                                  "-", "45234.5", "2026-02-30 10:00"])  # fmt: skip
def test_rows_without_a_time(time):
    """What is no time, has two readings or would be another tomorrow is left out with its line."""
    imported = csv(f"time,text\n2026-03-01 10:00,a\n{time},b\n")
    assert [event.text for event in events(imported)] == ["a"]
    assert imported.skipped[0].line == 3


def test_the_column_tells_the_order_of_day_and_month():
    """One row of the column that can only be read one way settles the others."""
    found = events(csv("time,text\n03/04/2026 10:00,a\n25/04/2026 10:00,b\n"))
    assert [(event.at.month, event.at.day) for event in found] == [(4, 3), (4, 25)]
    found = events(csv("time,text\n03/04/2026 10:00,a\n", options={"dayfirst": "no"}))
    assert (found[0].at.month, found[0].at.day) == (3, 4)


def test_date_and_time_columns_and_a_day_for_bare_times():
    """A day apart from the time is put before it; one can be given for all."""
    (event,) = events(csv("Date,Time,Note\n2026-03-01,14:32,x\n"))
    assert event.at.isoformat() == "2026-03-01T14:32:00+00:00"
    (event,) = events(csv("Time,Note\n14:32,x\n", options={"day": "2026-03-01"}))
    assert event.at.day == 1


def test_columns_by_option():
    """Names said by the person win; a wrong one is refused with the columns there are."""
    text = "When,A,B\n2026-03-01 10:00,x,y\n"
    (event,) = events(csv(text, options={"text": "B", "time": "When", "zone": "Europe/Berlin"}))
    assert (event.text, event.at.isoformat()) == ("y", "2026-03-01T10:00:00+01:00")
    with pytest.raises(UnreadableError, match="“When”, “A”, “B”"):
        csv(text, options={"text": "C"})
    with pytest.raises(UnreadableError, match="Say which: text=A"):
        csv(text)
    with pytest.raises(UnreadableError, match="time zone"):
        csv(text, options={"text": "A", "zone": "Mars/Base"})


def test_a_column_in_utc():
    """A head that says UTC is believed."""
    (event,) = events(csv("timestamp_utc,text\n2026-03-01 10:00,x\n", zone="Europe/Berlin"))
    assert event.at.isoformat() == "2026-03-01T10:00:00+00:00"


def test_json_lines():
    """Objects a line; ids, links and ends by their names; nested fields are kept."""
    imported = lines(
        {"ts": "1772375710.000200", "user": "U1", "text": "hello", "edited": {"user": "U1"}},
        {"start_time": 1772375400, "end_time": 1772375460, "message": "deploy", "id": "a",
         "url": "https://ci.example/1"},
        {"__REALTIME_TIMESTAMP": "1772375520123456", "MESSAGE": [27, 91, 79], "PRIORITY": None},
    )  # fmt: skip
    assert [event.text for event in events(imported)] == ["deploy", "\x1b[O", "hello"]
    deploy, log, chat = events(imported)
    assert (deploy.until - deploy.at).seconds == 60
    assert (deploy.source.id, deploy.source.url) == ("id-a", "https://ci.example/1")
    assert chat.source.raw["edited.user"] == "U1"
    assert log.text == "\x1b[O"


def test_a_json_array_has_lines():
    """A row that is left out is named by its own line."""
    text = '[\n {"time": "2026-03-01 10:00", "text": "a"},\n {"time": "?", "text": "{b"},\n {}\n]'
    imported = JsonLinesImporter().read(ImportFile("a.json", text.encode()))
    assert [remark.line for remark in imported.skipped] == [3, 4]
    wrapped = JsonLinesImporter().read(ImportFile("a.json", f'{{"events": {text}}}'.encode()))
    assert len(wrapped.found) == 1


@pytest.mark.parametrize("text", ["", "no", '{"a": 1', '{"a": 1}\nno', "[1]", "[" * 5000])
def test_what_is_no_json(text):
    """It is refused with a sentence."""
    with pytest.raises(UnreadableError):
        JsonLinesImporter().read(ImportFile("a.jsonl", text.encode()))


def test_a_damaged_character():
    """Half an emoji becomes a replacement sign, and that is told."""
    imported = JsonLinesImporter().read(
        ImportFile("a.jsonl", b'{"time": "2026-03-01 10:00", "text": "a \\ud83d"}')
    )
    assert events(imported)[0].text == "a \ufffd"
    assert any("damaged" in remark.text for remark in imported.warnings)


def test_keys_stay():
    """Of content, so that a row added alters no other; two rows alike differ by a counter."""
    before = [found.key for found in csv(PLAIN).found]
    more = PLAIN.replace("2026-03-01 14:32", "2026-02-28 10:00,New,,,\n2026-03-01 14:32")
    after = [found.key for found in csv(more).found]
    assert set(before) < set(after)
    twice = csv("time,text\n2026-03-01 10:00,x\n2026-03-01 10:00,x\n").found
    assert twice[1].key == f"{twice[0].key}-2"


def test_recognises():
    """Less sure than an importer of a known tool; Markdown and JSON are no CSV."""
    assert CsvImporter().recognises(ImportFile("a.csv", PLAIN.encode())) == 0.7
    assert 0 < CsvImporter().recognises(ImportFile("-", PLAIN.encode())) < 0.7
    assert CsvImporter().recognises(ImportFile("a.md", b"# Report\n\ntext, time\n")) == 0
    assert JsonLinesImporter().recognises(ImportFile("a.jsonl", b'{"time": 1}')) == 0.4
    assert JsonLinesImporter().recognises(ImportFile("a.md", b"[x](y)")) == 0


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'{"ts":"2026-02-13T23:02:11Z","msg":"a"}\n{"ts":"2026-02-13T23:03', 2),
        (b'{"ts":"2026-02-13T23:02:11Z","msg":"a"}\n{"ts":"2026-02-13T23:03:00Z","msg":"\xc3', 2),
        (b'Starting\n{"ts":"2026-02-13T23:02:11Z","msg":"a"}', 1),
        (b'{"ts":"2026-02-13T23:02:11Z","msg":"a"}\n7\n\n', 2),
        (b'[\n{"ts":"2026-02-13T23:02:11Z","msg":"a"},\n7]', 2),
    ],
)
def test_a_torn_line(data, line):
    """What is no whole object is told with its line; the others are read."""
    imported = JsonLinesImporter().read(ImportFile("log.jsonl", data))
    assert [event.text for event in events(imported)] == ["a"]
    assert [remark.line for remark in imported.skipped] == [line]


def test_no_line_can_be_read():
    """Then the file is refused, at the first such line."""
    with pytest.raises(UnreadableError, match=r"a\.jsonl:2: .*each line must be one"):
        JsonLinesImporter().read(ImportFile("a.jsonl", b'\n{"ts":\n{"ts":\n'))


def test_unknown_columns_say_what_to_type():
    """Names with spaces are quoted; both hosts' ways are named; data for a head is told."""
    with pytest.raises(UnreadableError) as caught:
        csv("Wann;Was ist los\n13.02.2026 17:55;x\n")
    assert 'Say which: time=Wann text="Was ist los" (after the path in the app, with --map' in str(
        caught.value
    )
    assert "headings" not in str(caught.value)
    with pytest.raises(UnreadableError, match="looks like data; it must be the headings"):
        csv("02/13/2026 5:55 PM,Deploy\n02/13/2026 6:02 PM,Page\n")

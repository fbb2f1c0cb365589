"""A table becomes a timeline, a row an event."""

import json

import pytest

from rcakit import ImportFile, UnreadableError
from rcakit.model import EventKind
from rcakit_tabular import columns
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
        {"start_time": 1772375400, "end_time": 1772375460, "message": "deploy",
         "id": "7d1f4a0c93b2e865",
         "url": "https://ci.example/1"},
        {"__REALTIME_TIMESTAMP": "1772375520123456", "MESSAGE": [27, 91, 79], "PRIORITY": None},
    )  # fmt: skip
    assert [event.text for event in events(imported)] == ["deploy", "\x1b[O", "hello"]
    deploy, log, chat = events(imported)
    assert (deploy.until - deploy.at).seconds == 60
    assert (deploy.source.id, deploy.source.url) == (
        "id-7d1f4a0c93b2e865",
        "https://ci.example/1",
    )
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


DEPLOY = "id,time,text\n1,2026-03-01 10:00,deploy began\n2,2026-03-01 10:05,errors rise\n"


def test_short_ids_are_of_one_file():
    """Two files that both count from 1 are four events; the same file twice is still two."""
    other = DEPLOY.replace("deploy began", "rollback began").replace("errors rise", "all clear")
    first, second = ({found.key for found in csv(text).found} for text in (DEPLOY, other))
    assert len(first | second) == 4
    assert first == {found.key for found in csv(DEPLOY).found}
    assert all(key.startswith(("id-1-", "id-2-")) for key in first)


@pytest.mark.parametrize(
    ("own", "bare"),
    [
        ("0b0f1c52-7a5e-4f6e-9d1e-3c2d0a9b8f77", True),
        ("PT4KHLK8Q2ZK41XB", True),
        ("database_connections", False),
        ("row number 000001", False),
        ("1204", False),
    ],
)
def test_an_id_unique_by_its_form(own, bare):
    """It is the key as it stands; a word or a number is joined with a hash of the row."""
    (found,) = csv(f"id,time,text\n{own},2026-03-01 10:00,x\n").found
    assert (found.key == f"id-{own}") is bare


def test_more_cells_than_heads():
    """What a comma split off the text belongs to it; what stands elsewhere is told."""
    (event,) = events(csv("time,text\n2026-03-01 10:00,Deploy, then rollback,\n"))
    assert event.text == "Deploy, then rollback,"
    imported = csv("time,text,who\n2026-03-01 10:00,Deploy, then rollback,ana\n")
    assert imported.warnings[0].line == 2
    assert "left out: “ana”" in imported.warnings[0].text
    assert len(csv("time,text\n2026-03-01T10:00Z,x,,\n").warnings) == 0


def test_heads_alike():
    """The second has its number, and no column is lost."""
    (event,) = events(csv("time,text,a,a,b\n2026-03-01 10:00,x,1,2,3\n"))
    assert dict(event.source.raw) == {"a": "1", "a (4)": "2", "b": "3"}


def test_one_object_with_lists():
    """A list of tags or bytes in the only line is a field of it, not a list of rows."""
    imported = lines({"time": "2026-03-01 10:00", "text": "x", "tags": ["a", "b"]})
    (event,) = events(imported)
    assert (event.text, event.source.raw["tags"]) == ("x", '["a", "b"]')
    refused = JsonLinesImporter().read(
        ImportFile("a.json", b'\n\n{"time": "?", "text": "x", "more": {"a": {}}}')
    )
    assert [remark.line for remark in refused.skipped] == [3]


def test_lines_that_cannot_be_told():
    """With objects in the objects no line is named, rather than the first for all."""
    text = '[\n{"time":"2026-03-01 10:00","text":"a"},\n{"time":"?","text":"b"}]'
    text = f'{{"meta":{{"page":{{}}}},\n"events":{text}}}'
    imported = JsonLinesImporter().read(ImportFile("a.json", text.encode()))
    assert [remark.line for remark in imported.skipped] == [None]


def test_the_day_column_tells_the_order_too():
    """The day may stand in a column of its own."""
    found = events(csv("Date,Time,Note\n03/04/2026,10:00,a\n25/04/2026,10:00,b\n"))
    assert [(event.at.month, event.at.day) for event in found] == [(4, 3), (4, 25)]


def test_columns_are_told_once_for_each_sort_of_object(monkeypatch):
    """Not for each of 5000 rows."""
    calls, find = [], columns.find
    monkeypatch.setattr(columns, "find", lambda *given: calls.append(given) or find(*given))
    imported = lines(*[{"time": "2026-03-01T10:00:00Z", "text": "x"}] * 5000)
    assert len(imported.found) == 5000
    assert len(calls) < 5


def test_a_column_is_suggested_by_what_is_in_it():
    """Never a rank for the time; where nothing looks like a time, that is said."""
    with pytest.raises(UnreadableError) as caught:
        csv("rank,seit,lage\n1,13.02.2026 17:55,x\n2,13.02.2026 18:01,y\n")
    assert "Say which: time=seit text=lage (" in str(caught.value)
    with pytest.raises(UnreadableError, match="No column seems to hold times") as caught:
        csv("rank,score\n1,8\n2,9\n")
    assert "time=" not in str(caught.value)
    with pytest.raises(UnreadableError, match="Say which: text=lage "):
        csv("time,rank,lage\n2026-03-01 10:00,7,y\n")


def test_more_remarks_than_anybody_reads():
    """They are cut, and how many there were is told."""
    rows = "".join(f"2026-03-01 10:00,2026-02-01 {n % 24:02}:00,x{n}\n" for n in range(320))
    imported = csv("time,until,text\n" + rows)
    assert imported.warnings[-1].text == "And 21 more of this sort."

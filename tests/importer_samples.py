"""One small file for each importer that ships, as its tool would write it."""

import json

from rcakit import ImportFile

_MARKDOWN = """\
# Search answered with old results

Severity: SEV3

## Summary

For two hours the index was not refreshed.

## Timeline

All times are UTC.

- 2026-02-03 09:05: The refresh of the index is stopped for a copy.
- 2026-02-03 10:40: A customer asks why a new article cannot be found.
- 2026-02-03 11:10: The refresh is started again.

## Contributing factors

- Stopping the refresh leaves no trace on the dashboard.

## Action items

| Action | Owner |
| --- | --- |
| Show the age of the index | |
"""

_PAGERDUTY = {
    "log_entries": [
        {
            "id": "R1",
            "type": "trigger_log_entry",
            "summary": "Triggered through the API.",
            "created_at": "2026-02-03T10:41:00Z",
            "channel": {"type": "api", "summary": "Index older than an hour"},
            "agent": {"type": "service_reference", "summary": "search"},
            "html_url": "https://paging.example/R1",
        },
        {
            "id": "R2",
            "type": "acknowledge_log_entry",
            "summary": "Acknowledged by Kofi.",
            "created_at": "2026-02-03T10:43:10Z",
            "channel": {"type": "mobile"},
            "agent": {"type": "user_reference", "summary": "Kofi"},
        },
    ],
    "limit": 25,
    "offset": 0,
    "more": False,
}

_CSV = """\
time,kind,text,who
2026-02-03T09:05:00Z,change,The refresh is stopped,Ines
2026-02-03T11:10:00Z,recovery,"The refresh is started again, by hand",Ines
"""

_LINES = """\
{"time": "2026-02-03T09:05:00Z", "text": "The refresh is stopped"}
{"time": "2026-02-03T11:10:00Z", "text": "The refresh is started again"}
"""

_BIF = """\
network pool { property source "drill of March"; }
variable Load { type discrete [ 3 ] { low, "as usual", high }; property position = (3, 4); }
variable Retry/storm { type discrete [ 2 ] { yes, no }; } // seen twice
variable Exhausted { type discrete [ 2 ] { true, false }; }
probability ( Load ) { table 0.2, 0.5, 0.3; }
probability ( Retry/storm ) { table 1e-2, 0.99; }
probability ( Exhausted | Load, Retry/storm ) {
  default 0.01, 0.99;
  (low, yes) 0.2, 0.8;
  ("as usual", yes) 0.5, 0.5;
  (high, yes) 1.0, 0.0;
}
"""

_XMLBIF = """\
<?xml version="1.0"?>
<!DOCTYPE BIF [
  <!ELEMENT BIF (NETWORK)*>
  <!ATTLIST BIF VERSION CDATA #REQUIRED>
  <!ELEMENT NETWORK (NAME, (PROPERTY | VARIABLE | DEFINITION)*)>
  <!ELEMENT NAME (#PCDATA)>
  <!ATTLIST VARIABLE TYPE (nature | decision | utility) "nature">
]>
<BIF VERSION="0.3"><NETWORK><NAME>pool</NAME>
<VARIABLE TYPE="nature"><NAME>Load</NAME><OUTCOME>low</OUTCOME><OUTCOME>high</OUTCOME>
  <PROPERTY>position = (3, 4)</PROPERTY></VARIABLE>
<VARIABLE><NAME>Exhausted</NAME><OUTCOME>true</OUTCOME><OUTCOME>false</OUTCOME></VARIABLE>
<DEFINITION><FOR>Load</FOR><TABLE>0.7 0.3</TABLE></DEFINITION>
<DEFINITION><FOR>Exhausted</FOR><GIVEN>Load</GIVEN>
  <TABLE><!-- low --> 0.01 0.99 <!-- high --> 0.2 0.8</TABLE></DEFINITION>
</NETWORK></BIF>
"""

_PREDICTION = """\
kind = "fault-tree-prediction"

[predicted]
title = "What could happen to the search"
period = "a year"
top = 0.02

[predicted.text]
index-stopped = "The refresh of the index stands still"
no-alarm = "Nobody hears of an old index"

[predicted.cut_set.1]
events = ["index-stopped", "no-alarm"]
probability = 0.02
"""

_OPEN_PSA = """\
<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="index">
    <define-gate name="stale">
      <label>Search answers with old results</label>
      <or>
        <gate name="refresh"/>
        <basic-event name="clock"/>
      </or>
    </define-gate>
    <define-gate name="refresh">
      <atleast min="2">
        <basic-event name="job"/>
        <basic-event name="alert"/>
        <not><house-event name="manual"/></not>
      </atleast>
    </define-gate>
    <define-house-event name="manual"><constant value="true"/></define-house-event>
  </define-fault-tree>
  <model-data>
    <define-basic-event name="job">
      <exponential><parameter name="rate"/><system-mission-time/></exponential>
    </define-basic-event>
    <define-basic-event name="alert"><float value="0.1"/></define-basic-event>
    <define-basic-event name="clock"><float value="1e-4"/></define-basic-event>
    <define-parameter name="rate">
      <lognormal-deviate>
        <float value="1e-3"/><float value="3"/><float value="0.95"/>
      </lognormal-deviate>
    </define-parameter>
  </model-data>
</opsa-mef>
"""

SAMPLES = {
    "fault-tree-prediction": (ImportFile("prediction.toml", _PREDICTION.encode()),),
    "markdown": (ImportFile("postmortem.md", _MARKDOWN.encode()),),
    "pagerduty": (ImportFile("log_entries.json", json.dumps(_PAGERDUTY).encode()),),
    "csv": (ImportFile("events.csv", _CSV.encode()),),
    "bif": (ImportFile("pool.bif", _BIF.encode()),),
    "xmlbif": (ImportFile("pool.xml", _XMLBIF.encode()),),
    "open-psa": (ImportFile("index.xml", _OPEN_PSA.encode()),),
    "jsonl": (ImportFile("events.jsonl", _LINES.encode()),),
}

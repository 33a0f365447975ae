"""Files with entries are read whole, in three forms, or every mistake in them is told with its place."""

from __future__ import annotations

import json

import pytest

from screener.ledger.exchange import DECISION, EXPECTED, VOUCH, ExchangeFormat, read_entries
from tests.evidence.making import TODAY

YAML = """\
vouches:
  - {name: Ann Lee, profile_url: https://www.linkedin.com/in/ann-lee, recommend: no, kind: conduct, date: 2019-05-02}
decisions:
  - {name: Bo Ek, verdict: decline, reason: "no, thanks", asked: "Where?", date: 2024-07-19}
expected: [{name: Cy Oma, reason: "met at …", until: 2026-04-01}]
"""
JSON = """{
\t"vouches": [{"name": "Ann Lee", "profile_url": "https:\\/\\/www.linkedin.com/in/ann-lee", "recommend": "no",
   "kind": "conduct", "context": null, "date": "2019-05-02"}],
  "decisions": [{"name": "Bo Ek", "verdict": "decline", "reason": "no, thanks", "asked": "Where?",
                 "date": "2024-07-19"}],
  "expected": [{"name": "Cy Oma", "reason": "met at \\u2026", "until": "2026-04-01"}]}"""
CSV = """\
what,name,profile_url,recommend,kind,verdict,reason,asked,until,date
vouch,Ann Lee,https://www.linkedin.com/in/ann-lee,no,conduct,,,,,2019-05-02

decision,Bo Ek,,,,decline,"no, thanks",Where?,,2024-07-19
expected,Cy Oma,,,,,met at …,,2026-04-01,
"""


def read(text: str, file: str = "entries.yaml", form: ExchangeFormat | None = None) -> list[dict[str, str]]:
    found = read_entries(file, text.encode(), form, TODAY)
    assert found.problems == ()
    return [dict(entry.values) for entry in found.entries]


def mistakes(text: str, file: str = "entries.yaml") -> list[str]:
    return [str(problem) for problem in read_entries(file, text.encode(), None, TODAY).problems]


@pytest.mark.parametrize(
    ("text", "ending"), [(YAML, "yaml"), (JSON, "json"), (CSV, "csv"), (CSV.replace(",", ";"), "csv")]
)
def test_three_forms_say_the_same(text: str, ending: str) -> None:
    text = text.replace("no; thanks", "no, thanks")
    found = read_entries(f"entries.{ending}", text.encode(), None, TODAY)
    assert found.problems == ()
    assert [entry.form for entry in found.entries] == [VOUCH, DECISION, EXPECTED]
    assert [dict(entry.values) for entry in found.entries] == [
        {"name": "Ann Lee", "profile_url": "https://www.linkedin.com/in/ann-lee", "recommend": "no", "kind": "conduct",
         "date": "2019-05-02"},
        {"name": "Bo Ek", "verdict": "decline", "reason": "no, thanks", "asked": "Where?", "date": "2024-07-19"},
        {"name": "Cy Oma", "reason": "met at …", "until": "2026-04-01"},
    ]  # fmt: skip


@pytest.mark.parametrize("text", [YAML, JSON, CSV])
def test_without_an_ending_the_content_tells_the_form(text: str) -> None:
    assert len(read(text, "-")) == 3


def test_a_table_of_one_kind_needs_no_column_that_says_so() -> None:
    assert read("Name,Recommend,Introduced by\nAnn Lee,yes,Bo Ek\n", "my.csv") == [
        {"name": "Ann Lee", "recommend": "yes", "introduced_by": "Bo Ek"}
    ]
    assert read("name,verdict,date\nAnn Lee,accept,2024-01-31\n", "my.csv")[0]["verdict"] == "accept"
    assert read("name,until\nAnn Lee,2026-12-31\n", "my.csv")[0]["until"] == "2026-12-31"


def test_a_table_saved_by_an_old_spreadsheet_is_read() -> None:
    found = read_entries("my.csv", "name;recommend\nJörg Weiß;yes\n".encode("cp1252"), None, TODAY)
    assert found.entries[0].values["name"] == "Jörg Weiß"


def test_a_guarded_cell_is_read_as_it_was_meant() -> None:
    rows = "name,recommend,reason\n\"''t Hart, Jan\",yes,'=1+1\n't Hart,yes,it's so\n"
    assert [(row["name"], row["reason"]) for row in read(rows, "my.csv")] == [
        ("'t Hart, Jan", "=1+1"), ("'t Hart", "it's so")]  # fmt: skip


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    assert mistakes(
        "vouches:\n  - {name: Ann, recomend: yes, kind: bad}\n  - {recommend: maybe, date: 2019-05}\n"
        "decisions:\n  - {name: Bo, verdict: hmm, date: 3.4.2021}\n  - words\nexpect: []\n"
    ) == [
        "entries.yaml:2:17: unknown key 'recomend' in a vouch; did you mean 'recommend'? (R018)",
        "entries.yaml:2:38: 'bad' is no `kind`; allowed: `conduct`, `performance` (R025)",
        "entries.yaml:3:5: a vouch lacks `name`, which must be there (R021)",
        "entries.yaml:3:17: 'maybe' is no `recommend`; allowed: `no`, `unsure`, `yes` (R025)",
        "entries.yaml:3:30: `date` '2019-05' is no whole day; write the whole day, as 2019-05-02, or leave it out "
        "(R028)",
        "entries.yaml:5:25: 'hmm' is no `verdict`; allowed: `accept`, `ask-for-context`, `decline` (R025)",
        "entries.yaml:5:36: `date` '3.4.2021' is no whole day; did you mean 2021-04-03? (R028)",
        "entries.yaml:6:5: a decision is a map with keys such as `name`, `profile_url`, `verdict`, `reason`, `asked`, "
        "`answer`, not 'words' (R019)",
        "entries.yaml:7:1: unknown key 'expect' in a ledger; did you mean 'expected'? (R018)",
    ]  # fmt: skip


def test_mistakes_in_a_table_have_the_line_and_column_of_their_cell() -> None:
    assert mistakes('name,reason,verdict,date\n"Ek, Bo","a\nb",declne,2029-01-01\nCy\n', "my.csv") == [
        "my.csv:3:4: 'declne' is no `verdict`; did you mean 'decline'? (R025)",
        "my.csv:3:11: `date` 2029-01-01 lies ahead of today, 2026-03-02; is the year right? (R028)",
        "my.csv:4:1: this row has 1 cells, and there are 4 columns; is a comma missing? (R019)",
    ]


@pytest.mark.parametrize(
    ("text", "file", "told"),
    [
        ("", "a.yaml", "a.yaml: holds nothing; write `vouches:`, `decisions:`, `expected:`"),
        ("- {name: Ann}\n", "a.yaml", "a.yaml:1:1: a ledger is a map with keys such as `vouches`"),
        ("vouches: {name: Ann}\n", "a.yaml", "a.yaml:1:10: `vouches` is a list of entries, not a map"),
        ("vouches: [{name: Ann, profile_url: https://example.com, recommend: yes}]\n", "a.yaml",
         "a.yaml:1:36: 'https://example.com' is no profile address; write https://www.linkedin.com/in/…"),
        ('{"vouches": [{"name": "A", "name": "B", "recommend": "yes"}]}', "a.json",
         "a.json:1:28: the key 'name' stands here twice; the first is in line 1"),
        ('{"vouches": [\n{"name": "A",}]}', "a.json", "a.json:2:14: not JSON: a key in double quotes"),
        ('{"vouches": [{"name": yes}]}', "a.json", "a.json:1:23: not JSON: a text must stand in double quotes"),
        ('{"vouches": [', "a.json", "a.json:1:13: not JSON: a value is missing"),
        ('{"vouches": []} x', "a.json", "a.json:1:17: not JSON: nothing may follow"),
        ("[" * 99, "a.json", "a.json:1:52: not JSON: nested more than 50 deep"),
        ("what,name\nvouch,Ann\n", "a.csv", "a.csv:2:1: a vouch lacks `recommend`"),
        ("what,name\nword,Ann\n", "a.csv", "a.csv:2:1: 'word' is no kind of entry; allowed: `decision`"),
        ("name,verdict,recommend\nAnn,accept,yes\n", "a.csv", "a.csv:1:1: these columns do not tell what the rows are"),
        ("name,recomend\nAnn,yes\n", "a.csv", "a.csv:1:6: unknown column 'recomend'; did you mean 'recommend'?"),
        ("what,name,recommend,until\nvouch,Ann,yes,2026-04-01\n", "a.csv",
         "a.csv:2:15: unknown key 'until' in a vouch"),
        ('name,recommend\n"Ann,yes\n', "a.csv",
         "a.csv:2:1: not CSV: unexpected end of data; is a quote left open here?"),
        ("\0\1\2\3\4\5\6\7", "a.csv", "a.csv: is no text; give YAML, JSON or CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told(text: str, file: str, told: str) -> None:
    assert any(mistake.startswith(told) for mistake in mistakes(text, file)), mistakes(text, file)


def test_a_large_yaml_file_is_refused_with_a_way_out() -> None:
    entry = "- {name: Ann Lee, verdict: accept, date: 2024-01-31}\n"
    assert mistakes("decisions:\n" + entry * 20_000) == [
        "entries.yaml: larger than 1 MB, too much for YAML; give it as JSON or CSV (R003)"
    ]


def test_reading_ends_where_nobody_would_read_on() -> None:
    entries = [{"name": "Ann", "verdict": "perhaps", "date": "2024-01-31"}] * 500
    assert len(mistakes(json.dumps({"decisions": entries}), "a.json")) == 200


def test_a_name_of_control_characters_alone_is_no_name() -> None:
    text = 'expected:\n- {name: "\\0", reason: x}\n'
    assert mistakes(text) == ["entries.yaml:2:10: `name` has no letter that can be shown; write a name (R020)"]

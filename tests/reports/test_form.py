"""The machine-readable form holds to the JSON Schema that the program prints of it, key for key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from screener.reports.form import Triage
from tests.cli.running import Run, runner

TODAY = ("--today", "2026-03-10")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.fixture
def document(run: Run) -> str:
    """The requests of the demo, as the form has them."""
    assert run("demo", "--copy", "demo").code == 0
    archive = next(Path("demo").glob("Complete_*"))
    words = (str(archive), "demo/requests.csv", "demo/contacts.vcf", "--rules", "demo/rules", "--format", "json")
    return run("triage", *words, *TODAY).out


@pytest.fixture
def schema(run: Run) -> dict[str, Any]:
    return json.loads(run("schema", "triage").out)  # type: ignore[no-any-return]


def test_the_demo_holds_to_the_schema(document: str, schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    result = json.loads(document)
    assert len(result["requests"]) > 15
    assert [error.message for error in Draft202012Validator(schema).iter_errors(result)] == []


def test_the_schema_misses_no_key_and_takes_no_wrong_value(document: str, schema: dict[str, Any]) -> None:
    validator = Draft202012Validator(schema)
    result = json.loads(document)
    for key in list(result["requests"][0]):
        lacking = {**result, "requests": [{k: v for k, v in result["requests"][0].items() if k != key}]}
        assert not validator.is_valid(lacking), key
    wrong = {**result, "requests": [{**result["requests"][0], "verdict": "perhaps"}]}
    assert not validator.is_valid(wrong)


def test_nothing_stands_in_the_document_that_the_nouns_do_not_have(document: str) -> None:
    read = msgspec.json.decode(document, type=Triage)
    assert json.loads(msgspec.json.encode(read)) == json.loads(document)
    with pytest.raises(AttributeError):
        read.requests[0].name = "somebody else"  # type: ignore[misc]


TWINS = """\
name,profile_url,note,sent_at
Otto Fennig,https://www.linkedin.com/in/otto-fennig,I help companies such as yours to get many more leads,2026-03-02
Ulla Brandt,https://www.linkedin.com/in/ulla-brandt,We met at the fair in Bilbao and spoke of your cranes,2026-03-01
Ilse Marnix,https://www.linkedin.com/in/ilse-marnix,I help companies such as yours to get many more leads!,2026-03-03
"""


def test_twins_are_named_both_ways_in_the_whole_queue_in_one_request_and_without_a_store(run: Run) -> None:
    Path("queue.csv").write_text(TWINS)
    whole = json.loads(run("triage", "queue.csv", "--format", "json", *TODAY).out)["requests"]
    numbers = {one["name"]: one["number"] for one in whole}
    twins = {one["name"]: one["twins"] for one in whole}
    assert twins == {
        "Otto Fennig": [numbers["Ilse Marnix"]],
        "Ulla Brandt": [],
        "Ilse Marnix": [numbers["Otto Fennig"]],
    }
    (shown,) = json.loads(run("show", "Ilse Marnix", "--format", "json", *TODAY).out)["requests"]
    assert shown["twins"] == twins["Ilse Marnix"]
    alone = json.loads(run("triage", "queue.csv", "--no-store", "--format", "json", *TODAY).out)["requests"]
    places = {one["position"]: one["name"] for one in alone}
    assert [places[twin] for one in alone if one["name"] == "Ilse Marnix" for twin in one["twins"]] == ["Otto Fennig"]


def test_evidence_says_on_which_day_its_file_was_read(document: str) -> None:
    pieces = [piece for one in json.loads(document)["requests"] for piece in one["evidence"]]
    assert pieces
    assert {piece["source"]["read_on"] for piece in pieces if piece["source"]["row"]} == {"2026-03-10"}


def test_an_unknown_form_is_refused_with_those_that_are_there(run: Run) -> None:
    done = run("schema", "weather")
    assert done.code == 2
    assert "triage" in done.err

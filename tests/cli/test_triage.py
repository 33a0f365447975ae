"""`screener triage`: every form of output, and what becomes of bad input."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from screener.inference.durable_engine import engine_for
from tests.archives import write_archive
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
QUEUE = """\
name,profile_url,headline,note,sent_at
Ilse Marnix,https://www.linkedin.com/in/ilse-marnix,Gardener,,2026-03-01
Otto Fennig,https://www.linkedin.com/in/otto-fennig,I help companies get more leads,Let us talk pipeline,2026-03-02
"""


def archive(folder: Path, **more: object) -> str:
    """A small archive in which the user and Ilse Marnix have written to each other."""
    me, ilse = "https://www.linkedin.com/in/mo-tarr", "https://www.linkedin.com/in/ilse-marnix"
    talk = [
        {"FROM": "Ilse Marnix", "SENDER PROFILE URL": ilse, "TO": "Mo Tarr", "RECIPIENT PROFILE URLS": me,
         "DATE": "2024-05-01 10:00:00 UTC", "CONTENT": "Hello"},
        {"FROM": "Mo Tarr", "SENDER PROFILE URL": me, "TO": "Ilse Marnix", "RECIPIENT PROFILE URLS": ilse,
         "DATE": "2024-05-02 10:00:00 UTC", "CONTENT": "Hello back"},
        {"FROM": "Ilse Marnix", "SENDER PROFILE URL": ilse, "TO": "Mo Tarr", "RECIPIENT PROFILE URLS": me,
         "DATE": "2024-05-03 10:00:00 UTC", "CONTENT": "How are the roses?"},
        {"FROM": "Mo Tarr", "SENDER PROFILE URL": me, "TO": "Ilse Marnix", "RECIPIENT PROFILE URLS": ilse,
         "DATE": "2024-05-04 10:00:00 UTC", "CONTENT": "In full flower."},
    ]  # fmt: skip
    files = {
        "Profile.csv": [{"First Name": "Mo", "Last Name": "Tarr"}],
        "messages.csv": talk,
        "Connections.csv": [{"First Name": "Bo", "Last Name": "Quist", "URL": "https://www.linkedin.com/in/bo-quist",
                             "Connected On": "01 Feb 2020"}],
        **more,
    }  # fmt: skip
    name = "Complete_LinkedInDataExport_03-09-2026"
    return str(write_archive(folder, files, name=name))


def cited(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that the reasons of a request cite."""
    pieces = {piece["id"]: piece["source"] for piece in one["evidence"]}
    return [pieces[name] for reason in one["reasons"] for name in reason["evidence"]]


def test_json_has_the_agreed_form(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queue.csv").write_text(QUEUE)
    done = run("triage", archive(tmp_path), "queue.csv", "--format", "json", *TODAY)
    assert done.code == 0
    result = json.loads(done.out)
    assert list(result) == [
        "schema", "today", "policy", "engine", "sources", "not_read", "requests", "problems", "summary",
    ]  # fmt: skip
    assert result["schema"] == "triage/2"
    assert result["not_read"] == ["mailbox", "calendar", "address-book"]
    assert result["today"] == "2026-03-10"
    assert result["engine"] == "durable-rules 2.0.28"
    assert result["policy"]["from"] == "shipped"
    known, seller = result["requests"]
    assert set(known) >= {
        "id", "name", "profile_url", "sent_at", "state", "verdict", "certainty", "reasons", "conclusions", "outranked",
        "would_change", "question", "flags", "draft", "evidence", "identity", "number", "position", "group", "source",
    }  # fmt: skip
    assert (known["id"], known["verdict"], known["state"]) == ("ilse-marnix", "accept", "new")
    places = [{name: each[name] for name in ("file", "row", "rows", "date")} for each in cited(known)]
    assert {"file": f"{Path(archive(tmp_path))}/messages.csv", "row": 5, "rows": 4, "date": "2024-05-04"} in places
    assert (seller["name"], seller["verdict"], seller["draft"]) == ("Otto Fennig", "decline", None)
    assert result["summary"] == {
        "accept": 1, "ask-for-context": 0, "decline": 1, "nothing-to-do": 0, "to-confirm": 0,
    }  # fmt: skip


def test_the_same_input_gives_the_same_output_whatever_the_order_of_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queue.csv").write_text(QUEUE)
    folder = archive(tmp_path)
    one = json.loads(run("triage", folder, "queue.csv", "--format", "json", *TODAY).out)
    other = json.loads(run("triage", "queue.csv", folder, "--format", "json", *TODAY).out)
    assert one["requests"] == other["requests"]


def test_engine_and_compiled_policy_give_the_same_decisions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queue.csv").write_text(QUEUE)
    words = ("triage", archive(tmp_path), "queue.csv", "--format", "json", *TODAY)
    engine = json.loads(run(*words, "--verify").out)
    compiled = json.loads(run(*words, "--engine", "compiled").out)
    assert compiled["engine"] == "compiled policy"
    assert engine["requests"] == compiled["requests"]


def test_the_compiled_policy_is_never_used_silently(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queue.csv").write_text(QUEUE)
    for form in ("table", "csv", "markdown", "json"):
        done = run("triage", "queue.csv", "--engine", "compiled", "--format", form, *TODAY)
        assert "compiled policy" in done.out
        assert "durable-rules was not used" in " ".join(done.err.split())


def test_a_list_from_standard_input_is_decided(run: Run) -> None:
    done = run("triage", "-", "--format", "json", *TODAY, stdin=QUEUE.encode())
    assert sorted(one["name"] for one in json.loads(done.out)["requests"]) == ["Ilse Marnix", "Otto Fennig"]


def test_a_list_alone_declines_nobody_for_lack_of_proof(run: Run) -> None:
    done = run("triage", "-", "--format", "json", *TODAY, stdin=QUEUE.encode())
    assert {one["verdict"] for one in json.loads(done.out)["requests"]} == {"ask-for-context"}


def test_csv_neutralises_formulas(run: Run) -> None:
    names = ['=HYPERLINK("https://x.example")', "+1 555", "@sum", "-2+3", "Plain Person"]
    queue = io.StringIO()
    csv.writer(queue).writerows([["name", "headline"], *([name, "x"] for name in names)])
    done = run("triage", "-", "--format", "csv", *TODAY, stdin=queue.getvalue().encode())
    shown = {row["name"] for row in csv.DictReader(io.StringIO(done.out))}
    assert shown == {f"'{name}" for name in names[:4]} | {"Plain Person"}


def test_markdown_holds_no_markup_of_a_strangers(run: Run) -> None:
    queue = b"name,note\n<b>Ann</b> [x](y) | z,`code`\n"
    done = run("triage", "-", "--format", "markdown", *TODAY, stdin=queue)
    assert "<b>" not in done.out
    assert "\\<b\\>Ann\\</b\\> \\[x\\]\\(y\\) \\| z" in done.out


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_no_control_or_direction_character_reaches_the_output(run: Run, form: str) -> None:
    queue = "name,headline,note\n\x1b[31mRed\x07 \u202eevoL,\u2066a,\x9b2Jb\n".encode()
    done = run("triage", "-", "--format", form, *TODAY, stdin=queue)
    for character in "\x1b\x07\x9b\u202e\u2066":
        assert character not in done.out + done.err


def test_the_table_fits_eighty_columns(run: Run, tmp_path: Path) -> None:
    from rich.cells import cell_len

    queue = QUEUE + "山本 さくらと とても長い名前の人です,,研究者,先日の展示会でお会いしました,2026-03-03\n"
    done = run("triage", archive(tmp_path), "-", *TODAY, stdin=queue.encode())
    assert "ACCEPT (1)" in done.out
    assert max(map(cell_len, done.out.splitlines())) <= 80


def test_the_output_file_holds_what_would_have_been_printed(run: Run, tmp_path: Path) -> None:
    printed = run("triage", "-", "--format", "json", *TODAY, stdin=QUEUE.encode()).out
    done = run("triage", "-", "--format", "json", "--output", "out.json", *TODAY, stdin=QUEUE.encode())
    assert done.out == ""
    assert (tmp_path / "out.json").read_text() == printed


def test_an_output_that_cannot_be_written_says_so(run: Run) -> None:
    done = run("triage", "-", "--output", "no/such/folder/x.csv", *TODAY, stdin=QUEUE.encode())
    assert done.code == 5
    assert "cannot be written" in done.err


def test_a_missing_file_ends_with_three_and_the_rest_is_decided(run: Run) -> None:
    done = run("triage", "gone.zip", "-", "--format", "json", *TODAY, stdin=QUEUE.encode())
    assert done.code == 3
    assert "gone.zip: there is no such file" in done.err
    assert len(json.loads(done.out)["requests"]) == 2


def test_a_broken_row_is_a_problem_and_the_rest_is_decided(run: Run) -> None:
    queue = QUEUE + ",https://www.linkedin.com/in/nobody,,,not a date\n"
    done = run("triage", "-", "--format", "json", *TODAY, stdin=queue.encode())
    result = json.loads(done.out)
    assert done.code == 0
    assert len(result["requests"]) == 2
    assert [problem["line"] for problem in result["problems"]] == [4]


def test_triage_refuses_a_policy_with_mistakes_and_shows_them_all(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "own"
    rules.mkdir()
    (rules / "about-me.yaml").write_text("extends: shipped\n")
    (rules / "a.yaml").write_text("rules:\n  - id: one\n    decide: acept\n    when: [mutuals: present]\n")
    done = run("triage", "-", "--rules", "own", *TODAY, stdin=QUEUE.encode())
    assert done.code == 3
    assert "a.yaml:3:13" in done.err
    assert "did you mean 'accept'" in done.err
    assert "a.yaml:4:12" in done.err
    assert done.out == ""


def test_a_day_that_is_none_is_a_usage_error(run: Run) -> None:
    done = run("triage", "-", "--today", "yesterday", stdin=QUEUE.encode())
    assert done.code == 2
    assert "2026-03-31" in done.err


def test_a_broken_template_of_the_users_names_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own" / "accept").mkdir(parents=True)
    (tmp_path / "own" / "accept" / "thanks.en.txt").write_text("Hi\n{{ nobody.knows }}\n")
    (tmp_path / "queue.csv").write_text(QUEUE)
    done = run("triage", archive(tmp_path), "queue.csv", "--templates", "own", *TODAY)
    assert done.code == 3
    assert "thanks.en.txt:2" in done.err


def test_a_template_of_the_users_goes_before_the_shipped_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own" / "accept").mkdir(parents=True)
    (tmp_path / "own" / "accept" / "thanks.en.txt").write_text("Welcome, {{ name }}.\n")
    (tmp_path / "queue.csv").write_text(QUEUE)
    done = run("triage", archive(tmp_path), "queue.csv", "--templates", "own", "--format", "json", *TODAY)
    assert json.loads(done.out)["requests"][0]["draft"]["text"].startswith("Welcome, ")


def test_somebody_connected_already_needs_no_decision(run: Run, tmp_path: Path) -> None:
    queue = "name,profile_url\nBo Quist,https://www.linkedin.com/in/bo-quist\n"
    done = run("triage", archive(tmp_path), "-", "--format", "json", *TODAY, stdin=queue.encode())
    (one,) = json.loads(done.out)["requests"]
    assert (one["state"], one["verdict"], one["draft"]) == ("already-connected", None, None)
    assert cited(one)[0]["file"].endswith("Connections.csv")


def test_otherwise_cites_the_files_that_were_searched(run: Run, tmp_path: Path) -> None:
    queue = "name,profile_url\nUna Vess,https://www.linkedin.com/in/una-vess\n"
    done = run("triage", archive(tmp_path), "-", "--format", "json", *TODAY, stdin=queue.encode())
    (one,) = json.loads(done.out)["requests"]
    assert one["reasons"][0]["rule"] == "otherwise"
    searched = {Path(each["file"]).name for each in cited(one)}
    assert {"Connections.csv", "messages.csv"} <= searched


def test_without_an_engine_the_compiled_policy_decides_alike_and_one_line_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("triage", "-", "--no-store", "--format", "json", "--verify", *TODAY)
    decided = json.loads(run(*words, stdin=QUEUE.encode()).out)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    engine_for.cache_clear()  # as in a process that has not loaded one
    done = run(*words, stdin=QUEUE.encode())
    assert done.code == 0
    assert [line for line in done.err.splitlines() if "cannot be loaded" in line] == [done.err.splitlines()[0]]
    assert "the compiled policy decides by itself" in done.err.splitlines()[0]
    assert json.loads(done.out) == {**decided, "engine": "compiled policy"}


@pytest.mark.parametrize("words", [("demo",), ("rules", "check", "shipped"), ("rules", "test", "shipped")])
def test_every_command_that_decides_does_without_an_engine_and_says_so(
    words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    engine_for.cache_clear()  # as in a process that has not loaded one
    done = run(*words)
    assert (done.code, done.err.count("durable-rules cannot be loaded here")) == (0, 1)


def test_an_engine_that_was_asked_for_and_cannot_be_loaded_ends_with_four_and_a_way_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    engine_for.cache_clear()  # as in a process that has not loaded one
    done = run("triage", "-", "--engine", "durable", *TODAY, stdin=QUEUE.encode())
    assert done.code == 4
    assert "`pip install durable-rules==2.0.28`" in done.err
    assert "without --engine durable" in done.err


def test_json_has_what_was_read_in_the_note(run: Run) -> None:
    queue = "name,note\nIlse Marnix,We worked together at Northwind Robotics in 2011.\nOtto Fennig,\n"
    done = run("triage", "-", "--format", "json", *TODAY, stdin=queue.encode())
    readings = {one["name"]: one["reading"] for one in json.loads(done.out)["requests"]}
    (claim,) = readings["Ilse Marnix"]["claims"]
    assert (claim["about"], claim["by"], claim["read_by"], claim["firm"], claim["when"]) == (
        "worked-together", "asker", "phrase", "Northwind Robotics", "2011",
    )  # fmt: skip
    assert readings["Ilse Marnix"]["understood"]
    assert readings["Otto Fennig"] is None

"""What an audit says of each connection."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from screener.reports.form import json_schema
from screener.reports.network_forms import AuditForm
from tests.cli.running import Run
from tests.network.home import TODAY, Home, connection, endorsement, recommendation, talk, url


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Home:
    return Home(tmp_path, run)


def test_words_to_and_fro_prove_and_cite_the_newest_row(home: Home) -> None:
    days = [date(2025, 9, day) for day in (1, 2, 3, 4)]
    home.archive([connection("Odile Ferrand", "Moulin Optics")], messages=talk("Odile Ferrand", *days))
    one = home.audited()["Odile Ferrand"]
    assert (one["class"], one["conclusions"]) == ("proved", ["knows-them"])
    reason = one["reasons"][0]
    assert reason["rule"] == "messages-both-ways"
    cited = {piece["id"]: piece for piece in one["evidence"]}[reason["evidence"][0]]
    assert cited["source"]["file"].endswith("messages.csv")
    assert (cited["source"]["row"], cited["source"]["rows"]) == (5, 4)


def test_with_all_files_read_nothing_is_found_of_a_stranger(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Moulin Optics", "Optician")])
    assert home.audited()["Odile Ferrand"]["class"] == "nothing-found"


def test_somebody_whose_address_is_known_may_be_in_the_mailbox_that_was_not_read(home: Home) -> None:
    home.archive([connection("Odile Ferrand", **{"Email Address": "odile@moulin.example"})])
    one = home.audited()["Odile Ferrand"]
    assert one["class"] == "cannot-tell"
    assert "a mailbox" in one["reasons"][0]["text"]


def test_an_endorsement_alone_is_a_hint(home: Home) -> None:
    home.archive(
        [connection("Odile Ferrand", "Moulin Optics")],
        Endorsement_Received_Info=[endorsement("Odile Ferrand", date(2024, 5, 1))],
    )
    one = home.audited()["Odile Ferrand"]
    assert (one["class"], one["conclusions"]) == ("hint", [])


def test_a_recommendation_without_address_is_joined_by_a_name_that_one_bears(home: Home) -> None:
    home.archive(
        [connection("Odile Ferrand", "Moulin Optics"), connection("Bruno Castagna", "Vetro Nord")],
        Recommendations_Received=[recommendation("Odile Ferrand", "Elsewhere", date(2024, 5, 1))],
    )
    found = home.audited()
    assert found["Odile Ferrand"]["class"] == "proved"
    assert found["Bruno Castagna"]["class"] == "nothing-found"


@pytest.mark.parametrize(
    ("company", "classes"),
    [("Moulin Optics SARL", {"proved", "nothing-found"}), ("Moulin Foods", {"cannot-tell"})],
)
def test_of_two_of_one_name_the_firm_tells_which_and_half_a_firm_does_not(
    home: Home, company: str, classes: set[str]
) -> None:
    first = connection("Odile Ferrand", "Moulin Optics")
    second = {**connection("Odile Ferrand", "Vetro Nord"), "URL": url("Odile Ferrand") + "-2"}
    rows = [recommendation("Odile Ferrand", company, date(2024, 5, 1))]
    home.archive([first, second], Recommendations_Received=rows)
    assert {one["class"] for one in home.json("audit")["connections"]} == classes


def test_an_older_archive_tells_who_was_at_the_same_small_firm_that_day(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Kranwerk Probst GmbH")], year=2024)
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord")],
        Endorsement_Received_Info=[endorsement("Odile Ferrand", date(2023, 5, 1))],
    )
    one = home.audited()["Odile Ferrand"]
    assert one["conclusions"] == ["worked-together"]
    assert one["flags"] == ["changed-firm"]
    assert any("2024/Connections.csv" in piece["source"]["file"] for piece in one["evidence"])


@pytest.mark.parametrize(
    ("then", "now", "flags"),
    [
        ("Vetro Nord", "VETRO NORD S.r.l.", []),
        ("Kranwerk Probst", "Probst Lifting", []),
        ("Vetro Nord", "Lastra Sud (formerly Vetro Nord)", []),
        ("Vetro Nord", "Confidential", []),
        ("Vetro Nord", "Vetro Nordest", ["changed-firm"]),
    ],
)
def test_a_firm_is_another_by_identity_alone(home: Home, then: str, now: str, flags: list[str]) -> None:
    home.archive([connection("Odile Ferrand", then)], year=2024)
    home.archive([connection("Odile Ferrand", now)])
    assert home.audited()["Odile Ferrand"]["flags"] == flags


def test_a_name_that_only_got_a_title_is_no_other_name(home: Home) -> None:
    before = [connection("Odile Ferrand"), connection("Bruno Castagna")]
    home.archive(before, year=2024)
    titled = {**connection("Odile Ferrand"), "Last Name": "Ferrand, PMP"}
    married = {**connection("Bruno Castagna"), "Last Name": "Castagna-Weiss"}
    home.archive([titled, married])
    found = home.audited()
    assert found["Odile Ferrand, PMP"]["flags"] == []
    assert found["Bruno Castagna-Weiss"]["flags"] == ["changed-name"]


def test_the_newer_of_two_profiles_with_one_name_and_work_is_marked(home: Home) -> None:
    first = connection("Odile Ferrand", "Moulin Optics", "Optician", date(2015, 1, 5))
    second = {**first, "URL": url("Odile Ferrand") + "-new", "Connected On": date(2025, 11, 5)}
    home.archive([first, second])
    found = {one["profile_url"][-4:]: one["flags"] for one in home.json("audit")["connections"]}
    assert found == {"demo": [], "-new": ["second-profile"]}


def test_who_left_the_newest_archive_is_no_connection_and_a_bare_date_is_nobody(home: Home) -> None:
    home.archive([connection("Odile Ferrand"), connection("Bruno Castagna")], year=2024)
    home.archive([connection("Odile Ferrand"), {"Connected On": date(2019, 4, 4)}])
    whole = home.json("audit")
    assert [one["name"] for one in whole["connections"]] == ["Odile Ferrand"]
    nameless = next(figure for figure in whole["figures"] if figure["name"] == "rows without a name")
    assert (nameless["value"], nameless["of"]) == (1, 2)


def test_dormant_is_a_rule_that_its_user_can_change(home: Home) -> None:
    days = [date(2024, 1, day) for day in (1, 2, 3, 4)]
    home.archive([connection("Odile Ferrand")], messages=talk("Odile Ferrand", *days))
    assert home.audited()["Odile Ferrand"]["flags"] == []
    (home.folder / "rules" / "own.yaml").write_text(
        "rules:\n  - id: dormant\n    for: connection\n    flag: long ago\n"
        "    when:\n      - messages: {last: more than 1 year}\n    because: Long ago.\n"
    )
    assert home.audited()["Odile Ferrand"]["flags"] == ["long ago"]


def test_a_word_against_somebody_is_counted_and_named_only_if_asked_for(home: Home) -> None:
    home.archive([connection("Odile Ferrand")])
    (home.folder / "ledger.yaml").write_text(
        f"vouches: [{{name: Odile Ferrand, profile_url: {url('Odile Ferrand')}, recommend: no, kind: conduct,"
        " reason: ruefully unwell, date: 2025-05-02}]\n"
    )
    assert home.run("ledger", "import", "ledger.yaml").code == 0
    quiet = home.json("audit")
    counted = next(figure for figure in quiet["figures"] if figure["name"] == "vouched against")
    assert counted["value"] == 1
    assert quiet["connections"][0]["flags"] == []
    assert home.audited("--with-vouches")["Odile Ferrand"]["flags"] == ["vouched-against"]
    named = "vouched against: Odile Ferrand"
    assert named not in home.run("audit", "--summary", "--today", TODAY).out
    assert named in home.run("audit", "--summary", "--with-vouches", "--today", TODAY).out
    assert "ruefully" not in json.dumps(home.json("audit", "--with-vouches"))


def test_every_figure_says_of_how_many_and_by_which_rule(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Wind Turbines Ltd"), connection("Bruno Castagna", "Confidential")])
    figures = home.json("audit")["figures"]
    assert all(figure["counted_by"] and figure["value"] <= figure["of"] for figure in figures)
    firms = next(figure for figure in figures if figure["name"] == "effective number of firms")
    assert (firms["value"], firms["of"], firms["unknown"]) == (1, 2, 1)
    goal = next(figure for figure in figures if figure["name"] == "goal: wind turbines")
    assert goal["value"] == 1


def test_a_skill_of_the_archive_is_looked_for_in_their_work(home: Home) -> None:
    people = [connection("Odile Ferrand", "Vetro", "Head of Hydraulics"), connection("Bruno Castagna", "Hydraulicsa")]
    home.archive(people, Skills=[{"Name": "Hydraulics"}, {"Name": "Welding"}])
    figures = {figure["name"]: (figure["value"], figure["of"]) for figure in home.json("audit")["figures"]}
    assert figures["near a skill of yours"] == figures["skill: Hydraulics"] == (1, 2)
    assert figures["skills with nobody"] == (1, 2)


def test_a_figure_names_its_rules_and_their_titles(home: Home) -> None:
    home.archive([connection("Odile Ferrand")])
    (home.folder / "rules" / "own.yaml").write_text(
        "rules:\n  - id: dormant\n    title: Long ago\n    for: connection\n    flag: dormant\n"
        "    when:\n      - messages: {last: more than 1 year}\n    because: Long ago.\n"
    )
    figure = next(figure for figure in home.json("audit")["figures"] if figure["name"] == "dormant")
    assert (figure["rules"], figure["counted_by"]) == (["dormant"], "the rule “Long ago”; of those proved")


def test_the_form_is_as_its_schema_says(home: Home) -> None:
    days = [date(2025, 9, day) for day in (1, 2, 3, 4)]
    people = [connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna")]
    home.archive(people, messages=talk("Odile Ferrand", *days))
    Draft202012Validator.check_schema(json_schema(AuditForm))
    Draft202012Validator(json_schema(AuditForm)).validate(home.json("audit"))


@pytest.mark.parametrize("words", [["--format", "table"], ["--format", "csv"], ["--format", "html"], ["--summary"]])
def test_no_form_tells_anybody_to_part_from_people(home: Home, words: list[str]) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna")])
    done = home.run("audit", *home.files, "--today", TODAY, *words)
    assert done.code == 0
    assert "2" in done.out
    assert not re.search(r"\bremov", done.out + done.err, re.IGNORECASE)


def test_the_page_fetches_nothing_and_takes_a_name_for_text(home: Home) -> None:
    home.archive([connection("Odile <b>Ferrand</b>", "Vetro & Nord")])
    page = home.run("audit", *home.files, "--today", TODAY, "--format", "html").out
    assert "Odile &lt;b&gt;Ferrand&lt;/b&gt;" in page
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", page)
    assert page.count("<svg") > 3


def test_the_lists_hold_those_alone_who_were_asked_for(home: Home) -> None:
    days = [date(2015, 9, day) for day in (1, 2, 3, 4)]
    home.archive([connection("Odile Ferrand"), connection("Bruno Castagna")], messages=talk("Odile Ferrand", *days))
    assert list(home.audited("--dormant")) == ["Odile Ferrand"]
    assert list(home.audited("--nothing-found")) == ["Bruno Castagna"]
    assert home.run("audit", "--dormant", "--nothing-found").code == 2


def test_the_files_are_not_needed_again(home: Home) -> None:
    home.archive([connection("Odile Ferrand")])
    first = home.json("audit")
    assert home.json("audit", files=[])["connections"] == first["connections"]


def test_without_any_archive_it_says_what_to_give(home: Home) -> None:
    (home.folder / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Odile Ferrand\nEND:VCARD\n")
    done = home.run("audit", "people.vcf", "--today", TODAY)
    assert done.code == 3
    assert "Connections.csv" in done.err


def test_why_says_what_is_shown_of_a_connection(home: Home) -> None:
    days = [date(2025, 9, day) for day in (1, 2, 3, 4)]
    home.archive([connection("Odile Ferrand", "Vetro Nord")], messages=talk("Odile Ferrand", *days))
    home.json("audit")
    done = home.run("why", "Odile Ferrand", "--today", TODAY)
    assert done.code == 0
    assert "messages-both-ways" in done.out
    assert home.run("why", "Nobody Atall", "--today", TODAY).code == 2

"""Whom the user can turn to, and whom they can recommend."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from screener.reports.form import json_schema
from screener.reports.network_forms import RecommendForm, ReferralsForm
from tests.cli.running import Run
from tests.network.home import TODAY, Home, connection, endorsement, recommendation, talk, url

WEEK = [date(2025, 9, day) for day in (1, 2, 3, 4)]
LONG_AGO = [date(2017, 9, day) for day in (1, 2, 3, 4)]


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Home:
    return Home(tmp_path, run)


def names(found: dict[str, list[dict[str, str]]], part: str = "people") -> list[str]:
    return [one["name"] for one in found[part]]


def vouch(home: Home, name: str, recommend: str) -> None:
    (home.folder / "ledger.yaml").write_text(
        f"vouches: [{{name: {name}, profile_url: {url(name)}, recommend: {recommend}, kind: conduct,"
        " reason: ruefully unwell, date: 2025-05-02}]\n"
    )
    assert home.run("ledger", "import", "ledger.yaml").code == 0


def test_who_knows_the_work_goes_before_who_wrote_last(home: Home) -> None:
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna", "Vetro Nord")],
        messages=[*talk("Odile Ferrand", *LONG_AGO), *talk("Bruno Castagna", *WEEK)],
        Recommendations_Received=[recommendation("Odile Ferrand", "Vetro Nord", date(2018, 5, 1))],
    )
    found = home.json("referrals", "--company", "Vetro Nord")
    assert names(found) == ["Odile Ferrand", "Bruno Castagna"]
    first = found["people"][0]
    assert [first[band] for band in ("knows_my_work", "would_vouch", "near", "recent")] == [3, 2, 3, 1]
    assert any(piece["source"]["file"].endswith("Recommendations_Received.csv") for piece in first["evidence"])


def test_who_is_there_and_was_never_met_is_named_as_such(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord S.r.l.")])
    found = home.json("referrals", "--company", "Vetro Nord")
    assert (names(found), names(found, "never_met")) == ([], ["Odile Ferrand"])


def test_a_firm_is_found_by_identity_never_by_how_it_begins(home: Home) -> None:
    home.archive(
        [
            connection("Odile Ferrand", "Vetro"),
            connection("Bruno Castagna", "Vetro Nord"),
            connection("Agathe Lindner", "Vetrophon", "Adviser to Vetro"),
            connection("Pavel Hrasky", "Probst Lifting"),
            connection("Sunniva Eide", "Lastra Sud (acquired by Vetro)"),
        ]
    )
    assert names(home.json("referrals", "--company", "Vetro"), "never_met") == ["Odile Ferrand", "Sunniva Eide"]
    assert names(home.json("referrals", "--company", "Kranwerk Probst"), "never_met") == ["Pavel Hrasky"]


@pytest.mark.parametrize("word", ["Confidential", "Inc", "Self-employed", "N/A", "selbständig", "  "])
def test_what_many_write_instead_of_a_firm_is_none(home: Home, word: str) -> None:
    home.archive([connection("Odile Ferrand", word.strip())])
    assert home.run("referrals", *home.files, "--company", word, "--today", TODAY).code == 2


def test_somebody_vouched_against_is_shown_nowhere(home: Home) -> None:
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord")],
        messages=talk("Odile Ferrand", *WEEK),
        Recommendations_Received=[recommendation("Odile Ferrand", "Vetro Nord", date(2024, 5, 1))],
    )
    vouch(home, "Odile Ferrand", "no")
    found = home.json("referrals", "--company", "Vetro Nord")
    assert "Odile" not in json.dumps(found)
    assert "Odile" not in home.run("referrals", "--company", "Vetro Nord", "--today", TODAY).out


def test_who_moved_there_since_the_older_archive_is_told(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Kranwerk Probst"), connection("Bruno Castagna", "")], year=2024)
    home.archive([connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna", "Vetro Nord")])
    assert names(home.json("referrals", "--company", "Vetro Nord"), "moved_there") == ["Odile Ferrand"]


def test_who_left_is_still_near_but_after_who_is_there(home: Home) -> None:
    people = [connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna", "Vetro Nord")]
    home.archive(people, year=2024)
    praise = [recommendation(name, "Vetro Nord", date(2023, 5, 1)) for name in ("Odile Ferrand", "Bruno Castagna")]
    home.archive(
        [connection("Odile Ferrand", "Moulin Optics"), connection("Bruno Castagna", "Vetro Nord")],
        Recommendations_Received=praise,
    )
    found = home.json("referrals", "--company", "Vetro Nord")
    assert [(one["name"], one["near"]) for one in found["people"]] == [("Bruno Castagna", 3), ("Odile Ferrand", 1)]


@pytest.mark.parametrize(
    ("option", "word", "position"),
    [
        ("--role", "purchasing", "Head of Purchasing"),
        ("--field", "wind turbines", "Engineer, Wind Turbines"),
        ("--place", "Ulvsund", "Manager, Ulvsund"),
    ],
)
def test_role_field_and_place_are_whole_words(home: Home, option: str, word: str, position: str) -> None:
    home.archive(
        [connection("Odile Ferrand", "Vetro", position), connection("Bruno Castagna", "Vetro", f"{position}holm")]
    )
    assert names(home.json("referrals", option, word), "never_met") == ["Odile Ferrand"]


def test_the_draft_asks_once_and_makes_a_no_easy(home: Home) -> None:
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord")],
        Recommendations_Received=[recommendation("Odile Ferrand", "Moulin Optics", date(2024, 5, 1))],
    )
    text = home.json("referrals", "--company", "Vetro Nord")["people"][0]["draft"]["text"]
    assert text.count("?") == 1
    assert "a short no is fine" in text
    assert "Moulin Optics" in text
    assert text.rstrip().endswith("Ilse Brandhorst")


def test_the_forms_are_as_their_schemas_say(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")], messages=talk("Odile Ferrand", *WEEK))
    Draft202012Validator(json_schema(ReferralsForm)).validate(home.json("referrals", "--company", "Vetro Nord"))
    Draft202012Validator(json_schema(RecommendForm)).validate(home.json("recommend", "Odile Ferrand"))


def test_it_takes_exactly_one_target(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")])
    assert home.run("referrals", *home.files, "--today", TODAY).code == 2
    assert home.run("referrals", *home.files, "--company", "Vetro", "--role", "sales", "--today", TODAY).code == 2


def test_who_worked_with_you_and_was_recommended_can_be_again(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Kranwerk Probst")], year=2024)
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord")],
        Recommendations_Given=[recommendation("Odile Ferrand", "Kranwerk Probst", date(2023, 5, 1))],
        Endorsement_Received_Info=[endorsement("Odile Ferrand", date(2023, 5, 1))],
    )
    home.json("audit")
    found = home.json("recommend", "Odile Ferrand")
    assert found["can_recommend"]
    assert "Kranwerk Probst" in found["draft"]["text"]
    assert "shared employer: Kranwerk Probst" in found["may_be_said"]


def test_who_is_hardly_known_is_pointed_to_others_and_why_is_said(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")], messages=talk("Odile Ferrand", *WEEK))
    home.json("audit")
    found = home.json("recommend", url("Odile Ferrand"))
    assert not found["can_recommend"]
    assert "You recommended them in writing" in found["wanting"]
    assert "I am not the best person" in found["draft"]["text"]


def test_a_no_of_yours_is_never_written_to_them(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")])
    vouch(home, "Odile Ferrand", "no")
    home.json("audit")
    found = home.json("recommend", "Odile Ferrand")
    assert "I am not the best person" in found["draft"]["text"]
    assert "ruefully" not in json.dumps(found)
    assert "ruefully" in json.dumps(home.json("recommend", "Odile Ferrand", "--with-vouches"))


@pytest.mark.parametrize(("word", "said"), [("no", "would not recommend"), ("unsure", "are unsure about")])
def test_your_own_word_decides_and_that_is_said(home: Home, word: str, said: str) -> None:
    home.archive(
        [connection("Odile Ferrand", "Vetro Nord")],
        Recommendations_Given=[recommendation("Odile Ferrand", "Vetro Nord", date(2023, 5, 1))],
    )
    vouch(home, "Odile Ferrand", word)
    home.json("audit")
    told = home.run("recommend", "Odile Ferrand", "--today", TODAY).out
    assert f"You said that you {said} Odile Ferrand. Your own word decides" in " ".join(told.split())
    found = home.json("recommend", "Odile Ferrand")
    assert (found["can_recommend"], found["your_word"], found["wanting"]) == (False, word, [])
    assert "I am not the best person" in found["draft"]["text"]


def test_a_namesake_of_somebody_vouched_against_is_shown_with_a_word_of_doubt(home: Home) -> None:
    second = {**connection("Odile Ferrand", "Vetro Nord"), "URL": url("Odile Ferrand") + "-2"}
    praise = [recommendation("Odile Ferrand", "Vetro Nord", date(2023, 5, 1))]
    home.archive([connection("Odile Ferrand", "Moulin"), second], Recommendations_Received=praise)
    (home.folder / "ledger.yaml").write_text(
        "vouches: [{name: Odile Ferrand, recommend: no, kind: conduct, reason: ruefully, date: 2025-05-02}]\n"
    )
    assert home.run("ledger", "import", "ledger.yaml").code == 0
    (found,) = home.json("referrals", "--company", "Vetro Nord")["people"]
    assert any("on them or on a namesake" in " ".join(reason["text"].split()) for reason in found["reasons"])
    assert "ruefully" not in json.dumps(found)


def test_a_firm_that_another_bought_is_near_it_and_not_it(home: Home) -> None:
    home.archive(
        [
            connection("Odile Ferrand", "Lastra Sud (acquired by Vetro Nord)"),
            connection("Bruno Castagna", "Lastra Sud"),
            connection("Anouk Lister", "Vetro Nord"),
        ]
    )
    found = home.json("referrals", "--company", "Vetro Nord")["never_met"]
    assert {one["name"]: one["near"] for one in found} == {
        "Odile Ferrand": 2, "Bruno Castagna": 2, "Anouk Lister": 3,
    }  # fmt: skip
    assert names(home.json("referrals", "--company", "Lastra Sud"), "never_met") == ["Bruno Castagna", "Odile Ferrand"]


def test_for_a_firm_that_nobody_has_the_nearest_are_offered(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna", "Moulin Optics")])
    assert home.json("referrals", "--company", "Vetro Nrd")["did_you_mean"] == ["Vetro Nord"]
    told = home.run("referrals", "--company", "Vetro Nrd", "--today", TODAY).out
    assert "Did you mean Vetro Nord?" in " ".join(told.split())
    assert home.json("referrals", "--company", "Vetro Nord")["did_you_mean"] == []


def test_when_you_were_last_in_touch_is_told_with_its_day(home: Home) -> None:
    days = [date(2019, 9, day) for day in (1, 2, 3, 4)]
    home.archive([connection("Odile Ferrand", "Vetro Nord")], messages=talk("Odile Ferrand", *days))
    told = " ".join(home.run("referrals", *home.files, "--company", "Vetro Nord", "--today", TODAY).out.split())
    assert "last in touch over three years ago, on 4 September 2019" in told


def test_a_name_that_nobody_or_several_bear_is_told(home: Home) -> None:
    second = {**connection("Odile Ferrand", "Vetro"), "URL": url("Odile Ferrand") + "-2"}
    home.archive([connection("Odile Ferrand", "Moulin"), second])
    home.json("audit")
    assert home.run("recommend", "Bruno Castagna", "--today", TODAY).code == 2
    several = home.run("recommend", "Odile Ferrand", "--today", TODAY)
    assert several.code == 2
    assert "odile-ferrand-demo-2" in several.err

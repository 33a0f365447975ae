"""Who an asker is, asked of the user and answered: yes, no, a number, a name; and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screener.errors import UsageError
from screener.ledger.choosing import find_request
from screener.ledger.kept import KeptRequest
from screener.ledger.request_queue import open_requests
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import undo
from screener.outcomes import By, Part, To, Verdict, Zone
from screener.reports.form import as_json
from screener.reports.screening_form import document_of
from screener.screening.again import Again
from screener.screening.doing import decide_all
from screener.screening.identities import Answer, forget_links, say
from screener.screening.results import Screened
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.evidence.making import url
from tests.screening.deciding import TODAY, setting

SENT = date(2026, 2, 20)
ASKERS = ("Zdenka Featherstone", "Maria Garcia", "Rob Ashe")


def recommendation(first: str, last: str, company: str) -> dict[str, object]:
    return {
        "First Name": first, "Last Name": last, "Company": company, "Job Title": "", "Text": "Good.",
        "Creation Date": "05/01/19, 10:00 AM", "Status": "VISIBLE",
    }  # fmt: skip


def archive(folder: Path, *askers: tuple[str, str], name: str = "Complete_LinkedInDataExport_03-01-2026") -> str:
    """Somebody of a rare name whom the user recommended, and two of a common one; those who ask are given."""
    files: dict[str, Any] = {
        "Profile.csv": [{"First Name": "Ana", "Last Name": "Ruiz"}],
        "Invitations.csv": [
            {"From": who, "To": "Ana Ruiz", "Sent At": SENT, "Message": "", "Direction": "INCOMING",
             "inviterProfileUrl": url(slug)}
            for who, slug in askers
        ],
        "Connections.csv": [{"First Name": "Zoe", "Last Name": "Zed", "URL": url("zoe-zed")}],
        "messages.csv": [],
        "Recommendations_Given.csv": [
            recommendation("Zdenka", "Featherstone", "Contoso"),
            recommendation("Maria", "Garcia", "Northwind"),
            recommendation("Maria", "Garcia", "Fabrikam"),
        ],
    }  # fmt: skip
    return str(write_archive(folder, files, name=name))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    askers = [(name, name.lower().replace(" ", "-")) for name in ASKERS]
    with open_store(tmp_path / "ledger.sqlite") as opened:
        screen([archive(tmp_path, *askers)], setting(), store=opened)
        yield opened


def kept_as(store: Store, name: str) -> KeptRequest:
    return next(kept for kept in open_requests(store) if kept.request.name == name)


def proposed(store: Store, name: str) -> Screened:
    return Again(store, setting()).proposal(kept_as(store, name))


def answer(store: Store, name: str, text: str) -> str:
    given = Answer.read(text) or Answer(person=text)
    return say(store, Again(store, setting()), kept_as(store, name), given, TODAY)


def zone(store: Store, name: str) -> Zone:
    resolution = proposed(store, name).resolution
    assert resolution is not None
    return resolution.zone


def test_the_user_is_asked_who_it_is_only_if_yes_and_no_decide_differently(store: Store) -> None:
    one = proposed(store, "Zdenka Featherstone")
    question = one.decision.question
    assert one.decision.verdict is Verdict.ASK
    assert question is not None
    assert (question.to, question.if_yes, question.if_no) == (To.USER, Verdict.ACCEPT, Verdict.DECLINE)
    assert question.text.startswith("Is this the Zdenka Featherstone of Contoso (a recommendation)?")
    assert one.draft is None
    assert one.part is Part.TO_CONFIRM
    assert proposed(store, "Rob Ashe").part is not Part.TO_CONFIRM


def test_nothing_is_asked_where_the_verdict_is_the_same_either_way(tmp_path: Path) -> None:
    invited = [("Zdenka Featherstone", "zdenka")]
    listed = tmp_path / "rules"
    listed.mkdir()
    words = "extends: shipped\nme: {name: Ana Ruiz}\nnever-connect: [{name: Zdenka Featherstone, profile_url: %s}]\n"
    (listed / "about-me.yaml").write_text(words % url("zdenka"), encoding="utf-8")
    (one,) = screen([archive(tmp_path, *invited)], setting(rules=listed)).screened
    assert one.resolution is not None
    assert one.resolution.zone is Zone.CONFIRM
    assert one.decision.verdict is Verdict.DECLINE
    assert one.decision.question is None


def test_a_yes_links_them_for_ever(store: Store, tmp_path: Path) -> None:
    assert answer(store, "Zdenka Featherstone", "yes") == (
        "noted: Zdenka Featherstone is Zdenka Featherstone of your files"
    )
    one = proposed(store, "Zdenka Featherstone")
    assert one.resolution is not None
    assert (one.resolution.zone, one.resolution.by) == (Zone.SAME, By.YOUR_WORD)
    assert one.decision.verdict is Verdict.ACCEPT
    again = archive(tmp_path, ("Zdenka Featherstone", "zdenka-featherstone"),
                    name="Complete_LinkedInDataExport_03-02-2026")  # fmt: skip
    screen([again], setting(), store=store)
    assert proposed(store, "Zdenka Featherstone").decision.verdict is Verdict.ACCEPT


def test_a_no_keeps_them_from_being_offered_again(store: Store) -> None:
    answer(store, "Zdenka Featherstone", "no")
    one = proposed(store, "Zdenka Featherstone")
    assert one.resolution is not None
    assert (one.resolution.candidates, one.resolution.denied) == ((), 1)
    assert (one.decision.verdict, one.decision.question) == (Verdict.DECLINE, None)


def test_of_several_a_number_says_which(store: Store) -> None:
    assert len((proposed(store, "Maria Garcia").resolution or pytest.fail()).candidates) == 2
    with pytest.raises(UsageError, match="say which by its number, or no"):
        answer(store, "Maria Garcia", "yes")
    with pytest.raises(UsageError, match="give a number from 1 to 2"):
        answer(store, "Maria Garcia", "3")
    answer(store, "Maria Garcia", "2")
    one = proposed(store, "Maria Garcia")
    assert one.resolution is not None
    assert (one.resolution.by, len(one.resolution.candidates)) == (By.YOUR_WORD, 1)


def test_a_name_of_the_files_says_who_it_is_though_nobody_was_offered(store: Store) -> None:
    assert zone(store, "Rob Ashe") is Zone.NOBODY
    with pytest.raises(UsageError, match="nobody of your files is offered"):
        answer(store, "Rob Ashe", "yes")
    with pytest.raises(UsageError, match="nobody of your files is called 'Robin Ash'"):
        answer(store, "Rob Ashe", "Robin Ash")
    answer(store, "Rob Ashe", "Zdenka Featherstone")
    assert zone(store, "Rob Ashe") is Zone.SAME


@pytest.mark.parametrize("word", ["yes", "no"])
def test_undo_and_unlink_bring_the_question_back(store: Store, word: str) -> None:
    before = proposed(store, "Zdenka Featherstone").decision
    answer(store, "Zdenka Featherstone", word)
    undo(store, 1, TODAY)
    assert proposed(store, "Zdenka Featherstone").decision == before
    answer(store, "Zdenka Featherstone", word)
    assert forget_links(store, kept_as(store, "Zdenka Featherstone"), TODAY) == 1
    assert proposed(store, "Zdenka Featherstone").decision == before
    assert forget_links(store, kept_as(store, "Zdenka Featherstone"), TODAY) == 0


def test_the_last_word_holds(store: Store) -> None:
    answer(store, "Maria Garcia", "2")
    answer(store, "Maria Garcia", "no")
    one = proposed(store, "Maria Garcia")
    assert one.resolution is not None
    assert one.resolution.by is not By.YOUR_WORD


def test_of_two_who_claim_one_person_the_second_is_not_the_same(store: Store, tmp_path: Path) -> None:
    answer(store, "Zdenka Featherstone", "yes")
    second = archive(tmp_path, ("Zdenka Featherstone", "zdenka-featherstone"), ("Zdenka Featherstone", "zdenka-2"),
                     name="Complete_LinkedInDataExport_03-02-2026")  # fmt: skip
    screened = screen([second], setting(), store=store).screened
    zones = {one.id: one.resolution.zone for one in screened if one.resolution}
    assert zones["zdenka-featherstone"] is Zone.SAME
    assert zones["zdenka-2"] is not Zone.SAME
    assert {one.id for one in screened if one.decision.verdict is Verdict.ACCEPT} == {"zdenka-featherstone"}


def test_the_points_in_json_add_up_to_the_total(store: Store) -> None:
    written = json.loads("".join(as_json(document_of(Again(store, setting()).queue()))))
    found = [one["identity"] for one in written["requests"]]
    assert {one["zone"] for one in found} == {"confirm", "nobody"}
    for one in found:
        assert sum(point["points"] for point in (*one["for"], *one["against"])) == (one["points"] or 0)
    assert written["summary"]["to-confirm"] == 2


def test_whom_the_user_declined_is_nobody_whom_another_may_name(tmp_path: Path) -> None:
    (tmp_path / "requests.csv").write_text(
        "name,profile_url,note\n"
        f"Rufus Blankensteyn,{url('rufus-blankensteyn')},\n"
        f"Kim Poe,{url('kim-poe')},Rufus Blankensteyn suggested that I write to you.\n"
    )
    with open_store(tmp_path / "ledger.sqlite") as store:
        screen([str(tmp_path / "requests.csv")], setting(), store=store)
        for verdict, is_named in ((Verdict.DECLINE, False), (Verdict.ACCEPT, True)):
            rufus = find_request(store, "Rufus Blankensteyn")
            decide_all(Again(store, setting()), [rufus], verdict)
            again = Again(store, setting())
            reading = again.proposal(find_request(store, "Kim Poe")).reading
            assert reading is not None
            assert bool([one for one in reading.mentions if one.kind == "person"]) == is_named
            undo(store, 1, TODAY)

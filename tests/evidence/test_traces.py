"""Tests of `screener.evidence.traces`, with the world behind it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.evidence.facts import FactSheet
from tests.evidence.making import asking, connected, endorsed, invited, recommended, sheet, sheets, written

ME, HER = ("Ana Ruiz", "ana-ruiz"), ("Jane Doe", "jane-doe")
APRIL, MAY = date(2021, 4, 3), date(2021, 5, 1)


def fields(filled: FactSheet, subject: str, number: int = 0) -> dict[str, object]:
    facts = filled[subject]
    assert facts
    return dict(facts[number].fields)


def status(filled: FactSheet) -> object:
    return fields(filled, "identity")["status"]


def test_messages_of_both_are_summed_up() -> None:
    rows = [
        written(*HER, ME[0], [ME[1]], MAY, row=9),
        written(*ME, HER[0], [HER[1]], APRIL, row=4),
        written(*HER, ME[0], [ME[1]], APRIL, row=3),
    ]
    filled = sheet(asking(), rows)
    assert fields(filled, "messages") == {
        "grade": "first-contact", "count": 3, "from-me": 1, "from-them": 2, "two-way": True,
        "matched-by": "same-profile",
        "first": PartialDate(2021, 4, 3), "last": PartialDate(2021, 5, 1),
    }  # fmt: skip
    assert filled["messages"] is not None
    assert filled["messages"][0].text == "3 messages, 1 from you, last on 1 May 2021"
    assert (filled["messages"][0].source.row, filled["messages"][0].source.rows) == (9, 3)


def test_what_third_parties_write_in_a_thread_counts_for_nobody_else() -> None:
    rows = [written("Theo Grant", "theo", "Ana Ruiz, Jane Doe", ["ana-ruiz", "jane-doe"], APRIL)]
    assert sheet(asking(), rows)["messages"] == ()


def test_a_group_message_of_the_users_counts_for_each_recipient() -> None:
    rows = [written(*ME, "Jane Doe, Theo Grant", ["jane-doe", "theo"], APRIL)]
    filled = sheets([asking(), asking("Theo Grant", "theo")], rows)
    assert [fields(each, "messages")["from-me"] for each in filled] == [1, 1]


def test_without_recipient_addresses_both_halves_of_a_conversation_are_one() -> None:
    rows = [written(*HER, ME[0], [], APRIL), written(*ME, "Jane Doe, Ph.D., Theo Grant", [], MAY)]
    assert fields(sheet(asking(), rows), "messages")["matched-by"] == "same-profile"
    assert fields(sheet(asking(), rows), "messages")["count"] == 2


def test_the_users_half_is_no_proof_when_another_person_bears_the_name() -> None:
    rows = [
        written(*HER, ME[0], [], APRIL),
        written("Jane Doe", "jane-doe-77", ME[0], [], APRIL),
        written(*ME, "Jane Doe", [], MAY),
    ]
    for order in (rows, rows[::-1]):
        filled = sheet(asking(), order)
        assert [(one.fields["from-them"], one.fields["from-me"]) for one in filled["messages"] or ()] == [(1, 0)]
        assert fields(filled, "messages")["matched-by"] == "same-profile"


def test_messages_of_a_namesake_with_another_address_prove_nothing() -> None:
    rows = [written("Jane Doe", "other-jane", ME[0], [ME[1]], APRIL)]
    filled = sheet(asking(), rows)
    assert [one.weak for one in filled["messages"] or ()] == [True]
    assert status(filled) == "name-only"


def test_spam_is_no_message() -> None:
    assert sheet(asking(), [replace(written(*HER, ME[0], [ME[1]], APRIL), spam=True)])["messages"] == ()


def test_a_connection_of_the_same_profile_is_proof() -> None:
    filled = sheet(asking(), [connected("Jane Other", "JANE-doe", "Contoso")])
    assert fields(filled, "connection") == {
        "same-profile": True, "company": "Contoso", "age": 2128, "matched-by": "same-profile",
    }  # fmt: skip


def test_a_connection_of_the_same_name_and_firm_is_corroborated() -> None:
    asker = asking(slug="", headline="Engineer at Contoso | Speaker", sent=None)
    filled = sheet(asker, [connected(company="Contoso, Ltd.")])
    assert fields(filled, "connection")["matched-by"] == "corroborated"
    assert status(filled) == "corroborated"
    assert fields(filled, "request")["state"] == "already-connected"


def test_a_connection_of_the_same_name_alone_is_weak() -> None:
    filled = sheet(asking(slug="", headline="Engineer", sent=None), [connected(company="Contoso")])
    assert [one.weak for one in filled["connection"] or ()] == [True]
    assert status(filled) == "name-only"


def test_of_two_requests_of_one_name_the_firm_tells_whose_the_record_is() -> None:
    queue = [asking(company="Contoso"), asking("Doe, Jane", "jane-doe-2")]
    matches = [
        fields(filled, "recommendation-given")["matched-by"]
        for filled in sheets(queue, [recommended(company="Contoso")])
    ]
    assert matches == ["corroborated", "name"]


def test_two_connections_of_one_common_name_are_ambiguous() -> None:
    rows = [connected("Maria Garcia", company="Contoso"), connected("Maria Garcia", company="Fabrikam", row=3)]
    filled = sheet(asking("Maria Garcia", "", sent=None), rows)
    assert status(filled) == "ambiguous"
    assert [fact.weak for fact in filled["connection"] or ()] == [True, True]


def test_the_same_connection_in_two_archives_is_one() -> None:
    rows = [connected(row=2), connected(row=5)]
    assert len(sheet(asking(slug="", sent=None), rows)["connection"] or ()) == 1


def test_a_recommendation_is_joined_by_name_and_firm() -> None:
    filled = sheet(asking(company="Contoso GmbH"), [recommended(company="Contoso"), recommended(given=False)])
    assert fields(filled, "recommendation-given")["matched-by"] == "corroborated"
    assert fields(filled, "recommendation-received")["matched-by"] == "corroborated"


def test_endorsements_and_invitations_are_joined_by_address() -> None:
    rows = [endorsed(slug="jane-doe"), endorsed(slug="other", given=False), invited(slug="jane-doe", note="Hello")]
    filled = sheet(asking(), rows)
    assert fields(filled, "endorsement-given")["skill"] == "Go"
    assert filled["endorsement-received"] == ()
    assert fields(filled, "my-invitation")["text"] == "Hello"


def test_an_asker_of_the_users_own_name_is_not_joined_by_name() -> None:
    rows = [written(*ME, "Theo Grant", ["theo"], APRIL)]
    filled = sheet(asking("Ana Ruiz", "another-ana"), rows)
    assert filled["messages"] == ()


def test_a_file_that_was_not_read_leaves_its_subject_unknown() -> None:
    filled = sheet(asking(), looked_into=[Origin.CONNECTIONS])
    assert filled["connection"] == ()
    assert filled["messages"] is None
    assert filled["mail"] is None
    assert filled["vouch"] == ()
    assert set(filled) == set(SUBJECTS)


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [
        written(*HER, ME[0], [ME[1]], MAY, row=9),
        written(*ME, HER[0], [HER[1]], APRIL, row=4),
        connected("Jane Doe", "jane-doe", row=7),
        connected("Jane Doe", "other-jane", row=8),
        endorsed(slug="jane-doe"),
        endorsed(slug="jane-doe", skill="Rust"),
    ]
    assert sheet(asking(), rows) == sheet(asking(), rows[::-1])

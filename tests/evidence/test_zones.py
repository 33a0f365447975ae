"""How sure it is who an asker is: the zones of resolving, and what speaks for and against."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from screener.catalogue.values import PartialDate
from screener.ledger.sqlite_store import temporary_store
from screener.outcomes import By, Zone
from screener.sources.records import Party, Request, Row
from screener.world.resolution import Resolution
from tests.evidence.making import (
    SENT,
    asking,
    connected,
    endorsed,
    in_book,
    keep_world,
    knowledge_of,
    mailed,
    met,
    noted,
    recommended,
    resolved,
    url,
)

ANA = Party(name="Ana Ruiz", email="ana@ruiz.example")
JANE = Party(name="Jane Doe", email="jane@contoso.example")


def of(request: Request, *rows: Row) -> Resolution:
    return resolved(request, rows).resolution


def texts(found: Resolution) -> list[str]:
    return [point.text for point in found.best.points] if found.best else []


def test_a_profile_is_the_same_by_key_whatever_the_name() -> None:
    found = of(asking("J. Smith"), in_book("Jane Doe", profile_urls=(url("jane-doe"),)))
    assert (found.zone, found.by) == (Zone.SAME, By.PROFILE)


def test_an_unshared_address_is_the_same_by_key() -> None:
    found = of(asking(email="jane@contoso.example"), mailed(JANE, ANA))
    assert (found.zone, found.by) == (Zone.SAME, By.MAIL)


def test_a_rare_name_with_a_second_fact_is_the_same_by_points() -> None:
    found = of(asking(company="Contoso"), mailed(JANE, ANA))
    assert (found.zone, found.by) == (Zone.SAME, By.POINTS)


def test_a_name_alone_is_to_be_confirmed_however_rare() -> None:
    found = of(asking("Zdeňka Wolframová-Quist", "zdenka"), recommended("Zdeňka Wolframová-Quist"))
    assert found.zone is Zone.CONFIRM
    assert found.best is not None
    assert found.best.second == 0


def test_a_common_name_with_a_second_fact_is_to_be_confirmed() -> None:
    asker = asking("Maria Garcia", "maria-garcia", company="Contoso Robotics")
    found = of(asker, recommended("Maria Garcia", "Contoso"))
    assert found.zone is Zone.CONFIRM


def test_rivals_are_asked_about_together() -> None:
    rows = [in_book("Maria Garcia", "maria@a.example"), in_book("Maria Garcia", "maria@b.example")]
    found = of(asking("Maria Garcia", "maria-garcia"), *rows)
    assert (found.zone, len(found.candidates)) == (Zone.CONFIRM, 2)


def test_somebody_connected_under_another_address_is_a_second_profile() -> None:
    assert of(asking(company="Contoso"), connected(slug="jane-doe-1", company="Contoso")).zone is Zone.SECOND_PROFILE


def test_what_speaks_against_a_common_name_leaves_it_near() -> None:
    asker = asking("Maria Garcia", "maria-garcia", company="Fabrikam")
    entry = in_book("Maria Garcia", profile_urls=(url("maria-1"),))
    found = of(asker, entry)
    assert found.zone is Zone.NEAR
    assert found.best is not None
    assert "you have them under another profile address" in texts(found)


def test_nobody_of_a_like_name_is_nobody() -> None:
    found = of(asking(), recommended("Theo Grant", "Contoso"))
    assert (found.zone, found.candidates) == (Zone.NOBODY, ())


@pytest.mark.parametrize(
    "danger",
    [
        {"profile_created": PartialDate(2026, 1, 20)},
        {"connections": 12},
        {"note": "Urgent: I need a small loan today, please keep this confidential."},
    ],
)
def test_danger_is_never_the_same_by_points(danger: dict[str, object]) -> None:
    rows = [mailed(JANE, ANA), mailed(ANA, JANE, day=SENT - timedelta(days=5))]
    assert of(asking(company="Contoso"), *rows).zone is Zone.SAME
    found = of(asking(company="Contoso", **danger), *rows)
    assert found.zone is Zone.CONFIRM
    assert any(text.startswith("copies of profiles look so") for text in texts(found))


def test_danger_does_not_take_away_what_a_key_proves() -> None:
    found = of(asking(connections=3), in_book("Jane Doe", profile_urls=(url("jane-doe"),)))
    assert found.zone is Zone.SAME


def test_a_name_read_from_the_note_is_never_the_same() -> None:
    rows = [recommended("Jane Featherstone", "Contoso")]
    told = of(asking("Jane Doe", company="Contoso", note="You knew me as Featherstone."), *rows)
    assert told.zone is Zone.CONFIRM
    assert told.best is not None
    assert told.best.from_note
    assert of(asking("Jane Featherstone", company="Contoso"), *rows).zone is Zone.SAME


def test_a_short_form_and_an_initial_are_other_forms_of_a_name() -> None:
    rows = [recommended("Robert Featherstone", "Contoso")]
    for name in ("Bob Featherstone", "R. Featherstone"):
        found = of(asking(name, "bob", company="Contoso"), *rows)
        assert found.best is not None, name
        assert not found.best.is_same_name
    assert of(asking("Roberta Featherstone", "bob"), recommended("Robert Featherstone")).zone is Zone.NOBODY


def test_one_row_counts_once() -> None:
    """The firm and the thing that the note names stand in one row: only one of the two counts."""
    entry = in_book("Jane Doe", companies=("Heronsgate",), note="Heronsgate kickoff")
    found = of(asking(company="Heronsgate", note="Remember the Heronsgate kickoff?"), entry)
    assert found.best is not None
    rows = [point.at for point in found.best.points if point.points > 0]
    assert len(rows) == len(set(rows)) == 1


def test_all_points_add_up_to_the_total() -> None:
    rows = [mailed(JANE, ANA, day=SENT - timedelta(days=10)), noted("gripper stand, Contoso")]
    found = of(asking(company="Contoso", note="the gripper stand"), *rows)
    assert found.best is not None
    assert found.best.total == found.best.name.points + sum(point.points for point in found.best.points)
    assert len(found.best.points) > 1


def test_a_meeting_of_the_last_weeks_is_a_second_fact() -> None:
    found = of(asking(), met(ANA, Party(name="Jane Doe"), day=SENT - timedelta(days=9)))
    assert "in touch 9 days before they asked" in texts(found)


def test_a_family_address_tells_nobody_apart_by_itself() -> None:
    home = [in_book(name, "home@doe.example") for name in ("Jane Doe", "Theo Grant")]
    for asker in (asking("Mika Sato", "mika", email="home@doe.example"), asking(email="home@doe.example")):
        assert of(asker, *home).zone is not Zone.SAME


def test_a_member_id_and_a_slug_do_not_contradict_each_other() -> None:
    member = "https://www.linkedin.com/in/ACoAABxyz0123456789abcdefghijklmnopqrstu"
    entry = in_book("Jane Doe", companies=("Contoso",), profile_urls=(member,))
    assert of(asking(company="Contoso"), entry).zone is Zone.SAME
    by_key = of(replace(asking("J. D."), profile_url=member), entry)
    assert (by_key.zone, by_key.by) == (Zone.SAME, By.PROFILE)


def test_what_came_after_the_request_says_nothing_of_who_it_is() -> None:
    later = mailed(Party(name="Jane Doe", email="jane@home.example"), ANA, day=SENT + timedelta(days=2))
    assert not any(text.startswith("in touch") for text in texts(of(asking(), later)))


def test_adding_a_file_never_makes_less_of_what_a_key_proves() -> None:
    entry = in_book("Jane Doe", profile_urls=(url("jane-doe"),))
    others = [recommended("Jane Doe", "Fabrikam"), connected("Jane Doe", "jane-doe-2"), mailed(JANE, ANA)]
    for number in range(len(others) + 1):
        found = of(asking(), entry, *others[:number])
        assert (found.zone, found.by) == (Zone.SAME, By.PROFILE)


def test_the_newest_archive_decides_who_is_a_connection() -> None:
    with_her = [connected(slug="jane-doe"), connected("Theo Grant", "theo", row=3)]
    without = [connected("Theo Grant", "theo", row=3)]
    days = {True: date(2026, 2, 1), False: date(2026, 1, 1)}
    for is_newer, order in ((True, 1), (True, -1), (False, 1), (False, -1)):
        archives = [(with_her, days[is_newer]), (without, days[not is_newer])][::order]
        with temporary_store() as store:
            for rows, made in archives:
                keep_world(store, rows, made=made)
            best = knowledge_of(store).resolution_of(asking()).best
            assert best is not None
            assert best.person.is_connected is is_newer


def test_a_file_that_is_not_given_again_has_not_been_forgotten() -> None:
    with temporary_store() as store:
        keep_world(store, [mailed(JANE, ANA)])
        keep_world(store, [connected("Theo Grant", "theo")])
        knowledge = knowledge_of(store)
        assert knowledge.resolution_of(asking(company="Contoso")).zone is Zone.SAME


def test_a_profile_in_the_files_takes_nothing_from_what_points_prove() -> None:
    """Two records of a common name that nothing joins: the one has the profile, the other the firm."""
    asker = asking("Maria Garcia", "maria-garcia", company="Contoso")
    entry, given = in_book("Maria Garcia", companies=("Contoso",)), endorsed("Maria Garcia", "maria-garcia")
    assert of(asker, entry).zone is Zone.SAME
    both = resolved(asker, [entry, given])
    assert both.resolution.by is By.PROFILE
    assert [one.fields["matched-by"] for one in both.plain["endorsement-given"] or ()] == ["same-profile"]
    assert [one.fields["matched-by"] for one in both.plain["address-book"] or ()] == ["corroborated"]


def test_a_copy_of_a_connection_is_warned_of_the_more_danger_it_shows() -> None:
    known = connected("Amara Okafor", "amara-okafor", "Contoso")
    asker = asking("Amara Okafor", "amara-okafor-9", company="Contoso")
    for copy in (asker, replace(asker, connections=12)):
        assert of(copy, known).zone is Zone.SECOND_PROFILE

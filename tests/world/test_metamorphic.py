"""What must not change a verdict does not, and what must does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from screener.screening.results import Screening
from tests.world.building import Files, Held, World, the_world
from tests.world.cases import CASES
from tests.world.names import POOLS, names_of
from tests.world.people import ACCEPT, ASK, DECLINE, Case, Endorsed, Job, Linked, Mailed, Message
from tests.world.running import by_id, screened_files, screened_world, verdicts

WORLD = the_world()


def with_cases(change: Callable[[Case], Case], among: Callable[[Case], bool] = lambda _: True) -> World:
    """The world in which the requests so described are otherwise."""
    return replace(WORLD, cases=tuple(change(case) if among(case) else case for case in CASES))


def differences(one: Screening, other: Screening) -> dict[str, tuple[str | None, str | None]]:
    before, after = verdicts(one), verdicts(other)
    assert before.keys() == after.keys()
    return {id: (before[id], after[id]) for id in before if before[id] != after[id]}


@pytest.mark.parametrize("seed", [1])
def test_the_order_of_rows_changes_nothing(decided: Screening, tmp_path: Path, seed: int) -> None:
    shuffled = screened_world(tmp_path / "world", replace(WORLD, shuffled=seed))
    assert differences(decided, shuffled) == {}
    assert {id: one.decision.certainty for id, one in by_id(shuffled).items()} == {
        id: one.decision.certainty for id, one in by_id(decided).items()
    }


def test_ten_thousand_other_connections_change_nothing(decided: Screening, tmp_path: Path) -> None:
    firms = cycle(("Alpenlot Bahntechnik", "Kobel & Wyss", "Orvanta Energy", ""))
    more = tuple(
        Held(name=f"Nobody {number:05}", slug=f"nobody-{number}", traces=(Linked(day="2016-05-05", company=firm),))
        for number, firm in zip(range(10_000), firms, strict=False)
    )
    assert differences(decided, screened_world(tmp_path / "world", replace(WORLD, others=(*WORLD.others, *more)))) == {}


def _is_only_a_name(case: Case) -> bool:
    """Whether the person is called nothing else anywhere, so that another name can take the place of this one."""
    named_otherwise = case.names or any(getattr(trace, "name", "") for trace in case.traces)
    return not named_otherwise and not any(part in case.note for part in case.name.split())


@pytest.mark.parametrize("pool", POOLS)
def test_another_name_in_the_request_and_in_the_files_changes_nothing(
    decided: Screening, tmp_path: Path, pool: str
) -> None:
    names = names_of(pool)
    renamed = screened_world(
        tmp_path / "world", with_cases(lambda case: replace(case, name=next(names)), _is_only_a_name)
    )
    assert differences(decided, renamed) == {}


def test_a_colleague_of_a_huge_firm_is_not_accepted_for_that_alone(decided: Screening, tmp_path: Path) -> None:
    employers = tuple(replace(one, staff=35_000) if one.staff == 85 else one for one in WORLD.employers)
    huge = screened_world(tmp_path / "world", replace(WORLD, employers=employers))
    colleagues = [case.id for case in CASES if "colleague" in case.classes and not case.traces]
    assert colleagues
    assert {id: verdicts(decided)[id] for id in colleagues} == dict.fromkeys(colleagues, ACCEPT)
    assert ACCEPT not in {verdicts(huge)[id] for id in colleagues}
    others = differences(decided, huge).keys() - set(colleagues)
    assert not [id for id in others if verdicts(huge)[id] == ACCEPT]


def test_without_their_messages_who_claims_a_past_is_asked(tmp_path: Path) -> None:
    def forgotten(case: Case) -> Case:
        return replace(case, traces=(), note="Hi Ilse, we worked together on the Basel bridge project in 2015.")

    found = verdicts(screened_world(tmp_path / "world", with_cases(forgotten, _has_written)))
    assert {found[case.id] for case in CASES if _has_written(case)} == {ASK}


def test_without_their_messages_who_left_another_trace_is_asked(tmp_path: Path) -> None:
    def forgotten(case: Case) -> Case:
        return replace(case, traces=(Endorsed(day="2019-09-09", given=False),))

    found = verdicts(screened_world(tmp_path / "world", with_cases(forgotten, _has_written)))
    assert {found[case.id] for case in CASES if _has_written(case)} == {ASK}


def _has_written(case: Case) -> bool:
    is_plain = case.verdict == ACCEPT and not case.note and "seller" not in case.classes
    return is_plain and any(isinstance(trace, Message) for trace in case.traces)


def test_without_the_mailbox_who_stands_in_the_address_book_is_not_declined(tmp_path: Path) -> None:
    saved = [case for case in CASES if case.verdict == ACCEPT and any(isinstance(one, Mailed) for one in case.traces)]
    assert saved
    found = verdicts(screened_world(tmp_path / "world", replace(WORLD, without=frozenset({"mail", "mails"}))))
    assert [case.id for case in saved if found[case.id] == DECLINE] == []


def test_a_namesake_whose_second_fact_contradicts_is_not_accepted(tmp_path: Path) -> None:
    """Joined by name and firm only; the asker of the same name has always worked elsewhere."""
    slugs = {"ruben-achterberg", "heloise-tremblay-roy", "matthias-gruenewald", "ingrid-solheim"}

    def elsewhere(case: Case) -> Case:
        firm = "Konditorei Sonnleitner"
        jobs = (Job(company=firm, start="2001-01", title="Baker"),)
        by_name = tuple(trace for trace in case.traces if not isinstance(trace, Endorsed))  # these have the profile
        return replace(case, slug=f"{case.slug}-2", headline="Baker", company=firm, jobs=jobs, traces=by_name)

    found = verdicts(screened_world(tmp_path / "world", with_cases(elsewhere, lambda case: case.id in slugs)))
    assert [slug for slug in slugs if found[f"{slug}-2"] == ACCEPT] == []


_GUESSES = (
    "Hi Ilse, great to meet you at the Congreso de Acústica de Valencia on 18 October 2022!",
    "Hallo Ilse, wir haben uns am 18.10.2022 auf dem Kongress für Akustik in Valencia kennengelernt.",
    "Hola Ilse, coincidimos en el Congreso de Acústica de Valencia el 18 de octubre de 2022.",
    "Bonjour Ilse, nous nous sommes rencontrés au SensorTech le 14 mai 2024.",
    "Ciao Ilse, ci siamo conosciuti a SensorTech il 15 maggio 2024.",
    "Oi Ilse, nos conhecemos no SensorTech em maio de 2024.",
    "Hoi Ilse, we spraken elkaar op 14 januari 2026 bij het webinar Rail noise.",
    "2022年10月18日のバレンシア音響学会でお会いしました。",
    "Hi Ilse, we met at the Town hall of Orvanta on 3 February 2018.",
    "Hi Ilse, we sang together in the Kammerchor Basel.",
)


def test_a_stranger_who_guesses_a_public_event_is_never_accepted(tmp_path: Path) -> None:
    guesses = cycle(_GUESSES)
    world = with_cases(lambda case: replace(case, note=next(guesses)), lambda case: "ordinary" in case.classes)
    found = verdicts(screened_world(tmp_path / "world", world))
    assert [case.id for case in CASES if "ordinary" in case.classes and found[case.id] == ACCEPT] == []


def test_the_place_in_the_list_changes_nothing(decided: Screening, tmp_path: Path) -> None:
    places = cycle(("Lagos, Nigeria", "Pyongyang", "Zürich, Switzerland", "Rotterdam", "Київ", "上海市"))
    moved = screened_world(tmp_path / "world", with_cases(lambda case: replace(case, place=next(places))))
    assert differences(decided, moved) == {}


def test_a_list_alone_declines_nobody_for_lack_of_proof(world_files: Files) -> None:
    lists = {name: world_files.given[name] for name in ("list", "voyager")}
    alone = by_id(screened_files(Files(world_files.rules, lists)))
    plain = [alone[case.id] for case in CASES if "ordinary" in case.classes and case.listed]
    assert plain
    assert {one.decision.verdict for one in plain} == {ASK}
    assert [one.draft for one in plain if one.draft] == []

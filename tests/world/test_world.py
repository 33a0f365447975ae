"""The program decides the world as a sensible professional would, and every reason cites a row that is about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.decisions.decision import Evidence
from screener.outcomes import Certainty
from screener.screening.results import Screened, Screening
from screener.texts.folding import fold
from tests.world import user
from tests.world.cases import CASES
from tests.world.people import ASK, Case
from tests.world.running import by_id, cited_row, described, is_about

# What the user's own files say of the user, and of the asker only through the request.
_OF_THE_USER = frozenset({"shared-employer", "shared-school", "claim"})


def paired(decided: Screening) -> Iterator[tuple[Case, Screened]]:
    found = by_id(decided)
    return ((case, found[case.id]) for case in CASES if case.id in found)


def _verdict(one: Screened) -> str | None:
    return one.decision.verdict.value if one.decision.verdict else None


def test_the_world_is_large_and_mostly_strangers_with_an_empty_note() -> None:
    assert len(CASES) >= 80
    assert len({case.id for case in CASES}) == len({case.name for case in CASES}) == len(CASES)
    plain = [case for case in CASES if "stranger" in case.classes and not case.note]
    assert 0.4 <= len(plain) / len(CASES) <= 0.6
    judged = [case for case in CASES if case.verdict]
    assert sum(case.verdict == ASK for case in judged) / len(judged) <= 0.3


def test_every_request_is_decided_once(decided: Screening) -> None:
    assert sorted(one.id for one in decided.screened) == sorted(case.id for case in CASES)


def test_nine_in_ten_are_as_expected(decided: Screening) -> None:
    wrong = [described(case, one) for case, one in paired(decided) if not case.is_right(_verdict(one))]
    table = "\n".join(wrong)
    print(f"{len(wrong)} of {len(CASES)} otherwise than expected:\n{table}")  # noqa: T201
    assert len(wrong) <= len(CASES) / 10, f"\n{table}"


def test_no_verdict_does_harm(decided: Screening) -> None:
    """No stranger is accepted, nobody known is declined, and where the files cannot tell, neither."""
    harmful = [described(case, one) for case, one in paired(decided) if _verdict(one) in case.unsafe]
    assert harmful == [], "\n" + "\n".join(harmful)


def test_the_states_are_as_expected(decided: Screening) -> None:
    wrong = [
        f"{case.id}: {one.decision.state}, not {case.state}"
        for case, one in paired(decided)
        if one.decision.state != case.state
    ]
    assert wrong == []


def test_not_more_than_three_in_ten_are_asked(decided: Screening) -> None:
    judged = [_verdict(one) for _, one in paired(decided) if _verdict(one)]
    assert judged.count(ASK) / len(judged) <= 0.3


def test_who_is_called_certain_is_right_95_times_in_100(decided: Screening) -> None:
    sure = [(case, one) for case, one in paired(decided) if one.decision.certainty is Certainty.HIGH]
    wrong = [described(case, one) for case, one in sure if not case.is_right(_verdict(one))]
    assert len(sure) >= len(CASES) / 4
    assert len(wrong) <= len(sure) / 20, "\n" + "\n".join(wrong)


def test_every_reason_cites_a_real_row_about_that_person_or_fact(decided: Screening, world_folder: Path) -> None:
    wrong = []
    for case, one in paired(decided):
        cited = [(reason.rule, evidence) for reason in one.decision.reasons for evidence in reason.evidence]
        if not cited:
            wrong.append(f"{case.id}: nothing is cited")
        for rule, evidence in cited:
            if fault := _fault(case, evidence, world_folder):
                wrong.append(f"{case.id}: {rule}: {fault}")
    assert wrong == [], "\n" + "\n".join(wrong)


def _fault(case: Case, evidence: Evidence, folder: Path) -> str:
    if not evidence.source.row and not evidence.source.file.endswith((".eml", "about-me.yaml")):
        # A whole file that was searched: it must be there, and nothing more is claimed of it.
        there = Path(evidence.source.file).exists() or ".zip/" in evidence.source.file
        return "" if there else f"{evidence.source.file} is no file"
    try:
        row = cited_row(evidence.source, folder)
    except AssertionError as error:
        return str(error)
    if evidence.subject == "twin":  # cites another request that says the same
        return "" if fold(case.note or case.headline) in fold(row) else f"no twin of it says {row[:150]!r}"
    if is_about(row, case.words()) or (evidence.subject in _OF_THE_USER and is_about(row, _own_words())):
        return ""
    return f"{evidence.subject} cites {evidence.source.file}:{evidence.source.row}, which says: {row[:150]!r}"


def _own_words() -> Iterator[str]:
    for one in user.EMPLOYERS:
        yield from (one.name, *one.also)
    yield from (user.SCHOOL, user.NAME)


@pytest.mark.parametrize("case", [case for case in CASES if case.again], ids=lambda case: case.id)
def test_the_same_person_twice_is_one_line_with_the_newest_request(decided: Screening, case: Case) -> None:
    assert by_id(decided)[case.id].request.sent.isoformat() == max(case.sent, *(day for day, _ in case.again))

"""Every draft of the world keeps to the etiquette: its length, its one question, its words, language and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.decisions.decision import Decision
from screener.languages.language_guess import language_of
from screener.languages.registers import is_distant, registers
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import AboutMe
from screener.replies import Author, Draft, Tone, Wish, drafted
from screener.replies.address import address_of
from screener.replies.etiquette import asks_for_context, faults_in
from screener.replies.filling import claimed_in, told_of
from screener.screening.results import Screened, Screening
from screener.shipped import shipped_folder
from screener.sources.records import Provenance, Request
from tests.world import user
from tests.world.building import Files
from tests.world.cases import CASES
from tests.world.people import Case

FOLDERS = (shipped_folder("templates"),)


def faults(draft: Draft, name: str, note: str | None, facts: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with a draft to somebody of this name who wrote this note."""
    address = address_of(
        name,
        language=draft.language,
        distant=is_distant(draft.register, draft.tone, draft.language),
        note=note,
        me=user.NAME,
    )
    asks = asks_for_context(draft.template.partition("/")[0])
    claimed = (text for text in claimed_in(note).values() if isinstance(text, str))
    values = (address, user.NAME, *facts, *claimed)
    found = [words for _, words in faults_in(draft.text, asks=asks, language=draft.language, values=values)]
    of_note = language_of(note) if note else None
    if of_note in registers() and draft.language != of_note:
        found.append(f"in {draft.language}, not in the note's {of_note}")
    greeting = draft.text.splitlines()[0]
    if address not in greeting or (not address and any(word in greeting for word in name.split() if len(word) > 3)):
        found.append(f"greets {greeting!r}, not {address!r}")
    if not draft.text.endswith(user.NAME):
        found.append("is not signed")
    return [f"{name}: {fault}\n{draft.text}" for fault in found]


def test_every_draft_of_the_world_is_a_good_reply(decided: Screening) -> None:
    drafts = [(one, one.draft) for one in decided.screened if one.draft]
    assert len(drafts) >= 30
    assert {draft.language for _, draft in drafts} >= {"en", "de"}
    wrong = [fault for one, draft in drafts for fault in _faults_of(one, draft)]
    assert wrong == [], "\n".join(wrong)


def test_no_draft_of_the_world_is_withheld(decided: Screening) -> None:
    assert [one.withheld for one in decided.screened if one.withheld] == []


def _faults_of(one: Screened, draft: Draft) -> list[str]:
    told = told_of(one.decision.told, draft.language, (one.request.name,))
    facts = tuple(text for fields in told.values() for text in fields.values())
    found = faults(draft, one.request.name, one.request.note, facts)
    if (draft.gloss is not None) != (draft.language not in ("en", "de")):
        found.append(f"{one.id}: gloss {draft.gloss!r}")
    if facts and draft.kind == "thanks" and not any(text in draft.text for text in facts):
        found.append(f"{one.id}: does not tell {one.decision.told}")
    return found


@pytest.fixture(scope="module")
def about_me(world_files: Files) -> AboutMe:
    return load_policy(Path(world_files.rules)).about_me


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_whoever_of_the_world_is_answered_gets_a_good_reply(verdict: Verdict, tone: Tone, about_me: AboutMe) -> None:
    wrong = [fault for case in CASES for fault in _faults_of_case(case, verdict, tone, about_me)]
    assert wrong == [], "\n".join(wrong)


def _faults_of_case(case: Case, verdict: Verdict, tone: Tone, about_me: AboutMe) -> list[str]:
    asker = Request(
        name=case.name, note=case.note, headline=case.headline, provenance=Provenance(file="requests.csv", row=2)
    )
    decision = Decision(state="new", verdict=verdict, certainty=None, reasons=(), reply="written", ask="which-team")
    draft = drafted(asker, decision, Author(about_me=about_me, templates=FOLDERS, wish=Wish(tone=tone)))
    return faults(draft, case.name, case.note) if isinstance(draft, Draft) else [f"{case.id}: {draft}"]

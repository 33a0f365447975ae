"""What the shipped policy must never do, whatever is known about a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, YES
from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import Agenda, EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import check_policy, load_policy
from screener.policy.model import AboutMe, Judged, Policy
from screener.replies import template_names
from screener.shipped import shipped_folder
from screener.sources.records import Provenance

TODAY = date(2026, 3, 10)
OWN_FILES = ("connection", "messages", "mail", "address-book")
OWN_WORD = ("vouch", "expected", "listed", "earlier-decision", "question-asked", "answer")
KINDS_OF_ASKERS = (
    "asker",
    "sales",
    "recruiter",
    "student",
    "competitor",
    "headline",
    "company",
    "twin",
    "profile",
    "note",
)
# What speaks for the asker whoever of the user's files they are.
_OF_THE_ASKER = ("introduction", "claim", "shared-employer", "shared-school")
EXAMPLES = settings(max_examples=150, deadline=None)
Given = Mapping[str, tuple[Mapping[str, object], ...] | None]


@cache
def shipped() -> Policy:
    return load_policy(templates=template_names([shipped_folder("templates")]))


def inferring_for(about_me: AboutMe, judged: Judged = Judged.REQUEST) -> Inferring:
    policy = structs.replace(shipped().judging(judged), about_me=about_me)
    return Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)


@cache
def inferring() -> Inferring:
    return inferring_for(AboutMe())


def sheet_of(known: Given, *, others_unknown: bool) -> FactSheet:
    return fact_sheet({name: facts_of(records) for name, records in known.items()}, others_unknown=others_unknown)


def facts_of(records: tuple[Mapping[str, object], ...] | None) -> tuple[Fact, ...] | None:
    if records is None:
        return None
    return tuple(fact(dict(record), Provenance(file="example")) for record in records)  # type: ignore[arg-type]


def joined_by_name(records: tuple[Mapping[str, object], ...] | None) -> tuple[Mapping[str, object], ...] | None:
    if records is None:
        return None
    return tuple({**record, "matched-by": "name"} if "matched-by" in record else record for record in records)


def read_off(note: str) -> Agenda:
    """What is decided on a note, read as it would be in a request."""
    sheet = complete(sheet_of({"note": ({"text": note},)}, others_unknown=False), {"note"})
    return inferring().agenda(inferring().situation(sheet))


def decided(known: Given, *, others_unknown: bool = False) -> Agenda:
    return inferring().agenda(inferring().situation(sheet_of(known, others_unknown=others_unknown)))


def seen_in_examples() -> dict[str, list[tuple[Mapping[str, object], ...] | None]]:
    """For each subject, everything that some shipped example says of it: realistic material to mix."""
    seen: dict[str, list[tuple[Mapping[str, object], ...] | None]] = {}
    for example in shipped().examples:
        for subject, records in example.given.items():
            if records not in seen.setdefault(subject, [()]):
                seen[subject].append(records)
    return seen


def mixed(without: tuple[str, ...] = ()) -> st.SearchStrategy[Given]:
    """Any mixture of what the examples say of the subjects, except of some."""

    def mixtures() -> st.SearchStrategy[Given]:
        subjects = {name: values for name, values in seen_in_examples().items() if name not in without}
        return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in subjects.items()})

    return st.deferred(mixtures)


def test_the_shipped_policy_passes_its_check() -> None:
    checked = check_policy(templates=template_names([shipped_folder("templates")]))
    assert checked.errors == ()


def test_every_rule_has_an_example_that_holds_and_one_that_does_not() -> None:
    seen: dict[str, set[int]] = {rule.id: set() for rule in shipped().rules}
    for example in shipped().examples:
        own = inferring_for(example.about_me or AboutMe(), example.judged)
        sheet = sheet_of(example.given, others_unknown=example.others_unknown)
        sheet = complete(sheet, example.given.keys(), example.about_me)
        for rule, value in own.evaluation(own.situation(sheet)).rules.items():
            seen[rule].add(value)
    assert [rule for rule, values in seen.items() if not {YES, NO} <= values] == []


def test_no_two_rules_of_one_priority_decide_differently() -> None:
    verdicts: dict[int, set[Verdict]] = {}
    for rule in shipped().rules:
        if rule.decide:
            verdicts.setdefault(rule.priority, set()).add(rule.decide)
    assert [priority for priority, found in verdicts.items() if len(found) > 1] == []


def test_the_four_kinds_of_askers_for_a_written_decline_are_named() -> None:
    assert {"student", "alumni", "met", "introduced"} <= shipped().conditions.keys()


def test_the_empty_about_me_is_empty() -> None:
    assert shipped().about_me == AboutMe()


@EXAMPLES
@given(known=mixed(without=OWN_WORD))
def test_a_list_alone_never_declines(known: Given) -> None:
    unread = dict.fromkeys((*OWN_FILES, "identity"))
    ledger = dict.fromkeys(OWN_WORD, ())
    agenda = decided({**known, **unread, **ledger}, others_unknown=True)
    assert agenda.verdict is not Verdict.DECLINE


@EXAMPLES
@given(known=mixed(without=("vouch", "expected")))
def test_a_second_profile_is_never_accepted(known: Given) -> None:
    agenda = decided({**known, "identity": ({"status": "second-profile"},)})
    assert agenda.verdict is not Verdict.ACCEPT


@EXAMPLES
@given(
    known=mixed(without=(*_OF_THE_ASKER, "vouch", "expected", "request")),
    status=st.sampled_from(("ambiguous", "name-only", "other-person", "none")),
)
def test_who_may_be_somebody_else_is_never_accepted(known: Given, status: str) -> None:
    """One link serves every record: who is not sure to be the one has no record that is more than a name."""
    by_name = {name: joined_by_name(records) for name, records in known.items()}
    agenda = decided({**by_name, "identity": ({"status": status},)})
    assert agenda.verdict is not Verdict.ACCEPT


@EXAMPLES
@given(known=mixed(), asker=mixed(without=tuple(SUBJECTS.keys() - set(KINDS_OF_ASKERS))))
def test_no_kind_of_asker_outweighs_proof(known: Given, asker: Given) -> None:
    if decided(known).verdict is Verdict.ACCEPT:
        assert decided({**known, **asker}).verdict is Verdict.ACCEPT


@EXAMPLES
@given(known=mixed(without=(*OWN_WORD, "profile", "twin", "request")))
def test_whose_claim_the_records_allow_is_never_declined_but_for_a_text_for_a_program_or_fraud(known: Given) -> None:
    exchanged = [record for subject in ("mail", "messages") for record in known.get(subject) or ()]
    assume(not any(record.get("grade") == "refused" for record in exchanged))  # the user has turned them away
    assume({one["kind"] for one in known.get("asker") or ()}.isdisjoint({"fraudster", "impostor"}))
    note = {"text": "We worked together on the first gripper.", "signs": (), "understood": True}
    claim = {"about": "worked-together", "who": "asker", "checked": "fits", "from": "note", "read-by": "phrase"}
    agenda = decided({**known, "note": (note,), "claim": (claim,)})
    assert agenda.verdict is not Verdict.DECLINE


@EXAMPLES
@given(known=mixed(without=OWN_WORD))
def test_who_never_connect_names_is_declined_whatever_speaks_for_them(known: Given) -> None:
    agenda = decided({**known, "listed": ({"in": "never-connect", "matched-by": "same-profile"},)})
    assert agenda.verdict is Verdict.DECLINE


@pytest.mark.parametrize(
    "note",
    [
        "Hi, we worked together at Northwind!",
        "Wir haben uns auf der Messe kennengelernt.",
        "Nos conocimos en la feria de Bilbao.",
        "Nous avons travaillé ensemble à Lyon.",
        "Trabalhamos juntos em Lisboa.",
        "Abbiamo lavorato insieme a Torino.",
        "We hebben samengewerkt in Delft.",
        "先日の展示会でお会いしました。",
    ],
)
def test_a_shared_past_is_seen_in_every_language(note: str) -> None:
    assert read_off(note).verdict is Verdict.ASK


@pytest.mark.parametrize(
    "note",
    [
        "I came across your profile and would like to expand my network.",
        "Ich würde gern mein Netzwerk erweitern.",
        "Me gustaría ampliar mi red.",
        "Je souhaite élargir mon réseau.",
        "Gostaria de ampliar minha rede.",
        "Vorrei ampliare la mia rete.",
        "Ik wil graag mijn netwerk uitbreiden.",
        "プロフィールを拝見しました。",
    ],
)
def test_a_mass_text_is_seen_in_every_language(note: str) -> None:
    assert "mass-text" in read_off(note).conclusions

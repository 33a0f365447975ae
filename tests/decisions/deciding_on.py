"""Policies written as text, and invented records with their rows, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from screener.catalogue.declaring import Origin
from screener.catalogue.values import Value
from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.evidence.facts import Fact, fact, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.policy.model import Policy
from screener.sources.records import Provenance
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text

TODAY = date(2026, 3, 2)
CONNECTIONS = Provenance(file="export.zip/Connections.csv")
MESSAGES = Provenance(file="export.zip/messages.csv", rows=9)

_EXCHANGE = {"count": 3, "from-me": 1, "from-them": 2, "two-way": True}


def policy_of(rules: str, *, otherwise: str = OTHERWISE, about_me: str = "", rest: str = "") -> Policy:
    """A policy of these rules, checked like every other."""
    with TemporaryDirectory() as folder:
        others = {"about_me": about_me} if about_me else {}
        checked = check_text(Path(folder), f"rules:\n{rules}\n{rest}{otherwise}{EXAMPLES}", **others)
    assert checked.errors == ()
    assert checked.policy is not None
    return checked.policy


def record(
    fields: Mapping[str, Value] | None = None,
    *,
    by: str = "",
    row: int = 2,
    day: date | None = None,
    file: str = "export.zip/x.csv",
    text: str = "",
) -> Fact:
    """A record that stands in a row; `by` says how it was matched to the asker, same-profile where it must be."""
    matched = {"matched-by": by} if by else {}
    return fact({**(fields or {}), **matched}, Provenance(file=file, row=row, date=day), text)


def exchange(by: str = "same-profile", *, row: int = 2, day: date | None = None, **more: Value) -> Fact:
    """Messages between both."""
    fields = {name.replace("_", "-"): value for name, value in more.items()}
    return record({**_EXCHANGE, **fields}, by=by, row=row, day=day, text=f"messages in row {row}")


def decision_on(
    policy: Policy, known: Mapping[str, Iterable[Fact] | None], *, others_unknown: bool = False
) -> Decision:
    """What the policy decides on these subjects; all others are absent, or unknown."""
    inferring = Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)
    searched = {Origin.CONNECTIONS: (CONNECTIONS,), Origin.MESSAGES: (MESSAGES,)}
    return decide(fact_sheet(known, others_unknown=others_unknown), inferring, searched)

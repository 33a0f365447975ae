"""Requests whose state leaves nothing to decide: no rules run, and the reason says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.decisions.decision import Decision, Evidence, Reason
from screener.evidence.facts import FactSheet

# The state, the reason shown, and the subjects whose records prove it.
_REASONS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "already-connected": ("You are already connected.", ("connection", "identity", "request")),
    "decided": ("You have decided this request.", ("request",)),
    "lapsed": ("It was sent more than six months ago and has lapsed.", ("request",)),
    "withdrawn": ("It is gone from a newer archive of yours: it was withdrawn.", ("request",)),
    "waiting": ("You have asked them something and wait for the answer.", ("question-asked", "request")),
}


def state_of(sheet: FactSheet) -> str:
    """How the request stands."""
    facts = sheet["request"]
    return str(facts[0].fields["state"]) if facts else "new"


def is_settled(state: str) -> bool:
    """Whether a state leaves nothing to decide."""
    return state in _REASONS


def settled(sheet: FactSheet) -> Decision:
    """The decision without a verdict on a request that needs none."""
    state = state_of(sheet)
    text, subjects = _REASONS[state]
    telling = next(subject for subject in subjects if sheet[subject])
    evidence = tuple(Evidence(telling, fact.text, fact.source) for fact in (sheet[telling] or ())[:1])
    return Decision(state=state, verdict=None, certainty=None, reasons=(Reason(state, text, evidence),))

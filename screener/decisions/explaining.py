"""The rest of a decision, which takes longer to work out than the verdict: what would change it, and the question."""

from __future__ import annotations

from dataclasses import replace

from screener.decisions.changes import would_change
from screener.decisions.decision import Decision
from screener.decisions.question import question_for
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring


def explained(decision: Decision, sheet: FactSheet, inferring: Inferring) -> Decision:
    """The decision made on a fact sheet, with what would change it and the one question. Raises EngineError."""
    if decision.verdict is None:
        return decision
    changes = would_change(sheet, inferring)
    question = decision.question or question_for(sheet, inferring)
    return replace(decision, would_change=changes.found, changes_are_all=changes.is_complete, question=question)

"""How sure a verdict is: which of the unknown facts could still change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from typing import Final

from screener.catalogue.truth import NO, YES, Truth
from screener.decisions.decision import Certainty
from screener.decisions.standing import Standing
from screener.evidence.facts import Fact, FactSheet
from screener.inference.reference import Reference
from screener.policy.model import Condition, Rule, Verdict

HOW_SURE: Final = (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH)
_OPEN: Final = frozenset({"open", "fits", "confirmed"})
_MOST_TRIED: Final = 7  # 128 ways; with more open conditions the verdict counts as open


def certainty_of(standing: Standing, reference: Reference, sheet: FactSheet, proof: Collection[Fact]) -> Certainty:
    """High, medium or low, as `Certainty` defines them; `proof` are the witnesses of the rules that decided."""
    joined = [fact for fact in proof if "matched-by" in fact.fields]
    is_read_by_model = any(fact.fields.get("read-by") == "model" for fact in proof)
    if standing.unsettled or is_read_by_model or (joined and all(fact.weak for fact in joined)):
        return Certainty.LOW
    if not standing.rivals:
        return Certainty.HIGH
    unsettled = frozenset([condition for condition in standing.unknown if sheet[condition.subject] is not None])
    may_change = standing.may_change.get(unsettled)
    if may_change is None:
        verdict, values = standing.agenda.verdict, standing.values
        may_change = any(_may_change(verdict, rival, unsettled, values, reference) for rival in standing.rivals)
        standing.may_change[unsettled] = may_change
    return Certainty.MEDIUM if may_change else Certainty.HIGH


def is_of_user(one: Fact) -> bool:
    """Whether a fact is a record of the user's files, lists or ledger that is joined to the asker."""
    return "matched-by" in one.fields


def most_certain(sheet: FactSheet, *, is_recognised: bool) -> Certainty:
    """The most that a decline for lack of evidence may claim: high only where nobody of the files is near, neither note
    nor headline mentions anything of the user's world, no claim is open, and the note is known, and empty or
    understood. Of a note that nothing was read in, `is_recognised` says whether a rule knows it."""
    if not all(one.fields.get("understood", is_recognised) for one in sheet["note"] or ()):
        return Certainty.LOW
    near = any(one.fields.get("near") or one.fields.get("candidates") for one in sheet["identity"] or ())
    mentioned = any(one.fields.get("strength") == "strong" for one in sheet["known-thing"] or ())
    claimed = any(one.fields.get("checked") in _OPEN for one in sheet["claim"] or ())
    is_open = near or mentioned or claimed or sheet["note"] is None
    return Certainty.MEDIUM if is_open else Certainty.HIGH


def _may_change(
    verdict: Verdict,
    rival: Rule,
    unsettled: frozenset[Condition],
    values: Mapping[Condition, Truth],
    reference: Reference,
) -> bool:
    """Whether some way of settling the conditions that the rival depends on leads to another verdict."""
    open_to_it = unsettled & reference.conditions_under(rival)
    if len(open_to_it) > _MOST_TRIED:
        return True
    ways = product((NO, YES), repeat=len(open_to_it)) if open_to_it else ()
    return any(
        reference.verdict(reference.evaluate({**values, **dict(zip(open_to_it, way, strict=True))})) != verdict
        for way in ways
    )

"""What would be decided if some facts were others: "mutual-connections: 12", "shared-employer: {staff: 80}"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from screener.catalogue.exchanges import FOLLOWING
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import Value
from screener.decisions.deciding import Searched, decide
from screener.decisions.decision import Decision
from screener.errors import UsageError
from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact
from screener.inference.inferring import Inferring
from screener.located.findings import Findings
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, read_yaml
from screener.policy.example_reading import Records, read_given
from screener.rehearsal.given_line import given_line
from screener.sources.records import Provenance

_SUCH_AS: Final = "`mutual-connections: 12` or `shared-employer: {staff: 80}`"
_SUPPOSED: Final = Provenance(file="supposed")
_FOLLOWING: Final[Mapping[str, frozenset[str]]] = {
    "from-me": FOLLOWING,
    "from-them": FOLLOWING,
    "grade": frozenset({"count", "two-way", "from-me", "from-them"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A decision before and after some facts are supposed to be others, and the facts after."""

    before: Decision
    after: Decision
    sheet: FactSheet


def what_if(said: Sequence[str], sheet: FactSheet, inferring: Inferring, searched: Searched) -> Supposed:
    """Decide again with what is said of some subjects, in the words of `given`: a value or a list replaces the records
    of a subject, a map changes the one record that is there. What is read off texts is read off them anew. Raises
    UsageError for what cannot be meant, and EngineError."""
    after = supposed(said, sheet, inferring)
    return Supposed(before=decide(sheet, inferring, searched), after=decide(after, inferring, searched), sheet=after)


def supposed(said: Sequence[str], sheet: FactSheet, inferring: Inferring) -> FactSheet:
    """The facts with what is said put in place."""
    findings = Findings()
    node = read_yaml("", "\n".join(said).encode("utf-8", "replace"), findings)
    if isinstance(node, MapNode):
        node = MapNode(tuple((key, _whole(key.text, value, sheet)) for key, value in node.entries), node.place)
    given, _ = read_given(node, findings)
    if findings.errors or not given:
        reasons = "; ".join(problem.text for problem in findings.errors)
        raise UsageError(reasons or f"write what is to be supposed as SUBJECT: VALUE, such as {_SUCH_AS}")
    changed = {subject: _facts(subject, records) for subject, records in given.items()}
    return complete({**sheet, **changed}, given.keys(), inferring.policy.about_me)


def _facts(subject: str, records: Records | None) -> tuple[Fact, ...] | None:
    if records is None:
        return None
    return tuple(fact(fields, _SUPPOSED, f"supposed: {subject}") for fields in records)  # type: ignore[arg-type]


def _whole(subject: str, said: Node, sheet: FactSheet) -> Node:
    """A map with the other fields of the one record that is there; a text is a record of its own."""
    there = sheet.get(subject) or ()
    if not isinstance(said, MapNode) or not there or (SUBJECTS[subject].main or "") in _names(said):
        return said
    if len(there) > 1:
        raise UsageError(f"there are {len(there)} records under `{subject}`; write a list that replaces them all")
    left_out = _names(said).union(*(_FOLLOWING.get(name, ()) for name in _names(said)))
    kept = {name: value for name, value in there[0].fields.items() if name not in left_out}
    return MapNode((*_entries(subject, kept), *said.entries), said.place)


def _entries(subject: str, fields: Mapping[str, Value]) -> tuple[tuple[Scalar, Node], ...]:
    """The fields of a record as they would be written."""
    node = read_yaml("", given_line({subject: (fields,)}).encode(), Findings())
    for name in ("given", subject):
        assert isinstance(node, MapNode)
        node = node.get(name)
    assert isinstance(node, ListNode) and isinstance(node.items[0], MapNode)
    return node.items[0].entries


def _names(said: MapNode) -> frozenset[str]:
    return frozenset(key.text for key, _ in said.entries)

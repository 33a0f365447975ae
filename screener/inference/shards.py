"""A Horn program cut into rule sets that stay clear of every limit of the engine.

The limits are those of durable-rules 2.0.28, measured: at 256 patterns with the same last condition a foreign rule
fires, with 512 different conditions on one level it never returns, a rule takes 16 facts, a rule set 4,096 rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from screener.inference.horn import Atom, Clause

PATTERNS_PER_ATOM: Final = 200  # of 255
CLAUSES_PER_SHARD: Final = 1_000  # of 4,096; one big rule set is slower than several
FACTS_PER_CLAUSE: Final = 14  # of 16
BUCKET: Final = 64  # second conditions under one first condition, of 512
BUCKETS_PER_SHARD: Final = 200  # first conditions, of 512
ATOMS: Final = 797_000  # ids below 797,186 do not collide


@dataclass(frozen=True, slots=True)
class Shard:
    """The clauses of one rule set, and the atoms that some pattern of it can use."""

    clauses: tuple[Clause, ...]
    atoms: frozenset[Atom]


def chained(clauses: Iterable[Clause], first_free: Atom) -> list[Clause]:
    """The same clauses, with bodies that are too long cut into links that each derive an atom for the next."""
    short: list[Clause] = []
    free = first_free
    for clause in clauses:
        body = clause.body
        while len(body) > FACTS_PER_CLAUSE:
            short.append(Clause(free, body[:FACTS_PER_CLAUSE]))
            body = (free, *body[FACTS_PER_CLAUSE:])
            free += 1
        short.append(Clause(clause.head, body, clause.rule))
    return short


def shards_of(clauses: Iterable[Clause]) -> Iterator[Shard]:
    """The clauses in their order, cut before a limit is near."""
    part: list[Clause] = []
    patterns: Counter[Atom] = Counter()
    buckets: set[int] = set()
    for clause in clauses:
        crowded = any(patterns[atom] >= PATTERNS_PER_ATOM for atom in clause.body)
        if part and (crowded or len(part) >= CLAUSES_PER_SHARD or len(buckets) >= BUCKETS_PER_SHARD):
            yield Shard(tuple(part), frozenset(patterns))
            part, patterns, buckets = [], Counter(), set()
        part.append(clause)
        patterns.update(clause.body)
        buckets.update(atom // BUCKET for atom in clause.body)
    if part:
        yield Shard(tuple(part), frozenset(patterns))

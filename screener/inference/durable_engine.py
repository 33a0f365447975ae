"""The fence around durable-rules: the only module that meets it, and how many rules go into one rule set."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final

import msgspec

from screener.errors import EngineError
from screener.inference.horn import Atom, Clause

PATTERNS_PER_ATOM: Final = 200  # of 255
CLAUSES_PER_SHARD: Final = 1_000  # of 4,096; one big rule set is slower than several
FACTS_PER_CLAUSE: Final = 14  # of 16
BUCKET: Final = 64  # second conditions under one first condition, of 512
BUCKETS_PER_SHARD: Final = 200  # first conditions, of 512
ATOMS: Final = 797_000  # ids below 797,186 do not collide
KEPT: Final = 10_000  # answers of each engine


class Shard(msgspec.Struct, frozen=True):
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


VERSION: Final = "2.0.28"
SID: Final = "0"  # more than one live state has stale indexes


class DurableEngine:
    """A Horn program loaded into durable-rules. Its rule sets live as long as the process: make few of them."""

    name = f"durable-rules {VERSION}"

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Raises EngineError if the engine cannot be imported or does not take a rule set."""
        first_free = 1 + max((atom for clause in clauses for atom in (clause.head, *clause.body)), default=0)
        short = chained(clauses, first_free)
        if first_free + len(short) > ATOMS:
            raise EngineError(f"the policy needs more than {ATOMS} facts; split it into smaller ones")
        engine = _import_engine()
        self._rule_sets = [_RuleSet(engine, f"shard{number}", shard) for number, shard in enumerate(shards_of(short))]
        self._answer = lru_cache(maxsize=KEPT)(self._inferred)

    def consequences(self, atoms: Iterable[Atom]) -> frozenset[Atom]:
        """Every atom that follows from the given ones, these included. The engine is asked once for each set."""
        return self._answer(frozenset(atoms))

    def _inferred(self, atoms: frozenset[Atom]) -> frozenset[Atom]:
        known = set(atoms)
        fresh = known
        try:
            while fresh:  # a rule set knows its own rules alone: what follows in one is told to all
                derived = {head for rule_set in self._rule_sets for head in rule_set.derive(fresh)}
                fresh = derived - known
                known |= fresh
        finally:
            for rule_set in self._rule_sets:
                rule_set.forget()
        return frozenset(known)


class _RuleSet:
    """One rule set of the engine, and the one state that lives in it during an inference."""

    def __init__(self, engine: Any, name: str, shard: Shard) -> None:
        self._engine = engine
        self._label = _label(name, shard)
        self._heads = {f"r{number}": clause.head for number, clause in enumerate(shard.clauses)}
        self._facts = {atom: _fact(atom) for atom in shard.atoms}
        self._has_state = False
        definition = {f"r{number}": _rule(clause) for number, clause in enumerate(shard.clauses)}
        self._handle = self._call(engine.create_ruleset, name, json.dumps(definition))
        # Deleting a state in which no action ever ran is a segmentation fault, unless one ran in another state before.
        self.derive(shard.clauses[0].body)
        self.forget()

    def derive(self, atoms: Iterable[Atom]) -> list[Atom]:
        """The heads of the clauses that fire when these atoms join those already told."""
        # The engine takes time for facts of no use, too.
        batch = [self._facts[atom] for atom in atoms if atom in self._facts]
        if not batch:
            return []
        self._has_state = True
        code, state = self._call(self._engine.assert_facts, self._handle, f"[{','.join(batch)}]")
        if code:
            raise EngineError(f"durable-rules answered {code} when it was told facts of {self._label}")
        heads = []
        started = self._call(self._engine.start_action_for_state, self._handle, state)
        message = started[1] if started else None
        while message:
            # The message is `{"r12": …}`, of which the name is enough.
            heads.append(self._heads[message[2 : message.index('"', 2)]])
            message = self._call(self._engine.complete_and_start_action, self._handle, state)
        return heads

    def forget(self) -> None:
        """Delete the state, so that nothing of this request meets the next."""
        if self._has_state:
            self._has_state = False
            self._call(self._engine.delete_state, self._handle, SID)

    def _call(self, function: Callable[..., Any], *arguments: object) -> Any:
        try:
            return function(*arguments)
        except self._engine.error as error:
            raise EngineError(f"durable-rules failed in {self._label}: {error}") from error


@cache
def engine_for(clauses: tuple[Clause, ...]) -> DurableEngine:
    """The engine of a Horn program, one for all who need it in this process: durable-rules frees no rule set, and a
    program that decides a thousand times by one policy would grow each time. Raises EngineError."""
    return DurableEngine(clauses)


def obstacle() -> str | None:
    """What keeps durable-rules from being loaded here; None where nothing does."""
    try:
        _loaded()
    except ImportError as error:
        return _in_short(error)
    return None


def _import_engine() -> Any:
    try:
        return _loaded()
    except ImportError as error:
        raise EngineError(
            f"durable-rules cannot be loaded here ({_in_short(error)}); where there is a C compiler, "
            f"`pip install durable-rules=={VERSION}` installs it, and the README says more under “Set up”; without "
            "--engine durable the compiled policy decides by itself"
        ) from error


def _in_short(error: ImportError) -> str:
    return str(error).rpartition(".so: ")[2]  # the linker begins with the whole path of the library


def _loaded() -> Any:
    with _bound_lazily():
        import durable_rules_engine
    return durable_rules_engine


@contextmanager
def _bound_lazily() -> Iterator[None]:
    """Built for Python 3.13, the library asks for PyEval_CallObject, which is gone. Python has every symbol looked up
    while a library loads; looked up at its first call, this one is never missed, for no function used here calls it."""
    if not hasattr(sys, "setdlopenflags"):  # Windows
        yield
        return
    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags & ~os.RTLD_NOW | os.RTLD_LAZY)
    try:
        yield
    finally:
        sys.setdlopenflags(flags)


def _label(name: str, shard: Shard) -> str:
    rules = [clause.rule for clause in shard.clauses if clause.rule]
    return f"{name} (rules {rules[0]} to {rules[-1]})" if rules else name


def _rule(clause: Clause) -> dict[str, object]:
    patterns = [
        # In two steps, since under one condition the engine takes 512 others at most.
        {f"m_{place}": {"$and": [{"b": atom // BUCKET}, {"v": atom % BUCKET}]}}
        for place, atom in enumerate(clause.body)
    ]
    return {"all": patterns}


def _fact(atom: Atom) -> str:
    return f'{{"id":{atom},"sid":"{SID}","b":{atom // BUCKET},"v":{atom % BUCKET}}}'

"""The fence holds at and beyond every limit of the engine behind it."""

from __future__ import annotations

import os
import random
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import pytest

from screener.errors import EngineError
from screener.inference.durable_engine import (
    BUCKET,
    CLAUSES_PER_SHARD,
    PATTERNS_PER_ATOM,
    DurableEngine,
    Shard,
    _RuleSet,
    chained,
    engine_for,
    obstacle,
    shards_of,
)
from screener.inference.horn import Clause


def by_forward_chaining(clauses: list[Clause], atoms: set[int]) -> set[int]:
    """What follows, by the plainest means."""
    known = set(atoms)
    while fresh := {clause.head for clause in clauses if known.issuperset(clause.body)} - known:
        known |= fresh
    return known


def assert_same_consequences(clauses: list[Clause], *situations: set[int]) -> None:
    engine = DurableEngine(clauses)
    highest = max(atom for clause in clauses for atom in (clause.head, *clause.body))
    for atoms in situations:
        following = {atom for atom in engine.consequences(atoms) if atom <= highest}
        assert following == by_forward_chaining(clauses, atoms)


@pytest.mark.parametrize("uses", [254, 255, 256, 257, 600])
def test_one_fact_may_be_used_by_more_patterns_than_a_rule_set_takes(uses: int) -> None:
    clauses = [Clause(1_000 + number, (0, number)) for number in range(1, uses + 1)]
    assert_same_consequences(clauses, {0, 1}, {0, *range(1, uses + 1)}, set(range(1, uses)), {0})


@pytest.mark.parametrize("facts", [14, 15, 16, 17, 40, 200])
def test_a_rule_may_need_more_facts_than_the_engine_takes(facts: int) -> None:
    body = tuple(range(facts))
    assert_same_consequences([Clause(facts, body)], set(body), set(body[1:]), set(body[:-1]), set())


@pytest.mark.parametrize("count", [63, 64, 65, 513, 5_000])
def test_there_may_be_more_rules_and_facts_than_a_rule_set_takes(count: int) -> None:
    clauses = [Clause(count + number, (number,)) for number in range(count)]
    assert_same_consequences(clauses, set(range(count)), {0, count - 1}, set())


def test_facts_may_lie_in_very_many_buckets() -> None:
    spread = [Clause(1 + number * BUCKET, (2 + number * BUCKET,)) for number in range(0, 1_000, 3)]
    assert_same_consequences(spread, {2, 2 + 6 * BUCKET, 2 + 999 * BUCKET}, {3})


def test_a_long_chain_of_derivations_goes_on_across_rule_sets() -> None:
    length = 2 * CLAUSES_PER_SHARD + 10
    chain = [Clause(number + 1, (number,)) for number in range(0, length, 1)]
    assert_same_consequences(chain[::-1], {length - 20}, {length})


def test_random_programs_give_what_forward_chaining_gives() -> None:
    dice = random.Random(20260302)
    for _ in range(60):
        size = dice.randint(1, 60)
        clauses = [
            Clause(40 + number, tuple({dice.randrange(40 + number) for _ in range(dice.randint(1, 20))}))
            for number in range(size)
        ]
        assert_same_consequences(clauses, *({dice.randrange(40) for _ in range(dice.randint(0, 40))} for _ in range(8)))


def test_no_request_meets_the_facts_of_the_one_before() -> None:
    engine = DurableEngine([Clause(2, (0, 1))])
    assert engine.consequences({0}) == {0}
    assert engine.consequences({1}) == {1}
    assert engine.consequences({0, 1}) == {0, 1, 2}


def test_shards_stay_below_the_limits() -> None:
    crowded = [Clause(1_000 + number, (0, 1 + number % 7)) for number in range(3_000)]
    for shard in shards_of(chained(crowded, 10_000)):
        assert len(shard.clauses) <= CLAUSES_PER_SHARD
        assert sum(0 in clause.body for clause in shard.clauses) <= PATTERNS_PER_ATOM


def test_an_error_of_the_engine_names_the_rules_it_happened_in() -> None:
    def create_ruleset(_name: str, _definition: str) -> int:
        raise MemoryError("out of memory")

    engine = SimpleNamespace(error=MemoryError, create_ruleset=create_ruleset)
    shard = Shard((Clause(30, (0,), rule="a-rule"), Clause(31, (1,), rule="last-rule")), frozenset({0, 1}))
    with pytest.raises(EngineError, match=r"a-rule to last-rule.*out of memory"):
        _RuleSet(engine, "shard", shard)


LACKING_A_SYMBOL = """
#include <Python.h>
extern PyObject *PyEval_GoneLongAgo(PyObject *);
static PyObject *never_called(PyObject *self, PyObject *given) { return PyEval_GoneLongAgo(given); }
static PyMethodDef functions[] = {{"never_called", never_called, METH_O, ""}, {0}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "durable_rules_engine", "", -1, functions};
PyMODINIT_FUNC PyInit_durable_rules_engine(void) { return PyModule_Create(&module); }
"""


@pytest.fixture(scope="module")
def lacking_a_symbol(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of the engine's name that asks for a symbol which Python no longer has."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "engine.c").write_text(LACKING_A_SYMBOL)
    library = folder / f"durable_rules_engine{sysconfig.get_config_var('EXT_SUFFIX')}"
    compiler = shlex.split(sysconfig.get_config_var("CC"))
    include = sysconfig.get_path("include")
    words = [*compiler, "-shared", "-fPIC", f"-I{include}", "-o", str(library), str(folder / "engine.c")]
    subprocess.run(words, check=True, timeout=60)
    return folder


def told_by(program: str, library: Path, **surroundings: str) -> str:
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([str(library), *sys.path]), **surroundings}
    done = subprocess.run([sys.executable, "-c", program], env=given, capture_output=True, text=True, timeout=60)
    return (done.stdout + done.stderr).strip()


FENCED = "from screener.inference.durable_engine import obstacle; print(obstacle())"


@pytest.mark.skipif(sys.platform != "linux", reason="other linkers have other rules")
def test_a_library_that_lacks_a_symbol_it_never_calls_is_loaded_all_the_same(lacking_a_symbol: Path) -> None:
    assert "undefined symbol" in told_by("import durable_rules_engine", lacking_a_symbol)
    assert told_by(FENCED, lacking_a_symbol) == "None"


@pytest.mark.skipif(sys.platform != "linux", reason="other linkers have other rules")
def test_where_every_symbol_is_looked_up_at_once_the_missing_one_is_named(lacking_a_symbol: Path) -> None:
    assert told_by(FENCED, lacking_a_symbol, LD_BIND_NOW="1") == "undefined symbol: PyEval_GoneLongAgo"


def test_libraries_loaded_later_are_bound_as_before() -> None:
    before = sys.getdlopenflags()
    assert obstacle() is None
    assert sys.getdlopenflags() == before


@pytest.mark.long
def test_memory_stays_flat_over_many_inferences() -> None:
    import resource

    engine = DurableEngine([Clause(50 + number, (number, number + 1)) for number in range(40)])
    used = []
    for _ in range(4):
        for number in range(50_000):
            engine.consequences({number % 40, number % 40 + 1})
        used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert used[3] - used[1] < 2_000, "kilobytes"


def test_a_program_is_loaded_once_for_all_who_need_it() -> None:
    clauses = (Clause(2, (0, 1)), Clause(3, (2,)))
    assert engine_for(clauses) is engine_for(tuple(Clause(*clause) for clause in clauses))
    assert engine_for(clauses) is not engine_for(clauses[:1])
    assert [sorted(engine_for(clauses).consequences(told)) for told in ((0, 1), (0,))] == [[0, 1, 2, 3], [0]]

"""Deciding: a fact sheet in, the verdict and the rules that fired with their witnesses out.

    python -m tests.benchmarks.deciding

Compared on the shipped policy and on generated ones (`policies`), with random fact sheets (`fact_sheets`):

- *screener*: what `triage` does up to and with the witnesses, without wording them;
- *generated*: a Python function written for the policy (`generated_function`), the limit;
- *zen-engine* in its fastest shape, and as a decision table (`zen_model`).

*warm*: the second pass over 2,000 requests. *cold*: the first pass, nothing kept from before; making the rule set ready
is not counted. *new*: 2,000 requests no two of which are in the same situation, also a first pass. All answers are
compared before anything is measured. Times are microseconds a request, in brackets times the generated function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from screener.decisions.witnesses import witnesses_of
from screener.evidence.facts import FactSheet
from screener.inference.condition_values import Vocabulary, vocabulary_for
from screener.inference.durable_engine import engine_for
from screener.inference.inferring import Inferring, Situations
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from tests.benchmarks.fact_sheets import TODAY, fact_sheets
from tests.benchmarks.generated_function import Answer, generated_function
from tests.benchmarks.policies import generated_policy
from tests.benchmarks.timing import in_turns, print_table, seconds
from tests.benchmarks.zen_model import Shape, zen_function

REQUESTS = 2_000
ROUNDS = 5
SIZES = (12, 50, 200)

Decide = Callable[[FactSheet], Answer]
Maker = Callable[[Policy, Vocabulary], Decide]


def screener_function(policy: Policy, vocabulary: Vocabulary) -> Decide:
    """What the program itself does."""
    inferring = Inferring(policy, vocabulary)

    def decide(sheet: FactSheet) -> Answer:
        agenda = inferring.agenda(inferring.situation(sheet))
        situations, support = inferring.situations, agenda.support
        return agenda.verdict, [(rule, witnesses_of(support[rule], situations, sheet)) for rule in agenda.fired]

    return decide


MAKERS: dict[str, Maker] = {
    "screener": screener_function,
    "generated": generated_function,
    "zen-engine": zen_function,
    "zen-engine, table": lambda policy, vocabulary: zen_function(policy, vocabulary, Shape.TABLE),
}


def main() -> None:
    """Print the table."""
    lines = []
    for name, policy in _policies():
        vocabulary = vocabulary_for(policy, TODAY)
        situations = Situations(policy, vocabulary)
        some = list(islice(fact_sheets(policy, seed=7), REQUESTS))
        unlike = list(islice(_unlike(fact_sheets(policy, seed=8), situations), REQUESTS))
        _check(policy, vocabulary, [*some, *unlike])
        times = _measured(policy, some, unlike)
        for way in ("warm", "cold", "new"):
            limit = times[f"generated {way}"]
            cells = [f"{times[f'{maker} {way}'] * 1e6:.1f} ({times[f'{maker} {way}'] / limit:.1f})" for maker in MAKERS]
            lines.append([name, way, *cells])
        print(f"{name}: {len(situations.conditions)} conditions, {_present(some):.1f} records a fact sheet, "
              f"{len({situations.of(sheet) for sheet in some})} situations among {REQUESTS} requests")  # fmt: skip
    print()
    print_table(["policy", "way", *MAKERS], lines)


def _policies() -> Iterator[tuple[str, Policy]]:
    shipped = load_policy()
    yield f"shipped, {len(shipped.rules)} rules", shipped
    for size in SIZES:
        yield f"{size} rules", generated_policy(size)


def _unlike(sheets: Iterator[FactSheet], situations: Situations) -> Iterator[FactSheet]:
    """Those of the fact sheets that describe a situation for the first time."""
    met = set()
    for sheet in sheets:
        situation = situations.of(sheet)
        if situation not in met:
            met.add(situation)
            yield sheet


def _present(sheets: Sequence[FactSheet]) -> float:
    return sum(len(facts or ()) for sheet in sheets for facts in sheet.values()) / len(sheets)


def _check(policy: Policy, vocabulary: Vocabulary, sheets: Sequence[FactSheet]) -> None:
    contenders = {name: make(policy, vocabulary) for name, make in MAKERS.items()}
    for number, sheet in enumerate(sheets):
        expected = contenders["screener"](sheet)
        for name, decide in contenders.items():
            if decide(sheet) != expected:
                raise SystemExit(f"{name} answers {decide(sheet)} to fact sheet {number}, screener {expected}")


def _measured(policy: Policy, some: Sequence[FactSheet], unlike: Sequence[FactSheet]) -> dict[str, float]:
    """Seconds a request, by contender and way."""
    measured: dict[str, float] = {}
    fresh: dict[str, Decide] = {}

    def passing(name: str, sheets: Sequence[FactSheet], *, first: bool) -> Callable[[], float]:
        def measure() -> float:
            if first:
                engine_for.cache_clear()  # which keeps what it answered
                fresh[name] = MAKERS[name](policy, vocabulary_for(policy, TODAY))  # which keeps texts it met
                fresh[name](sheets[0])
            decide = fresh[name]
            return seconds(lambda: [decide(sheet) for sheet in sheets]) / len(sheets)

        return measure

    for way, sheets, first in (("cold", some, True), ("warm", some, False), ("new", unlike, True)):
        contenders = {f"{name} {way}": passing(name, sheets, first=first) for name in MAKERS}
        measured |= in_turns(contenders, ROUNDS)
    return measured


if __name__ == "__main__":
    main()

"""What another policy would have decided of every request known, and how often each rule held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from screener.decisions.standing import is_settled, state_of
from screener.evidence.facts import FactSheet
from screener.inference.bit_code import places_of
from screener.inference.compiled_policy import Columns
from screener.inference.inferring import Inferring
from screener.ledger.kept import PastCase
from screener.outcomes import OTHERWISE, Verdict
from screener.policy.model import AboutMe, Employer, Rule, School, Status

_CLAIMS_OF_A_PAST: Final = frozenset({"worked-together", "same-employer", "studied-together", "taught"})
_AT_ONCE: Final = 1_000  # requests
_BY_HAND: Final = frozenset({"messages", "mail"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the rules that made it."""

    verdict: Verdict
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A request that the new policy decides otherwise; `by_hand` is what the user decided."""

    number: int
    name: str
    before: Ruling
    after: Ruling
    by_hand: str | None

    @property
    def contradicts(self) -> bool:
        """Whether the user had decided as before, so that the new verdict is not theirs."""
        return self.by_hand == self.before.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDiff:
    """What changes: of how many requests, which are decided otherwise, and how many for another reason alone.
    `resting`: how many have facts that only the files can tell anew, as `why_files` says."""

    total: int
    flips: tuple[Flip, ...]
    other_reasons: int
    resting: int = 0
    why_files: str = ""

    @property
    def ways(self) -> Counter[tuple[str, str]]:
        """How many requests go from which verdict to which."""
        return Counter((flip.before.verdict.value, flip.after.verdict.value) for flip in self.flips)


@dataclass(frozen=True, slots=True)
class _FileNeed:
    """What an edit of about-me.yaml changes that only the files can tell anew: in which subjects, in claims of which
    kinds, and what it is about, in words."""

    subjects: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    about: tuple[str, ...] = ()

    def concerns(self, sheet: FactSheet) -> bool:
        """Whether a request has such facts."""
        claims = (one.fields.get("about") for one in sheet["claim"] or ())
        return any(sheet[subject] for subject in self.subjects) or not self.claims.isdisjoint(map(str, claims))


def decision_diff(cases: Iterable[tuple[PastCase, PastCase]], old: Inferring, new: Inferring) -> DecisionDiff:
    """Decide every request by both policies; each comes with the facts that either makes of it. Those whose state
    leaves nothing to decide do not count."""
    total = other_reasons = resting = 0
    flips = []
    need = _file_need(old.policy.about_me, new.policy.about_me)
    for pairs in _in_portions(cases):
        befores = rulings_on([case.sheet for case, _ in pairs], old)
        afters = rulings_on([now.sheet for _, now in pairs], new)
        for (case, _), before, after in zip(pairs, befores, afters, strict=True):
            total += 1
            resting += need.concerns(case.sheet)
            other_reasons += before.verdict == after.verdict and before.rules != after.rules
            if before.verdict != after.verdict:
                flips.append(Flip(number=case.number, name=case.name, before=before, after=after, by_hand=case.verdict))
    return DecisionDiff(
        total=total,
        flips=tuple(flips),
        other_reasons=other_reasons,
        resting=resting,
        why_files=" and ".join(need.about),
    )


def _file_need(old: AboutMe, new: AboutMe) -> _FileNeed:
    """Claims were held against the user's firms and schools, and mails and messages read as those of the user, when
    the files were read."""
    subjects, claims, about = frozenset[str](), frozenset[str](), []
    if _past_of(old) != _past_of(new):
        claims = _CLAIMS_OF_A_PAST
        about.append("what they claim of your employers and schools")
    if (old.name, old.profile_url, old.emails) != (new.name, new.profile_url, new.emails):
        subjects = _BY_HAND
        about.append("which mails and messages are yours")
    return _FileNeed(subjects, claims, tuple(about))


def _past_of(about_me: AboutMe) -> list[tuple[object, ...]]:
    past: list[Employer | School] = [*about_me.employers, *about_me.schools]
    return [(each.name, each.also, each.start, each.end) for each in past]


def _in_portions(cases: Iterable[tuple[PastCase, PastCase]]) -> Iterator[list[tuple[PastCase, PastCase]]]:
    """Those that leave something to decide, as many together as are decided at once."""
    left = (pair for pair in cases if not any(is_settled(state_of(case.sheet)) for case in pair))
    while portion := list(islice(left, _AT_ONCE)):
        yield portion


def ruling_on(sheet: FactSheet, inferring: Inferring) -> Ruling:
    """The verdict on a fact sheet, without its explanation."""
    return rulings_on([sheet], inferring)[0]


def rulings_on(sheets: Sequence[FactSheet], inferring: Inferring) -> list[Ruling]:
    """The verdicts on fact sheets, without their explanation: a column of the compiled policy for each."""
    columns = Columns.of([inferring.situations.values(inferring.situation(sheet)) for sheet in sheets])
    rules: list[list[str]] = [[] for _ in sheets]
    for rule, bits in inferring.compiled.winners(columns).items():
        for column in places_of(bits):
            rules[column].append(rule)
    verdicts = {column: verdict for verdict, bits in inferring.compiled.verdicts(columns).items()
                for column in places_of(bits)}  # fmt: skip
    return [Ruling(verdicts[column], tuple(won) or (OTHERWISE,)) for column, won in enumerate(rules)]


@dataclass(slots=True, kw_only=True)
class RuleCount:
    """How often a rule held; decided (a shadow rule: would have, had it ruled); was overruled by the user's own
    verdict; and when it held last."""

    rule: Rule
    held: int = 0
    decided: int = 0
    overruled: int = 0
    last: date | None = None


def rule_counts(cases: Iterable[PastCase], inferring: Inferring, today: date) -> list[RuleCount]:
    """The counts of every rule that runs, over all requests known, in the order in which they decide."""
    counts = {rule.id: RuleCount(rule=rule) for rule in inferring.policy.rules if rule.runs}
    for case in cases:
        if is_settled(state_of(case.sheet)):
            continue
        agenda = inferring.agenda(inferring.situation(case.sheet))
        bar = agenda.winners[0].priority if agenda.winners else None
        decisive = {rule.id for rule in agenda.winners}
        decisive |= {rule.id for rule in agenda.shadow if rule.decide and (bar is None or rule.priority >= bar)}
        for name in {*agenda.fired, *(rule.id for rule in agenda.shadow)}:
            count = counts[name]
            count.held += 1
            count.last = max(count.last or date.min, case.day or today)
            if name in decisive:
                count.decided += 1
                count.overruled += case.verdict is not None and case.verdict != count.rule.decide
    return sorted(counts.values(), key=lambda count: (-count.rule.priority, count.rule.id))


def is_shadow(count: RuleCount) -> bool:
    """Whether the rule only watches."""
    return count.rule.status is Status.SHADOW

"""A policy as it is meant: rules over conditions, the user they are for, and the examples they are held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Final

import msgspec
from msgspec import structs

from screener.catalogue.values import PartialDate, Truth, Value
from screener.errors import NOWHERE, Place
from screener.outcomes import Verdict


class PersonName(msgspec.Struct, frozen=True, kw_only=True):
    """A person named in a list: by name, profile address, or both."""

    name: str = ""
    profile_url: str = ""


class Employer(msgspec.Struct, frozen=True, kw_only=True):
    """A firm the user works or worked for. An open end means today; no start means unknown dates."""

    name: str
    also: tuple[str, ...] = ()
    staff: int | None = None
    sites: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None


class School(msgspec.Struct, frozen=True, kw_only=True):
    """A school the user went to or taught at."""

    name: str
    also: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None


class AboutMe(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules need to know about their user. Everything may be left out."""

    name: str = ""
    profile_url: str = ""
    emails: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    employers: tuple[Employer, ...] = ()
    schools: tuple[School, ...] = ()
    competitors: tuple[str, ...] = ()
    never_connect: tuple[PersonName, ...] = ()
    lists: Mapping[str, tuple[PersonName | str, ...]] = msgspec.field(default_factory=dict)
    goals: tuple[str, ...] = ()
    waiting_days: float = 14.0
    written_decline_languages: tuple[str, ...] = ()
    written_decline_to: tuple[str, ...] = ()  # names of conclusions or of `define: conditions:`


class Op(StrEnum):
    """How a field is compared. The operand's type is given behind each."""

    AT_LEAST = "at least"  # number | days (span; a date's age today) | str (ordered choice)
    AT_MOST = "at most"  # number | days
    MORE_THAN = "more than"  # number | days
    FEWER_THAN = "fewer than"  # number | days
    EXACTLY = "exactly"  # number | days
    BETWEEN = "between"  # (low, high), both ends in
    BEFORE = "before"  # PartialDate
    AFTER = "after"  # PartialDate
    DURING = "in"  # PartialDate
    IS_YES = "yes"  # None
    IS_NO = "no"  # None
    IS_UNKNOWN = "unknown"  # None
    ONE_OF = "one of"  # tuple[str, ...] of a closed set
    IS = "is"  # str; folded equality
    IN_LIST = "in list"  # str: a list's name
    MENTIONS = "mentions"  # tuple[str, ...]
    MATCHES = "matches"  # str: a phrase list's name, or `my employers`, `my schools`, `competitors`, `goals`
    REGEX = "regex"  # str


Operand = str | int | float | PartialDate | tuple[int | float | str, ...] | None  # of one kind within a tuple


class FieldTest(msgspec.Struct, frozen=True):
    """One test of one field of a record."""

    field: str
    op: Op
    operand: Operand = None


class Look(StrEnum):
    """What a condition asks of its subject."""

    TESTS = "tests"
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


WRITTEN_AT: Final = frozenset({"place", "changed", "shipped_place"})


class Written(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What stands in a rule file. Two that mean the same are equal wherever they stand. They are the keys under which
    values are kept, so each works its hash out once."""

    @cached_property
    def _meaning(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in WRITTEN_AT)

    @cached_property
    def _hash(self) -> int:
        return hash(self._meaning)

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and self._meaning == other._meaning)

    def __hash__(self) -> int:
        return self._hash


class Condition(Written, frozen=True, kw_only=True, tag=True):
    """One line of a rule about one subject. All `tests` must hold on one and the same record; `records`, if given,
    is a number test on how many records pass them.
    """

    subject: str
    look: Look = Look.TESTS
    tests: tuple[FieldTest, ...] = ()
    records: FieldTest | None = None
    place: Place = NOWHERE


class ConclusionTest(Written, frozen=True, tag=True):
    """Whether a conclusion has one of the three values."""

    name: str
    value: Truth
    place: Place = NOWHERE


class GroupKind(StrEnum):
    """How the items of a group are taken together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at least"


class Group(Written, frozen=True, kw_only=True, tag=True):
    """Several formulas taken together; `least` counts only for `at least N of`."""

    kind: GroupKind
    items: tuple[Formula, ...]
    least: int = 0
    place: Place = NOWHERE


Formula = Condition | ConclusionTest | Group


def conditions_in(formula: Formula) -> Iterator[Condition]:
    """The conditions of a formula, from left to right."""
    if isinstance(formula, Condition):
        yield formula
    elif isinstance(formula, Group):
        for item in formula.items:
            yield from conditions_in(item)


def conclusions_in(formula: Formula) -> set[str]:
    """The conclusions that a formula tests."""
    return {test.name for test in conclusion_tests_in(formula)}


def conclusion_tests_in(formula: Formula) -> Iterator[ConclusionTest]:
    """The tests of conclusions in a formula, from left to right."""
    if isinstance(formula, ConclusionTest):
        yield formula
    elif isinstance(formula, Group):
        for item in formula.items:
            yield from conclusion_tests_in(item)


class Judged(StrEnum):
    """Whom a rule judges: those who ask, or those one is connected with."""

    REQUEST = "request"
    CONNECTION = "connection"


class Status(StrEnum):
    """Whether a rule runs. Shadow rules run and are reported but decide nothing; unfinished ones are only checked."""

    ACTIVE = "active"
    UNFINISHED = "unfinished"
    SHADOW = "shadow"
    RETIRED = "retired"


class Rule(Written, frozen=True, kw_only=True):
    """One rule. At most one of `conclude` and `decide` is given; a rule with neither has a `flag`.

    `because` is a template over witnesses; `say` holds (subject, field) pairs; `ask` and `reply` name templates.
    `only_for`: it judges these alone, else both. `changed`: the keys that an entry of the user's changed in a shipped
    rule, which stands at `shipped_place`.
    """

    id: str
    title: str = ""
    conclude: str | None = None
    decide: Verdict | None = None
    flag: str | None = None
    priority: int = 0
    when: Formula
    unless: Formula | None = None
    because: str
    say: tuple[tuple[str, str], ...] = ()
    ask: str | None = None
    reply: str | None = None
    status: Status = Status.ACTIVE
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    only_for: Judged | None = None
    shipped: bool = False
    place: Place = NOWHERE
    changed: tuple[str, ...] = ()
    shipped_place: Place = NOWHERE

    @property
    def runs(self) -> bool:
        """Whether the rule is given to the engine at all when requests are decided."""
        return self.status in (Status.ACTIVE, Status.SHADOW) and self.only_for is not Judged.CONNECTION


class Otherwise(Written, frozen=True, kw_only=True):
    """What is decided when no deciding rule holds."""

    decide: Verdict
    because: str
    reply: str | None = None
    ask: str | None = None
    place: Place = NOWHERE


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """An example of what a policy should decide, as written.

    `given` maps a subject to its records (field to value, already of the field's type; a missing field is unknown),
    or to None for unknown; `others_unknown` makes every subject not named unknown instead of absent. Each entry of
    `expect` that is not None is exact, but `also_because`, which is a subset. `todo` says why it may still fail.
    """

    name: str
    given: Mapping[str, tuple[Mapping[str, Value], ...] | None]
    others_unknown: bool = False
    about_me: AboutMe | None = None
    decide: Verdict | None = None
    conclude: tuple[str, ...] | None = None
    because: tuple[str, ...] | None = None
    also_because: tuple[str, ...] | None = None
    flags: tuple[str, ...] | None = None
    state: str | None = None
    asks: str | None = None
    todo: str = ""
    judged: Judged = Judged.REQUEST
    shipped: bool = False
    place: Place = NOWHERE


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A whole policy, checked. `define: conditions:` are already put in place of their names.

    `origin` says where it comes from ("shipped", or a folder); `digest` identifies its rules, lists and phrases.
    """

    rules: tuple[Rule, ...]
    otherwise: Otherwise
    phrases: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    lists: Mapping[str, tuple[PersonName | str, ...]] = msgspec.field(default_factory=dict)
    conditions: Mapping[str, Formula] = msgspec.field(default_factory=dict)  # the named ones, for `written-decline`
    about_me: AboutMe = msgspec.field(default_factory=AboutMe)
    examples: tuple[Example, ...] = ()
    origin: str = "shipped"
    digest: str = ""

    def judging(self, whom: Judged) -> Policy:
        """The policy as it judges those who ask, or those one is connected with: the rules for the others are left
        out."""
        if whom is Judged.REQUEST:
            return self
        kept = [rule for rule in self.rules if rule.only_for is not Judged.REQUEST]
        return structs.replace(self, rules=tuple(structs.replace(rule, only_for=None) for rule in kept))


_MOST_LEAVES: Final = 2000


def leaves_of(formula: Formula | None) -> Iterator[Condition | ConclusionTest]:
    """The conditions and tests of conclusions in a formula."""
    if isinstance(formula, Group):
        for item in formula.items:
            yield from leaves_of(item)
    elif formula is not None:
        yield formula


def is_too_large(formula: Formula | None) -> bool:
    """Whether a formula has more conditions than anybody writes: definitions that use others twice double each time."""
    return next(islice(leaves_of(formula), _MOST_LEAVES, None), None) is not None

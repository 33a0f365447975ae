"""The records that made a rule hold, their fields as templates see them, and which of them may be told to the
asker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final

import regex

from screener.catalogue.declaring import MATCHED_BY, Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.value_wording import value_words, worded_record
from screener.catalogue.values import YES, PartialDate, Value
from screener.decisions.decision import Told
from screener.errors import InputError
from screener.evidence.facts import Fact, FactSheet
from screener.inference.inferring import Situations
from screener.languages.language_guess import language_of
from screener.policy.model import ConclusionTest, Condition, FieldTest, Formula, Group, GroupKind, Op, Policy, Rule
from screener.texts.folding import fold
from screener.texts.patterns import Expression
from screener.texts.templating import Record, TemplateFaultError, attribute_of, render

Witnesses = Mapping[str, Fact]
_STRENGTH = {name: place for place, name in enumerate(MATCHED_BY)}
_NO_JOIN = len(MATCHED_BY)  # read off the request itself: as sure as can be


def witnesses_of(support: Iterable[Condition], situations: Situations, sheet: FactSheet) -> dict[str, Fact]:
    """The witness of each subject that speaks for a rule, in the order in which the rule tests them."""
    found: dict[str, Fact] = {}
    for condition in support:
        subject = condition.subject
        passing = situations.passing(condition, sheet)
        best = passing[0] if len(passing) == 1 else max(passing, key=rank, default=None)
        # The same single record again is by far the most common.
        if best is not None and (known := found.setdefault(subject, best)) is not best:
            found[subject] = max(known, best, key=rank)
    return found


def conclusions_under(formula: Formula) -> Iterator[str]:
    """The conclusions whose yes supports a formula."""
    if isinstance(formula, ConclusionTest):
        if formula.value == YES:
            yield formula.name
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from conclusions_under(item)


def because_of(rule: Rule, witnesses: Witnesses) -> str:
    """The rule's reason with its witnesses filled in. An `InputError` says which rule's cannot be."""
    if "{" not in rule.because:
        return rule.because
    try:
        return render(rule.because, {attribute_of(name): _worded(name, fact) for name, fact in witnesses.items()})
    except TemplateFaultError as fault:
        place = f"{rule.place.file}:{rule.place.line}"
        raise InputError(f"{place}: the `because` of the rule {rule.id} cannot be filled in: {fault}") from fault


def surest(fact: Fact) -> tuple[int, date]:
    """How good a witness is: best joined first, then newest."""
    return _STRENGTH.get(str(fact.fields.get("matched-by")), _NO_JOIN), fact.source.date or date.min


def rank(fact: Fact) -> tuple[object, ...]:
    """The order of witnesses, the best last: `surest`, then by file and row."""
    return (*surest(fact), _Reversed(fact.source.file), -fact.source.row)


class _Reversed(str):
    """A text that sorts the other way round: of equal witnesses the first by file and row is taken."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)

    def __gt__(self, other: str) -> bool:
        return str.__lt__(self, other)


def _worded(subject: str, fact: Fact) -> Record:
    return worded_record(subject, fact.fields)


Phrases = Mapping[str, Sequence[str]]  # the members of each list, by name

PLAIN_TEXT: Final = "Northwind"  # a word of no phrase list
_OLDEST_DAYS: Final = 36_500  # a hundred years; of far more Python has no date
_COMBINED: Final = 4  # with more phrases than that, each is tried by itself


def phrases_of(policy: Policy) -> Phrases:
    """What the names of lists and phrase lists stand for, as written."""
    me = policy.about_me
    lists = {**policy.lists, **me.lists, "never-connect": me.never_connect}
    return {
        **{name: [one if isinstance(one, str) else one.name for one in members] for name, members in lists.items()},
        **policy.phrases,
        "my employers": [firm.name for firm in me.employers],
        "my schools": [school.name for school in me.schools],
        "competitors": me.competitors,
        "goals": me.goals,
    }


def telling_values(field: Field, tests: Iterable[FieldTest], today: date, phrases: Phrases) -> tuple[Value, ...]:
    """Values of which every way that the tests may come out has one, as far as there is one. Of texts: one that none
    matches, one for each phrase, and, of few phrases, each of their combinations; none for a regular expression."""
    match field.type:
        case FieldType.NUMBER:
            values: Iterable[Value] = (int(number) for number in _numbers(tests) if number == int(number))
        case FieldType.SPAN:
            values = _numbers(tests)
        case FieldType.DATE:
            values = _dates(tests, today)
        case FieldType.YES_NO:
            values = (True, False)
        case FieldType.CHOICE:
            values = field.choices
        case FieldType.TEXT:
            values = _texts(tests, phrases)
    return tuple(dict.fromkeys(values))


def _numbers(tests: Iterable[FieldTest]) -> Iterator[float]:
    for bound in _bounds(tests):
        # At the bound, just above it, and just below.
        yield from (bound, math.floor(bound) + 1, max(math.ceil(bound) - 1, 0))
    yield from (0, 1)


def _bounds(tests: Iterable[FieldTest]) -> Iterator[float]:
    for test in tests:
        numbers = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        yield from (number for number in numbers if isinstance(number, int | float))


def _dates(tests: Iterable[FieldTest], today: date) -> Iterator[Value]:
    tests = tuple(tests)
    for bound in (test.operand for test in tests if isinstance(test.operand, PartialDate)):
        # Both ends of what is meant, the day before, and the day after.
        days = (bound.earliest, bound.earliest - timedelta(1), bound.latest, bound.latest + timedelta(1))
        yield from map(PartialDate.of, days)
    for age in _numbers(tests):
        if age < _OLDEST_DAYS:
            yield PartialDate.of(today - timedelta(age))


def _texts(tests: Iterable[FieldTest], phrases: Phrases) -> Iterator[str]:
    yield PLAIN_TEXT
    found = tuple(dict.fromkeys(phrase for test in tests for phrase in phrases_in(test, phrases, most=1)))
    yield from found
    if len(found) <= _COMBINED:
        for number in range(2, len(found) + 1):
            yield from (". ".join(some) for some in combinations(found, number))


def phrases_in(test: FieldTest, phrases: Phrases, *, most: int | None = None) -> Iterator[str]:
    """The words that pass a test of a text, of a list at most so many; none for a regular expression."""
    match test.op, test.operand:
        case Op.IS, str(text):
            yield text
        case Op.MENTIONS, tuple(mentioned):
            yield from (str(word).removesuffix("*") for word in mentioned)
        case ((Op.MATCHES | Op.IN_LIST), str(name)):
            yield from (word.removesuffix("*") for word in phrases.get(name, ())[:most])


_ASKERS_TEXTS: Final = ("note", "answer")  # what the asker said first may be said again
# In scripts without spaces each character counts as a word.
_WORD: Final = Expression(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー]|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー]]+",
    regex.V1,
)
_FEWEST_WORDS: Final = 2  # a single word such as "lunch" or a first name stands in a note by chance
_FEWEST_LETTERS: Final = 5  # of all words: "to do" stands anywhere
# The shared past that a reply calls past: told only where it has an end.
_ENDS: Final = {"shared-employer": "to"}


def told_in(
    winners: Iterable[Rule], under: Iterable[Rule], proof: Mapping[str, Mapping[str, Fact]], sheet: FactSheet
) -> Told | None:
    """The winning rule's `say`; else that of the rule under it whose witness is best joined, newest, first."""
    for rule in winners:
        if found := _first_told(rule, proof[rule.id], sheet):
            return found[1]
    offers = [found for rule in under if (found := _first_told(rule, proof[rule.id], sheet))]
    return max(offers, key=lambda offer: surest(offer[0]))[1] if offers else None


def voice_of(sheet: FactSheet) -> tuple[str, str] | None:
    """The language and register of the last words between the user and somebody who surely is the asker."""
    heard = []
    for subject in ("messages", "mail"):
        for each in sheet[subject] or ():
            last, language = each.fields.get("last"), each.fields.get("language")
            if not each.weak and language and isinstance(last, PartialDate):
                heard.append((last.latest, subject, str(language), str(each.fields.get("register", ""))))
    return max(heard)[2:] if heard else None


def quoted_from(text: str, words: str) -> str | None:
    """The words as the text spells them, if it holds them whole, one after the other; case, marks and what stands
    between words do not count. None, too, where the words are so few that they stand there by chance."""
    wanted = [fold(found[0]) for found in _WORD.finditer(words)]
    if len(wanted) < _FEWEST_WORDS or sum(map(len, wanted)) < _FEWEST_LETTERS:
        return None
    there = list(_WORD.finditer(text))
    folded = [fold(found[0]) for found in there]
    for start in range(len(there) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            return text[there[start].start() : there[start + len(wanted) - 1].end()]
    return None


def _first_told(rule: Rule, witnesses: Mapping[str, Fact], sheet: FactSheet) -> tuple[Fact, Told] | None:
    for subject, name in rule.say:
        fact = witnesses.get(subject)
        if fact is not None and name in fact.fields and _ENDS.get(subject, name) in fact.fields:
            return fact, _told(subject, name, fact, sheet)
    return None


def _told(subject: str, name: str, fact: Fact, sheet: FactSheet) -> Told:
    words = str(value_words(SUBJECTS[subject].fields[name], fact.fields[name]))
    today = _today(fact)
    own = {field: str(fact.fields[field]) for field in _quotable(subject) if field in fact.fields}
    return Told(
        subject,
        name,
        words,
        language=language_of(next(iter(own.values()), words)),
        day=fact.source.date if today else None,
        today=today,
        quotes=tuple(_quotes(own, sheet)),
    )


def _quotable(subject: str) -> Iterator[str]:
    return (name for name, field in SUBJECTS[subject].fields.items() if field.quotable)


def _quotes(own: Mapping[str, str], sheet: FactSheet) -> Iterator[tuple[str, str]]:
    texts = [str(fact.fields["text"]) for subject in _ASKERS_TEXTS for fact in sheet.get(subject) or ()]
    for field, words in own.items():
        if found := next((quote for text in texts if (quote := quoted_from(text, words))), None):
            yield field, found


def _today(fact: Fact) -> date | None:
    day, age = fact.source.date, fact.fields.get("age")
    return day + timedelta(days=round(age)) if day and isinstance(age, int | float) else None

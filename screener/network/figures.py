"""The figures of an audit: each with what it was counted of, what is not known, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from screener.ledger.kept import Reading
from screener.network.connections import Connections, Linked, Mark
from screener.network.firm_identity import is_firm
from screener.network.judgement import DORMANT, KNOWS_MY_WORK, PROOFS, WOULD_VOUCH, Acquaintance, Class
from screener.network.occupations import function_of, level_of
from screener.policy.model import AboutMe, Policy
from screener.texts.folding import folded
from screener.texts.phrases import PhraseSet
from screener.world.grade import distinctive_words

_MOST_SHOWN: Final = 3  # of each kind: the figures fit on a page
COVERAGE: Final = "coverage"
YEARS: Final = "proved, by the year of connecting"
WORDS: Final = "your word"
_CONCENTRATION: Final = "concentration"
# What a group means, where its name does not say it.
NOTES: Final[Mapping[str, str]] = {
    _CONCENTRATION: "an effective number of 12 means that 12 of one size would be just as mixed",
}
_MOST_TITLES: Final = 2  # of rules: it stays a line
_MOST_NEAR: Final = 5  # goals or skills: some have fifty
_MUCH_MORE: Final = 3  # times as much as the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number: `value` of `of`, where of `unknown` it cannot be said; `group` puts figures together."""

    group: str
    name: str
    value: int | float
    of: int
    unknown: int
    counted_by: str
    rules: tuple[str, ...] = ()  # ids of those that it was counted by, if it was
    is_share: bool = True  # else it is a number of another kind, of which no bar says anything


class _Counting:
    """Which rules of the policy a figure is counted by, and how that is said."""

    def __init__(self, policy: Policy) -> None:
        self._running = [rule for rule in policy.rules if rule.runs]

    def concluding(self, *names: str) -> tuple[str, ...]:
        """The rules that conclude one of these."""
        return tuple(rule.id for rule in self._running if rule.conclude in names)

    def flagging(self, flag: str) -> tuple[str, ...]:
        """The rules that set a flag."""
        return tuple(rule.id for rule in self._running if rule.flag == flag)

    def words(self, rules: Sequence[str]) -> str:
        """By what rules, as their titles say it: the first few."""
        titles = [f"“{rule.title or rule.id}”" for rule in self._running if rule.id in rules]
        if not titles:
            return "no rule of yours says this of anybody"
        if len(titles) == 1:
            return f"the rule {titles[0]}"
        shown = ", ".join(titles[:_MOST_TITLES])
        return f"any of {len(titles)} rules" + (f", such as {shown}" if len(titles) > _MOST_TITLES else f": {shown}")


def figures_of(
    people: Sequence[Acquaintance], connections: Connections, policy: Policy, reading: Reading, nameless: int
) -> tuple[Figure, ...]:
    """All figures, in the order in which they are shown."""
    counting, about_me = _Counting(policy), policy.about_me
    return (
        *_coverage(people, nameless, counting),
        *_by_year(people, counting),
        *_concentration(people, connections, about_me),
        *_alignment(people, about_me, reading, counting),
        *_reciprocity(people),
        *_resources(people, counting),
        *_changes(people),
        *_words(people),
    )


def _coverage(people: Sequence[Acquaintance], nameless: int, counting: _Counting) -> Iterator[Figure]:
    group, every = COVERAGE, len(people)
    counts = Counter(one.kind for one in people)
    rules = counting.concluding(*PROOFS)
    for kind in Class:
        unknown = counts[Class.CANNOT_TELL] if kind in (Class.PROVED, Class.NOTHING_FOUND) else 0
        is_proved = kind is Class.PROVED
        yield Figure(
            group=group, name=_said(kind), value=counts[kind], of=every, unknown=unknown,
            counted_by=counting.words(rules) if is_proved else _BY_CLASS[kind], rules=rules if is_proved else (),
        )  # fmt: skip
    yield Figure(
        group=group,
        name="known at most",
        value=every - counts[Class.NOTHING_FOUND],
        of=every,
        unknown=0,
        counted_by="proved, hint and cannot tell together",
    )
    yield Figure(
        group=group,
        name="rows without a name",
        value=nameless,
        of=every + nameless,
        unknown=0,
        counted_by="rows of Connections.csv with a date only; who they are is not told",
    )


_BY_CLASS: Final[Mapping[Class, str]] = {
    Class.HINT: "a record is joined to them, and none of these rules holds",
    Class.CANNOT_TELL: "a record fits two people of one name, or a file was not read",
    Class.NOTHING_FOUND: "no record of the files that were read is joined to them",
}


def _by_year(people: Sequence[Acquaintance], counting: _Counting) -> Iterator[Figure]:
    years: dict[int, Counter[Class]] = {}
    for one in people:
        if day := one.linked.connected_on:
            years.setdefault(day.year, Counter())[one.kind] += 1
    for year, counts in sorted(years.items()):
        yield Figure(
            group=YEARS,
            name=str(year),
            value=counts[Class.PROVED],
            of=counts.total(),
            unknown=counts[Class.CANNOT_TELL],
            counted_by="the same rules as proved",
            rules=counting.concluding(*PROOFS),
        )


def _concentration(people: Sequence[Acquaintance], connections: Connections, about_me: AboutMe) -> Iterator[Figure]:
    ways: tuple[tuple[str, str, Callable[[Linked], str], str], ...] = (
        ("firms", "firm", lambda one: connections.firms.key(one.row.company), "their firm now, however it is written"),
        ("functions", "function", lambda one: function_of(one.row.position), "what a word of their position says"),
        ("levels", "level", lambda one: level_of(one.row.position), "the rank that a word of their position says"),
        ("your jobs", "you were at", lambda one: _era(one.connected_on, about_me), "your job on the day of connecting"),
    )
    for plural, singular, key_of, by in ways:
        keys = Counter(key for one in people if (key := key_of(one.linked)))
        written = _spellings(people, connections) if singular == "firm" else {}
        known = keys.total()
        effective = known**2 / sum(number**2 for number in keys.values()) if known else 0.0
        unknown = len(people) - known
        yield Figure(
            group=_CONCENTRATION,
            name=f"effective number of {plural}",
            value=round(effective, 1),
            of=len(people),
            unknown=unknown,
            counted_by=by,
            is_share=False,
        )
        for key, number in sorted(keys.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SHOWN]:
            yield Figure(
                group=_CONCENTRATION,
                name=f"{singular}: {written.get(key, key)}",
                value=number,
                of=len(people),
                unknown=unknown,
                counted_by=by,
            )


def _spellings(people: Sequence[Acquaintance], connections: Connections) -> dict[str, str]:
    """How most write each firm."""
    spelled: dict[str, Counter[str]] = {}
    for one in people:
        if key := connections.firms.key(one.linked.row.company):
            spelled.setdefault(key, Counter())[one.linked.row.company] += 1
    return {key: min(counts, key=lambda each: (-counts[each], each)) for key, counts in spelled.items()}


def _era(day: date | None, about_me: AboutMe) -> str:
    """Where the user worked on a day; empty if that is not known."""
    for firm in about_me.employers:
        if day and firm.start and firm.start.earliest <= day and (firm.end is None or day <= firm.end.latest):
            return firm.name
    return ""


def _alignment(
    people: Sequence[Acquaintance], about_me: AboutMe, reading: Reading, counting: _Counting
) -> Iterator[Figure]:
    group = "alignment"
    works = [folded(f"{one.linked.row.company} . {one.linked.row.position}") for one in people]
    unknown = sum(not is_firm(one.linked.row.company) and not one.linked.row.position for one in people)
    skills = tuple(dict.fromkeys(skill.name for skill in reading.skills))
    for of, named, wanted in (("goal", "about-me.yaml", about_me.goals), ("skill", "Skills.csv", skills)):
        yield from _near(of, f"a {of} of {named} stands in their firm or position", wanted, works, unknown)
    headline = next((profile.headline for profile in reading.profiles), "")
    if words := distinctive_words(headline):
        shared = sum(not words.isdisjoint(distinctive_words(work)) for work in works)
        yield Figure(
            group=group, name="shares a word of your headline", value=shared, of=len(people), unknown=unknown,
            counted_by="a telling word of your headline stands in firm or position",
        )  # fmt: skip
    endorsing = [one for one in people if "endorsement-received" in one.subjects]
    rules = counting.concluding(KNOWS_MY_WORK)
    yield Figure(
        group=group,
        name="endorsed you and know your work",
        value=sum(KNOWS_MY_WORK in one.drawn for one in endorsing),
        of=len(endorsing),
        unknown=0,
        counted_by=f"{counting.words(rules)}; of those who endorsed a skill of yours",
        rules=rules,
    )


def _near(of: str, by: str, wanted: Sequence[str], works: Sequence[str], unknown: int) -> Iterator[Figure]:
    """How many are near any goal or skill of the user's, near each (of many, those with the most), and how many of them
    have nobody."""
    if not wanted:
        return
    group, any_of_them, each = "alignment", PhraseSet(tuple(wanted)), [PhraseSet((one,)) for one in wanted]
    numbers = [sum(phrases.found_in_folded(work) for work in works) for phrases in each]
    total = sum(any_of_them.found_in_folded(work) for work in works)
    yield Figure(group=group, name=f"near a {of} of yours", value=total, of=len(works), unknown=unknown, counted_by=by)
    for one, number in sorted(zip(wanted, numbers, strict=True), key=lambda item: -item[1])[:_MOST_NEAR]:
        yield Figure(group=group, name=f"{of}: {one}", value=number, of=len(works), unknown=unknown, counted_by=by)
    yield Figure(
        group=group, name=f"{of}s with nobody", value=numbers.count(0), of=len(wanted), unknown=0, counted_by=by
    )


def _reciprocity(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    written = [one for one in people if one.mine or one.theirs]
    bands = Counter(_band(one.mine, one.theirs) for one in written)
    for band in _BANDS:
        yield Figure(
            group="reciprocity", name=band, value=bands[band], of=len(written), unknown=0,
            counted_by="messages and mails by hand, of those with whom there are any",
        )  # fmt: skip


_BANDS: Final = ("only you wrote", "mostly you", "both", "mostly they", "only they wrote")


def _band(mine: int, theirs: int) -> str:
    if not theirs:
        return _BANDS[0]
    if not mine:
        return _BANDS[4]
    if mine >= _MUCH_MORE * theirs:
        return _BANDS[1]
    return _BANDS[3] if theirs >= _MUCH_MORE * mine else _BANDS[2]


def _resources(people: Sequence[Acquaintance], counting: _Counting) -> Iterator[Figure]:
    proved = [one for one in people if one.kind is Class.PROVED]
    ways: tuple[tuple[str, Callable[[Acquaintance], bool], tuple[str, ...]], ...] = (
        (DORMANT, lambda one: DORMANT in one.flags, counting.flagging(DORMANT)),
        ("knows your work", lambda one: KNOWS_MY_WORK in one.drawn, counting.concluding(KNOWS_MY_WORK)),
        ("would vouch", lambda one: WOULD_VOUCH in one.drawn, counting.concluding(WOULD_VOUCH)),
    )
    for name, holds, rules in ways:
        yield Figure(
            group="resources", name=name, value=sum(map(holds, proved)), of=len(proved), unknown=0,
            counted_by=f"{counting.words(rules)}; of those proved", rules=rules,
        )  # fmt: skip


def _changes(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    group, every = "changes", len(people)
    seen = [one for one in people if one.linked.before]
    told = [
        one
        for one in seen
        if is_firm(one.linked.row.company) and any(is_firm(s.row.company) for s in one.linked.before)
    ]
    ways = (
        (Mark.SECOND_PROFILE, every, "the same name, and the same mail address or work, as another"),
        (Mark.CHANGED_NAME, len(seen), "another name in an older archive, titles and ornaments apart"),
        (Mark.CHANGED_FIRM, len(told), "another firm in an older archive, however it is written"),
    )
    for mark, known, by in ways:
        yield Figure(
            group=group, name=_said(mark), value=sum(one.linked.has(mark) for one in people), of=every,
            unknown=every - known, counted_by=by,
        )  # fmt: skip


def _words(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    for word, name in (("yes", "vouched for"), ("unsure", "vouched unsure"), ("no", "vouched against")):
        yield Figure(
            group=WORDS, name=name, value=sum(one.vouch == word for one in people), of=len(people), unknown=0,
            counted_by="your newest vouch on each",
        )  # fmt: skip


def _said(word: StrEnum) -> str:
    return word.value.replace("-", " ")


def alike_counted(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """The figures that follow each other and are counted by the same."""
    for counted_by, several in groupby(figures, key=lambda figure: figure.counted_by):
        yield counted_by, list(several)


def in_groups(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures by their groups."""
    found: dict[str, list[Figure]] = {}
    for each in figures:
        found.setdefault(each.group, []).append(each)
    return found

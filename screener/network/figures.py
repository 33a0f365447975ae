"""The figures of an audit: each with what it was counted of, what is not known, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from screener.ledger.kept import Reading
from screener.network.connections import Connections, Mark
from screener.network.firm_identity import is_firm
from screener.network.judgement import PROOFS, Acquaintance, Class
from screener.network.occupations import function_of, level_of
from screener.policy.model import AboutMe
from screener.texts.folding import folded
from screener.texts.phrases import PhraseSet
from screener.world.grade import distinctive_words

_OF_CLASSES: Final = f"the rules that conclude {', '.join(PROOFS)}"
_MOST_SHOWN: Final = 3
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
    is_share: bool = True  # else it is a number of another kind, of which no bar says anything


def figures_of(
    people: Sequence[Acquaintance], connections: Connections, about_me: AboutMe, reading: Reading, nameless: int
) -> tuple[Figure, ...]:
    """All figures, in the order in which they are shown."""
    return (
        *_coverage(people, nameless),
        *_by_year(people),
        *_concentration(people, connections, about_me),
        *_alignment(people, about_me, reading),
        *_reciprocity(people),
        *_resources(people),
        *_changes(people),
        *_words(people),
    )


def _coverage(people: Sequence[Acquaintance], nameless: int) -> Iterator[Figure]:
    group, every = "coverage", len(people)
    counts = Counter(one.kind for one in people)
    for kind in Class:
        unknown = counts[Class.CANNOT_TELL] if kind in (Class.PROVED, Class.NOTHING_FOUND) else 0
        yield Figure(
            group=group, name=kind.value, value=counts[kind], of=every, unknown=unknown, counted_by=_BY_CLASS[kind]
        )
    yield Figure(
        group=group,
        name="known at most",
        value=every - counts[Class.NOTHING_FOUND],
        of=every,
        unknown=0,
        counted_by="proved, hint and cannot tell together: the other end of the range",
    )
    yield Figure(
        group=group,
        name="rows without a name",
        value=nameless,
        of=every + nameless,
        unknown=0,
        counted_by="rows of the newest Connections.csv that have a date only; nobody can say who they are",
    )


_BY_CLASS: Final[Mapping[Class, str]] = {
    Class.PROVED: _OF_CLASSES,
    Class.HINT: "a record is joined to them, and none of these rules holds",
    Class.CANNOT_TELL: "a record fits two people of one name, or a file that would show it was not read",
    Class.NOTHING_FOUND: "no record of the files that were read is joined to them",
}


def _by_year(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    years: dict[int, Counter[Class]] = {}
    for one in people:
        if day := one.linked.connected_on:
            years.setdefault(day.year, Counter())[one.kind] += 1
    for year, counts in sorted(years.items()):
        yield Figure(
            group="by year of connecting",
            name=f"connected in {year}, proved",
            value=counts[Class.PROVED],
            of=counts.total(),
            unknown=counts[Class.CANNOT_TELL],
            counted_by=_OF_CLASSES,
        )


def _concentration(people: Sequence[Acquaintance], connections: Connections, about_me: AboutMe) -> Iterator[Figure]:
    ways: tuple[tuple[str, Callable[[Acquaintance], str], str], ...] = (
        ("firms", lambda one: connections.firms.key(one.linked.row.company), "firm, by identity"),
        ("functions", lambda one: function_of(one.linked.row.position), "words of the position"),
        ("levels", lambda one: level_of(one.linked.row.position), "words of the position"),
        (
            "times of your career",
            lambda one: _era(one.linked.connected_on, about_me),
            "your employer on the day of connecting",
        ),
    )
    for name, key_of, by in ways:
        keys = Counter(key for one in people if (key := key_of(one)))
        written = _spellings(people, connections) if name == "firms" else {}
        known = keys.total()
        effective = known**2 / sum(number**2 for number in keys.values()) if known else 0.0
        unknown = len(people) - known
        yield Figure(
            group="concentration",
            name=f"effective number of {name}",
            value=round(effective, 1),
            of=len(people),
            unknown=unknown,
            counted_by=f"1/Σp² over {by}",
            is_share=False,
        )
        for key, number in sorted(keys.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SHOWN]:
            yield Figure(
                group="concentration",
                name=f"{name}: {written.get(key, key)}",
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


def _alignment(people: Sequence[Acquaintance], about_me: AboutMe, reading: Reading) -> Iterator[Figure]:
    group = "alignment"
    works = [folded(f"{one.linked.row.company} . {one.linked.row.position}") for one in people]
    unknown = sum(not is_firm(one.linked.row.company) and not one.linked.row.position for one in people)
    if about_me.goals:
        hits = [PhraseSet((goal,)) for goal in about_me.goals]
        per_goal = [sum(phrases.found_in_folded(work) for work in works) for phrases in hits]
        any_goal = PhraseSet(about_me.goals)
        total = sum(any_goal.found_in_folded(work) for work in works)
        by = "a goal of about-me.yaml stands in firm or position"
        yield Figure(
            group=group, name="near a goal of yours", value=total, of=len(people), unknown=unknown, counted_by=by
        )
        for goal, number in zip(about_me.goals, per_goal, strict=True):
            yield Figure(
                group=group, name=f"goal: {goal}", value=number, of=len(people), unknown=unknown, counted_by=by
            )
        nobody = per_goal.count(0)
        yield Figure(
            group=group, name="goals with nobody", value=nobody, of=len(about_me.goals), unknown=0, counted_by=by
        )
    headline = next((profile.headline for profile in reading.profiles), "")
    if words := distinctive_words(headline):
        shared = sum(not words.isdisjoint(distinctive_words(work)) for work in works)
        yield Figure(
            group=group, name="shares a word of your headline", value=shared, of=len(people), unknown=unknown,
            counted_by="a distinctive word of your headline stands in firm or position",
        )  # fmt: skip
    endorsing = [one for one in people if "endorsement-received" in one.subjects]
    yield Figure(
        group=group,
        name="endorsed you and know your work",
        value=sum("knows-my-work" in one.drawn for one in endorsing),
        of=len(endorsing),
        unknown=0,
        counted_by="the rules that conclude knows-my-work, of those who endorsed a skill of yours",
    )


def _reciprocity(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    written = [one for one in people if one.mine or one.theirs]
    bands = Counter(_band(one.mine, one.theirs) for one in written)
    for band in _BANDS:
        yield Figure(
            group="reciprocity", name=band, value=bands[band], of=len(written), unknown=0,
            counted_by="messages and mails written by hand, of those with whom there are any",
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


def _resources(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    proved = [one for one in people if one.kind is Class.PROVED]
    ways = (
        ("dormant", lambda one: "dormant" in one.flags, "the rule dormant, of those proved"),
        ("knows your work", lambda one: "knows-my-work" in one.drawn, "the rules that conclude knows-my-work"),
        ("would vouch", lambda one: "would-vouch" in one.drawn, "the rules that conclude would-vouch"),
    )
    for name, holds, by in ways:
        yield Figure(
            group="resources", name=name, value=sum(map(holds, proved)), of=len(proved), unknown=0, counted_by=by
        )


def _changes(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    group, every = "changes", len(people)
    seen = [one for one in people if one.linked.before]
    told = [
        one
        for one in seen
        if is_firm(one.linked.row.company) and any(is_firm(s.row.company) for s in one.linked.before)
    ]
    ways = (
        (Mark.SECOND_PROFILE, every, "the same name, and the same address or work, as another connection"),
        (Mark.CHANGED_NAME, len(seen), "another name in an older archive, titles and ornaments apart"),
        (Mark.CHANGED_FIRM, len(told), "another firm in an older archive, by identity"),
    )
    for mark, known, by in ways:
        yield Figure(
            group=group, name=mark.value, value=sum(one.linked.has(mark) for one in people), of=every,
            unknown=every - known, counted_by=by,
        )  # fmt: skip


def _words(people: Sequence[Acquaintance]) -> Iterator[Figure]:
    for word, name in (("yes", "vouched for"), ("unsure", "vouched unsure"), ("no", "vouched against")):
        yield Figure(
            group="your word", name=name, value=sum(one.vouch == word for one in people), of=len(people), unknown=0,
            counted_by="your newest vouch on each",
        )  # fmt: skip


def in_groups(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures by their groups."""
    found: dict[str, list[Figure]] = {}
    for each in figures:
        found.setdefault(each.group, []).append(each)
    return found

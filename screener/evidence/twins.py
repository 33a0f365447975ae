"""The queue as a whole: requests whose note or headline is nearly that of others, and names under several profiles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

import msgspec

from screener.catalogue.values import Value, counted, span_words
from screener.evidence.facts import Fact, fact
from screener.people.addresses import profile_slug
from screener.people.names import name_keys
from screener.policy.model import AboutMe
from screener.sources.records import Provenance, Request
from screener.texts.folding import fold, one_line
from screener.texts.patterns import Expression

_WORD: Final = Expression(r"[\p{L}\p{M}\p{N}]+")
_SHORTEST_NOTE: Final = 30  # shorter ones, as "let us connect", are alike by chance
_SHORTEST_HEADLINE: Final = 25  # "Software Engineer" is the headline of thousands
_MOST_NAMED: Final = 3  # the rest is "and others": a mass text has hundreds
_NEARLY: Final = 90.0  # of 100: one name or number in ten words differs
_LENGTHS: Final = _NEARLY / (200 - _NEARLY)  # of two texts so near, the shorter is at least so much of the longer


class Twins(msgspec.Struct, frozen=True):
    """The twins of a queue: as facts, and as the groups that a request belongs to, each the newest first."""

    facts: Mapping[Request, Sequence[Fact]] = msgspec.field(default_factory=dict)
    groups: Mapping[Request, Sequence[Sequence[Request]]] = msgspec.field(default_factory=dict)

    def facts_of(self, request: Request) -> tuple[Fact, ...]:
        """What is said of the twins of one request."""
        return tuple(self.facts.get(request, ()))

    def others(self, request: Request, most: int = 50) -> tuple[Request, ...]:
        """The requests that are twins of one, the newest of each group first; so many at most."""
        groups = self.groups.get(request, ())
        return tuple(islice(dict.fromkeys(one for group in groups for one in group if one != request), most))


NO_TWINS: Final = Twins()


def twins(queue: Sequence[Request], about_me: AboutMe) -> Twins:
    """The twins of every request that has some."""
    steps = twins_by_steps(queue, about_me)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def twins_by_steps(queue: Sequence[Request], about_me: AboutMe) -> Generator[None, None, Twins]:
    """The same in short steps, between which a program can listen to its user; the twins are what it returns."""
    own = frozenset(fold(about_me.name).split())
    found: dict[Request, list[Fact]] = defaultdict(list)
    belongs: dict[Request, list[Sequence[Request]]] = defaultdict(list)
    headlines = yield from _same(queue, lambda one: _plain(one.headline, one, own, _SHORTEST_HEADLINE))
    namesakes = yield from _namesakes(queue)
    notes = yield from _same(queue, lambda one: _plain(one.note, one, own, _SHORTEST_NOTE))
    alike = yield from _joined(sorted(notes))
    of_notes = [[request for text in group for request in notes[text]] for group in alike]
    for what, groups in (("headline", list(headlines.values())), ("name", namesakes), ("note", of_notes)):
        for group in groups:
            if len(group) < 2:
                continue
            yield
            newest_first = sorted(group, key=_sent, reverse=True)
            for request, twin in zip(group, _twins_in(what, group, newest_first), strict=True):
                found[request].append(twin)
                belongs[request].append(newest_first)
        yield
    return Twins(found, belongs)


def _twins_in(what: str, group: Sequence[Request], newest_first: Sequence[Request]) -> Iterator[Fact]:
    """The twin of each request of a group, in their order: the newest of the others stands for them."""
    names = Counter(one_line(request.name) for request in group)
    in_order = sorted(names)
    others = len(group) - 1
    fields: dict[str, Value] = {"of": what, "count": others}
    days = [request.sent for request in group if request.sent]
    within = ""
    if len(days) == len(group):
        fields["within"] = (max(days) - min(days)).days
        within = f", all within {span_words(max((max(days) - min(days)).days, 1))}"
    said = {"note": "nearly this note", "headline": "this headline", "name": "this name under another profile"}[what]
    newest, second = newest_first[:2]
    for request in group:
        own = one_line(request.name)
        # Own name left out, unless a namesake bears it.
        named = list(islice((name for name in in_order if name != own or names[name] > 1), _MOST_NAMED + 1))
        who = ", ".join(named[:_MOST_NAMED]) + (" and others" if len(named) > _MOST_NAMED else "")
        text = f"{counted(others, 'other request')} with {said}{within}" + ("" if what == "name" else f": {who}")
        at = (second if request is newest else newest).provenance
        yield fact(fields, Provenance(file=at.file, row=at.row, date=at.date, rows=others), text)


def _sent(request: Request) -> tuple[date, str, int]:
    return request.sent or date.min, request.provenance.file, request.provenance.row


def _plain(text: str | None, request: Request, own: frozenset[str], shortest: int) -> str:
    """A text as it is compared: folded words without those of both names and without numbers; empty if too short."""
    named = own.union(fold(request.name).split())
    words = [word for word in _WORD.findall(fold(text or "")) if word not in named and not word.isdecimal()]
    plain = " ".join(words)
    # Half as many signs say as much in Japanese.
    return plain if len(plain) >= shortest or (len(plain) * 2 >= shortest and not plain.isascii()) else ""


def _same(
    queue: Iterable[Request], plain_of: Callable[[Request], str]
) -> Generator[None, None, dict[str, list[Request]]]:
    """The requests by what their text is compared as."""
    groups: dict[str, list[Request]] = defaultdict(list)
    for request in queue:
        yield
        if plain := plain_of(request):
            groups[plain].append(request)
    return groups


def _namesakes(queue: Iterable[Request]) -> Generator[None, None, list[list[Request]]]:
    groups: dict[str, dict[str, Request]] = defaultdict(dict)
    for request in queue:
        yield
        slug = profile_slug(request.profile_url)
        for key in name_keys(request.name)[:1]:  # the plain one: those without initials are more people's
            if slug and " " in key:  # one word is no whole name, and one profile no second
                groups[key].setdefault(slug, request)
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def _joined(texts: Sequence[str]) -> Generator[None, None, list[list[str]]]:
    """Texts in groups: one belongs to the first group whose first text it nearly is."""
    if len(texts) < 2:
        return [[text] for text in texts]
    groups: list[list[str]] = []
    firsts: dict[int, tuple[list[str], list[int]]] = {}  # by their length, each with the place of its group
    for text in texts:
        yield
        place = _group_of(text, firsts)
        if place is not None:
            groups[place].append(text)
            continue
        of_length = firsts.setdefault(len(text), ([], []))
        of_length[0].append(text)
        of_length[1].append(len(groups))
        groups.append([text])
    return groups


def _group_of(text: str, firsts: Mapping[int, tuple[list[str], list[int]]]) -> int | None:
    """The place of the first group whose first text a text nearly is. Texts of very different length never are."""
    from rapidfuzz.fuzz import ratio  # only for queues with several notes
    from rapidfuzz.process import extract_iter

    shortest, longest = int(len(text) * _LENGTHS), int(len(text) / _LENGTHS) + 1
    near = (firsts[length] for length in range(shortest, longest + 1) if length in firsts)
    found = (
        next((places[at] for _, _, at in extract_iter(text, known, scorer=ratio, score_cutoff=_NEARLY)), None)
        for known, places in near
    )
    return min((place for place in found if place is not None), default=None)

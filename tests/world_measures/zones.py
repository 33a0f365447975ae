"""How often the right person is found, asked about, lost or mistaken: `python -m tests.world_measures.zones SEED…`."""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from screener.ledger.sqlite_store import temporary_store
from screener.outcomes import Zone
from screener.people.rarity import Rarity
from screener.world import resolution as resolving
from screener.world.asker import Asker
from screener.world.introductions import introductions_of
from screener.world.lookups import PersonFile
from screener.world.points import Around, Point
from screener.world.resolution import Resolution, resolve
from tests.world_measures.invented_requests import Asked, AskerKind, Numbers, requests
from tests.world_measures.invented_world import InventedWorld, built

_ASKED_ABOUT = (Zone.SAME, Zone.CONFIRM, Zone.SECOND_PROFILE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request. `is_right`: who asks is among the candidates (first among them, for `same`)."""

    asked: Asked
    resolution: Resolution
    is_right: bool
    is_introduced: bool
    seconds: float

    @property
    def zone(self) -> Zone:
        return self.resolution.zone


@dataclass(slots=True)
class Measured:
    """All outcomes of some worlds, and how many of their persons are made of the rows of several people."""

    outcomes: list[Outcome] = field(default_factory=list)
    mixed: int = 0
    persons: int = 0
    lookups: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.world_measures.zones", description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, default=[1])
    parser.add_argument("--people", type=int, default=1_200)
    parser.add_argument("--few-names", action="store_true", help="a country in which few names carry most people")
    parser.add_argument("--shifted", action="store_true", help="also with all rarities, and all second facts, ±1")
    parser.add_argument("--wrong", action="store_true", help="list what came out wrong")
    given = parser.parse_args(arguments)
    shifts: dict[str, Callable[[], object]] = {"as it is": _as_it_is}
    if given.shifted:
        shifts |= {
            "rarities +1": lambda: _rarities(1), "rarities -1": lambda: _rarities(-1),
            "second facts +1": lambda: _second_facts(1), "second facts -1": lambda: _second_facts(-1),
        }  # fmt: skip
    measured = {name: Measured() for name in shifts}
    for seed in given.seeds:
        _measure(InventedWorld(seed, given.people, given.few_names), shifts, measured)
    for name, one in measured.items():
        print(f"\n== {name}: {given.people} people, seeds {' '.join(map(str, given.seeds))}")
        _print_summary(one)
    first = measured["as it is"]
    _print_by_kind(first)
    _print_times(first)
    if given.wrong:
        _print_wrong(first)


def _measure(world: InventedWorld, shifts: dict[str, Callable[[], object]], measured: dict[str, Measured]) -> None:
    with temporary_store() as store:
        around = built(store, world)
        asked = list(requests(world, Numbers()))
        people = [row["person"] for row in store.all("SELECT DISTINCT person FROM appearance")]
        for name, shifted in shifts.items():
            with shifted():  # type: ignore[attr-defined]
                fresh = msgspec.structs.replace(around, lookups=type(around.lookups)(store))  # type: ignore[call-arg]
                measured[name].outcomes += [_outcome(one, fresh, world) for one in asked]
        measured["as it is"].persons += len(people)
        measured["as it is"].mixed += sum(len(world.people_of(around.lookups.person(one))) > 1 for one in people)


def _outcome(one: Asked, around: Around, world: InventedWorld) -> Outcome:
    before = time.process_time()
    found = resolve(one.asker, around)
    seconds = time.process_time() - before
    among = found.candidates[:1] if found.zone is Zone.SAME else found.candidates
    is_right = one.truth is not None and any(one.truth in world.people_of(each.person) for each in among)
    introduced = any(each.is_sure for each in introductions_of(one.asker, (), around))
    return Outcome(one, found, is_right, introduced, seconds)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _rarities(by: int) -> Iterator[None]:
    """With every word of a name rarer or commoner than it is."""
    grade = Rarity.grade
    Rarity.grade = lambda self, word: max(grade(self, word) + by, 1)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Rarity.grade = grade  # type: ignore[method-assign]


@contextmanager
def _second_facts(by: int) -> Iterator[None]:
    """With every second fact worth more or less than it is."""
    points_for = resolving.points_for

    def shifted(asker: Asker, person: PersonFile, around: Around) -> list[Point]:
        return [
            msgspec.structs.replace(point, points=max(point.points + by, 0))
            if point.is_second and point.points > 0
            else point
            for point in points_for(asker, person, around)
        ]

    resolving.points_for = shifted  # type: ignore[assignment]
    try:
        yield
    finally:
        resolving.points_for = points_for


def _of(measured: Measured, *kinds: AskerKind) -> list[Outcome]:
    return [one for one in measured.outcomes if one.asked.kind in kinds]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     –"


def _print_summary(measured: Measured) -> None:
    known = _of(measured, AskerKind.KNOWN)
    by = Counter(_sort_of(one) for one in known)
    print(
        "known: " + ", ".join(f"{name} {_share(by[name], len(known)).strip()}" for name in _SORTS) + f" of {len(known)}"
    )
    said = [one for one in measured.outcomes if one.zone is Zone.SAME]
    wrong = [one for one in said if not one.is_right]
    precision = _share(len(said) - len(wrong), len(said)).strip()
    at_firm = sum(one.asked.kind is AskerKind.NAMESAKE_AT_FIRM for one in wrong)
    namesakes = _of(measured, AskerKind.NAMESAKE, AskerKind.ANY_NAMESAKE, AskerKind.NAMESAKE_AT_FIRM)
    print(
        f"wrong same: {len(wrong)} of {len(said)} ({precision} right), of which {at_firm} namesakes at the same firm; "
        f"{len(namesakes)} namesakes planted"
    )
    strangers = _of(measured, AskerKind.STRANGER)
    same = sum(one.zone is Zone.SAME for one in strangers)
    about = sum(one.zone in _ASKED_ABOUT for one in strangers)
    print(f"strangers: same {same}, asked about {_share(about, len(strangers)).strip()} of {len(strangers)}")
    copies = _of(measured, AskerKind.COPY_OF_CONNECTION)
    warned = sum(one.zone is Zone.SECOND_PROFILE for one in copies)
    print(f"copies of connections warned of: {warned} of {len(copies)}")
    others = _of(measured, AskerKind.COPY_OF_KNOWN)
    taken = sum(one.zone is Zone.SAME for one in others)
    print(f"copies of people known otherwise taken for them: {taken} of {len(others)}")
    told = _of(measured, AskerKind.INTRODUCED)
    print(
        f"introduced: recognised {sum(one.is_introduced for one in told)} of {len(told)}; "
        f"strangers taken for introduced: {sum(one.is_introduced for one in strangers)}"
    )
    if measured.persons:
        print(f"persons made of several people's rows: {measured.mixed} of {measured.persons}")


_SORTS = ("same", "confirm, right person", "near", "lost", "wrong person", "warned of")


def _sort_of(one: Outcome) -> str:
    if one.zone is Zone.NOBODY:
        return "lost"
    if one.zone is Zone.NEAR:
        return "near"
    if not one.is_right:
        return "wrong person"
    return {Zone.SAME: "same", Zone.SECOND_PROFILE: "warned of"}.get(one.zone, "confirm, right person")


def _print_by_kind(measured: Measured) -> None:
    """By kind of asker; the known by how their name differs and by the files they stand in."""
    print("\nby kind" + " " * 35 + "".join(f"{zone.value:>16}" for zone in Zone) + "   right")
    groups = {kind.value: _of(measured, kind) for kind in AskerKind}
    known = _of(measured, AskerKind.KNOWN)
    for how in sorted({one.asked.how for one in known}):
        groups[f"known, name: {how}"] = [one for one in known if one.asked.how == how]
    for by in sorted({one.asked.known_by for one in known}):
        groups[f"known by: {by}"] = [one for one in known if one.asked.known_by == by]
    for name, outcomes in groups.items():
        zones = Counter(one.zone for one in outcomes)
        right = _share(sum(one.is_right for one in outcomes), len(outcomes))
        print(f"{name:36} {len(outcomes):5}" + "".join(f"{zones[zone]:16}" for zone in Zone) + f"  {right}")


def _print_times(measured: Measured) -> None:
    times = sorted(one.seconds * 1000 for one in measured.outcomes)
    median, slow = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"\nresolving, ms of CPU time: median {median:.2f}, 95 % under {slow:.2f}, worst {times[-1]:.1f}")


def _print_wrong(measured: Measured) -> None:
    for one in measured.outcomes:
        is_known = one.asked.kind is AskerKind.KNOWN
        if (_sort_of(one) in ("lost", "near", "wrong person")) if is_known else one.zone is Zone.SAME:
            asker, best = one.asked.asker, one.resolution.best
            print(
                f"{one.asked.kind} ({one.asked.how}) {asker.called!r} {asker.headline!r} {asker.note!r} -> {one.zone}"
            )
            if best is not None:
                told = "; ".join(f"{point.points:+} {point.text}" for point in (best.name, *best.points))
                print(f"    {best.person.label!r} {told}")


if __name__ == "__main__":
    main()

"""Writes the world's files: the archive, two lists, two address books, mails, a calendar, about-me.yaml."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.world import archive_files, evidence_files, list_files, user
from tests.world.background import others
from tests.world.cases import CASES
from tests.world.people import Case, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the user's files hold on one person."""

    name: str
    slug: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the files are written from. `shuffled`: a seed by which the rows of every file are mixed; `without`: files
    that are left out, by their names in `Files`."""

    cases: tuple[Case, ...] = CASES
    others: tuple[Held, ...] = ()
    employers: tuple[user.Employer, ...] = user.EMPLOYERS
    shuffled: int | None = None
    without: frozenset[str] = frozenset()
    archive_without: frozenset[str] = frozenset()

    def held(self) -> list[Held]:
        """All people of the files: the askers among everybody else."""
        askers = [Held(name=case.name, slug=case.slug, traces=case.traces) for case in self.cases]
        return self.mixed([*self.others, *askers])

    def mixed(self, rows: Iterable[Held]) -> list[Held]:
        """The rows in their order, or shuffled."""
        listed = list(rows)
        if self.shuffled is not None:
            random.Random(self.shuffled).shuffle(listed)
        return listed


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a world as they would be given to the program, by short names, and the folder of its rules."""

    rules: Path
    given: dict[str, Path] = field(default_factory=dict)

    def arguments(self) -> list[str]:
        """All of them, as the command line takes them."""
        return [str(path) for path in self.given.values()]


def the_world(background: int = 300) -> World:
    """The world as it is, with so many other people in it."""
    return World(others=tuple(Held(name=name, slug=slug, traces=traces) for name, slug, traces in others(background)))


def write_world(where: Path, world: World) -> Files:
    """Write every file into the folder, which must be empty, and say where they are."""
    where.mkdir(parents=True, exist_ok=True)
    rules = where / "rules"
    rules.mkdir()
    (rules / "about-me.yaml").write_text(user.about_me(world.employers), encoding="utf-8")
    held = world.held()
    cases = _in_order_of(held, world.cases)
    given = {
        "archive": archive_files.write(where, held, cases, world.employers, world.archive_without),
        "list": list_files.write_own_list(where / "requests.csv", cases),
        "voyager": list_files.write_voyager(where / "invitations.json", cases),
        "contacts": evidence_files.write_vcards(where / "contacts.vcf", held),
        "google": evidence_files.write_google(where / "google.csv", held),
        "mail": evidence_files.write_mailbox(where / "all.mbox", held, cases),
        "calendar": evidence_files.write_calendar(where / "calendar.ics", held),
        "mails": evidence_files.write_single_mails(where / "mails", held),
    }
    return Files(rules, {name: path for name, path in given.items() if name not in world.without})


def _in_order_of(held: Sequence[Held], cases: Sequence[Case]) -> list[Case]:
    place = {one.slug: number for number, one in enumerate(held)}
    return sorted(cases, key=lambda case: place[case.slug])


def changed(world: World, slug: str, **changes: object) -> World:
    """The world in which one request is otherwise."""
    cases = (replace(case, **changes) if case.slug == slug else case for case in world.cases)  # type: ignore[arg-type]
    return replace(world, cases=tuple(cases))

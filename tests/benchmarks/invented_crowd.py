"""Invented people in the numbers in which names and firms are really borne: a few by many, most by few.

Names come from the lists of Faker's locales; in each, the name of rank n is borne by one in n. A third of the surnames
are joined of two others, which gives the long tail of names that hardly anybody shares, with neighbours at one letter
as real names have them. Of 30,000 people the commonest given name is borne by about 400, the commonest surname by about
250; half have a surname of at most three. One in 25 writes in another script, one in 20 with an initial, a title, two
surnames or an ornament. Firms are spread alike: the largest has 600 of the 30,000, four in ten are at one of at
most five.
"""

from __future__ import annotations

import importlib
import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import regex

# By how many of a hundred people come from there.
_LATIN: Final = {
    "en_US": 40, "de_DE": 12, "es_ES": 10, "fr_FR": 8, "it_IT": 6, "nl_NL": 6, "en_IN": 8, "sv_SE": 3, "cs_CZ": 3,
}  # fmt: skip
_OTHER_SCRIPTS: Final = {"ru_RU": 2, "zh_CN": 1, "ja_JP": 1}
_UNSPACED: Final = ("zh_CN", "ja_JP")
_FLATNESS: Final = 5  # ranks that the commonest name is behind
_JOINED: Final = 0.33
_TRADES: Final = (
    "Robotics", "Machines", "Valves", "Pumps", "Foods", "Press", "Rail", "Textiles", "Optics", "Systems", "Logistics",
    "Paper", "Glass", "Tools", "Software", "Bank", "Group", "Health", "Energy", "Media", "Consulting", "Labs",
    "Design", "Law", "Studios", "University", "Hospital", "Insurance", "Motors", "Shipping",
)  # fmt: skip
_FORMS: Final = ("GmbH", "Ltd", "Inc", "AG", "BV", "SA", "AB", "", "", "", "", "")
TITLES: Final = (
    "Engineer", "Head of Sales", "Recruiter", "Student", "Plant Manager", "Founder", "Consultant", "Designer",
    "Data Scientist", "Account Executive", "Professor", "Nurse", "Project Manager", "CEO", "Controls Engineer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name in its two parts, and their profile address."""

    given: str
    surname: str
    url: str

    @property
    def name(self) -> str:
        """As it stands in lists."""
        return f"{self.given} {self.surname}".strip()


class _Ranked:
    """Things of which the one of rank n is n times as rare as the first."""

    def __init__(self, things: Sequence[str]) -> None:
        self._things = things
        self._sums = list(accumulate(1 / (rank + _FLATNESS) for rank in range(1, len(things) + 1)))

    def drawn(self, chance: random.Random) -> str:
        """One of them."""
        return self._things[bisect(self._sums, chance.random() * self._sums[-1])]


class Crowd:
    """Where people and firms come from, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"crowd {seed}")
        self._weights = {**_LATIN, **_OTHER_SCRIPTS}
        self._given = {locale: _Ranked(self._listed(locale, "first_names")) for locale in self._weights}
        self._surnames = {locale: _Ranked(self._listed(locale, "last_names")) for locale in self._weights}
        self._firms = _Ranked([self._new_firm() for _ in range(20_000)])
        self._number = 0

    def person(self) -> Person:
        """Somebody new."""
        self._number += 1
        locale = self._chance.choices(list(self._weights), list(self._weights.values()))[0]
        given, surname = self._given[locale].drawn(self._chance), self._surname(locale)
        if locale not in _UNSPACED:
            given, surname = self._as_written(given, surname, locale)
        slug = regex.sub(r"[^\p{L}\p{N}]+", "-", f"{given} {surname}".lower()).strip("-")
        return Person(given, surname, f"https://www.linkedin.com/in/{slug}-{self._number:x}")

    def firm(self) -> str:
        """A firm that somebody is at."""
        return self._firms.drawn(self._chance)

    def _listed(self, locale: str, kind: str) -> list[str]:
        """Faker's names of a locale, in an order of the seed's: it lists most of them by letters."""
        provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
        names = sorted({name for name in getattr(provider, kind) if len(name.split()) == 1})
        self._chance.shuffle(names)
        return names

    def _surname(self, locale: str) -> str:
        surname = self._surnames[locale].drawn(self._chance)
        if locale in _OTHER_SCRIPTS or self._chance.random() > _JOINED:
            return surname
        other = self._surnames[locale].drawn(self._chance)
        return surname[: max(len(surname) // 2, 3)] + other[-max(len(other) // 2, 3) :].lower()

    def _as_written(self, given: str, surname: str, locale: str) -> tuple[str, str]:
        kind = self._chance.random()
        if kind < 0.01:
            return given, f"{surname[0]}."
        if kind < 0.02:
            return f"Dr. {given}", surname
        if kind < 0.03:
            return given, f"{surname}, MBA"
        if kind < 0.05:
            return given, f"{surname}{'-' if locale == 'de_DE' else ' '}{self._surnames[locale].drawn(self._chance)}"
        return given, surname

    def _new_firm(self) -> str:
        locale = self._chance.choice(list(_LATIN))
        trade, form = self._chance.choice(_TRADES), self._chance.choice(_FORMS)
        return f"{self._surname(locale)} {trade} {form}".strip()

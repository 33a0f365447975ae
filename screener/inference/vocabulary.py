"""What the names in tests mean for one user: phrase lists, lists of people, and the words of `about-me.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from screener.policy.model import PersonName, Policy
from screener.texts.folding import fold
from screener.texts.phrase_lists import PhraseLists


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The day that ages are counted to, the phrase lists, and the folded members of each list."""

    today: date
    phrases: PhraseLists
    lists: Mapping[str, frozenset[str]]


def vocabulary_for(policy: Policy, today: date) -> Vocabulary:
    """The names a policy may use, bound to this user. A name that the user's file lacks stands for an empty list."""
    about_me = policy.about_me
    phrases = {
        **policy.phrases,
        "my employers": [written for firm in about_me.employers for written in (firm.name, *firm.also)],
        "my schools": [written for school in about_me.schools for written in (school.name, *school.also)],
        "competitors": about_me.competitors,
        "goals": about_me.goals,
    }
    lists = {**policy.lists, **about_me.lists, "never-connect": about_me.never_connect}
    return Vocabulary(today, PhraseLists(phrases), {name: _folded(members) for name, members in lists.items()})


def _folded(members: tuple[PersonName | str, ...]) -> frozenset[str]:
    return frozenset(fold(member if isinstance(member, str) else member.name) for member in members)

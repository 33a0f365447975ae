"""What the names in tests mean for one user: phrase lists, lists of people, and the words of `about-me.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from screener.policy.model import PersonName, Policy
from screener.texts.folding import fold
from screener.texts.phrases import PhraseSet


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The day that ages are counted to, phrase lists by name, and the folded members of each list."""

    today: date
    phrases: Mapping[str, PhraseSet]
    lists: Mapping[str, frozenset[str]]


def vocabulary_for(policy: Policy, today: date) -> Vocabulary:
    """The names a policy may use, bound to this user. A name that the user's file lacks stands for an empty list."""
    about_me = policy.about_me
    phrases = {name: PhraseSet(words) for name, words in policy.phrases.items()}
    phrases["my employers"] = PhraseSet(name for firm in about_me.employers for name in (firm.name, *firm.also))
    phrases["my schools"] = PhraseSet(name for school in about_me.schools for name in (school.name, *school.also))
    phrases["competitors"] = PhraseSet(about_me.competitors)
    phrases["goals"] = PhraseSet(about_me.goals)
    lists = {**policy.lists, **about_me.lists, "never-connect": about_me.never_connect}
    return Vocabulary(today, phrases, {name: _folded(members) for name, members in lists.items()})


def _folded(members: tuple[PersonName | str, ...]) -> frozenset[str]:
    return frozenset(fold(member if isinstance(member, str) else member.name) for member in members)

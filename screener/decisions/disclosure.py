"""What the reply may tell of the facts behind a decision: nothing in the user's own wording, unless the asker's own
text holds it, and no shared past that is not over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import regex

from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.catalogue.wording import value_words
from screener.decisions.decision import Told
from screener.decisions.witnesses import surest
from screener.evidence.facts import Fact, FactSheet
from screener.languages.language_guess import language_of
from screener.policy.model import Rule
from screener.texts.folding import fold

_ASKERS_TEXTS: Final = ("note", "answer")
# In scripts without spaces each character counts as a word.
_WORD: Final = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー]|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー]]+",
    regex.V1,
)
_FEWEST_WORDS: Final = 2  # a single word such as "lunch" or a first name stands in a note by chance
_FEWEST_LETTERS: Final = 5
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

"""The user's word on who an asker is: one yes links them for ever, a no keeps that person from being offered again."""

from __future__ import annotations

from datetime import date

import msgspec

from screener.errors import UsageError
from screener.evidence.requests import request_id
from screener.ledger.choosing import acquaintances_called
from screener.ledger.kept import KeptRequest
from screener.ledger.links import Says, add_link, links, marks_of
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date
from screener.ledger.steps import step
from screener.screening.again import Again
from screener.texts.folding import one_line
from screener.world.asker import asker_of
from screener.world.lookups import PersonFile
from screener.world.resolution import Resolution

_WORDS = {"yes": True, "y": True, "no": False, "n": False}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says: yes or no to the one offered, the number of one of several, or a name of their files."""

    is_yes: bool | None = None
    number: int | None = None
    person: str = ""

    @classmethod
    def read(cls, text: str) -> Answer | None:
        """The answer in a word or number; None for any other word."""
        word = text.strip().casefold()
        if word in _WORDS:
            return cls(is_yes=_WORDS[word])
        return cls(number=int(word)) if word.isdecimal() and len(word) < 4 else None


def say(store: Store, again: Again, kept: KeptRequest, answer: Answer, today: date) -> str:
    """Note the user's answer as one step; a sentence on what was noted. Raises UsageError if it fits nobody."""
    resolution = again.knowledge.resolution_of(kept.request)
    asker = asker_of(kept.request)
    name = one_line(kept.request.name)
    if answer.is_yes is False:
        people = [candidate.person for candidate in resolution.candidates]
        if not people:
            raise UsageError(f"nobody of your files is offered for {name}; {_instead(kept)}")
        with step(store, f"said that {name} ({kept.number}) is not {_listed(people)}", today) as taken:
            taken.people.add(kept.person)
            for person in people:
                marks = marks_of(person, kept.request.name, asker.keys)
                add_link(taken, request_id(kept.request), Says.NOT_SAME, marks, today)
            bring_up_to_date(store)
        return f"noted: {name} is not {_listed(people)}"
    person = _meant(again, resolution, answer, kept)
    with step(store, f"said that {name} ({kept.number}) is {one_line(person.label)}", today) as taken:
        taken.people.add(kept.person)
        marks = marks_of(person, kept.request.name, asker.keys)
        add_link(taken, request_id(kept.request), Says.SAME, marks, today)
        bring_up_to_date(store)
    return f"noted: {name} is {one_line(person.label)} of your files"


def forget_links(store: Store, kept: KeptRequest, today: date) -> int:
    """Take back whatever was said of who an asker is, as one step; how much it was."""
    asker = request_id(kept.request)
    said = [link for link in links(store) if link.asker == asker]
    if said:
        with step(store, f"took back who {one_line(kept.request.name)} ({kept.number}) is", today) as taken:
            taken.people.add(kept.person)
            for link in said:
                taken.delete("link", link.id)
            bring_up_to_date(store)
    return len(said)


def _meant(again: Again, resolution: Resolution, answer: Answer, kept: KeptRequest) -> PersonFile:
    """The person whom a yes, a number or a name means."""
    name = one_line(kept.request.name)
    offered = [candidate.person for candidate in resolution.candidates]
    if answer.person:
        return _of_files(again, answer.person)
    if answer.number is not None:
        if not 1 <= answer.number <= len(offered):
            raise UsageError(f"{len(offered)} people are offered for {name}; give a number from 1 to {len(offered)}")
        return offered[answer.number - 1]
    if len(offered) == 1:
        return offered[0]
    if offered:
        raise UsageError(f"several people are offered for {name}: say which by its number, or no")
    or_else = f"or name the person: `screener who {kept.number} NAME`"
    raise UsageError(f"nobody of your files is offered for {name}; {_instead(kept)}, {or_else}")


def _instead(kept: KeptRequest) -> str:
    """What answers a question to the user that is not about who somebody is."""
    return f"where you remember or not, decide: `screener accept {kept.number}` or `screener decline {kept.number}`"


def _of_files(again: Again, called: str) -> PersonFile:
    """The one person of the files who bears a name, or an address."""
    same = acquaintances_called(SqliteWorld(again.store), called)
    if len(same) == 1:
        return same[0]
    if same:
        raise UsageError(f"{len(same)} people of your files are called {called!r}; answer by number instead")
    raise UsageError(f"nobody of your files is called {called!r}; give the name as it stands there")


def _listed(people: list[PersonFile]) -> str:
    return " or ".join(dict.fromkeys(one_line(person.label) for person in people))

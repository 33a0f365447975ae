"""The fact sheets of a queue: what all files tell, and what was known before where they tell nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screener.catalogue.declaring import Origin
from screener.evidence.case import Background
from screener.evidence.changed import as_of, merged
from screener.evidence.facts import FactSheet
from screener.evidence.from_ledger import Recalling, with_ledger
from screener.evidence.gathering import Gathering
from screener.evidence.myself import myself
from screener.evidence.own_records import OwnRows
from screener.evidence.remembered import NOTHING_REMEMBERED
from screener.evidence.sheets import background_of, claim_check_of, fact_sheet_of
from screener.ledger.kept import KeptRequest, Reading
from screener.ledger.persons import connection_known
from screener.ledger.sqlite_store import Store
from screener.people.addresses import profile_slug
from screener.policy.author import AboutMe
from screener.policy.model import Policy
from screener.screening.answers import Answers
from screener.screening.remembering import Recalled, with_answers
from screener.screening.searching import SourcePass, gather, own_addresses
from screener.sources.records import Connection

# Facts without the ledger's, as they are kept; and with them, as they are decided on.
Sheets = tuple[FactSheet, FactSheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the files are looked into for: what they and earlier files tell of the user, and whether they are older than
    what is known, so that they only fill gaps."""

    passes: Sequence[SourcePass]
    reading: Reading
    only_fills_gaps: bool
    store: Store | None
    today: date

    @property
    def looked_into(self) -> frozenset[Origin]:
        """The kinds of evidence that the files can speak for, once they have been read."""
        return frozenset[Origin]().union(*(each.source.told for each in self.passes))

    @property
    def broken(self) -> frozenset[Origin]:
        """The kinds of evidence of which a file could not be wholly read."""
        return frozenset[Origin]().union(*(each.source.lost for each in self.passes))


def sheets_of(
    queue: Sequence[Recalled], look: Look, answers: Answers, policy: Policy, about_me: AboutMe
) -> Iterator[Sheets]:
    """The fact sheets of each request. The files are read at once, the sheets made one by one."""
    asked = [each.request for each in queue]
    own = OwnRows(_texts(queue))
    owners = [(each.owner.name, each.owner.profile_url) for each in look.passes]
    me = myself(about_me, owners, own_addresses(look.passes))
    gathering = gather(asked, look.passes, me, own, answers)
    for connection in _connections_known(queue, look):
        gathering.add(connection)
    background = background_of(
        about_me,
        today=look.today,
        looked_into=look.looked_into,
        broken=look.broken,
        lists=policy.lists,
        queue=asked,
        own=own.records(look.reading.positions, look.reading.schooling),
    )
    return _made(queue, look, answers, gathering, background)


def _connections_known(queue: Sequence[Recalled], look: Look) -> Iterator[Connection]:
    """The askers who were connections in an archive read before, where no newer one is read now."""
    if look.store is None or (Origin.CONNECTIONS in look.looked_into and not look.only_fills_gaps):
        return
    for each in queue:
        known = connection_known(look.store, profile_slug(each.request.profile_url))
        if known is not None:
            yield known


def _made(
    queue: Sequence[Recalled], look: Look, answers: Answers, gathering: Gathering, background: Background
) -> Iterator[Sheets]:
    for number, recalled in enumerate(queue):
        found = gathering.found(number)
        plain = fact_sheet_of(recalled.request, found, background)
        if recalled.kept:
            plain = _with_known(recalled.kept, plain, look)
        known = with_answers(recalled.remembered, answers.to(number))
        if known == NOTHING_REMEMBERED:
            yield plain, plain
            continue
        check = claim_check_of(recalled.request, found, background)
        recalling = Recalling(today=look.today, waiting_days=background.about_me.waiting_days, check=check)
        whole = with_ledger(plain, known, recalling)
        # What an answer claims can be held against all files only now, so it is kept with the facts.
        yield {**plain, "answer": whole["answer"], "claim": whole["claim"]}, whole


def _with_known(kept: KeptRequest, new: FactSheet, look: Look) -> FactSheet:
    known = as_of(kept.sheet, kept.sheet_day, look.today)
    if look.only_fills_gaps:
        return merged(new, known, reads_people=True)
    return merged(known, new, reads_people=Origin.CONNECTIONS in look.looked_into)


def _texts(queue: Sequence[Recalled]) -> Iterator[str | None]:
    """The texts that may name people whom the user knows."""
    for each in queue:
        yield each.request.note
        yield each.remembered.answer.text if each.remembered.answer else None

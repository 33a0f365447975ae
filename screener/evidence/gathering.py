"""Gathering: what the sources hold about each asker, taken in while they are streamed; texts are not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from screener.evidence.found import (
    NAME,
    NOTHING,
    SAME_EMAIL,
    SAME_PROFILE,
    SIMILAR_NAME,
    SURE,
    VARIANT,
    Found,
    Tally,
)
from screener.evidence.myself import Myself
from screener.evidence.wanted import Wanted
from screener.people.addresses import profile_slug, slugs_in
from screener.people.emails import email_key, name_in
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Mail,
    Meeting,
    Message,
    OwnNote,
    Part,
    Participant,
    Party,
    Recommendation,
    Row,
)

_MOST_CELLS: Final = 50_000  # so that memory does not grow with the files
_MOST_RECIPIENTS: Final = 20  # what goes to more people is no correspondence with any of them


class Gathering:
    """Takes in the records of all sources and keeps what concerns an asker.

    Address books come first (`add_contacts`), as they tell the addresses by which the rest is known; within the rest
    any order gives the same, but that connections tell addresses, too, and so come before mails and calendars.
    """

    def __init__(self, wanted: Wanted, me: Myself) -> None:
        self._wanted = wanted
        self._me = me
        self._found: dict[int, Found] = {}
        self._correspondents = lru_cache(maxsize=_MOST_CELLS)(self._find_correspondents)

    def found(self, number: int) -> Found:
        """What was found about the request of this number."""
        return self._found.get(number, NOTHING)

    def learn(self, contacts: Sequence[Contact]) -> None:
        """Learn from address books by which mail addresses an asker is known, however many entries tell it together;
        the entries themselves are taken in by `add`."""
        is_news = True
        while is_news:
            is_news = False
            for contact in contacts:
                for number, match in self._sure_matches(contact.profile_urls, contact.emails).items():
                    if match in SURE:
                        is_news |= self._wanted.learn_emails(number, contact.emails, SAME_EMAIL)
        for contact in contacts:
            for number, match in self._contact_matches(contact).items():
                if match not in SURE:
                    self._wanted.learn_emails(number, contact.emails, match)

    def add(self, row: Row) -> None:
        """Take in one record; those that concern nobody in the queue leave no trace."""
        match row:
            case Message():
                self._add_message(row)
            case Mail():
                self._add_mail(row)
            case Connection():
                self._add_connection(row)
            case Invitation():
                for number, match in self._matches([row.to_url], row.to):
                    self._of(number).invitations.append((match, row))
            case Recommendation():
                name = f"{row.first_name} {row.last_name}"
                for number, match in self._matches([], name, firms=[row.company]):
                    self._of(number).recommendations.append((match, row))
            case Endorsement():
                for number, match in self._matches([row.url], f"{row.first_name} {row.last_name}"):
                    self._of(number).endorsements.append((match, row))
            case Contact():
                for number, match in self._contact_matches(row).items():
                    self._of(number).contacts.append((match, row))
            case OwnNote():
                for number, match in self._matches([row.url], row.name):
                    self._of(number).notes.append((match, row))
            case Meeting() if self._me.was_in(row):
                there = [party for party in row.parties if party.part is not Part.DECLINED]
                for number, match in self._parties(there).items():
                    self._of(number).meetings.append((match, row))
            case _:
                pass

    def _of(self, number: int) -> Found:
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = Found()
        return found

    def _sure_matches(self, addresses: Iterable[str], emails: Iterable[str]) -> dict[int, str]:
        """Which requests a party surely is: by profile, else by mail address (which may also tell but a name)."""
        slugs = {slug for address in addresses if (slug := profile_slug(address))}
        by_profile = {number for slug in slugs if (number := self._wanted.by_slug(slug)) is not None}
        if by_profile:
            return dict.fromkeys(sorted(by_profile), SAME_PROFILE)
        found: dict[int, str] = {}
        for email in emails:
            for number, match in self._wanted.by_email(email).items():
                found[number] = SAME_EMAIL if SAME_EMAIL in (match, found.get(number)) else match
        return found

    def _matches(
        self, addresses: Sequence[str], name: str, emails: Sequence[str] = (), firms: Sequence[str] = ()
    ) -> Iterator[tuple[int, str]]:
        """Which requests a party may be, and how that is known. An address that differs from an asker's is noted as
        another person of that name."""
        sure = self._sure_matches(addresses, emails)
        yield from sure.items()
        slugs = {slug for address in addresses if (slug := profile_slug(address))}
        named = self._wanted.by_name(name)
        for number in named:
            found = self._of(number)
            found.shares_name |= len(named) > 1
            if number not in sure:
                found.other_slugs |= slugs
                if self._may_be(number, slugs, sure):
                    yield number, NAME
        others = self._wanted.by_variant(name)
        for number in others:
            if number not in sure and self._may_be(number, slugs, sure):
                yield number, VARIANT
        for number in self._wanted.by_likeness(name, filter(None, firms)):
            if number not in (*sure, *named, *others) and self._may_be(number, slugs, sure):
                yield number, SIMILAR_NAME

    def _may_be(self, number: int, slugs: set[str], sure: dict[int, str]) -> bool:
        """Whether a record joined by its name may be this asker's: no profile address says otherwise."""
        if not slugs:
            return not any(match in SURE for match in sure.values())
        return not sure and not self._wanted.slugs[number]

    def _contact_matches(self, row: Contact) -> dict[int, str]:
        matches: dict[int, str] = {}
        for name in (row.name, *row.other_names):
            for number, match in self._matches(row.profile_urls, name, row.emails, row.companies):
                matches.setdefault(number, match)
        return matches

    def _add_connection(self, row: Connection) -> None:
        name = f"{row.first_name} {row.last_name}"
        for number, match in self._matches([row.url], name, [row.email], [row.company]):
            self._of(number).connections.append((match, row))
            self._wanted.learn_emails(number, [row.email], SAME_EMAIL if match in SURE else match)
            if match == SAME_EMAIL:
                self._add_namesake(row, number)
        for number in self._wanted.by_name(name):
            self._add_namesake(row, number)

    def _add_namesake(self, row: Connection, number: int) -> None:
        """Note a connection that bears the asker's name or mail address under another profile."""
        slug, namesakes = profile_slug(row.url), self._of(number).namesakes
        if slug and self._wanted.slugs[number] not in ("", slug) and row not in namesakes:
            namesakes.append(row)

    def _add_message(self, row: Message) -> None:
        if row.spam:
            return
        cells = row.sender, row.sender_url, row.recipients, row.recipient_urls
        for number, match, from_me in self._correspondents(*cells):
            self._of(number).messages.setdefault(match, Tally()).add(row.provenance, from_me=from_me)

    def _find_correspondents(
        self, sender: str, sender_url: str, recipients: str, recipient_urls: str
    ) -> list[tuple[int, str, bool]]:
        """The askers among the parties of a message, each with whether the user wrote it to them."""
        from_askers = dict(self._matches([sender_url], sender))
        to_askers = {
            number: match for number, match in self._recipients(recipients, recipient_urls) if number not in from_askers
        }
        found = [(number, match, False) for number, match in from_askers.items()]
        if to_askers and self._is_mine(sender, sender_url, recipients, recipient_urls):
            found += [(number, match, True) for number, match in to_askers.items()]
        return found

    def written_by(self, row: Message | Mail) -> list[tuple[int, str]]:
        """Which requests' askers wrote a message or mail, and how each was matched."""
        if isinstance(row, Message):
            cells = row.sender, row.sender_url, row.recipients, row.recipient_urls
            return [(number, match) for number, match, from_me in self._correspondents(*cells) if not from_me]
        return [] if self._me.mailed(row.sender) else list(self._parties([row.sender]).items())

    def _add_mail(self, row: Mail) -> None:
        recipients = (*row.recipients, *row.cc)
        if row.spam or row.bulk or row.by_program or row.provenance.date is None or len(recipients) > _MOST_RECIPIENTS:
            return
        is_mine = self._me.mailed(row.sender)
        for number, match in self._parties(recipients if is_mine else [row.sender]).items():
            self._of(number).mails.setdefault(match, Tally()).add(row.provenance, from_me=is_mine)

    def _parties(self, parties: Iterable[Party | Participant]) -> dict[int, str]:
        """The askers among the parties of a mail or a meeting."""
        found: dict[int, str] = {}
        for party in parties:
            for number, match in self._matches([], party.name or name_in(party.email), [party.email]):
                found[number] = SAME_EMAIL if SAME_EMAIL in (match, found.get(number)) else match
                if match == NAME and party.email:
                    self._of(number).mailed_from.add(email_key(party.email))
        return found

    def _recipients(self, recipients: str, recipient_urls: str) -> Iterator[tuple[int, str]]:
        if self._wanted.are_recipients_named(recipient_urls):
            for number in self._wanted.by_names(recipients):
                if not (recipient_urls and self._wanted.slugs[number]):
                    yield number, NAME
        for number in self._wanted.by_addresses(recipient_urls):
            yield number, SAME_PROFILE

    def _is_mine(self, sender: str, sender_url: str, recipients: str, recipient_urls: str) -> bool:
        """Whether the user wrote a message. What goes to one person in the user's archive, and that is not the user,
        does."""
        if self._me.wrote(sender, sender_url):
            return True
        if recipient_urls:
            return len(slugs_in(recipient_urls)) == 1
        return bool(self._wanted.by_name(recipients))

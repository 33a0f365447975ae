"""The documents that commands show: what the files given hold, the queue, one request of it. What was shown before is
shown again where nothing has changed that it rests on."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from screener.cli import options
from screener.cli.output import complain, detail, is_verbose, progress_bar, say, standard_input
from screener.cli.workspace import tell_grounds
from screener.outcomes import SNOOZED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.cli.workspace import Workspace
    from screener.ledger.sqlite_store import Store
    from screener.outcomes import Verdict
    from screener.reports.form import Document, Triage, TriagedRequest
    from screener.reports.kept_document import Grounds
    from screener.screening.proposing import Setting


_LONGEST_NUMBER: Final = 18  # digits


def triaged(files: Sequence[str], at: Workspace, store: Store, *, as_requests: bool = False) -> Document:
    """What the files hold, decided; what was read, and by which policy, is said. Its requests can be looked at for as
    long as the store is open."""
    from screener.reports.kept_document import FILES, MOST_WHOLE, kept, recalled

    is_json = at.form is options.Format.JSON
    # To tell whether the files are the same they must be read through: not for a store that is gone afterwards.
    grounds = None if store.is_temporary else grounds_of(at, files, as_requests=as_requests)
    store.look()
    document = recalled(store, FILES, grounds, whole=is_json) if grounds and not at.verify else None
    if document is None:
        most = sys.maxsize if is_json else MOST_WHOLE
        document = screened(files, at.setting(store), store, as_requests=as_requests, most_explained=most)
        if grounds and not is_incomplete(document.frame):
            document = kept(store, FILES, grounds, document)
    say_what_was_read(document.frame)
    return document


def screened(
    files: Sequence[str],
    setting: Setting,
    store: Store,
    *,
    as_requests: bool = False,
    most_explained: int = sys.maxsize,
) -> Document:
    """What the files hold, decided anew, under a bar of progress."""
    from screener.reports.screening_form import document_of
    from screener.screening.screening import screen_in

    with progress_bar() as progress:
        screening = screen_in(
            store,
            files,
            setting,
            stdin=standard_input(),
            progress=progress,
            as_requests=as_requests,
            most_explained=most_explained,
        )
    return document_of(screening)


def queue_document(at: Workspace, store: Store, *, whole: bool = False) -> Document:
    """The open requests of the store; `whole`: however many they are, with what would change each."""
    from screener.reports.kept_document import MOST_WHOLE, QUEUE, kept, recalled

    grounds = grounds_of(at)
    store.look()
    document = recalled(store, QUEUE, grounds, whole=whole)
    if document is not None:
        _tell_shown_again(store, document.frame)
        return document
    from screener.ledger.kept import policy_content
    from screener.reports.screening_form import document_of
    from screener.screening.again import Again
    from screener.screening.doing import proposal_of

    again = Again(store, at.setting(store))
    screening = again.queue()
    if is_verbose():
        tell_grounds(store, screening.engine)
    are_few = len(screening.screened) <= MOST_WHOLE
    document = document_of(screening, with_changes=whole or are_few)
    # Made as they are kept: in a store that keeps nothing, never.
    proposals = (proposal_of(again, one) for one in screening.screened if are_few)
    return kept(store, QUEUE, grounds, document, proposals, policy_content(again.setting.policy))


def request_document(at: Workspace, store: Store, which: str) -> Document:
    """The one request that a number, a name or an address means, in full, also if it is put off. Raises UsageError."""
    from screener.reports.kept_document import recalled_request

    number = which.removeprefix("#")
    if number.isdecimal() and (document := recalled_request(store, int(number), grounds_of(at))):
        _tell_shown_again(store, document.frame)
        return document
    from msgspec import structs

    from screener.ledger.choosing import find_request
    from screener.ledger.request_queue import snoozed
    from screener.reports.screening_form import document_of
    from screener.screening.again import Again

    again = Again(store, at.setting(store))
    kept_request = find_request(store, which)
    document = document_of(again.screening([again.proposal(kept_request)]))
    if kept_request.number not in snoozed(store, at.day):
        return document
    put_off = tuple(structs.replace(one, state=SNOOZED) for one in document.requests)
    return replace(document, requests=put_off)


def _tell_shown_again(store: Store, frame: Triage) -> None:
    if is_verbose():
        detail(f"policy: {frame.policy.from_}, {frame.policy.rules} rules; as of {frame.today}")
        tell_grounds(store, frame.engine)
        detail("nothing has changed since this was decided, so it is shown again")


def done_as_proposed(
    at: Workspace, store: Store, which: Sequence[str], verdict: Verdict, because: str
) -> Sequence[TriagedRequest] | None:
    """Record that the user does with requests, named by their numbers, what the queue proposes; the requests as they
    were. None, and nothing is recorded, where that cannot be told from what was shown. Raises UsageError for one that
    is decided already."""
    from screener.reports.kept_document import agreeable, leave_out

    numbers = [int(each) for each in which if each.isdecimal() and len(each) < _LONGEST_NUMBER]
    if len(set(numbers)) < len(which) or store.is_for_reading:
        return None
    grounds = grounds_of(at)
    found = agreeable(store, numbers, verdict, grounds)
    if found is None:
        return None
    from screener.ledger.deeds import decide

    choices = [found.proposals[number].choice for number in numbers]
    decide(store, choices, verdict, because=because, policy=found.policy, today=at.day)
    leave_out(store, found, grounds)
    return found.requests


def grounds_of(at: Workspace, files: Sequence[str] = (), *, as_requests: bool = False) -> Grounds:
    """What a document of this workspace rests on."""
    from screener.folders import digest_of, state_of
    from screener.reports.kept_document import Grounds
    from screener.shipped import shipped_folder

    folders = {shipped_folder("rules"), at.chosen_rules(), *at.template_folders()}
    return Grounds(
        today=at.day,
        engine=at.engine.value,
        folders=sorted(state_of(folder for folder in folders if folder)),
        given=tuple((file, digest_of(file)) for file in files),
        as_requests=as_requests,
    )


def is_incomplete(frame: Triage) -> bool:
    """Whether a whole file could not be used."""
    if not frame.problems:
        return False
    from screener.sources.limits import makes_unusable

    return any(map(makes_unusable, frame.problems))


def say_what_was_read(frame: Triage) -> None:
    """Say on standard error what was read from each file, with which policy, and what was wrong."""
    from screener.reports.plain_words import policy_words, problem_words, source_words

    for source in frame.sources:
        say(f"read {source_words(source)}")
    say(policy_words(frame))
    for problem in frame.problems:
        complain(problem_words(problem))
    if frame.not_read:
        say(f"never read: {', '.join(frame.not_read)}")

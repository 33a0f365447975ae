"""The documents that commands show: what the files given hold, the queue, one request of it. What was shown before is
shown again where nothing has changed that it rests on."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from screener.cli import options
from screener.cli.output import complain, detail, is_verbose, progress_bar, say, standard_input
from screener.cli.workspace import tell_grounds
from screener.outcomes import SNOOZED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screener.cli.workspace import Workspace
    from screener.ledger.deeds import Proposal
    from screener.ledger.sqlite_store import Store
    from screener.outcomes import Verdict
    from screener.reports.form import Document, Triage, TriagedRequest
    from screener.reports.kept_document import Basis
    from screener.screening.proposing import Setting


def triaged(files: Sequence[str], at: Workspace, store: Store, *, as_requests: bool = False) -> Document:
    """What the files hold, decided; what was read, and by which policy, is said. Its requests can be looked at for as
    long as the store is open."""
    from screener.reports.kept_document import FILES, MOST_WHOLE, kept, recalled

    is_json = at.form is options.Format.JSON
    # To tell whether the files are the same they must be read through: not for a store that is gone afterwards.
    basis = None if store.is_temporary else basis_of(at, files, as_requests=as_requests)
    store.look()
    document = recalled(store, FILES, basis, whole=is_json) if basis and not at.verify else None
    if document is None:
        most = sys.maxsize if is_json else MOST_WHOLE
        document = screened(files, at.setting(store), store, as_requests=as_requests, most_explained=most)
        if basis and not is_incomplete(document.frame):
            document = kept(store, FILES, basis, document)
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
    from screener.ledger.shown_queue import QUEUE
    from screener.reports.kept_document import lasting, recalled

    basis = basis_of(at)
    store.look()
    document = recalled(store, QUEUE, basis, whole=whole)
    if document is not None:
        _tell_shown_again(store, document.frame)
        return document
    return _decided_anew(at, store, basis, lasting(store, basis), whole=whole)


def _decided_anew(
    at: Workspace,
    store: Store,
    basis: Basis,
    known: Sequence[tuple[TriagedRequest, Proposal | None]],
    *,
    whole: bool,
) -> Document:
    """The queue, of which only what is not `known` is decided anew."""
    from msgspec import structs

    from screener.ledger.kept import policy_content
    from screener.ledger.shown_queue import QUEUE
    from screener.reports.form import Document
    from screener.reports.kept_document import MOST_WHOLE, frame_of, kept
    from screener.reports.screening_form import document_of, rank_of
    from screener.screening.again import Again
    from screener.screening.doing import proposal_of

    again = Again(store, at.setting(store), most_noted=MOST_WHOLE)
    screening = again.queue(besides={one.number for one, _ in known if one.number is not None})
    if is_verbose():
        tell_grounds(store, screening.engine)
    are_few = len(again.askers) <= MOST_WHOLE
    document = document_of(screening, with_changes=whole or are_few)
    # Made as they are kept: in a store that keeps nothing, never.
    proposals: Iterable[Proposal | None] = (proposal_of(again, one) for one in screening.screened)
    if known:
        every = sorted(
            [*known, *zip(document.requests, proposals, strict=True)],
            key=lambda one: (rank_of(one[0]), one[0].number or 0),
        )
        requests = [structs.replace(one, position=place) for place, (one, _) in enumerate(every, start=1)]
        document = Document(frame_of(document.frame, requests), requests, is_whole=document.is_whole)
        proposals = [proposal for _, proposal in every]
    return kept(store, QUEUE, basis, document, proposals, policy_content(again.setting.policy))


def request_document(at: Workspace, store: Store, which: str) -> Document:
    """The one request that a number, a name or an address means, in full, also if it is put off. Raises UsageError."""
    from screener.reports.kept_document import recalled_request

    number = which.removeprefix("#")
    if number.isdecimal() and (document := recalled_request(store, int(number), basis_of(at))):
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


def done_as_shown(
    at: Workspace, store: Store, which: Sequence[str], verdict: Verdict, *, because: str, question: str = ""
) -> list[tuple[TriagedRequest, str | None]] | None:
    """Record what the user decided on requests, named by their numbers; the requests as they were, each with the reply
    that goes with the verdict. None, and nothing is recorded, where that cannot be told from what was shown. Raises
    UsageError for one that is decided already, and for a question without words or with nothing open."""
    from screener.ledger.sqlite_store import LONGEST_NUMBER
    from screener.reports.kept_document import proposed

    numbers = dict.fromkeys(int(each) for each in which if each.isdecimal() and len(each) < LONGEST_NUMBER)
    if len(numbers) < len(which) or store.is_for_reading:
        return None
    found = proposed(store, list(numbers), basis_of(at))
    if found is None or any(verdict not in one.replies for one in found.proposals):
        return None
    from screener.ledger.deeds import as_question, decide
    from screener.outcomes import Verdict

    choices = [one.choice for one in found.proposals]
    replies = [one.replies[verdict] for one in found.proposals]
    if verdict is Verdict.ASK:
        verdicts = [one.verdict for one in found.requests]
        choices = [as_question(*one, question) for one in zip(choices, verdicts, replies, strict=True)]
    decide(store, choices, verdict, because=because, policy=found.policy, today=at.day)
    return list(zip(found.requests, replies, strict=True))


def basis_of(at: Workspace, files: Sequence[str] = (), *, as_requests: bool = False) -> Basis:
    """What a document of this workspace rests on."""
    from screener.folders import digest_of, state_of
    from screener.reports.kept_document import Basis
    from screener.shipped import shipped_folder

    folders = {shipped_folder("rules"), at.chosen_rules(), *at.template_folders()}
    return Basis(
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

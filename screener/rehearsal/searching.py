"""A policy made ready to invent requests for: records for a wish, what follows from them, and the line that gives
them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from screener.decisions.standing import is_settled, state_of
from screener.decisions.witnesses import phrases_of
from screener.evidence.facts import FactSheet
from screener.inference.bit_code import Column
from screener.inference.compiled_policy import Columns
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import Agenda, EngineKind, Inferring
from screener.policy.model import AboutMe, Example, Policy
from screener.rehearsal.recording import Given, given_line, read_back
from screener.rehearsal.specimens import Collection, Records
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from screener.rehearsal.ways import Effort, Ways, Wish

Invented = dict[str, Records | None]
Shows = Callable[[Agenda], bool]


@dataclass(slots=True, kw_only=True)
class Search:
    """A policy, with and without its user's about-me, and what is needed to invent requests for it."""

    inferring: Inferring
    without_about_me: Inferring
    collection: Collection
    ways: Ways
    invented: list[Invented] = field(default_factory=list)  # every request that was decided so far

    @property
    def policy(self) -> Policy:
        """The policy that is searched, as it is inferred: what counts as one proof stands in its rules."""
        return self.inferring.policy

    def tried(self, wish: Wish, effort: Effort) -> tuple[Invented, Agenda] | None:
        """Records for a wish, and what follows from them; None if there are none, or nothing is decided on them."""
        invented = self.collection.given(wish, effort)
        if invented is None or not effort.spend(10 + len(self.policy.rules)):  # trying a request meets every rule
            return None
        agenda = _agenda(self.inferring, invented)
        if agenda is None:
            return None
        self.invented.append(invented)
        return invented, agenda

    def winners_on_invented(self) -> Mapping[str, Column]:
        """For each deciding rule those of all invented requests on which it is of those that decide, a bit for each:
        in one run of the compiled policy."""
        inferring = self.inferring
        situations = [inferring.situation(_sheet(inferring, given)) for given in self.invented]
        return inferring.compiled.winners(Columns.of([inferring.situations.values(one) for one in situations]))

    def line_for(self, invented: Invented, shows: Shows) -> str | None:
        """The line that gives these records in an example, if what is to be shown also follows from what a rule file
        with that line would give."""
        needed = {subject: records for subject, records in invented.items() if records != ()}
        for written in (needed, invented):  # what is absent goes without saying, unless it could be read off a text
            line = given_line(written)
            again = read_back(line)
            if again is None:
                continue
            for inferring, condition in ((self.without_about_me, ""), (self.inferring, " with your about-me.yaml")):
                agenda = _agenda(inferring, again)
                if agenda is not None and shows(agenda):
                    return f"`{line}`{condition}"
        return None


def search_in(policy: Policy) -> Search:
    """A search in this policy."""
    vocabulary = vocabulary_for(policy, EXAMPLE_DAY)
    inferring = Inferring(policy, vocabulary, EngineKind.COMPILED)
    stranger = structs.replace(policy, about_me=AboutMe())
    return Search(
        inferring=inferring,
        without_about_me=Inferring(stranger, vocabulary_for(stranger, EXAMPLE_DAY), EngineKind.COMPILED),
        collection=Collection(vocabulary, phrases_of(policy)),
        ways=Ways(inferring.policy),
    )


def _agenda(inferring: Inferring, given: Given) -> Agenda | None:
    """What follows from what is given; None where a request's state leaves nothing to decide."""
    sheet = _sheet(inferring, given)
    return None if is_settled(state_of(sheet)) else inferring.agenda(inferring.situation(sheet))


def _sheet(inferring: Inferring, given: Given) -> FactSheet:
    return sheet_of(Example(name="", given=given, about_me=inferring.policy.about_me))

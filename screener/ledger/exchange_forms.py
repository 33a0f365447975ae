"""The entries of a ledger as they are written into files and read from them: which kinds there are, and their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from screener.policy.model import Verdict

WHO: Final = ("name", "profile_url")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryForm:
    """A kind of entry. `what` names one in a table, `section` a list of them; `choices` are closed sets of words, and
    `days` are whole days, of which those in `past` cannot lie ahead."""

    what: str
    section: str
    keys: tuple[str, ...]
    required: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    days: tuple[str, ...] = ("date",)
    past: tuple[str, ...] = ("date",)
    told_by: tuple[str, ...] = ()  # columns that no other kind has
    needs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # what says nothing without another
    nested: tuple[str, ...] = ()  # `person`: in a document the keys `person_…` are one map


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as written: texts by key; what is not told has no key."""

    form: EntryForm
    values: Mapping[str, str]

    @property
    def told(self) -> frozenset[tuple[str, str]]:
        """What it says, without of whom, and without what came of it later."""
        left_out = (*WHO, *self.form.needs)
        return frozenset((key, value) for key, value in self.values.items() if key not in left_out)


def tidy(text: str) -> str:
    """A text as it is kept in an entry: without spaces around it, every line ended alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


VOUCH: Final = EntryForm(
    what="vouch",
    section="vouches",
    keys=(*WHO, "recommend", "kind", "context", "reason", "introduced_by", "date"),
    required=("name", "recommend"),
    choices={"recommend": ("yes", "no", "unsure"), "kind": ("conduct", "performance")},
    told_by=("recommend", "kind", "context", "introduced_by"),
)
DECISION: Final = EntryForm(
    what="decision",
    section="decisions",
    keys=(*WHO, "verdict", "reason", "asked", "answer", "answered", "nudged", "date"),
    required=("name", "verdict", "date"),
    choices={"verdict": tuple(verdict.value for verdict in Verdict)},
    days=("answered", "nudged", "date"),
    past=("answered", "nudged", "date"),
    told_by=("verdict", "asked", "answer", "answered", "nudged"),
    needs={"answer": "asked", "answered": "answer", "nudged": "asked"},
)
EXPECTED: Final = EntryForm(
    what="expected",
    section="expected",
    keys=(*WHO, "reason", "until", "date"),
    required=("name",),
    days=("until", "date"),
    told_by=("until",),
)
LINK: Final = EntryForm(
    what="link",
    section="links",
    keys=(*WHO, "says", "person_name", "person_mail", "person_profile_url", "date"),
    required=("name", "says", "person_name"),
    choices={"says": ("same", "not-same")},
    told_by=("says", "person_name", "person_mail", "person_profile_url"),
    nested=("person",),
)
FORMS: Final = (VOUCH, DECISION, EXPECTED, LINK)

"""What a declaration of change is made of: how what is known of a subject may change, who can tell it, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Clauses = Mapping[str, str]


class Alters(StrEnum):
    """How the value of a field in a record that is there may change."""

    FILLED = "from unknown"
    GROWS = "upwards"  # more of a number, a later one of ordered choices
    FREELY = "freely"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCourse:
    """How a field may change. `told`: the asker can tell it; `usual`: the value that goes without saying in a new
    record; `never_with`: the fields of one record that rule it out. `clause` words a value in a sentence after "if",
    `clauses` some values; an empty one leaves it unsaid. `also`: words for a text that said more than it does."""

    alters: Alters = Alters.FILLED
    told: bool = False
    usual: str = ""
    never_with: tuple[str, ...] = ()
    clause: str = ""
    clauses: Clauses = field(default_factory=dict)
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCourse:
    """How the records of a subject may change. `rarity`: how seldom more of it turns up, from 1; `delicacy`: what
    asking for it costs in politeness; `once`: there is at most one record; `questions`: the template for a value of
    the main field, where it is not the subject's own. `unread`: what lacks where the user's own side is known. After
    "if", `found` words a new record (`found_of` an exchange, by who wrote) and `gone` one taken away."""

    rarity: int = 5
    delicacy: int = 0
    once: bool = False
    may_come: bool = True
    may_go: bool = False
    unread: str = ""
    found: str = ""
    found_of: Clauses = field(default_factory=dict)
    gone: str = ""
    questions: Clauses = field(default_factory=dict)
    fields: Mapping[str, FieldCourse] = field(default_factory=dict)


UNCHANGING: Final = SubjectCourse(once=True, may_come=False)

"""The form of a language's phrases, by which a note shows what it claims of a shared past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPhrases:
    """The phrases of one language. They are compared folded, as whole words; a final `*` takes any ending.

    `claims`: for each `about` of the catalogue, what asserts it. ` … ` inside a phrase stands for up to four words (in
    Japanese up to twelve letters); a leading `+` says that a question or a wish asserts it as well ("do you remember
    me?"). `none`: what looks like a claim and is none; the longer phrase wins.
    The others are looked for in the clause of a claim. `negations` deny it; `wishes` right before it make it a wish;
    `others` before it say that it is about somebody else; `asker` between the two that it is about the asker after
    all; `own_side` before a name says that the asker alone was there. `breaks` begin a new clause.
    `relative` dates are those of the day of the request: yesterday, last-week, last-month, last-year, this-year.
    """

    claims: Mapping[str, tuple[str, ...]]
    none: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    asker: tuple[str, ...] = ()
    own_side: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    relative: Mapping[str, tuple[str, ...]]

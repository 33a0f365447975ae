"""Priorities of deciding rules: numbers, and the bands that go by a name.

Of the deciding rules that hold, the highest number wins. A band is a range of numbers in which the shipped rules keep
their order. Where a folder adds rules to the shipped ones, a rule of the user's that names a band ranks above every
shipped rule of that band and below the next band; elsewhere a band's name stands for the number in its middle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from screener.policy.codes import Code
from screener.policy.entries import described
from screener.policy.findings import Advice, Findings, listed, suggestion
from screener.policy.model import Verdict
from screener.policy.nodes import Node, Scalar

_NUMBER: Final = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of priorities, both ends in. `usual`: what its name stands for in a folder of its own; `own`: in a rule
    that somebody adds to the shipped ones."""

    name: str
    low: int
    high: int
    usual: int
    own: int
    sentence: str


def _band(name: str, low: int, high: int, usual: int, sentence: str, own: int | None = None) -> Band:
    return Band(name=name, low=low, high=high, usual=usual, own=own or high, sentence=sentence)


BANDS: Final = (
    # Below the vouches (960 and up) and never-connect, which stay above all that somebody adds.
    _band("my-word", 901, 1000, 950, "your own word: never-connect, vouches, people you expect", own=955),
    _band("identity", 860, 900, 880, "who this is"),
    _band("before", 790, 859, 800, "what you decided before"),
    _band("invited", 700, 709, 700, "you invited them"),
    _band("proof", 580, 609, 600, "what your files prove"),
    _band("nothing-read", 550, 559, 550, "none of your files was read"),
    _band("warnings", 430, 500, 450, "for somebody else, competitors, fraud, made-up profiles, no answer in time"),
    _band("kinds", 360, 420, 400, "kinds of askers: sellers, recruiters, students, journalists and others"),
    _band("hints", 250, 310, 300, "hints and claims"),
    _band("details", 100, 200, 150, "what the note is like, and what the trained reader alone reads"),
)
BY_NAME: Final = {band.name: band for band in BANDS}
DETAILS: Final = range(BY_NAME["details"].low, BY_NAME["details"].high + 1)
_PROPOSED: Final = {Verdict.ACCEPT: "proof", Verdict.DECLINE: "kinds", Verdict.ASK: "hints"}


def band_of(priority: int) -> Band | None:
    """The band that a number lies in, if it does."""
    return next((band for band in BANDS if band.low <= priority <= band.high), None)


def priority_words(priority: int) -> str:
    """A priority for people: its band and its number."""
    band = band_of(priority)
    return f"{band.name} {priority}" if band else str(priority)


def proposed_band(verdict: str | None) -> str:
    """The band that a rule of this verdict most likely belongs to."""
    return next((band for each, band in _PROPOSED.items() if each == verdict), "kinds")


def read_priority(node: Node | None, findings: Findings, *, adds: bool) -> int:
    """The number of a priority; what is wrong is noted and gives 0. `adds`: the rule is added to the shipped ones."""
    if node is None:
        return 0
    if isinstance(node, Scalar) and _NUMBER.fullmatch(node.text):
        return int(node.text)
    band = BY_NAME.get(node.text) if isinstance(node, Scalar) else None
    if band is None:
        near = (
            suggestion(node.text, BY_NAME) if isinstance(node, Scalar) else Advice(text=f"; allowed: {listed(BY_NAME)}")
        )
        text = f"{described(node)} is no priority; write a band or a whole number such as 500"
        findings.error(node.place, Code.AMOUNT, text, near)
        return 0
    return band.own if adds else band.usual

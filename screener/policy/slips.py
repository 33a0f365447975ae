"""What people write instead of the words of the rule language, with the word that is meant.

Every cure is a word of the language itself, so that following the advice is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from screener.texts.patterns import plain_re

OTHER_KEYS: Final[Mapping[str, str]] = {
    "if": "when", "where": "when", "condition": "when", "conditions": "when", "match": "when", "matches": "when",
    "then": "decide", "verdict": "decide", "decision": "decide", "action": "decide", "do": "decide",
    "result": "decide", "except": "unless", "but-not": "unless", "if-not": "unless", "not-if": "unless",
    "reason": "because", "why": "because", "message": "because", "explanation": "because",
    "name": "id", "rule": "id", "description": "title", "label": "title", "comment": "title",
    "weight": "priority", "order": "priority", "rank": "priority", "level": "priority",
    "answer": "reply", "template": "reply", "response": "reply", "question": "ask", "warn": "flag", "warning": "flag",
    "note-to-me": "flag", "concludes": "conclude", "infer": "conclude", "tag": "tags",
}  # fmt: skip
OTHER_VERDICTS: Final[Mapping[str, str]] = {
    "reject": "decline", "refuse": "decline", "ignore": "decline", "deny": "decline", "no": "decline",
    "decline-silently": "decline", "approve": "accept", "yes": "accept", "connect": "accept", "allow": "accept",
    "ask": "ask-for-context", "question": "ask-for-context", "context": "ask-for-context", "maybe": "ask-for-context",
    "ask-context": "ask-for-context", "ask-me": "ask-for-context",
}  # fmt: skip
OTHER_GROUPS: Final[Mapping[str, str]] = {
    "or": "any", "either": "any", "any-of": "any", "one-of": "any", "some": "any", "anyof": "any", "oder": "any",
    "and": "all", "all-of": "all", "both": "all", "every": "all", "allof": "all", "und": "all",
    "not": "none", "none-of": "none", "neither": "none", "nor": "none", "no": "none", "nicht": "none",
}  # fmt: skip
OTHER_SUBJECTS: Final[Mapping[str, str]] = {
    "email": "mail", "e-mail": "mail", "emails": "mail", "mails": "mail", "mailbox": "mail",
    "calendar": "meeting", "appointment": "meeting", "event": "meeting", "contact": "address-book",
    "contacts": "address-book", "phone-book": "address-book", "employer": "shared-employer",
    "colleague": "shared-employer", "same-company": "shared-employer", "firm": "company", "school": "shared-school",
    "university": "shared-school", "title": "headline", "job": "headline", "job-title": "headline",
    "position": "headline", "text": "note", "invitation": "note", "city": "location", "country": "location",
    "mutual": "mutual-connections", "mutuals": "mutual-connections", "common-connections": "mutual-connections",
    "endorsement": "endorsement-received", "list": "listed", "chat": "messages",
}  # fmt: skip
OTHER_TEXT_TESTS: Final[Mapping[str, str]] = {
    "contains": "mentions", "contain": "mentions", "includes": "mentions", "include": "mentions", "has": "mentions",
    "says": "mentions", "words": "mentions", "like": "mentions", "mention": "mentions", "equals": "is", "equal": "is",
    "exactly": "is", "one-of": "in", "list": "in", "pattern": "regex",
}  # fmt: skip
_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": "1", "an": "1"}  # fmt: skip
_UNITS: Final = {
    "d": "days", "w": "weeks", "wk": "weeks", "wks": "weeks", "mo": "months", "mos": "months", "mth": "months",
    "mths": "months", "y": "years", "yr": "years", "yrs": "years", "j": "years",
}  # fmt: skip
_COMPARISONS: Final = (
    (r"(?:less|fewer|under|below|newer|younger|shorter|smaller)(?: than)? (.+)", "fewer than"),
    (r"(?:greater|bigger|larger|over|above|more|older|longer|higher)(?: than)? (.+)", "more than"),
    (r"(?:up to|max(?:imum|\.)?|no more than|not more than|<=) (.+)", "at most"),
    (r"(?:within|within the last|(?:in )?the last|last) (.+)", "at most"),
    (r"(?:min(?:imum|\.)?|not less than|no fewer than|no less than|from|>=) (.+)", "at least"),
    (r"(?:equals?|equal to|is|just|only) (.+)", "exactly"),
    (r"(.+?) ?(?:\+|or more|or longer|and more|and up)", "at least"),
    (r"(.+?) (?:or less|or fewer|or shorter|and less)", "at most"),
)  # fmt: skip
_RANGE: Final = plain_re(r"(?:from )?([0-9.]+)(?: ?- ?| to | \.\. ?|–)([0-9.]+)(.*)")
_GLUED: Final = plain_re(r"\b([0-9.]+) ?(d|w|wks?|mos?|mths?|y|yrs?|days?|weeks?|months?|years?|j)\b\.?")


def meant_comparison(text: str) -> str | None:
    """How the language says a comparison that somebody wrote in other words: `under 30 days ago` is
    `fewer than 30 days`. None where it is not such a thing."""
    plain = " ".join(text.lower().replace("_", " ").split()).removesuffix(" ago").removesuffix(" old")
    plain = " ".join(_NUMBERS.get(word, word) for word in plain.split(" "))
    plain = _GLUED.sub(lambda found: f"{found[1]} {_UNITS.get(found[2], found[2])}", plain)
    if found := _RANGE.fullmatch(plain):
        return f"between {found[1]} and {found[2]}{found[3]}"
    for pattern, words in _COMPARISONS:
        if (match := re.fullmatch(pattern, plain)) and match[1][:1].isdigit():
            return f"{words} {match[1]}"
    return (
        plain if plain != text and re.match(r"at least|at most|more than|fewer than|exactly|between", plain) else None
    )

"""A policy told in plain prose, made from its conditions: what is decided, and what the words in it mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from screener.catalogue.declaring import FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, UNKNOWN, YES
from screener.inference.inferring import in_total_order
from screener.outcomes import Verdict
from screener.policy.condition_wording import field_test_words
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Policy,
    Rule,
    Status,
)
from screener.reports.terminal import wrapped
from screener.texts.folding import one_line
from screener.texts.patterns import plain_re

_THERE: Final[Mapping[str, str]] = {
    "note": "they wrote a note",
    "headline": "they have a headline",
    "company": "their company is told",
    "location": "their place is told",
    "mutual-connections": "it is told how many connections you have in common",
    "request": "the request was read",
    "identity": "it could be looked up who they are",
    "profile": "something is told of their profile",
    "connection": "they are one of your connections",
    "messages": "there are messages between you and them",
    "mail": "there is mail between you and them",
    "meeting": "your calendar has a meeting with them",
    "address-book": "they stand in your address book",
    "recommendation-given": "you wrote them a recommendation",
    "recommendation-received": "they wrote you a recommendation",
    "endorsement-given": "you endorsed a skill of theirs",
    "endorsement-received": "they endorsed a skill of yours",
    "my-invitation": "you sent them an invitation",
    "my-note": "you keep a note on them",
    "shared-employer": "you have both worked for the same firm",
    "shared-school": "you have both been at the same school",
    "vouch": "you have noted whether you would recommend them",
    "claim": "the note or an answer speaks of something you share",
    "recruiter": "they hire for others",
    "sales": "they sell something",
    "student": "they study",
    "competitor": "they work for a competitor of yours",
    "assistant": "they write for somebody else",
    "twin": "another request in the queue is nearly the same",
    "earlier-decision": "you decided about them before",
    "question-asked": "you have asked them a question",
    "answer": "they answered your question",
    "expected": "you told them to ask",
    "listed": "they stand on one of your lists",
}
# What one value of a main field comes to, and with `{}` what any does.
_MAIN: Final[Mapping[tuple[str, str], str]] = {
    ("mutual-connections", ""): "you have {} connections in common",
    ("request", "new"): "the request is new",
    ("request", "crossed"): "you have invited them, too",
    ("request", "repeated"): "they ask again after you decided",
    ("request", "waiting-answered"): "they answered the question you asked",
    ("request", "waiting-timeout"): "you asked a question and no answer came in time",
    ("identity", "same-profile"): "their very profile is in your files",
    ("identity", "same-email"): "their mail address is in your files",
    ("identity", "corroborated"): "their name is in your files, and a second fact agrees",
    ("identity", "name-only"): "only their name is in your files",
    ("identity", "ambiguous"): "several people you know bear their name",
    ("identity", "second-profile"): "you are connected with somebody of their name under another profile",
    ("identity", "other-person"): "the person you know by their name is somebody else",
    ("identity", "none"): "nobody of their name is in your files",
    ("vouch", "yes"): "you have noted that you would recommend them",
    ("vouch", "no"): "you have noted that you would not recommend them",
    ("vouch", "unsure"): "you have noted that you are not sure whether you would recommend them",
    ("claim", "worked-together"): "it is claimed that you worked together",
    ("claim", "same-employer"): "it is claimed that you had the same employer",
    ("claim", "met"): "it is claimed that you met",
    ("claim", "acquainted"): "it is claimed that you know each other",
    ("claim", "studied-together"): "it is claimed that you studied together",
    ("claim", "taught"): "it is claimed that one of you taught the other",
    ("claim", "introduced-by"): "it is claimed that somebody introduced you",
    ("claim", "former-name"): "it is claimed that you know them by an earlier name",
    ("claim", "on-behalf-of"): "it is claimed that they write for somebody else",
    ("claim", "heard-talk"): "it is claimed that one of you heard a talk of the other's",
    ("claim", "promised"): "it is claimed that this request was agreed upon",
    ("twin", ""): "another request in the queue has nearly the same {}",
    ("earlier-decision", "accept"): "you accepted them before",
    ("earlier-decision", "decline"): "you declined them before",
    ("earlier-decision", "ask-for-context"): "you asked them for context before",
    ("listed", ""): "they stand on your list {}",
}  # fmt: skip
# How a test of another field goes on, by subject and field, or by the field alone.
_GOES_ON: Final[Mapping[str, str]] = {
    "age": "{} ago",
    "request.age": "sent {} ago",
    "connection.age": "for {}",
    "profile.age": "it has existed for {}",
    "profile.connections": "it has {} connections",
    "request.times-asked": "they have asked {} times",
    "count": "{} in all",
    "from-me": "{} from you",
    "from-them": "{} from them",
    "first": "the first {}",
    "last": "the last {}",
    "overlap": "together for {}",
    "gap": "{} apart",
    "staff": "where {} people work",
    "people": "with {} people",
    "length": "it has {} characters",
    "links": "it has {} links",
    "matched-by": "matched by {}",
    "until": "the last day {}",
    "within": "within {}",
    "agrees": "{} of its details agree with your records",
    "who": "said of {}",
    "claim.name": "the name given {}",
    "precise": "its date is precise to the {}",
    "kind": "for their {}",
    "saved-by": "saved by {}",
    "language": "in the language {}",
    "text": "which {}",
    "company.text": "it {}",
    "location.text": "it {}",
}
_YES_NO: Final[Mapping[tuple[str, str, Op], str]] = {
    ("note", "merge-fields", Op.IS_YES): "a mail merge left its fields in it",
    ("note", "look-alike-letters", Op.IS_YES): "letters of another script stand inside its words",
    ("profile", "work-history", Op.IS_YES): "it names work",
    ("profile", "work-history", Op.IS_NO): "it names no work",
    ("shared-employer", "dates-known", Op.IS_NO): "dates are missing",
    ("earlier-decision", "changed-since", Op.IS_NO): "the facts have not changed",
    ("question-asked", "answered", Op.IS_NO): "no answer came",
    ("connection", "same-profile", Op.IS_NO): "it is another profile than the one that asks",
}
_CHECKED: Final = {
    "contradicted": "your records contradict it",
    "open": "your records leave it open",
    "fits": "your records allow it",
    "confirmed": "your records confirm it",
    "at least open": "your records do not contradict it",
    "at least fits": "your records at least allow it",
}
_NAMES: Final = {"asker": "the asker", "somebody-else": "somebody else", "me": "you"}

# What goes on as a clause of its own, not as a narrower description of what was named before.
_IS_CLAUSE: Final = plain_re(r"(?:it|its|they|the|a|your|no|letters|dates|both) (?!first |last )")


def condition_clause(condition: Condition) -> str:
    """A condition as a clause: "there are messages between you and them, at least 1 from them"."""
    there = _THERE.get(condition.subject, f"this is told: {_addressed(SUBJECTS[condition.subject].sentence)}")
    match condition.look:
        case Look.PRESENT:
            return there
        case Look.ABSENT:
            return f"your files were searched and do not show that {there}"
        case Look.UNKNOWN:
            return f"nothing that was read could tell whether {there}"
    main = SUBJECTS[condition.subject].main
    clauses = (_main_clause(condition, test) for test in condition.tests if test.field == main)
    head = next(filter(None, clauses), "")
    rest = [_goes_on(condition.subject, test) for test in condition.tests if not head or test.field != main]
    if condition.records is not None:
        rest.append(f"{_amount(condition.records)} such records")
    return _joined(head or there, rest)


def _joined(head: str, rest: list[str]) -> str:
    """A clause, what narrows it, and the clauses that must hold besides: "…, at least 1 from you, and it is …"."""
    besides = [part for part in rest if _IS_CLAUSE.match(part)]
    narrower = [part for part in rest if part not in besides]
    return ", and ".join([", ".join([head, *([" and ".join(narrower)] if narrower else [])]), *besides])


def conclusion_clause(test: ConclusionTest) -> str:
    """A test of a conclusion as a clause: "“knows them” holds"."""
    name = f"“{test.name.replace('-', ' ')}”"
    return {YES: f"{name} holds", NO: f"{name} is known not to hold", UNKNOWN: f"{name} cannot be told"}[test.value]


def _main_clause(condition: Condition, test: FieldTest) -> str:
    subject = condition.subject
    if (subject, "") in _MAIN:
        return _MAIN[subject, ""].format(_said(subject, test))
    values = test.operand if isinstance(test.operand, tuple) and test.op is Op.ONE_OF else ()
    clauses = [_MAIN.get((subject, str(value)), "") for value in values]
    return " or ".join(_without_repeated_start(clauses)) if all(clauses) else ""


def _without_repeated_start(clauses: list[str]) -> list[str]:
    """Several clauses that start alike: the later ones from their own "that" on."""
    first, *others = clauses or [""]
    start = first.partition(" that ")[0] + " that "
    return [first, *(f"that {each.removeprefix(start)}" if each.startswith(start) else each for each in others)]


def _goes_on(subject: str, test: FieldTest) -> str:
    declared = SUBJECTS[subject].fields[test.field]
    if test.op is Op.IS_UNKNOWN:
        return f"it is not known {_whether(declared.sentence)}"
    if declared.type is FieldType.YES_NO:
        clause = _addressed(declared.sentence.removeprefix("whether "))
        plain = clause if test.op is Op.IS_YES else f"it is not so that {clause}"
        return _YES_NO.get((subject, test.field, test.op), plain)
    said = _said(subject, test)
    if test.field == "checked" and said in _CHECKED:
        return _CHECKED[said]
    form = _GOES_ON.get(f"{subject}.{test.field}") or _GOES_ON.get(test.field)
    return (
        re.sub(r"\b1 (link|connection|character|time)s", r"1 \1", form.format(said))
        if form
        else f"{_name(test)} {said}"
    )


def _whether(sentence: str) -> str:
    sentence = _addressed(sentence)
    return sentence if sentence.startswith(("whether", "how")) else f"what is told of: {sentence}"


def _said(subject: str, test: FieldTest) -> str:
    """A test without the name of its field: "at least 3"."""
    if subject == "listed" and test.field == "in":
        return f"“{test.operand}”"
    words = field_test_words(subject, test).removeprefix(f"{_name(test)} ")
    words = re.sub(r" (in all|from me|from them)$", "", words)
    words = " or ".join(_NAMES.get(part, part) for part in words.split(" or "))
    return re.sub(r"'([^']*)'", r"“\1”", words)


def _amount(test: FieldTest) -> str:
    return field_test_words("mutual-connections", FieldTest("number", test.op, test.operand))


def _name(test: FieldTest) -> str:
    return test.field.replace("-", " ")


def _addressed(sentence: str) -> str:
    """A sentence of the catalogue said to the user."""
    for written, said in (("the user's", "your"), ("the user", "you"), ("the asker's", "their"), ("the asker", "they")):
        sentence = sentence.replace(written, said)
    return sentence


_VERDICTS: Final = {Verdict.ACCEPT: "Accept", Verdict.DECLINE: "Decline", Verdict.ASK: "Ask for context"}
_JOINTS: Final = {
    GroupKind.ALL: "all of these hold",
    GroupKind.ANY: "at least one of these holds",
    GroupKind.NONE: "it is known that none of these holds",
}
_STATUSES: Final = {
    Status.ACTIVE: "",
    Status.SHADOW: " (only on trial: it is reported and decides nothing)",
    Status.UNFINISHED: " (not finished: it does not run)",
    Status.RETIRED: " (switched off)",
}
_INDENT: Final = 3

Names = Mapping[Formula, str]


def policy_prose(policy: Policy, width: int) -> Iterator[str]:
    """The whole policy as a letter to its user."""
    rules = [rule for rule in policy.rules if rule.status is not Status.RETIRED]
    names = names_of(policy)
    deciding = [rule for rule in in_total_order(policy) if rule.decide]
    deciding += [rule for rule in rules if rule.decide and not rule.runs]
    yield "HOW YOUR REQUESTS ARE DECIDED"
    yield ""
    yield from wrapped(
        "Each request is held against the rules below, from the first to the last, and the first that holds decides. "
        "Rules that share a number count alike. What your files cannot tell is unknown, and unknown is never taken "
        "for no.",
        width,
    )
    number, priority = 0, -1
    for rule in deciding:
        number += rule.priority != priority
        priority = rule.priority
        yield ""
        yield from _hanging(f"{number}. ", rule_prose(rule, width - _INDENT - 1, names), _INDENT + 1)
    yield ""
    last = f"{_VERDICTS[policy.otherwise.decide]} whatever is left. {_reason(policy.otherwise.because)} [otherwise]"
    yield from _hanging(f"{number + 1}. ", wrapped(last, width - _INDENT - 1), _INDENT + 1)
    yield from _concluding(rules, width, names)
    yield from _named(rules, width, names)
    yield from _flagging(rules, width, names)


def names_of(policy: Policy) -> Names:
    """The conditions under `define` that are long enough to go by their names."""
    return {formula: name for name, formula in policy.conditions.items() if _is_long(formula)}


def rule_prose(rule: Rule, width: int, names: Names) -> Iterator[str]:
    """One rule in plain prose, in lines of at most so many cells."""
    yield from _sentence(f"{_consequence(rule)} if", rule.when, width, names)
    if rule.unless is not None:
        yield from _sentence("But not if, as far as is known,", rule.unless, width, names)
    yield from wrapped(f"{_reason(rule.because)} [{rule.id}]{_STATUSES[rule.status]}", width)


def _concluding(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    concluded = sorted({rule.conclude for rule in rules if rule.conclude})
    if concluded:
        yield from ("", "", "WHAT THE WORDS IN QUOTES MEAN")
    for name in concluded:
        yield ""
        yield from wrapped(f"“{name.replace('-', ' ')}” holds as soon as one of these does:", width)
        for rule in rules:
            if rule.conclude == name:
                yield from _hanging("-", rule_prose(rule, width - _INDENT, names), _INDENT)


def _flagging(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    flagging = [rule for rule in rules if not rule.decide and not rule.conclude]
    if flagging:
        yield from ("", "", "WHAT YOU ARE SHOWN, WHATEVER IS DECIDED")
    for rule in flagging:
        yield ""
        yield from _hanging("-", rule_prose(rule, width - _INDENT, names), _INDENT)


def _named(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    """The conditions under `define` that were told by their names."""
    told = {part for rule in rules for whole in (rule.when, rule.unless) if whole for part in _parts(whole, names)}
    for formula, name in sorted(names.items(), key=lambda pair: pair[1]):
        if formula in told:
            others = {other: called for other, called in names.items() if other != formula}
            yield ""
            yield from _sentence(f"“{one_line(name)}” holds if", formula, width, others)


def _parts(formula: Formula, names: Names) -> Iterator[Formula]:
    if formula in names:
        yield formula
    if isinstance(formula, Group):
        for item in formula.items:
            yield from _parts(item, names)


def _consequence(rule: Rule) -> str:
    flag = f"“{one_line(rule.flag)}”" if rule.flag else ""
    if rule.decide:
        how = ", without a word," if rule.reply == "silent" else ", in writing," if rule.reply else ""
        how = how if rule.decide is Verdict.DECLINE or rule.reply == "silent" else ""
        return f"{_VERDICTS[rule.decide]}{how}" + (f" and show {flag}" if flag else "")
    if rule.conclude:
        return f"It is “{rule.conclude.replace('-', ' ')}”" + (f", and {flag} is shown," if flag else "")
    return f"You are shown {flag}"


def _sentence(start: str, formula: Formula, width: int, names: Names) -> Iterator[str]:
    """A sentence over one condition, or a list behind a colon."""
    if not isinstance(formula, Group) or formula in names:
        yield from wrapped(f"{start} {_clause(formula, names)}.", width)
        return
    yield from wrapped(f"{start} {_joint(formula)}:", width)
    yield from _items(formula, width, names)


def _items(group: Group, width: int, names: Names) -> Iterator[str]:
    for item in _flat(group, names):
        if isinstance(item, Group) and item not in names:
            yield from _hanging("  -", wrapped(f"{_joint(item)}:", width - 4), 4)
            yield from (f"  {line}" for line in _items(item, width - 2, names))
        else:
            yield from _hanging("  -", wrapped(_clause(item, names), width - 4), 4)


def _flat(group: Group, names: Names) -> Iterator[Formula]:
    """The items of a group; those of a group of the same kind within it are its own."""
    for item in group.items:
        is_same = isinstance(item, Group) and item.kind is group.kind in (GroupKind.ALL, GroupKind.ANY)
        if isinstance(item, Group) and is_same and item not in names:
            yield from _flat(item, names)
        else:
            yield item


def _clause(formula: Formula, names: Names) -> str:
    if formula in names:
        return f"“{one_line(names[formula])}” holds"
    if isinstance(formula, ConclusionTest):
        return conclusion_clause(formula)
    return one_line(condition_clause(formula)) if isinstance(formula, Condition) else ""


def _is_long(formula: Formula) -> bool:
    return isinstance(formula, Group) or (isinstance(formula, Condition) and len(formula.tests) > 1)


def _joint(group: Group) -> str:
    return f"at least {group.least} of these hold" if group.kind is GroupKind.AT_LEAST else _JOINTS[group.kind]


def _reason(because: str) -> str:
    """The reason with the places that records fill: "the last on ‹last›"."""
    said = re.sub(r"\{%.*?%\}", "", because)
    said = re.sub(r"\{\{\s*(?:\w+\.)*(\w+).*?\}\}", lambda found: f"‹{found[1].replace('_', ' ')}›", said)
    return f"You read: “{one_line(said)}”"


def _hanging(mark: str, lines: Iterator[str] | list[str], by: int) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield (mark.ljust(by) if place == 0 else " " * by) + line

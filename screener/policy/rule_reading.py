"""One rule, and `otherwise`: from nodes to what they mean; its priority, its reason and what it may say.

Of the deciding rules that hold, the highest priority wins. A band is a range of priorities in which the shipped
rules keep their order. Where a folder adds rules to the shipped ones, a rule of the user's that names a band ranks
above every shipped rule of that band and below the next band; elsewhere a band's name stands for the number in its
middle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

import msgspec
from msgspec import structs

from screener.catalogue.subjects import SUBJECTS
from screener.errors import Place
from screener.located.findings import (
    Advice,
    Findings,
    folded_word,
    line_below,
    listed,
    meant_by,
    quoted,
    suggestion,
)
from screener.located.node_entries import choice_of, described, entries_of, items_of, name_of, text_of, texts_of
from screener.located.problem_codes import Code
from screener.located.yaml_documents import MapNode, Node, Scalar
from screener.outcomes import Verdict
from screener.policy.about_me import SETTINGS, Kind, Manner, settings_of_kind
from screener.policy.field_conditions import Scope
from screener.policy.formulas import GROUP_KEYS, read_formula
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Formula,
    Group,
    GroupKind,
    Judged,
    Look,
    Op,
    Otherwise,
    Rule,
    Status,
    is_too_large,
)
from screener.policy.slips import OTHER_KEYS, OTHER_VERDICTS
from screener.texts.patterns import plain_re
from screener.texts.templating import TemplateFaultError, Use, attribute_of, check_template, uses_of

_NUMBER: Final = plain_re(r"[0-9]{1,6}")


class Band(msgspec.Struct, frozen=True, kw_only=True):
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


OfConclusion = Callable[[ConclusionTest], frozenset[str]]


def witnessed_conditions(formula: Formula) -> Iterator[Condition]:
    """The conditions whose records can be witnesses: those that must be met, not those that must not."""
    if isinstance(formula, Condition):
        if formula.look in (Look.TESTS, Look.PRESENT):
            yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from witnessed_conditions(item)


def established_subjects(formula: Formula, of_conclusion: OfConclusion = lambda _: frozenset()) -> frozenset[str]:
    """The subjects that have a witness on every way the formula can hold, those behind its conclusions among them if it
    is said what these have."""
    match formula:
        case Condition():
            return frozenset({formula.subject} if _needs_a_record(formula) else ())
        case ConclusionTest():
            return of_conclusion(formula)
        case Group(kind=GroupKind.NONE):
            return frozenset()
    counts = Counter(subject for item in formula.items for subject in established_subjects(item, of_conclusion))
    spare = len(formula.items) - _needed(formula)  # so many items may fail while the group holds
    return frozenset(subject for subject, count in counts.items() if count > spare)


def established_fields(formula: Formula, subject: str) -> frozenset[str]:
    """The fields that every record has that can be the subject's witness."""
    declared = SUBJECTS[subject].fields.values()
    always = frozenset(field.name for field in declared if field.always)
    tested = [_tested(condition) for condition in witnessed_conditions(formula) if condition.subject == subject]
    return always.union(frozenset.intersection(*tested)) if tested else always


def _needed(group: Group) -> int:
    """How many items of a group hold whenever it does."""
    return {GroupKind.ALL: len(group.items), GroupKind.ANY: 1}.get(group.kind, group.least)


def _needs_a_record(condition: Condition) -> bool:
    if condition.look is Look.TESTS:
        return condition.records is None or excludes_zero(condition.records.op, condition.records.operand)
    return condition.look is Look.PRESENT


def excludes_zero(op: Op, operand: object) -> bool:
    """Whether a count of records cannot be none."""
    low = operand[0] if isinstance(operand, tuple) else operand
    if not isinstance(low, int | float):
        return False
    return op is Op.MORE_THAN or (op in (Op.AT_LEAST, Op.EXACTLY, Op.BETWEEN) and low > 0)


def _tested(condition: Condition) -> frozenset[str]:
    return frozenset(test.field for test in condition.tests if test.op is not Op.IS_UNKNOWN)


_SUBJECTS: Final[Mapping[str, str]] = {attribute_of(name): name for name in SUBJECTS}


def check_because(node: Node | None, text: str, when: Formula | None, findings: Findings) -> None:
    """Note what is wrong with a `because`. Without a formula (`otherwise`) it may use no witness at all."""
    if node is None or "{" not in text:
        return
    try:
        check_template(text)
        uses = uses_of(text)
    except TemplateFaultError as error:
        findings.error(
            node.place, Code.BECAUSE, f"`because` is no good template: {error}; write `{{{{ subject.field }}}}`"
        )
        return
    for use in uses:
        _check_use(use, node.place, when, findings)


def _check_use(use: Use, place: Place, when: Formula | None, findings: Findings) -> None:
    subject = _SUBJECTS.get(use.name)
    if subject is None:
        text = f"`because` uses {quoted(use.name)}, which is no subject"
        findings.error(place, Code.WITNESS, text, suggestion(use.name, _SUBJECTS))
        return
    fields = {attribute_of(name): name for name in SUBJECTS[subject].fields}
    if use.field and use.field not in fields:
        text = f"`because` uses `{use.name}.{use.field}`, but `{subject}` has no such field"
        findings.error(place, Code.WITNESS, text, suggestion(use.field, fields))
    elif when is None:
        findings.error(place, Code.WITNESS, f"`otherwise` has no witness such as `{use.name}`; say it in words")
    elif all(condition.subject != subject for condition in witnessed_conditions(when)):
        text = f"`because` uses `{use.name}`, but `when` does not test `{subject}`; test it, or say it in words"
        findings.error(place, Code.WITNESS, text)
    elif not use.tested:
        _check_established(use, subject, fields.get(use.field), place, when, findings)


def _check_established(
    use: Use, subject: str, field: str | None, place: Place, when: Formula, findings: Findings
) -> None:
    if not field:
        example = f"{use.name}.{attribute_of(SUBJECTS[subject].main or next(iter(SUBJECTS[subject].fields)))}"
        text = f"`{{{{ {use.name} }}}}` prints a whole record; name a field, such as `{example}`"
        findings.error(place, Code.BECAUSE, text)
        return
    if use.guarded:
        return
    whole = f"{use.name}.{use.field}"
    if_name, if_whole = f"{{% if {use.name} %}}…{{% endif %}}", f"{{% if {whole} %}}…{{% endif %}}"
    if not use.name_guarded and subject not in established_subjects(when):
        text = f"`{whole}`: the rule can also hold without `{subject}`; write `{if_name}` around it"
        findings.error(place, Code.NOT_ESTABLISHED, text)
    elif field not in established_fields(when, subject):
        text = f"`{whole}`: the rule can also hold where it is unknown; write `{if_whole}` around it, or test it"
        findings.error(place, Code.NOT_ESTABLISHED, text)


def read_say(node: Node | None, when: Formula | None, scope: Scope) -> tuple[tuple[str, str], ...]:
    """The pairs of subject and field that `say` names, each checked against the catalogue and the rule's tests."""
    tested = {condition.subject for condition in witnessed_conditions(when)} if when is not None else None
    pairs = (_pair(item, tested, scope) for item in items_of(node, "`say`", scope.findings))
    return tuple(pair for pair in pairs if pair is not None)


def _pair(node: Node, tested: set[str] | None, scope: Scope) -> tuple[str, str] | None:
    text = text_of(node, "an entry of `say`", scope.findings)
    if text is None:
        return None
    subject, _, field = text.partition(".")
    finding = _finding(subject, field, tested)
    if finding is not None:
        scope.findings.error(node.place, Code.SAY, finding)
        return None
    return subject, field


def _finding(subject: str, field: str, tested: set[str] | None) -> str | None:
    if subject not in SUBJECTS:
        return f"`say` names the unknown subject {quoted(subject)}{suggestion(subject, SUBJECTS)}"
    fields = SUBJECTS[subject].fields
    sayable = [name for name in fields if fields[name].sayable]
    way_out = f"; allowed: {listed(f'{subject}.{name}' for name in sayable)}" if sayable else "; leave it out"
    if not field:
        return f"`say` names the subject `{subject}` without a field{way_out}"
    if field not in fields:
        return f"`{subject}` has no field {quoted(field)}{suggestion(field, fields)}"
    if fields[field].quotable:
        instead = listed(f"{subject}.{name}" for name in sayable)
        return (
            f"`{subject}.{field}` is your own wording and may not be said to the other person; say {instead}: the "
            f"reply then tells the day, and names the {field} where their own note or answer does"
        )
    if not fields[field].sayable:
        return f"`{subject}.{field}` may not be said to the other person{way_out}"
    if tested is not None and subject not in tested:
        return f"`say` names `{subject}`, which the rule does not test; test it under `when`, or leave it out"
    return None


RULE_KEYS: Final = (
    "id", "title", "conclude", "decide", "flag", "priority", "when", "unless", "because", "say", "ask", "reply",
    "for", "status", "tags", "references",
)  # fmt: skip
_OTHERWISE_KEYS: Final = ("decide", "because", "reply", "ask")
_NOTHING: Final = Group(kind=GroupKind.ALL, items=())
SILENT: Final = "silent"
REPLIES: Final = (SILENT, "written")
ME: Final = "me"  # `ask: me` leaves the question to the user
ASK_FOLDER: Final = "ask-for-context"
_TAKEN: Final = frozenset({*GROUP_KEYS, "present", "absent", "unknown", "otherwise", "others"})


def is_patch(node: MapNode) -> bool:
    """Whether an entry only changes a shipped rule: it has an id, and no conditions or reason that make it whole."""
    keys = {key.text for key, _ in node.entries}
    return "when" not in keys and "id" in keys


def read_rule(node: MapNode, scope: Scope, *, shipped: bool, own: Collection[str] | None = None) -> Rule | None:
    """A rule; every mistake in it is noted, and a rule without an id is None. `own`: the keys that the user wrote,
    where the rest is a shipped rule's."""
    findings = scope.findings
    found = entries_of(node, RULE_KEYS, "a rule", findings, ("id", "when", "because"), slips=OTHER_KEYS)
    if found is None:
        return None
    _check_purpose(node, found, scope)
    is_added = scope.extends and not shipped and (own is None or "priority" in own)
    decide = verdict_of(found.get("decide"), findings)
    when, unless, whole = _conditions(node, found, scope)
    rule = Rule(
        id=name_of(found.get("id"), "the id", findings) or "",
        title=text_of(found.get("title"), "`title`", findings) or "",
        conclude=name_of(found.get("conclude"), "the conclusion", findings),
        decide=decide,
        flag=text_of(found.get("flag"), "`flag`", findings),
        priority=read_priority(found.get("priority"), findings, adds=is_added),
        when=when,
        unless=unless,
        because=text_of(found.get("because"), "`because`", findings) or "",
        say=read_say(found.get("say"), when if whole else None, scope),
        ask=_ask(found.get("ask"), scope),
        reply=_reply(found.get("reply"), decide, scope),
        status=Status(choice_of(found.get("status"), [*Status], "status", findings) or Status.ACTIVE),
        tags=texts_of(found.get("tags"), "`tags`", findings),
        references=texts_of(found.get("references"), "`references`", findings),
        only_for=_only_for(found.get("for"), scope),
        shipped=shipped,
        place=node.place,
    )
    rule = _answered(rule, found, scope)
    if whole:
        check_because(found.get("because"), rule.because, when, findings)
    return rule if rule.id else None


def verdict_of(node: Node | None, findings: Findings) -> Verdict | None:
    """The verdict that is written; None for no node or none of them."""
    word = choice_of(node, [*Verdict], "verdict", findings, slips=OTHER_VERDICTS)
    return Verdict(word) if word else None


def _conditions(node: MapNode, found: Mapping[str, Node], scope: Scope) -> tuple[Formula, Formula | None, bool]:
    """`when`, `unless`, and whether both could be read whole: else nothing may be said of what they lack."""
    lost = scope.lost
    when = read_formula(found["when"], scope) if "when" in found else None
    unless = read_formula(found["unless"], scope, bare_list=GroupKind.ANY) if "unless" in found else None
    whole = when is not None and scope.lost == lost
    if is_too_large(when) or is_too_large(unless):
        text = "the rule has thousands of conditions; make conclusions of its parts"
        scope.findings.error(node.place, Code.TOO_LARGE, text)
        whole = False
    return when or _NOTHING, unless, whole


def read_otherwise(node: Node, scope: Scope) -> Otherwise | None:
    """What is decided when no rule holds."""
    found = entries_of(node, _OTHERWISE_KEYS, "`otherwise`", scope.findings, ("decide", "because"))
    if found is None:
        return None
    decide = verdict_of(found.get("decide"), scope.findings)
    because = text_of(found.get("because"), "`because`", scope.findings)
    check_because(found.get("because"), because or "", None, scope.findings)
    ask, reply = _ask(found.get("ask"), scope), _reply(found.get("reply"), decide, scope)
    if decide is None or because is None:
        return None
    if ask == ME:
        ask, reply = None, SILENT
    return Otherwise(decide=decide, because=because, ask=ask, reply=reply, place=node.place)


def _check_purpose(node: MapNode, found: Mapping[str, Node], scope: Scope) -> None:
    findings = scope.findings
    if "conclude" in found and "decide" in found:
        text = "a rule either concludes or decides; make two rules of it"
        findings.error(found["conclude"].place, Code.PURPOSE, text)
    if not {"conclude", "decide", "flag"} & found.keys():
        text = "the rule does not say what follows; write `conclude: NAME`, `decide: VERDICT` or `flag: TEXT`"
        findings.error(node.place, Code.PURPOSE, text)
    if "decide" in found and "priority" not in found:
        decide = found["decide"]
        verdict = folded_word(decide.text) if isinstance(decide, Scalar) else ""
        band = proposed_band(meant_by(verdict, OTHER_VERDICTS) or verdict)
        written = f"priority: {band}"
        edit = line_below(decide.place, findings.lines.get(decide.place.file, ()), written)
        advice = Advice(text=f"; write `{written}`", edit=edit)
        findings.error(node.place, Code.MISSING, "a deciding rule lacks `priority`, by which the highest wins", advice)
    if "decide" not in found:
        for key in ("priority", "reply"):
            if key in found:
                text = f"`{key}` has no effect on a rule that does not decide; take it out"
                findings.error(found[key].place, Code.USELESS_KEY, text)


def _only_for(node: Node | None, scope: Scope) -> Judged | None:
    word = choice_of(node, [*Judged], "kind of people to judge", scope.findings)
    return Judged(word) if word else None


def _answered(rule: Rule, found: Mapping[str, Node], scope: Scope) -> Rule:
    """The rule with `ask: me` and a setting at `reply:` put into effect: `ask` makes a question to the user of it."""
    if rule.ask == ME:
        _check_ask_me(rule, found, scope)
        return structs.replace(rule, ask=None, reply=SILENT)
    manner = scope.settings.manners.get(rule.reply or "")
    if manner is None:
        return rule
    if manner is not Manner.ASK:
        written = SETTINGS[rule.reply or ""].template
        return structs.replace(rule, reply=SILENT if manner is Manner.SILENT else written)
    flag = rule.flag or f"you look yourself at {SETTINGS[rule.reply or ''].sentence}"
    return structs.replace(rule, decide=Verdict.ASK, reply=SILENT, ask=None, flag=flag)


def _check_ask_me(rule: Rule, found: Mapping[str, Node], scope: Scope) -> None:
    if rule.decide is not Verdict.ASK:
        text = "`ask: me` leaves the question to you; it goes with `decide: ask-for-context`"
        scope.findings.error(found["ask"].place, Code.USELESS_KEY, text)
    elif rule.reply is not None:
        text = "`ask: me` leaves the question to you, so no reply is drafted; take `reply` out"
        scope.findings.error(found["reply"].place, Code.USELESS_KEY, text)


def _ask(node: Node | None, scope: Scope) -> str | None:
    name = text_of(node, "`ask`", scope.findings)
    if node is not None and name is not None:
        _check_template(name, ASK_FOLDER, (ME,), node, scope)
    return name


def _reply(node: Node | None, decide: str | None, scope: Scope) -> str | None:
    name = text_of(node, "`reply`", scope.findings)
    if node is not None and name is not None and decide is not None:
        _check_template(name, decide, (*REPLIES, *settings_of_kind(Kind.REPLY)), node, scope)
        if name in scope.settings.manners and decide != Verdict.DECLINE:
            text = f"the setting `{name}` says how to decline; it goes with `decide: decline`"
            scope.findings.error(node.place, Code.USELESS_KEY, text)
    return name


def _check_template(name: str, folder: str, others: tuple[str, ...], node: Node, scope: Scope) -> None:
    if scope.templates is None or name in others:
        return
    known = {*scope.templates.get(folder, ()), *others}
    if name not in known:
        text = f"there is no template {quoted(name)} under templates/{folder}"
        scope.findings.error(node.place, Code.TEMPLATE, text, suggestion(name, known))


def check_conclusion_name(name: Scalar, scope: Scope) -> None:
    """A conclusion must not bear the name of something else that may stand in a condition."""
    taken = "a subject" if name.text in SUBJECTS else "a word of the language" if name.text in _TAKEN else None
    if name.text in scope.conditions:
        taken = "a condition under `define`"
    if taken:
        text = f"the conclusion {quoted(name.text)} has the name of {taken}; give it another"
        scope.findings.error(name.place, Code.NAME, text)

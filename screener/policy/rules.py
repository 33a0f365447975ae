"""One rule, and `otherwise`: from nodes to what they mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.policy.because import check_because
from screener.policy.codes import Code
from screener.policy.edits import line_below
from screener.policy.entries import choice_of, entries_of, name_of, text_of, texts_of
from screener.policy.findings import Advice, quoted, suggestion
from screener.policy.formulas import GROUP_KEYS, read_formula
from screener.policy.model import Formula, Group, GroupKind, Judged, Otherwise, Rule, Status, Verdict
from screener.policy.nodes import MapNode, Node, Scalar
from screener.policy.priorities import proposed_band, read_priority
from screener.policy.saying import read_say
from screener.policy.scope import Scope
from screener.policy.settings import SETTINGS, Kind, Manner, settings_of_kind
from screener.policy.walking import is_too_large

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
    found = entries_of(node, RULE_KEYS, "a rule", findings, ("id", "when", "because"))
    if found is None:
        return None
    _check_purpose(node, found, scope)
    is_added = scope.extends and not shipped and (own is None or "priority" in own)
    decide = choice_of(found.get("decide"), [*Verdict], "verdict", findings)
    when, unless, whole = _conditions(node, found, scope)
    rule = Rule(
        id=name_of(found.get("id"), "the id", findings) or "",
        title=text_of(found.get("title"), "`title`", findings) or "",
        conclude=name_of(found.get("conclude"), "the conclusion", findings),
        decide=Verdict(decide) if decide else None,
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
    decide = choice_of(found.get("decide"), [*Verdict], "verdict", scope.findings)
    because = text_of(found.get("because"), "`because`", scope.findings)
    check_because(found.get("because"), because or "", None, scope.findings)
    ask, reply = _ask(found.get("ask"), scope), _reply(found.get("reply"), decide, scope)
    if decide is None or because is None:
        return None
    if ask == ME:
        ask, reply = None, SILENT
    return Otherwise(decide=Verdict(decide), because=because, ask=ask, reply=reply, place=node.place)


def _check_purpose(node: MapNode, found: Mapping[str, Node], scope: Scope) -> None:
    findings = scope.findings
    if "conclude" in found and "decide" in found:
        text = "a rule either concludes or decides; make two rules of it"
        findings.error(found["conclude"].place, Code.PURPOSE, text)
    if not {"conclude", "decide", "flag"} & found.keys():
        text = "the rule says not what follows; write `conclude: NAME`, `decide: VERDICT` or `flag: TEXT`"
        findings.error(node.place, Code.PURPOSE, text)
    if "decide" in found and "priority" not in found:
        decide = found["decide"]
        band = proposed_band(decide.text if isinstance(decide, Scalar) else None)
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
        return replace(rule, ask=None, reply=SILENT)
    manner = scope.settings.manners.get(rule.reply or "")
    if manner is None:
        return rule
    if manner is not Manner.ASK:
        return replace(rule, reply=manner.value)
    flag = rule.flag or f"you look yourself at {SETTINGS[rule.reply or ''].sentence}"
    return replace(rule, decide=Verdict.ASK, reply=SILENT, ask=None, flag=flag)


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

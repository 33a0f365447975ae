"""The JSON Schema of rule files and of about-me.yaml, derived from the catalogue and from the names a policy defines.

Draft 7, since that is what the YAML language server behind most editors knows best. What the reader accepts, the schema
accepts. The other way round there is more than a schema can see (`BEYOND_A_SCHEMA`): whether a name is defined
anywhere, since a file written a minute ago may have added it; what a text means; circles; records that a reason needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.policy.codes import SUPPRESSIBLE, Code
from screener.policy.documents import SECTIONS
from screener.policy.examples import USER
from screener.policy.model import Judged, Status, Verdict
from screener.policy.priorities import BANDS
from screener.policy.rules import ASK_FOLDER, ME, REPLIES
from screener.policy.schema_about_me import about_me_keys, people
from screener.policy.schema_conditions import FORMULA, condition_definitions
from screener.policy.schema_facts import fact_definitions, given_schema
from screener.policy.schema_values import (
    NAME,
    TEXT,
    WORD,
    Schema,
    list_of,
    map_of,
    named,
    one_of,
    one_or_list,
    open_to,
    reference,
    shown,
)
from screener.policy.scope import Scope
from screener.policy.settings import Kind, settings_of_kind
from screener.policy.text_tests import OWN_PHRASES

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
# What may be wrong with a file that fits the schema.
BEYOND_A_SCHEMA: Final = frozenset(
    {
        Code.NOT_TEXT, Code.TOO_LARGE, Code.TOO_DEEP, Code.DOCUMENTS, Code.ANCHOR, Code.TAG, Code.DUPLICATE_KEY,
        Code.SUBJECT, Code.NAME, Code.DUPLICATE_ID, Code.AMOUNT, Code.NAMELESS, Code.PHRASES, Code.LIST, Code.TEMPLATE,
        Code.REGEX, Code.COUNT, Code.CIRCLE, Code.CYCLE, Code.SAY, Code.BECAUSE, Code.WITNESS, Code.NOT_ESTABLISHED,
        Code.OTHERWISE, Code.NOT_SHIPPED, Code.EXAMPLE, Code.RECORD, Code.NO_EXAMPLES, Code.LOOK_ALIKE, Code.NO_SPACE,
        Code.COMMA, Code.PATCH,
    }
)  # fmt: skip

_NUMBER: Final[Schema] = {"type": ["integer", "string"], "pattern": r"^[0-9]{1,6}$", "minimum": 0, "maximum": 999999}
_BANDS: Final[Schema] = {"anyOf": [shown({"const": each.name}, each.sentence) for each in reversed(BANDS)]}
_PRIORITY: Final[Schema] = {"anyOf": [*_BANDS["anyOf"], _NUMBER]}
_WHY: Final = "the reason shown to you: a text with fields of the records that made the rule hold"


def schema_text(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"


def about_me_schema(scope: Scope) -> Schema:
    """The schema of about-me.yaml."""
    extends = shown(one_of(("shipped",)), "your rules add to the shipped ones")
    keys = {"extends": extends, **about_me_keys({*scope.conclusions, *scope.conditions})}
    return {"$schema": DIALECT, "title": "about-me.yaml of screener", **_file(keys)}


def rules_schema(scope: Scope) -> Schema:
    """The schema of rule files, in which editors offer the names of this policy."""
    sections = {
        "rules": shown(list_of(reference("rule")), "what follows from what"),
        "otherwise": shown(_otherwise(scope), "what is decided when no rule holds"),
        "define": shown(_define(), "names for phrases, lists and conditions that rules use"),
        "examples": shown(list_of(_example(scope)), "what the rules should decide, and on what"),
        "suppress": shown(_suppress(), "warnings of this file that are meant so"),
    }
    assert sections.keys() == {*SECTIONS}
    definitions = {"rule": _rule(scope), **condition_definitions(scope), **fact_definitions()}
    return {"$schema": DIALECT, "title": "Rules of screener", **_file(sections), "definitions": definitions}


def _file(keys: dict[str, Schema]) -> Schema:
    return {**map_of(keys), "type": ["object", "null"]}  # an empty file is a file


def _rule(scope: Scope) -> Schema:
    keys = {
        "id": shown(NAME, "unique, in small letters and hyphens; it is stored with decisions", "id: cold-pitch"),
        "title": shown(TEXT, "one line for people"),
        "conclude": shown(NAME, "what other rules may test when this one holds", "conclude: knows-them"),
        "decide": shown(one_of(Verdict), "the verdict; of the rules that hold, the highest priority wins"),
        "flag": shown(TEXT, "shown to you whatever wins"),
        "priority": shown(
            _PRIORITY, "a band, or a number; of the deciding rules that hold, the highest wins", "priority: kinds"
        ),
        "when": shown(FORMULA, "what must hold; a list means all of it"),
        "unless": shown(FORMULA, "what must not hold, as far as is known; a list means any of it"),
        "because": shown(TEXT, _WHY, 'because: "You exchanged {{ messages.count }} messages."'),
        "say": shown(_say(), "what the draft may tell the other person"),
        "ask": shown(
            _templates(scope, ASK_FOLDER, others=(ME,)), "the template that asks for what is missing; `me`: you look"
        ),
        "reply": shown(
            _templates(scope, *Verdict, others=(*REPLIES, *settings_of_kind(Kind.REPLY))),
            "the kind of reply that is drafted, or the setting that says it",
        ),
        "for": shown(one_of(Judged), "whom the rule judges, if not both"),
        "status": shown(one_of(Status), "whether the rule runs"),
        "tags": shown(one_or_list(TEXT), "words to find it by"),
        "references": shown(one_or_list(TEXT), "where it comes from"),
    }
    whole: Schema = {
        "required": ["id", "when", "because"],
        "anyOf": [{"required": [key]} for key in ("conclude", "decide", "flag")],
        "not": {"required": ["conclude", "decide"]},
        "dependencies": {"decide": ["priority"], "priority": ["decide"], "reply": ["decide"]},
    }
    return _changing(keys, whole, scope) if scope.extends else {**map_of(keys), **whole}


def _changing(keys: dict[str, Schema], whole: Schema, scope: Scope) -> Schema:
    """A rule, or an entry without `when` that changes a shipped one, in which an empty value takes a key away."""
    emptied = {
        key: shown({"anyOf": [schema, {"type": "null"}]}, schema["description"]) if key != "id" else schema
        for key, schema in keys.items()
    }
    of_shipped = {"properties": {"id": shown(one_of(sorted(scope.shipped_rules)), "the shipped rule to change")}}
    no_conditions = {"not": {"required": ["when"]}}
    return {
        **map_of(emptied, required=("id",)),
        "if": no_conditions,
        "then": of_shipped,
        "else": {"properties": keys, **whole},
    }


def _templates(scope: Scope, *folders: str, others: Iterable[str] = ()) -> Schema:
    known = {name for folder in folders for name in (scope.templates or {}).get(folder, ())}
    return open_to({*known, *others})


def _say() -> Schema:
    sayable = (f"{subject.name}.{field.name}" for subject in SUBJECTS.values() for field in subject.fields.values()
               if field.sayable)  # fmt: skip
    return one_or_list(one_of(sayable))


def _otherwise(scope: Scope) -> Schema:
    keys = {
        "decide": shown(one_of(Verdict), "the verdict when no rule holds"),
        "because": shown(TEXT, "the reason shown to you"),
        "reply": shown(_templates(scope, *Verdict, others=REPLIES), "the kind of reply that is drafted"),
        "ask": shown(_templates(scope, ASK_FOLDER), "the template that asks for what is missing"),
    }
    return map_of(keys, required=("decide", "because"))


def _define() -> Schema:
    return map_of(
        {
            "phrases": shown(named(one_or_list(WORD), not_named=OWN_PHRASES), "words and phrases, for `matches`"),
            "lists": shown(named(people()), "people or texts, for `in`"),
            "conditions": shown(named(FORMULA), "conditions with a name, to be used as an item"),
            "condition-lists": shown(
                named(list_of(FORMULA, least=1)), "lists of conditions, to be used behind a group"
            ),
        }
    )


def _example(scope: Scope) -> Schema:
    names = {"conclude": scope.conclusions, "because": {*scope.rules, "otherwise"}}
    state = SUBJECTS["request"].fields["state"].choices
    expect = {
        "decide": shown(one_of(Verdict), "the verdict"),
        "conclude": shown(one_or_list(open_to(names["conclude"])), "every conclusion that holds"),
        "because": shown(one_or_list(open_to(names["because"])), "every rule that is a reason, and no other"),
        "also-because": shown(one_or_list(open_to(names["because"])), "rules that are among the reasons"),
        "flags": shown(one_or_list(TEXT), "every flag that is shown"),
        "state": shown(one_of(state), "how the request stands"),
        "asks": shown(_templates(scope, Verdict.ASK, others=(USER,)), "the template of the question; `user`: you look"),
    }
    keys = {
        "name": shown(TEXT, "who this is"),
        "for": shown(one_of(Judged), "whom the example judges, if not a request"),
        "given": shown(given_schema(), "what is known: subjects with their records"),
        "expect": shown(map_of(expect, least=1), "what should come out"),
        "others": shown(one_of(("unknown",)), "whatever is not named is unknown rather than absent"),
        "about-me": shown(map_of(about_me_keys({*scope.conclusions, *scope.conditions})), "about-me of this example"),
        "todo": shown(TEXT, "what is still to do; until then the example may fail"),
    }
    return map_of(keys, required=("name", "given", "expect"))


def _suppress() -> Schema:
    keys = {
        "code": shown(one_of(sorted(SUPPRESSIBLE)), "the code of the warning", "code: R048"),
        "reason": shown(TEXT, "why it is meant so"),
    }
    return one_or_list(map_of(keys, required=("code", "reason")))

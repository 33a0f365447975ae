"""The JSON Schemas of the machine-readable forms: what each key holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from screener.network.judgement import PROOFS, Class

Json = dict[str, Any]
_TEXT: Final[Json] = {"type": "string"}
_TEXTS: Final[Json] = {"type": "array", "items": _TEXT}
_MAYBE_TEXT: Final[Json] = {"type": ["string", "null"]}
_NUMBER: Final[Json] = {"type": "integer", "minimum": 0}
_DAY: Final[Json] = {"type": "string", "format": "date"}
_MAYBE_DAY: Final[Json] = {"type": ["string", "null"], "format": "date"}


def _object(properties: Mapping[str, Json]) -> Json:
    """An object with all of these keys; new ones may come."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _band(highest: int) -> Json:
    return {"type": "integer", "minimum": 0, "maximum": highest}


_SOURCE: Final = _object(
    {
        "file": _TEXT,
        "row": {"type": ["integer", "null"], "minimum": 1},
        "rows": _NUMBER,
        "date": _MAYBE_DAY,
        "read_on": _MAYBE_DAY,
    }
)
_PROVED_BY: Final[Mapping[str, Json]] = {
    "reasons": _array(
        _object(
            {
                "rule": _TEXT,
                "kind": {"enum": ["concludes", "flags", "class"]},
                "text": _TEXT,
                "evidence": _TEXTS,
                "place": {"anyOf": [{"type": "null"}, _object({"file": _TEXT, "line": _NUMBER})]},
            }
        )
    ),
    "evidence": _array(_object({"id": _TEXT, "subject": _TEXT, "text": _TEXT, "source": _SOURCE})),
}
_CONCLUSIONS: Final = _array({"enum": list(PROOFS)})
_CLASS: Final[Json] = {"enum": [kind.value for kind in Class]}
_WHO: Final[Mapping[str, Json]] = {
    "id": _TEXT,
    "name": _TEXT,
    "profile_url": _MAYBE_TEXT,
    "company": _MAYBE_TEXT,
    "position": _MAYBE_TEXT,
}
_LETTER: Final = _object(
    {"text": _MAYBE_TEXT, "language": _TEXT, "register": _TEXT, "template": _TEXT, "withheld": _MAYBE_TEXT}
)
_FIGURE: Final = _object(
    {
        "group": _TEXT,
        "name": _TEXT,
        "value": {"type": "number", "minimum": 0},
        "of": _NUMBER,
        "unknown": _NUMBER,
        "counted_by": _TEXT,
        "rules": _TEXTS,
        "is_share": {"type": "boolean"},
    }
)
_TURNS: Final = _array(
    _object(
        {
            **_WHO,
            "knows_my_work": _band(3),
            "would_vouch": _band(2),
            "near": _band(3),
            "recent": _band(3),
            "last_in_touch": _MAYBE_DAY,
            **_PROVED_BY,
            "draft": _LETTER,
        }
    )
)


def _schema(name: str, title: str, properties: Mapping[str, Json]) -> Json:
    whole = _object({"schema": {"const": name}, "today": _DAY, **properties})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **whole}


# By the name of the command whose `--format json` it describes.
SCHEMAS: Final[Mapping[str, Json]] = {
    "audit": _schema(
        "audit/1",
        "What your files show of every connection",
        {
            "policy": _object({"from": _TEXT, "digest": _TEXT}),
            "engine": _TEXT,
            "people": _NUMBER,
            "classes": _object({kind.value: _NUMBER for kind in Class}),
            "not_read": _TEXTS,
            "figures": _array(_FIGURE),
            "connections": _array(
                _object(
                    {
                        **_WHO,
                        "connected_on": _MAYBE_DAY,
                        "class": _CLASS,
                        "conclusions": _CONCLUSIONS,
                        "flags": _TEXTS,
                        **_PROVED_BY,
                    }
                )
            ),
        },
    ),
    "referrals": _schema(
        "referrals/1",
        "Whom you could ask for a referral",
        {
            "target": _object({"by": {"enum": ["firm", "role", "field", "place"]}, "text": _TEXT}),
            "not_read": _TEXTS,
            "did_you_mean": _TEXTS,
            "people": _TURNS,
            "never_met": _TURNS,
            "moved_there": _TURNS,
        },
    ),
    "recommend": _schema(
        "recommend/1",
        "Whether you can recommend somebody",
        {
            "person": _object({**_WHO, "connected_on": _MAYBE_DAY, "class": _CLASS}),
            "can_recommend": {"type": "boolean"},
            "your_word": {"enum": ["yes", "unsure", "no", None]},
            "conclusions": _CONCLUSIONS,
            **_PROVED_BY,
            "wanting": _TEXTS,
            "may_be_said": _TEXTS,
            "vouches": _TEXTS,
            "draft": _LETTER,
        },
    ),
}

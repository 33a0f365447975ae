"""The JSON of other tools: where each of them puts what a request says.

Recipe: another tool is one more line in `SHAPES`. Names are as `column_key` gives them, and a path steps into lists;
the names at its end are those of `list_columns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.sources.columns import column_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one tool wraps a request: it is told by the object at `known_by`; the members of the objects at `lifted`
    are read as if they stood outside, and `values` name single values; `blank` are columns it leaves out if empty."""

    tool: str
    known_by: str
    lifted: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()


SHAPES: Final = (
    Shape(
        tool="Voyager",
        known_by="invitation.frommember",
        lifted=("invitation", "invitation.frommember"),
        values={"mutualconnections": "insights.sharedinsight.totalcount"},
        blank=("message",),
    ),
    Shape(tool="Voyager, invitation alone", known_by="frommember", lifted=("frommember",), blank=("message",)),
    Shape(
        tool="Unipile",
        known_by="inviter",
        lifted=("inviter",),
        values={"sentwords": "date"},
        blank=("invitationtext",),
    ),
    Shape(tool="ConnectSafely", known_by="profile", lifted=("profile",)),
)

_CATEGORY: Final = "invitationcategory"
_PERSON: Final = "connection"
NOT_FROM_PEOPLE: Final = "invitations to pages, newsletters and events"


def is_from_a_person(element: Mapping[str, object]) -> bool:
    """Whether the element is a person's request, or does not say; newsletters, pages and events invite, too."""
    category = value_at(element, _CATEGORY)
    return not isinstance(category, str) or category.strip().lower() in ("", _PERSON)


def unwrapped(element: Mapping[str, object]) -> dict[str, object]:
    """The element as one flat mapping, its names as `column_key` gives them, whatever tool wrote it."""
    shape = _shape_of(element)
    if shape is None:
        return {column_key(str(name)): value for name, value in element.items()}
    flat = _plain_members(element)
    for path in shape.lifted:
        inner = _plain_members(value_at(element, path))
        flat |= {name: value for name, value in inner.items() if flat.get(name, "") == ""}
    flat |= {name: value for name, path in shape.values.items() if (value := value_at(element, path)) is not None}
    return dict.fromkeys(shape.blank, "") | flat


def _shape_of(element: Mapping[str, object]) -> Shape | None:
    if not any(isinstance(value, Mapping) for value in element.values()):
        return None
    return next((shape for shape in SHAPES if isinstance(value_at(element, shape.known_by), Mapping)), None)


def _plain_members(given: object) -> dict[str, object]:
    members = given.items() if isinstance(given, Mapping) else ()
    return {
        column_key(str(name)): value for name, value in members if value is not None and not isinstance(value, Mapping)
    }


def value_at(given: object, path: str) -> object:
    """What stands at the end of a path like `insights.sharedinsight`; None if nothing does. In a list, the first."""
    if not path:
        return given
    if isinstance(given, list):
        return next((value for item in given if (value := value_at(item, path)) is not None), None)
    step, _, rest = path.partition(".")
    members = given.items() if isinstance(given, Mapping) else ()
    return next(
        (
            value
            for name, inner in members
            if column_key(str(name)) == step and (value := value_at(inner, rest)) is not None
        ),
        None,
    )

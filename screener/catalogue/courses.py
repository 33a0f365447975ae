"""The course of every subject and field: how it may change.

A subject without an entry may come about, and its unknown fields may become known; nothing else of it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.changing import Alters, FieldCourse, SubjectCourse
from screener.catalogue.courses_of_files import OF_FILES
from screener.catalogue.courses_of_requests import OF_REQUESTS

COURSES: Final[Mapping[str, SubjectCourse]] = {**OF_FILES, **OF_REQUESTS}
_USUAL: Final = SubjectCourse()
_USUAL_FIELD: Final = FieldCourse()
_OF_MATCHES: Final = FieldCourse(alters=Alters.GROWS)


def course_of(subject: str) -> SubjectCourse:
    """How the records of a subject may change."""
    return COURSES.get(subject, _USUAL)


def field_course(subject: str, name: str) -> FieldCourse:
    """How a field of a subject may change."""
    return _OF_MATCHES if name == "matched-by" else course_of(subject).fields.get(name, _USUAL_FIELD)

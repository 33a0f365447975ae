"""What the rules need to know about their user, as `about-me.yaml` and the user's archives tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from screener.catalogue.values import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person named in a list: by name, profile address, or both."""

    name: str = ""
    profile_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """A firm the user works or worked for. An open end means today; no start means unknown dates."""

    name: str
    also: tuple[str, ...] = ()
    staff: int | None = None
    sites: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school the user went to or taught at."""

    name: str
    also: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMe:
    """What the rules need to know about their user. Everything may be left out."""

    name: str = ""
    profile_url: str = ""
    emails: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    employers: tuple[Employer, ...] = ()
    schools: tuple[School, ...] = ()
    competitors: tuple[str, ...] = ()
    never_connect: tuple[PersonName, ...] = ()
    lists: Mapping[str, tuple[PersonName | str, ...]] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    waiting_days: float = 14.0
    written_decline_languages: tuple[str, ...] = ()
    written_decline_to: tuple[str, ...] = ()  # names of conclusions or of `define: conditions:`

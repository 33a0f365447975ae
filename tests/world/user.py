"""The user of the world: Ilse Marchetti, an acoustics engineer, with what she says of herself in about-me.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NAME: Final = "Ilse Marchetti"
SLUG: Final = "ilse-marchetti"
MAIL: Final = "ilse@marchetti.example"
WORK_MAIL: Final = "ilse.marchetti@tessellate.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One employer of the user's."""

    name: str
    title: str
    place: str
    start: str
    end: str
    staff: int
    also: tuple[str, ...] = ()


EMPLOYERS: Final = (
    Employer(name="Brückner & Hald Messtechnik", title="Test Engineer", place="Freiburg", start="2009-04",
             end="2013-06", staff=85, also=("Hald Sensors", "Brueckner Hald Messtechnik GmbH")),
    Employer(name="Orvanta Energy", title="Noise and Vibration Engineer", place="Rotterdam", start="2013-09",
             end="2019-12", staff=35000, also=("Norvik Power", "Orvanta")),
    Employer(name="Tessellate Acoustics", title="Head of Measurement", place="Zürich", start="2020-02", end="",
             staff=40),
)  # fmt: skip
SCHOOL: Final = "Hochschule Altmark"
SCHOOL_YEARS: Final = ("2002", "2007")

_ABOUT_ME: Final = """\
extends: shipped

me:
  name: {name}
  profile_url: https://www.linkedin.com/in/{slug}
  emails: [{mail}, {work_mail}]
  languages: [en, de]

employers:
{employers}

schools:
  - {{name: {school}, also: [Altmark University of Applied Sciences], from: {first}, to: {last}}}

competitors: [Sonaris Dynamics, Quietwave Instruments]
never-connect:
  - {{name: Gideon Stroud, profile_url: "https://www.linkedin.com/in/gideon-stroud-71"}}
lists:
  choir: [{{name: Beatriz Antunes}}]
goals: [noise mapping, condition monitoring]
written-decline: {{languages: [ja], to: [student, alumni, met, introduced]}}
"""


def about_me(employers: tuple[Employer, ...] = EMPLOYERS) -> str:
    """The text of about-me.yaml."""
    first, last = SCHOOL_YEARS
    return _ABOUT_ME.format(name=NAME, slug=SLUG, mail=MAIL, work_mail=WORK_MAIL, school=SCHOOL, first=first, last=last,
                            employers="\n".join(map(_employer, employers)))  # fmt: skip


def _employer(one: Employer) -> str:
    also = f", also: [{', '.join(one.also)}]" if one.also else ""
    end = f", to: {one.end}" if one.end else ""
    return f"  - {{name: {one.name}{also}, staff: {one.staff}, sites: [{one.place}], from: {one.start}{end}}}"

"""Invented notes, headlines and messages, of which hardly two are alike.

Each is put together from sentences with gaps: what people write to each other when they ask, sell, recruit or remember,
in four languages, with people, firms, towns, years and subjects in them. Everything is invented.
"""

from __future__ import annotations

import random
from typing import Final

from tests.benchmarks.invented_crowd import TITLES, Crowd, Person

_GREETINGS: Final = ("Hi Ana,", "Hello Ana!", "Dear Ms Ruiz,", "Hallo Ana,", "Bonjour Ana,", "Hola Ana,", "")
_SENTENCES: Final = (
    "We shared a desk at {firm} until {year}.",
    "Your talk on {subject} in {town} was great, could you send me the slides?",
    "I help {trade} like yours cut {subject} costs by {number} %.",
    "Do you have {number} minutes for a quick call this week?",
    "We have an opening for a senior {title} at {firm} and you look like a great fit.",
    "{person} suggested that I write to you about {subject}.",
    "We met at the {subject} fair in {town} in {year}, at the stand of {firm}.",
    "I am a student at the university of {town} and write my thesis on {subject}.",
    "I would like to add you to my network.",
    "I read your article on {subject} and have a question about chapter {number}.",
    "You may remember me from the {subject} project with {firm}.",
    "I moved from {firm} to {other} last month and would like to stay in touch.",
    "Our team of {number} in {town} works on {subject}, too.",
    "Are you the Ana Ruiz who taught {subject} in {town}?",
    "{person} and I worked on {subject} in {year}; greetings from both of us.",
    "Wir haben uns {year} auf der Messe in {town} über {subject} unterhalten.",
    "Ich arbeite bei {firm} an {subject} und würde mich gern austauschen.",
    "{person} hat mir Ihren Namen genannt.",
    "Nous avons travaillé ensemble chez {firm} en {year}.",
    "Je cherche un avis sur {subject}, {person} m'a parlé de vous.",
    "Nos conocimos en {town} en {year}, en la feria de {subject}.",
    "Trabajo en {firm} y me interesa {subject}.",
    "Thanks for the drawings of the {subject}, the second pump at {firm} runs as it should.",
    "Shall we look at the {subject} on {day}, at {number}?",
    "The offer for {firm} is out; {person} signs on {day}.",
    "Can you tell me when {subject} was last checked, I have {year} in my papers?",
)
_CLOSINGS: Final = ("Best, {given}", "Kind regards, {given}", "Viele Grüße, {given}", "Cordialement, {given}", "", "")
_SUBJECTS: Final = (
    "valve control", "pump seals", "line balancing", "cold chains", "paper coating", "optical sorting", "rail brakes",
    "water treatment", "robot welding", "packaging", "energy audits", "spare parts", "machine vision", "noise reports",
    "safety cases", "supplier audits", "predictive maintenance", "torque sensors", "hydraulics", "batch records",
)  # fmt: skip
_TOWNS: Final = (
    "Bilbao", "Gdańsk", "Lyon", "Graz", "Porto", "Leeds", "Turku", "Ghent", "Brno", "Malmö", "Turin", "Essen", "Cork",
    "Utrecht", "Basel", "Vigo", "Aarhus", "Lille", "Linz", "Pisa", "Austin", "Pune", "Osaka", "Denver",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_LONGEST_NOTE: Final = 300  # characters, as the site has it


class Wording:
    """What invented people write."""

    def __init__(self, crowd: Crowd, people: list[Person], chance: random.Random) -> None:
        self._crowd = crowd
        self._people = people
        self._chance = chance

    def note(self, by: Person) -> str:
        """The note of a request."""
        text = self._text(by, self._chance.choice((1, 2, 2, 3)))
        return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rpartition(" ")[0]

    def message(self, by: Person) -> str:
        """A message between two people who know each other, or do not."""
        return self._text(by, self._chance.choice((1, 2, 3, 3, 6)))

    def headline(self, firm: str) -> str:
        """What stands under a name."""
        title, subject = self._chance.choice(TITLES), self._chance.choice(_SUBJECTS)
        return self._chance.choice((f"{title} at {firm}", f"{title} | {subject}", f"{title} at {firm} | {subject}"))

    def _text(self, by: Person, sentences: int) -> str:
        chance = self._chance
        parts = [chance.choice(_GREETINGS), *chance.sample(_SENTENCES, sentences), chance.choice(_CLOSINGS)]
        return " ".join(self._filled(part, by) for part in parts if part)

    def _filled(self, sentence: str, by: Person) -> str:
        if "{" not in sentence:
            return sentence
        chance = self._chance
        return sentence.format(
            firm=self._crowd.firm(), other=self._crowd.firm(), person=chance.choice(self._people).name,
            subject=chance.choice(_SUBJECTS), town=chance.choice(_TOWNS), title=chance.choice(TITLES).lower(),
            trade=chance.choice(("plants", "firms", "teams")), day=chance.choice(_DAYS), given=by.given,
            year=chance.randrange(2009, 2026), number=chance.randrange(5, 60),
        )  # fmt: skip

"""A past claimed in other words is asked about, and pleasantries are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.world.building import the_world
from tests.world.cases import CASES
from tests.world.people import ASK, DECLINE
from tests.world.running import screened_world, verdicts

_CLAIMS: Final = """\
Hi Ilse, remember me from the Freiburg lab days?
We shared an office at Hald back in 2010.
You interviewed me for the Rotterdam job in 2017.
I was your intern in summer 2016.
My husband Jan worked with you at Orvanta.
We sat next to each other on the train to Basel last Tuesday and talked about turbines.
Following up on our chat at the booth yesterday.
Professor Hahn said we should talk; he said you know him well.
You were on my thesis committee in 2021.
Your daughter and mine are in the same class; we met at the parents' evening.
We were on the panel in Graz together, and we talked at length.
Wir kennen uns vom Hochschulsport in Altmark.
Ich war 2015 Ihr Praktikant in Rotterdam.
Schön, dass wir gestern telefoniert haben.
Wir saßen damals im selben Büro.
Sie haben meine Masterarbeit betreut.
Herr Dr. Hald hat Sie mir empfohlen.
Fui tu becario en 2016.
Compartimos despacho en Orvanta hace años.
Me diste clase en el máster de 2019.
Marta Ruiz me habló de ti y me dijo que te escribiera.
Gracias por la charla de ayer en el stand.
J'étais votre stagiaire en 2016.
On s'est croisés au salon de Lyon l'an dernier.
Nous étions dans la même promo.
Paul Girard m'a conseillé de vous contacter.
Suite à notre échange téléphonique d'hier.
Fui seu estagiário em 2016.
Trabalhamos juntos na Orvanta.
A Marta me passou o seu contato.
Nos falamos ontem no estande.
Sono stato il tuo tirocinante nel 2016.
Abbiamo lavorato insieme in Orvanta.
Ci siamo visti ieri allo stand.
Mi ha parlato di te Paolo Conti.
Ik was je stagiair in 2016.
We hebben elkaar gisteren gesproken op de beurs.
We waren collega's bij Orvanta.
Jan de Wit raadde me aan contact met je op te nemen.
以前オルバンタでご一緒させていただいた田中です。
昨日は展示会でお話しいただきありがとうございました。
佐藤様のご紹介でご連絡いたしました。
大学の同級生の鈴木です。
"""
_PLEASANTRIES: Final = """\
Let's connect!
Great profile!
I follow your posts with interest.
I also work in acoustics.
Would love to have you in my network.
Ich würde mich über eine Vernetzung freuen.
Me gustaría formar parte de tu red.
Je souhaite rejoindre votre réseau.
Gostaria de me conectar com você.
Mi piacerebbe entrare in contatto.
Graag voeg ik je toe aan mijn netwerk.
よろしくお願いいたします。
We help companies like yours reduce costs.
I met many experts in your field and you stand out.
People like you who worked with top brands inspire me.
"""
_STRANGERS: Final = tuple(case for case in CASES if "ordinary" in case.classes)


def verdict_of_each(notes: str, where: Path) -> dict[str, str | None]:
    """The verdict on each note, written by one stranger each."""
    lines = notes.splitlines()
    assert len(lines) <= len(_STRANGERS)
    cases = tuple(replace(case, note=note) for case, note in zip(_STRANGERS, lines, strict=False))
    found = verdicts(screened_world(where / "world", replace(the_world(20), cases=cases)))
    return {case.note: found[case.id] for case in cases}


def test_who_claims_a_shared_past_in_any_words_is_asked(tmp_path: Path) -> None:
    found = verdict_of_each(_CLAIMS, tmp_path)
    assert [note for note, verdict in found.items() if verdict != ASK] == []


def test_pleasantries_are_not_asked_about(tmp_path: Path) -> None:
    found = verdict_of_each(_PLEASANTRIES, tmp_path)
    assert [note for note, verdict in found.items() if verdict != DECLINE] == []

"""Kinds of askers read off note and headline: who sells, who recruits. The phrases are all here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from screener.evidence.facts import Fact, fact
from screener.sources.records import Provenance
from screener.texts.cleaning import shortened
from screener.texts.folding import folded
from screener.texts.phrases import PhraseSet

_SELLS: Final = PhraseSet(
    [
        "lead generation", "lead gen", "appointment setting", "appointment setter", "more leads",
        "qualified leads", "book a demo", "free demo", "free audit", "free trial", "free consultation",
        "our platform helps", "our solution helps", "our software helps", "we help companies",
        "we help businesses", "we help founders", "i help companies", "i help businesses", "i help founders",
        "i help business owners", "i help coaches", "helping founders", "helping businesses",
        "scale your business", "grow your business", "grow your revenue", "boost your sales",
        "increase your sales", "increase your revenue", "10x your", "high ticket", "done for you",
        "outsourcing partner", "sdr", "bdr", "sales closer", "account executive",
        "business development representative", "sales development representative", "neukundengewinnung",
        "mehr umsatz", "mehr kunden", "mehr leads", "kostenlose beratung", "más clientes",
        "aumentar tus ventas", "aumentar sus ventas", "plus de clients", "augmenter votre chiffre",
        "mais clientes", "aumentar suas vendas", "più clienti", "aumentare le vendite", "meer klanten",
        "meer omzet", "無料相談", "無料デモ", "売上アップ", "営業代行", "営業支援",
    ]
)  # fmt: skip
_SOLD: Final = PhraseSet(
    [
        "lead*", "appointment*", "seo", "website*", "web design", "software", "saas", "crm", "platform",
        "plattform", "app", "outsourcing", "marketing", "advertising", "funding", "loans", "insurance",
        "coaching", "training", "translation*", "recruitment services", "staffing services", "audit",
        "development services", "電話代行", "営業代行", "versicherung*", "werbung", "publicidad", "publicité",
        "pubblicità", "reclame",
    ]
)  # fmt: skip
_RECRUITS: Final = PhraseSet(
    [
        "recruiter", "recruiters", "recruiting", "recruitment", "talent acquisition", "talent partner",
        "talent scout", "talent sourcer", "sourcer", "headhunter", "headhunting", "executive search",
        "staffing", "we are hiring", "we're hiring", "i'm hiring", "i am hiring", "hiring for", "hiring a",
        "hiring an", "open role", "open position", "open positions", "job opening", "job opportunity",
        "career opportunity", "vacancy", "your next role", "personalberat*", "personalvermittl*",
        "personalreferent*", "stellenangebot", "offene stelle", "vakanz", "reclutador*",
        "selección de personal", "oferta de trabajo", "vacante", "recruteur", "recruteuse", "recrutement",
        "offre d'emploi", "recrutador*", "vaga", "oportunidade de emprego", "selezione del personale",
        "offerta di lavoro", "posizione aperta", "werving en selectie", "vacature", "採用担当", "人材紹介", "転職",
        "求人", "ヘッドハンター",
    ]
)  # fmt: skip
_HIRES: Final = regex.compile(
    r"\b(?:hiring|role|position|opening|vacancy|looking for|searching for|stelle|suchen|vakanz|puesto|vacante|poste"
    r"|recherchons|vaga|posizione|cerchiamo|vacature|zoeken)\b|採用|求人"
)
_ROLE: Final = regex.compile(
    r"\b(?:engineers?|developers?|designers?|architects?|analysts?|scientists?|consultants?|accountants?|controllers?"
    r"|(?:product|project|program|sales|marketing|engineering|plant|account|office|finance|hr|operations) managers?"
    r"|team leads?|head of \w+|cto|cfo|coo|ceo|directors?|nurses?|teachers?|technicians?|administrators?|lawyers?"
    r"|entwickler\w*|ingenieur\w*|leiter\w*|buchhalter\w*|berater\w*|ingenier[oa]s?|desarrollador\w*|ingénieure?s?"
    r"|développeu\w+|engenheir[oa]s?|desenvolvedor\w*|ingegner\w+|sviluppator\w+|ontwikkelaars?)\b|エンジニア|デザイナー"
)

Texts = Iterable[tuple[str, str]]


def sales(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that sells something."""
    return tuple(
        fact({"text": text, "specific": _SOLD.found_in_folded(folded(text))}, source, _words(subject, phrase, text))
        for subject, text in texts
        if (phrase := _SELLS.first_in_folded(folded(text))) is not None
    )


def recruiter(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) of somebody who hires for others."""
    return tuple(
        fact({"text": text, "specific": _names_a_role(folded(text))}, source, _words(subject, phrase, text))
        for subject, text in texts
        if (phrase := _RECRUITS.first_in_folded(folded(text))) is not None
    )


def _names_a_role(text: str) -> bool:
    return _HIRES.search(text) is not None and _ROLE.search(text) is not None


def _words(subject: str, phrase: str, text: str) -> str:
    return f"the {subject} says “{phrase.removesuffix('*')}”: {shortened(text)}"

"""Profile addresses: the slug in them is the surest sign that two records are about one person."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import unquote

import regex

_IN_ADDRESS: Final = regex.compile(r"(?:^|[/\s,;])in/+([^/?#,;\s\"'<>]+)", regex.IGNORECASE)
_USUAL: Final = "https://www.linkedin.com/in/"  # nearly all are written so, and need no search
_BARE: Final = regex.compile(r"[\p{L}\p{M}\p{N}\p{So}\u200d\ufe0f%_-]+")
_NO_SLUGS: Final = frozenset({"", "-", "none", "null", "nan", "unknown", "profile"})


def profile_slug(address: str) -> str:
    """The slug of a profile address of any form, decoded and case-folded; a bare slug is one, too.

    Empty for everything else: member numbers (`urn:li:member:1`), companies, other sites.
    """
    text = address.strip()
    if not text:
        return ""
    _, _, rest = text.partition(_USUAL)
    if rest.isascii() and rest.replace("-", "").isalnum():
        return rest.lower()
    found = _IN_ADDRESS.search(text)
    if found is not None:
        return _decoded(found[1])
    slug = _decoded(text) if _BARE.fullmatch(text) else ""
    return "" if slug in _NO_SLUGS else slug


def written_slug(address: str) -> str:
    """The slug of a profile address as it is written there: decoded, but in its own case. Empty where there is none."""
    if not profile_slug(address):
        return ""
    text = address.strip()
    _, _, rest = text.partition(_USUAL)
    if rest.isascii() and rest.replace("-", "").isalnum():
        return rest
    found = _IN_ADDRESS.search(text)
    return unicodedata.normalize("NFC", unquote(found[1] if found else text))


def slugs_in(cell: str) -> tuple[str, ...]:
    """The slugs of all addresses in a cell, in order, whatever stands between them."""
    before, _, rest = cell.partition(_USUAL)
    if not before and rest.isascii() and rest.replace("-", "").isalnum():
        return (rest.lower(),)
    return tuple(_decoded(slug) for slug in _IN_ADDRESS.findall(cell))


def _decoded(slug: str) -> str:
    if slug.isascii() and "%" not in slug:
        return slug.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", unquote(slug)).casefold())

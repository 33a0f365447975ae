"""Mail addresses and profile addresses as keys."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

import msgspec
import regex

from screener.texts.patterns import Expression

_ADDRESS: Final = Expression(r"[^\s<>\"'(),;:\[\]@]{1,64}@[\p{L}\p{N}.-]{1,253}")


def email_key(address: str) -> str:
    """The address without case and ornament; empty for what is none."""
    found = _ADDRESS.search(address)
    return found[0].rstrip(".").casefold() if found else ""


_IN_ADDRESS: Final = Expression(r"(?:^|[/\s,;])in/+([^/?#,;\s\"'<>]+)", regex.IGNORECASE)
_USUAL: Final = "https://www.linkedin.com/in/"  # nearly all are written so, and need no search
_BARE: Final = Expression(r"[\p{L}\p{M}\p{N}\p{So}\u200d\ufe0f%_-]+")
_NO_SLUGS: Final = frozenset({"", "-", "none", "null", "nan", "unknown", "profile"})


# The member's own id, which tools write where a slug would stand; its case tells people apart.
_MEMBER_ID: Final = Expression(r"AC[A-Za-z]AA[A-Za-z0-9_-]{10,80}")
_URN: Final = Expression(
    r"urn:li:(?:fs[a-z_]{0,20}|member|person)[A-Za-z_]{0,20}:\(?([A-Za-z0-9_-]{1,80})\b.*", regex.DOTALL
)
_ID_IN_ADDRESS: Final = Expression(r"linkedin\.com/(?:comm/)?profile/view/?\?(?:[^#\s]{0,200}&)?id=([\w-]{1,80})")


class KeyKind(StrEnum):
    """What sort of key an address holds. Two keys of one person may be of different kinds, so only a slug contradicts,
    and only a slug."""

    SLUG = "slug"
    MEMBER_ID = "member-id"
    URN = "urn"


class ProfileKey(msgspec.Struct, frozen=True):
    """What an address says of whose profile it is: a slug in lower case, a member id in its own case, the number of a
    URN."""

    kind: KeyKind
    value: str

    def contradicts(self, other: ProfileKey) -> bool:
        """Whether the two cannot be the keys of one person at one time."""
        return self.kind is other.kind is KeyKind.SLUG and self.value != other.value


def profile_key(address: str) -> ProfileKey | None:
    """The key in a profile address of any form, or in what stands for one; None where there is none."""
    text = address.strip()
    if found := _URN.fullmatch(text):
        is_id = _MEMBER_ID.fullmatch(found[1]) is not None
        return ProfileKey(KeyKind.MEMBER_ID if is_id else KeyKind.URN, found[1])
    if (given := _id_in(text)) is not None:
        return ProfileKey(KeyKind.MEMBER_ID, given)
    slug = profile_slug(text)
    return ProfileKey(KeyKind.SLUG, slug) if slug else None


def _id_in(text: str) -> str | None:
    """The member id that stands where a slug would; None for all other addresses."""
    if "AC" not in text:
        return None
    found = _IN_ADDRESS.search(text) or _ID_IN_ADDRESS.search(text)
    given = found[1] if found else text
    return given if _MEMBER_ID.fullmatch(given) else None


def profile_slug(address: str) -> str:
    """The slug of a profile address of any form, decoded and case-folded; a bare slug is one, too.

    Empty for everything else: member numbers and ids (`urn:li:member:1`, `/in/ACoAA…`), companies, other sites.
    """
    text = address.strip()
    if not text or _id_in(text) is not None:
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


def _decoded(slug: str) -> str:
    if slug.isascii() and "%" not in slug:
        return slug.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", unquote(slug)).casefold())

"""E-mail addresses as keys, and what an address says of the firm behind it."""

from __future__ import annotations

from typing import Final

import regex

_ADDRESS: Final = regex.compile(r"[^\s<>\"'(),;:\[\]@]{1,64}@[\p{L}\p{N}.-]{1,253}")
# Domains where anybody has an address, and labels that name no firm.
_FOR_ANYBODY_LISTED: Final = (
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud aol gmx web mail proton protonmail fastmail zoho "
    "yandex qq 163 126 naver orange free laposte wanadoo libero virgilio tiscali terra telefonica uol bol docomo "
    "example linkedin"
)
_FOR_ANYBODY: Final = frozenset(_FOR_ANYBODY_LISTED.split())


def email_key(address: str) -> str:
    """The address without case and ornament; empty for what is none."""
    found = _ADDRESS.search(address)
    return found[0].rstrip(".").casefold() if found else ""


def emails_in(cell: str) -> tuple[str, ...]:
    """The addresses of a cell or header, in order, whatever stands between them."""
    return tuple(address.rstrip(".").casefold() for address in _ADDRESS.findall(cell)) if "@" in cell else ()


def name_in(email: str) -> str:
    """The name that an address like `anders.bjelke@kvist.example` spells out; empty for all others."""
    words = regex.split(r"[._]", email.partition("@")[0][:64])
    is_name = 2 <= len(words) <= 3 and all(len(word) > 1 and word.isalpha() for word in words)
    return " ".join(word.capitalize() for word in words) if is_name else ""


def firm_in(email: str) -> str:
    """The label of an address's domain that may be a firm's name; empty where anybody gets an address."""
    labels = email.rpartition("@")[2].split(".")[:-1]
    while len(labels) > 1 and len(labels[-1]) <= 3:  # co.uk, com.br
        del labels[-1]
    return labels[-1] if labels and labels[-1] not in _FOR_ANYBODY and len(labels[-1]) > 3 else ""

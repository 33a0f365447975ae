"""E-mail addresses as keys."""

from __future__ import annotations

from typing import Final

import regex

_ADDRESS: Final = regex.compile(r"[^\s<>\"'(),;:\[\]@]{1,64}@[\p{L}\p{N}.-]{1,253}")


def email_key(address: str) -> str:
    """The address without case and ornament; empty for what is none."""
    found = _ADDRESS.search(address)
    return found[0].rstrip(".").casefold() if found else ""

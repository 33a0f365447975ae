"""What notes claim, as phrases: one file for each language. Adding a phrase touches one line of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from screener.evidence.claim_phrases.de import DE
from screener.evidence.claim_phrases.en import EN
from screener.evidence.claim_phrases.es import ES
from screener.evidence.claim_phrases.form import ClaimPhrases
from screener.evidence.claim_phrases.fr import FR
from screener.evidence.claim_phrases.it import IT
from screener.evidence.claim_phrases.ja import JA
from screener.evidence.claim_phrases.nl import NL
from screener.evidence.claim_phrases.pt import PT

CLAIM_PHRASES: Final[Mapping[str, ClaimPhrases]] = MappingProxyType(
    {"en": EN, "de": DE, "es": ES, "fr": FR, "pt": PT, "it": IT, "nl": NL, "ja": JA}
)

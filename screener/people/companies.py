"""Companies as keys: one firm's name comes out alike whatever its legal form and punctuation.

Of the first edition: `firms` replaces it once the world replaces `evidence`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression

_LEGAL_FORMS_LISTED: Final = (
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh mbh ggmbh ag kg kgaa ohg gbr ug eg "
    "ev se sa sas sasu sarl sl slu slne srl srls spa snc sapi cv bv nv vof ab as asa oy oyj aps pty pte pvt private "
    "kk gk sro doo ooo oao zao kft zrt nyrt ltda eireli cia bhd sdn tbk ltee"
)
_LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS_LISTED.split())
# Legal forms whose letters are written apart, or with dots that would leave single letters.
_SPACED_FORMS: Final = Expression(
    r"\b(?:sp\.? ?z ?o\.? ?o\.?|s\.? ?a\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|s\.? ?r\.? ?l\.?|s\.? ?a\.? ?s\.?"
    r"|d\.? ?o\.? ?o\.?|s\.? ?r\.? ?o\.?|[sn]\. ?[alv]\.?|b\. ?v\.?|e\. ?[vk]\.?|a/s|k\.?k\.)(?=$|[ ,;)])"
)
_EASTERN_FORMS: Final = Expression(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|有限公司|股份|주식회사|\(주\)")
_ASIDE: Final = Expression(r"\([^()]*\)")
_BETWEEN_WORDS: Final = Expression(r"[^\p{L}\p{M}\p{N}+#]+")
_AND: Final = frozenset({"and", "und", "y", "et", "e"})
_SUCCESSION: Final = (
    ("rename", "formerly|previously|now|ehemals|vormals|früher|jetzt|antes|ahora|anciennement|précédemment|agora|già"
               "|ora|voorheen|nu|旧|現"),
    ("acquisition", "acquired by|now part of|part of|bought by|merged (?:with|into)|übernommen von|teil von|gehört zu"
                    "|adquirida por|parte de|acquis par|racheté par|acquisita da|parte di|overgenomen door"),
)  # fmt: skip
_SUCCEEDED: Final = tuple(
    (via, Expression(rf"\s*[(,\[–-]\s*(?:{words})\s*:?\s*([^()\[\]]+?)\s*[)\]]?$", regex.IGNORECASE))
    for via, words in reversed(_SUCCESSION)
)


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """The firm's name folded, without legal forms, punctuation and additions in brackets; empty if nothing is left.

    Whole names are compared: "Northwind Analytics" is not "Northwind".
    """
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = fold(_EASTERN_FORMS.sub(" ", unicodedata.normalize("NFKC", name)))
    plain = _ASIDE.sub(" ", plain) if _ASIDE.sub("", plain).strip() else plain
    if "." in plain or "/" in plain:
        plain = _SPACED_FORMS.sub(" ", plain) or plain
    words = [word for word in _BETWEEN_WORDS.split(plain.replace("'", "").replace(".", "")) if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    words = [word for word in words[:-1] if word not in _AND] + words[-1:]
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[-1] in _AND):
        del words[-1]
    return " ".join(words)


@lru_cache(maxsize=8192)
def firm_names(written: str) -> tuple[tuple[str, str], ...]:
    """The keys a firm may be known by and how: its name, and what an aside tells of a former or later owner or name,
    as in "Fabrikam (acquired by Contoso)"."""
    names = [(company_key(written), "name")]
    for via, pattern in _SUCCEEDED:
        if aside := pattern.search(written):
            names = [(company_key(written[: aside.start()]), "name"), (company_key(aside[1]), via)]
            break
    return tuple((key, via) for key, via in names if key)

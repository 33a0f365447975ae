"""Where a mail lies: among spam, drafts or in the bin, in the languages of those who name the places."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from screener.sources.mail_heads import Head, decoded
from screener.texts.folding import fold


class Place(StrEnum):
    """A place that says something of the mails in it."""

    SPAM = "spam"
    DRAFTS = "drafts"
    BIN = "bin"


# Labels of Gmail in Takeout, and folders of other programs. Recipe: a new name is one more word in a line here.
_NAMES: Final = {
    Place.SPAM: "Spam|Junk|Junk E-Mail|Junk Email|Bulk Mail|Spamverdacht|Unerwünscht|Junk-E-Mail|Correo no deseado|"
    "No deseado|Courrier indésirable|Indésirables|Pourriel|Lixo eletrônico|Posta indesiderata|Ongewenste e-mail|"
    "Ongewenst|迷惑メール|スパム|Skräppost|Søppelpost|Roskaposti|Спам|垃圾邮件|스팸함",
    Place.DRAFTS: "Drafts|Draft|Entwürfe|Entwurf|Borradores|Borrador|Brouillons|Brouillon|Rascunhos|Rascunho|Bozze|"
    "Bozza|Concepten|Concept|下書き|Utkast|Kladder|Luonnokset|Wersje robocze|Черновики|草稿|임시보관함",
    Place.BIN: "Trash|Bin|Deleted Items|Deleted Messages|Papierkorb|Gelöschte Elemente|Papelera|"
    "Elementos eliminados|Corbeille|Éléments supprimés|Lixeira|Lixo|Reciclagem|Itens excluídos|Cestino|"
    "Posta eliminata|Prullenbak|Verwijderde items|ゴミ箱|削除済みアイテム|Papperskorgen|Papirkurv|Roskakori|Kosz|"
    "Корзина|已删除邮件|휴지통",
}  # fmt: skip
_PLACES: Final = {fold(name): place for place, names in _NAMES.items() for name in names.split("|")}
_LABEL: Final = re.compile(r'"[^"]*"|[^,"]+')
_FLAGS: Final = {"D": Place.DRAFTS, "T": Place.BIN}  # of a maildir, in the name of the file


def places_of(head: Head) -> frozenset[Place]:
    """Where its own labels put a mail."""
    places = _places_of_labels(labels) if (labels := head.raw(b"x-gmail-labels")) else frozenset()
    return places | {Place.SPAM} if head.raw(b"x-spam-flag").lower() == b"yes" else places


@lru_cache(maxsize=10_000)
def _places_of_labels(raw: bytes) -> frozenset[Place]:
    labels = _LABEL.findall(decoded(raw))
    return frozenset(place for label in labels if (place := _PLACES.get(fold(label.strip('" ')))))


def places_of_file(inside: str) -> frozenset[Place]:
    """Where the file or folder that a mail lies in puts it: `Drafts.mbox`, `.Junk/cur/123:2,S`."""
    *folders, name = inside.split("/")
    stem, _, flags = name.partition(":2,")
    names = [*folders, stem, stem.rpartition(".")[0]]
    named = {place for one in names if (place := _PLACES.get(fold(one.lstrip(".").rpartition(".")[2])))}
    return frozenset(named | {place for flag, place in _FLAGS.items() if flag in flags})

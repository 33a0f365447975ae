"""Letters that only look like others: Cyrillic and Greek ones inside Latin words, as mass mail uses to slip through."""

from __future__ import annotations

from typing import Final

import regex

_LOOK_ALIKES: Final = "асеорхуіјѕһԁԛԝкнмтвгАВЕКМНОРСТХУІЈЅοανικρτυχεωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_MIXED_WORD: Final = regex.compile(rf"\p{{Latin}}[\p{{Latin}}\p{{Mn}}]*[{_LOOK_ALIKES}]|[{_LOOK_ALIKES}]\p{{Latin}}")


def has_look_alike_letters(text: str) -> bool:
    """Whether a word mixes Latin letters with Cyrillic or Greek ones that look the same."""
    return not text.isascii() and _MIXED_WORD.search(text) is not None

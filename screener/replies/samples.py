"""Invented people whom templates are tried on: short and long names, titles, other scripts, every fact, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from screener.replies.address import address_of
from screener.replies.filling import CLAIMED, LONGEST_FACT, SAYABLE, Filling
from screener.replies.registers import Tone, distant_register, is_distant
from screener.replies.template_files import TemplateFile

_ME: Final = "Mara Lindqvist"
_LONG_NAME: Final = "Prof. Dr. Maximiliana von Hohenstein-Wolkenberg-Ramirez"
_LONG_FIRM: Final = "Contoso Weights and Measures of the Northern Isles, Limited"
_LONG_CLAIM: Final = "Contoso Weights and Measures of the Isles"[:40]
_PEOPLE: Final = ("Ana Ruiz", "Frau Dr. Anna Weber", "佐藤 美香", "", _LONG_NAME)
_FACTS: Final = tuple((subject, field) for subject, fields in SAYABLE.items() for field in sorted(fields))
# Worded in English, so told in English alone.
_SPANS: Final = {"overlap": "3 years", "from": "May 2009", "to": "June 2011"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One invented asker, for one tone and register, with what fills a template. `told`: the fact, if any."""

    name: str
    tone: Tone
    register: str
    filling: Filling
    told: str = ""


def samples(template: TemplateFile) -> Iterator[Sample]:
    """Every tone and register of a template for several people, without and with each fact and claim, and then for
    the longest names and facts there may be."""
    for tone in Tone:
        for register in (distant_register(template.language),) if tone is Tone.FORMAL else template.registers:
            for name in _PEOPLE:
                yield sample(template, tone, register, name)
            for told in (*_FACTS, *((CLAIMED, field) for field in ("firm", "school"))):
                if told[1] not in _SPANS or template.language == "en":
                    yield sample(template, tone, register, _LONG_NAME, told, is_long=True)


def sample(
    template: TemplateFile,
    tone: Tone,
    register: str,
    name: str,
    told: tuple[str, str] | None = None,
    *,
    is_long: bool = False,
) -> Sample:
    """One invented asker with a note, and the fact told: Northwind, or the longest there may be."""
    distant = is_distant(register, tone)
    filling: dict[str, object] = {
        "name": address_of(name, language=template.language, distant=distant),
        "me": (_LONG_NAME if is_long else _ME) if name else "",
        "has_note": bool(name),
        CLAIMED: {},
    }
    if told:
        usual = (_LONG_CLAIM if told[0] == CLAIMED else _LONG_FIRM[:LONGEST_FACT]) if is_long else "Northwind"
        filling[told[0]] = {told[1]: _SPANS.get(told[1], usual)}
    return Sample(
        name=name or "somebody without a name",
        tone=tone,
        register=register,
        filling=filling,  # type: ignore[arg-type]
        told=".".join(told or ()),
    )

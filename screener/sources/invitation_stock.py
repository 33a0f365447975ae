"""The lines that LinkedIn itself writes into an invitation without a note, in the languages it is read in.

Recipe: a new line is one more pattern; all are compared with a whole line, folded, without the sign at its end.
"""

from __future__ import annotations

import re
from typing import Final

from screener.texts.folding import fold

_STOCK: Final = re.compile(
    r"(?:hi .{1,40}, |hello .{1,40}, )?(?:"
    r"(?:i'd|i would) like to (?:join|add|connect|include|invite)\b[^.!?]{0,60}\blinkedin\b[^.!?]{0,30}"
    r"|please (?:add me to|join) (?:your|my) linkedin network"
    r"|[^.!?]{1,80} (?:would like to|wants to|has invited you to|invited you to) connect\b[^.!?]{0,40}"
    r"|ich (?:mochte|wurde)\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,60}"
    r"|[^.!?]{1,80} mochte sich (?:gerne )?mit ihnen vernetzen"
    r"|(?:me gustaria|quisiera|quiero)\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,30}"
    r"|(?:je souhaite|je souhaiterais|j'aimerais|je vous invite)\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,30}"
    r"|(?:eu )?gostaria de\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,30}"
    r"|(?:vorrei|desidero)\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,30}"
    r"|ik (?:wil|zou)\b[^.!?]{0,80}\blinkedin\b[^.!?]{0,30}"
    r"|[^。]{0,30}linkedin[^。]{0,20}(?:つながり|ネットワーク)[^。]{0,30}"
    r")"
)
_GREETING: Final = re.compile(
    r"(?:hi|hello|hey|dear|hallo|guten tag|liebe|lieber|sehr geehrte|sehr geehrter|hola|estimado|estimada|bonjour|"
    r"salut|cher|chere|ola|oi|caro|cara|ciao|buongiorno|gentile|beste|hoi|dag)\b[^.!?]{0,60}|.{1,30}(?:さん|様)"
)
_END: Final = " .,!。、,:"
_LONGEST: Final = 250


def is_stock(line: str) -> bool:
    """Whether LinkedIn wrote the line, not the asker."""
    return len(line) <= _LONGEST and _STOCK.fullmatch(fold(line).rstrip(_END)) is not None


def is_greeting(line: str) -> bool:
    """Whether the line greets and says no more."""
    return len(line) <= _LONGEST and _GREETING.fullmatch(fold(line).rstrip(_END)) is not None

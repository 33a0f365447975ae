"""Every kind of mistake in a reply template, with its stable code: the one table of them."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What may be wrong with a template. A code never changes its meaning."""

    BROKEN = "T001"  # it cannot be filled in
    NAME = "T002"  # it uses a name or field that there is not
    FRONT_MATTER = "T003"  # the lines between `---` are not as they should be
    HEADING = "T004"  # a `[heading]` names no tone, register or shared line, or stands there twice
    LANGUAGE_MISSING = "T005"  # a kind of reply lacks a language that others have
    TOO_LONG = "T006"  # filled in with long names it is longer than it may be
    PHRASE = "T007"  # it says what no reply may say
    PRIVATE = "T008"  # it uses what may not be told
    QUESTIONS = "T009"  # too many questions, or none where one is asked
    MARKUP = "T010"  # a link, markup, or a picture
    PLACE = "T011"  # the file is not where templates are looked for, or not named like one
    LANGUAGE = "T012"  # it seems to be written in another language
    UNREADABLE = "T013"  # it is no text in UTF-8, too large, or cannot be opened
    NOT_SURE = "T014"  # it prints what need not be there

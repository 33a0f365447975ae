"""How much of a file is read before it is refused, so that no file can exhaust the machine."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

# Archives: real ones have up to about 60 files, and messages of up to some hundred megabytes.
ZIP_ENTRIES: Final = 10_000
EXPANDED_FILE: Final = 1024 * MEGABYTE
EXPANDED_ARCHIVE: Final = 2 * EXPANDED_FILE
# Text is rarely packed more than twenty-fold; a bomb is, about a thousand-fold.
COMPRESSION_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 10 * MEGABYTE

STREAM: Final = 256 * MEGABYTE  # standard input is kept in memory
DOCUMENT: Final = 10 * MEGABYTE  # JSON and YAML lists are read whole
PAGE: Final = MEGABYTE  # text copied from a page: some thousand requests
NESTING: Final = 50
FIELD: Final = 4 * MEGABYTE  # characters of one CSV field

HEAD: Final = 64 * 1024  # how much is looked at to tell what a file is
HEADER_WITHIN: Final = 30  # rows among which a header must stand
OPEN_QUOTES: Final = 20  # how often reading starts again behind a quote that is never closed

CARD_LINE: Final = 64 * 1024  # characters of one line of a vCard
CARD_LINES: Final = 1_000  # folded lines of one property

MAIL_BLOCK: Final = MEGABYTE  # mailboxes are read in such pieces
MAIL_HEAD: Final = 256 * 1024
MAIL_BODY: Final = MEGABYTE
CALENDAR_LINE: Final = MEGABYTE
CALENDAR_PROPERTY: Final = 64 * 1024
MAIL_FILES: Final = 1_000_000  # mails in files of their own, in one folder

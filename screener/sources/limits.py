"""How much is read: of a file before it is refused, and of a field before it is cut.

Nothing that reads a record later meets a longer text than these, whoever wrote it, so that no sender of a mail or a
request can make the work grow faster than the file.
"""

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
COLUMNS: Final = 2_000  # of a table; tools write some hundred
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

# The longest fields, in characters; about ten times of what real ones have.
NAME: Final = 300
ADDRESS: Final = 500  # of a profile or a mail
HEADLINE: Final = 1_000  # also titles of jobs and meetings, subjects, places, firms
PEOPLE: Final = 20_000  # a cell or a head that lists recipients
NOTE: Final = 20_000  # of a request, a contact, a recommendation
TEXT: Final = 20_000  # of a message
MAIL_TEXT: Final = 4_000

# How many of what a record lists.
PARTIES: Final = 500  # of a mail or a meeting
LISTED: Final = 100  # addresses, firms, tags, positions, schools
EXTRA_DAYS: Final = 5_000  # days that a calendar entry adds or takes away one by one

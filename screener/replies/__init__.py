"""Replies that nobody has sent: which template, in which language and tone, to whom, with what may be told."""

from screener.outcomes import Tone
from screener.replies.drafts import Author, Draft, Wish, Withheld, drafted
from screener.replies.template_files import template_names

__all__ = ["Author", "Draft", "Tone", "Wish", "Withheld", "drafted", "template_names"]

"""Replies that nobody has sent: which template, in which language and tone, to whom, with what may be told."""

from screener.outcomes import Tone
from screener.replies.drafts import Draft, Withheld, draft_reply
from screener.replies.template_files import template_names

__all__ = ["Draft", "Tone", "Withheld", "draft_reply", "template_names"]

"""Replies that nobody has sent: which template, in which language, to whom, with what may be told."""

from screener.replies.drafts import Draft, draft_reply
from screener.replies.template_folders import template_names

__all__ = ["Draft", "draft_reply", "template_names"]

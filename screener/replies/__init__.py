"""Drafts of replies, in words that may be said; nobody sends them but the user."""

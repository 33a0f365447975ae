"""Drafts for tests: a reply to Ana Ruiz from the shipped templates, changed at will."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from screener.outcomes import Verdict
from screener.policy.model import AboutMe
from screener.replies import Draft, Withheld, draft_reply
from screener.shipped import shipped_folder

SHIPPED = shipped_folder("templates")


def drafted(verdict: Verdict, **more: Any) -> Draft | Withheld | None:
    """The reply under a verdict."""
    given: dict[str, Any] = {
        "reply": None,
        "ask": None,
        "fact": None,
        "name": "Ana Ruiz",
        "note": None,
        "about_me": AboutMe(name="Mara Lindqvist"),
        "is_written_decline_kind": False,
        "folders": (SHIPPED,),
    }
    return draft_reply(verdict=verdict, **(given | more))


def sure(draft: Draft | Withheld | None) -> Draft:
    """The draft, which must be one."""
    assert isinstance(draft, Draft), draft
    return draft


def written(folder: Path, name: str, text: str) -> Path:
    """The folder with a template of this text in it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder

"""Drafts for tests: a reply to Ana Ruiz from the shipped templates, changed at will."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from screener import replies
from screener.decisions.decision import Decision
from screener.outcomes import Verdict
from screener.policy.model import AboutMe
from screener.replies import Author, Draft, Wish, Withheld
from screener.shipped import shipped_folder
from screener.sources.records import Provenance, Request

SHIPPED = shipped_folder("templates")
MARA = AboutMe(name="Mara Lindqvist")


def drafted(
    verdict: Verdict,
    *,
    name: str = "Ana Ruiz",
    note: str | None = None,
    headline: str | None = None,
    about_me: AboutMe = MARA,
    folders: tuple[Path, ...] = (SHIPPED,),
    wish: Wish | None = None,
    **decided: Any,
) -> Draft | Withheld | None:
    """The reply under a verdict; what else is given is of the decision."""
    request = Request(name=name, note=note, headline=headline, provenance=Provenance(file="requests.csv", row=2))
    decision = Decision(state="new", verdict=verdict, certainty=None, reasons=(), **decided)
    return replies.drafted(request, decision, Author(about_me=about_me, templates=folders, wish=wish or Wish()))


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

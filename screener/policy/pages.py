"""The manual's page for each code: why it matters, and an example wrong and right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

import yaml

from screener.policy.codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What there is to say about a code. `wrong` and `right` are pieces of a rule file: whole sections, whole rules,
    or some lines of one rule. `about_me` is what about-me.yaml says beside them."""

    code: Code
    why: str
    wrong: str
    right: str
    about_me: str = ""


def pages() -> Mapping[Code, Page]:
    """The page of every code, in the order of the codes."""
    text = files("screener.policy").joinpath("pages.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    return MappingProxyType({code: Page(code=code, **written[code.value]) for code in Code})

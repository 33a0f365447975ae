"""The manual's page for each code of the reply templates: why it matters, and an example wrong and right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

import yaml

from screener.replies.codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What there is to say about a code. `wrong` and `right` are templates, or texts of one without front matter."""

    code: Code
    why: str
    wrong: str
    right: str


def pages() -> Mapping[Code, Page]:
    """The page of every code, in the order of the codes."""
    text = files("screener.replies").joinpath("pages.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    return MappingProxyType({code: Page(code=code, **written[code.value]) for code in Code})

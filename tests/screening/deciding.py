"""The shipped policy, or a small one, on the day of these tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from screener.inference.inferring import EngineKind
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.screening.proposing import Setting
from screener.shipped import shipped_folder

TODAY: Final = date(2026, 3, 2)


def setting(today: date = TODAY, rules: Path | None = None) -> Setting:
    """What a screening goes by; without rules, the shipped ones."""
    policy = load_policy(rules) if rules else _shipped()
    return Setting(policy=policy, templates=(shipped_folder("templates"),), today=today, engine=EngineKind.COMPILED)


@cache
def _shipped() -> Policy:
    return load_policy()

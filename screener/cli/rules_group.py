"""The group `screener rules`: its commands from all the modules that make them."""

from __future__ import annotations

from screener.cli import rules, rules_editing, rules_past, rules_reading, rules_showing, rules_writing

app = rules.app
for module in (rules_writing, rules_showing, rules_editing, rules_past, rules_reading):
    module.add_to(app)

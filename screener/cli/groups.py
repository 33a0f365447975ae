"""The groups of commands below `screener`: what they are called and where each stands."""

from __future__ import annotations

from screener.cli.lazily import Entry, group

rules = group(
    "Check rule files and see what they can be about.",
    {
        "check": Entry("Check every rule file and run its examples.", "rules:check"),
        "explain": Entry("Explain a code that a check has shown.", "rules:explain"),
        "schema": Entry("Write the JSON Schema of rule files.", "rules:schema"),
        "subjects": Entry("List every subject that a rule can test.", "rules:subjects"),
        "new": Entry("Make a rule step by step.", "rule_making:new"),
        "fix": Entry("Mend what a check finds, where one way out is left.", "rules_writing:fix"),
        "format": Entry("Give rule files the one layout.", "rules_writing:format_"),
        "list": Entry("List every rule.", "rules_showing:list_"),
        "show": Entry("Show one rule in full.", "rules_showing:show"),
        "graph": Entry("Show what concludes what.", "rules_showing:graph"),
        "say": Entry("Tell the policy in plain prose.", "rules_showing:say"),
        "test": Entry("Run the examples, and show why some fail.", "rules_showing:test"),
        "coverage": Entry("List the conditions that no example tries.", "rules_showing:coverage"),
        "edit": Entry("Edit a rule file, and see what it would have done before it is saved.", "rules_editing:edit"),
        "watch": Entry("Check the rules each time a file is saved.", "rules_editing:watch"),
        "diff": Entry("Show what another policy would decide otherwise.", "rules_past:diff"),
        "stats": Entry("Show what the rules have done.", "rules_past:stats"),
        "record": Entry("Make an example of a request, with invented names and words.", "rules_past:record"),
        "read": Entry("Show what is read in a text.", "rules_reading:read"),
    },
)
templates = group(
    "Write reply templates, check them, and read them through.",
    {
        "check": Entry("Check every reply template.", "templates:check"),
        "new": Entry("Write a template to begin with.", "templates:new"),
        "names": Entry("List what a template may name.", "templates:names"),
        "preview": Entry(
            "Show every reply template in every tone, filled in for invented people.", "templates:preview"
        ),
    },
)
ledger = group(
    "Your ledger: into files and out of them, its soundness, and forgetting somebody.",
    {
        "import": Entry("Add vouches, decisions and expected people from a file.", "ledger:import_file"),
        "export": Entry("Write the ledger into a file.", "ledger:export"),
        "check": Entry("Check that the store is sound.", "ledger:check"),
        "forget": Entry("Forget somebody, everywhere and for good.", "ledger:forget"),
        "path": Entry("Print where the store is.", "ledger:path"),
    },
)

"""`screener rules list`, `show`, `graph`, `say`, `test` and `coverage`: what a policy holds and what tries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.workspace import DECIDING, Folder, Workspace
from screener.errors import InputError, UsageError

if TYPE_CHECKING:
    from screener.evidence.facts import FactSheet
    from screener.inference.inferring import Inferring
    from screener.policy.model import Policy, Rule
    from screener.rehearsal.trials import Outcome

FAILED = 1
NARROWEST, WIDEST = 60, 120


def list_(
    at: Annotated[Workspace, takes("rules", "templates")],
    folder: Folder = None,
    settings: Annotated[
        bool, typer.Option("--settings", help="List what the shipped rules ask of you instead, as it is set.")
    ] = False,
) -> None:
    """List every rule: what it does, its priority, its status, and where it is written."""
    from screener.policy.loading import settings_of
    from screener.reports.policy_tables import rules_table, settings_table

    at = at.within(folder)
    policy = _policy(at)
    _write(settings_table(settings_of(at.rules_folder())) if settings else rules_table(policy))


def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of the rule.", show_default=False)],
    at: Annotated[Workspace, takes("rules", "templates")],
) -> None:
    """Show one rule: as written, in words, what uses it, and the examples in which it holds."""
    from screener.reports.policy_tables import rule_in_full

    policy = _policy(at)
    found = _find(rule, policy)
    try:
        _write([*rule_in_full(found, policy, _outcomes(policy, every=True), _width())])
    except OSError as error:
        raise InputError(f"{error.filename}: cannot be read: {error.strerror}; check its permissions") from error


def graph(
    at: Annotated[Workspace, takes("force", "rules", "templates")],
    folder: Folder = None,
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="As the text of a drawing (Mermaid) instead.", show_default=False)
    ] = False,
) -> None:
    """Show what concludes what: from each verdict down to what the rules read."""
    from screener.reports.policy_graph import as_mermaid, as_tree

    policy = _policy(at.within(folder))
    _write(as_mermaid(policy) if mermaid else as_tree(policy))


def say(
    at: Annotated[Workspace, takes("rules", "templates")],
    folder: Folder = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="ID", help="Only this rule.")] = None,
) -> None:
    """Tell the whole policy, or one rule, in plain prose, made from the conditions."""
    from screener.reports.policy_prose import names_of, policy_prose, rule_prose

    policy = _policy(at.within(folder))
    if rule is None:
        _write(policy_prose(policy, _width()))
    else:
        _write(rule_prose(_find(rule, policy), _width(), names_of(policy)))


def test(
    at: Annotated[Workspace, takes("force", "rules", "templates", "engine")],
    folder: Folder = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write a JUnit report here, too.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail also where a shipped example no longer holds.", show_default=False)
    ] = False,
) -> None:
    """Run the examples: for each that fails, want and got, and the conditions behind it; the exit code is then 1. Of
    the shipped examples, those are told that your own rules and settings decide otherwise."""
    from screener.catalogue.values import counted
    from screener.reports.explanations import as_junit, failed_example

    policy = _policy(at.within(folder))
    outcomes = _outcomes(policy, engine=at.engine)
    differing = [outcome for outcome in outcomes if outcome.differences]
    for outcome in sorted(differing, key=lambda outcome: outcome.failed):  # those that failed last, where one looks
        _write([*failed_example(outcome, _width()), ""])
    if junit is not None:
        write_result([as_junit(outcomes)], junit, force=at.force)
        remark(f"wrote {junit}")
    for outcome in outcomes:
        if outcome.example.todo and not outcome.differences:
            place = outcome.example.place
            remark(f"{place.file}:{place.line}: {outcome.example.name!r} passes now; take its `todo` out")
    changed = _tell_outdated(policy, at.engine)
    failed = sum(outcome.failed for outcome in outcomes)
    may_fail = len(differing) - failed
    remark(
        f"{counted(len(outcomes), 'example')}: {len(outcomes) - len(differing)} passed, {failed} failed"
        + (f", {may_fail} still to do" if may_fail else "")
    )
    if failed or (strict and changed):
        raise typer.Exit(FAILED)


def _tell_outdated(policy: Policy, engine: options.Engine) -> int:
    """Tell which shipped examples the user's own rules and settings decide otherwise; how many."""
    from screener.catalogue.values import counted
    from screener.folders import SHIPPED
    from screener.policy.loading import load_policy
    from screener.rehearsal.trials import outdated
    from screener.reports.explanations import outdated_example

    if not any(each.shipped for each in policy.examples) or policy.origin == SHIPPED:
        return 0
    found = [*outdated(policy, load_policy(), engine=options.engine_of(engine))]
    for each in found:
        _write([*outdated_example(each, _width()), ""])
    if found:
        remark(
            f"{counted(len(found), 'shipped example')} no longer as written, since your rules and settings say "
            "otherwise; that is news, no failure (--strict makes it one)"
        )
    return len(found)


def coverage(
    at: Annotated[Workspace, takes(*DECIDING)],
    folder: Folder = None,
    by_history: Annotated[
        bool, typer.Option("--history", help="By all requests known, not by examples.", show_default=False)
    ] = False,
) -> None:
    """List the conditions that no example (or no request known) has seen yes, seen no, or seen decide whether a rule
    holds."""
    from screener.rehearsal.trials import coverage_of
    from screener.reports.policy_tables import coverage_report

    policy = _policy(at.within(folder))
    own = {rule.id for rule in policy.rules if _is_own(rule, policy)}
    if by_history:
        tried = _history(at.within(folder))
    else:
        outcomes = _outcomes(policy, engine=options.Engine.COMPILED)
        tried = [(outcome.inferring, outcome.sheet) for outcome in outcomes]
    lines = coverage_of(policy, tried)
    _write(coverage_report([line for line in lines if line.rules & own], _width()))


def _history(at: Workspace) -> list[tuple[Inferring, FactSheet]]:
    """The facts of every request known, each with the policy bound to the user."""
    from screener.screening.history import all_cases, bound

    setting = replace(at, engine=options.Engine.COMPILED).setting()
    with at.opened() as opened:
        inferring = bound(opened, setting).inferring
        return [(inferring, case.sheet) for case in all_cases(opened, setting)]


def _policy(at: Workspace) -> Policy:
    """The policy in the folder, or the one that runs, named. Raises PolicyError, UsageError."""
    policy = at.policy()
    remark(f"policy: {policy.origin}")
    return policy


def _outcomes(
    policy: Policy, *, engine: options.Engine = options.Engine.COMPILED, every: bool = False
) -> list[Outcome]:
    """How the examples come out: a user's own, unless every one is wanted."""
    from screener.folders import SHIPPED
    from screener.policy.loading import load_policy
    from screener.rehearsal.trials import outcomes

    if policy.origin == SHIPPED:
        return [*outcomes(policy, policy, engine=options.engine_of(engine))]
    examples = tuple(example for example in policy.examples if every or not example.shipped)
    tried = structs.replace(policy, examples=examples)
    return [*outcomes(tried, load_policy() if every else tried, engine=options.engine_of(engine))]


def _find(wanted: str, policy: Policy) -> Rule:
    from screener.located.findings import suggestion

    for rule in policy.rules:
        if rule.id == wanted:
            return rule
    ids = [rule.id for rule in policy.rules]
    raise UsageError(f"there is no rule {wanted!r}{suggestion(wanted, ids)}; `screener rules list` shows all")


def _is_own(rule: Rule, policy: Policy) -> bool:
    from screener.folders import SHIPPED

    return policy.origin == SHIPPED or not rule.shipped


def _width() -> int:
    return min(max(terminal_width(), NARROWEST), WIDEST)


def _write(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)

"""What the user knows of somebody's work, whether they could recommend them and why, and a text for either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from screener.errors import UsageError
from screener.network.audit import Network
from screener.network.connections import Linked
from screener.network.judgement import Acquaintance
from screener.people.addresses import profile_slug
from screener.people.names import name_of
from screener.replies.letters import OTHERS, RECOMMENDATION, Letter, letter
from screener.texts.folding import fold, one_line

CAN_RECOMMEND: Final = "can-recommend"
_WORKED_TOGETHER: Final = "worked-together"
_YES: Final = "yes"
_SHOWN: Final = 8  # names in one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What can be said of a connection's work. `can_recommend`: a rule says so, and the user's own word is not against
    it; `wanting`: what else would show it, by the titles of the rules; `sayable`: what the two both know, in words."""

    network: Network
    one: Acquaintance
    can_recommend: bool
    wanting: tuple[str, ...]
    sayable: tuple[str, ...]
    draft: Letter


def recommendation_of(network: Network, linked: Linked, folders: Sequence[Path]) -> Recommendation:
    """What to say if somebody asks to be recommended. Where the user's word is no yes, the draft points to others, and
    says nothing against them."""
    one = acquaintance(network, linked)
    holds = CAN_RECOMMEND in one.drawn
    is_yes = holds and one.vouch in ("", _YES)  # the user's own word goes before any rule
    draft = letter(
        RECOMMENDATION if is_yes else OTHERS,
        name=linked.name,
        about_me=network.about_me,
        folders=folders,
        voice=one.voice,
        facts={name: told for name, told in one.known_facts.items() if name in ("shared_employer", "endorsement_given")}
        if is_yes
        else {},
        worked_together=_WORKED_TOGETHER in one.drawn,
    )
    rules = [rule for rule in network.policy.rules if rule.conclude == CAN_RECOMMEND and rule.runs]
    return Recommendation(
        network=network,
        one=one,
        can_recommend=is_yes,
        wanting=() if holds else tuple(rule.title or rule.id for rule in rules),
        sayable=tuple(
            f"{name.replace('_', ' ')}: {one_line(text)}"
            for name, told in one.known_facts.items()
            for text in told.values()
        ),
        draft=draft,
    )


def acquaintance(network: Network, linked: Linked) -> Acquaintance:
    """One connection judged."""
    return next(one for one in network.judged([linked.person]) if one.linked is linked)


def connection_named(network: Network, which: str) -> Linked | None:
    """The connection of this address, id or name, else the only one whose name holds it; None if there is none. Raises
    UsageError if there are several."""
    everyone = sorted(network.connections.everyone, key=Linked.order)
    slug, wanted, words = profile_slug(which), fold(which), name_of(which).full
    for found in (
        [one for one in everyone if which == one.id or (slug and "/" in which and slug == one.slug)],
        [one for one in everyone if fold(one.name) == wanted or (words and name_of(one.name).full == words)],
        [one for one in everyone if wanted and wanted in fold(one.name)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{one_line(one.name)} ({one.id})" for one in found[:_SHOWN])
            raise UsageError(f"{which!r} may be any of {listed}; give the name in brackets")
    return None

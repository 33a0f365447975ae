"""The names under which somebody appears."""

from __future__ import annotations

from screener.sources.records import Provenance
from screener.world.appearance import Appearance, AppearanceKind, Key, KeyKind, names_borne


def _appearance(*names: str, keys: tuple[Key, ...] = ()) -> Appearance:
    return Appearance(kind=AppearanceKind.CONNECTION, names=names, keys=keys, at=Provenance(file="Connections.csv"))


def test_an_address_that_spells_the_name_takes_nothing_of_what_the_name_tells() -> None:
    (name,) = names_borne([_appearance("Jane Doe (née Roe)", keys=((KeyKind.SLUG, "jane-doe-1a2b"),))])

    assert (name.words, name.former) == (("jane", "doe"), ("roe",))


def test_an_initial_stays_one_where_the_address_writes_it_like_a_particle() -> None:
    (name,) = names_borne([_appearance("Omkaar L.", keys=((KeyKind.SLUG, "omkaar-l-7f"),))])

    assert name.words == ("omkar", "l")
    assert not name.particles


def test_an_address_tells_another_name() -> None:
    written = [_appearance("Jane Doe", keys=((KeyKind.SLUG, "jane-roe"), (KeyKind.MAIL, "j.doe@example.com")))]

    assert [name.words for name in names_borne(written)] == [("jane", "doe"), ("jane", "roe")]

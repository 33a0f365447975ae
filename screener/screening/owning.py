"""Whose store it is: the owner of the first archive that was kept in it, and nobody else."""

from __future__ import annotations

from screener.errors import InputError
from screener.ledger.sqlite_store import Store
from screener.people.addresses import profile_slug
from screener.people.names import name_keys
from screener.sources.owner import Owner


def refuse_other_owner(store: Store, owner: Owner) -> None:
    """Raises InputError for an archive of somebody else than the store's owner."""
    row = store.one("SELECT * FROM owner")
    slug = profile_slug(owner.profile_url)
    if row is None or not (slug or owner.name):
        return
    if slug and row["slug"]:
        is_same = slug == row["slug"]
    else:
        is_same = not set(name_keys(owner.name)).isdisjoint(name_keys(row["name"]))
    if not is_same:
        raise InputError(
            f"this archive is {owner.name or slug}'s, and the store {store.path} belongs to "
            f"{row['name'] or row['slug']}; name another file with --store, or use --no-store"
        )


def keep_owner(store: Store, owner: Owner) -> None:
    """Note whose archive was read, if that is news. To be called while writing."""
    slug = profile_slug(owner.profile_url)
    row = store.one("SELECT * FROM owner")
    if row is None and (slug or owner.name):
        store.insert("owner", {"id": 1, "name": owner.name, "slug": slug})
    elif row is not None and slug and not row["slug"]:
        store.run("UPDATE owner SET slug = ?", slug)

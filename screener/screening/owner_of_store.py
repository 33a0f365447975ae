"""Whose store it is: the owner of the first archive that was kept in it, and nobody else."""

from __future__ import annotations

from screener.errors import InputError
from screener.ledger.sqlite_store import Store
from screener.people.names import name_of
from screener.sources.source import Source, SourceKind
from screener.world.owner import Owner


def refuse_other_owner(store: Store, owner: Owner, source: Source) -> None:
    """Raises InputError for an archive of somebody else than the store's owner."""
    row = store.one("SELECT * FROM owner")
    if source.kind is not SourceKind.LINKEDIN_ARCHIVE or row is None or not (owner.called or owner.profiles):
        return
    slugs = {key.value for key in owner.profiles if key.kind == "slug"}
    if slugs and row["slug"]:
        is_same = row["slug"] in slugs
    else:
        is_same = not owner.names or name_of(row["name"]).full in owner.names
    if not is_same:
        raise InputError(
            f"this archive is {owner.called or min(slugs)}'s, and the store {store.path} belongs to "
            f"{row['name'] or row['slug']}; name another file with --store, or use --no-store"
        )


def keep_owner(store: Store, owner: Owner) -> None:
    """Note whose archive was read, if that is news. To be called while writing."""
    slug = min((key.value for key in owner.profiles if key.kind == "slug"), default="")
    row = store.one("SELECT * FROM owner")
    if row is None and (slug or owner.called):
        store.insert("owner", {"id": 1, "name": owner.called, "slug": slug})
    elif row is not None and slug and not row["slug"]:
        store.run("UPDATE owner SET slug = ?", slug)

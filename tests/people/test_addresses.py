"""Tests of `screener.people.addresses`."""

import pytest

from screener.people.addresses import KeyKind, ProfileKey, profile_key, profile_slug


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/zo%C3%AB-brandt",
        "HTTPS://de.linkedin.com/comm/in/Zoë-Brandt/?trk=x#y",
        "www.linkedin.com/in/zoë-brandt/en",
        "/in/ZO%C3%8B-brandt",
        "in/zoe\u0308-brandt",
        " zoë-brandt ",
        "zo%C3%AB-brandt",
    ],
)
def test_every_form_of_an_address_has_the_same_slug(address: str) -> None:
    assert profile_slug(address) == "zoë-brandt"


@pytest.mark.parametrize(
    "address",
    ["", "urn:li:member:12", "https://www.linkedin.com/company/fabrikam", "https://example.com", "N/A", "none", "a b",
     "https://www.linkedin.com/profile/view?id=5"],
)  # fmt: skip
def test_what_is_no_profile_address_has_no_slug(address: str) -> None:
    assert profile_slug(address) == ""


MEMBER = "ACoAAB9ZyXwVuTsRqPoNmLkJiHgFeDcBa98765"


@pytest.mark.parametrize(
    ("address", "kind", "value"),
    [
        ("https://www.linkedin.com/in/Goran-Velde/?x=1", KeyKind.SLUG, "goran-velde"),
        (f"https://www.linkedin.com/in/{MEMBER}", KeyKind.MEMBER_ID, MEMBER),
        (f"https://www.linkedin.com/in/{MEMBER}/?miniProfileUrn=x", KeyKind.MEMBER_ID, MEMBER),
        (MEMBER, KeyKind.MEMBER_ID, MEMBER),
        (f"https://www.linkedin.com/comm/profile/view?trk=x&id={MEMBER}", KeyKind.MEMBER_ID, MEMBER),
        (f"urn:li:fsd_profile:{MEMBER}", KeyKind.MEMBER_ID, MEMBER),
        ("urn:li:member:123", KeyKind.URN, "123"),
        ("goran-velde", KeyKind.SLUG, "goran-velde"),
        ("https://www.linkedin.com/in/acorn-aardvark-smith", KeyKind.SLUG, "acorn-aardvark-smith"),
    ],
)
def test_an_address_holds_a_key_of_its_kind(address: str, kind: KeyKind, value: str) -> None:
    assert profile_key(address) == ProfileKey(kind, value)


@pytest.mark.parametrize("address", ["", "https://www.linkedin.com/company/kvist", "urn:li:company:1", "Get Profile"])
def test_anything_else_holds_none(address: str) -> None:
    assert profile_key(address) is None


def test_a_member_id_is_no_slug_and_keeps_its_case() -> None:
    assert profile_slug(f"https://www.linkedin.com/in/{MEMBER}") == ""
    assert profile_key(MEMBER) != profile_key(MEMBER.replace("ZyX", "ZYX"))


def test_only_slugs_contradict_each_other() -> None:
    ann, bo = ProfileKey(KeyKind.SLUG, "ann"), ProfileKey(KeyKind.SLUG, "bo")
    one, two = ProfileKey(KeyKind.MEMBER_ID, MEMBER), ProfileKey(KeyKind.MEMBER_ID, MEMBER[:-1])
    assert ann.contradicts(bo)
    assert not any(left.contradicts(right) for left, right in ((ann, ann), (ann, one), (one, two), (one, bo)))

"""Tests of `screener.people.addresses`."""

from screener.people.addresses import email_key


def test_an_address_is_known_whatever_is_around_it() -> None:
    assert email_key("Jane Doe <Jane@Doe.Example>") == "jane@doe.example"
    assert email_key("mailto:jane@doe.example") == "jane@doe.example"
    assert email_key("jane at doe") == ""

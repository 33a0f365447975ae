"""Tests of `screener.people.emails`."""

import pytest

from screener.people.emails import email_key, emails_in, firm_in


def test_an_address_is_known_whatever_is_around_it() -> None:
    assert email_key("Jane Doe <Jane@Doe.Example>") == "jane@doe.example"
    assert email_key("mailto:jane@doe.example") == "jane@doe.example"
    assert email_key("jane at doe") == ""
    assert emails_in('"Doe, J" <a@x.example>, b@y.example; c') == ("a@x.example", "b@y.example")


@pytest.mark.parametrize(
    ("email", "firm"),
    [("j@contoso.com", "contoso"), ("j@mail.contoso.co.uk", "contoso"), ("j@gmail.com", ""), ("j@abb.com", "")],
)
def test_the_domain_may_name_a_firm(email: str, firm: str) -> None:
    assert firm_in(email) == firm

"""Tests of `screener.languages.language_guess`."""

import pytest

from screener.languages.language_guess import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hi Maya, we met at the meetup."),
        ("en", "Let's connect"),
        ("de", "Hallo Frau Ruiz, ich würde mich gerne mit Ihnen vernetzen."),
        ("es", "Hola Ana, me gustaría conectar contigo para hablar de robótica"),
        ("fr", "Bonjour Ana, je serais ravi de vous ajouter à mon réseau"),
        ("pt", "Olá Ana, gostaria de fazer parte da sua rede"),
        ("it", "Ciao Ana, mi piacerebbe entrare in contatto con lei"),
        ("nl", "Hallo Ana, ik zou graag met je willen verbinden"),
        ("ja", "はじめまして、よろしくお願いします"),
        ("ja", "株式会社Northwindの山田です。よろしくお願いします"),
    ],
)
def test_a_note_is_recognised(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Hi", "Ana Ruiz", "👍👍👍", "Привет, как дела сегодня", "你好，很高兴认识你", "Ok super top"]
)
def test_a_short_text_or_another_language_is_not_guessed(text: str) -> None:
    assert language_of(text) is None

"""E-mail and web addresses in one normal form, spelled out or not."""

import pytest

from haven.records.contacts import find_contacts


def _found(text: str) -> list[tuple[str, str]]:
    return [(c.kind.value, c.value) for c in find_contacts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "jane.roe@mail.example",
        "JANE.ROE@Mail.Example.",
        "jane.roe at mail dot example",
        "jane.roe (at) mail (dot) example",
        "jane.roe[at]mail[.]example",
        "jane.roe @ mail . example",
        "ｊａｎｅ.roe＠mail.example",
        "jаne.roe@mail.example",  # a Cyrillic а
        "jane.roe@mail\u200b.example",
    ],
)
def test_an_email_address_has_one_form(text: str) -> None:
    assert _found(f"write to {text} today") == [("email", "jane.roe@mail.example")]


def test_spelled_free_mail_needs_no_spelled_dot() -> None:
    assert _found("jane99 at gmail.com") == [("email", "jane99@gmail.com")]
    assert _found("jane99 (at) gmail dot com. You can") == [("email", "jane99@gmail.com")]
    assert _found("jane99 at example dot co dot uk") == [("email", "jane99@example.co.uk")]


@pytest.mark.parametrize(
    "text",
    [
        "meet at noon. me too",
        "open at 9.30 at the office",
        "look at this.it is great",
        "e.g. a flat, i.e. a room",
        "file.py and readme.md and photo.jpg",
        "good location.near the park",
        "3 bed @ 1250.00",
        "name@localpart",
    ],
)
def test_sentences_are_no_addresses(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see www.Shop.example", [("domain", "shop.example")]),
        (
            "https://www.shop.example/Flat/12/?utm_source=x&room=2#top",
            [("domain", "shop.example"), ("url", "shop.example/flat/12?room=2")],
        ),
        ("hxxp://shop.example/a.", [("domain", "shop.example"), ("url", "shop.example/a")]),
        ("(http://a.b.shop.co.uk)", [("domain", "shop.co.uk")]),
        ("visit rooms-r-us.com now", [("domain", "rooms-r-us.com")]),
        ("visit rooms dot com now", [("domain", "rooms.com")]),
        ("bit.ly/AbC1", [("domain", "bit.ly"), ("url", "bit.ly/abc1")]),
        ("http://jane.blogspot.com", [("domain", "jane.blogspot.com")]),
        ("look at shop dot com", [("domain", "shop.com")]),
        ("http://192.168.0.1/x", []),
    ],
)
def test_web_addresses(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(_found(text)) == found


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("https://t.me/Jane_Roe1", "telegram:@jane_roe1"),
        ("t.me/jane_roe1", "telegram:@jane_roe1"),
        ("telegram @jane_roe1", "telegram:@jane_roe1"),
        ("Telegram: jane_roe1", "telegram:@jane_roe1"),
        ("my tg id is @jane_roe1", "telegram:@jane_roe1"),
        ("@jane_roe1 on telegram", "telegram:@jane_roe1"),
        ("add me on kik jane_roe1", "kik:@jane_roe1"),
        ("WeChat ID: janeroe", "wechat:@janeroe"),
        ("加微信 janeroe_88", "wechat:@janeroe_88"),
        ("телеграм @jane_roe1", "telegram:@jane_roe1"),
        ("IG: jane.roe", "instagram:@jane.roe"),
        ("https://www.instagram.com/jane.roe/?hl=en", "instagram:@jane.roe"),
        ("snapchat.com/add/jane.roe", "snapchat:@jane.roe"),
    ],
)
def test_accounts_where_the_messenger_is_named(text: str, handle: str) -> None:
    assert _found(text) == [("handle", handle)]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@jane_roe1 telegram @jane_roe2 instagram", ["telegram:@jane_roe1", "instagram:@jane_roe2"]),
        ("instagram @jane_roe1 telegram @jane_roe2", ["instagram:@jane_roe1", "telegram:@jane_roe2"]),
        ("@jane_roe1:telegram:jane_roe2", ["telegram:@jane_roe1"]),
    ],
)
def test_a_messenger_between_two_accounts_belongs_to_one(text: str, handles: list[str]) -> None:
    assert [value for _, value in _found(text)] == handles


@pytest.mark.parametrize(
    "text",
    [
        "@jane_roe1 is great",
        "a strong wifi signal everywhere",
        "telegram is the best app",
        "first in line for the room",
        "signal: strong",
        "snap: it broke",
        "text me on whatsapp please",
        "facebook: check out our offers today",
        "https://www.instagram.com/p/Cabc123/",
    ],
)
def test_words_beside_a_messenger_are_no_accounts(text: str) -> None:
    assert [kind for kind, _ in _found(text) if kind == "handle"] == []

"""What passes for boilerplate: told by the company it keeps, and by how much of an ad it is."""

from haven.networks import sweep
from haven.records import AdRecord
from tests.networks.ads import stranger

_CORE = stranger(900, words=45).body
_STOCK = stranger(901, words=16).body


def test_a_text_to_which_every_ad_adds_words_of_its_own_is_one_text() -> None:
    ads = [AdRecord(id=f"a-{i:02}", body=f"{_CORE} {stranger(i, words=9).body}") for i in range(20)]
    assert [n.size for n in sweep([*ads, *(stranger(50 + i) for i in range(40))]).networks] == [20]


def test_a_stock_sentence_is_no_text_even_where_it_is_half_of_the_ad() -> None:
    ads = [AdRecord(id=f"a-{i:02}", body=f"{stranger(i, words=14 + i % 12).body} {_STOCK}") for i in range(30)]
    assert sweep([*ads, *(stranger(50 + i) for i in range(40))]).networks == []


def test_common_turns_of_phrase_beside_it_are_no_company() -> None:
    turns = [stranger(910 + k, words=4).body for k in range(4)]

    def speak(number: int) -> str:
        own = stranger(number, words=24).body.split()
        return " ".join([*own[:12], turns[number % 4], *own[12:], turns[(number // 4) % 4]])

    common = [AdRecord(id=f"c-{i:03}", body=speak(1000 + i)) for i in range(160)]
    ads = [AdRecord(id=f"a-{i:02}", body=f"{speak(2000 + i)} {_STOCK}") for i in range(24)]
    assert sweep([*common, *ads]).networks == []

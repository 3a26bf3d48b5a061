"""Wallet addresses count when their checksum does. Addresses are those of the standards' own examples."""

import pytest

from haven.records.contacts import find_contacts
from haven.records.contacts.keccak import keccak_256


def _wallets(text: str) -> list[str]:
    return [c.value for c in find_contacts(text) if c.kind == "wallet"]


GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"  # BIP 173
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"  # BIP 350
EIP55 = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


@pytest.mark.parametrize("address", [GENESIS, SEGWIT, TAPROOT, EIP55])
def test_an_address_is_found(address: str) -> None:
    assert _wallets(f"pay to {address}, then write") == [address]


@pytest.mark.parametrize("address", [GENESIS, SEGWIT, TAPROOT, EIP55])
@pytest.mark.parametrize("place", [8, 20, -1])
def test_one_wrong_letter_is_no_address(address: str, place: int) -> None:
    letter = address[place]
    wrong = next(x for x in "2345789acde" if x.lower() != letter.lower())
    letters = list(address)
    letters[place] = wrong
    assert _wallets("".join(letters)) == []


def test_spellings_of_one_address_have_one_form() -> None:
    assert _wallets(f"{EIP55.lower()} {SEGWIT.upper()}") == [EIP55, SEGWIT]
    assert _wallets(f"0x{EIP55[2:].upper()}") == [EIP55]
    assert _wallets(SEGWIT[:10].upper() + SEGWIT[10:]) == []


def test_keccak_is_the_reference() -> None:
    assert keccak_256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak_256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
    # One block of 136 bytes takes a second one for its padding.
    assert keccak_256(b"a" * 136) != keccak_256(b"a" * 135)

"""Wallet addresses, each proven by its own checksum."""

import hashlib
import re
from functools import reduce

from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.keccak import keccak_256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Long runs of letters and digits, of which most texts have none.
_LONG = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{26,90}(?![0-9A-Za-z])")
# Version byte and first letters, by the coins' own address formats: Bitcoin, Litecoin, Dogecoin, Tron.
_VERSIONS = {0x00: "1", 0x05: "3", 0x30: "L", 0x32: "M", 0x1E: "D", 0x41: "T"}
_PREFIXES = ("bc", "ltc")
_BECH32_CONSTANTS = {1, 0x2BC830A3}  # BIP 173, BIP 350
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def find_wallets(text: str) -> list[Contact]:
    """The wallet addresses in a raw text: case matters to them, so folding does not come first."""
    found = []
    for match in _LONG.finditer(text):
        value = _normal_form(match[0])
        if value:
            found.append(Contact(ContactKind.WALLET, value, match.start(), match.end()))
    return found


def _normal_form(word: str) -> str | None:
    if word[:2] in {"0x", "0X"}:
        return _ethereum(word[2:]) if len(word) == 42 else None
    if word.lower().startswith(tuple(f"{prefix}1" for prefix in _PREFIXES)):
        return word.lower() if _is_bech32(word) else None
    return word if word[0] in _VERSIONS.values() and _is_base58check(word) else None


def _is_base58check(word: str) -> bool:
    """Bitcoin's base58check: version, twenty bytes, four bytes of a double SHA-256."""
    if len(word) > 36 or not all(letter in _BASE58 for letter in word):
        return False
    number = reduce(lambda total, letter: total * 58 + _BASE58.index(letter), word, 0)
    if number.bit_length() > 200:
        return False
    raw = number.to_bytes(25)
    digest = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()
    return raw[21:] == digest[:4] and _VERSIONS.get(raw[0]) == word[0]


def _is_bech32(word: str) -> bool:
    """BIP 173 and BIP 350: one case, and a checksum over prefix and data."""
    if word not in {word.lower(), word.upper()}:
        return False
    prefix, _, data = word.lower().rpartition("1")
    if prefix not in _PREFIXES or len(data) < 8 or not all(letter in _BECH32 for letter in data):
        return False
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    return _polymod(spread + [_BECH32.index(letter) for letter in data]) in _BECH32_CONSTANTS


def _polymod(values: list[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            total ^= generator if top >> bit & 1 else 0
    return total


def _ethereum(digits: str) -> str | None:
    """The address in EIP-55's mixed case; a mixed case that does not check is no address."""
    if not re.fullmatch("[0-9a-fA-F]{40}", digits):
        return None
    digest = keccak_256(digits.lower().encode()).hex()
    checked = "".join(d.upper() if int(h, 16) > 7 else d for d, h in zip(digits.lower(), digest, strict=False))
    return f"0x{checked}" if digits in {checked, digits.lower(), digits.upper()} else None

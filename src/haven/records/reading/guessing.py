"""Whether a text file that names no encoding and is not UTF-8 is plainly in Windows-1252, as many old exports are.

Only that one is guessed: a file in it has no valid UTF-8 beside the invalid, few letters beyond the plain ones, and
hardly anything that Windows-1252 makes of other encodings of one byte: signs or capitals in the middle of words, three
letters beyond the plain ones in a row, letters that only Icelandic has. Windows-1252 holds all letters of ISO 8859-1.
"""

import re
from functools import partial
from itertools import chain
from pathlib import Path

from haven.records.reading.opening import Counted

WESTERN = "cp1252"
_SAMPLE = 1 << 22
_BEYOND = re.compile(r"[^\x00-\x7f]")
_PLAIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_OF_ANOTHER = re.compile(r"(?<=[a-zß-öø-ÿ])[¡-¿×÷À-ÖØ-ÞŒŠŽŸ](?=[a-zß-öø-ÿ])|[À-ÖØ-öø-ÿŒœŠšŽžŸ]{3}|[ÐÝÞðýþ]")
_MOST_LETTERS, _MOST_OF_ANOTHER = 0.25, 0.01


def is_western(path: Path) -> bool:
    """Whether the file, unpacked, holds no UTF-8, and its first four megabytes are Windows-1252 and nothing else."""
    try:
        with Counted(path) as file:
            sample = file.read(_SAMPLE)
            text = sample.decode(WESTERN)
            return _is_plain(text) and all(map(_is_no_utf8, chain([sample], iter(partial(file.read, _SAMPLE), b""))))
    except (OSError, UnicodeDecodeError):
        return False


def _is_no_utf8(block: bytes) -> bool:
    beyond = _BEYOND.findall(block.decode("utf-8", "surrogateescape"))
    return all("\udc80" <= found <= "\udcff" for found in beyond)


def _is_plain(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return (
        "\0" not in text
        and 0 < letters <= _MOST_LETTERS * len(_PLAIN.findall(text))
        and len(_OF_ANOTHER.findall(text)) <= _MOST_OF_ANOTHER * letters
    )

"""Whether a text file that names no encoding and is not UTF-8 is plainly in Windows-1252, as many old exports are.

Only that one is guessed: a file in it has no valid UTF-8 beside the invalid, few letters beyond the plain ones, and no
sign such as ³ or ¹ in the middle of words, where other encodings of one byte have letters. Windows-1252 holds all
letters of ISO 8859-1.
"""

import re
from pathlib import Path

from haven.records.reading.opening import Counted

WESTERN = "cp1252"
_SAMPLE = 1 << 22
_BEYOND = re.compile(r"[^\x00-\x7f]")
_PLAIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_SIGN_IN_A_WORD = re.compile(r"(?<=[a-zß-öø-ÿ])[¡-¿×÷](?=[a-zß-öø-ÿ])")
_MOST_LETTERS, _MOST_SIGNS = 0.25, 0.01


def is_western(path: Path) -> bool:
    """Whether the first four megabytes, unpacked, are Windows-1252 and nothing else; false for what is UTF-8."""
    try:
        with Counted(path) as file:
            sample = file.read(_SAMPLE)
        text = sample.decode(WESTERN)
    except (OSError, UnicodeDecodeError):
        return False
    beyond = _BEYOND.findall(sample.decode("utf-8", "surrogateescape"))
    if "\0" in text or not all("\udc80" <= found <= "\udcff" for found in beyond):
        return False
    letters = len(_LETTER.findall(text))
    return (
        0 < letters <= _MOST_LETTERS * len(_PLAIN.findall(text))
        and len(_SIGN_IN_A_WORD.findall(text)) <= _MOST_SIGNS * letters
    )

"""Telephone numbers in folded text, disguised ones included, in E.164.

Owns: which stretches of digits are telephone numbers. Must not know: how digits are disguised (`digits`), shapes
(`candidates`), numbering plans (`numbering`).

A number without its area code has no normal form and is not looked for; nor are numbers in letters (1-800-FLOWERS).
"""

import re
from collections.abc import Sequence

from haven.records.contacts.candidates import Candidate
from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.digits import Token, digit_runs
from haven.records.contacts.numbering import LONGEST, SHORTEST, international, is_north_american, national

_PREFIXES = ("011", "00")  # dialled before a country code


def find_phones(folded: str, letters: list[str], *, region: str) -> list[Contact]:
    """The telephone numbers in a folded text; spans count in it.

    `letters` are the text's runs of letters; `region` reads numbers without country code.
    """
    found: list[Contact] = []
    for run in digit_runs(folded, letters, at_least=SHORTEST):
        first = 0
        while first < len(run):
            phone, last = _longest_from(folded, run, first, region)
            if phone:
                found.append(phone)
            first = last + 1
    return found


def _longest_from(folded: str, run: list[Token], first: int, region: str) -> tuple[Contact | None, int]:
    """The longest number that starts with the run's token `first`, and its last token."""
    digits = ""
    found, behind = None, first
    lengths = _lengths(folded, run[first], region)
    for last in range(first, len(run)):
        digits += "" if last > first and _is_trunk(folded, run[last]) else run[last].digits
        if len(digits) > lengths[-1]:
            break
        if len(digits) not in lengths:
            continue
        candidate = Candidate(folded, run, first, last, digits)
        value = _number(candidate, region)
        if value:
            end = run[last].end
            found = Contact(ContactKind.PHONE, value, candidate.start, end, candidate.is_disguised)
            behind = last
    return found, behind


def _lengths(folded: str, token: Token, region: str) -> Sequence[int]:
    """How many digits a number that starts with the token may have: most starts are told apart by that alone."""
    if token.digits.startswith(_PREFIXES):
        return range(SHORTEST, LONGEST + 4)
    if is_north_american(region) and folded[max(0, token.start - 2) : token.start].rstrip("(")[-1:] != "+":
        return (10, 11) if token.digits[0] != "0" else (0,)
    return range(SHORTEST, LONGEST + 1)


def _is_trunk(folded: str, token: Token) -> bool:
    """Whether the token is the (0) of +44 (0)20, which is not dialled from abroad."""
    return token.digits == "0" and folded[token.start - 1] == "(" and folded[token.end : token.end + 1] == ")"


def _number(candidate: Candidate, region: str) -> str | None:
    """The candidate in E.164, if it is a number."""
    digits = candidate.digits
    if candidate.has_plus:
        marked = candidate.has_context or (len(candidate.window) > 1 and len(candidate.window[0].digits) <= 3)
        return international(digits, marked=marked) if candidate.stands_apart() else None
    loose = candidate.is_single or candidate.is_spelled
    if is_north_american(region) and not (loose or candidate.is_shaped or digits.startswith(_PREFIXES)):
        return None
    if not candidate.stands_apart():
        return None
    prefix = next((p for p in _PREFIXES if candidate.window[0].digits.startswith(p)), None)
    if prefix:
        grouped = 2 < len(candidate.window[0].digits) < 6 and len(candidate.window) > 1
        return international(digits.removeprefix(prefix), marked=candidate.has_context or grouped)
    if not (candidate.has_context or loose or candidate.is_marked) and candidate.is_named_otherwise:
        return None
    marked = loose or candidate.is_marked or candidate.has_context or candidate.has_letters
    return national(digits, region, marked=marked)


def phone_in_link(path: str, region: str) -> str | None:
    """The number in a messenger's link, which writes it with its country code and without the plus."""
    digits = re.sub(r"\D", "", path)
    return (international(digits, marked=True) or national(digits, region, marked=True)) if digits else None

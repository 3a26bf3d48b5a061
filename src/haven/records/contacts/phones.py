"""Telephone numbers in folded text, disguised ones included, in E.164.

Owns: which runs of digits are telephone numbers. Must not know: how digits are disguised (`digits`).

`phonenumbers` validates. Numbers that only look possible count where their shape or the words before them say so:
numbers reserved for fiction are possible, not valid. A number without its area code has no normal form and is not
looked for; nor are numbers in letters (1-800-FLOWERS).
"""

import re
from functools import lru_cache

import phonenumbers

from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.digits import Token, digit_runs

_SHORTEST, _LONGEST = 8, 15  # digits, country code included (E.164)
_NANP_SHAPES = {(10,), (3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2)}
_NANP_SHAPES |= {(11,)} | {(1, *shape) for shape in _NANP_SHAPES}
_SEPARATOR = re.compile(r"[ \u00a0]*[-.()/*~_·]{0,3}[ \u00a0]*")
_OPENING = re.compile(r"(?:\+ ?)?\(?$|$")
_CONTEXT = re.compile(
    r"(?<![a-z])(?:call|text|txt|sms|tel|telef|phone|ph|mobile|mob|cell|whatsapp|whats app|wa|viber|contact|ring|dial|"
    r"reach|fax|office|number|anruf|ruf|handy|llam|movil|móvil|celular|appel|chiam|dzwo|zadzwo|komórk|тел|звон|позвон)"
    r"|[☎✆📞📱📲📳☏]|电话|手机"
)
_NAMES_A_THING = re.compile(
    r"(?:#|№|\b(?:id|ids|no|nr|ref|item|order|isbn|sku|vin|mls|case|serial|model|part|code)\b)[\W_]*$"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")


def find_phones(folded: str, *, region: str) -> list[Contact]:
    """The telephone numbers in a folded text; spans count in it. `region` reads numbers without country code."""
    found: list[Contact] = []
    for run in digit_runs(folded, at_least=_SHORTEST):
        i = 0
        while i < len(run):
            phone, behind = _number_from(folded, run, i, region)
            if phone:
                found.append(phone)
            i = behind
    return found


def _number_from(folded: str, run: list[Token], i: int, region: str) -> tuple[Contact | None, int]:
    """The longest number that starts with the run's token `i`, and where to look on."""
    digits = ""
    best: tuple[str, int] | None = None
    plus = _plus_before(folded, run[i].start)
    for j in range(i, len(run)):
        digits += "" if _is_trunk(folded, run[j], plus, i == j) else run[j].digits
        if len(digits) > _LONGEST + 2:
            break
        if len(digits) >= _SHORTEST and (value := _accept(folded, run, i, j, digits, plus, region)):
            best = value, j
    if best is None:
        return None, i + 1
    value, j = best
    window = run[i : j + 1]
    disguised = _is_single(window) or not all(token.plain and _is_plain_gap(token.gap) for token in window[1:])
    start = window[0].start - len(_OPENING.search(folded, max(0, window[0].start - 3), window[0].start)[0])  # type: ignore[index]
    return Contact(ContactKind.PHONE, value, start, window[-1].end, disguised or not window[0].plain), j + 1


def _plus_before(folded: str, start: int) -> bool:
    before = folded[max(0, start - 3) : start].rstrip(" (")
    return before.endswith("+")


def _is_trunk(folded: str, token: Token, plus: bool, first: bool) -> bool:
    """Whether the token is the (0) of +44 (0)20, which is not dialled."""
    return (
        plus and not first and token.digits == "0" and folded[token.start - 1] == "(" and folded[token.end :][:1] == ")"
    )


def _is_plain_gap(gap: str | None) -> bool:
    return gap is None or gap in {"", " ", "-", ".", "/", ") ", ")", " (", "(", " - ", ")-"}


def _is_single(window: list[Token]) -> bool:
    """Whether every digit stands alone: 2 * 0 * 2 …"""
    return len(window) >= _SHORTEST and all(len(token.digits) == 1 for token in window)


def _accept(folded: str, run: list[Token], i: int, j: int, digits: str, plus: bool, region: str) -> str | None:
    """The number in E.164 if tokens `i` to `j` are one, and one that ends there."""
    window = run[i : j + 1]
    loose = _is_single(window) or any(token.spelled for token in window)
    if not (_stands_alone(run, i, j) if loose else _is_grouped(folded, run, i, j)):
        return None
    context = _has_context(folded, window[0].start)
    if plus or digits.startswith(("00", "011")):
        return _international(
            digits if plus else digits.removeprefix("00").removeprefix("011"), len(window) > 1 or context
        )
    if not context and not loose and _NAMES_A_THING.search(folded, max(0, window[0].start - 12), window[0].start):
        return None
    if country_code(region) == 1:
        return _north_american(digits, window, loose, context)
    return _national(digits, region, loose or context)


def _has_context(folded: str, start: int) -> bool:
    return _CONTEXT.search(folded, max(0, start - 30), start) is not None


def _stands_alone(run: list[Token], i: int, j: int) -> bool:
    """Whether the run goes on on neither side in the way in which it is written inside."""
    inside = {token.gap for token in run[i + 1 : j + 1]}
    before = run[i].gap
    after = run[j + 1].gap if j + 1 < len(run) else None
    return (before is None or before not in inside) and (after is None or after not in inside)


def _is_grouped(folded: str, run: list[Token], i: int, j: int) -> bool:
    """Whether the tokens stand together like one number, and apart from the digits around them."""
    window = run[i : j + 1]
    if any(not _SEPARATOR.fullmatch(token.gap or "") for token in window[1:]):
        return False
    if _DATE.match(folded, window[0].start):
        return False
    spaced_only = all(token.gap == " " for token in window[1:]) and len(window) > 1
    for gap in (run[i].gap, run[j + 1].gap if j + 1 < len(run) else None):
        if gap is None or gap in {"/", ",", ";", "|", "&"}:
            continue
        if not re.search(r"\s", gap) or (spaced_only and gap == " "):
            return False
    return not re.match(r"[.:-][0-9]|@|%|[€$£]", folded[window[-1].end : window[-1].end + 2])


def _north_american(digits: str, window: list[Token], loose: bool, context: bool) -> str | None:
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) != 10 or digits[0] in "01" or digits[3] in "01" or len(set(digits)) < 3:
        return None
    if not loose and tuple(len(token.digits) for token in window) not in _NANP_SHAPES:
        return None
    marked = any(token.gap not in {" ", None} for token in window)
    return f"+1{digits}" if _is_area(digits[:3]) or (marked and len(window) > 2) or context else None


@lru_cache(maxsize=1024)
def _is_area(area: str) -> bool:
    """Whether the North American area code is assigned."""
    return phonenumbers.is_valid_number(phonenumbers.parse(f"+1{area}2345678"))


@lru_cache(maxsize=1024)
def country_code(region: str) -> int:
    """The calling code of an ISO 3166 region, 0 if there is none."""
    return phonenumbers.country_code_for_region(region)


@lru_cache(maxsize=1 << 14)
def _parsed(digits: str, region: str | None) -> tuple[str, bool] | None:
    """The number in E.164 and whether it is valid; None where it is not even possible."""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return value, phonenumbers.is_valid_number(number)


def _international(digits: str, marked: bool) -> str | None:
    parsed = _parsed(f"+{digits}", None)
    return parsed[0] if parsed and (parsed[1] or marked) else None


def _national(digits: str, region: str, marked: bool) -> str | None:
    """A number dialled inside its country: valid, or possible, with its trunk prefix and a word that says so."""
    parsed = _parsed(digits, region) if len(set(digits)) > 2 else None
    if not parsed or not (digits.startswith("0") or marked):
        return None
    return parsed[0] if parsed[1] or (marked and digits.startswith("0") and len(digits) >= 10) else None


def phone_in_link(path: str, region: str) -> str | None:
    """The number in a messenger's link, which writes it with its country code and without the plus."""
    digits = re.sub(r"\D", "", path)
    return (_international(digits, marked=True) or _national(digits, region, marked=True)) if digits else None

"""E-mail and web addresses in folded text, spelled-out ones included.

Owns: finding them and their normal form. Must not know: which hosts belong to messengers (`handles`).
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.domains import registrable_domain
from haven.records.contacts.messengers import account_in_link

_LABEL = r"[a-z0-9][a-z0-9\-]{0,62}"
_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])[a-z0-9_][a-z0-9._%+\-]{{0,63}}+@(?:{_LABEL}\.){{1,4}}[a-z][a-z0-9\-]{{1,23}}(?![a-z0-9\-])"
)
_WORD_DOT = r"\s{0,2}[\[({<*]{1,2}\s?(?:dot|punkt|punto|\.)\s?[\])}>*]{1,2}\s{0,2}|\s{1,2}(?:dot|punkt|punto)\s{1,2}"
_ANY_DOT = re.compile(rf"{_WORD_DOT}|\s?[.,]\s?")
_AT = r"(?:\s{0,2}[\[({<*]{1,2}\s?(?:at|@|arroba)\s?[\])}>*]{1,2}\s{0,2}|\s{1,2}(?:at|arroba)\s{1,2}|\s?@\s?)"
_NAME = r"[a-z0-9_][a-z0-9._%+\-]{0,63}+"
# A host keeps to one way of writing its dots; a dot with a space beside it may end a sentence, so it stands alone.
_SPELLED_REST = rf"(?:(?:{_WORD_DOT}){_LABEL}){{1,3}}(?:\.[a-z]{{2,3}}(?![a-z0-9\-]))?"
_REST = rf"{_SPELLED_REST}|(?:\.{_LABEL}){{1,4}}|\s?[.,]\s?[a-z]{{2,24}}"
_SPELLED_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])({_NAME}(?:(?:{_WORD_DOT}){_NAME}){{0,2}}+)({_AT})({_LABEL})({_REST})(?![a-z0-9\-])"
)
_SPELLED_SIGNS = (
    " dot ", " punkt ", " punto ", " arroba ", " @", "@ ", "(at", "[at", "{at", "<at", "( at", "[ at", "(dot", "[dot",
    "{dot", "<dot", "*at", "*dot", "( dot", "[ dot", "(@", "[@", "(.", "[.", "{.", "( @", "[ @",
)  # fmt: skip
_SPELLED_DOMAIN = re.compile(
    rf"(?<![a-z0-9@.\-])({_LABEL})(?:\s?[\[({{]\s?(?:dot|\.)\s?[\])}}]\s?|\s(?:dot|punkt|punto)\s)(com|net|org|info|biz)(?![a-z0-9\-])"
)
_USUAL = ("gmail", "hotmail", "yahoo", "outlook", "icloud", "protonmail")
# "jo77 at gmail": whoever says so means its usual ending.
_BARE_FREE_MAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])({_NAME}){_AT}({'|'.join(_USUAL)})(?![a-z0-9\-]|\s?[.,]\s?[a-z]{{2,3}}(?![a-z])|\s?\(|\s?\[|\sdot)"
)
_DOTTED = re.compile(r"\.[a-z]")
_LINK = re.compile(r"(?:h(?:tt|xx)ps?://|(?<![a-z0-9])www\d?\.)[^\s<>\"'()\[\]{}|\\^`]{3,2000}")
# Endings that are no English word and no file's: without http or a path, only these make a word a web address.
ENDINGS = (
    "com", "net", "org", "info", "biz", "edu", "gov", "io", "app", "dev", "shop", "store", "site", "online",
    "xyz", "club", "top", "website", "space", "icu", "vip", "link", "live", "de", "uk", "fr", "es", "nl",
    "pl", "ru", "ua", "eu", "ch", "cz", "sk", "hu", "ro", "bg", "gr", "pt", "se", "fi", "dk", "br", "mx",
    "ca", "au", "nz", "jp", "cn", "kr", "tr", "ie", "cc", "tv", "example", "test",
)  # fmt: skip
_BARE = re.compile(
    rf"(?<![a-z0-9@._/\-])(?:{_LABEL}\.){{1,4}}(?:(?:{'|'.join(ENDINGS)})(?![a-z0-9\-])(?:[/?][^\s<>\"'()\[\]{{}}|\\^`]{{0,2000}})?"
    rf"|[a-z]{{2,10}}/[^\s<>\"'()\[\]{{}}|\\^`]{{1,2000}})"
)
_TRACKING = frozenset({
    "fbclid", "gclid", "igshid", "igsh", "mc_cid", "mc_eid", "ref", "ref_src", "si", "utm_source",
    "utm_medium", "utm_campaign", "utm_term", "utm_content",
})  # fmt: skip
_FREE_MAIL = frozenset({
    "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "icloud", "aol", "gmx", "web",
    "proton", "protonmail", "mail", "yandex", "qq",
})  # fmt: skip
_BRACKETS = frozenset("[({<*")
# What makes "name @ host.tld" an address although the sign stands apart.
_MAIL_CUE = re.compile(
    r"(?<![a-z])(?:e-?mails?|mail|correo|posta|почта|邮箱|邮件|メール)(?![a-z])\W{0,3}(?:\w{1,6}\W{1,3})?$"
)
_PECULIAR = re.compile(r"[0-9._]")
# Before "at", these make a sentence ("look at example dot com"), not an address.
_NOT_A_NAME = frozenset({
    "look", "me", "us", "available", "found", "find", "see", "visit", "is", "are", "am", "it", "here",
    "located", "check", "now", "site", "page", "online", "up", "get", "more",
})  # fmt: skip


def find_addresses(folded: str, *, region: str) -> list[Contact]:
    """E-mail addresses, web addresses and their domains, in a folded text; spans count in it.

    A web address gives its registrable domain and, where it has a path, the address too. A link to a messenger
    account gives that account instead; one to a phone number, the number (`region` as in `find_contacts`).
    """
    found = list(_emails(folded)) if "@" in folded else []
    told = any(sign in folded for sign in _SPELLED_SIGNS)
    if told or (" at " in folded and (".com" in folded or any(name in folded for name in _USUAL))):
        found += [contact for contact in _spelled(folded) if not _inside(contact, found)]
    if "." in folded:
        for match in _web_addresses(folded):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found += _from_link(match, region)
    return found


def _inside(contact: Contact, found: list[Contact]) -> bool:
    return any(contact.start < other.end and other.start < contact.end for other in found)


def _emails(folded: str) -> Iterator[Contact]:
    for match in _EMAIL.finditer(folded):
        if registrable_domain(match[0].rpartition("@")[2]):
            yield Contact(ContactKind.EMAIL, match[0], *match.span())


def _spelled(folded: str) -> Iterator[Contact]:
    taken = 0
    found: list[Contact] = []
    for match in _SPELLED_EMAIL.finditer(folded):
        name, host = (_ANY_DOT.sub(".", part) for part in (match[1], match[3] + match[4]))
        if registrable_domain(host) and _is_meant(match, folded):
            taken = match.end()
            found.append(Contact(ContactKind.EMAIL, f"{name.strip('.')}@{host}", *match.span(), disguised=True))
    yield from found
    for match in _BARE_FREE_MAIL.finditer(folded):
        mail = Contact(ContactKind.EMAIL, f"{match[1].strip('.')}@{match[2]}.com", *match.span(), disguised=True)
        if _PECULIAR.search(match[1]) and not _inside(mail, found):
            yield mail
    for match in _SPELLED_DOMAIN.finditer(folded, taken):
        domain = registrable_domain(f"{match[1]}.{match[2]}")
        if domain:
            yield Contact(ContactKind.DOMAIN, domain, *match.span(), disguised=True)


def _is_meant(match: re.Match[str], folded: str) -> bool:
    """Whether a name, an "at" and a host are an address rather than a sentence about a place or a page."""
    name, sign, label, rest = match.groups()
    if label in _FREE_MAIL:
        return True
    if rest.lstrip().startswith(","):
        return False
    plain_dot = rest.lstrip().startswith(".")
    if sign.strip()[0] in _BRACKETS:
        return True
    if "@" not in sign:
        return not plain_dot and name not in _NOT_A_NAME
    told = _MAIL_CUE.search(folded, max(0, match.start() - 24), match.start())
    return not plain_dot or (not rest[0].isspace() and bool(told or _PECULIAR.search(name)))


def _web_addresses(folded: str) -> Iterator[re.Match[str]]:
    links = list(_LINK.finditer(folded)) if "://" in folded or "www" in folded else []
    yield from links
    for match in _BARE.finditer(folded) if _DOTTED.search(folded) else ():
        if not any(match.start() < link.end() and link.start() < match.end() for link in links):
            yield match


def _from_link(match: re.Match[str], region: str) -> Iterator[Contact]:
    text = match[0].rstrip(".,;:!?*_~-/")
    start, end = match.start(), match.start() + len(text)
    address = re.sub(r"^h(?:tt|xx)ps?://", "", text)
    host, rest = re.fullmatch(r"([^/?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    host = re.sub(r"^www\d?\.", "", host.rpartition("@")[2].partition(":")[0].rstrip("."))
    domain = registrable_domain(host)
    if not domain:
        return
    disguised = text.startswith("hxx")
    account = account_in_link(host, rest, region)
    if account:
        yield Contact(*account, start, end, disguised)
        return
    path = _without_tracking(rest)
    if path:
        yield Contact(ContactKind.URL, host + path, start, end, disguised)
    yield Contact(ContactKind.DOMAIN, domain, start, end, disguised)


def _without_tracking(rest: str) -> str:
    path, _, query = rest.partition("#")[0].partition("?")
    if not query:
        return path.rstrip("/")
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key not in _TRACKING])
    return path.rstrip("/") + (f"?{kept}" if kept else "")

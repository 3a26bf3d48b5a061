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
_WORD_DOT = r"\s{0,2}[\[({<]{1,2}\s?(?:dot|punkt|punto|\.)\s?[\])}>]{1,2}\s{0,2}|\s{1,2}(?:dot|punkt|punto)\s{1,2}"
_DOT, _NEXT_DOT = rf"(?:{_WORD_DOT}|\s?\.\s?)", rf"(?:{_WORD_DOT}|\.)"
_AT = r"(?:\s{0,2}[\[({<]{1,2}\s?(?:at|@|arroba)\s?[\])}>]{1,2}\s{0,2}|\s{1,2}(?:at|arroba)\s{1,2}|\s?@\s?)"
_SPELLED_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])([a-z0-9_][a-z0-9._%+\-]{{0,63}}+)({_AT})({_LABEL})({_DOT}(?:[a-z]{{2,24}}))({_NEXT_DOT}[a-z]{{2,3}})?(?![a-z0-9\-])"
)
_SPELLED_SIGNS = (
    " dot ", " punkt ", " punto ", " arroba ", " @", "@ ", "(at", "[at", "{at", "<at", "( at", "[ at", "(dot", "[dot",
    "{dot", "<dot", "( dot", "[ dot", "(@", "[@", "(.", "[.", "{.", "( @", "[ @",
)  # fmt: skip
_SPELLED_DOMAIN = re.compile(
    rf"(?<![a-z0-9@.\-])({_LABEL})(?:\s?[\[({{]\s?(?:dot|\.)\s?[\])}}]\s?|\s(?:dot|punkt|punto)\s)(com|net|org|info|biz)(?![a-z0-9\-])"
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
    if any(sign in folded for sign in _SPELLED_SIGNS) or (" at " in folded and ".com" in folded):
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
    for match in _SPELLED_EMAIL.finditer(folded):
        name, sign, label, *endings = match.groups()
        dots = [ending for ending in endings if ending]
        host = label + "".join("." + re.sub(r"[^a-z]", "", re.sub(r"(dot|punkt|punto)(?=[^a-z])", "", e)) for e in dots)
        said = "@" not in sign and sign.strip() in {"at", "arroba"}
        plain_dot = any(ending.strip().startswith(".") for ending in dots)
        if said and label not in _FREE_MAIL and (plain_dot or name in _NOT_A_NAME):
            continue
        if registrable_domain(host) and (not plain_dot or label in _FREE_MAIL):
            taken = match.end()
            yield Contact(ContactKind.EMAIL, f"{name.strip('.')}@{host}", *match.span(), disguised=True)
    for match in _SPELLED_DOMAIN.finditer(folded, taken):
        domain = registrable_domain(f"{match[1]}.{match[2]}")
        if domain:
            yield Contact(ContactKind.DOMAIN, domain, *match.span(), disguised=True)


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
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key not in _TRACKING])
    return path.rstrip("/") + (f"?{kept}" if kept else "")

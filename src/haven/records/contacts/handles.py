"""Accounts on messengers, in folded text, where the messenger is named beside them.

Owns: which words are accounts. Must not know: links (`messengers`). An @name without its messenger has no normal form.
"""

import re
from collections.abc import Iterator

from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.messengers import SERVICES

_SERVICE_OF = {name: service for service, names in SERVICES.items() for name in names}
_WEAK = frozenset({
    "tg", "wa", "wx", "vx", "signal", "ig", "snap", "sc", "line", "fb", "vk", "messenger", "qq",
})  # fmt: skip
_NAMES = "|".join(sorted((name.replace(" ", "[ -]") for name in _SERVICE_OF), key=len)[::-1])
_NAME = r"[a-z0-9_][a-z0-9._\-]{2,31}"
_LINKING = r"(?:me|us|at|on|is|id|user|username|user name|name|nick|handle|account|acc|add|my|contact)"
_AFTER_SERVICE = re.compile(
    rf"(?<![a-z0-9@._/\-])({_NAMES})(?![a-z0-9._@\-])((?:[^\w@\n]{{1,4}}{_LINKING}(?![a-z])){{0,3}}[^\w@\n]{{1,4}})(@?)({_NAME})"
)
_BEFORE_SERVICE = re.compile(
    rf"(?<![a-z0-9._@/])@({_NAME})[^\w@\n]{{1,3}}(?:(?:on|at|via|in|my)[^\w@\n]{{1,3}}){{0,2}}({_NAMES})(?![a-z0-9])"
)
_COMMON = frozenset({"signal", "line", "snap", "messenger"})  # words that also mean something else
# Names that are one run of letters among others, and names that have to be looked for as such.
_WORDS = frozenset(name for name in _SERVICE_OF if name.isalpha() and name < "\u0500")
_PHRASES = [name for name in _SERVICE_OF if name not in _WORDS] + [
    name.replace(" ", "-") for name in _SERVICE_OF if " " in name
]
_ENDS = re.compile(r"[ \t]*(?:$|[\n,;.!)|/•])")
_NOT_A_NAME = frozenset({
    "the", "and", "for", "you", "only", "number", "any", "also", "please", "text", "call", "chat", "group",
    "app", "or", "ok", "yes",
})  # fmt: skip


def find_handles(folded: str, letters: list[str]) -> list[Contact]:
    """The accounts in a folded text; spans count in it and include the messenger's name.

    `letters` are the text's runs of letters, which tell quickly that most texts name no messenger.
    """
    if _WORDS.isdisjoint(letters) and not any(name in folded for name in _PHRASES):
        return []
    found: list[Contact] = []
    # A messenger between two names belongs to one of them: to the first, unless that one has its own before it.
    for contact in sorted((*_after_service(folded), *_before_service(folded)), key=lambda contact: contact.start):
        if not found or contact.start >= found[-1].end:
            found.append(contact)
    return found


def _after_service(folded: str) -> Iterator[Contact]:
    for match in _AFTER_SERVICE.finditer(folded):
        service, between, sign, name = match.groups()
        name = name.rstrip(".-_") if not sign else name.rstrip(".-")
        end = match.start(4) + len(name)
        if _is_name(name) and (sign or _is_introduced(folded, service, between, name, end)):
            yield Contact(ContactKind.HANDLE, _value(service, name), match.start(), end)


def _is_name(name: str) -> bool:
    return len(name) > 2 and name not in _NOT_A_NAME and not name.isdigit()


def _is_introduced(folded: str, service: str, between: str, name: str, end: int) -> bool:
    """Whether a bare word behind a messenger's name is an account: it looks like one, or is presented as one."""
    peculiar = any(letter.isdigit() or letter in "._" for letter in name) and any(map(str.isalpha, name))
    told = re.search(r"\b(?:id|user|username|handle|nick)\b", between) is not None
    if told or any(sign in between for sign in ":="):
        return peculiar or ((told or service not in _COMMON) and _ENDS.match(folded, end) is not None)
    near = not re.search(r"\b(?:on|my|us|at)\b", between)
    return peculiar and near and service not in _WEAK and not name[0].isdigit()


def _before_service(folded: str) -> Iterator[Contact]:
    for match in _BEFORE_SERVICE.finditer(folded):
        name = match[1].rstrip(".-")
        if _is_name(name):
            yield Contact(ContactKind.HANDLE, _value(match[2], name), *match.span())


def _value(service: str, name: str) -> str:
    return f"{_SERVICE_OF[service.replace('-', ' ')]}:@{name}"

"""The ledger for people: who did what to what, page by page.

Owns the words of the entries. Auditors read all of it; moderators what concerns ads, and nothing that would tell them
of work at other desks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from haven.accounts.models import Role, User
from haven.ledger.actions import VISITOR
from haven.ledger.models import LedgerEntry

PAGE = 50
AREAS = {
    "listing": "Ads",
    "decision": "Decisions",
    "appeal": "Appeals",
    "notice": "Reports",
    "queue": "Reading the queue",
    "network": "Networks",
    "conversation": "Conversations",
    "search": "Saved searches",
    "account": "Accounts",
    "role": "Roles",
    "policy": "Policies",
    "ledger": "Reading the ledger",
}
_FOR_MODERATORS = (
    "ad", "appeal", "claim", "confirmation", "decision", "draft", "edit", "listing", "note", "notice", "photo",
    "photos", "question",
)  # fmt: skip
_SUBJECTS_FOR_MODERATORS = Q(subject__startswith="listing:") | Q(subject__startswith="notice:")
_PHRASES = {
    "account.opened": "opened the account",
    "account.signed_in": "signed in",
    "ad.linked": "looked for the network of",
    "ad.escalated": "handed to the investigators",
    "ad.unlinked": "took out of its network",
    "account.closed": "closed the account of",
    "account.reopened": "opened again the account of",
    "appeal.added_to": "added to the appeal about",
    "appeal.asked": "asked about the appeal about",
    "appeal.answer_undone": "took back the answer to the appeal about",
    "appeal.answered": "answered the appeal about",
    "appeal.filed": "appealed about",
    "claim.released": "let go of",
    "claim.taken": "took in hand",
    "confirmation.requested": "asked for the confirmation link of",
    "decision.made": "decided about",
    "contacts.shown": "was shown the contact details in",
    "decision.undone": "took the decision back about",
    "listing.cleared": "cleared for the public",
    "listing.expiry_told": "told the poster of the end of",
    "listing.freed": "took the reservation off",
    "listing.held_again": "put back on hold",
    "listing.limit_lifted": "lifted the limit of",
    "listing.limited": "limited",
    "listing.paused": "paused",
    "listing.put_back": "put back",
    "listing.read": "read",
    "listing.repriced": "changed the price of",
    "listing.reserved": "marked as reserved",
    "listing.sold": "marked as sold",
    "listing.taken_down": "took down",
    "network.looked_up": "looked up the network of",
    "network.read": "read",
    "note.written": "left a note about",
    "notice.codes_sent": "had the case codes mailed of",
    "notice.confirmed": "confirmed to have filed",
    "notice.disowned": "took an address off",
    "photos.arranged": "arranged the photos of",
    "networks.read": "read",
    "escalations.read": "read",
    "backtest.asked": "asked for a backtest of",
    "backtest.finished": "finished a backtest of",
    "classifier.read": "read",
    "classifier.retired": "took out of use",
    "classifier.rolled_back": "rolled back to",
    "classifier.trained": "trained",
    "classifier.went_live": "put in force",
    "classifiers.read": "read",
    "policies.read": "read",
    "policy.discarded": "gave up",
    "policy.entered_shadow": "put in shadow",
    "policy.rolled_back": "rolled back to",
    "policy.saved": "wrote",
    "policy.went_live": "put in force",
    "proposal.agreed": "agreed to",
    "proposal.declined": "declined",
    "proposal.made": "made",
    "proposal.read": "read",
    "proposal.undone": "took back",
    "question.answered": "answered the question about",
    "queue.read": "read",
    "ledger.read": "read",
    "role.granted": "gave a role to",
    "bank.added": "added to a hash bank",
    "bank.imported": "imported hashes into",
    "bank.retired": "retired from a hash bank",
    "banks.read": "read",
    "file.quarantined": "quarantined",
    "match.decided": "decided about",
    "quarantine.read": "read",
    "quarantine.viewed": "looked at",
    "figures.read": "read",
    "golden.added": "proposed",
    "golden.agreed": "agreed to",
    "golden.answered": "looked at",
    "golden.retired": "retired",
    "sample.drawn": "drew ads for a second look:",
    "sample.judged": "looked again at",
    "sample.settled": "settled the disagreement about",
    "samples.read": "read",
    "signals.counted": "counted",
    "signals.read": "read how well they do of",
    "review.requested": "asked a person to read",
    "statement.written": "gave the reasons for refusing",
    "statements.read": "took along",
    "skills.set": "set the lanes of",
    "team.read": "read",
    "work.limited": "set the limits of",
}
_NAMES = {
    "desk:queue": "the queue",
    "desk:ledger": "the ledger",
    "desk:escalations": "the escalated ads",
    "desk:policies": "the list of policies",
    "desk:classifiers": "the list of classifiers",
    "desk:team": "who works on what",
    "desk:work": "work at the desk",
    "desk:networks": "the list of networks",
    "desk:banks": "the hash banks",
    "desk:quarantine": "the quarantine",
    "site:banks": "the hash banks",
    "desk:statements": "statements of reasons",
    "desk:figures": "the figures of the desk",
    "desk:samples": "the page of second looks",
    "desk:signals": "the signals",
    "site:signals": "the signals",
    "site:networks": "all networks",
    "site:places": "the gazetteer",
    "site:categories": "the categories",
}
_KINDS = {"listing": "ad", "notice": "report", "person": "person", "golden": "golden ad"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words: `who` `did` `what`, the `code` of the ad it is about, and details as (name, value)."""

    id: int
    at: datetime
    who: str
    did: str
    what: str
    code: str
    details: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """What to look for: `area` of `AREAS`, `subject` an ad's code or `kind:identifier`, `before` an entry's id."""

    area: str = ""
    subject: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first; `before` asks for the next page, None on the last."""

    lines: list[Line]
    before: int | None


def entries_for(reader: User, query: LogQuery) -> Page:
    """One page of the ledger as far as this person may read it."""
    entries = readable_for(reader, LedgerEntry.objects.all()).order_by("-id")
    if query.before is not None:
        entries = entries.filter(id__lt=query.before)
    if query.area:
        entries = entries.filter(action__startswith=f"{query.area}.")
    if query.subject:
        subject = query.subject if ":" in query.subject else f"listing:{query.subject.lower()}"
        entries = entries.filter(subject=subject)
    page = list(entries[: PAGE + 1])
    return Page(in_words(page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None)


def readable_for(reader: User, entries: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
    """The entries that this person may read."""
    if Role.AUDITOR in reader.roles:
        return entries
    about_ads = Q()
    for noun in _FOR_MODERATORS:
        about_ads |= Q(action__startswith=f"{noun}.")
    return entries.filter(_SUBJECTS_FOR_MODERATORS, about_ads)


def in_words(entries: Iterable[LedgerEntry]) -> list[Line]:
    """Entries as sentences; people by the names others see, never their addresses."""
    entries = list(entries)
    numbers = {entry.actor for entry in entries} | {entry.subject for entry in entries}
    keys = [key for key in (number.removeprefix("person:") for number in numbers) if key.isdigit()]
    names = {f"person:{user.pk}": user.name for user in User.objects.filter(pk__in=keys)}
    return [_line(entry, names) for entry in entries]


def _line(entry: LedgerEntry, names: dict[str, str]) -> Line:
    noun, _, verb = entry.action.partition(".")
    kind, _, key = entry.subject.partition(":")
    phrase = _PHRASES.get(entry.action)
    if phrase is None:
        same = _KINDS.get(kind, kind) == _KINDS.get(noun, noun)
        phrase = verb.replace("_", " ") + ("" if same else f" {'an' if noun[0] in 'aeiou' else 'a'} {noun} about")
    details = dict(entry.details)
    if kind == "listing":
        what, code = "ad", key
    else:
        what = _NAMES.get(entry.subject) or names.get(entry.subject) or f"{_KINDS.get(kind, kind)} {key}"
        code = str(details.pop("listing", ""))
        what += " about ad" if code else ""
    shown = tuple((name.replace("_", " "), value) for name, value in details.items() if value is not None)
    return Line(entry.pk, entry.at, _who(entry.actor, names), phrase, what, code, shown)


def _who(actor: str, names: dict[str, str]) -> str:
    if actor == VISITOR:
        return "A visitor"
    if actor.startswith("machine:"):
        return f"Haven ({actor.removeprefix('machine:')})"
    return names.get(actor, actor)

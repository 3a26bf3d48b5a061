"""Who can be in the demo, and what each of them is there to show. Needs no Django: `haven serve` prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A fictional person with one click to be them.

    Attributes:
        key: what the sign-in button sends.
        name: the display name.
        email: an address under example.org.
        role: a role of `accounts.models.Role`, or nothing for a reader.
        what: what to try as them.
        start: where that is.
    """

    key: str
    name: str
    email: str
    role: str
    what: str
    start: str


PEOPLE = (
    DemoPerson("reader", "Rosa Reader", "rosa@example.org", "", "looks for a room and has written to posters", "/my/"),
    DemoPerson("poster", "Daniel Achterberg", "daniel.achterberg@example.org", "", "has ads, and answers", "/my/"),
    DemoPerson("moderator", "Milan Moderator", "milan@example.org", "moderator", "clears the queue", "/moderation/"),
    DemoPerson("senior", "Selma Senior", "selma@example.org", "senior_moderator", "hears appeals", "/moderation/"),
    DemoPerson(
        "second",
        "Sven Senior",
        "sven@example.org",
        "senior_moderator",
        "is the second person at the desk: agrees, and settles what two disagree about",
        "/moderation/second-looks/",
    ),
    DemoPerson(
        "author", "Petra Policy", "petra@example.org", "policy_author", "writes the policy", "/moderation/policies/"
    ),
    DemoPerson(
        "approver",
        "Anton Approver",
        "anton@example.org",
        "policy_approver",
        "puts policies in force",
        "/moderation/policies/",
    ),
    DemoPerson(
        "investigator",
        "Ines Investigator",
        "ines@example.org",
        "investigator",
        "sees which ads belong together",
        "/investigations/",
    ),
    DemoPerson(
        "colleague",
        "Ivo Investigator",
        "ivo@example.org",
        "investigator",
        "is the second person: releases bundles and holds",
        "/investigations/",
    ),
    DemoPerson(
        "guardian",
        "Clara Childsafety",
        "clara@example.org",
        "child_safety",
        "alone sees what matched a hash bank",
        "/moderation/child-safety/",
    ),
    DemoPerson(
        "specialist",
        "Lena Legal",
        "lena@example.org",
        "legal_specialist",
        "answers authorities, once they were called back",
        "/legal/",
    ),
    DemoPerson(
        "counsel",
        "Konrad Counsel",
        "konrad@example.org",
        "legal_approver",
        "is the second person: approves what authorities are given",
        "/legal/",
    ),
    DemoPerson(
        "auditor",
        "Aron Auditor",
        "aron@example.org",
        "auditor",
        "reads everything and changes nothing",
        "/moderation/ledger/",
    ),
    DemoPerson(
        "operator",
        "Olga Operator",
        "olga@example.org",
        "administrator",
        "runs the site: figures, settings, terms",
        "/administration/",
    ),
)

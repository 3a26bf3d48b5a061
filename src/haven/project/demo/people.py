"""Who can be in the demo, and what each of them is there to show."""

from dataclasses import dataclass

from haven.accounts.models import Role


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A fictional person with one click to be them; `what` says what to try, `start` where that is."""

    key: str
    name: str
    email: str
    roles: tuple[Role, ...]
    what: str
    start: str


PEOPLE = (
    DemoPerson("reader", "Rosa Reader", "rosa@example.org", (), "looks for a room and has written to posters", "/my/"),
    DemoPerson(
        "moderator", "Milan Moderator", "milan@example.org", (Role.MODERATOR,), "clears the queue", "/moderation/"
    ),
    DemoPerson(
        "senior", "Selma Senior", "selma@example.org", (Role.SENIOR_MODERATOR,), "hears appeals", "/moderation/"
    ),
    DemoPerson(
        "investigator",
        "Ines Investigator",
        "ines@example.org",
        (Role.INVESTIGATOR,),
        "sees who stands behind ads",
        "/networks/",
    ),
    DemoPerson(
        "auditor",
        "Aron Auditor",
        "aron@example.org",
        (Role.AUDITOR,),
        "reads everything and changes nothing",
        "/moderation/ledger/",
    ),
)

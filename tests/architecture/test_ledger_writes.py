"""Every action that changes something writes the log: found out from the code, not from what somebody remembers."""

import pytest

from tests.architecture.calls import RECORD, graph, reached, records, writes
from tests.architecture.sources import Function, modules

# Parts of other actions, which write the entry; each with why it is a function of its own.
PARTS = {
    "haven.custody.actions.capturing.capture": "its digest stands in the entry of what was captured",
    "haven.custody.actions.capturing.vouch": "names that entry",
    "haven.custody.actions.holds.cover": "told in the entry of the hold, or of its growth",
    "haven.legal.actions.reminding.tell_approvers": "mails what the entry of the production says",
    "haven.legal.actions.telling.heed_gag": "goes with the entry of the call",
    "haven.legal.actions.telling.plan_after_all": "counted in the entry of the call",
    "haven.legal.actions.telling.plan_notices": "told in the entry of the export, counted in that of the answer",
    "haven.listings.actions.judging.judge": "the verdict is told in the entry of whoever submits",
    "haven.listings.actions.publishing.publish": "submitted by machine or cleared by a person, which are two entries",
    "haven.listings.actions.publishing.index_for_search": "derived from the revision",
    "haven.listings.actions.message_mail.mail_message": "told in the entry of the message",
    "haven.listings.actions.photos.store_message_photo": "counted in the entry of the message",
    "haven.listings.actions.photos.store_picture": "one entry for each photo added, one for a whole import",
    "haven.notices.actions.tell_revised": "told in the entry of each report that was revised",
    "haven.moderation.actions.exposure.begin_counting": "told in the entry of the claim",
    "haven.moderation.actions.exposure.go_on_counting": "told in the entry of the claim, or of what was decided",
    "haven.moderation.actions.claims.finish": "told in the entry of what was decided",
    "haven.rights.actions.erasing.delete_conversations": "told in the entry of the erasure, or counted in the night's",
    "haven.moderation.actions.statements.write_machine_statement": "told in the entry of the reasons given",
    "haven.moderation.actions.statements.write_statement": "told in the entry of the decision",
}
# What is nobody's business but the person's own; even a nameless entry could be laid beside one with a name.
OWN = {
    "haven.moderation.actions.resting.end_break": {"WorkBreak"},
    "haven.moderation.actions.resting.keep_words": {"KeptWords"},
    "haven.moderation.actions.resting.note_feeling": {"DayNote"},
    "haven.moderation.actions.resting.postpone_break": {"WorkBreak"},
    "haven.moderation.actions.resting.wish": {"WorkWish"},
}
BELOW = ("haven.ledger.", "haven.mail.")


def is_actions(name: str) -> bool:
    return "actions" in name.split(".") and not f"{name}.".startswith(BELOW)


ACTIONS = [
    f"{module.name}.{node.name}"
    for module in modules("src")
    if is_actions(module.name)
    for node in module.tree.body
    if isinstance(node, Function) and not node.name.startswith("_")
]
CHANGES = [name for name in ACTIONS if writes(name) and name not in PARTS and name not in OWN]


def test_there_are_actions_and_the_reading_of_them_works() -> None:
    assert len(CHANGES) > 25
    assert "haven.listings.actions.submission.submit_ad" in CHANGES
    assert "haven.listings.actions.submission.missing_fields" not in CHANGES
    assert all(name in graph() for name in RECORD)


@pytest.mark.parametrize("action", CHANGES)
def test_an_action_writes_the_log(action: str) -> None:
    assert records(action), f"{action} leaves no entry: record what it changes, or say in PARTS whose part it is"


@pytest.mark.parametrize(("action", "tables"), OWN.items())
def test_what_is_somebodys_own_touches_nothing_else_and_leaves_no_entry(action: str, tables: set[str]) -> None:
    assert action in ACTIONS
    assert not records(action)
    here = [
        name for name in reached(action) if name.startswith("haven.moderation.actions.resting.") and name in graph()
    ]
    named = {one for name in here for one in graph()[name].mentions if one.startswith("haven.moderation.models.")}
    assert {one.rpartition(".")[2] for one in named if ".work." not in one} == tables


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_only_used_by_what_writes_the_log(part: str) -> None:
    assert part in ACTIONS
    assert writes(part)
    assert not records(part), f"{part} writes the log itself: take it off the list"
    users = [name for name, reach in graph().items() if part in reach.mentions and name not in PARTS]
    assert users
    assert [name for name in users if not records(name) and not only_inside(name)] == []


def only_inside(name: str) -> bool:
    """Whether a private helper is mentioned by functions alone that write the log."""
    users = [user for user, reach in graph().items() if name in reach.mentions and user != name]
    return bool(users) and all(records(user) or only_inside(user) for user in users)


def test_views_change_nothing_but_through_actions() -> None:
    """Faces and desks read; who writes rows there by-passes the log."""
    faces = ("haven.marketplace.views", "haven.moderation.views", "haven.investigations", "haven.legal")
    harmless = {"update", "copy"}  # of dictionaries
    found = {
        name: sorted(reach.writes - harmless)
        for name, reach in graph().items()
        if name.startswith(faces) and "actions" not in name.split(".") and reach.writes - harmless
    }
    assert found == {}

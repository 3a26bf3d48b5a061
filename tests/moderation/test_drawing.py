"""The sample: drawn from the log alone, again by anyone, and never what was taken back or erased."""

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

from haven.accounts.models import Role
from haven.evidence.checkpoint import Checkpoint
from haven.evidence.notes import Note
from haven.ledger.models import Leaf, LedgerEntry
from haven.ledger.signing import latest_checkpoint, sign_head
from haven.listings.actions import importing
from haven.listings.actions.importing import Incoming, import_ads
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing
from haven.moderation.actions import decide, undo
from haven.moderation.drawing import draw_sample
from haven.moderation.models import AuditDraw, Outcome, QASample
from tests.factories import a_category, a_draft, a_policy_version, a_user, an_ad_record
from tests.factories.words import HONEST, HONEST_TITLE, TO_HOLD, TO_REFUSE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_site(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"
    settings.AUDIT_PERCENT = 100
    a_policy_version()


def posted(body: str = HONEST, number: int = 0) -> Listing:
    return submit_ad(author=a_user(), draft=a_draft(title=f"{HONEST_TITLE} {number}", body=body))


def test_what_was_published_and_refused_is_drawn_and_what_is_held_is_not() -> None:
    published, refused, held = posted(), posted(TO_REFUSE), posted(TO_HOLD)
    assert held.revision_id
    moderator = a_user(Role.MODERATOR)
    decision = decide(
        listing=held,
        revision_id=held.revision_id,
        moderator=moderator,
        outcome=Outcome.REFUSE,
        ground="fraud",
        facts="It asks for money first.",
    )
    sign_head()
    draw = draw_sample()
    assert draw
    assert draw.looked_at == 3
    samples = {sample.revision_id: sample for sample in QASample.objects.all()}
    assert set(samples) == {published.revision_id, refused.revision_id, held.revision_id}
    assert [samples[one.revision_id].first_against for one in (published, refused, held)] == [False, True, True]
    assert [samples[one.revision_id].by_machine for one in (published, refused, held)] == [True, True, False]
    assert samples[held.revision_id].decision == decision
    assert samples[held.revision_id].first_by == moderator


def test_twice_is_once_and_nothing_is_left_between_draws() -> None:
    assert draw_sample() is None
    posted()
    assert draw_sample() is None  # not signed yet
    sign_head()
    first = draw_sample()
    assert draw_sample() is None
    posted(number=1)
    sign_head()
    second = draw_sample()
    assert first
    assert second
    assert second.size_from == first.size_to
    assert QASample.objects.count() == 2


def test_a_decision_that_was_taken_back_is_not_drawn() -> None:
    held = posted(TO_HOLD)
    assert held.revision_id
    moderator = a_user(Role.MODERATOR)
    decision = decide(listing=held, revision_id=held.revision_id, moderator=moderator, outcome=Outcome.PUBLISH)
    undo(decision=decision, moderator=moderator)
    sign_head()
    draw_sample()
    assert QASample.objects.count() == 0


def test_anyone_with_the_log_draws_the_same(settings: Settings) -> None:
    """The oracle reads the log and the head, as a stranger would, and knows no code of the draw."""
    settings.AUDIT_PERCENT = 30
    for number in range(40):
        posted(number=number)
    sign_head()
    draw = draw_sample()
    signed = latest_checkpoint()
    assert draw
    assert signed
    root = Checkpoint.parse(Note.parse(signed.note).text).root
    expected = set()
    for leaf in Leaf.objects.select_related("entry").filter(position__lt=draw.size_to):
        if leaf.entry.action == "listing.submitted" and leaf.entry.details["outcome"] in {"publish", "refuse"}:
            digest = hashlib.sha256(root + leaf.position.to_bytes(8, "big")).hexdigest()
            if int(digest[:16], 16) / 16**16 < 0.3:
                expected.add(leaf.position)
    assert set(QASample.objects.values_list("position", flat=True)) == expected
    assert 2 < len(expected) < 25
    told = LedgerEntry.objects.get(action="sample.drawn").details
    assert (told["size_from"], told["size_to"], told["percent"]) == (draw.size_from, draw.size_to, 30)
    assert (told["looked_at"], told["drawn"]) == (40, len(expected))
    assert AuditDraw.objects.get().root == root.hex()


def brought_in(*bodies: str, source: str = "file.csv") -> list[Listing]:
    author = a_user()
    ads = [
        Incoming(an_ad_record(id=str(number), title=f"{HONEST_TITLE} {number}", body=body), author)
        for number, body in enumerate(bodies)
    ]
    list(import_ads(ads=ads, category=a_category(), source=source, actor=author))
    return list(Listing.objects.filter(source=source).order_by("pk"))


def test_of_an_import_too_what_was_published_and_refused_is_drawn_and_what_was_held_is_not() -> None:
    published, refused, held = brought_in(HONEST, TO_REFUSE, TO_HOLD)
    sign_head()
    draw = draw_sample()
    assert draw
    assert draw.looked_at == 2
    found = {sample.revision_id: sample for sample in QASample.objects.all()}
    assert set(found) == {published.revision_id, refused.revision_id}
    assert held.revision_id not in found
    assert [found[one.revision_id].first_against for one in (published, refused)] == [False, True]
    assert all(sample.by_machine and sample.decision is None for sample in found.values())
    assert LedgerEntry.objects.get(action="sample.drawn").details["drawn"] == 2
    sign_head()
    assert draw_sample()
    assert QASample.objects.count() == 2


def test_an_import_that_brings_nothing_new_is_no_judgement() -> None:
    brought_in(HONEST)
    brought_in(HONEST)
    sign_head()
    draw = draw_sample()
    assert draw
    assert (draw.looked_at, QASample.objects.count()) == (1, 1)


def test_anyone_with_the_log_draws_the_same_of_an_import(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle reads the head and the numbers in the log, and asks of the database only whose they are."""
    settings.AUDIT_PERCENT = 30
    monkeypatch.setattr(importing, "BATCH", 60)
    brought_in(*[HONEST] * 90)
    posted(number=90)
    brought_in(*[HONEST] * 30, source="elsewhere.csv")
    sign_head()
    draw_sample()
    signed = latest_checkpoint()
    assert signed
    root = Checkpoint.parse(Note.parse(signed.note).text).root
    expected = set()
    for leaf in Leaf.objects.select_related("entry").filter(entry__action="listings.imported"):
        assert leaf.entry.details["held"] == 0
        for number in range(leaf.entry.details["first"], leaf.entry.details["last"] + 1):
            digest = hashlib.sha256(root + leaf.position.to_bytes(8, "big") + number.to_bytes(8, "big")).hexdigest()
            if int(digest[:16], 16) / 16**16 < 0.3:
                expected.add((leaf.position, number))
    samples = QASample.objects.filter(revision__listing__source__in=["file.csv", "elsewhere.csv"])
    assert set(samples.values_list("position", "revision__listing_id")) == expected
    assert 12 < len(expected) < 60
    assert Leaf.objects.filter(entry__action="listings.imported").count() == 3, "two batches of one, and another source"

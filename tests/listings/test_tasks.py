"""What the worker does for ads, worked by a real worker."""

from django.db import connection
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.findings.models import Link, Membership, Network, Template
from haven.ledger.models import LedgerEntry
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing
from haven.listings.tasks import link_listing, request_relink
from haven.mail.tasks import deliver
from tests.committed import work_off
from tests.factories import a_draft, a_listing, a_policy_version, a_user

TEXT = (
    "Room to let in a quiet house near the river, with a wooden floor and a large window to the south. Sarah and I "
    "share the kitchen and the garden; write to tenant.friend at rooms.example or ring 202-555-01{number}."
)


def test_submitted_ads_are_joined_by_the_worker(committed: None) -> None:
    a_policy_version()
    codes = set()
    for number in (42, 42, 42):
        draft = a_draft(title="Sunny room", body=TEXT.format(number=number))
        codes.add(submit_ad(author=a_user(), draft=draft).code)
    lonely = submit_ad(author=a_user(), draft=a_draft(title="Piano", body="Black, upright, tuned last year in May."))
    work_off()
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}
    network = Network.objects.get()
    assert set(network.memberships.values_list("ad_id", flat=True)) == codes
    assert not Membership.objects.filter(ad_id=lonely.code).exists()
    assert LedgerEntry.objects.filter(action="ad.linked").count() == 4


def test_an_ad_that_is_gone_leaves_the_findings(committed: None) -> None:
    ads = [a_listing(title="Sunny room", body=TEXT.format(number=42)) for _ in range(3)]
    for ad in ads:
        link_listing(code=ad.code)
    assert Membership.objects.count() == 3
    assert Template.objects.exists()
    gone = ads[0]
    Listing.objects.filter(pk=gone.pk).update(state="draft", revision=None, cleared=None)
    link_listing(code=gone.code)
    assert not Membership.objects.filter(ad_id=gone.code).exists()
    assert Network.objects.get().size == 2
    assert not Link.objects.filter(Q(a=gone.code) | Q(b=gone.code)).exists()
    assert not Template.objects.filter(ads__contains=[gone.code]).exists()


def test_one_sweep_waits_at_a_time(committed: None) -> None:
    for _ in range(3):
        request_relink()
    assert ProcrastinateJob.objects.count() == 1
    work_off()
    assert LedgerEntry.objects.get(action="networks.rebuilt").details == {"ads": 0, "networks": 0}


def test_sweeps_leave_a_place_of_the_worker_to_others(db: None) -> None:
    link_listing.defer(code="one")
    link_listing.defer(code="two")
    deliver.defer(mail_id=1)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        names = []
        for _ in range(3):
            cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
            names.append(cursor.fetchone()[0])
    assert names == [link_listing.name, deliver.name, None]

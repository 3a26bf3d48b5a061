"""The yearly report, beside what other code counts from the same ledger, read as the log's own bytes."""

import csv
import io
import json
import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.ledger.leaves import leaf_bytes
from haven.ledger.models import LedgerEntry
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing
from haven.moderation.actions import answer_appeal, decide, file_appeal, undo, undo_answer
from haven.moderation.models import Decision, Outcome, StatementOfReasons
from haven.moderation.queries.yearly import year_of
from haven.moderation.transparency import Statement
from haven.notices.actions import file_notice
from haven.notices.models import NoticeReason
from tests.factories import a_draft, a_policy_version, a_statement, a_user
from tests.factories.words import HONEST, HONEST_TITLE, TO_HOLD, TO_REFUSE
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
WHY = ("fraud", "It asks for money first.")


@pytest.fixture
def a_year() -> int:
    """Ads published, held and refused; reports; decisions, one taken back; an appeal reversed."""
    a_policy_version()
    bodies = [HONEST, HONEST, TO_HOLD, TO_HOLD, TO_REFUSE, TO_REFUSE, TO_REFUSE]
    ads = [submit_ad(author=a_user(), draft=a_draft(title=f"{HONEST_TITLE} {n}", body=b)) for n, b in enumerate(bodies)]
    for ad, reason in ((ads[0], NoticeReason.FRAUD), (ads[1], NoticeReason.GOODS), (ads[1], NoticeReason.FRAUD)):
        file_notice(listing=ad, reason=reason, text="Hm.")
    moderator, colleague = a_user(Role.MODERATOR), a_user(Role.MODERATOR)
    _decide(ads[0], moderator, Outcome.KEEP)
    wrong = _decide(ads[1], moderator, Outcome.REMOVE)
    _decide(ads[2], moderator, Outcome.REFUSE)
    undo(decision=_decide(ads[3], moderator, Outcome.REFUSE), moderator=moderator)
    appeal = file_appeal(decision=wrong, text="No.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer="A slip.")
    undo_answer(appeal=appeal, moderator=colleague)
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You are right.")
    return timezone.localdate().year


def _decide(listing: Listing, moderator: User, outcome: Outcome) -> Decision:
    assert listing.revision_id
    ground, facts = WHY if outcome.restricts else ("", "")
    return decide(
        listing=listing,
        revision_id=listing.revision_id,
        moderator=moderator,
        outcome=outcome,
        ground=ground,
        facts=facts,
    )


def read_the_log() -> list[dict[str, Any]]:
    """The entries as the log's bundles hold them."""
    return [json.loads(leaf_bytes(entry, b"")) for entry in LedgerEntry.objects.order_by("id")]


def test_a_stranger_counts_the_same(a_year: int) -> None:
    log = read_the_log()
    of = {action: [e for e in log if e["action"] == action] for action in {str(e["action"]) for e in log}}
    found = year_of(a_year)
    assert found.notices == Counter(e["details"]["reason"] for e in of["notice.filed"]) == {"fraud": 2, "goods": 1}
    taken_back = {e["details"]["decision"] for e in of["decision.undone"]}
    made = [e["details"] for e in of["decision.made"] if e["details"]["decision"] not in taken_back]
    restricting = [one for one in made if one["outcome"] not in {"publish", "keep", "ask"}]
    assert found.restricted == len(restricting) == 2
    refused = [e for e in of["listing.submitted"] if e["details"]["outcome"] == "refuse"]
    assert found.machine.total() == len(refused) == len(of["statement.written"]) == 3
    answered = Counter(e["details"]["state"] for e in of["appeal.answered"])
    answered -= Counter(e["details"]["state"] for e in of["appeal.answer_undone"])
    assert found.answered == answered == {"reversed": 1}
    assert found.appeals == {"poster": 1}
    assert (len(found.closings), found.acted) == (3, 2)
    month = timezone.localdate().month - 1
    assert [found.by_month[name][month] for name in ("reports", "restrictions", "machine", "appeals")] == [3, 2, 3, 1]
    assert year_of(a_year - 1).notices == {}


def test_the_file_has_the_parts_of_the_template(client: Client, a_year: int) -> None:
    answer = client.get(reverse("openness:report_file", args=[a_year]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["part"] for row in rows} >= {"2_identification", "3_member_states_orders", "4_notices",
        "7_appeals_and_recidivism", "8_automated_means", "9_human_resources", "10_AMAR"}  # fmt: skip
    values = {(row["part"], row["indicator"], row["scope"]): row["value"] for row in rows}
    assert values["4_notices", "Notices received", "all"] == "3"
    assert values["4_notices", "Notices received", "fraud"] == "2"
    assert values["7_appeals_and_recidivism", "Decisions reversed", "all"] == "1"
    own = [row for row in rows if row["part"].startswith(("5_", "6_"))]
    assert sum(int(row["value"]) for row in own) == 5
    assert [row["remark"] for row in rows if row["value"] == "not applicable"].count("") == 0


def test_the_public_page(client: Client, a_year: int) -> None:
    for address in (reverse("openness:report"), reverse("openness:report_of", args=[a_year])):
        page = client.get(address).content.decode()
        assert f"What we decided in {a_year}" in page
        assert page.count('<rect class="bar"') == 4
        shown = [int(number) for number in re.findall(r"<dd>(\d+)</dd>", page)]
        assert shown == [3, 2, 3, 1, 1]  # reports, restrictions, by machine, appeals answered, reversed
    assert "None in this year." in client.get(reverse("openness:report_of", args=[a_year - 1])).content.decode()
    assert client.get(reverse("openness:report_of", args=[a_year + 1])).status_code == 404


def test_statements_in_batches(enter: Enter) -> None:
    client = enter(Role.AUDITOR)
    for _ in range(101):
        a_statement()
    StatementOfReasons.objects.update(incompatible_content_ground="Rule", incompatible_content_explanation="No tricks.")
    first = client.get(reverse("moderation:statements")).json()
    second = client.get(reverse("moderation:statements"), {"after": first["next"]}).json()
    assert (len(first["statements"]), len(second["statements"]), second["next"]) == (100, 1, None)
    puids = [one["puid"] for one in first["statements"] + second["statements"]]
    assert len(set(puids)) == 101
    for one in first["statements"]:
        Statement.model_validate(one)
        assert "" not in one.values()


@pytest.mark.parametrize("after", ["next", "-1", "1e3", "9" * 40])
def test_a_wrong_place_to_go_on_from_is_not_taken_for_the_start(enter: Enter, after: str) -> None:
    answer = enter(Role.AUDITOR).get(reverse("moderation:statements"), {"after": after})
    assert (answer.status_code, "statements" in answer.json()) == (400, False)


def test_what_can_still_be_taken_back_is_not_sent(enter: Enter, a_year: int) -> None:
    sent = enter(Role.SENIOR_MODERATOR).get(reverse("moderation:statements")).json()["statements"]
    assert {one["automated_decision"] for one in sent} == {"AUTOMATED_DECISION_FULLY"}
    assert len(sent) == 3

"""What a policy would have decided about ads of the past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing, ShadowVerdict, Verdict
from haven.moderation.actions import decide
from haven.moderation.actions.trying import ask_backtest
from haven.moderation.backtesting import finish_backtest
from haven.moderation.models import Outcome
from haven.moderation.queries.backtest import backtest
from haven.moderation.queries.policies import shadow_of, trial_of
from haven.policies.actions import save_draft, start_shadow
from haven.policies.errors import PoliciesError
from haven.screening import default_policy, default_policy_text, load_policy
from haven.screening.learned import Classifier
from haven.screening.signals import BY_SLUG
from tests.factories import a_classifier_version, a_draft, a_policy_version, a_user
from tests.factories.words import HONEST, HONEST_TITLE, TO_HOLD, TO_REFUSE

pytestmark = pytest.mark.django_db
LIKE = ("reads-like-fraud", "mark-of-a-trick-in-likeness")
LENIENT = default_policy_text().replace('version: "1"', 'version: "lenient"', 1)
for rule in ("fraud-two-signs", "trick-under-pressure", "new-account-with-weak-signs", "trick-in-company", *LIKE):
    start = LENIENT.index(f"  - id: {rule}")
    LENIENT = LENIENT[:start] + LENIENT[LENIENT.index("ground:", start) :].partition("\n")[2]


def posted(body: str) -> Listing:
    a_policy_version()
    return submit_ad(author=a_user(), draft=a_draft(title=HONEST_TITLE, body=body))


def test_the_live_policy_decides_as_it_did() -> None:
    for body in (HONEST, TO_HOLD, TO_REFUSE):
        posted(body)
    found = backtest(default_policy(), days=1)
    assert found.outcomes == {"publish publish": 1, "hold hold": 1, "refuse refuse": 1}
    assert found.flips == []


def test_another_policy_flips_what_it_judges_otherwise(moderator: User) -> None:
    posted(HONEST)
    bad, fine = posted(TO_HOLD), posted(TO_HOLD + " Ring the bell twice.")
    for listing, outcome, reasons in (
        (bad, Outcome.REFUSE, {"ground": "fraud", "facts": "Money first."}),
        (fine, Outcome.PUBLISH, {}),
    ):
        decide(
            listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=outcome, **reasons  # type: ignore[arg-type]
        )  # fmt: skip
    found = backtest(load_policy(LENIENT), days=1)
    assert found.outcomes == {"publish publish": 1, "hold publish": 2}
    assert {flip.code: flip.found for flip in found.flips} == {bad.code: True, fine.code: False}
    assert (found.right_then, found.wrong_then, found.missed_then) == (1, 1, 0)
    assert (found.right, found.wrong, found.missed) == (0, 0, 1)
    assert found.categories == {"goods": [3, 2]}


def test_only_the_days_that_were_asked_for_and_the_latest_verdict() -> None:
    old = posted(TO_HOLD)
    assert old.revision
    Verdict.objects.bulk_create(
        [Verdict(revision=old.revision, policy=a_policy_version(), outcome="publish", created_at=timezone.now())]
    )
    assert backtest(default_policy(), days=1).outcomes == {"publish publish": 1}
    other = posted(HONEST)
    assert other.revision
    late = backtest(default_policy(), days=1, most=1)
    assert late.ads == 1


def test_the_worker_keeps_what_came_of_it() -> None:
    posted(TO_HOLD)
    author = a_user(Role.POLICY_AUTHOR)
    draft = save_draft(author=author, text=LENIENT)
    run = ask_backtest(version=draft, days=30, asked_by=author)
    done = finish_backtest(run=run)
    assert (done.state, done.result["outcomes"]) == ("done", {"hold publish": 1})
    again = ask_backtest(version=draft, days=30, asked_by=author)
    save_draft(author=author, text=LENIENT + "# more", version=draft)
    assert finish_backtest(run=again).state == "failed"
    for days in (0, 367):
        with pytest.raises(PoliciesError):
            ask_backtest(version=draft, days=days, asked_by=author)


def test_a_policy_in_shadow_judges_beside_and_changes_nothing() -> None:
    a_policy_version()
    author = a_user(Role.POLICY_AUTHOR)
    version = start_shadow(version=save_draft(author=author, text=LENIENT), author=author)
    held, honest = posted(TO_HOLD), posted(HONEST)
    assert (held.state, honest.state) == ("held", "published")
    assert set(ShadowVerdict.objects.values_list("outcome", flat=True)) == {"publish"}
    found = shadow_of(version)
    assert (found.ads, found.differing) == (2, 1)
    assert [row.verdict.revision.listing for row in found.differences] == [held]


def test_trying_a_text_tells_its_faults_by_line_or_what_it_does() -> None:
    posted(TO_HOLD)
    faulty = trial_of(default_policy_text().replace("any: goods", "any: no-such-signal"))
    [problem] = faulty.problems
    assert "no-such-signal" in problem.message
    assert default_policy_text().splitlines()[problem.line - 1].strip().startswith("when: {any: goods}")
    tried = trial_of(LENIENT, sample="Flat\n" + TO_REFUSE)
    assert tried.latest
    assert tried.latest.outcomes == {"hold publish": 1}
    assert tried.sample
    assert tried.sample.outcome == "refuse"


def test_old_verdicts_are_left_out() -> None:
    listing = posted(HONEST)
    before = timezone.now() - timedelta(days=3)
    Verdict.objects.bulk_create(
        [Verdict(revision=listing.revision, policy=a_policy_version(), outcome="hold", created_at=before)]
    )
    assert backtest(default_policy(), days=1).ads == 0
    assert backtest(default_policy(), days=4).outcomes == {"hold publish": 1}


COURIER = "The keys come by courier from abroad. " + BY_SLUG["untraceable-payment"].fires[0].body
WITH_CLASSIFIER = default_policy_text().replace(
    "\nrules:\n",
    """
rules:
  - id: reads-like-them
    why: To try a classifier.
    when: {at_least: {signals: 2, of: [like-stopped-ads, untraceable-payment]}}
    then: hold
    queue: fraud
    ground: fraud
""",
    1,
)


def test_a_classifier_in_shadow_is_tried_as_if_it_had_been_in_force() -> None:
    posted(COURIER)
    policy, version = load_policy(WITH_CLASSIFIER), a_classifier_version()
    assert backtest(policy, days=1).outcomes == {"publish publish": 1}
    author = a_user(Role.POLICY_AUTHOR)
    draft = save_draft(author=author, text=WITH_CLASSIFIER)
    run = finish_backtest(run=ask_backtest(version=draft, days=1, asked_by=author, classifier=version))
    assert (run.state, run.result["outcomes"]) == ("done", {"publish hold": 1})
    assert [flip["rule"] for flip in run.result["flips"]] == ["reads-like-them"]


def test_a_classifier_takes_the_place_of_what_was_in_force_then() -> None:
    a_classifier_version(state="live")
    posted(COURIER)
    policy = load_policy(WITH_CLASSIFIER)
    assert [flip.split()[1] for flip in backtest(policy, days=1).outcomes] == ["hold"]
    deaf = a_classifier_version()
    silent = Classifier.load(bytes(deaf.model)).model_copy(update={"threshold": 1.0})
    tried = backtest(policy, days=1, classifier=silent)
    assert [flip.split()[1] for flip in tried.outcomes] == ["publish"]


def test_a_classifier_that_cannot_be_tried_says_why() -> None:
    posted(HONEST)
    author = a_user(Role.POLICY_AUTHOR)
    draft = save_draft(author=author, text=LENIENT)
    with pytest.raises(PoliciesError, match="find nothing"):
        ask_backtest(version=draft, days=1, asked_by=author, classifier=a_classifier_version(threshold=None))
    damaged = a_classifier_version()
    damaged.pk, damaged.sha256 = None, "0" * 64
    damaged.save()
    run = ask_backtest(version=draft, days=1, asked_by=author, classifier=damaged)
    done = finish_backtest(run=run)
    assert (done.state, "digest differs" in done.problem) == ("failed", True)

"""Hypotheses, and what speaks for and against them."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.errors import CaseError
from haven.cases.models import Case, Exhibit, Hypothesis, Weighing
from haven.ledger.actions import person, record


@transaction.atomic
def state_hypothesis(*, case: Case, text: str, by: User) -> Hypothesis:
    """Write down what may be so.

    Raises:
        CaseError: no words; see `at_work`.
    """
    case, text = at_work(case, by), checked(text, 1000)
    if not text:
        raise CaseError("Say what may be so.")
    hypothesis = Hypothesis.objects.create(case=case, text=text, written_by=by)
    record(actor=person(by.pk), action="hypothesis.stated", subject=case.subject, hypothesis=hypothesis.pk)
    return hypothesis


@transaction.atomic
def weigh(*, hypothesis: Hypothesis, exhibit: Exhibit, supports: bool, why: str, by: User) -> Weighing:
    """Say that an exhibit speaks for a hypothesis, or against it. What was settled is open again.

    Raises:
        CaseError: no words, or they belong to different cases.
    """
    case, why = at_work(hypothesis.case, by), checked(why, 1000)
    if exhibit.case_id != case.pk:
        raise CaseError("That exhibit belongs to another case.")
    if not why:
        raise CaseError("Say why: an exhibit does not speak by itself.")
    weighing, _ = Weighing.objects.update_or_create(
        hypothesis=hypothesis, exhibit=exhibit, supports=supports,
        defaults={"why": why, "weighed_by": by, "weighed_at": timezone.now()},
    )  # fmt: skip
    hypothesis.state = Hypothesis.State.OPEN
    hypothesis.save(update_fields=["state"])
    details = {"hypothesis": hypothesis.pk, "exhibit": exhibit.number, "supports": supports}
    record(actor=person(by.pk), action="hypothesis.weighed", subject=case.subject, **details)
    return weighing


@transaction.atomic
def settle_hypothesis(*, hypothesis: Hypothesis, state: str, sought_against: str, by: User) -> None:
    """Call a hypothesis supported or drop it.

    Raises:
        CaseError: it is settled; or it cannot be supported: nothing speaks for it, or nobody has looked for what
            speaks against it.
    """
    case, sought = at_work(hypothesis.case, by), checked(sought_against, 1000)
    hypothesis.refresh_from_db()  # the case is locked: another member may have settled it meanwhile
    if hypothesis.state != Hypothesis.State.OPEN:
        raise CaseError(
            f"This hypothesis is settled: {hypothesis.get_state_display().lower()}. It can be opened again."
        )
    if state not in {Hypothesis.State.SUPPORTED, Hypothesis.State.DROPPED}:
        raise CaseError("A hypothesis is supported or dropped.")
    if state == Hypothesis.State.SUPPORTED:
        if not hypothesis.weighings.filter(supports=True).exists():
            raise CaseError("No exhibit speaks for it yet.")
        if not sought:
            raise CaseError("Say what would speak against it and what came of looking for that.")
    hypothesis.state, hypothesis.sought_against = Hypothesis.State(state), sought
    hypothesis.save(update_fields=["state", "sought_against"])
    record(
        actor=person(by.pk),
        action="hypothesis.settled",
        subject=case.subject,
        hypothesis=hypothesis.pk,
        state=str(state),
    )


@transaction.atomic
def reopen_hypothesis(*, hypothesis: Hypothesis, by: User) -> None:
    """Take a hypothesis up again, as when something new speaks against it; what was looked for stays.

    Raises:
        CaseError: it is open; see `at_work`.
    """
    case = at_work(hypothesis.case, by)
    hypothesis.refresh_from_db()
    if hypothesis.state == Hypothesis.State.OPEN:
        raise CaseError("This hypothesis is open.")
    hypothesis.state = Hypothesis.State.OPEN
    hypothesis.save(update_fields=["state"])
    record(actor=person(by.pk), action="hypothesis.reopened", subject=case.subject, hypothesis=hypothesis.pk)

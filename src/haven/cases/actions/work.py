"""Notes and tasks."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.errors import CaseError
from haven.cases.models import Case, CaseNote, CaseTask
from haven.cases.queries import is_member
from haven.ledger.actions import person, record


@transaction.atomic
def write_note(*, case: Case, text: str, by: User) -> CaseNote:
    """Write something down.

    Raises:
        CaseError: no words; see `at_work`.
    """
    case, text = at_work(case, by), checked(text, 5000)
    if not text:
        raise CaseError("The note is empty.")
    note = CaseNote.objects.create(case=case, author=by, text=text)
    record(actor=person(by.pk), action="case.noted", subject=case.subject, note=note.pk)
    return note


@transaction.atomic
def add_task(*, case: Case, text: str, by: User, assignee: User | None = None, due_on: date | None = None) -> CaseTask:
    """Add something to be done.

    Raises:
        CaseError: no words, or it is given to somebody who is no member.
    """
    case, text = at_work(case, by), " ".join(checked(text, 200).split())
    if not text:
        raise CaseError("Say what is to be done.")
    if assignee is not None and not is_member(case, assignee):
        raise CaseError("Tasks are given to members of the case.")
    task = CaseTask.objects.create(case=case, text=text, assignee=assignee, due_on=due_on, added_by=by)
    record(actor=person(by.pk), action="task.added", subject=case.subject, task=task.pk)
    return task


@transaction.atomic
def finish_task(*, task: CaseTask, by: User) -> None:
    """Mark a task as done; a second time changes nothing."""
    case = at_work(task.case, by)
    if task.done_at is None:
        task.done_by, task.done_at = by, timezone.now()
        task.save()
        record(actor=person(by.pk), action="task.done", subject=case.subject, task=task.pk)

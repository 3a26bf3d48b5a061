"""Whoever has to act on what is wrong with the log hears of it without looking."""

import pytest

from haven.accounts.models import Role
from haven.ledger.alarms import end_alarm, raise_alarm
from haven.ledger.models import Alarm
from haven.mail.models import OutgoingMail
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(OutgoingMail.objects.filter(subject__startswith="The log of").values_list("recipient", flat=True))


def test_operators_and_auditors_hear_of_an_alarm_once_and_nobody_else_does() -> None:
    both = a_user(Role.ADMINISTRATOR, Role.AUDITOR)
    auditor, gone = a_user(Role.AUDITOR), a_user(Role.AUDITOR)
    a_user(Role.MODERATOR)
    gone.is_active = False
    gone.save()
    raise_alarm(source="log", kind=Alarm.Kind.BROKEN, text="The log signs nothing more: a test.")
    raise_alarm(source="log", kind=Alarm.Kind.BROKEN, text="The log signs nothing more: a test again.")
    assert told() == sorted([both.email, auditor.email])
    assert "a test." in OutgoingMail.objects.values_list("text", flat=True)[0]


def test_what_becomes_worse_or_comes_again_is_told_again() -> None:
    auditor = a_user(Role.AUDITOR)
    raise_alarm(source="https://w.example", kind=Alarm.Kind.SILENT, text="It is silent.")
    raise_alarm(source="https://w.example", kind=Alarm.Kind.REFUSED, text="It refuses.")
    end_alarm(source="https://w.example")
    raise_alarm(source="https://w.example", kind=Alarm.Kind.REFUSED, text="It refuses.")
    assert told() == [auditor.email] * 3

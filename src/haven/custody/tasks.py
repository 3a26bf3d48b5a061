"""Sending reports: every minute, what is due, each as far as it goes; and erasing, every hour, what holds kept."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from haven.custody.actions.ending import erase_quarantined, erase_snapshots
from haven.custody.actions.tipping import advance_tip
from haven.custody.cybertip.service import Service
from haven.custody.models import CyberTip

_MOST_STEPS = 4


@app.periodic(cron="* * * * *")
@app.task(queue="desk", queueing_lock="custody.send_tips")
def send_tips(timestamp: int) -> None:
    """Send every report that waits and whose time has come."""
    user, _, password = settings.CYBERTIP_LOGIN.partition(" ")
    service = Service(settings.CYBERTIP_URL, user, password)
    for tip in due_tips():
        _send(tip, service)


def _send(tip: CyberTip, service: Service) -> None:
    """As many of its steps as succeed now."""
    for _step in range(_MOST_STEPS):
        before, tip = tip.step, advance_tip(tip=tip, service=service)
        if tip.problem or tip.step == before:
            return


def due_tips() -> list[CyberTip]:
    """Those that go by machine and may be tried now, the oldest first."""
    waiting = CyberTip.objects.filter(state=CyberTip.State.WAITING, route=CyberTip.Route.CYBERTIPLINE)
    return list(waiting.filter(try_after__lte=timezone.now()).order_by("id"))


@app.periodic(cron="37 * * * *")
@app.task(queue="clock", queueing_lock="custody.end_holds")
def end_holds(timestamp: int) -> None:
    """Erase what was kept because of holds that are over."""
    while erase_snapshots():
        pass
    while erase_quarantined():
        pass

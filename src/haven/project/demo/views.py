"""One click to be a demo person, and a mailbox page in place of everybody's mail program."""

from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import User
from haven.listings.actions.relay import receive_mail
from haven.listings.errors import ListingsError
from haven.mail.models import OutgoingMail
from haven.project.demo.people import PEOPLE

_SHOWN = 60


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The demo people with a button each."""
    return render(request, "demo/people.html", {"people": PEOPLE})


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Be one of the demo people."""
    person = next((person for person in PEOPLE if person.key == request.POST.get("person")), None)
    if person is None:
        raise Http404
    user = get_object_or_404(User, email=person.email)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(person.start)


@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """What Haven has mailed, newest first; mail that still waits (for the end of an undo minute) is marked."""
    address = request.GET.get("to", "").strip().lower()
    mails = OutgoingMail.objects.filter(cancelled_at=None).order_by("-id")
    if address:
        mails = mails.filter(recipient=address)
    return render(request, "demo/mailbox.html", {"mails": mails[:_SHOWN], "address": address, "now": timezone.now()})


@require_GET
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail as its recipient reads it, links clickable."""
    found = get_object_or_404(OutgoingMail, pk=mail_id, cancelled_at=None)
    sender = parseaddr(found.sender)[1]
    can_reply = sender.endswith("@" + settings.RELAY_DOMAIN)
    return render(request, "demo/mail.html", {"mail": found, "can_reply": can_reply})


@require_POST
def reply(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Answer a mail from a masked address, just as a mail program would: through the relay."""
    found = get_object_or_404(OutgoingMail, pk=mail_id)
    answer = EmailMessage()
    answer["From"], answer["To"] = found.recipient, parseaddr(found.sender)[1]
    answer["Subject"] = "Re: " + found.subject
    answer.set_content(request.POST.get("text", ""))
    try:
        receive_mail(raw=answer.as_bytes(), recipient=str(answer["To"]))
    except ListingsError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Your reply is on its way.")
    return redirect("demo:mail", mail_id=mail_id)

"""What must hold for a real site to be safe to open, beyond Django's own deployment checks.

Owns the questions and what to do about each wrong answer. Must not know how the answers are shown.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.core.checks import WARNING, run_checks
from django.core.mail import get_connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from haven.accounts.models import Role, RoleGrant
from haven.cases.directory import old_recipients
from haven.cases.errors import CaseError
from haven.custody.queries import late_tips
from haven.ledger.alarms import problems as log_problems
from haven.legal.intake import ALTOGETHER, unconfirmed_bytes
from haven.legal.queries import unattended
from haven.notices.errors import NoticesError
from haven.notices.help_lines import help_lines, old_lines
from haven.project.data_directory import DataDirectory
from haven.project.environment import Environment
from haven.project.preparation import pending_migrations
from haven.records.counting import many
from haven.rights.errors import RightsError
from haven.rights.policy import days_kept
from haven.site.queries import current_terms, site

HEARTBEAT = timedelta(minutes=1)
NOT_ENCRYPTED = {"security.W004", "security.W012", "security.W016"}  # said once, by the question for the address
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
OTHERS_MAY_PASS = stat.S_IXGRP | stat.S_IXOTH  # as root, PostgreSQL's own user passes through to its files


def problems(settings: Environment, data: DataDirectory) -> Iterator[tuple[str, list[str]]]:
    """Each question's title with what is wrong about it; nothing where all is well."""
    questions: dict[str, Callable[[], Iterator[str]]] = {
        "tables": _tables,
        "people": _people,
        "address": lambda: _address(settings),
        "mail": lambda: _mail(settings),
        "data directory": lambda: _permissions(data),
        "media": lambda: _media(data),
        "ledger": lambda: _ledger(settings),
        "reports": _reports,
        "authorities": _authorities,
        "referrals": _referrals,
        "imprint": _imprint,
        "terms": _terms,
        "help lines": _help_lines,
        "retention": _retention,
        "worker": lambda: _worker(data),
        "Django": _django,
    }
    for title, ask in questions.items():
        yield title, list(ask())


def _tables() -> Iterator[str]:
    missing = pending_migrations()
    if missing:
        yield f"{missing} migrations are not applied: haven migrate"


def _people() -> Iterator[str]:
    if not RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exists():
        yield "nobody is an administrator: haven create-operator ADDRESS"


def _address(settings: Environment) -> Iterator[str]:
    if not settings.url.startswith("https://"):
        yield f"the public address {settings.url} is not encrypted: HAVEN_SITE_URL=https://…, behind a proxy with TLS"
    if settings.demo:
        yield "the demo is on, where everybody is one click from being a moderator: unset HAVEN_DEMO"
    if settings.debug:
        yield "tracebacks are shown: unset HAVEN_DEBUG"


def _mail(settings: Environment) -> Iterator[str]:
    for name in ("mail_from", "relay_domain"):
        if getattr(settings, name).endswith("localhost"):
            yield f"HAVEN_{name.upper()} is still {getattr(settings, name)}: name one of your domain"
    if settings.mail_mode != "smtp":
        yield "mail goes nowhere, so nobody can sign in: HAVEN_SMTP_URL=smtp://user:password@host:587"
        return
    connection = get_connection()
    try:
        connection.open()
        connection.close()
    except OSError as error:
        yield f"the mail server does not take us ({error}): look at HAVEN_SMTP_URL"


def _permissions(data: DataDirectory) -> Iterator[str]:
    passable = OTHERS_MAY_PASS if os.geteuid() == 0 else 0
    rules = [(data.path, OTHERS_MAY & ~passable), (data.media, OTHERS_MAY), (data.logs, OTHERS_MAY)]
    rules += [(data.postgres, OTHERS_MAY), (data.path / "secret_key", OTHERS_MAY)]
    rules += [(data.path / "ledger.keys", OTHERS_MAY)]
    for path, forbidden in rules:
        if path.exists() and path.stat().st_mode & forbidden:
            yield f"others may enter or read {path}: chmod {'600' if path.is_file() else '700'} {path}"


def _media(data: DataDirectory) -> Iterator[str]:
    try:
        with tempfile.TemporaryFile(dir=data.media):
            pass
    except OSError as error:
        yield f"photos cannot be written to {data.media} ({error.strerror}): mend its owner"


def _ledger(settings: Environment) -> Iterator[str]:
    yield from log_problems()
    if not settings.witness_list:
        yield "nobody watches the log: run `haven witness` on another host, then HAVEN_WITNESSES=ADDRESS KEY"


def _reports() -> Iterator[str]:
    late = late_tips()
    if late:
        yield f"{late} reports of the child-safety desk are not filed: look there what stands in their way"


def _authorities() -> Iterator[str]:
    if waiting := unattended():
        yield f"nobody is at the legal desk; {many(waiting, 'request')} of authorities wait: give two people its role"
    used = unconfirmed_bytes()
    if used > ALTOGETHER // 2:
        yield (
            f"files of authorities that nobody has called back fill {used // 2**20} of {ALTOGETHER // 2**20} MB: have "
            "them called back or refused; those that are due go after HAVEN_KEEP_INSTRUMENTS_DAYS"
        )


def _referrals() -> Iterator[str]:
    try:
        for one in old_recipients(timezone.localdate()):
            yield f"{one.name} ({one.country}) was checked on {one.checked}, over a year ago: check it again"
    except CaseError as error:
        yield str(error)


def _imprint() -> Iterator[str]:
    now = site()
    if not now.contact:
        yield "the public has nobody to turn to: haven site contact=ADDRESS, or HAVEN_CONTACT"
    wanted = {
        "operator": "who runs the site",
        "address": "the operator's postal address",
        "contact_authorities": "the contact point for authorities",
        "contact_flaggers": "the contact point for trusted flaggers",
        "contact_languages": "the languages you can be written to in",
    }
    missing = [f"{what} ({name}=…)" for name, what in wanted.items() if not getattr(now.saved, name)]
    if missing:
        yield f"the imprint lacks {', '.join(missing)}: haven site NAME=VALUE, or Administration → Settings"


def _terms() -> Iterator[str]:
    if current_terms() is None:
        yield "no terms are in force: haven migrate, or Administration → Terms"


def _help_lines() -> Iterator[str]:
    try:
        if not help_lines():
            yield f"no help line is shown for {', '.join(site().countries)}: write help_lines.yaml (docs/operate.md)"
        for line in old_lines(timezone.localdate()):
            yield f"{line.name} ({line.number}) was checked on {line.checked}, over a year ago: check it again"
    except NoticesError as error:
        yield str(error)


def _retention() -> Iterator[str]:
    try:
        days_kept()
    except RightsError as error:
        yield str(error)


def _worker(data: DataDirectory) -> Iterator[str]:
    holder = data.holder()
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - HEARTBEAT).exists()
    if holder and holder.serves and not alive:
        yield f"the site is served, but its worker is silent: look at {data.logs / 'worker.log'}"


def _django() -> Iterator[str]:
    for message in run_checks(include_deployment_checks=True):
        if message.level >= WARNING and not message.is_silenced() and message.id not in NOT_ENCRYPTED:
            yield f"{message.id}: {' '.join(str(message.msg).split())}"

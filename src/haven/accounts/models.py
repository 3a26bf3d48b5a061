"""People and the roles they were given."""

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


class Role(models.TextChoices):
    """What a member of staff may do; a person without a role is a reader or poster."""

    MODERATOR = "moderator", "Moderator"
    SENIOR_MODERATOR = "senior_moderator", "Senior moderator"
    POLICY_AUTHOR = "policy_author", "Policy author"
    POLICY_APPROVER = "policy_approver", "Policy approver"
    INVESTIGATOR = "investigator", "Investigator"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"
    CHILD_SAFETY = "child_safety", "Child safety"
    LEGAL_SPECIALIST = "legal_specialist", "Legal specialist"
    LEGAL_APPROVER = "legal_approver", "Legal approver"


def acting_language() -> str:
    """The language of the page that somebody acts on, such as `de`; the site's own outside a request."""
    return get_language() or str(settings.LANGUAGE_CODE)


def tidy_name(name: str) -> str:
    """A name as others may see it: one line of printable letters, at most 60, so that no mail header can hide in it."""
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())[:60].strip()


class UserManager(BaseUserManager["User"]):
    """Makes users, who have an e-mail address and no password."""

    def create_user(self, email: str, display_name: str = "") -> "User":
        """A new active user. Addresses are kept in lower case: one mailbox, one account."""
        user = self.model(email=email.strip().lower(), display_name=tidy_name(display_name))
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def holding(self, roles: Iterable[str]) -> "models.QuerySet[User]":
        """Active people who hold any of these roles."""
        return self.filter(grants__role__in=list(roles), is_active=True).distinct()


class User(AbstractBaseUser):
    """A person. Signs in with a code sent to `email`; shown to others as `display_name` only.

    `language` is that of the page they last acted on: mails to them are in it. Nothing else reads it. Links that were
    mailed before `links_since` give no right any more: somebody else was reading the mailbox.
    """

    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default=acting_language)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    links_since = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What others see: the chosen name, never the address."""
        return self.display_name or _("Member %(number)s") % {"number": self.pk}

    def honours(self, given: float) -> bool:
        """Whether a right that a link gave at this moment (seconds since 1970) is one still."""
        return self.links_since is None or given >= int(self.links_since.timestamp())

    def note_language(self) -> None:
        """This person acts now: mails to them are in the language of this page."""
        if self.language != acting_language():
            self.language = acting_language()
            self.save(update_fields=["language"])

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds now."""
        return frozenset(self.grants.values_list("role", flat=True))


class FormerAddress(models.Model):
    """An address that an account had until its owner moved to another.

    It opens nothing: whoever has that mailbox now is somebody else. It says whose the mails up to `until` are, and
    which account is meant by who asks for the address.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_addresses")
    email = models.EmailField(db_index=True)
    until = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.email} until {self.until:%Y-%m-%d}"


class RoleGrant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=Role)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Acceptance(models.Model):
    """Somebody agreed to a version of the terms by taking a step.

    `subject` is what the step was about, as the ledger names it (`listing:k3v9x2m7qa`). `person` is empty until the
    address is proven.
    """

    class Step(models.TextChoices):
        """What was done below the sentence that says so."""

        POST = "post", "sent an ad in"
        CONTACT = "contact", "wrote to a poster"
        ACCOUNT = "account", "opened an account"

    terms = models.ForeignKey("site.TermsVersion", on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="acceptances")
    step = models.CharField(max_length=10, choices=Step)
    subject = models.CharField(max_length=80, db_index=True)
    accepted_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.terms} accepted: {self.subject}"

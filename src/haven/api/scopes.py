"""What a token may be good for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """One thing that a program may do for the owner of its token."""

    ADS_READ = "ads:read", _("Read my ads, drafts and their figures")
    ADS_WRITE = "ads:write", _("Post, edit and end my ads")
    MESSAGES_READ = "messages:read", _("Read my conversations")
    MESSAGES_WRITE = "messages:write", _("Write messages for me")
    SEARCHES_READ = "searches:read", _("Read my saved searches and what they found")
    SEARCHES_WRITE = "searches:write", _("Save, change and drop searches")
    FAVORITES_READ = "favorites:read", _("Read which ads I keep")
    FAVORITES_WRITE = "favorites:write", _("Keep ads for me, and let them go")
    WEBHOOKS_READ = "webhooks:read", _("Read where my programs are called, and what was sent")
    WEBHOOKS_WRITE = "webhooks:write", _("Have programs called, and end it")
    DATA_EXPORT = "data:export", _("Download everything about me")
    MODERATION_READ = "moderation:read", _("Read the moderation queue (moderators and auditors)")
    MODERATION_DECIDE = "moderation:decide", _("Decide about ads (moderators)")


DESKS = frozenset({Scope.MODERATION_READ, Scope.MODERATION_DECIDE})
"""Scopes that are worth something to people with a role alone."""

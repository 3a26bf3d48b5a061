"""Errors of moderation; the message is for the person who tried."""


class ModerationError(Exception):
    """Something that cannot be decided as it stands."""


class ChangedMeanwhile(ModerationError):
    """The ad is no longer what the moderator read: edited, or decided by someone else."""

"""Errors of moderation; the message is for the person who tried."""


class ModerationError(Exception):
    """Something that cannot be decided as it stands."""


class ChangedMeanwhile(ModerationError):
    """The ad is no longer what the moderator read: edited, or decided by someone else."""


class InOtherHands(ModerationError):
    """A colleague is at work on it; `holder` is their name."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"{holder} is at work on this. Yours was not carried out.")
        self.holder = holder


class NotNow(ModerationError):
    """Something that this person is not to take in hand now; only they are told why."""

"""What can go wrong with settings and terms; the message is for the person who tried."""


class SiteError(Exception):
    """Something that cannot be set, or published, as it was asked."""


class TermsChanged(SiteError):
    """Somebody agreed to terms that are not, or not any more, in force."""

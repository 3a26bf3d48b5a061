"""What can go wrong with a report."""


class CyberTipError(Exception):
    """A report that cannot be made or filed; the message is for the person who tried."""


class BadReport(CyberTipError):
    """The report is not as the form asks."""


class NotReached(CyberTipError):
    """The service gave no answer, or one that says to try again later."""


class Refused(CyberTipError):
    """The service said no: `code` is from the table of its documentation (appendix D); trying again changes nothing."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"The CyberTipline refused: {words or 'no reason'} (code {code}).")
        self.code = code

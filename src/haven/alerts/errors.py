"""What can go wrong with a saved search; views put the message at the top of the page."""


class AlertsError(Exception):
    """Something that cannot be done with a saved search; the message is for the person who tried."""

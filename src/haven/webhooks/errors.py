"""Errors of webhooks."""


class WebhooksError(Exception):
    """Something about an endpoint that cannot be done; the message is for the person who tried."""


class ForbiddenAddress(WebhooksError):
    """An address that nothing is sent to: this host, its network, or what is no address of the internet."""

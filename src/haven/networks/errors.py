"""What can go wrong in a sweep. Must not know: Django, the command line."""


class NetworkError(Exception):
    """Base of every error of `haven.networks`; its text is one line for a person."""


class DuplicateIdsError(NetworkError):
    """Two ads carry one id, so membership could not be told apart."""

    def __init__(self, ids: list[str]) -> None:
        shown = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
        super().__init__(f"{len(ids)} ad ids occur more than once: {shown}")
        self.ids = ids


class ResultError(NetworkError):
    """A directory does not hold the readable result of an earlier sweep, or cannot be written."""


class UnknownAdError(NetworkError):
    """No ad of a result has this id."""

    def __init__(self, ad: str, near: list[str]) -> None:
        super().__init__(f"no ad {ad!r} in this result" + (f"; nearest: {', '.join(near)}" if near else ""))
        self.near = near

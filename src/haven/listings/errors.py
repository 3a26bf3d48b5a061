"""What can go wrong with an ad; views put the message beside the field or at the top of the page."""

from django.utils.translation import gettext as _


class ListingsError(Exception):
    """Something that cannot be done to an ad; the message is for the person who tried."""


class WrongState(ListingsError):
    """The ad is not in a state that allows this."""


class SiteCloses(WrongState):
    """The site winds itself down and takes no new ads."""

    def __init__(self) -> None:
        super().__init__(_("This site is closing and takes no new ads any more. What is yours you can take along."))


class TooOften(ListingsError):
    """More than anybody has to say to people in so short a time; `wait` seconds later it may be tried again."""

    def __init__(self, sentence: str, *, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class AlreadyLive(ListingsError):
    """The poster has an ad live that says the same; `code` is that ad's."""

    def __init__(self, code: str) -> None:
        super().__init__(_("You have this ad live already. Renew it instead of posting it again."))
        self.code = code


class IncompleteDraft(ListingsError):
    """The draft lacks something. `missing` names the fields."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(_("Still missing: %(fields)s.") % {"fields": ", ".join(missing)})
        self.missing = missing


class BadPhoto(ListingsError):
    """A file that is no photo we can take; the message says why."""


class TooManyPhotos(BadPhoto):
    """A photo more than an ad may have."""


class BadLink(ListingsError):
    """A link from a mail that is too old, was altered, or has been used."""


class BadValue(ListingsError):
    """What was typed into one field of a category cannot be read; the message says what would do."""


class WrongDetails(ListingsError):
    """Fields of a category that cannot be taken as they are; `problems` has a sentence for each by its name."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {sentence}" for name, sentence in problems.items()))
        self.problems = problems

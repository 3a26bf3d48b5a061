"""Which ads show the same photo, also where it was cut down or saved anew: the engine's distance between hashes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haven.listings.models import Photo, RevisionPhoto
from haven.networks.parameters import Parameters
from haven.networks.photos import same_photos


@dataclass(frozen=True, slots=True)
class SharedPhoto:
    """One photo that several ads show: `shown` has a copy of it for each ad's code, in the order of the ads."""

    hash: str
    shown: dict[str, Photo]

    @property
    def photo(self) -> Photo:
        """The copy that the first of the ads shows."""
        return next(iter(self.shown.values()))


def shared_photos(codes: Sequence[str]) -> list[SharedPhoto]:
    """The photos that several of these ads show, in any of their versions; the most frequent first."""
    rows = RevisionPhoto.objects.filter(revision__listing__code__in=codes).order_by("id")
    order = {code: place for place, code in enumerate(codes)}
    pairs = [(row.revision.listing.code, row.photo) for row in rows.select_related("photo", "revision__listing")]
    return together(sorted(pairs, key=lambda pair: order[pair[0]]))


def together(pairs: Iterable[tuple[str, Photo]]) -> list[SharedPhoto]:
    """The same of ads' codes and the photos that they show."""
    listed = list(pairs)
    alike = same_photos([photo.pdq for _, photo in listed], limit=Parameters().photo_distance)
    found: dict[str, dict[str, Photo]] = defaultdict(dict)
    for (code, photo), one in zip(listed, alike, strict=True):
        if one is not None:
            found[one].setdefault(code, photo)
    several = [SharedPhoto(one, shown) for one, shown in found.items() if len(shown) > 1]
    return sorted(several, key=lambda one: (-len(one.shown), one.hash))

"""Finding the gazetteer's place for what an imported ad says of where it is; remembers what it looked up."""

from dataclasses import dataclass, field

from haven.listings.models import Place
from haven.listings.queries.catalogue import nearest_place, places_beginning
from haven.records import AdRecord


@dataclass
class Placing:
    """Looks places up once for each name and each square of about a kilometre."""

    _named: dict[str, Place | None] = field(default_factory=dict)
    _located: dict[tuple[float, float], Place | None] = field(default_factory=dict)

    def place(self, ad: AdRecord) -> Place | None:
        """By coordinates where the ad has them, else the most populous place of exactly that name."""
        if ad.latitude is not None and ad.longitude is not None:
            square = round(ad.latitude, 2), round(ad.longitude, 2)
            if square not in self._located:
                self._located[square] = nearest_place(*square)
            return self._located[square]
        return self._by_name(ad.place.strip()) if ad.place and ad.place.strip() else None

    def _by_name(self, name: str) -> Place | None:
        if name not in self._named:
            city, _, country = (part.strip() for part in name.partition(","))
            country = country.upper() if len(country) == 2 else ""
            found = places_beginning(city, countries=[country] if country else [])
            same = [place for place in found if place.name.casefold() == city.casefold()]
            self._named[name] = same[0] if same else None
        return self._named[name]

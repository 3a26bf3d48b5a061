"""Reading a place as people type it: "Leipzig", "leipzig, de", or one picked from the suggestions."""

from dataclasses import dataclass

from haven.listings.models import Place
from haven.listings.place_names import fold_name
from haven.listings.queries import places_beginning
from haven.site.queries import site

# A name that one place bears twenty times as weightily as the next means that place.
_CLEARLY = 20


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """The place that is meant, or the ones it could be; both empty when the gazetteer knows none."""

    place: Place | None = None
    choices: tuple[Place, ...] = ()


def guess_place(words: str, picked: int | None = None) -> PlaceGuess:
    """What `words` mean; `picked` is the id of a suggestion, which counts as long as the words still begin like it."""
    words = words.strip()
    if not words:
        return PlaceGuess()
    chosen = Place.objects.filter(pk=picked).first() if picked else None
    name, comma, country = words.partition(",")
    if chosen and (words == str(chosen) or (not comma and chosen.folded.startswith(fold_name(name)))):
        return PlaceGuess(chosen)
    found = places_beginning(name, countries=site().countries, limit=40)
    code = country.strip().upper()
    if code:
        found = [place for place in found if place.country == code] or found
    exact = [place for place in found if place.folded == fold_name(name)]
    ranked = sorted(exact + _longer(exact, found) if exact else found, key=lambda p: (not _at_home(p), -p.population))
    if len(ranked) == 1 or (ranked and ranked[0] in exact and _dominates(ranked)):
        return PlaceGuess(ranked[0])
    return PlaceGuess(None, tuple(ranked[:8]))


def _longer(exact: list[Place], found: list[Place]) -> list[Place]:
    """Towns at home of more words, yet clearly weightier: "Newcastle" is said of the one upon Tyne."""
    namesakes = [max(1, place.population) for place in exact if _at_home(place)]
    if not namesakes:
        return []
    end, least = len(exact[0].folded), _CLEARLY * max(namesakes)
    more = [place for place in found if place not in exact and not place.folded[end].isalnum()]
    return [place for place in more if _at_home(place) and place.population >= least]


def _at_home(place: Place) -> bool:
    return place.country in site().countries


def _dominates(ranked: list[Place]) -> bool:
    return ranked[0].population >= _CLEARLY * max(1, *(place.population for place in ranked[1:]))

"""What a case's exhibits say, for its briefs: their grounds, the places and people in them, and related cases."""

from collections.abc import Iterable

from haven.accounts.models import User
from haven.cases.brief.drafter import Related
from haven.cases.brief.grounds import Grounds, grounds_of
from haven.cases.models import Case, Exhibit
from haven.listings.models import Place

_WEAKEST = ("text", "network", "place")
"""What ties cases less than a contact does, the strongest first."""
_FEWEST_WORDS = 5


def grounds_in(case: Case) -> dict[int, Grounds]:
    """The grounds of each exhibit that was not erased, by its number."""
    rows = Exhibit.objects.filter(case=case, item__isnull=False).select_related("item")
    return {row.number: grounds_of(row.number, row.kind, row.item.manifest) for row in rows if row.item}


def places_in(grounds: Iterable[Grounds]) -> set[str]:
    """The places that the exhibits name; what somebody typed as a place and the gazetteer does not know is none."""
    named = {place for one in grounds for place in one.places}
    return set(Place.objects.filter(name__in=named).values_list("name", flat=True))


def people_in(case: Case) -> set[str]:
    """The names of the people whose things are exhibits of a case, and of its members."""
    about = case.exhibits.filter(item__isnull=False).values_list("item__about", flat=True)
    keys = {int(name.removeprefix("person:")) for name in about if name.startswith("person:")}
    keys |= set(case.members.values_list("user", flat=True))
    return {name for name in User.objects.filter(pk__in=keys).values_list("display_name", flat=True) if name}


def related_to(case: Case, region: str) -> list[Related]:
    """Cases that share a contact, text, network or place with this one, and that all of its members may know of."""
    members = set(case.members.values_list("user", flat=True))
    own = _things(case, region)
    others, found = Case.objects.exclude(pk=case.pk), []
    for member in members:
        others = others.filter(members__user=member)
    for other in others.order_by("-id")[:200]:
        shared = own.keys() & _things(other, region).keys()
        if shared:
            kind, value = min(shared, key=_weakness)
            found.append(Related(other.pk, kind, own[kind, value]))
    return found


def _things(case: Case, region: str) -> dict[tuple[str, str], int]:
    """Contacts, networks, texts and places of a case, with the first exhibit that shows each."""
    found: dict[tuple[str, str], int] = {}
    grounds = grounds_in(case)
    known = places_in(grounds.values())
    for number, one in sorted(grounds.items()):
        things = {(kind, value) for kind, value in one.contacts(region) if kind != "photo"}
        if one.facts.get("network"):
            things.add(("network", str(one.facts["network"])))
        things |= {("text", text) for text in _texts(one)}
        things |= {("place", place) for place in one.places if place in known}
        for thing in things:
            found.setdefault(thing, number)
    return found


def _texts(one: Grounds) -> set[str]:
    """The words that the ads of each template share, folded; short ones say nothing."""
    found = set()
    for template in one.facts.get("templates") or ():
        said = " ".join(str(column.get("constant") or "") for column in template.get("columns") or ())
        words = said.casefold().split()
        if len(words) >= _FEWEST_WORDS:
            found.add(" ".join(words))
    return found


def _weakness(thing: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return (_WEAKEST.index(thing[0]) + 1 if thing[0] in _WEAKEST else 0, thing)

"""The demo's invented posters and the cities they live in.

Owns: names, addresses and places, all fictional but for the cities. Must not know: ads, Django.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """A city that GeoNames knows by this name and country.

    Attributes:
        name: as GeoNames spells it.
        country: ISO 3166-1 alpha-2 code.
        rent: how dear housing is there, 1.0 being Leeds.
    """

    name: str
    country: str
    rent: float

    @property
    def currency(self) -> str:
        """ISO 4217 code of what people pay with there."""
        return {"GB": "GBP", "IE": "EUR"}[self.country]


@dataclass(frozen=True)
class DemoAuthor:
    """Somebody who posts in the demo.

    Attributes:
        name: the display name.
        circle: which ads are theirs: `home` or `trade` for ordinary ones, else `network:a`, `network:b`, `held`.
        place: where they live and what their ads give as place.
    """

    name: str
    circle: str
    place: DemoPlace

    @cached_property
    def key(self) -> str:
        """A stable identifier, lower case with hyphens."""
        return self.name.lower().replace(" ", "-").replace("'", "")

    @property
    def email(self) -> str:
        """An address under example.org, which belongs to nobody."""
        return f"{self.key.replace('-', '.')}@example.org"


PLACES: tuple[DemoPlace, ...] = tuple(
    DemoPlace(name=name, country=country, rent=rent)
    for name, country, rent in (
        ("Leeds", "GB", 1.0),
        ("Manchester", "GB", 1.12),
        ("Sheffield", "GB", 0.92),
        ("York", "GB", 1.06),
        ("Bristol", "GB", 1.28),
        ("Liverpool", "GB", 0.9),
        ("Glasgow", "GB", 0.98),
        ("Edinburgh", "GB", 1.25),
        ("Newcastle upon Tyne", "GB", 0.88),
        ("Dublin", "IE", 1.7),
        ("Cork", "IE", 1.4),
        ("Galway", "IE", 1.35),
    )
)

# Circle by circle; people are spread over PLACES in this order, so the larger cities come up more often.
_NAMES: dict[str, str] = {
    "home": (
        "Alice Thornbury, Ben Okafor, Carys Penrose, Daniel Achterberg, Edith Marlow, Farah Siddiqui, Gareth Lomax, "
        "Hanna Kowalska, Isaac Fenwick, Jaya Raman, Kit Braithwaite, Lena Osterman, Malachy Dunne, Nora Whitcombe, "
        "Oscar Lindqvist, Petra Novak, Quentin Ashby, Rosa Delgado, Sean Gallagher, Tilly Brackenridge, "
        "Uma Banerjee, Victor Sallow, Wendy Cartwright, Xanthe Pryor, Yusuf Demir, Zoe Harkness, Aoife Brennan, "
        "Bernard Quill, Chidi Eze, Dorothy Pell, Eamon Foyle, Freya Holt"
    ),
    "trade": (
        "Gwen Ardley, Harold Stubbs, Ines Carvalho, Jonas Weller, Kerry Mallin, Lorcan Tighe, Mina Aldous, "
        "Nikhil Rao, Olive Garside, Padraig Nolan, Rachel Umber, Stan Hobday"
    ),
    "network:a": "Mark Ellery, Lucy Grant Lettings, Clive Homer, Paul Desmond, Anna Prior",
    "network:b": "Dana Merrow, Harbour Staff, Season Jobs Europe, Viktor Landry",
    "held": ("Gerald Osmond, Sylvia Renn, James Whitlock, Paula Drake, Marcus Bell, Nadine Frost, Rupert Lane"),
}
_SPREAD = (0, 1, 2, 9, 3, 0, 6, 4, 1, 5, 0, 2, 10, 7, 6, 0, 1, 8, 11, 9)

AUTHORS: tuple[DemoAuthor, ...] = tuple(
    DemoAuthor(name=name, circle=circle, place=PLACES[_SPREAD[number % len(_SPREAD)]])
    for circle, names in _NAMES.items()
    for number, name in enumerate(names.split(", "))
)
"""Everybody, in a fixed order; keys are unique."""


def circle(name: str) -> list[DemoAuthor]:
    """The authors of one circle, in their fixed order."""
    return [author for author in AUTHORS if author.circle == name]


def mobile(author: DemoAuthor) -> str:
    """The author's own mobile number, in the range that Ofcom keeps for fiction (07700 900000 to 900999)."""
    return f"07700 900{100 + 5 * AUTHORS.index(author)}"

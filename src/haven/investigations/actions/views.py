"""Keeping a view of a network as an exhibit: what was drawn, of which days, and why each line was there."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import rfc8785

from haven.accounts.models import User
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.errors import CaseError
from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import Naming
from haven.custody.actions.capturing import Capture
from haven.findings.models import Network
from haven.investigations.expanding import Thread
from haven.investigations.placing import places_of
from haven.investigations.webgraph import Web, weave
from haven.investigations.webpicture import picture_of

PICTURE = "view.svg"
"""The file of a kept view that shows it."""


def exhibit_view(
    *, case: Case, network: Network, expanded: Sequence[Thread], days: tuple[int, int], why: str, by: User
) -> Exhibit:
    """Make a view of a network an exhibit: a picture, and the same as data.

    Args:
        case: the case.
        network: the network.
        expanded: things of which the ads outside it are drawn, too.
        days: the first and last moment of the time slider, in seconds since 1970.
        why: what it is to show.
        by: a member of the case.

    Raises:
        CaseError: nothing is drawn of these days, or the words are too long; see `at_work`.
    """
    web = weave(network, Naming(case), expanded)
    shown = in_time(web, *days)
    if not any(shown):
        raise CaseError("No ad was posted in these days: move the ends of the time apart.")
    title = f"View of network {network.pk}: {sum(shown)} of {len(web.points)} points"
    facts: dict[str, Any] = {
        "network": network.pk,
        "from": days[0],
        "until": days[1],
        "expanded": [thread.key for thread in expanded],
        "points": [asdict(point) for point, on in zip(web.points, shown, strict=True) if on],
        "lines": [
            {
                "a": web.points[line.a].key,
                "b": web.points[line.b].key,
                "kind": line.kind,
                "why": line.why,
                "strength": line.strength,
            }
            for line in web.lines
            if shown[line.a] and shown[line.b]
        ],
    }
    files = {
        "facts.json": (rfc8785.dumps(facts), "application/json"),
        PICTURE: (picture_of(web, places_of(web), shown, title).encode(), "image/svg+xml"),
    }
    made = Capture(subject=f"network:{network.pk}", about="", title=title, facts=facts, files=files)
    return add_exhibit(case=case, kind=Exhibit.Kind.VIEW, shown=made, why=why, by=by)


def in_time(web: Web, start: int, end: int) -> list[bool]:
    """Which points are shown: ads of that time, and what at least one of them shows."""
    shown = [point.at is not None and start <= point.at <= end for point in web.points]
    for line in web.lines:
        for one, other in ((line.a, line.b), (line.b, line.a)):
            if web.points[one].kind == "ad" and shown[one] and web.points[other].kind != "ad":
                shown[other] = True
    return shown

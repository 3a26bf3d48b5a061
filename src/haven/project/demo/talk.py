"""What the demo's people say to one another, and what they report.

Owns: conversations and reports over given ads. Must not know: Django, the desks that read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from haven.project.demo.demo_ad import DemoAd
from haven.project.demo.wording import read


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """One message; `from_reader` tells the side."""

    from_reader: bool
    text: str


@dataclass(frozen=True, slots=True)
class DemoConversation:
    """A reader and the poster of `ad_key`, writing in turn; the reader begins."""

    ad_key: str
    reader_name: str
    messages: tuple[DemoMessage, ...]

    @property
    def reader_email(self) -> str:
        """The reader's address, under example.org."""
        return f"{self.reader_name.lower().replace(' ', '.')}@example.org"


@dataclass(frozen=True, slots=True)
class DemoReport:
    """A report on `ad_key`: the reason's slug as reports know it, and one sentence."""

    ad_key: str
    reason: str
    sentence: str


def conversations(ads: Sequence[DemoAd]) -> list[DemoConversation]:
    """Eight short conversations, each over the newest fitting ad.

    Raises:
        ValueError: an ad of a kind and category that is talked about is missing.
    """
    return [
        DemoConversation(
            _newest(ads, set(), talk.get("kind", "ordinary"), talk["category"]).key,
            talk["reader"],
            tuple(DemoMessage(turn % 2 == 0, text) for turn, text in enumerate(talk["messages"])),
        )
        for talk in read("talk")["conversations"]
    ]


def reports(ads: Sequence[DemoAd]) -> list[DemoReport]:
    """Six reports on six different ads.

    Raises:
        ValueError: an ad of a kind and category that is reported is missing.
    """
    told: list[DemoReport] = []
    for report in read("talk")["reports"]:
        ad = _newest(ads, {done.ad_key for done in told}, report["kind"], report.get("category"))
        told.append(DemoReport(ad.key, report["reason"], report["sentence"]))
    return told


def _newest(ads: Sequence[DemoAd], taken: set[str], kind: str, category: str | None) -> DemoAd:
    fitting = [ad for ad in ads if ad.kind == kind and category in (None, ad.category) and ad.key not in taken]
    if not fitting:
        raise ValueError(f"no {kind} ad in {category or 'any category'} to talk about")
    return min(fitting, key=lambda ad: ad.posted_hours_ago)

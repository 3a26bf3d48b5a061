"""What posters and reporters are told about a decision; never signals, networks, or who reported.

Owns the words of the decision mails and of the statement of reasons. Must not know how decisions are stored.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from haven.mail.actions import render_mail
from haven.moderation.models import Outcome
from haven.site.queries import site

NOTICE_OUTCOMES = {
    Outcome.PUBLISH: gettext_noop(
        "A person read the ad and found nothing in it that breaks our rules, so it is published."
    ),
    Outcome.REFUSE: gettext_noop("The ad breaks our rules. It was not published."),
    Outcome.KEEP: gettext_noop("A person read the ad and found nothing in it that breaks our rules, so it stays."),
    Outcome.LIMIT: gettext_noop("The ad breaks our rules in a small way. Search and lists do not show it any more."),
    Outcome.REMOVE: gettext_noop("The ad broke our rules. We removed it."),
    Outcome.CLOSE: gettext_noop("The ad broke our rules. We removed it, and closed the account behind it."),
}
_MAILS = {Outcome.PUBLISH: "decision_published", Outcome.ASK: "decision_asks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a decision's mail to the poster is worded from.

    Attributes:
        outcome: what was decided; `KEEP` tells the poster nothing.
        title: the ad's title.
        ground: the policy's sentence.
        facts: what the moderator saw, or asks, in the moderator's words.
        reported: whether an open report led to the decision (art. 17(3)(b)).
        flagged: whether one of them came from a trusted flagger (art. 22).
        detected: whether screening put the ad before a person (art. 17(3)(c)).
        strike: whether it also counts against the account.
        was_live: whether the ad was public until now.
    """

    outcome: Outcome
    title: str
    ground: str = ""
    facts: str = ""
    reported: bool = False
    flagged: bool = False
    detected: bool = False
    strike: bool = False
    was_live: bool = False

    def words(self, link: str = "", language: str = "") -> tuple[str, str]:
        """Subject and text of the mail; `link` leads to the live ad, the answer or the appeal; copies have none.

        In `language`, which is the poster's, or in that of the desk.
        """
        template = _MAILS.get(self.outcome, "decision_against")
        return render_mail(template, {"told": self, "link": link, "site": site().name}, language)

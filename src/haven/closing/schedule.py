"""When what is kept goes, once the site is closed: the shortest term that the policy of retention allows.

Owns the days. They are `rights.policy.LEAST`: days below which a kind may not be kept, because people and the law need
them (an appeal is possible for six months). What has no such term goes on the day itself. Must not know tables.
"""

from datetime import date, timedelta

from haven.rights.policy import LEAST
from haven.site.models import Closing

PEOPLE_DAYS = max(LEAST["ads"], LEAST["messages"], LEAST["reporters"], LEAST["consents"])
"""Accounts, ads, conversations: until then everybody can still take along what is theirs."""
RECORD_DAYS = LEAST["words"]
"""Decisions, the reasons for them, appeals and reports, and the words of the ads that they are about."""


def people_go(closing: Closing) -> date:
    """The day from which accounts, ads and conversations may be erased."""
    return closing.ends_on + timedelta(days=PEOPLE_DAYS)


def records_go(closing: Closing) -> date:
    """The day from which the record of decisions may be erased."""
    return closing.ends_on + timedelta(days=RECORD_DAYS)


def public_days(closing: Closing) -> dict[str, date]:
    """The three days for everybody to read."""
    return {"ends": closing.ends_on, "people": people_go(closing), "records": records_go(closing)}

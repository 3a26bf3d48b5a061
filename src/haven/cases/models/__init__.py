"""The tables of cases."""

from haven.cases.models.brief import Brief
from haven.cases.models.case import Case, CaseMember
from haven.cases.models.collection import Collection
from haven.cases.models.danger import DangerReport
from haven.cases.models.exhibit import Exhibit
from haven.cases.models.mention import Mention
from haven.cases.models.oversight import ReadReview
from haven.cases.models.reasoning import Hypothesis, Weighing
from haven.cases.models.referral import Referral
from haven.cases.models.reveal import Reveal
from haven.cases.models.review import LinkReview
from haven.cases.models.takeover import Takeover
from haven.cases.models.watch import FoundAgain, Watch
from haven.cases.models.work import CaseNote, CaseTask

__all__ = [
    "Brief",
    "Case",
    "CaseMember",
    "CaseNote",
    "CaseTask",
    "Collection",
    "DangerReport",
    "Exhibit",
    "FoundAgain",
    "Hypothesis",
    "LinkReview",
    "Mention",
    "ReadReview",
    "Referral",
    "Reveal",
    "Takeover",
    "Watch",
    "Weighing",
]

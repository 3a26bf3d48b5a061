"""Cases and what is in them."""

from haven.accounts.models import Role, User
from haven.cases.actions.collecting import CollectedFile, Said, take_collection
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.actions.opening import open_case
from haven.cases.actions.oversight import review_read
from haven.cases.models import (
    Brief,
    Case,
    CaseMember,
    CaseNote,
    CaseTask,
    Collection,
    DangerReport,
    Exhibit,
    FoundAgain,
    Hypothesis,
    LinkReview,
    Mention,
    ReadReview,
    Referral,
    Reveal,
    Takeover,
    Watch,
    Weighing,
)
from tests.factories.custody import an_evidence_item
from tests.factories.ledger import a_ledger_entry
from tests.factories.people import a_user

_ROOM = (
    "A quiet room near the river for one, with its own bath and a desk; write to me or call 202 555 0123 any evening."
)
_BICYCLE = "A green bicycle, two oh two 555 01 four seven."
_ADS = "id,title,text,posted_at,city,user\n" + "".join(
    f'c{n},Room {n},"{words}",2026-0{n}-02T10:00:00Z,Leipzig,u{n}\n'
    for n, words in enumerate([_ROOM, _ROOM, _BICYCLE], 1)
)


def a_case(*members: User, title: str = "Flats under several names") -> Case:
    """An open case; the first of its members leads it."""
    lead, *others = members or (a_user(Role.INVESTIGATOR),)
    case = open_case(title=title, purpose="Letter 12", by=lead)
    for user in others:
        a_case_member(case=case, user=user)
    return case


def a_case_member(*, case: Case | None = None, user: User | None = None) -> CaseMember:
    """Somebody else who works on it."""
    case = case or a_case()
    return CaseMember.objects.create(case=case, user=user or a_user(Role.INVESTIGATOR), added_by=case.lead)


def an_exhibit(*, case: Case | None = None, body: str = "Oak", subject: str = "listing:aaaaaaaaaa") -> Exhibit:
    """Something captured, in a case."""
    case = case or a_case()
    item = an_evidence_item(body=body, subject=subject)
    return add_exhibit(case=case, kind=Exhibit.Kind.AD, shown=item, why="Shows the text", by=case.lead)


def a_hypothesis(*, case: Case | None = None, sought_against: str = "") -> Hypothesis:
    """What may be so."""
    case = case or a_case()
    return Hypothesis.objects.create(
        case=case, text="One hand wrote these ads.", written_by=case.lead, sought_against=sought_against
    )


def a_weighing(*, hypothesis: Hypothesis | None = None, supports: bool = True) -> Weighing:
    """What an exhibit says about it."""
    hypothesis = hypothesis or a_hypothesis()
    return Weighing.objects.create(
        hypothesis=hypothesis, exhibit=an_exhibit(case=hypothesis.case), supports=supports,
        why="The same words.", weighed_by=hypothesis.case.lead,
    )  # fmt: skip


def a_case_note(*, case: Case | None = None) -> CaseNote:
    """Something to remember."""
    case = case or a_case()
    return CaseNote.objects.create(case=case, author=case.lead, text="Called back.")


def a_case_task(*, case: Case | None = None) -> CaseTask:
    """Something to be done."""
    case = case or a_case()
    return CaseTask.objects.create(case=case, text="Compare the photos", added_by=case.lead)


def a_referral(*, case: Case | None = None) -> Referral:
    """That a case went to somebody."""
    case = case or a_case()
    return Referral.objects.create(
        case=case, recipient="A hotline", kind="hotline", country="US", reached_at="555 0100",
        why="Look at the flats", referred_by=case.lead,
    )  # fmt: skip


def a_collection(*, case: Case | None = None, files: dict[str, bytes] | None = None) -> Collection:
    """A collection that is not read yet: three ads, two of one text with one number."""
    case = case or a_case()
    kept = files if files is not None else {"ads.csv": _ADS.encode()}
    said = Said(title="An archive", origin="A newsroom", lawful="Its permission of 2 May")
    sent = [CollectedFile(name, data) for name, data in kept.items()]
    return take_collection(case=case, said=said, files=sent, by=case.lead)


def a_danger_report(*, subject: str = "listing:aaaaaaaaaa") -> DangerReport:
    """That the police were told."""
    return DangerReport.objects.create(
        subject=subject, suspicion="A threat", recipient="Police", country="GB", reached_at="999", told="All of it",
        told_by=a_user(Role.MODERATOR),
    )  # fmt: skip


def a_reveal(*, case: Case | None = None, person: User | None = None) -> Reveal:
    """That somebody asks who a person is."""
    case = case or a_case()
    return Reveal.objects.create(case=case, person=person or a_user(), why="To warn them", asked_by=case.lead)


def a_mention(*, notice_id: int = 1, value: str = "+12025550123") -> Mention:
    """A contact in a report."""
    return Mention.objects.create(notice_id=notice_id, kind="phone", value=value)


def a_read_review() -> ReadReview:
    """An auditor's verdict on a read."""
    entry = a_ledger_entry(actor=f"person:{a_user().pk}", action="network.read")
    return review_read(entry=entry, in_order=True, words="", by=a_user(Role.AUDITOR))


def a_watch(*, case: Case | None = None, value: str = "+12025550123") -> Watch:
    """Something that a case waits for."""
    case = case or a_case()
    return Watch.objects.create(case=case, kind="phone", value=value, added_by=case.lead)


def a_return(*, watch: Watch | None = None, subject: str = "listing:aaaaaaaaaa") -> FoundAgain:
    """What came back."""
    return FoundAgain.objects.create(watch=watch or a_watch(), subject=subject)


def a_link_review(*, case: Case | None = None, network_id: str = "n-1", ad_id: str = "aaaaaaaaaa") -> LinkReview:
    """That somebody says an ad is in the wrong network."""
    case = case or a_case()
    return LinkReview.objects.create(case=case, network_id=network_id, ad_id=ad_id, why="A form", asked_by=case.lead)


def a_brief(*, case: Case | None = None, text: str = "") -> Brief:
    """A draft."""
    case = case or a_case()
    return Brief.objects.create(case=case, title="Flats", text=text, drafted_by="rules", begun_by=case.lead)


def a_takeover(*, case: Case | None = None, by: User | None = None) -> Takeover:
    """Somebody asks to lead a case."""
    case = case or a_case()
    return Takeover.objects.create(case=case, lead=case.lead, why="She left", asked_by=by or a_user(Role.INVESTIGATOR))

"""A brief's first draft: by rule, and through a model server where the operator named one and its draft may stand."""

from django.conf import settings

from haven.accounts.models import User
from haven.cases.actions.briefing import begin_brief
from haven.cases.brief.drafter import draft
from haven.cases.brief.endpoint import Endpoint, EndpointError
from haven.cases.brief.gate import check, check_model
from haven.cases.brief.grounds import Grounds
from haven.cases.errors import CaseError
from haven.cases.grounds import grounds_in, places_in, related_to
from haven.cases.models import Brief, Case

RULES = "rules"


def draft_brief(*, case: Case, title: str, by: User) -> tuple[Brief, str]:
    """Begin a brief from a case's exhibits; with it a sentence about the model's draft, where one was not used.

    Raises:
        CaseError: there are no exhibits; see `begin_brief`.
    """
    grounds = grounds_in(case)
    if not grounds:
        raise CaseError("A brief rests on exhibits, and this case has none yet.")
    exhibits = list(grounds.values())
    by_rule = draft(exhibits, places=places_in(exhibits), related=related_to(case, settings.SITE_REGION))
    text, drafted_by, told = _smoothed(grounds, by_rule)
    return begin_brief(case=case, title=title, text=text, drafted_by=drafted_by, by=by), told


def _smoothed(grounds: dict[int, Grounds], by_rule: str) -> tuple[str, str, str]:
    """The model's draft where it passes the gate, otherwise the one by rule; who drafted; what is to be told."""
    parts = settings.BRIEF_ENDPOINT.split()
    if len(parts) < 2:
        return by_rule, RULES, ""
    endpoint = Endpoint(parts[0], parts[1], parts[2] if len(parts) > 2 else "")
    try:
        answer = endpoint.draft(list(grounds.values()), by_rule)
    except EndpointError as error:
        return by_rule, RULES, f"{error} The draft is the one by rule."
    faults = check_model(answer, by_rule) or check(answer, grounds, region=settings.SITE_REGION)
    if faults:
        return by_rule, RULES, f"The model's draft was refused ({faults[0].words}) The draft is the one by rule."
    return answer, endpoint.model[:80], ""

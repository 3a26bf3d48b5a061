"""A hypothesis is supported only after somebody looked for what speaks against it."""

import pytest
from django.db import IntegrityError, transaction

from haven.cases.actions.reasoning import settle_hypothesis, state_hypothesis, weigh
from haven.cases.errors import CaseError
from haven.cases.models import Case, Hypothesis
from tests.factories import a_case, a_hypothesis, an_exhibit


def test_both_sides_are_weighed_and_the_last_word_on_each_counts(case: Case) -> None:
    hypothesis = state_hypothesis(case=case, text="One hand wrote these", by=case.lead)
    exhibit = an_exhibit(case=case)
    weigh(hypothesis=hypothesis, exhibit=exhibit, supports=True, why="Same words", by=case.lead)
    weigh(hypothesis=hypothesis, exhibit=exhibit, supports=False, why="A form that many use", by=case.lead)
    weigh(hypothesis=hypothesis, exhibit=exhibit, supports=False, why="A form of an agency", by=case.lead)
    said = {(w.supports, w.why) for w in hypothesis.weighings.all()}
    assert said == {(True, "Same words"), (False, "A form of an agency")}


def test_nothing_is_supported_without_looking_for_the_contrary(case: Case) -> None:
    hypothesis = a_hypothesis(case=case)
    with pytest.raises(CaseError, match="No exhibit"):
        settle_hypothesis(hypothesis=hypothesis, state="supported", sought_against="Looked", by=case.lead)
    exhibit = an_exhibit(case=case)
    weigh(hypothesis=hypothesis, exhibit=exhibit, supports=True, why="Same words", by=case.lead)
    with pytest.raises(CaseError, match="against it"):
        settle_hypothesis(hypothesis=hypothesis, state="supported", sought_against=" ", by=case.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hypothesis.objects.filter(pk=hypothesis.pk).update(state="supported")
    settle_hypothesis(hypothesis=hypothesis, state="supported", sought_against="Other hands: none", by=case.lead)
    hypothesis.refresh_from_db()
    assert hypothesis.state == "supported"
    weigh(hypothesis=hypothesis, exhibit=exhibit, supports=False, why="A form", by=case.lead)
    hypothesis.refresh_from_db()
    assert hypothesis.state == "open", "a new word opens it again"


def test_exhibits_of_other_cases_say_nothing(case: Case) -> None:
    with pytest.raises(CaseError, match="another case"):
        weigh(
            hypothesis=a_hypothesis(case=case), exhibit=an_exhibit(case=a_case()), supports=True, why="x", by=case.lead
        )
    with pytest.raises(CaseError):
        settle_hypothesis(hypothesis=a_hypothesis(case=case), state="true", sought_against="x", by=case.lead)

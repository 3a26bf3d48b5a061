"""Productions by the real worker, on a database that commits."""

import pytest

from haven.accounts.models import Role
from haven.legal.actions.scoping import set_targets
from haven.legal.models import Production
from tests.committed import work_off
from tests.factories import a_user, a_verified_request
from tests.legal.conftest import AsUser


@pytest.mark.usefixtures("committed")
def test_asked_for_on_the_page_the_worker_puts_it_together(enter: AsUser) -> None:
    by, suspect = a_user(Role.LEGAL_SPECIALIST), a_user(email="poster@example.org")
    request = a_verified_request()
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=by)
    client = enter(by)
    answer = client.post(f"/legal/requests/{request.reference}/prepare/", {"classes": ["subscriber"]})
    assert "Waiting for the worker" in client.get(answer["Location"]).content.decode()
    work_off()
    made = Production.objects.get()
    assert (made.waits, made.prepared_by, made.concerned) == (True, by, [suspect.pk])
    assert "What would leave" in client.get(answer["Location"]).content.decode()

"""What the worker does for cases."""

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from haven.cases.actions.collecting import give_up_reading, read_collection
from haven.cases.collected.child import Interrupted
from haven.cases.models import Collection

_CUT_OFF = (Interrupted, OperationalError)


@app.task(queue="desk", retry=RetryStrategy(retry_exceptions=_CUT_OFF, wait=4), pass_context=False)
def open_collection(*, collection_id: int) -> None:
    """Make a collection readable; nothing where it is, or is gone. However often it is cut off, it begins anew."""
    row = Collection.objects.filter(pk=collection_id).first()
    if row is None:
        return
    try:
        read_collection(collection=row)
    except _CUT_OFF:
        raise
    except Exception as error:
        problem = f"Haven itself failed ({type(error).__name__}); the worker’s log says more. Bring it again."
        give_up_reading(collection=row, problem=problem)
        raise

"""What the worker does for cases."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from haven.cases.actions.collecting import read_collection
from haven.cases.models import Collection


@app.task(queue="desk", retry=RetryStrategy(max_attempts=3, exponential_wait=4), pass_context=False)
def open_collection(*, collection_id: int) -> None:
    """Make a collection readable; nothing where it is, or is gone."""
    row = Collection.objects.filter(pk=collection_id).first()
    if row is not None:
        read_collection(collection=row)

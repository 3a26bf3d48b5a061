"""There is one factory for every model."""

import inspect
from typing import get_type_hints

import pytest
from django.apps import apps
from django.db.models import Model

from tests import factories

# The index of texts is written by `haven.findings.index` alone, in SQL; nobody makes its rows.
# The tree of the ledger is written by `haven.ledger.sequencing` and a trigger; a row made up would break it.
MADE_BY_SQL = {"IndexedAd", "TextKey", "UnsequencedEntry", "Leaf", "Tile", "TreeHead"}
MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("haven.")
    for model in config.get_models()
    if model.__name__ not in MADE_BY_SQL
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_its_factory(model: type[Model]) -> None:
    functions = [function for _, function in inspect.getmembers(factories, inspect.isfunction)]
    assert [f.__name__ for f in functions if get_type_hints(f).get("return") is model] != []

"""Setting a template as text."""

import pytest

from haven.investigations.templatetext import set_template
from tests.factories import a_network, a_template

pytestmark = pytest.mark.django_db


def test_constants_stay_and_slots_show_their_fillers_with_counts() -> None:
    template = a_template(network=a_network(ads=("a", "b", "c", "d")))
    template.ads = ["b", "a", "c", "gone"]
    template.columns = [
        {"fillers": ["", "", "Now ", "x"]},
        {"constant": "a sunny room in"},
        {"fillers": ["Leipzig", "Leipzig", "Halle  an der\nSaale", "x"]},
    ]
    text = set_template(template, {"a": 1, "b": 2, "c": 3})
    assert [part.constant or part.slot for part in text.parts] == [text.slots[0], "a sunny room in", text.slots[1]]
    assert text.slots[0].fillers == (("(nothing)", 2), ("Now", 1), ("x", 1))
    assert text.slots[1].shown == "Leipzig"
    assert text.slots[1].tip == "Leipzig ×2 · Halle an der Saale · x"
    assert text.rows == (
        (1, ("(nothing)", "Leipzig")),
        (2, ("(nothing)", "Leipzig")),
        (3, ("Now", "Halle an der Saale")),
    )
    assert 0.5 < text.share < 1


def test_a_template_without_slots_is_all_constant() -> None:
    template = a_template()
    template.columns = [{"constant": "word for word"}]
    text = set_template(template, {})
    assert (text.slots, text.rows, text.share) == ((), (), 1.0)

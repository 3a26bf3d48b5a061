"""`haven classifier` on a site: too little to learn from, a model in shadow, its file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from haven.policies.models import ClassifierVersion
from haven.project.commands import classifier
from haven.project.errors import ProjectError
from haven.screening.learned import Classifier
from tests.factories import a_classifier_version, a_decision
from tests.screening.learned.made import made_decisions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens a database of its own; here it is that of the test."""

    @contextmanager
    def this_one(_command: str) -> Iterator[None]:
        yield

    monkeypatch.setattr(classifier, "site_database", this_one)
    monkeypatch.setattr(classifier, "start_django", lambda: None)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(classifier.app, [str(argument) for argument in arguments])


def test_it_refuses_to_learn_from_too_little() -> None:
    a_decision()
    result = run("train")
    assert isinstance(result.exception, ProjectError)
    assert str(result.exception) == "1 final decisions of people are too few to learn from: at least 200 are needed."
    assert "none was trained yet" in run("list").stdout


def test_it_learns_and_what_comes_of_it_is_in_shadow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.moderation.queries.learning.final_decisions", lambda: (made_decisions(), {"erased": 3}))
    result = run("train")
    assert result.exit_code == 0, result.output
    assert "learned from 450 decisions" in result.stdout
    version = ClassifierVersion.objects.get()
    assert (version.state, version.card["left_out"]) == ("shadow", {"erased": 3})
    assert f"/moderation/classifiers/{version.pk}/" in result.stdout
    assert f"{version.pk}  shadow   learned on" in run("list").stdout


def test_what_training_needs_and_where_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "haven.screening.learned.training", None)
    result = run("train")
    assert isinstance(result.exception, ProjectError)
    assert "`make training`" in str(result.exception)


def test_a_model_as_a_file(tmp_path: Path) -> None:
    version = a_classifier_version()
    out = tmp_path / "model.gz"
    assert run("export", version.pk, "--out", out).exit_code == 0
    assert Classifier.load(out.read_bytes(), version.sha256).name == "an example"
    for number, file, words in ((999, out, "there is no classifier 999"), (version.pk, tmp_path, "cannot be written")):
        result = run("export", number, "--out", file)
        assert isinstance(result.exception, ProjectError)
        assert words in str(result.exception)

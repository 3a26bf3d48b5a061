"""`haven classifier`: trains the classifier on the site's own decisions, lists what there is, writes one into a file.

Must not know: how it is trained. Putting one in force takes a person at the policy's desk.
"""

from pathlib import Path
from typing import Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.screening.errors import ScreeningError

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)
_MISSING = (
    "training needs scikit-learn, which running the site does not: `make training` puts it into .venv "
    "(elsewhere: pip install --require-hashes -r requirements/training.txt)"
)


@app.callback()
def classifier() -> None:
    """The classifier of the screening: what the site's own decisions teach."""


@app.command()
def train() -> None:
    """Learn from the final decisions of people at this site, test on the latest, and score new ads in shadow.

    What comes of it has no effect until a person puts it in force at the policy's desk.
    """
    try:
        from haven.screening.learned.training import train as learn  # noqa: PLC0415 - needs scikit-learn
    except ImportError as error:
        raise ProjectError(_MISSING) from error
    with site_database("classifier"):
        start_django()
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from haven.ledger.actions import machine  # noqa: PLC0415
        from haven.moderation.queries.learning import final_decisions  # noqa: PLC0415
        from haven.policies.actions import keep_classifier  # noqa: PLC0415

        decisions, left_out = final_decisions()
        try:
            trained = learn(decisions, name=f"learned on {timezone.localdate():%d %B %Y}", left_out=left_out)
        except ScreeningError as error:
            raise ProjectError(str(error)) from error
        version = keep_classifier(trained=trained, actor=machine("command-line"))
        for line in trained.card.told():
            say(line)
        say(f"classifier {version.pk} is in shadow: /moderation/classifiers/{version.pk}/ has its card")


@app.command("list")
def list_() -> None:
    """Show every classifier that was trained, the latest first."""
    with site_database("classifier"):
        start_django()
        from haven.policies.models import ClassifierVersion  # noqa: PLC0415 - needs Django

        versions = list(ClassifierVersion.objects.defer("model").order_by("-id"))
        for version in versions:
            threshold = "no threshold" if version.threshold is None else f"fires from {version.threshold:.0%}"
            say(f"{version.pk:>4}  {version.state:<8} {version.name}; {threshold}")
        if not versions:
            say("none was trained yet: `haven classifier train`")


@app.command()
def export(
    number: Annotated[int, typer.Argument(help="Its number in the list.")],
    out: Annotated[Path, typer.Option(help="File to write.")],
) -> None:
    """Write a classifier into a file, for `haven screen --classifier`."""
    with site_database("classifier"):
        start_django()
        from haven.policies.models import ClassifierVersion  # noqa: PLC0415 - needs Django

        version = ClassifierVersion.objects.filter(pk=number).first()
        if version is None:
            raise ProjectError(f"there is no classifier {number}; `haven classifier list` shows them")
        try:
            out.write_bytes(bytes(version.model))
        except OSError as error:
            raise ProjectError(f"{out}: cannot be written ({error})") from error
    say(f"{out}: classifier {number}, {version.name}")

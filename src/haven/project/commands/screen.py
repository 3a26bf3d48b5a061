"""`haven screen`: judges files of ads or messages by a policy; needs neither site nor database."""

from pathlib import Path
from typing import Annotated

import typer

from haven.project.ad_files import (
    Columns,
    Encoding,
    Out,
    Workers,
    account,
    bars,
    end,
    takes_columns,
    tell_problems,
    watched,
)
from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.records.errors import RecordsError
from haven.records.reading import AdReader, read_ads, read_messages
from haven.runs.errors import RunError
from haven.screening import Policy, ScreeningError, default_policy, load_policy
from haven.screening.bulk import Screened, screen_many
from haven.screening.catalogue import Kind
from haven.screening.learned import Classifier
from haven.screening.store import write

app = typer.Typer(pretty_exceptions_enable=False)


class ScreenFailed(ProjectError):
    """The files or the policy cannot be read, or the result cannot be written."""


@app.command()
@takes_columns
def screen(
    ads: Annotated[
        list[Path],
        typer.Argument(help="Files or directories: .jsonl, .csv, .tsv, .parquet, also .gz, .zst; messages also .txt"),
    ],
    out: Out,
    columns: Columns,
    policy: Annotated[Path | None, typer.Option(help="Policy file; Haven's own unless given.")] = None,
    classifier: Annotated[
        Path | None, typer.Option(help="Classifier file, as `haven classifier export` writes it; none unless given.")
    ] = None,
    messages: Annotated[bool, typer.Option("--messages", help="The files hold messages instead of ads.")] = False,
    encoding: Encoding = None,
    workers: Workers = 0,
) -> None:
    """Judge files of ads by a policy: which would be published, held for a person, or refused, and why.

    Columns are guessed from their names where no flag names them. With --messages the files hold messages.
    """
    try:
        chosen = _policy(policy, "messages" if messages else "ads")
        reader = (read_messages if messages else read_ads)(ads, columns=columns, encoding=encoding, guess=True)
        asked = Classifier.load(_read(classifier)) if classifier else None
        screened = _run(reader, chosen, asked, workers)
        if not screened.summary["screened"]:
            tell_problems(reader)
            raise ScreenFailed("there is nothing to judge in these files; an earlier result is as it was")
        write(screened, out, title=", ".join(path.name for path in ads))
    except (RecordsError, ScreeningError, RunError) as error:
        raise ScreenFailed(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ScreenFailed(f"{policy}: cannot be read ({why})") from error
    tell_problems(reader)
    _tell_result(screened, out)
    end(reader)


def _policy(file: Path | None, screens: Kind) -> Policy:
    policy = load_policy(file) if file else default_policy(screens)
    if policy.screens != screens:
        raise ScreenFailed(f"{file}: a policy for {policy.screens}; write `screens: {screens}` for {screens}")
    return policy


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ScreenFailed(f"{file}: cannot be read ({error})") from error


def _run(reader: AdReader, policy: Policy, classifier: Classifier | None, workers: int) -> Screened:
    with bars({"screen": "screening"}) as told:
        screened = screen_many(watched(reader, told, "screen"), policy, classifier=classifier, workers=workers)
        told("screen", 1.0)
    screened.summary.update(account(reader))
    return screened


def _tell_result(screened: Screened, out: Path) -> None:
    summary = screened.summary
    outcomes = summary["outcomes"]
    say(
        f"{summary['screened']} screened: {outcomes['publish']} published, {outcomes['hold']} held, "
        f"{outcomes['refuse']} refused"
    )
    for rule, count in summary["rules"].items():
        say(f"  {count:>6}  {rule}")
    say(f"{summary['seconds']:.1f} s; report: {out / 'report.html'}")

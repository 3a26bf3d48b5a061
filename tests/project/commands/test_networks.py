import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from haven.project.commands.networks import app
from haven.project.commands.sweep import app as sweep_app
from haven.project.errors import ProjectError
from tests.networks.ads import flat, stranger


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    path = tmp_path / "ads.jsonl"
    rows = [{"id": ad.id, "words": ad.body} for ad in [*map(flat, range(4)), *map(stranger, range(4))]]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def swept(ads: Path, *flags: str) -> Path:
    out = ads.parent / "out"
    done = CliRunner().invoke(sweep_app, [str(ads), "--out", str(out), "--body", "words", *flags])
    assert done.exit_code == 0, done.output
    return out


def test_two_ads_are_explained(ads: Path) -> None:
    out = swept(ads)
    together = run("explain", out, "flat-000", "flat-003")
    assert together.exit_code == 0, together.output
    assert "flat-000 and flat-003 are together in n-" in together.stdout
    assert "Both are written from one template:" in together.stdout
    assert "are not together" in run("explain", out, "flat-000", "stranger-001").stdout


def test_the_file_answers_where_the_texts_were_not_kept(ads: Path) -> None:
    out = swept(ads, "--no-texts")
    assert not (out / "ads.parquet").exists()
    assert "name the swept files with --ads" in run("explain", out, "flat-000", "stranger-001").stdout
    assert "no phrase" in run("explain", out, "flat-000", "stranger-001", "--ads", ads, "--body", "words").stdout


def test_an_unknown_ad_is_one_line(ads: Path) -> None:
    result = run("explain", swept(ads), "flat-000", "flt-01")
    assert isinstance(result.exception, ProjectError)
    assert result.exception.exit_code == 2
    assert "no ad 'flt-01'" in str(result.exception)
    assert "flat-001" in str(result.exception)
    assert "\n" not in str(result.exception)

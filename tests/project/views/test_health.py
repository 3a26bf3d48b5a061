"""Whether the site is up: said without the database, too."""

import json
import subprocess
import sys
from pathlib import Path

from tests.serving import environment_for

_ASK = """
from haven.project.django_setup import start_django
start_django()
from django.test import Client
answer = Client(raise_request_exception=False).get("/health", headers={"host": "127.0.0.1"})
print(answer.status_code, answer.content.decode())
"""


def test_without_the_database_it_says_so(tmp_path: Path) -> None:
    nowhere = environment_for(tmp_path, HAVEN_DATABASE_URL="postgresql://nobody:none@127.0.0.1:1/none")
    asked = subprocess.run(
        [sys.executable, "-c", _ASK],
        env=nowhere,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    status, _, said = asked.stdout.strip().partition(" ")
    assert status == "503", asked.stderr[-2000:]
    assert json.loads(said)["status"] == "no database"

"""Settings of the tests: the real ones, on a data directory of their own, whatever the environment of the person is."""

import atexit
import os
import shutil
import tempfile

KEPT = {"HAVEN_CORPORA", "HAVEN_BROWSER", "HAVEN_NO_BROWSER", "HAVEN_PROVE"}

for _name in [name for name in os.environ if name.startswith("HAVEN_") and name not in KEPT]:
    del os.environ[_name]
os.environ["HAVEN_DATA"] = tempfile.mkdtemp(prefix="haven-tests-")
atexit.register(shutil.rmtree, os.environ["HAVEN_DATA"], ignore_errors=True)

from haven.project.settings import *  # noqa: E402, F403 - after the environment is set
from haven.project.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

# The pool's threads would outlive the test database; and a test's data need not survive a power cut.
DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
# Templates are rendered without the step that gathers and hashes the static files.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

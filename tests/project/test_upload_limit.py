"""One request cannot fill the disk."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from haven.project import upload_limit


@pytest.mark.django_db
def test_files_that_are_too_large_together_are_refused_before_they_are_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_limit, "LARGEST_REQUEST", 10_000)
    small, large = (SimpleUploadedFile("a.jpg", b"x" * size, "image/jpeg") for size in (5_000, 20_000))
    assert client.post("/post/", {"photos": small}).status_code == 404
    answer = client.post("/post/", {"photos": large})
    assert answer.status_code == 413
    assert "too large" in answer.content.decode().lower()


def test_the_guides_proxies_allow_as_much() -> None:
    guide = Path(__file__, "../../../docs/operate.md").resolve().read_text()
    assert f"max_size {upload_limit.LARGEST_REQUEST // 2**20}MB" in guide
    assert f"client_max_body_size {upload_limit.LARGEST_REQUEST // 2**20}m" in guide

"""`haven check`: clean on a site that is set up as it should be, and a way out of every fault."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import haven

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def mail_server() -> Iterator[str]:
    """The address of something that greets like a mail server."""

    def answer(listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller, caller.makefile("rwb") as lines:
                lines.write(b"220 here\r\n")
                lines.flush()
                for line in lines:
                    lines.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 good\r\n")
                    lines.flush()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, args=(listener,), daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def test_each_fault_says_what_to_do(migrated: Path) -> None:
    assert haven(migrated, "create-operator", "op@example.org").returncode == 0
    (migrated / "media").chmod(0o755)
    done = haven(migrated, "check", HAVEN_SMTP_URL="smtp://127.0.0.1:9")
    assert done.returncode == 1
    for remedy in (
        "HAVEN_SITE_URL=https://",
        "haven site contact=ADDRESS",
        "the imprint lacks who runs the site (operator=…)",
        "HAVEN_MAIL_FROM is still haven@localhost",
        "HAVEN_RELAY_DOMAIN is still relay.localhost",
        "the mail server does not take us",
        f"chmod 700 {migrated / 'media'}",
        "HAVEN_WITNESSES=ADDRESS KEY",
    ):
        assert remedy in done.stdout
    assert done.stdout.splitlines()[-1] == "8 to mend"


def test_a_well_kept_site_is_clean(migrated: Path, mail_server: str) -> None:
    (migrated / "media").chmod(0o700)
    wrong = haven(migrated, "site", "accent_light=#ffcc00")
    assert (wrong.returncode, "a contrast of 1.46 : 1" in wrong.stderr) == (2, True), wrong.stderr
    assert "settings are: name, theme" in haven(migrated, "site", "colour=red").stderr
    imprint = ("operator=Mill Lane Market", "address=1 Mill Lane, Leeds", "contact_languages=English")
    points = ("contact_authorities=authorities@haven.example", "contact_flaggers=flaggers@haven.example")
    set_up = haven(migrated, "site", *imprint, *points)
    assert "operator=Mill Lane Market\n" in set_up.stdout, set_up.stderr
    done = haven(
        migrated,
        "check",
        HAVEN_SITE_URL="https://haven.example",
        HAVEN_CONTACT="op@haven.example",
        HAVEN_MAIL_FROM="Haven <post@haven.example>",
        HAVEN_RELAY_DOMAIN="relay.haven.example",
        HAVEN_SMTP_URL=mail_server,
        HAVEN_WITNESSES="https://witness.example.net w1+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    )
    assert done.stdout.splitlines()[-1] == "The site is set up as it should be.", done.stdout + done.stderr
    assert done.returncode == 0

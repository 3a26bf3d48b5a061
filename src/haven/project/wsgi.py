"""The entrance of the web server."""

import gc
import os
from threading import Thread

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from haven.project.environment import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haven.project.settings")
# limits count by the visitor's address, which behind a proxy is in a header that only the proxy may write
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=environment().proxies)


def _warm_up() -> None:
    from haven.findings.lookup import warm_up  # noqa: PLC0415 - needs Django, and a second

    warm_up()
    # What is loaded stays, and a page makes some ten thousand objects that soon go: looking for cycles among all of
    # them every 700 objects takes a twentieth of a page's time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


# whoever posts the first ad would wait for the kernels that look up its network
Thread(target=_warm_up, name="warm-up", daemon=True).start()

"""The entrance of the web server."""

import os
from threading import Thread
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from haven.project.environment import environment
from haven.project.turns import Turns
from haven.project.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haven.project.settings")
_handler = get_wsgi_application()
# limits count by the visitor's address, which behind a proxy is in a header that only the proxy may write
_behind_proxies = wrap_wsgi_with_proxy_headers(_handler, trusted_hosts=environment().proxies)
application = Turns(_behind_proxies, free=("/health", settings.STATIC_URL))


def warmed() -> WSGIApplication:
    """The application for one process of the web server, which makes itself warm beside its first requests."""
    Thread(target=warm_up, args=[_handler], name="warm-up", daemon=True).start()
    return application

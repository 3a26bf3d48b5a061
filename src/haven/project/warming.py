"""Making a process of the web server warm, so that no visitor waits for what its first page needs.

A first page reads templates, catalogues and categories and opens the search index; a first ad's look-up compiles
kernels. That is one to two seconds, which somebody waited for in every process after every start.
"""

import gc
import logging
from http import HTTPStatus
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

logger = logging.getLogger(__name__)
# What readers ask for first. The word is nobody's, so that words like it are looked for as well.
PAGES = (("/", ""), ("/search/", "q=zqxvkjw"), ("/search/", "sort=cheapest"))


def warm_up(handler: WSGIHandler) -> None:
    """Ask for the pages that most ask for, and make ready what looks up the network of a first ad."""
    from haven.findings.lookup import warm_up as compile_kernels  # noqa: PLC0415 - needs Django, and a second

    for path, query in PAGES:
        _ask(handler, path, query)
    compile_kernels()
    # What is loaded stays, and a page makes some ten thousand objects that soon go: looking for cycles among all of
    # them every 700 objects takes a twentieth of a page's time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _ask(handler: WSGIHandler, path: str, query: str) -> None:
    request = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(request)
    response = handler.get_response(WSGIRequest(request))
    response.close()
    if response.status_code != HTTPStatus.OK:
        logger.warning("The first page %s answered %s: visitors may wait for it", path, response.status_code)

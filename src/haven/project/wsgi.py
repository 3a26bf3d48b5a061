"""The entrance of the web server."""

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from haven.project.environment import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haven.project.settings")
# limits count by the visitor's address, which behind a proxy is in a header that only the proxy may write
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=environment().proxies)

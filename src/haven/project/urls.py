"""All addresses of the site."""

from django.conf import settings
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language

from haven.api.problems import not_found
from haven.marketplace.sitemaps import SITEMAPS
from haven.marketplace.views.robots import robots
from haven.project.api import api
from haven.project.environment import environment
from haven.project.views import installing, log, look
from haven.project.views.health import health
from haven.project.views.metrics import metrics
from haven.project.views.photos import photo

urlpatterns = [
    path("", include("haven.marketplace.urls")),
    path("moderation/", include("haven.moderation.urls")),
    path("openness/", include("haven.moderation.open_urls")),
    path("administration/", include("haven.administration.urls")),
    path("newsroom/", include("haven.investigations.newsroom_urls")),
    path("investigations/", include("haven.investigations.urls")),
    path("authorities/", include("haven.legal.open_urls")),
    path("legal/", include("haven.legal.urls")),
    path("closing/", include("haven.closing.urls")),
    path(
        "account/email/", RedirectView.as_view(pattern_name="marketplace:account"), name="account_email"
    ),  # an account has one address
    path("account/", include("allauth.urls")),
    path("site/theme-<slug:version>.css", look.theme, name="site_theme"),
    path("site/logo-<slug:version>.png", look.logo, name="site_logo"),
    path("site/icon-<slug:version>-<int:size>-<slug:purpose>.png", installing.icon, name="site_icon"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("service-worker.js", installing.worker, name="service_worker"),
    path("offline/", installing.offline, name="offline"),
    path("api/v1/", api.urls),
    re_path("^api/", csrf_exempt(not_found), name="api_not_found"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_part"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
    # Without a token: it would put a cookie on every page, and nothing is won by choosing for somebody else.
    path("language/", csrf_exempt(set_language), name="language"),
    path("health", health, name="health"),
    path("metrics", metrics, name="metrics"),
    path("log/checkpoint", log.checkpoint, name="log_checkpoint"),
    path("log/keys", log.keys, name="log_keys"),
    path("log/tile/<path:path>", log.tile, name="log_tile"),
    re_path(
        rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>photos/[a-z0-9]{{2}}/[a-z0-9]+-\d+\.(?:webp|avif))$",
        photo,
        name="photo",
    ),
]

if environment().demo:
    urlpatterns += [path("demo/", include("haven.project.demo.urls"))]

handler400 = "haven.marketplace.views.errors.bad_request"

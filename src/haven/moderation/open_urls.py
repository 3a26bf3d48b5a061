"""The addresses of what the site tells everyone about how it moderates."""

from django.urls import path

from haven.moderation.views import openness

app_name = "openness"

urlpatterns = [
    path("signals/", openness.signals, name="signals"),
    path("signals/<slug:slug>/", openness.signal, name="signal"),
]

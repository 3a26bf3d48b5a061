"""The addresses of what the site tells everyone about how it moderates."""

from django.urls import path

from haven.moderation.views import openness

app_name = "openness"

urlpatterns = [
    path("", openness.report, name="report"),
    path("<int:year>/", openness.report, name="report_of"),
    path("<int:year>/report.csv", openness.report_file, name="report_file"),
    path("signals/", openness.signals, name="signals"),
    path("signals/<slug:slug>/", openness.signal, name="signal"),
]

"""The addresses of investigations."""

from django.urls import path

from haven.investigations import evidence_views, views

app_name = "investigations"

urlpatterns = [
    path("", views.networks, name="networks"),
    path("evidence/", evidence_views.evidence, name="evidence"),
    path("evidence/bundles/<int:bundle_id>/", evidence_views.bundle, name="bundle"),
    path("evidence/bundles/<int:bundle_id>/release/", evidence_views.release, name="release"),
    path("evidence/bundles/<int:bundle_id>/bundle.zip", evidence_views.download, name="download"),
    path("evidence/holds/<int:hold_id>/<slug:step>/", evidence_views.hold_step, name="hold_step"),
    path("<slug:network_id>/", views.network, name="network"),
    path("<slug:network_id>/bundle/", evidence_views.new_bundle, name="new_bundle"),
    path("<slug:network_id>/hold/", evidence_views.new_hold, name="new_hold"),
]

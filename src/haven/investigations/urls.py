"""The addresses of investigations."""

from django.urls import path

from haven.investigations import views

app_name = "investigations"

urlpatterns = [
    path("", views.networks, name="networks"),
    path("<slug:network_id>/", views.network, name="network"),
]

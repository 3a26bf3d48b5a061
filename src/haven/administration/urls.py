"""The addresses of the operator's desk."""

from django.urls import path

from haven.administration import views

app_name = "administration"

urlpatterns = [
    path("", views.figures, name="figures"),
    path("settings/", views.settings, name="settings"),
    path("terms/", views.terms, name="terms"),
]

"""The addresses of the closing."""

from django.urls import path

from haven.closing import views

app_name = "closing"

urlpatterns = [
    path("", views.about, name="about"),
    path("data/<str:token>/", views.take, name="take"),
]

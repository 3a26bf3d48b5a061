"""The public addresses for authorities."""

from django.urls import path

from haven.legal.views import public

app_name = "authorities"

urlpatterns = [
    path("", public.contact_point, name="contact_point"),
    path("received/<slug:reference>/", public.received, name="received"),
]

"""The addresses of the closing."""

from django.urls import path

from haven.closing import views

app_name = "closing"

urlpatterns = [
    path("", views.about, name="about"),
    path("data/<str:token>/", views.take, name="take"),
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/agree/", views.agree_to, name="agree"),
]

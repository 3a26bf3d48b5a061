"""The addresses of the public newsroom."""

from django.urls import path

from haven.investigations.views import briefs

app_name = "newsroom"

urlpatterns = [
    path("", briefs.newsroom, name="briefs"),
    path("<int:brief_id>/", briefs.public_brief, name="brief"),
]

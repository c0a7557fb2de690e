"""Addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from backstride.site.api import api

urlpatterns = [
    path("", include("backstride.site.accounts.urls")),
    path("api/", api.urls),
]

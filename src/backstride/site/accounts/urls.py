"""Addresses for signing in and out."""

from __future__ import annotations

from django.urls import path

from backstride.site.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", views.sign_in_with_link, name="sign-in-with-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("sign-out/elsewhere/", views.sign_out_elsewhere, name="sign-out-elsewhere"),
]

"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig

from backstride.site import checks


class BackstrideConfig(AppConfig):
    """Registers models, triggers and system checks."""

    name = "backstride.site"
    label = "backstride"
    verbose_name = "Backstride"

    def ready(self) -> None:
        """Register the checks that tell an administrator what to put right."""
        checks.register_all()

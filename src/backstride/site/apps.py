"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class BackstrideConfig(AppConfig):
    """Registers models, triggers and system checks."""

    name = "backstride.site"
    label = "backstride"
    verbose_name = "Backstride"

    def ready(self) -> None:
        """Register the checks that tell an administrator what to put right."""
        from backstride.site import checks

        checks.register_all()

"""The API for programs: the plan, the diary, and a way to add to it."""

from backstride.site.api.endpoints import api

__all__ = ["api"]

"""The API for programs: the plan, the diary, ways to add to it, and what a phone measured."""

from backstride.site.api.endpoints import api
from backstride.site.api.motion import router as motion
from backstride.site.api.uploads import router as uploads

api.add_router("/walks", motion)
api.add_router("/uploads", uploads)

__all__ = ["api"]

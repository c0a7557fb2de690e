"""The visible system: tokens, icons, the path in all its forms, words for dates and minutes.

Everything here is a pure function returning text. The components that use it are in
``templates/backstride/components``, their styles in ``frontend/css``.
"""

from backstride.site.design.contours import contour_lines
from backstride.site.design.icons import icon_names, icon_svg, logo_svg
from backstride.site.design.journeys import (
    Milestone,
    morning_plate,
    plan_plate,
    question_path,
    welcome_plate,
)
from backstride.site.design.marks import DayState, Step, step_drops, step_path, swatch, week_path
from backstride.site.design.moving import moving_plate
from backstride.site.design.path import Part, PartKind, walk_plate
from backstride.site.design.ranges import range_plot
from backstride.site.design.time_chart import Band, time_chart
from backstride.site.design.tokens import colours, design_tokens
from backstride.site.design.told_plate import told_plate
from backstride.site.design.words import (
    PAIN_BANDS,
    PainBand,
    day_month,
    minutes,
    number_word,
    plain_number,
    short_weekday,
    spoken_pain,
    weekday,
    weekday_day_month,
)

__all__ = [
    "PAIN_BANDS",
    "Band",
    "DayState",
    "Milestone",
    "PainBand",
    "Part",
    "PartKind",
    "Step",
    "colours",
    "contour_lines",
    "day_month",
    "design_tokens",
    "icon_names",
    "icon_svg",
    "logo_svg",
    "minutes",
    "morning_plate",
    "moving_plate",
    "number_word",
    "plain_number",
    "plan_plate",
    "question_path",
    "range_plot",
    "short_weekday",
    "spoken_pain",
    "step_drops",
    "step_path",
    "swatch",
    "time_chart",
    "told_plate",
    "walk_plate",
    "week_path",
    "weekday",
    "weekday_day_month",
    "welcome_plate",
]

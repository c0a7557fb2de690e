"""Where the path runs on each screen, and which hills lie behind it."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.site.design.curve import Point


@dataclass(frozen=True, slots=True)
class Scene:
    """One plate.

    Attributes
    ----------
    width, height : float
        View box, px at 100%.
    points : tuple of (x, y)
        The 8 to 11 points the path runs through, climbing from left to right; 12 where it winds.
    seed, levels : int
        Hills and how many heights of them are drawn; ``levels`` 0 draws no contours.
    ends : bool
        Whether the path starts and ends inside the plate (disc and ring) or runs off its edges.
    """

    width: float
    height: float
    points: tuple[Point, ...]
    seed: int
    levels: int
    ends: bool


_TODAY_HILLS = 17090

SCENES: dict[str, Scene] = {
    "today": Scene(
        width=390,
        height=160,
        points=(
            (35, 135), (63, 124.5), (88.5, 134.5), (109.5, 130), (145, 104.5), (192, 109),
            (236, 71), (271.5, 78), (295, 63), (317, 37.5), (357, 27),
        ),
        seed=_TODAY_HILLS,
        levels=16,
        ends=True,
    ),
    "today-wide": Scene(
        width=558,
        height=256,
        points=(
            (14, 224.5), (62, 214), (99, 211.5), (140.5, 228.5), (214.5, 176.5), (284, 182.5),
            (343.5, 120.5), (394, 132), (427.5, 104), (462, 67), (532.5, 42),
        ),
        seed=_TODAY_HILLS,
        levels=16,
        ends=True,
    ),
    "told": Scene(
        width=390,
        height=206,
        points=(
            (35, 181), (63, 170.5), (88.5, 180.5), (109.5, 176), (145, 150.5), (192, 155),
            (236, 117), (271.5, 124), (295, 109), (317, 83.5), (357, 73),
        ),
        seed=_TODAY_HILLS,
        levels=16,
        ends=True,
    ),
    "told-wide": Scene(
        width=558,
        height=284,
        points=(
            (14, 254.5), (62, 244), (99, 241.5), (140.5, 258.5), (214.5, 206.5), (284, 212.5),
            (343.5, 150.5), (394, 162), (427.5, 134), (462, 97), (532.5, 82),
        ),
        seed=_TODAY_HILLS,
        levels=16,
        ends=True,
    ),
    "guided": Scene(
        width=390,
        height=172,
        points=(
            (22, 149), (44, 143.5), (64, 131), (90.5, 117), (127, 124), (178.5, 86.5),
            (222, 92), (268.5, 52), (312, 57), (342, 33), (368, 22),
        ),
        seed=_TODAY_HILLS,
        levels=16,
        ends=False,
    ),
    "interval": Scene(
        width=390,
        height=130,
        points=(
            (22, 109), (47, 106.5), (74, 97), (103, 86.5), (150, 90.5), (203, 60),
            (252, 64), (301, 34), (336, 37), (368, 22),
        ),
        seed=0,
        levels=0,
        ends=False,
    ),
    "morning": Scene(
        width=390,
        height=166,
        points=(
            (-8, 148), (29.5, 140), (65.5, 136), (121, 146), (180, 108), (224, 114.5), (245, 113.5),
            (287, 83.5), (342, 68.5), (401, 60),
        ),
        seed=20088,
        levels=14,
        ends=False,
    ),
    "welcome": Scene(
        width=390,
        height=274,
        points=(
            (34, 247), (83, 235), (98, 208), (160, 195.5), (208, 207), (246, 167), (226, 135),
            (264, 103.5), (318, 111.5), (343, 76), (332, 49), (398, 22),
        ),
        seed=19405,
        levels=19,
        ends=True,
    ),
    "plan": Scene(
        width=390,
        height=225,
        points=(
            (34, 195), (70, 188), (105, 171), (150, 156), (190, 137), (242, 118), (292, 94),
            (325, 68), (364, 52),
        ),
        seed=12919,
        levels=16,
        ends=True,
    ),
    "plan-wide": Scene(
        width=600,
        height=270,
        points=(
            (14, 232), (75, 224), (134, 205), (208, 189), (275, 165), (361, 142), (444, 112),
            (500, 80), (578, 58),
        ),
        seed=12919,
        levels=16,
        ends=True,
    ),
}  # fmt: skip

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
        The 8 to 11 points the path runs through, climbing from left to right.
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


SCENES: dict[str, Scene] = {
    "today": Scene(
        390,
        160,
        ((35, 138), (62, 128), (84, 134), (107, 134), (147, 107), (187, 113), (242, 73), (272, 80), (294, 66),
         (317, 42), (357, 29)),
        seed=3,
        levels=16,
        ends=True,
    ),
    "today-wide": Scene(
        558,
        256,
        ((14, 224), (62, 213), (102, 210), (134, 228), (222, 175), (281, 183), (348, 118), (392, 131), (427, 103),
         (468, 63), (532, 41)),
        seed=3,
        levels=16,
        ends=True,
    ),
    "guided": Scene(
        390,
        172,
        ((-6, 149), (30, 146), (60, 134), (92, 117), (126, 125), (182, 84), (222, 92), (273, 50), (312, 59),
         (352, 26), (398, 13)),
        seed=3,
        levels=16,
        ends=False,
    ),
    "interval": Scene(
        390,
        130,
        ((-8, 116), (40, 114), (75, 98), (112, 90), (150, 92), (205, 63), (250, 67), (305, 37), (345, 40), (398, 16)),
        seed=3,
        levels=0,
        ends=False,
    ),
    "morning": Scene(
        390,
        166,
        ((-8, 148), (30, 140), (64, 136), (119, 147), (186, 107), (245, 113), (290, 82), (340, 69), (400, 59)),
        seed=11,
        levels=14,
        ends=False,
    ),
    "welcome": Scene(
        390,
        274,
        ((34, 247), (76, 238), (100, 205), (165, 195), (210, 206), (247, 166), (226, 135), (264, 103), (318, 111),
         (343, 76), (331, 48), (398, 21)),
        seed=7,
        levels=19,
        ends=True,
    ),
    "plan": Scene(
        390,
        225,
        ((34, 195), (70, 188), (105, 171), (150, 156), (190, 137), (242, 118), (292, 94), (325, 68), (364, 52)),
        seed=19,
        levels=16,
        ends=True,
    ),
}

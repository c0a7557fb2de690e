"""Steps, cadence, bouts, regularity, intensity and trunk lean from acceleration."""

from .meter import Meter, measure, measure_blocks

__all__ = ["Meter", "measure", "measure_blocks"]

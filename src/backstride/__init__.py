"""Backstride coaches people with low back pain through walks that answer to their back."""

__version__ = "0.1.0"

"""Backstride coaches people with low back pain through a walking programme that answers to their back."""

__version__ = "0.1.0"

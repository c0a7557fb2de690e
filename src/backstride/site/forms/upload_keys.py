"""A key for a phone that hands in files."""

from __future__ import annotations

from django import forms


class KeyForm(forms.Form):
    """The name of a new key."""

    name = forms.CharField(
        label="What is the key for?",
        max_length=60,
        help_text="A name that you know again, such as: my phone",
        error_messages={"required": "Give the key a name."},
    )

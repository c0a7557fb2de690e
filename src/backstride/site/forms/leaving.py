"""Signing out: what becomes of what waits on a phone, and of the upload keys."""

from __future__ import annotations

from django import forms

KEEP, REMOVE = "keep", "remove"


class LeaveForm(forms.Form):
    """Asked by a script where something still waits on this device; the site never learns it."""

    waiting = forms.ChoiceField(
        label="What shall become of it?",
        required=False,
        widget=forms.RadioSelect,
        choices=(
            (KEEP, "Keep it here, out of sight, and send it when I sign in here again"),
            (REMOVE, "Remove it from this device"),
        ),
    )


class ElsewhereForm(forms.Form):
    """Signing out everywhere else."""

    keys = forms.BooleanField(
        label="Take back the upload keys as well",
        required=False,
        help_text="Then no phone or program hands in files by itself any more",
    )

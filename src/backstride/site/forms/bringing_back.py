"""An export that is brought back."""

from __future__ import annotations

from django import forms


class ExportForm(forms.Form):
    """The file of an export."""

    export = forms.FileField(
        label="The file of your export",
        help_text="The zip file as it was saved, or the diary.jsonl in it",
        error_messages={
            "required": "Choose the file of your export.",
            "empty": "This file is empty. Choose the file of your export.",
        },
        widget=forms.FileInput(attrs={"accept": ".zip,.jsonl"}),
    )

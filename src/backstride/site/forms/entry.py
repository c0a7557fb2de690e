"""What every form that writes into the diary has: an identity of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms


class EntryField(forms.UUIDField):
    """The identity of a form; one that was lost on the way is replaced."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID:
        """Return the identity that was sent, or a fresh one."""
        try:
            given = super().clean(value)
        except forms.ValidationError:
            return uuid4()
        return given if isinstance(given, UUID) else uuid4()


class EntryForm(forms.Form):
    """A form whose events have their identities before it is sent.

    The hidden field ``entry`` is drawn when the form is shown. Every event that comes from
    the form gets an id that follows from it, so sending a form twice is sending it once.
    """

    entry = EntryField(initial=uuid4, required=False)

    def event_id(self, name: str) -> UUID:
        """Return the id of the event that this name stands for in the form."""
        return uuid5(self.cleaned_data["entry"], name)


def errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return the errors of a form as links to their fields, in the order of the page."""
    if not form.is_bound:
        return []
    found = [
        {"href": "" if field.widget.is_hidden else f"#{name}", "text": str(message)}
        for name, field in form.fields.items()
        for message in form.errors.get(name, ())
    ]
    whole = [{"href": "", "text": str(message)} for message in form.non_field_errors()]
    return [*found, *whole]

"""A map of where somebody lives, and where their home is on it."""

from __future__ import annotations

from django import forms


class MapForm(forms.Form):
    """An extract to build a map from."""

    extract = forms.FileField(
        label="The file",
        help_text="It ends in .osm.pbf.",
        error_messages={
            "required": "Choose a file that ends in .osm.pbf.",
            "empty": "This file is empty. Download it again.",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed through as they came
        self.fields["extract"].widget.attrs["accept"] = ".pbf,.osm,.gz,.bz2"


class PlaceForm(forms.Form):
    """A point in degrees."""

    latitude = forms.FloatField(min_value=-85, max_value=85)
    longitude = forms.FloatField(min_value=-180, max_value=180)


class StreetForm(forms.Form):
    """The name of a street, to be looked for on the map."""

    street = forms.CharField(
        label="Your street",
        max_length=120,
        error_messages={"required": "Type the name of your street, or the beginning of it."},
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "address-line1",
                "autocapitalize": "words",
                "spellcheck": "false",
                "enterkeyhint": "search",
            }
        ),
    )

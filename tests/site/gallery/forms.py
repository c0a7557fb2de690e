"""The forms the invented pages hold."""

from __future__ import annotations

from django import forms


class Check(forms.Form):
    """The questions of the checks before and after a walk."""

    pain = forms.IntegerField(label="How is your back now?", min_value=0, max_value=10)
    leg = forms.ChoiceField(
        label="New pain, tingling or numbness in a leg?",
        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "Not sure")],
    )
    worst = forms.IntegerField(label="Worst on the way", min_value=0, max_value=10)
    talk = forms.ChoiceField(
        label="While walking, could you talk?",
        choices=[
            ("sing", "I could have sung"),
            ("sentences", "Easily, in whole sentences"),
            ("words", "A few words at a time"),
            ("hardly", "Hardly at all"),
        ],
    )
    expected = forms.ChoiceField(
        label="How did it go?",
        choices=[
            ("better", "Better than I expected"),
            ("as", "About as expected"),
            ("harder", "Harder than I expected"),
        ],
    )
    note = forms.CharField(label="Add a note, if you like", required=False, widget=forms.Textarea)


class Safety(forms.Form):
    """One safety question."""

    answer = forms.ChoiceField(
        label="Since your back pain began, have you lost weight without trying to?",
        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "I am not sure")],
    )


class Settings(forms.Form):
    """The settings."""

    reminders = forms.BooleanField(label="Walk days", required=False)
    morning = forms.BooleanField(label="Morning check", required=False)
    spoken_cues = forms.BooleanField(label="Spoken cues", required=False)
    beat = forms.BooleanField(label="Step beat", required=False)
    theme = forms.ChoiceField(
        label="Light or dark",
        choices=[("device", "As device"), ("light", "Light"), ("dark", "Dark")],
    )
    text_size = forms.ChoiceField(
        label="Text size", choices=[("normal", "Aa"), ("large", "Aa"), ("largest", "Aa")]
    )
    days = forms.MultipleChoiceField(
        label="Your walking days",
        required=False,
        choices=[("mo", "Monday"), ("tu", "Tuesday"), ("we", "Wednesday")],
    )
    steps = forms.IntegerField(label="Minutes you can walk", help_text="A guess is fine.")
    day = forms.DateField(label="Which day", widget=forms.DateInput(attrs={"type": "date"}))

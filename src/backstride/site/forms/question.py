"""The safety questions: the answer, the follow-up, and a doctor's word."""

from __future__ import annotations

from typing import Any

from backstride.screening import UNSURE, Choice, FollowUp, Question
from backstride.site.forms.answers import AnswerField, SeveralField
from backstride.site.forms.entry import EntryForm
from backstride.site.presentation.questions import ANSWER_CHOICES

NONE = frozenset({"none", "neither"})
"""Options that say that no other fits."""


class QuestionForm(EntryForm):
    """No, yes or not sure."""

    answer = AnswerField(
        "", ANSWER_CHOICES, asked="Choose one of the three answers. “I am not sure” is fine."
    )

    def __init__(self, *args: Any, asked: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = asked.text


class FollowUpForm(EntryForm):
    """What is asked after "yes" or "I am not sure".

    Parameters
    ----------
    follow_up : FollowUp
    age_known : bool
        Options that the age decides are then not asked.
    """

    def __init__(self, *args: Any, follow_up: FollowUp, age_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several = follow_up.choice is Choice.ANY
        choices = [
            (option.id, option.label)
            for option in follow_up.options
            if not (age_known and option.by_age)
        ]
        if self.several:
            self.fields["answer"] = SeveralField(
                follow_up.text, choices, asked="Choose at least one of the answers."
            )
        else:
            self.fields["answer"] = AnswerField(follow_up.text, choices)

    def clean(self) -> dict[str, Any]:
        """Refuse "not sure" or "none of these" beside another answer."""
        cleaned = super().clean() or {}
        answer = cleaned.get("answer")
        if isinstance(answer, list) and UNSURE in answer and len(answer) > 1:
            self.add_error("answer", "Choose what fits, or “I am not sure”, but not both.")
        elif isinstance(answer, list) and len(answer) > 1 and not NONE.isdisjoint(answer):
            self.add_error("answer", "Choose what fits, or “None of these”, but not both.")
        return cleaned

    def chosen(self) -> list[str]:
        """Return the chosen option ids."""
        answer = self.cleaned_data["answer"]
        return list(answer) if self.several else [answer]


class ClearanceForm(EntryForm):
    """Whether a doctor has looked at an answer."""

    cleared = AnswerField(
        "What did the doctor say?",
        (
            ("yes", "I can walk"),
            ("no", "Not yet, or I have not been there"),
        ),
        asked="Choose one of the two.",
    )

    field_order = ("entry", "cleared")

"""The form field for a file that will be kept."""

from django import forms
from django.core.exceptions import ValidationError

from common.refusals import Refusal
from documents.kinds import SUFFIXES
from documents.storing import examine


class DocumentFileField(forms.FileField):
    """A file the portal may keep: what documents.storing would refuse is said at the field, before anything is saved."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", ",".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes))

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                examine(file, name=file.name)
            except Refusal as refused:
                raise ValidationError(refused.sentence, code="document_refused") from refused
        return file

"""Forms of a data request: what is asked of which post, and the short form in which the post answers."""

import secrets

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.wording import post_in_words
from common.financial_years import FinancialYearFormField
from plans import asking
from plans.admin.fields import AS_TYPED, FigureField, Given, LinesField, TextField
from plans.admin.forms.base import DayInput
from plans.models import AskedFact, FigureState, Head


class _Posts(forms.ModelChoiceField):
    def label_from_instance(self, post):
        return post_in_words(post)


#: An answer is a paragraph or two; a report belongs into a file of its own.
LONGEST_WORDS = 5000


class AskForm(forms.Form):
    """Facts of one head, asked of a post by a day."""

    use_required_attribute = False
    post_asked = _Posts(
        queryset=None,
        label=_("Post that is asked"),
        empty_label=_("choose a post"),
        help_text=_("The post, whoever holds it: of the district, its State, its Regional Authority or its committee."),
    )
    due_on = forms.DateField(
        label=_("Answer asked by"),
        widget=DayInput(),
        help_text=_("The last day in time. The post is reminded three days before."),
    )
    facts = forms.MultipleChoiceField(required=False, label=_("Facts"), widget=forms.CheckboxSelectMultiple)
    other_facts = LinesField(
        required=False,
        label=_("Further figures"),
        help_text=_("One a line, with the unit in brackets, for example: Cold stores (tonnes of capacity)."),
    )
    questions = LinesField(
        required=False,
        label=_("Questions answered in words"),
        help_text=_("One a line, for example: Which laboratories test for exporters?"),
    )
    words = TextField(
        required=False,
        label=_("What else to know"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: as of 31 March, from the block returns."),
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, version, head, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.head = head
        self.asks = {ask.key: ask for ask in asking.askable(version, head)}
        self.initial["once"] = secrets.token_urlsafe(16)
        self.fields["post_asked"].queryset = asking.posts_to_ask(version.plan.place, on)
        if self.asks:
            self.fields["facts"].choices = [(ask.key, ask.label) for ask in self.asks.values()]
        else:
            del self.fields["facts"]
        if head not in asking.FACT_HEADS:
            del self.fields["other_facts"]

    def given(self):
        """The arguments of workflow.ask_for_data; the form must be valid."""
        data = self.cleaned_data
        asks = [self.asks[key] for key in data.get("facts", ())]
        asks += [asking.other_fact(line) for line in data.get("other_facts", ())]
        asks += [asking.question(line) for line in data["questions"]]
        return {
            "post_asked": data["post_asked"],
            "due_on": data["due_on"],
            "words": data["words"],
            "asks": asks,
            "press": data["once"] or secrets.token_urlsafe(16),
        }

    def take_errors(self, errors):
        """Show the sentences of the workflow at the fields they are about."""
        for name, sentences in errors.items():
            if name == "facts" and name not in self.fields:
                name = "questions"
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)

    def grouped(self):
        """(heading, bound fields) in the order of the page."""
        what = [name for name in ("facts", "other_facts", "questions") if name in self.fields]
        return [
            (_("Who, by when"), [self["post_asked"], self["due_on"]]),
            (_("What is asked: %(head)s") % {"head": Head(self.head).label}, [self[name] for name in (*what, "words")]),
        ]


class AnswerFigureField(FigureField):
    """A figure or why there is none; here an empty box is no answer yet, so "not recorded" is always chosen."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        select = self.widget.widgets[1]
        select.choices = [(AS_TYPED, _("as typed")), *select.choices[1:]]
        self.widget.decompress = _decompress(self.widget.decompress)

    def clean(self, value):
        given = super().clean(value)
        # What the portal cannot keep (more than 15 digits, or seven decimals) gets its sentence here.
        AskedFact._meta.get_field("value").to_python(given.number)
        return given

    def is_given(self, data, name):
        """Whether a browser sent an answer at all."""
        return bool((data.get(f"{name}_0") or "").strip() or data.get(f"{name}_1"))


def _decompress(shown):
    def decompress(value):
        if value and value.state == FigureState.MISSING:
            return ["", FigureState.MISSING]
        return shown(value)

    return decompress


class AnswerForm(forms.Form):
    """The answers to one request, as many of them as are known; what is in the plan already is not asked again.

    The source, day and year at the top hold for every figure that names none of its own.
    """

    use_required_attribute = False
    source = forms.CharField(
        required=False,
        max_length=300,
        label=_("Source"),
        help_text=_("For all figures that name no other, for example: Annual report of the department, 2024-25."),
    )
    as_of = forms.DateField(required=False, label=_("As of"), widget=DayInput(), help_text=_("The day on which it was counted."))
    fy = FinancialYearFormField(
        required=False, label=_("Financial year"), help_text=_("Of figures for a year, for example 2024-25.")
    )
    reference = forms.CharField(
        required=False,
        max_length=200,
        label=_("Letter of the post"),
        help_text=_("You enter it for the post: number and date of the letter in which it answered."),
    )

    def __init__(self, *args, asked, by_letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.facts = [fact for fact in asked.facts.all() if fact.state != AskedFact.State.TAKEN]
        self.by_letter = by_letter
        if not by_letter:
            del self.fields["reference"]
        for fact in self.facts:
            for name, field in self._fields_of(fact).items():
                self.fields[self.name(fact, name)] = field
        for name, field in self.fields.items():
            if isinstance(field, FinancialYearFormField):
                field.widget.attrs["class"] = "short"
            field.widget.attrs.setdefault("id", f"id_{name}")

    @staticmethod
    def name(fact, field):
        """The name of one field of one fact: "3-source" of the third that was asked."""
        return f"{fact.position}-{field}"

    def _fields_of(self, fact):
        rows = {"rows": 6 if fact.is_words else 2}
        label = _("Answer") if fact.is_words else _("Note, or why there is no figure")
        words = TextField(required=False, label=label, max_length=LONGEST_WORDS)
        words.widget = forms.Textarea(attrs=rows)
        # What was sent back stands above the fields, not in them: an untouched form must not give it again.
        stands = fact if fact.state == AskedFact.State.ANSWERED else AskedFact(kind=fact.kind, unit=fact.unit)
        words.initial = stands.words
        fields = {"words": words} if fact.is_words else {}
        if not fact.is_words:
            answered = Given(stands.value_state, stands.value) if stands is fact else None
            fields["figure"] = AnswerFigureField(required=False, label=_("Figure"), initial=answered)
        needs = asking.FILLS[fact.kind]
        if "unit" in needs and not (fact.kind == AskedFact.Kind.FACT and fact.code != "other"):
            fields["unit"] = self._unit(fact)
        if "as_of" in needs:
            fields["as_of"] = forms.DateField(required=False, label=_("As of"), widget=DayInput(), initial=stands.as_of)
        if "fy" in needs:
            fields["fy"] = FinancialYearFormField(required=False, label=_("Financial year"), initial=stands.fy)
        fields["source"] = forms.CharField(required=False, max_length=300, label=_("Source"), initial=stands.source)
        if not fact.is_words:
            fields["words"] = words
        # Of the page: an answer given since is not written over by what this page showed.
        fields["number"] = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput, initial=fact.answer_number)
        return fields

    @staticmethod
    def _unit(fact):
        if fact.kind == AskedFact.Kind.EXPORTS:
            units = [("", _("choose a unit")), *((unit.value, unit.label) for unit in asking.UNITS_OF_EXPORTS)]
            return forms.ChoiceField(required=False, label=_("Unit"), choices=units, initial=fact.unit)
        return forms.CharField(required=False, max_length=40, label=_("Unit"), initial=fact.unit)

    def clean(self):
        for fact in self.facts:
            words, figure = self.name(fact, "words"), self.name(fact, "figure")
            noted = self.cleaned_data.get(words, "")
            # A note alone is no answer, and would be lost without a word.
            if not fact.is_words and figure in self.cleaned_data and noted and noted != fact.words and not self._is_given(fact):
                self.add_error(figure, _now("Write the figure (0 when it is zero), or choose why there is none."))
        return self.cleaned_data

    def asked(self):
        """(fact, the fields of its answer, those it can leave to the top, whether one of these is filled), in their order."""
        return [(fact, *self._parts(fact)) for fact in self.facts]

    def _parts(self, fact):
        shown = "words" if fact.is_words else "figure"
        first = [self[name] for name in map(self.name, [fact] * 2, (shown, "unit")) if name in self.fields]
        more = [
            self[name] for name in self.fields if name.startswith(f"{fact.position}-") and name not in {one.name for one in first}
        ]
        return first, more, any(one.value() or one.errors for one in more)

    def for_all(self):
        """The bound fields that hold for every figure."""
        return [self[name] for name in ("source", "as_of", "fy")]

    def answers(self):
        """{key of the fact: its answer} of the facts that are answered; the form must be valid."""
        return {fact.pk: self._answer(fact) for fact in self.facts if self._is_given(fact)}

    def _is_given(self, fact):
        if fact.is_words:
            return bool(self.cleaned_data[self.name(fact, "words")])
        name = self.name(fact, "figure")
        return self.fields[name].is_given(self.data, name)

    def _answer(self, fact):
        data = self.cleaned_data
        given = {"words": data[self.name(fact, "words")], "number": data[self.name(fact, "number")]}
        if not fact.is_words:
            figure = data[self.name(fact, "figure")]
            given |= {"value": figure.number, "value_state": figure.state}
        for field in asking.FILLS[fact.kind]:
            name = self.name(fact, field)
            given[field] = data[name] if name in self.fields else getattr(fact, field)
        given["source"] = given["source"] or data["source"]
        if not given.get("as_of") and not given.get("fy"):
            given |= {field: data[field] for field in ("as_of", "fy") if field in given}
        return given

    def take_errors(self, errors):
        """Show the sentences of workflow.BadAnswer at the fields they are about."""
        by_key = {fact.pk: fact for fact in self.facts}
        for key, fields in errors.items():
            fact = by_key.get(key)
            for field, sentences in fields.items():
                name = fact and self.name(fact, "figure" if field in ("", "value", "value_state") else field)
                for sentence in sentences:
                    self.add_error(name if name in self.fields else None, sentence)


class BackForm(forms.Form):
    """What is missing in an answer."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("What is missing or unclear"), max_length=300, help_text=_("The post reads it and answers again.")
    )
    answer = forms.IntegerField(widget=forms.HiddenInput)

    def grouped(self):
        return [(_("Send it back"), [self["reason"], self["answer"]])]

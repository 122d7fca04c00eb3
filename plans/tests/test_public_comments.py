"""Comments of the public: left while a text is open, read, answered, and as frozen as the text from its tabling on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.permission import NotAllowed
from audit.models import Event
from plans import workflow
from plans.consultation import open_on, register_of
from plans.models import PublicComment
from plans.states import State
from plans.tests.factories import TABLED, an_office, version_in
from plans.workflow.commenting import Answered, BadComment, ConsultationOver, NotShown, ReasonMissing, ReplyMissing, TooMany

pytestmark = pytest.mark.django_db

OPEN = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
WORDS = "The laboratory should test for residues, not for grade alone."


@pytest.fixture
def version():
    return version_in(State.IN_CONSULTATION)


def leave(version, words=WORDS, *, at=OPEN, press="one", **more):
    return workflow.leave_comment(version, text=words, press=press, at=at, **more)


def test_a_comment_waits_and_is_not_in_the_register(version):
    comment = leave(version, head=6, name="A. Devi", body="Turmeric growers' union")

    register = register_of(version)
    assert (comment.state, comment.head, comment.signature) == ("waiting", 6, "")
    assert (register.heads, register.waiting, register.received) == ([], 1, 1)


def test_the_events_of_a_comment_carry_its_number_and_none_of_its_words(version):
    comment = leave(version)
    workflow.show_comment(comment, by=version.office.convener, at=OPEN)
    workflow.reply_to_comment(comment, text="Added.", by=version.office.officer, at=OPEN)

    events = list(Event.objects.filter(verb__startswith="plan.public_comment").order_by("pk"))

    assert [event.verb for event in events] == [
        "plan.public_comment_received",
        "plan.public_comment_shown",
        "plan.public_comment_answered",
    ]
    assert [event.data for event in events] == [{"comment": comment.pk, "head": None}] * 3
    assert events[0].actor_name == "The public"


def test_the_same_press_twice_is_one_comment(version):
    assert leave(version).pk == leave(version).pk
    assert PublicComment.objects.count() == 1


def test_a_name_is_shown_only_where_its_writer_agreed(version):
    named = leave(version, name="A. Devi", may_be_named=True)
    silent = leave(version, name="B. Khan", press="two")

    assert (named.signature, silent.signature) == ("A. Devi", "")


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"words": "  \n "}, "text", "Write your comment"),
        ({"words": "x" * 4001}, "text", "The comment has 4001 characters; 4000 are taken"),
        ({"name": "n" * 121}, "name", "Give at most 120 characters"),
        ({"head": 12}, "head", "Choose one of the eleven heads"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(version, given, field, says):
    with pytest.raises(BadComment) as refused:
        leave(version, **given)

    assert says in str(refused.value.errors[field][0])
    assert PublicComment.objects.count() == 0


def test_a_flood_is_met_with_a_sentence(version, monkeypatch):
    monkeypatch.setattr("plans.workflow.commenting.MOST_AN_HOUR", 2)
    leave(version), leave(version, press="two")

    with pytest.raises(TooMany):
        leave(version, press="three")

    # An hour later the office has had time to read.
    leave(version, press="three", at=OPEN + timedelta(minutes=61))


def test_no_comment_after_the_closing_day_or_the_closing(version):
    leave(version, at=datetime(2025, 7, 11, 18, 29, tzinfo=UTC))

    with pytest.raises(ConsultationOver):
        leave(version, press="late", at=datetime(2025, 7, 11, 18, 31, tzinfo=UTC))
    workflow.close_consultation(version, by=version.office.convener, at=OPEN)
    with pytest.raises(ConsultationOver):
        leave(version, press="late")

    assert PublicComment.objects.count() == 1


def test_a_comment_is_kept_back_with_a_reason_and_may_be_shown_after_all(version):
    comment = leave(version)
    with pytest.raises(ReasonMissing):
        workflow.hide_comment(comment, reason=" ", by=version.office.convener, at=OPEN)

    workflow.hide_comment(comment, reason="Advertises.", by=version.office.convener, at=OPEN)
    assert register_of(version).hidden_reasons == ["Advertises."]
    with pytest.raises(NotShown):
        workflow.reply_to_comment(comment, text="No.", by=version.office.officer, at=OPEN)

    workflow.show_comment(comment, by=version.office.convener, at=OPEN)
    comment = workflow.reply_to_comment(comment, text="We added it.", by=version.office.officer, at=OPEN)
    with pytest.raises(Answered):
        workflow.hide_comment(comment, reason="Late.", by=version.office.convener, at=OPEN)
    with pytest.raises(ReplyMissing):
        workflow.reply_to_comment(comment, text=" ", by=version.office.officer, at=OPEN)

    under = register_of(version).heads[0]
    assert [(one.reply, one.hidden_reason) for one in under.comments] == [("We added it.", "")]


def test_only_the_convener_and_the_authority_moderate_and_only_writers_answer(version):
    comment = leave(version)
    stranger = an_office("Salem").officer
    office = version.office

    for person in (stranger, office.officer, office.depc.user("member")):
        with pytest.raises(NotAllowed):
            workflow.show_comment(comment, by=person, at=OPEN)
    workflow.show_comment(comment, by=office.convener, at=OPEN)
    for person in (stranger, office.depc.user("member")):
        with pytest.raises(NotAllowed):
            workflow.reply_to_comment(comment, text="Yes.", by=person, at=OPEN)

    comment.refresh_from_db()
    assert (comment.state, comment.reply) == ("shown", "")


def test_reading_and_answering_make_nobody_an_author(version):
    comment = leave(version)
    before = set(version.edit_marks.values_list("person", flat=True))
    workflow.show_comment(comment, by=version.office.convener, at=OPEN)
    workflow.reply_to_comment(comment, text="Yes.", by=version.office.convener, at=OPEN)

    assert set(version.edit_marks.values_list("person", flat=True)) == before


def test_a_plan_goes_to_its_committee_only_when_each_comment_has_its_reply_and_the_register_stands_from_then(version):
    office = version.office
    comment, other = leave(version), leave(version, press="two")
    version = workflow.close_consultation(version, by=office.convener, at=OPEN)

    with pytest.raises(workflow.CommentsUnanswered, match="2 comments of the public have no reply"):
        workflow.table(version, by=office.convener, at=TABLED)
    workflow.hide_comment(other, reason="Off the subject.", by=office.convener, at=OPEN)
    workflow.show_comment(comment, by=office.convener, at=OPEN)
    with pytest.raises(workflow.CommentsUnanswered, match="1 comment of the public has no reply"):
        workflow.table(version, by=office.convener, at=TABLED)
    workflow.reply_to_comment(comment, text="Added under head 6.", by=office.officer, at=OPEN)
    workflow.table(version, by=office.convener, at=TABLED)

    with pytest.raises(workflow.MovedOn):
        workflow.reply_to_comment(comment, text="Changed.", by=office.officer, at=TABLED)
    for changed in ({"reply": "Changed."}, {"text": "Changed."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicComment.objects.filter(pk=comment.pk).update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.delete()


def test_the_words_of_a_comment_are_nobodys_to_change(version):
    comment = leave(version)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublicComment.objects.filter(pk=comment.pk).update(text="The plan is perfect.")


def test_texts_open_today_are_listed_by_closing_day(version):
    assert list(open_on(date(2025, 7, 11))) == [version]
    assert list(open_on(date(2025, 7, 12))) == []

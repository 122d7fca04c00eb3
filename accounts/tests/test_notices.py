"""Notices: owed with the act, sent once, to whoever can be told, many in one mail, in both languages."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from accounts import sending
from accounts.appointing import ensure_post
from accounts.models import Notice, Post, Posting, User
from accounts.notice_mail import words_of
from accounts.notices import KINDS, owe, with_place
from accounts.recipients import recipients
from accounts.sending import LATEST, LEASE, MOST_ATTEMPTS, PAUSE, send_owed

from .factories import AT, a_district, make_depc_posts, make_hq, make_state_officer, post_of

pytestmark = pytest.mark.django_db

OWED = datetime(2025, 9, 1, 5, 0, tzinfo=UTC)
LATER = OWED + timedelta(minutes=15)


@pytest.fixture
def erode():
    return a_district("Erode", "Tamil Nadu")


@pytest.fixture
def people(erode):
    return make_depc_posts(erode)


@pytest.fixture
def chair(people):
    return post_of(people["chair"])


def owed(kind, *posts, key="17", about="DEPC Erode, 14-09-2025", at=OWED, **more):
    return owe(kind, posts, about=about, url="/meetings/17/", data=DATA, at=at, key=f"{kind}/{key}", **more)


#: A value for each name any of the templates uses.
DATA = {
    "when": "14-09-2025 11:00", "before": "10-09-2025 11:00", "venue": "Collectorate", "mode": "in person",
    "mode_hi": "उपस्थित होकर",
    "reason": "Elections", "sha256": "ab" * 32, "item": 3, "question": "adopt the paper", "question_hi": "पत्र को अंगीकृत करना",
    "resolution": "depc-erode-2025-26-1", "reasons": 2, "adopted_on": "14-08-2025", "days": 31, "since": "01-08-2025",
    "months": 3, "met_on": "01-05-2025", "next_on": "20-10-2025", "vacant_since": "01-06-2025", "began": "01-02-2025",
}  # fmt: skip


def send(at=LATER, **more):
    return send_owed(clock=lambda: at, **more)


def state():
    return Notice.objects.get().state


def test_an_act_that_is_rolled_back_owes_nothing(chair):
    @transaction.atomic
    def act():
        owed("meeting_called", chair)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert not Notice.objects.exists()


def test_the_same_event_owes_a_post_one_notice(chair):
    assert owed("meeting_called", chair, chair, None) == 1
    owed("meeting_called", chair)

    assert Notice.objects.get().key == f"meeting_called/17/{chair.pk}"


def test_owing_costs_one_query_for_any_number_of_posts(people):
    posts = list(Post.objects.filter(place__name="Erode"))
    assert len(posts) > 3
    with CaptureQueriesContext(
        connection,
    ) as asked:
        owed("meeting_called", *posts)
    assert sum(query["sql"].startswith("INSERT") for query in asked) == 1
    assert Notice.objects.count() == len(posts)


def test_an_urgent_notice_tells_the_worker_after_the_commit_and_another_does_not(
    chair, monkeypatch, django_capture_on_commit_callbacks
):
    from accounts.tasks import send_urgent_notices

    told = []
    monkeypatch.setattr(send_urgent_notices, "delay", lambda: told.append("now"))
    with django_capture_on_commit_callbacks(execute=True):
        owed("meeting_called", chair)
    assert told == []

    with django_capture_on_commit_callbacks(execute=True):
        owed("meeting_cancelled", chair)
        assert told == [], "not before the commit"
    assert told == ["now"]


def test_a_broker_that_is_down_stops_no_act(chair, monkeypatch, caplog, django_capture_on_commit_callbacks):
    from accounts.tasks import send_urgent_notices

    def down():
        raise OSError("no broker")

    monkeypatch.setattr(send_urgent_notices, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):
        owed("meeting_cancelled", chair)

    assert "did not take the message" in caplog.text
    assert send(urgent=True) == 1


def test_a_notice_goes_to_the_office_and_says_to_whom(chair, people):
    Post.objects.filter(pk=chair.pk).update(office_email="collector.erode@example.in")
    owed("meeting_called", chair)

    assert send() == 1

    sent = mail.outbox[0]
    assert sent.to == ["collector.erode@example.in"]
    assert sent.subject == "Meeting called: DEPC Erode, 14-09-2025 / बैठक बुलाई गई: DEPC Erode, 14-09-2025"
    assert "a meeting is called for 14-09-2025 11:00 (Indian time), Collectorate" in sent.body
    assert "पर बैठक बुलाई गई है" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    notice = Notice.objects.get()
    assert (notice.state, notice.sent_at, notice.attempts, notice.why) == ("sent", LATER, 1, "")
    assert notice.to_label == f"{people['chair'].person.name}, {chair.title}, Erode"


def test_without_an_office_address_it_goes_to_the_account_of_the_holder(chair, people):
    owed("meeting_called", chair)
    send()
    assert mail.outbox[0].to == [people["chair"].email]


def test_a_vacant_post_is_told_through_the_convener_and_then_the_state_officer(erode, chair, people):
    officer = make_state_officer(erode.state)
    Posting.objects.filter(post=chair).update(valid_to=date(2025, 8, 1))
    owed("seat_vacant", chair, key="1", place=erode)
    send()
    first = Notice.objects.get(key__startswith="seat_vacant/1/")
    assert mail.outbox[0].to == [people["convener"].email]
    assert first.why == f"{chair.title}, Erode is vacant."
    assert f"You are told because: {chair.title}, Erode is vacant." in mail.outbox[0].body
    assert "सूचना इसलिए मिली है: " in mail.outbox[0].body

    User.objects.filter(pk=people["convener"].pk).update(is_active=False)
    owed("seat_vacant", chair, key="2", place=erode)
    send()

    second = Notice.objects.get(key__startswith="seat_vacant/2/")
    assert mail.outbox[1].to == [officer.email]
    convener = post_of(people["convener"])
    assert second.why == f"{chair.title}, Erode is vacant. {convener.title}, Erode has no address."


def test_where_nobody_can_be_told_the_row_says_so(erode):
    post = ensure_post("Lead Bank Manager", place=a_district("Salem", "Tamil Nadu"), by=make_hq(), at=AT)
    owed("seat_vacant", post)

    assert send() == 0

    notice = Notice.objects.get()
    assert notice.state == "nobody"
    assert notice.error.startswith("The post, the convener and the State officer are vacant or have no address.")


def test_whom_to_tell_is_found_in_the_same_number_of_queries_for_one_notice_and_for_many(people, django_assert_num_queries):
    for number, post in enumerate(Post.objects.filter(place__name="Erode")):
        owed("meeting_called", post, key=str(number))
    rows = list(Notice.objects.select_related("post__place", "place"))
    assert len(rows) > 3
    for some in (rows[:1], rows):
        with django_assert_num_queries(4):
            assert None not in recipients(some, date(2025, 9, 1)).values()


def test_several_notices_to_one_address_are_one_mail_that_lists_them(chair, people):
    owed("meeting_called", chair, key="17")
    owed("meeting_called", chair, key="18", about="SEPC Tamil Nadu, 20-09-2025")
    owed("adopted", chair, about="Erode, 2.0")
    owed("adopted", post_of(people["convener"]), about="Erode, 2.0")

    assert send() == 2

    listed = next(sent for sent in mail.outbox if sent.to == [people["chair"].email])
    assert listed.subject.startswith("3 notices from the Districts as Export Hubs portal / ")
    assert [line for line in listed.body.splitlines() if line[:3] in ("1. ", "2. ", "3. ")][:3] == [
        "1. Meeting called: DEPC Erode, 14-09-2025",
        "2. Meeting called: SEPC Tamil Nadu, 20-09-2025",
        "3. Adopted: Erode, 2.0",
    ]
    assert sorted(Notice.objects.values_list("post", "state")) == sorted(
        [(chair.pk, "bundled")] * 3 + [(post_of(people["convener"]).pk, "sent")]
    )


def test_a_convener_told_for_three_vacant_seats_reads_the_news_once(erode, people):
    vacant = [ensure_post(f"Member {n}", place=erode, by=make_hq(), at=AT) for n in range(3)]
    owed("meeting_cancelled", *vacant)

    assert send(urgent=True) == 1

    assert mail.outbox[0].body.count("will not be held") == 1
    assert mail.outbox[0].subject.startswith("Meeting cancelled: ")
    assert "Member 0, Erode is vacant. Member 1, Erode is vacant. Member 2, Erode is vacant." in mail.outbox[0].body


def test_urgent_notices_do_not_wait_for_the_digest(chair):
    owed("meeting_called", chair)
    owed("vote_asked", chair)

    assert send(urgent=True) == 1

    assert [sent.subject.partition(":")[0] for sent in mail.outbox] == ["Your vote is asked"]
    assert Notice.objects.get(kind="meeting_called").state == "owed"


def test_a_title_with_line_breaks_makes_no_header_and_no_line(chair):
    owed("meeting_cancelled", chair, about="Erode\r\nBcc: all@example.org\n\nSubject: x\x00\u2028y")
    Notice.objects.update(data={**DATA, "reason": "none\n---\nTo: you"})

    send()

    sent = mail.outbox[0]
    assert sent.recipients() == sent.to
    assert sent.subject.startswith("Meeting cancelled: Erode Bcc: all@example.org Subject: x y / ")
    assert "\nBcc:" not in sent.message().as_string().partition("\n\n")[0]
    assert "Reason: none --- To: you\n" in sent.body


class Dying(BaseException):
    """The worker is killed: no handler of errors runs."""


def killed(*_args, **_more):
    raise Dying


def test_a_worker_killed_after_its_claim_leaves_the_notice_to_the_next(chair, monkeypatch):
    owed("meeting_called", chair)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "mail_of", killed)
        with pytest.raises(Dying):
            send()
    assert state() == "claimed"

    assert send(LATER + LEASE / 2) == 0, "its claim holds"
    assert send(LATER + LEASE) == 1
    assert (state(), len(mail.outbox)) == ("sent", 1)


def test_a_worker_killed_after_the_server_took_the_mail_sends_it_no_second_time(chair, monkeypatch):
    owed("meeting_called", chair)
    deliver = EmailBackend.send_messages

    def take_and_die(self, messages):
        deliver(self, messages)
        raise Dying

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", take_and_die)
        with pytest.raises(Dying):
            send()
    assert state() == "handed"

    assert [send(LATER + LEASE), send(LATER + LEASE * 9)] == [0, 0]
    assert (state(), len(mail.outbox)) == ("unsure", 1)
    assert "not sent twice" in Notice.objects.get().error


def test_a_broken_line_is_not_tried_again_and_a_refusal_is(chair, monkeypatch):
    owed("meeting_called", chair)

    def answer(fault):
        def send_messages(self, messages):
            raise fault

        return send_messages

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", answer(SMTPDataError(451, b"try later")))
        send()
        notice = Notice.objects.get()
        assert (notice.state, notice.try_after) == ("owed", LATER + PAUSE)
        assert "451" in notice.error
        assert send(LATER + PAUSE / 2) == 0
        assert Notice.objects.get().attempts == 1
        patch.setattr(EmailBackend, "send_messages", answer(SMTPServerDisconnected("gone")))
        send(LATER + PAUSE)
    assert state() == "unsure"
    assert send(LATER + PAUSE * 9) == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_down_is_asked_again_for_a_day_and_a_half_and_then_the_row_says_why(chair, monkeypatch):
    owed("meeting_called", chair)

    def refuse(self):
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(EmailBackend, "open", refuse)
    for number in range(MOST_ATTEMPTS - 1):
        send(LATER + PAUSE * (2**number - 1))
    notice = Notice.objects.get()
    assert (notice.state, notice.try_after - LATER > timedelta(hours=36)) == ("owed", True)

    send(notice.try_after)
    send(notice.try_after + PAUSE * 999)
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts) == ("failed", MOST_ATTEMPTS)
    assert notice.error == "ConnectionRefusedError: nobody listens"


def test_news_of_a_fortnight_ago_is_not_sent(chair):
    owed("meeting_called", chair)
    assert send(OWED + LATEST) == 0
    assert (state(), mail.outbox) == ("failed", [])


def test_an_invented_address_of_the_demonstration_gets_nothing(chair, people):
    User.objects.filter(pk=people["chair"].pk).update(email="chair@erode.example")
    owed("meeting_called", chair)
    assert send() == 0
    assert (state(), mail.outbox) == ("kept", [])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_words_in_both_languages(kind, chair):
    # A name the template asks for and nobody gives would be seen in the mail.
    for language in ("en", "hi"):
        get_template(f"emails/notices/{kind}.{language}.txt")
    owed(kind, chair)
    notice = Notice.objects.select_related("place").get()
    subject, words = words_of(notice, "en")
    assert "Erode, 14-09-2025" in subject
    assert "/meetings/17/" in words
    hindi = " ".join(words_of(notice, "hi"))
    assert sum("\u0900" <= letter <= "\u097f" for letter in hindi) > 30


def test_an_unknown_kind_is_a_fault_of_the_caller(chair):
    with pytest.raises(KeyError, match="no_such"):
        owed("no_such", chair)


def test_a_place_is_named_once():
    assert with_place("Lead Bank Manager", "Erode") == "Lead Bank Manager, Erode"
    assert with_place("District Export Promotion Committee, Erode", "Erode") == "District Export Promotion Committee, Erode"
    assert with_place("", "Erode") == "Erode"

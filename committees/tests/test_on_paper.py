"""A decision taken on paper: the right packet comes in and is signed like any other, a changed one is refused in words."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import stranger
from audit.models import Event
from committees import latest_text, proceedings
from committees.models import PaperDecision, Resolution
from committees.paper_codes import AnotherText, NotReadable, short_code
from committees.printed import resolution_pdf
from committees.proceedings import NoFrozenText, ScanIsNoScan, TabledAgain
from committees.tests.factories import STARTS, a_paper, depc_of, drawn_up, item_with, signed, vote
from common.refusals import NotAllowed, WrongState
from documents.models import Document
from documents.printing import eights
from documents.reading import may_read
from documents.storing import store
from documents.tests.reading_pdf import Read

pytestmark = pytest.mark.django_db

AT = STARTS + timedelta(minutes=20)
PDF = b"%PDF-1.7\nthe signed packet\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def a_scan(content=PDF, name="signed.pdf"):
    return store(content, name=name, by_label="G. Devi", at=AT)


def entered(item, depc, *, typed="", scan=None, by="convener"):
    scan = scan or a_scan()
    typed = typed or item.paper_id
    return proceedings.enter_from_paper(item, scan=scan, typed=typed, by=depc.user(by), at=AT)


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def item(depc):
    return item_with(a_paper(), depc)


def test_a_decision_on_paper_is_evaluated_signed_and_remembered_like_any_other(depc, item):
    decision = entered(item, depc, typed=short_code(item.paper_id).lower())
    proceedings.record_hands(
        item, {depc.seat(key): "for" for key in ("chair", "co_chair", "convener")}, by=depc.user("convener"), at=AT
    )
    resolution = signed(drawn_up(item, depc, method="show_of_hands"), depc)

    assert (resolution.outcome, resolution.chain_position, resolution.votes_for) == ("carried", 1, 3)
    assert resolution.taken_on_paper == decision
    assert decision.typed == short_code(item.paper_id).lower()
    event = Event.objects.get(verb="enter from paper")
    assert event.data == {"paper": item.paper_id, "scan": decision.scan.sha256}
    read = Read(resolution_pdf(resolution, language="en", shows_words=True))
    assert read.holds("Signed on paper; the scan is kept")
    assert read.holds(decision.scan.sha256)


def test_one_that_was_decided_here_says_nothing_of_paper(depc, item):
    vote(item, depc, chair="for", co_chair="for", member="for")
    resolution = signed(drawn_up(item, depc), depc)

    assert resolution.taken_on_paper is None
    assert not Read(resolution_pdf(resolution, language="en", shows_words=True)).holds("on paper")


def test_a_changed_packet_is_refused_and_nothing_is_kept_of_it(depc, item):
    other = a_paper("A frozen text, changed.")

    for typed in (other.sha256, short_code(other.sha256)):
        with pytest.raises(AnotherText, match="Compare the foot of its pages"):
            entered(item, depc, typed=typed)
    with pytest.raises(NotReadable, match="has 64"):
        entered(item, depc, typed=item.paper_id[:-1])

    assert PaperDecision.objects.count() == 0


def test_a_text_that_was_tabled_again_meanwhile_is_refused(depc, item, monkeypatch):
    monkeypatch.setattr(latest_text, "_askers", [lambda sha256: sha256 == item.paper_id])

    with pytest.raises(TabledAgain, match="tabled again in other words"):
        entered(item, depc)


def test_only_the_convener_enters_it_and_a_stranger_never(depc, item):
    for user in (depc.user("chair"), depc.user("member"), stranger()):
        with pytest.raises(NotAllowed):
            proceedings.enter_from_paper(item, scan=a_scan(), typed=item.paper_id, by=user, at=AT)


def test_it_is_entered_while_the_item_is_open_and_has_a_text(depc, item):
    words = proceedings.put_on_agenda(item.meeting, depc.committee, title="Any other matter", by=depc.user("convener"), at=AT)
    with pytest.raises(NoFrozenText, match="no frozen text"):
        proceedings.enter_from_paper(words, scan=a_scan(), typed="x", by=depc.user("convener"), at=AT)
    vote(item, depc, chair="for", co_chair="for", member="for")
    drawn_up(item, depc)

    with pytest.raises(WrongState, match="entered after the question is put"):
        entered(item, depc)
    with pytest.raises(IntegrityError, match="paper_decision_is_entered_while_its_item_is_open"), transaction.atomic():
        PaperDecision.objects.create(item=item, paper=item.paper, scan=a_scan(), typed="x", recorded_at=AT, recorded_by_label="X")


def test_a_spreadsheet_is_no_scan(depc, item):
    with pytest.raises(ScanIsNoScan, match="no scan of signed pages"):
        entered(item, depc, scan=a_scan(b"a,b\n1,2\n", "signed.csv"))


def test_a_second_scan_takes_the_place_of_the_first_and_both_stay(depc, item):
    entered(item, depc)
    second = entered(item, depc, scan=a_scan(PNG, "again.png"))
    vote(item, depc, chair="for", co_chair="for", member="for")

    assert signed(drawn_up(item, depc), depc).taken_on_paper == second
    assert PaperDecision.objects.count() == 2


def test_the_scan_is_read_by_those_of_the_committee_and_by_nobody_else(depc, item):
    scan = entered(item, depc).scan

    assert [may_read(depc.user(key), scan) for key in ("convener", "chair", "association")] == [True, True, True]
    assert may_read(stranger(), scan) is False


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(content=PDF, name="signed.pdf"):
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.fixture
def at_the_sitting(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_the_page_takes_scan_and_code_and_goes_on_to_the_hands(client, depc, item, at_the_sitting):
    signed_in(client, depc.user("convener"))
    address = reverse("desk-from-paper", args=[item.pk])

    asked = client.get(address).content.decode()
    answer = client.post(address, {"typed": f" {short_code(item.paper_id)} ", "scan": upload()})
    again = client.get(address).content.decode()

    assert 'enctype="multipart/form-data"' in asked
    assert answer["Location"] == reverse("desk-hands", args=[item.pk])
    assert PaperDecision.objects.get().scan.name == "signed.pdf"
    assert "A signed packet was handed in on" in again


def test_the_page_says_what_is_wrong_at_its_place_and_keeps_nothing(client, depc, item, at_the_sitting):
    signed_in(client, depc.user("convener"))
    address = reverse("desk-from-paper", args=[item.pk])
    other = a_paper("Another text").sha256

    altered = client.post(address, {"typed": other, "scan": upload()})
    no_scan = client.post(address, {"typed": item.paper_id, "scan": upload(b"MZ no scan", "signed.pdf")})
    nothing = client.post(address, {})

    assert "not the text before the committee" in altered.content.decode()
    assert eights(other) in altered.content.decode()
    assert no_scan.context["form"].errors["scan"] == [
        "This is not a PDF, PNG, JPEG, XLSX or CSV file, whatever its name says. Save it as one of these and choose it again."
    ]
    assert sorted(nothing.context["form"].errors) == ["scan", "typed"]
    assert (PaperDecision.objects.count(), Resolution.objects.count()) == (0, 0)
    assert Document.objects.filter(name="signed.pdf").count() == 0


def test_chair_and_stranger_find_no_such_page(client, depc, item, at_the_sitting):
    address = reverse("desk-from-paper", args=[item.pk])

    for user in (depc.user("chair"), stranger()):
        assert signed_in(client, user).get(address).status_code in (302, 404)
        assert client.post(address, {"typed": item.paper_id, "scan": upload()}).status_code in (302, 404)
    assert PaperDecision.objects.count() == 0


def test_the_chair_sees_the_scan_before_signing_and_everybody_reads_that_it_was_on_paper(client, depc, item, at_the_sitting):
    decision = entered(item, depc)
    vote(item, depc, chair="for", co_chair="for", member="for")
    resolution = drawn_up(item, depc)

    page = signed_in(client, depc.user("chair")).get(reverse("desk-sign", args=[resolution.pk])).content.decode()
    signed(resolution, depc)
    client.logout()
    resolution.refresh_from_db()
    public = client.get(resolution.get_absolute_url()).content.decode()

    assert "Taken on paper, scan attached" in page
    assert reverse("document", args=[decision.scan.sha256]) in page
    assert "the signed packet carries the fingerprint of this text" in public
    assert decision.scan.sha256 not in public

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models, transaction

from documents import reading
from documents.forms import DocumentFileField
from documents.kinds import KindRefused
from documents.models import Document, DocumentInUse, Visibility
from documents.storing import EmptyFile, TooLarge, clean_name, discard, is_intact, store

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 12, 8, 32, tzinfo=UTC)
PDF = b"%PDF-1.7\nan order\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20


def _archive(*names, content=b"x"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


XLSX = _archive("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path / "documents"


def _store(content=PDF, **changes):
    return store(content, **{"name": "order.pdf", "by_label": "GM, DIC Erode", "at": AT, **changes})


def _files(settings):
    return sorted(path.name for path in settings.DOCUMENT_ROOT.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_hash_and_private(settings):
    document = _store()

    assert document.path == settings.DOCUMENT_ROOT / document.sha256[:2] / document.sha256[2:4] / document.sha256
    assert document.open().read() == PDF
    assert (document.size, document.media_type, document.name) == (len(PDF), "application/pdf", "order.pdf")
    assert (document.visibility, document.uploaded_by_label, document.uploaded_at) == ("private", "GM, DIC Erode", AT)
    assert is_intact(document)


def test_the_same_bytes_given_twice_are_one_file(settings):
    first, second = _store(), _store(io.BytesIO(PDF), name="another name.pdf")

    assert first == second
    assert Document.objects.count() == 1
    assert _files(settings) == [first.sha256]


def test_the_same_bytes_become_public_when_asked_and_never_private_again():
    _store()

    assert _store(visibility=Visibility.PUBLIC).is_public
    assert _store(visibility=Visibility.PRIVATE).is_public


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_name"),
    [
        (PDF, "order", "application/pdf", "order.pdf"),
        (PNG, "scan.pdf", "image/png", "scan.pdf.png"),
        (JPEG, "scan.JPEG", "image/jpeg", "scan.jpg"),
        (XLSX, "figures.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "figures.xlsx"),
        ("district,₹\nErode,5\n".encode(), "figures.csv", "text/csv", "figures.csv"),
        (b"\xef\xbb\xbfa,b\n", "FIGURES.CSV", "text/csv", "FIGURES.csv"),
    ],
    # Named by hand: an archive carries the second it was made in, and test names must be the same in every worker.
    ids=["pdf", "png", "jpeg", "xlsx", "csv", "csv with a mark"],
)
def test_the_kind_is_told_by_the_bytes(content, name, media_type, kept_name):
    document = _store(content, name=name)

    assert (document.media_type, document.name) == (media_type, kept_name)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"<html><script>", "order.pdf", "whatever its name says"),
        (b"MZ\x90\x00", "order.pdf", "whatever its name says"),
        (b"a,b\n", "figures.txt", "whatever its name says"),
        (b"  \n<html>", "figures.csv", "not UTF-8 text"),
        (b"a\x00b", "figures.csv", "not UTF-8 text"),
        (b"\xe0\xa4", "figures.csv", "not UTF-8 text"),
        (_archive("word/document.xml"), "figures.xlsx", "whatever its name says"),
        (b"PK\x03\x04 broken", "figures.xlsx", "damaged"),
        (_archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "figures.xlsx", "macros"),
    ],
    ids=["html", "program", "text", "html as csv", "zero byte", "half a letter", "word file", "broken zip", "macros"],
)
def test_other_kinds_are_refused_and_nothing_is_kept(settings, content, name, why):
    with pytest.raises(KindRefused, match=why):
        _store(content, name=name)

    assert Document.objects.count() == 0
    assert _files(settings) == []


def test_a_workbook_that_unpacks_to_far_more_is_refused(monkeypatch):
    monkeypatch.setattr("documents.kinds.MOST_EXPANDED_BYTES", 10_000)

    with pytest.raises(KindRefused, match="far more than its size"):
        _store(_archive("[Content_Types].xml", "xl/workbook.xml", content=b"0" * 6000), name="bomb.xlsx")


def test_a_file_above_the_limit_is_refused(settings):
    settings.DOCUMENT_LIMIT_BYTES = 1024 * 1024

    with pytest.raises(TooLarge, match="larger than 1 MB"):
        _store(PDF + b"0" * 1024 * 1024)

    assert _files(settings) == []


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyFile, match="empty"):
        _store(b"")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\scans\\order.PDF", "order.pdf"),
        ("order\u202efdp.exe", "orderfdp.exe.pdf"),
        ("", "document.pdf"),
        ("..", "document.pdf"),
        ("x" * 300, "x" * 195 + ".pdf"),
        ("आदेश.pdf", "आदेश.pdf"),
    ],
)
def test_names_lose_folders_and_tricks(given, kept):
    assert clean_name(given, "application/pdf") == kept


def test_a_form_says_at_the_field_what_is_wrong_with_a_file(settings):
    settings.DOCUMENT_LIMIT_BYTES = 2 * 1024 * 1024
    field = DocumentFileField(required=False)

    def complaint(content, name="order.pdf"):
        with pytest.raises(ValidationError) as refused:
            field.clean(SimpleUploadedFile(name, content))
        return refused.value.messages

    assert complaint(b"<html>") == [str(KindRefused.default_sentence)]
    assert complaint(PDF + bytes(2 * 1024 * 1024)) == [
        "The file is larger than 2 MB. Scan it at a lower resolution, or split it."
    ]
    assert field.clean(SimpleUploadedFile("order.pdf", PDF)).read() == PDF
    assert field.clean(None) is None
    assert _files(settings) == []


def test_a_document_is_not_removed_by_the_ordinary_ways():
    document = _store()

    with pytest.raises(DocumentInUse):
        document.delete()
    with pytest.raises(DocumentInUse):
        Document.objects.all().delete()

    assert document.path.exists()


def test_a_document_nothing_names_can_be_discarded(django_capture_on_commit_callbacks):
    document = _store()

    with django_capture_on_commit_callbacks(execute=True):
        discard(document)

    assert not document.path.exists()
    assert Document.objects.count() == 0


def test_a_document_something_names_is_kept(monkeypatch):
    document = _store()

    def protected(_document, *args, **kwargs):
        raise models.ProtectedError("named", {document})

    monkeypatch.setattr(models.Model, "delete", protected)

    with pytest.raises(DocumentInUse, match="Remove it there first"):
        discard(document)


def test_every_relation_to_a_document_protects_it():
    relations = [field for field in Document._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation]

    assert [relation for relation in relations if relation.on_delete is not models.PROTECT] == []


def test_bytes_that_changed_or_went_are_noticed():
    document = _store()
    document.path.write_bytes(b"%PDF-other")
    assert not is_intact(document)

    document.path.unlink()
    assert not is_intact(document)


def test_nothing_stays_when_the_row_is_refused(settings):
    with pytest.raises(IntegrityError, match="document_says_who_gave_it"), transaction.atomic():
        _store(by_label="")

    assert Document.objects.count() == 0
    assert _files(settings) == []


def test_the_command_names_the_documents_whose_bytes_are_not_theirs(capsys):
    whole, broken = _store(), _store(PNG, name="scan.png")
    call_command("check_documents")
    assert capsys.readouterr().out == "2 documents, all intact.\n"

    broken.path.write_bytes(b"other")
    with pytest.raises(CommandError, match="1 of 2 documents") as refused:
        call_command("check_documents")

    assert broken.sha256 in str(refused.value)
    assert whole.sha256 not in str(refused.value)


@pytest.fixture
def readers(monkeypatch):
    monkeypatch.setattr(reading, "_readers", [])
    return reading.register_reader


def test_a_stranger_reads_public_documents_and_no_private_one(readers):
    private, public = _store(), _store(PNG, visibility=Visibility.PUBLIC)

    assert not reading.may_read(AnonymousUser(), private)
    assert reading.may_read(AnonymousUser(), public)


def test_one_reader_opens_and_one_closes(readers):
    document = _store()
    readers(lambda user, document: None)
    assert not reading.may_read("officer", document)

    readers(lambda user, document: user == "officer" or None)
    assert reading.may_read("officer", document)
    assert not reading.may_read("stranger", document)

    readers(lambda user, document: False)
    assert not reading.may_read("officer", document)

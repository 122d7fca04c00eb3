from documents.models.document import Document, DocumentInUse, Visibility

__all__ = ["Document", "DocumentInUse", "Visibility"]

"""Addresses of the imports' desk; deh_portal.urls includes them below /admin/, before the admin's own."""

from django.urls import path

from imports.answer_sheet import door as answers
from imports.past_adoptions import door
from imports.workbook import door as workbook

urlpatterns = [
    path("past-adoptions/", door.past_adoptions, name="past-adoptions"),
    path("plans/<int:pk>/workbook/", workbook.workbook, name="desk-workbook"),
    path("plans/<int:pk>/workbook.xlsx", workbook.download, name="desk-workbook-file"),
    path("data-requests/<int:pk>/sheet.xlsx", answers.download, name="desk-data-sheet-file"),
    path("data-requests/<int:pk>/sheet/", answers.upload, name="desk-data-sheet"),
]

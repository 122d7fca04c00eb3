from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """{count, next, previous, results}; `page_size` up to 1,000, so that the whole register is one request."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 1000

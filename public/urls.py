"""Addresses for readers. The Hindi twin /hi/... is the same list (deh_portal/middleware/language.py)."""

from django.urls import path

from .views import calendar, committees, files, home, map, overdue, places, plans, printed, products, register, search, texts

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("map/", map.map_page, name="map"),
    path("map/lines/<str:name>", files.map_lines, name="map-lines"),
    path("map/values/<int:edition>/<str:name>", files.map_values, name="map-values"),
    path("states/", places.states, name="states"),
    path("states/<slug:state>/", places.state, name="state"),
    path("districts/", places.district_list, name="districts"),
    path("districts/<slug:state>/<slug:district>/", places.district, name="district"),
    path("products/", products.product_list, name="products"),
    path("products/<slug:slug>/", products.product, name="product"),
    path("sectors/", products.sector_list, name="sectors"),
    path("sectors/<str:code>/", products.sector, name="sector"),
    path("hs/", products.hs_list, name="hs-list"),
    path("hs/<str:code>/", products.hs, name="hs"),
    path("gi/", products.gi_list, name="gi"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/overdue/", overdue.overdue, name="overdue"),
    path("districts/<slug:state>/<slug:district>/plan/", plans.plan, name="plan"),
    path("districts/<slug:state>/<slug:district>/plan/<str:number>.json", plans.plan_json, name="plan-json"),
    path("districts/<slug:state>/<slug:district>/plan/<str:number>.pdf", printed.plan, name="plan-pdf"),
    path("districts/<slug:state>/<slug:district>/plan/<str:number>/", plans.plan, name="plan-version"),
    path("states/<slug:state>/strategy/", plans.plan, name="strategy"),
    path("states/<slug:state>/strategy/<str:number>.json", plans.plan_json, name="strategy-json"),
    path("states/<slug:state>/strategy/<str:number>.pdf", printed.plan, name="strategy-pdf"),
    path("states/<slug:state>/strategy/<str:number>/", plans.plan, name="strategy-version"),
    path("papers/<str:sha256>/", plans.paper, name="public-paper"),
    path("committees/", committees.committee_list, name="committees"),
    path("committees/<slug:slug>/", committees.committee, name="committee"),
    path("committees/<slug:slug>/meetings.ics", calendar.committee_meetings, name="committee-calendar"),
    path("meetings/", committees.meeting_list, name="meetings"),
    path("meetings/<int:number>-<str:day>/", committees.meeting, name="meeting"),
    path("resolutions/", committees.resolution_list, name="resolutions"),
    path("resolutions/register.jsonl", register.register, name="register"),
    path("resolutions/verify_register.py", register.program, name="verify-register"),
    path("resolutions/<str:number>.pdf", printed.resolution, name="resolution-pdf"),
    path("resolutions/<str:number>/", committees.resolution, name="resolution"),
    path("search/", search.search, name="search"),
    path("about/", texts.about, name="about"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("privacy/", texts.privacy, name="privacy"),
    path("terms/", texts.terms, name="terms"),
    path("copyright/", texts.copyright, name="copyright"),
    path("data/", texts.data, name="data"),
    path("sitemap/", texts.sitemap, name="sitemap-page"),
]

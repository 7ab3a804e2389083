"""Every address of the site. Pages stand under /ar/, /fr/ or /en/; `/` redirects by language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve

from twiza.config.health import healthz
from twiza.rest.api import rest
from twiza.web.kit import errors
from twiza.web.kit.pictures import zellige
from twiza.web.shop import first, machines
from twiza.web.shop.pay import callbacks

urlpatterns = [
    path("", first.by_language),
    path("healthz", healthz),
    path("robots.txt", machines.robots),
    path("sitemap.xml", machines.sitemap),
    path("zellige/<str:seed>.svg", zellige, name="zellige"),
    path("api/v1/", rest.urls),
    path("pay/callback/<slug:adapter>/", callbacks.callback, name="pay_callback"),
    re_path(r"^media/(?P<path>.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("account/", include("twiza.web.account.doors")),
        path("me/", include("twiza.web.account.urls")),
        path("workshop/", include("twiza.web.workshop.urls")),
        path("desk/", include("twiza.web.desk.urls")),
        path("association/", include("twiza.web.association.urls")),
        path("", include("twiza.web.shop.urls")),
    ),
]
if settings.DEV:
    from twiza.web.desk import dev

    urlpatterns.insert(0, path("dev/letters", dev.letters, name="letters"))
if settings.BENCH:
    from twiza.config import bench_views

    urlpatterns.insert(0, path("dev/constant-20k", bench_views.constant))
    urlpatterns.insert(1, path("dev/four-queries", bench_views.four_queries))

handler400 = errors.unsound
handler404 = errors.not_found
handler500 = errors.failed

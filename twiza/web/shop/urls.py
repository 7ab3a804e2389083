"""The shop's addresses, under /<language>/."""

from django.urls import URLPattern, path

from twiza.web.account.work import urls as work_room
from twiza.web.shop import basket, checkout, home, legal, orders, parcel, product, search, sellers, shelf, suggest
from twiza.web.shop.associations import urls as associations_room
from twiza.web.shop.cases import urls as cases_room
from twiza.web.shop.complaints import urls as complaints_room
from twiza.web.shop.exposure import urls as exposure_room
from twiza.web.shop.figures import urls as figures_room
from twiza.web.shop.guarantees import urls as guarantees_room
from twiza.web.shop.guidance import urls as guidance_room
from twiza.web.shop.invoices import urls as invoices_room
from twiza.web.shop.mydata import urls as mydata_room
from twiza.web.shop.pay import urls as pay_room
from twiza.web.shop.reviews import urls as reviews_room
from twiza.web.shop.rules import urls as rules_room
from twiza.web.shop.stop import urls as stop_room
from twiza.web.shop.talk import urls as talk_room
from twiza.web.shop.wishes import urls as wishes_room
from twiza.web.shop.withdrawals import urls as withdrawals_room

app_name = "shop"
HALL: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("category/<slug:code>/", shelf.category, name="category"),
    path("product/<slug:slug>/", product.product, name="product"),
    path("cooperatives/", sellers.list_of, name="cooperatives"),
    path("cooperatives/<slug:slug>/", sellers.cooperative, name="cooperative"),
    path("regions/<slug:slug>/", sellers.region, name="region"),
    path("rights/", legal.rights, name="rights"),
    path("terms/", legal.terms, name="terms"),
    path("privacy/", legal.privacy, name="privacy"),
    path("about/", legal.about, name="about"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("suggest/communes", suggest.communes, name="suggest_communes"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="basket_add"),
    path("basket/change/", basket.change, name="basket_change"),
    path("basket/accept/", basket.accept, name="basket_accept"),
    path("basket/count", basket.me, name="me"),
    path("checkout/", checkout.address, name="checkout"),
    path("checkout/delivery/", checkout.delivery, name="checkout_delivery"),
    path("checkout/confirm/", checkout.confirm, name="checkout_confirm"),
    path("parcel/<str:number>/", parcel.parcel, name="parcel"),
    path("track/", orders.track, name="track"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/cancel/", orders.cancel, name="order_cancel"),
    path("orders/<str:number>/confirmation.pdf", orders.confirmation, name="order_pdf"),
    path("orders/<str:number>/<str:secret>/", orders.order, name="order_by_link"),
    path("orders/<str:number>/<str:secret>/cancel/", orders.cancel, name="order_cancel_by_link"),
    path("orders/<str:number>/<str:secret>/confirmation.pdf", orders.confirmation, name="order_pdf_by_link"),
]
ROOMS: list[URLPattern] = [
    *work_room.links,
    *pay_room.patterns,
    *invoices_room.patterns,
    *figures_room.patterns,
    *exposure_room.patterns,
    *reviews_room.patterns,
    *rules_room.patterns,
    *mydata_room.patterns,
    *stop_room.patterns,
    *guidance_room.patterns,
    *withdrawals_room.patterns,
    *wishes_room.patterns,
    *talk_room.patterns,
    *guarantees_room.patterns,
    *complaints_room.patterns,
    *cases_room.patterns,
    *associations_room.patterns,
]
urlpatterns = [*ROOMS, *HALL]

"""The desk's addresses: for the desk alone, every one of them."""

from django.urls import URLPattern, path

from twiza.web.desk import goods, houses, machines, orders, start, style
from twiza.web.desk.associations import urls as associations_room
from twiza.web.desk.bank import urls as bank_room
from twiza.web.desk.books import urls as books_room
from twiza.web.desk.clocks import urls as clocks_room
from twiza.web.desk.commission import urls as commission_room
from twiza.web.desk.complaints import urls as complaints_room
from twiza.web.desk.invoices import urls as invoices_room
from twiza.web.desk.members import urls as members_room
from twiza.web.desk.messages import urls as messages_room
from twiza.web.desk.payments import urls as payments_room
from twiza.web.desk.payouts import urls as payouts_room
from twiza.web.desk.privacy import urls as privacy_room
from twiza.web.desk.reports import urls as reports_room
from twiza.web.desk.reviews import urls as reviews_room
from twiza.web.desk.words import urls as words_room

app_name = "desk"
HALL: list[URLPattern] = [
    path("", start.start, name="start"),
    path("cooperatives/", houses.houses, name="cooperatives"),
    path("cooperatives/<slug:slug>/", houses.house, name="cooperative"),
    path("cooperatives/<slug:slug>/check/<slug:item>/", houses.check, name="check"),
    path("cooperatives/<slug:slug>/verify/", houses.verify, name="verify"),
    path("cooperatives/<slug:slug>/refuse/", houses.refuse, name="refuse"),
    path("cooperatives/<slug:slug>/suspend/", houses.suspend, name="suspend"),
    path("cooperatives/<slug:slug>/reinstate/", houses.reinstate, name="reinstate"),
    path("products/", goods.products, name="products"),
    path("products/<int:product_id>/", goods.product, name="product"),
    path("products/<int:product_id>/publish/", goods.publish, name="publish"),
    path("products/<int:product_id>/send-back/", goods.send_back, name="send-back"),
    path("products/<int:product_id>/withdraw/", goods.withdraw, name="withdraw"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/<str:part_number>/cancel/", orders.cancel, name="cancel"),
    path("orders/<str:number>/<str:part_number>/unlock/", orders.unlock, name="unlock"),
    path("parcels/<str:reference>/", orders.parcel, name="parcel"),
    path("cash/", orders.cash, name="cash"),
    path("letters/", machines.letters, name="letters"),
    path("letters/<int:letter_id>/", machines.letter, name="letter"),
    path("letters/<int:letter_id>/retry/", machines.retry_letter, name="retry-letter"),
    path("machines/", machines.machines, name="machines"),
    path("machines/jobs/<int:run_id>/retry/", machines.retry_job, name="retry-job"),
    path("machines/news/<int:delivery_id>/retry/", machines.retry_delivery, name="retry-delivery"),
    path("audit/", machines.audit, name="audit"),
    path("style/", style.style, name="style"),
]
ROOMS: list[URLPattern] = [
    *bank_room.patterns,
    *payments_room.patterns,
    *payouts_room.patterns,
    *reports_room.patterns,
    *commission_room.patterns,
    *books_room.patterns,
    *members_room.patterns,
    *invoices_room.patterns,
    *messages_room.patterns,
    *complaints_room.patterns,
    *clocks_room.patterns,
    *privacy_room.patterns,
    *reviews_room.patterns,
    *associations_room.patterns,
    *words_room.patterns,
]
urlpatterns = [*ROOMS, *HALL]

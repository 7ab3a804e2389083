"""What is believable. House rules: outside of these a number is a slip of the finger."""

HIGHEST_PRICE_CENTIMES = 100_000_000  # 1,000,000 DH
MOST_ON_HAND = 1_000_000
MOST_CONTENT = 100_000_000  # base units: 100 t, 100,000 l
HEAVIEST_GRAMS = 1_000_000  # one tonne
LONGEST_SHELF_LIFE_DAYS = 3_650
LONGEST_LEAD_DAYS = 365
LONGEST_WARRANTY_MONTHS = 120
MOST_PHOTOS = 8
LONGEST_NAME = 160
LONGEST_TEXT = 5_000
LONGEST_LABEL = 80
LONGEST_SKU = 64

# Made to order needs no stock; more than this in one basket is talked over with the cooperative first.
MADE_TO_ORDER_AT_MOST = 50

FEW_LEFT = 5  # a product's page says how many are left from here down

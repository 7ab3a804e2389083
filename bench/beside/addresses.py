"""What is asked for: the same kinds of pages of both shops, and a thousand distinct questions."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import urllib.request
from urllib.parse import quote

from bench.beside.sites import ROOT

WORDS = (
    "miel", "thym", "amlou", "safran", "tajine", "عسل", "زعفران", "أملو", "3sel", "zerbia", "tapis laine", "miel thym",
    "huile argan", "زربية", "za3fran", "carpet", "honey", "saffron", "طاجين", "louz", "ⴰⵔⴳⴰⵏ", "savon noir",
)  # fmt: skip


def our_paths(url: str, data: str) -> dict[str, list[str]]:
    env = {"DATABASE_URL": url, "TWIZA_DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "twiza.config.settings"}
    command = [sys.executable, "-m", "bench.beside.paths"]
    said = subprocess.run(command, env=os.environ | env, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(said.stdout))


def questions(count: int = 1000) -> list[str]:
    """Distinct questions: one to three words, as they are typed; the same each time."""
    chance, found = random.Random(7), dict[str, None]()
    while len(found) < count:
        words = chance.sample(WORDS, chance.choice((1, 1, 2)))
        found[" ".join([*words, *(str(chance.randrange(9999)) if chance.random() < 0.5 else "",)]).strip()] = None
        if len(found) > 300 and chance.random() < 0.3:
            found[f"{chance.choice(WORDS)} {len(found)}"] = None
    return list(found)[:count]


def peer_paths(products: int, port: int) -> dict[str, list[str]]:
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/catalogue/").read().decode()
    shelves = sorted(set(re.findall(r'href="(/catalogue/category/[^"]+)"', page)))
    first = int(re.findall(r"/catalogue/p-(\d+)_(\d+)/", page)[0][1]) - int(
        re.findall(r"/catalogue/p-(\d+)_(\d+)/", page)[0][0]
    )
    chance = random.Random(1)
    goods = list(chance.sample(range(1, products), min(500, products - 1)))
    return {
        "product": [f"/catalogue/p-{n}_{first + n}/" for n in goods],
        "product 0": [f"/catalogue/p-0_{first}/"],
        "category": shelves,
        "all, page 1": ["/catalogue/"],
        "all, page 100": ["/catalogue/?page=100"],
        "home": ["/catalogue/"],
        "search": [f"/search/?q={quote(q)}" for q in questions()],
        "static": ["/static/oscar/css/styles.css"],
    }

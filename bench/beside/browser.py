"""A buyer's browser without a screen: keeps cookies, reads the forms of a page, sends one back with some fields filled.

The same for every shop that is measured, so that none is given shorter steps than its pages ask for.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass
class HtmlForm:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms of a page with what is typed or chosen in them; of radio buttons the chosen or the first."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self.select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append(HtmlForm(got.get("action", ""), got.get("method", "get").lower()))
        if not self.forms:
            return
        form, name = self.forms[-1], got.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            form.choices.setdefault(self.select, []).append(got.get("value", ""))
            if "selected" in got or self.select not in form.fields:
                form.fields[self.select] = got.get("value", "")
        elif tag == "textarea" and name:
            form.fields.setdefault(name, "")
        elif tag == "input" and name:
            kind, value = got.get("type", "text"), got.get("value", "")
            if kind in ("radio", "checkbox"):
                form.choices.setdefault(name, []).append(value)
                if "checked" in got or (kind == "radio" and name not in form.fields):
                    form.fields[name] = value
            elif kind not in ("submit", "button", "file"):
                form.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None


class Browser:
    """One buyer. `get` and `send` follow redirects and give (status, address, html)."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        for _hop in range(6):
            body = urlencode(fields) if fields is not None else None
            headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Language": "fr"}
            if body is not None:
                origin = f"http://127.0.0.1:{self.port}"
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Referer": origin}
                headers["Sec-Fetch-Site"] = "same-origin"
            self.link.request(method, address, body, headers)
            answer = self.link.getresponse()
            html = answer.read().decode(errors="replace")
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _is, value = cookie.partition(";")[0].partition("=")
                self.cookies[name.strip()] = value
            if answer.status not in (301, 302, 303):
                return answer.status, address, html
            there = urlsplit(urljoin(address, answer.headers["Location"]))
            address = there.path + (f"?{there.query}" if there.query else "")
            method, fields = "GET", None
        raise RuntimeError(f"too many redirects to {address}")

    def get(self, address: str) -> tuple[int, str, str]:
        return self.ask("GET", address)

    def send(self, page: tuple[int, str, str], wanted: str, **typed: str) -> tuple[int, str, str]:
        """Send the page's form that has the field `wanted`, with what is typed in place of what stood there."""
        _status, address, html = page
        for form in Forms(html).forms:
            if form.method == "post" and (wanted in form.fields or wanted in form.choices):
                return self.ask("POST", urljoin(address, form.action or address), form.fields | typed)
        raise LookupError(f"{address} has no form with {wanted}")

"""Pages are packed, and only for those who may learn nothing from their size."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

PAGE = "/help/"


def ask(browser: Client, path: str = PAGE, **headers: str) -> Any:
    return browser.get(
        path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_a_page_of_the_site_itself_is_packed(client: Client) -> None:
    plain = ask(client)
    packed = ask(client, sec_fetch_site="same-origin", accept_encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert b"<h1" in gzip.decompress(packed.content)
    assert "Sec-Fetch-Site" in packed.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_what_another_site_asks_for_is_sent_as_it_is(client: Client, site: str) -> None:
    answer = ask(client, accept_encoding="gzip", **({"sec_fetch_site": site} if site else {}))
    assert "Content-Encoding" not in answer.headers
    assert "Sec-Fetch-Site" in answer.headers["Vary"]


def test_the_same_page_has_another_size_each_time(client: Client) -> None:
    sizes = {
        len(ask(client, sec_fetch_site="none", accept_encoding="gzip").content) for _ in range(20)
    }
    assert len(sizes) > 1


def test_a_browser_that_takes_nothing_packed_gets_it_plain(client: Client) -> None:
    answer = ask(client, sec_fetch_site="same-origin")
    assert b"<h1" in answer.content


@pytest.mark.parametrize("name", ["main.css", "main.js", "htmx.min.js", "offline.js"])
@pytest.mark.parametrize(("taken", "given"), [("gzip", "gzip"), ("gzip, br", "br")])
def test_scripts_and_styles_lie_there_packed(
    db: None, stranger: Client, name: str, taken: str, given: str
) -> None:
    if finders.find(f"backstride/built/{name}.br") is None:
        pytest.skip("the front end has not been built")
    answer = ask(stranger, f"{settings.STATIC_URL}backstride/built/{name}", accept_encoding=taken)
    assert answer.getvalue()
    answer.close()
    assert answer.headers["Content-Encoding"] == given
    assert "Accept-Encoding" in answer.headers["Vary"]

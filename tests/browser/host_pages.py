"""The website of an organisation, for tests: one page with the link and the script tag."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!DOCTYPE html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Marlow Vale news</title>
  </head>
  <body>
    <header><a href="#before">Marlow Vale</a></header>
    <main>
      <h1>Have your say about buses</h1>
      <p>There are plans. Tell us what you think.</p>
      <p><a id="link" href="{service}/c/tiny">Read more and have your say</a></p>
      <script src="{service}/embed.js" data-consultation="tiny"></script>
      <p><a id="after" href="#after">Contact us</a></p>
    </main>
  </body>
</html>
"""


class HostPages:
    """A website on a port of its own, reached as localhost or as 127.0.0.1."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server, self.service = server, ""

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def url(self, host: str, path: str = "/") -> str:
        """The address of its page at one of its names."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def host_pages() -> Iterator[HostPages]:
    """The website, while it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            language = self.path.strip("/") or "en"
            text = PAGE.format(service=site.service, language=language)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            # As careful sites do: nothing written into the page may style it or run.
            policy = f"script-src {site.service}; style-src 'self'; frame-src {site.service}"
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing at the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = HostPages(server)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

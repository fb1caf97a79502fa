"""Papers as PDF written by hand, good and bad."""

import zlib


def pdf(catalog: bytes = b"", objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with additions to its catalogue, body and trailer."""
    body = (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n" + objects
    )
    tail = b"trailer\n<< /Size 4 /Root 1 0 R " + trailer + b" >>\nstartxref\n"
    return body + tail + str(len(body)).encode() + b"\n%%EOF\n"


def stream(head: bytes, body: bytes) -> bytes:
    """Return a stream object."""
    size = str(len(body)).encode()
    return (
        b"4 0 obj\n<< /Length " + size + b" " + head + b" >>\nstream\n" + body
        + b"\nendstream\nendobj\n"
    )  # fmt: skip


def hidden(body: bytes) -> bytes:
    """Return a compressed object stream."""
    return stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(body, 9))

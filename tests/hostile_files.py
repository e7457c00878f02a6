"""Documents that nobody should have to open: each small, and each far more than it says."""

import io
import zlib

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

MEGABYTE = 1024 * 1024


def pdf_of(pages: int, words: str = "Page") -> bytes:
    """A PDF of so many pages, each saying its number."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"{words} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_of(kind: str, width: int, height: int) -> bytes:
    """A red picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, kind)
    return out.getvalue()


def bomb(megabytes: int, nested: int) -> bytes:
    """A PDF whose one stream unpacks to so many megabytes of blanks, packed so many times over."""
    packing = zlib.compressobj(9)
    packed = b"".join([packing.compress(b" " * MEGABYTE) for _ in range(megabytes)] + [packing.flush()])
    for _ in range(nested - 1):
        packed = zlib.compress(packed, 9)
    made = pikepdf.new()
    made.add_blank_page()
    stream = pikepdf.Stream(made, b"")
    stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * nested))
    made.pages[0].Contents = made.make_indirect(stream)
    return _saved(made)


def laughs(levels: int, each: int) -> bytes:
    """A PDF whose page draws a form so many times, which draws another so many times, and so on."""
    made = pikepdf.new()
    made.add_blank_page()
    inner = pikepdf.Stream(made, b"0 0 m 600 600 l 0 600 l f " * each)
    inner.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
    inner["/BBox"] = pikepdf.Array([0, 0, 600, 800])
    form = made.make_indirect(inner)
    for _ in range(levels):
        outer = pikepdf.Stream(made, b"/F Do " * each)
        outer.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
        outer["/BBox"] = pikepdf.Array([0, 0, 600, 800])
        outer["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = made.make_indirect(outer)
    page = made.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = made.make_indirect(pikepdf.Stream(made, b"/F Do"))
    return _saved(made)


def large_picture(width: int, height: int) -> bytes:
    """A PDF that says it holds a picture of that size, in a few bytes."""
    made = pikepdf.new()
    made.add_blank_page()
    picture = pikepdf.Stream(made, b"\x00" * 64)
    picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    picture.update({"/Width": width, "/Height": height, "/BitsPerComponent": 1})
    picture["/ColorSpace"] = pikepdf.Name.DeviceGray
    picture["/Filter"] = pikepdf.Name.CCITTFaxDecode
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=made.make_indirect(picture)))
    made.pages[0].Contents = made.make_indirect(pikepdf.Stream(made, b"q 600 0 0 800 0 0 cm /I Do Q"))
    return _saved(made)


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()

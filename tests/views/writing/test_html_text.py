"""HTML comes as light markup: nothing that it says is joined, lost or made up, whatever program it is from."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values import markup
from app.views.writing.html_text import HtmlReading, from_html, says_more

MEDICATION = (
    "<table><thead><tr><th>Drug</th><th>Morning</th><th>Night</th></tr></thead><tbody>"
    "<tr><td>Olanzapine</td><td>5</td><td>10</td></tr><tr><td>Sertraline</td><td>100</td><td></td></tr></tbody></table>"
)
_GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>"


def word_item(marker: str, level: int, words: str) -> str:
    """A paragraph of a list, as Word puts it on the clipboard."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{marker}{_GAP}</span></span><![endif]>{words}<o:p></o:p></p>\r\n"
    )


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (MEDICATION, "Drug | Morning | Night\nOlanzapine | 5 | 10\nSertraline | 100 |"),
        (f"<p>Before</p>{MEDICATION}<p>After</p>", "Before\n\nDrug | Morning | Night\n"),
        ("<table><tr><td>One</td></tr><tr><td><p>Two</p></td></tr></table>", "One\n\nTwo"),
        (
            "<table><tr><td>Left<table><tr><td>a</td><td>b</td></tr></table></td><td>Right</td></tr></table>",
            "Left\n\na | b\n\nRight",
        ),
        (
            "<table><tr><td rowspan=2>Li</td><td>am</td></tr><tr><td>pm</td></tr><tr><td colspan=2>prn</table>",
            "Li | am\n| pm\nprn |",
        ),
        ("<table><tr><td><p>Two<p>rows<td>b</table>", "Two / rows | b"),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "- one\n  - two\n- three"),
        ("<ol><li>first</li><li>second<br>goes on</li></ol>", "- 1. first\n- 2. second\n  goes on"),
        ("<ul><li><p>one</p><p>more of it</p></li></ul><p>after</p>", "- one\n  more of it\n\nafter"),
        (
            word_item("·", 1, "one") + word_item("o", 2, "two") + word_item("§", 3, "three"),
            "- one\n  - two\n    - three",
        ),
        (word_item("1.", 1, "first") + word_item("a)", 2, "second"), "- 1. first\n  - a) second"),
        (
            "<p class=MsoNormal>·&nbsp;&nbsp; one</p><p class=MsoNormal>o&nbsp; two</p><p>o my word</p>",
            "- one\n  - two\n\no my word",
        ),
        ("<p>• one</p><p>•two</p>", "- one\n- two"),
        (
            "<p><b>Mood:</b> low, <span style='font-weight:700'>not</span> flat</p>",
            "**Mood:** low, **not** flat",
        ),
        (
            "<b style='font-weight:normal'><p>plain <b style='mso-bidi-font-weight:normal'>bold</b></p></b>",
            "plain **bold**",
        ),
        ("<b>one </b><strong>two</strong> three", "**one two** three"),
        ("<b>half</b>word f**k", "halfword f**k"),
        ("<p>a <b>****</b> b</p>", "a **** b"),
        ("<h2>Risk</h2><p>None</p>", "**Risk**\n\nNone"),
        ("<p>one</p><p>two<br>three</p><p></p>", "one\n\ntwo\nthree"),
        (
            "<p class=MsoNormal>one</p><p class=MsoNormal>two<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>three</p>",
            "one\ntwo\n\nthree",
        ),
        ("<a href='http://x.example'>the words</a> of a link", "the words of a link"),
        ("<pre>a  b\n  c</pre>", "a  b\nc"),
        ("1 < 2 & 3 &lt; 4 <", "1 < 2 & 3 < 4 <"),
        ("<p>a</b></td></table> b</p>", "a\nb"),
    ],
)
def test_it_reads_as_it_looked(html: str, kept: str) -> None:
    read = from_html(html)
    assert read == kept or (kept.endswith("\n") and read.startswith(kept))


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- a note --><!--[if gte mso 9]><xml>secret</xml><![endif]-->",
        "<head><title>secret</title><style>p { color: red }</style></head>",
        "<script>if (a < b) { document.write('<p>secret</p>') }</script>",
        "<span style='display:none'>secret <b>and more</b></span>",
        "<div style='mso-hide:all'>secret</div><p hidden>secret</p>",
        "<del>taken out: secret</del>",
        "<a class=msocomanchor href='#_msocom_1'>[AB1]</a><div style='mso-element:comment-list'><p>secret</p></div>",
        "<template>secret</template><img alt='secret' src='x.png'><meta charset='utf-8'>",
        "<p style='font-size:0px'>secret</p><span style='visibility: hidden'>secret</span>",
    ],
)
def test_what_is_not_seen_is_left_out_and_nothing_else(hidden: str) -> None:
    assert from_html(f"<p>one</p>{hidden}<p>two</p>") == "one\n\ntwo"


def test_a_head_that_nobody_ended_ends_with_the_body() -> None:
    assert from_html("<html><head><meta charset=utf-8><body>seen</body></html>") == "seen"


def test_it_says_whether_plain_words_would_lose_anything() -> None:
    assert says_more(MEDICATION)
    assert says_more(word_item("·", 1, "one"))
    assert not says_more("<div><span style='font-weight: normal; color: red'>plain</span><br>words</div>")


@given(st.text(st.sampled_from("<>/!-[]\"'= pbtdrulio&;\u00a0·*\nX"), max_size=80))
def test_whatever_it_is_given_it_reads_to_the_end(html: str) -> None:
    read = from_html(html)
    assert read.count("X") <= html.count("X")
    assert isinstance(markup.parse(read), tuple)


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("ab5"), min_size=1, max_size=4), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_every_cell_stands_apart_in_its_row(rows: list[list[str]]) -> None:
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert [line.split(" | ") for line in from_html(f"<table>{html}</table>").split("\n")] == rows


@pytest.mark.parametrize(
    "broken",
    [
        "<a <a ",
        "<!--",
        "<!",
        "<b>",
        "<table><tr><td>",
        "</i>",
        '<a "',
        "<a '",
        '<p style="',
        "&amp",
        "<span class='x'>·",
    ],
)
def test_no_text_however_broken_takes_more_than_its_length(broken: str) -> None:
    def seconds(times: int) -> float:
        began = time.thread_time()
        from_html(broken * times)
        return time.thread_time() - began

    few, many = min(seconds(3_000) for _ in range(3)), min(seconds(24_000) for _ in range(2))
    assert many <= 30 * max(few, 0.002)


def test_it_is_read_in_slices() -> None:
    reading = HtmlReading("<p><b>some</b> words</p>" * 20_000)
    turns = 1
    while not reading.go_on(0.002):
        turns += 1
    assert turns > 3
    assert reading.text().count("**some** words") == 20_000

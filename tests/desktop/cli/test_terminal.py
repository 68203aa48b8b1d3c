"""Progress is for a person who watches: on a terminal's error stream, wiped when all is done."""

import io

import pytest

from desktop.cli_terminal import Terminal


class Screen(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Screen(), True), (io.StringIO(), False)])
def test_only_a_watched_stream_shows_progress(stream, shown):
    out = io.StringIO()
    terminal = Terminal(out, stream)
    terminal.ticket().report(3, 12, "正在读\n金积镇.xlsx")
    assert ("3 / 12 正在读 金积镇.xlsx" in stream.getvalue()) is shown
    terminal.finish()
    assert stream.getvalue().endswith("\r\x1b[K") is shown
    assert out.getvalue() == ""


def test_a_quick_succession_of_reports_is_not_all_written():
    stream = Screen()
    ticket = Terminal(io.StringIO(), stream).ticket()
    for done in range(10_000):
        ticket.report(done, 10_000, "读行")
    assert stream.getvalue().count("读行") < 1_000


def test_a_complaint_is_one_line():
    stream = io.StringIO()
    Terminal(io.StringIO(), stream).complain("读不了。\n换一份。")
    assert stream.getvalue() == "读不了。 换一份。\n"

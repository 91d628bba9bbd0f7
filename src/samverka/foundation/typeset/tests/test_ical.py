"""Calendars written and read back."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from samverka.foundation.typeset.ical import TEXT_LIMIT, ZONE, Event, calendar

STAMP = dt.datetime(2024, 5, 20, 8, 30, tzinfo=dt.UTC)


def event(**said) -> Event:
    given_: dict = {
        "uid": "mote-1@samverka",
        "title": "SVOM",
        "first": dt.date(2024, 6, 3),
        "last": dt.date(2024, 6, 3),
        "changed_at": STAMP,
    }
    return Event(**(given_ | said))


def read(data: bytes):
    return Calendar.from_ical(data).walk("VEVENT")


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs")) | st.sampled_from(' ,;:\\"\n'),
    max_size=300,
)


@given(texts, texts, texts)
def test_any_text_comes_back_as_it_was(title, place, description):
    found = read(calendar([event(title=title, place=place, description=description)], name=title))[0]
    assert str(found["summary"]) == title
    assert str(found.get("location", "")) == place
    assert str(found.get("description", "")) == description


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_line_is_longer_than_75_bytes_and_nothing_is_added_to_the_file(title, place):
    data = calendar([event(title=title, place=place)], name=place)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line and b"\0" not in line for line in lines)
    assert [line for line in lines if line.startswith((b"BEGIN:", b"END:"))] == [
        b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR",
    ]  # fmt: skip


def test_a_text_cannot_begin_an_event_of_its_own():
    evil = "SVOM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Annat"
    assert len(read(calendar([event(title=evil, place=evil)], name=evil))) == 1


def test_the_same_events_give_the_same_bytes():
    assert calendar([event(start=dt.time(9))], name="x") == calendar([event(start=dt.time(9))], name="x")


def test_a_day_without_time_takes_the_whole_day():
    found = read(calendar([event()], name="x"))[0]
    assert (found["dtstart"].dt, found["dtend"].dt) == (dt.date(2024, 6, 3), dt.date(2024, 6, 4))
    assert "VTIMEZONE" not in calendar([event()], name="x").decode()


def test_an_end_that_is_not_known_is_not_made_up():
    found = read(calendar([event(start=dt.time(9))], name="x"))[0]
    assert (found["dtstart"].dt, found.get("dtend")) == (dt.datetime(2024, 6, 3, 9, tzinfo=ZONE), None)


@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2060, 12, 31)).map(
        lambda when: when.replace(second=0, microsecond=0)
    )
)
def test_swedish_time_is_right_by_the_rule_in_the_file(when):
    """Read with the rule that stands in the file, as programs do that do not know the zone by its name."""
    data = calendar([event(first=when.date(), last=when.date(), start=when.time())], name="x")
    zone = Calendar.from_ical(data.replace(b"Europe/Stockholm", b"Samverka")).walk("VTIMEZONE")[0].to_tz()
    if (
        when.replace(tzinfo=ZONE).utcoffset() == when.replace(tzinfo=ZONE, fold=1).utcoffset()
    ):  # no hour that is lacking or twice
        assert zone.utcoffset(when) == when.replace(tzinfo=ZONE).utcoffset()


def test_a_long_text_is_cut():
    found = read(calendar([event(description="å" * 5000)], name="x"))[0]
    assert len(str(found["description"])) == TEXT_LIMIT


def test_the_last_day_there_is_does_not_overflow():
    assert len(read(calendar([event(first=dt.date.max, last=dt.date.max)], name="x"))) == 1


def test_a_cancelled_event_says_so_and_takes_no_time():
    found = read(calendar([event(start=dt.time(9), cancelled=True, sequence=3)], name="x"))[0]
    assert (str(found["status"]), str(found["transp"]), found["sequence"]) == ("CANCELLED", "TRANSPARENT", 3)
    assert (found["dtstamp"].dt, found["last-modified"].dt) == (STAMP, STAMP)

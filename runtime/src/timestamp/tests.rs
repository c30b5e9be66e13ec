use proptest::prelude::*;

use super::*;

/// Seconds, RFC 3339 and date of HTTP, as Python's `datetime` has them.
#[rustfmt::skip]
const KNOWN: &[(i64, &str, &str)] = &[
    (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
    (784111777, "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
    (-62135596800, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT"),
    (253402300799, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
    (951782400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
    (-983480846, "1938-11-02T02:52:34Z", "Wed, 02 Nov 1938 02:52:34 GMT"),
    (-13453340073, "1543-09-07T01:05:27Z", "Tue, 07 Sep 1543 01:05:27 GMT"),
    (154065243832, "6852-02-18T13:03:52Z", "Sun, 18 Feb 6852 13:03:52 GMT"),
    (230236106616, "9265-11-21T18:03:36Z", "Sat, 21 Nov 9265 18:03:36 GMT"),
    (240598144448, "9594-04-02T17:54:08Z", "Sat, 02 Apr 9594 17:54:08 GMT"),
    (87591867575, "4745-09-04T18:19:35Z", "Tue, 04 Sep 4745 18:19:35 GMT"),
    (31317903904, "2962-06-04T17:45:04Z", "Fri, 04 Jun 2962 17:45:04 GMT"),
    (229660162069, "9247-08-22T17:27:49Z", "Thu, 22 Aug 9247 17:27:49 GMT"),
    (1560153011, "2019-06-10T07:50:11Z", "Mon, 10 Jun 2019 07:50:11 GMT"),
    (-1555506812, "1920-09-16T10:46:28Z", "Thu, 16 Sep 1920 10:46:28 GMT"),
    (86722578648, "4718-02-17T13:10:48Z", "Sun, 17 Feb 4718 13:10:48 GMT"),
    (-994042512, "1938-07-02T21:04:48Z", "Sat, 02 Jul 1938 21:04:48 GMT"),
    (2413366711, "2046-06-23T11:38:31Z", "Sat, 23 Jun 2046 11:38:31 GMT"),
    (237690344682, "9502-02-09T15:44:42Z", "Sun, 09 Feb 9502 15:44:42 GMT"),
    (-1707790052, "1915-11-19T21:52:28Z", "Fri, 19 Nov 1915 21:52:28 GMT"),
    (3593204962, "2083-11-12T00:29:22Z", "Fri, 12 Nov 2083 00:29:22 GMT"),
    (24759067758, "2754-08-02T06:49:18Z", "Mon, 02 Aug 2754 06:49:18 GMT"),
    (4750326310, "2120-07-13T15:05:10Z", "Sat, 13 Jul 2120 15:05:10 GMT"),
    (1017237335, "2002-03-27T13:55:35Z", "Wed, 27 Mar 2002 13:55:35 GMT"),
    (3486284049, "2080-06-22T12:14:09Z", "Sat, 22 Jun 2080 12:14:09 GMT"),
    (-19240045169, "1360-04-22T07:00:31Z", "Tue, 22 Apr 1360 07:00:31 GMT"),
    (-746998406, "1946-05-01T04:26:34Z", "Wed, 01 May 1946 04:26:34 GMT"),
    (2721055181, "2056-03-23T16:39:41Z", "Thu, 23 Mar 2056 16:39:41 GMT"),
    (1468411590, "2016-07-13T12:06:30Z", "Wed, 13 Jul 2016 12:06:30 GMT"),
];

fn rfc3339(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn at(seconds: i64, nanos: u32) -> Timestamp {
    Timestamp::from_secs_and_nanos(seconds, nanos).unwrap()
}

#[test]
fn known_dates() {
    for (seconds, date_time, http_date) in KNOWN {
        let time = Timestamp::from_secs(*seconds);
        assert_eq!(time.to_string(), *date_time);
        assert_eq!(rfc3339(date_time), time);
        assert_eq!(time.http_date().to_string(), *http_date);
        assert_eq!(Timestamp::parse_http_date(http_date).unwrap(), time);
        assert_eq!(time.epoch_seconds().to_string(), seconds.to_string());
    }
}

/// The examples of RFC 3339, section 5.8.
#[test]
fn examples_of_rfc3339() {
    assert_eq!(rfc3339("1985-04-12T23:20:50.52Z"), at(482196050, 520_000_000));
    assert_eq!(rfc3339("1996-12-19T16:39:57-08:00"), rfc3339("1996-12-20T00:39:57Z"));
    assert_eq!(rfc3339("1990-12-31T23:59:60Z"), rfc3339("1991-01-01T00:00:00Z"));
    assert_eq!(rfc3339("1990-12-31T15:59:60-08:00"), rfc3339("1991-01-01T00:00:00Z"));
    assert_eq!(rfc3339("1937-01-01T12:00:27.87+00:20"), rfc3339("1937-01-01T11:40:27.87Z"));
}

#[test]
fn other_ways_to_write_rfc3339() {
    let time = at(482196050, 520_000_000);
    for text in [
        "1985-04-12t23:20:50.52z",
        "1985-04-12 23:20:50.52Z",
        "1985-04-12T23:20:50.520000000999Z",
        "1985-04-12T23:20:50.52-00:00",
        "+1985-04-12T23:20:50.52Z",
        "1985-04-13T23:19:50.52+23:59",
    ] {
        assert_eq!(rfc3339(text), time, "{text}");
    }
}

#[test]
fn what_is_no_rfc3339_is_told_where() {
    for (text, at, expected) in [
        ("", 0, "a year of four digits"),
        ("85-04-12T23:20:50Z", 2, "a year of four digits"),
        ("1985-4-12T23:20:50Z", 5, "a month"),
        ("1985-13-12T23:20:50Z", 5, "a month"),
        ("1985-04-00T23:20:50Z", 8, "a day"),
        ("1985-04-31T23:20:50Z", 20, "a day that the month has"),
        ("1900-02-29T23:20:50Z", 20, "a day that the month has"),
        ("1985-04-12", 10, "a T"),
        ("1985-04-12T24:00:00Z", 11, "an hour"),
        ("1985-04-12T23:60:00Z", 14, "a minute"),
        ("1985-04-12T23:20:61Z", 17, "a second"),
        ("1985-04-12T23:20:60Z", 20, "a leap second at the end of a day"),
        ("1985-04-12T23:20:50.Z", 20, "digits after the point"),
        ("1985-04-12T23:20:50", 19, "Z or an offset from UTC"),
        ("1985-04-12T23:20:50+0100", 22, "a colon"),
        ("1985-04-12T23:20:50Zulu", 20, "its end"),
        ("1985–04–12T23:20:50Z", 4, "a hyphen"),
        ("-12-04-12T23:20:50Z", 1, "a year of four to twelve digits"),
        ("+1234567890123-04-12T23:20:50Z", 1, "a year of four to twelve digits"),
        ("+999999999999-04-12T23:20:50Z", 29, scan::IN_RANGE),
    ] {
        let error = text.parse::<Timestamp>().unwrap_err();
        assert_eq!((error.at, error.expected), (at, expected), "{text}");
    }
    assert_eq!(
        "1985-13-12".parse::<Timestamp>().unwrap_err().to_string(),
        "not a timestamp as RFC 3339: expected a month at byte 5"
    );
}

#[test]
fn years_beyond_rfc3339() {
    assert_eq!(Timestamp::MAX.to_string(), "+292277026596-12-04T15:30:07.999999999Z");
    assert_eq!(Timestamp::MIN.to_string(), "-292277022657-01-27T08:29:52Z");
    assert_eq!(rfc3339("+292277026596-12-04T15:30:07.999999999Z"), Timestamp::MAX);
    assert_eq!(rfc3339("-292277022657-01-27T08:29:52Z"), Timestamp::MIN);
    assert!("+292277026596-12-04T15:30:08Z".parse::<Timestamp>().is_err());
    assert!("+292277026596-12-04T15:30:07-00:01".parse::<Timestamp>().is_err());
    assert_eq!(Timestamp::from_secs(253402300800).to_string(), "+10000-01-01T00:00:00Z");
    assert_eq!(rfc3339("0000-01-01T00:00:00Z").to_string(), "0000-01-01T00:00:00Z");
    assert_eq!(Timestamp::from_secs(-62167219201).to_string(), "-0001-12-31T23:59:59Z");
}

#[test]
fn dates_of_http() {
    let time = Timestamp::from_secs(784111777);
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "sun, 06 nov 1994 08:49:37 gmt",
        "Mon, 06 Nov 1994 08:49:37 UTC",
    ] {
        assert_eq!(Timestamp::parse_http_date(text).unwrap(), time, "{text}");
    }
    let fraction = Timestamp::parse_http_date("Sun, 06 Nov 1994 08:49:37.25 GMT").unwrap();
    assert_eq!(fraction, at(784111777, 250_000_000));
    let last = Timestamp::parse_http_date("Monday, 31-Dec-69 23:59:59 GMT").unwrap();
    assert_eq!(last.to_string(), "2069-12-31T23:59:59Z");
    let asctime = Timestamp::parse_http_date("Wed Nov 16 08:49:37 1994").unwrap();
    assert_eq!(asctime.to_string(), "1994-11-16T08:49:37Z");
    for text in [
        "",
        "Sun",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 +0100",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun Nov  0 08:49:37 1994",
        "Sun Nov  16 08:49:37 1994",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
        "…",
    ] {
        assert!(Timestamp::parse_http_date(text).is_err(), "{text}");
    }
}

#[test]
fn epoch_seconds() {
    for (text, time, shown) in [
        ("1398796238", at(1398796238, 0), "1398796238"),
        ("1398796238.123", at(1398796238, 123_000_000), "1398796238.123"),
        ("1.398796238123E9", at(1398796238, 123_000_000), "1398796238.123"),
        ("1398796238123e-3", at(1398796238, 123_000_000), "1398796238.123"),
        ("00012.5e+1", at(125, 0), "125"),
        ("0.000000001", at(0, 1), "0.000000001"),
        ("0.0000000019", at(0, 1), "0.000000001"),
        ("-0.000000001", at(-1, 999_999_999), "-0.000000001"),
        ("-1.5", at(-2, 500_000_000), "-1.5"),
        ("-2", at(-2, 0), "-2"),
        ("-0", at(0, 0), "0"),
        ("5.", at(5, 0), "5"),
        ("0e999999999999", at(0, 0), "0"),
        ("1e-999999999999", at(0, 0), "0"),
        ("9223372036854775807.999999999", Timestamp::MAX, "9223372036854775807.999999999"),
        ("-9223372036854775808", Timestamp::MIN, "-9223372036854775808"),
    ] {
        assert_eq!(Timestamp::parse_epoch_seconds(text).unwrap(), time, "{text}");
        assert_eq!(time.epoch_seconds().to_string(), shown);
    }
    for text in [
        "",
        "-",
        ".5",
        "+1",
        "1e",
        "1e+",
        "1 ",
        "x",
        "--1",
        "1.2.3",
        "9e18e",
        "1e19",
        "922337203685477580.8e1",
    ] {
        assert!(Timestamp::parse_epoch_seconds(text).is_err(), "{text}");
    }
    assert_eq!(Timestamp::from_epoch_seconds(1398796238.123).unwrap(), at(1398796238, 123_000_000));
    assert_eq!(Timestamp::from_epoch_seconds(-0.5).unwrap(), at(-1, 500_000_000));
    assert_eq!(Timestamp::from_epoch_seconds(1e-300).unwrap(), Timestamp::EPOCH);
    for seconds in [f64::NAN, f64::INFINITY, 1e19, -1e300, 9223372036854775808.0] {
        assert!(Timestamp::from_epoch_seconds(seconds).is_err(), "{seconds}");
    }
}

#[test]
fn the_times_of_the_system() {
    let now = SystemTime::now();
    assert_eq!(SystemTime::try_from(Timestamp::from(now)), Ok(now));
    let before = SystemTime::UNIX_EPOCH - Duration::new(1, 250_000_000);
    assert_eq!(Timestamp::from(before), at(-2, 750_000_000));
    assert_eq!(SystemTime::try_from(at(-2, 750_000_000)), Ok(before));
}

#[test]
fn sums_end_at_the_ends() {
    assert_eq!(Timestamp::MAX.checked_add(Duration::from_nanos(1)), None);
    assert_eq!(Timestamp::MIN.checked_sub(Duration::from_nanos(1)), None);
    let all = Duration::new(u64::MAX, 999_999_999);
    assert_eq!(Timestamp::MIN.checked_add(all), Some(Timestamp::MAX));
    assert_eq!(Timestamp::MAX.checked_sub(all), Some(Timestamp::MIN));
    assert_eq!(Timestamp::from_secs_and_nanos(0, 1_000_000_000), None);
}

fn any_timestamp() -> impl Strategy<Value = Timestamp> {
    let seconds = prop_oneof![any::<i64>(), -62_167_219_200..253_402_300_800_i64];
    let nanos = prop_oneof![
        Just(0),
        (0..1000_u32).prop_map(|millis| millis * 1_000_000),
        0..NANOS_PER_SECOND
    ];
    (seconds, nanos).prop_map(|(seconds, nanos)| Timestamp { seconds, nanos })
}

proptest! {
    #[test]
    fn what_is_written_is_read(time in any_timestamp()) {
        prop_assert_eq!(time.to_string().parse(), Ok(time));
        let seconds = time.epoch_seconds().to_string();
        prop_assert_eq!(Timestamp::parse_epoch_seconds(&seconds), Ok(time));
        if (-62_167_219_200..253_402_300_800).contains(&time.seconds) {
            let date = Timestamp::parse_http_date(&time.http_date().to_string());
            prop_assert_eq!(date, Ok(Timestamp::from_secs(time.seconds)));
        }
    }

    #[test]
    fn text_keeps_the_order(a in any_timestamp(), b in any_timestamp()) {
        let years = -62_167_219_200..253_402_300_800_i64;
        prop_assume!(years.contains(&a.seconds) && years.contains(&b.seconds));
        let text = |time: Timestamp| time.to_string().replace('Z', "");
        prop_assert_eq!(text(a).cmp(&text(b)), a.cmp(&b));
    }

    #[test]
    fn four_centuries_on_it_is_the_same_day(time in any_timestamp()) {
        let cycle = Duration::from_secs(146_097 * 86_400);
        if let Some(later) = time.checked_add(cycle) {
            let (a, b) = (time.http_date().to_string(), later.http_date().to_string());
            prop_assert_eq!(&a[..12], &b[..12]);
            prop_assert_eq!(later.checked_sub(cycle), Some(time));
        }
    }

    #[test]
    fn no_text_panics(text in "[-+0-9TZ:. eE]{0,40}|\\PC{0,40}") {
        let _ = Timestamp::parse_rfc3339(&text);
        let _ = Timestamp::parse_epoch_seconds(&text);
        let _ = Timestamp::parse_http_date(&text);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_round_trip(time in any_timestamp()) {
        let json = serde_json::to_string(&time).unwrap();
        prop_assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), time);
        prop_assert_eq!(json, format!("\"{time}\""));
    }
}

#[cfg(feature = "serde")]
#[test]
fn serde_reads_numbers_too() {
    let read = |json| serde_json::from_str::<Timestamp>(json).unwrap();
    assert_eq!(read("1398796238"), at(1398796238, 0));
    assert_eq!(read("-1"), at(-1, 0));
    assert_eq!(read("1398796238.123"), at(1398796238, 123_000_000));
    for json in ["null", "true", "\"yesterday\"", "18446744073709551615", "[1]", "{}"] {
        assert!(serde_json::from_str::<Timestamp>(json).is_err(), "{json}");
    }
}

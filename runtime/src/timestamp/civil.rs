//! Days and dates, in the Gregorian calendar before and after it was there.
//!
//! Years begin in March here, so that the day that comes and goes is the last of one. Then
//! four centuries are always 146,097 days, and five months from March or August on always 153.
//! (The way of Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".)

/// The days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;
const DAYS_OF_FOUR_CENTURIES: i64 = 146_097;

/// The days since 1970-01-01 of a date. A month is from 1 to 12; a year has at most 12 digits.
pub fn days_since_epoch(year: i64, month: u8, day: u8) -> i64 {
    let month = i64::from(month);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year * 365 + year / 4 - year / 100 + day_of_year;
    era * DAYS_OF_FOUR_CENTURIES + day_of_era - EPOCH
}

/// The date of so many days since 1970-01-01: year, month, day.
pub fn date(days: i64) -> (i64, u8, u8) {
    let days = days + EPOCH;
    let era = days.div_euclid(DAYS_OF_FOUR_CENTURIES);
    let day = days.rem_euclid(DAYS_OF_FOUR_CENTURIES);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

/// The number of days of a month, from 1 to 12.
pub fn days_of_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_has_its_date() {
        let mut days = days_since_epoch(1600, 1, 1);
        assert_eq!(days, -135_140);
        for year in 1600..2400 {
            for month in 1..=12 {
                for day in 1..=days_of_month(year, month) {
                    assert_eq!(days_since_epoch(year, month, day), days);
                    assert_eq!(date(days), (year, month, day));
                    days += 1;
                }
            }
        }
        assert_eq!(days_since_epoch(1970, 1, 1), 0);
    }

    #[test]
    fn the_ends_of_the_range_come_back() {
        for days in [i64::MIN / 86_400 - 1, i64::MAX / 86_400, -EPOCH, -EPOCH - 1] {
            let (year, month, day) = date(days);
            assert_eq!(days_since_epoch(year, month, day), days);
        }
        assert_eq!(date(i64::MAX / 86_400).0, 292_277_026_596);
    }
}

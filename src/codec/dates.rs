//! Moments as people write them, in the time zone of the server. Never the zone of a visitor, which we do not know.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::codec::words::Tongue;
use crate::domain::ids::Moment;

/// A space that no line breaks at: a date stays whole.
const FIRM: char = '\u{a0}';

/// `18 nov 2026`.
pub fn date(moment: Moment, tongue: Tongue) -> String {
    date_of(&zoned(moment), tongue)
}

/// `18 nov 2026, 14:03`.
pub fn date_and_time(moment: Moment, tongue: Tongue) -> String {
    let zoned = zoned(moment);
    format!("{}, {}", date_of(&zoned, tongue), time_of(&zoned))
}

/// `18 november`: a day that is near.
pub fn day(moment: Moment, tongue: Tongue) -> String {
    let zoned = zoned(moment);
    format!("{}{FIRM}{}", zoned.day(), tongue.say(&format!("month-{}", zoned.month())))
}

/// `14:03`.
pub fn time(moment: Moment) -> String {
    time_of(&zoned(moment))
}

fn zoned(moment: Moment) -> Zoned {
    // A moment that no calendar holds came from a broken clock; showing 1970 says as much.
    Timestamp::from_millisecond(moment.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::system())
}

fn date_of(zoned: &Zoned, tongue: Tongue) -> String {
    format!("{}{FIRM}{}{FIRM}{}", zoned.day(), tongue.say(&format!("desk-month-{}", zoned.month())), zoned.year())
}

fn time_of(zoned: &Zoned) -> String {
    format!("{:02}:{:02}", zoned.hour(), zoned.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_the_language_does() {
        // Noon in Greenwich: the same day from Honolulu to Helsinki.
        let noon = Moment(1_794_916_800_000);
        assert_eq!(
            (date(noon, Tongue::Dutch), date(noon, Tongue::English)),
            ("17\u{a0}nov\u{a0}2026".into(), "17\u{a0}Nov\u{a0}2026".into())
        );
        assert_eq!(
            (day(noon, Tongue::Dutch), day(noon, Tongue::English)),
            ("17\u{a0}november".into(), "17\u{a0}November".into())
        );
    }
}

//! Spots an e-mail address or a phone number in what somebody wrote, so that a person can look before everybody reads it.
//!
//! Never hides or changes anything, and rather warns once too often.

/// A phone number has at least so many digits: ten in the Netherlands, nine behind a country's.
const PHONE_DIGITS_MIN: usize = 9;

pub fn seems_private(text: &str) -> bool {
    has_address(text) || has_phone(text)
}

fn has_address(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';')).any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
            name.chars().next_back().is_some_and(char::is_alphanumeric)
                && host.split_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
        })
    })
}

/// Digits with nothing between them but what people put in phone numbers, begun as phone numbers begin.
fn has_phone(text: &str) -> bool {
    let between =
        |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '(' | ')' | '+' | '\u{2010}'..='\u{2015}');
    let mut digits = 0;
    let mut begins = false;
    let mut after_plus = false;
    for c in text.chars() {
        if c.is_ascii_digit() {
            if digits == 0 {
                begins = c == '0' || after_plus;
            }
            digits += 1;
            if begins && digits >= PHONE_DIGITS_MIN {
                return true;
            }
        } else if !between(c) {
            digits = 0;
        }
        after_plus = c == '+' || (after_plus && !c.is_ascii_digit() && between(c));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(seems_private(text), expected, "{text}");
    }

    #[test]
    fn an_address_or_a_number_is_noticed_however_it_is_written() {
        check("Mail mij op jan.jansen@voorbeeld.nl.", true);
        check("(jan@caop.nl)", true);
        check("bel 06-12345678", true);
        check("Mijn nummer: +31 (0)6 12 34 56 78", true);
        check("020 123 45 67?", true);
    }

    #[test]
    fn figures_and_signs_of_other_things_are_not() {
        check("Wat kost dat in 2024-2025?", false);
        check("1.000.000.000 euro", false);
        check("Zie @caop voor meer", false);
        check("2 @ 3 en a@b", false);
        check("Stap 0, 1, 2, 3, 4, 5, 6, 7, 8, 9", false);
    }
}

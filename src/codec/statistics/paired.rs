//! Whether more people changed one way than the other. Who did not change says nothing here.

use statrs::distribution::{Binomial, Discrete, DiscreteCDF};

/// McNemar's test in its mid-p version, two-sided, of people who switched an answer on and people who switched it off.
///
/// With b and c of them, n = b + c and X binomial of n and ½: the exact p is 2·P(X ≤ min(b, c)), and the mid-p is that
/// less P(X = b); where b = c it is 1 − ½·P(X = b). Fagerland, Lydersen and Laake, "The McNemar test for binary
/// matched-pairs data: mid-p and asymptotic are better than exact conditional", BMC Medical Research Methodology 13:91
/// (2013), with its supplement.
///
/// 1 when nobody switched.
pub fn mcnemar_mid_p(gained: u32, lost: u32) -> f64 {
    let (smaller, binomial) = (gained.min(lost), fair(gained, lost));
    let as_seen = binomial.pmf(u64::from(smaller));
    match gained == lost {
        _ if gained + lost == 0 => 1.0,
        true => 1.0 - as_seen / 2.0,
        false => 2.0 * binomial.cdf(u64::from(smaller)) - as_seen,
    }
}

/// The sign test, exact and two-sided, of people who went up and people who went down.
///
/// With u and d of them and X binomial of u + d and ½, p is 2·P(X ≤ min(u, d)), and never above 1. Dixon and Mood, "The
/// statistical sign test", Journal of the American Statistical Association 41 (1946).
pub fn sign_test(up: u32, down: u32) -> f64 {
    (2.0 * fair(up, down).cdf(u64::from(up.min(down)))).min(1.0)
}

/// Either way is as likely for each of them.
fn fair(one: u32, other: u32) -> Binomial {
    Binomial::new(0.5, u64::from(one) + u64::from(other)).expect("a half is a chance")
}

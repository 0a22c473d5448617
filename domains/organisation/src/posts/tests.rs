use super::rules::{MOST_RATES, parse_rate};

#[test]
fn rates_are_typed_with_a_comma_or_a_point() {
    let check = |text: &str, expected: Option<i64>| {
        assert_eq!(parse_rate(text, MOST_RATES), expected, "{text}");
    };
    check("1", Some(100));
    check(" 0,5 ", Some(50));
    check("1.25", Some(125));
    check("0,05", Some(5));
    check("100", Some(10_000));
    check("100,01", None);
    check("0", None);
    check("0,001", None);
    check("-1", None);
    check("1,", Some(100));
    check(",5", None);
    check("1,5,5", None);
    check("бір", None);
    check("", None);
    check("99999999999999999999", None);
}

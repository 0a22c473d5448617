//! The three languages of the interface.

/// Longest `Accept-Language` header that is read; browsers send under 200 bytes.
const HEADER_LIMIT_BYTES: usize = 1_000;

/// A language in which Oqu is complete. Kazakh is the source language and comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Kazakh in Cyrillic script, `kk`.
    Kk,
    /// Russian, `ru`.
    Ru,
    /// English, `en`.
    En,
}

impl Language {
    /// All languages in the order in which a page offers them.
    pub const ALL: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

    /// The code in addresses, cookies, columns and file names: `kk`, `ru`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Kk => "kk",
            Language::Ru => "ru",
            Language::En => "en",
        }
    }

    /// The value of the `lang` attribute in HTML. The same as [`code`](Self::code): BCP 47 has
    /// Cyrillic as the usual script of `kk` and `ru`, so no script subtag is needed.
    pub const fn html_lang(self) -> &'static str {
        self.code()
    }

    /// The language of a code, also with region or script (`kk`, `KK`, `ru-KZ`, `en_GB`).
    /// `None` for any other language and for text that is not a tag.
    pub fn parse(tag: &str) -> Option<Language> {
        let tag = tag.trim();
        let main = tag.split(['-', '_']).next()?;
        Language::ALL
            .into_iter()
            .find(|language| main.eq_ignore_ascii_case(language.code()))
    }

    /// The language that a browser prefers, from the header `Accept-Language`.
    ///
    /// The highest weight wins, among equal weights the first in the header. A weight of 0
    /// refuses a language; `*` says nothing to us. `None` when the header names none of ours.
    ///
    /// Source: RFC 9110 §12.5.4 (the field) and §12.4.2 (weights).
    pub fn from_accept_language(header: &str) -> Option<Language> {
        if header.len() > HEADER_LIMIT_BYTES {
            return None;
        }
        let mut best: Option<(Language, u16)> = None;
        for item in header.split(',') {
            let mut parts = item.split(';');
            let Some(language) = parts.next().and_then(Language::parse) else {
                continue;
            };
            let Some(weight) = weight_thousandths(parts) else {
                continue;
            };
            if weight == 0 {
                continue;
            }
            if best.is_none_or(|(_, highest)| weight > highest) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// The weight of a header item from its parameters: 1000 when absent, `None` when malformed.
fn weight_thousandths<'a>(parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    for parameter in parameters {
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        if !name.trim().eq_ignore_ascii_case("q") {
            continue;
        }
        return parse_weight(value.trim());
    }
    Some(1_000)
}

/// `0`, `1`, `0.8`, `0.875`: one digit before the point, at most three after it.
fn parse_weight(value: &str) -> Option<u16> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits_only = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 3 || !digits_only {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
            assert_eq!(language.html_lang(), language.code());
        }
    }

    #[test]
    fn tags_with_regions_are_understood() {
        assert_eq!(Language::parse(" KK "), Some(Language::Kk));
        assert_eq!(Language::parse("kk-Cyrl-KZ"), Some(Language::Kk));
        assert_eq!(Language::parse("ru_KZ"), Some(Language::Ru));
        assert_eq!(Language::parse("en-GB"), Some(Language::En));
        assert_eq!(Language::parse("kaz"), None);
        assert_eq!(Language::parse("rue"), None);
        assert_eq!(Language::parse(""), None);
        assert_eq!(Language::parse("*"), None);
    }

    /// Source: RFC 9110 §12.5.4.
    #[test]
    fn a_browser_says_what_it_prefers() {
        let check = |header: &str, expected: Option<Language>| {
            assert_eq!(
                Language::from_accept_language(header),
                expected,
                "header {header:?}"
            );
        };
        check("", None);
        check("*", None);
        check("de-DE,fr;q=0.9", None);
        check("kk", Some(Language::Kk));
        check("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", Some(Language::Ru));
        check("de,en;q=0.3,kk;q=0.31", Some(Language::Kk));
        check("en;q=0.5, ru;q=0.5", Some(Language::En));
        check("ru;q=0, en;q=0.1", Some(Language::En));
        check("ru ; q=0.2 , kk-KZ ; q = 0.9", Some(Language::Kk));
        check("ru;q=2, en;q=0.1", Some(Language::En));
        check("ru;q=0.1234, en;q=0.1", Some(Language::En));
        check("ru;q=-1, en;q=abc", None);
        check("ru;level=1;q=0.4, en;q=0.5", Some(Language::En));
        check(&"ru,".repeat(1_000), None);
    }
}

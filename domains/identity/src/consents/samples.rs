//! Texts to begin with, in our own words; an organisation puts its own beside them.
//!
//! Each names what law 94-V, article 8 asks of a consent: who processes, which data, for what, until
//! when, whether it goes to third parties, abroad or into public sources; and what follows from a no.

use oqu_text::Language;

use super::kind::ConsentKind;
use super::rules::{BLANK, Trio};

/// Between the text and what follows from a refusal.
const CUT: &str = "\n---\n";

macro_rules! sample {
    ($kind:literal) => {
        [
            include_str!(concat!("samples/", $kind, ".kk.txt")),
            include_str!(concat!("samples/", $kind, ".ru.txt")),
            include_str!(concat!("samples/", $kind, ".en.txt")),
        ]
    };
}

const fn sample(kind: ConsentKind) -> [&'static str; 3] {
    match kind {
        ConsentKind::Processing => sample!("processing"),
        ConsentKind::Biometrics => sample!("biometrics"),
        ConsentKind::Recording => sample!("recording"),
        ConsentKind::Transfer => sample!("transfer"),
    }
}

/// The text and what follows from a refusal, for an organisation of these names; without a BIN the
/// place for it is left blank.
pub fn filled(
    kind: ConsentKind,
    organisation: impl Fn(Language) -> String,
    bin: Option<&str>,
) -> (Trio, Trio) {
    let bin = bin.map_or_else(|| BLANK.repeat(3), str::to_owned);
    let mut texts = Trio::default();
    let mut without = Trio::default();
    for (at, (language, sample)) in Language::ALL.into_iter().zip(sample(kind)).enumerate() {
        let (text, rest) = sample.split_once(CUT).unwrap_or((sample, ""));
        let text = text.replace("{organisation}", &organisation(language));
        texts[at] = text.replace("{bin}", &bin).trim().to_owned();
        rest.trim().clone_into(&mut without[at]);
    }
    (texts, without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_whole_and_leave_the_bin_blank() {
        for kind in ConsentKind::ALL {
            let (texts, without) = filled(kind, |_| "«Көкжиек»".to_owned(), None);
            for text in &texts {
                assert!(text.contains("«Көкжиек»") && text.contains(BLANK), "{text}");
                assert!(!text.contains('{'), "{text}");
            }
            assert!(without.iter().all(|text| text.chars().count() > 80));
            let (texts, _) = filled(kind, |_| String::new(), Some("000000000000"));
            assert!(texts.iter().all(|text| !text.contains(BLANK)));
        }
    }
}

//! Folding of text to search tokens, the same for what is stored and for what is asked.
//!
//! People type Kazakh on Russian keyboards (окушы for оқушы), mix look-alike letters of two
//! alphabets (Latin C in «Cәуле»), leave ё out, and paste invisible characters. All of these
//! fold to one spelling.
//!
//! Clause: facts 2.10, "Search folding".

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{
    self, BinaryProperty, DefaultIgnorableCodePoint, EnumeratedProperty, GeneralCategory,
};

/// Longest token, in characters. The longest words of Kazakh and Russian documents have about 30;
/// what is longer is cut, on both sides alike, so it is still found.
pub const TOKEN_LIMIT_CHARS: usize = 40;

/// Most tokens taken from one text: about 150 printed pages. The rest of a longer text is not
/// searchable.
pub const TOKEN_LIMIT: usize = 50_000;

/// Longest unbroken run of letters and digits that is looked at; the rest of the run is dropped.
const RUN_LIMIT_CHARS: usize = 200;

/// A folded token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// The folded letters or digits, never empty.
    pub text: String,
    /// Whether it was written with a letter that only Kazakh has, so that its language is known.
    pub kazakh: bool,
}

/// The texts of [`tokens_with_language`].
pub fn tokens(text: &str) -> Vec<String> {
    let tokens = tokens_with_language(text).into_iter();
    tokens.map(|token| token.text).collect()
}

/// The tokens of a text in order, with repetitions.
///
/// A token is a run of letters of one alphabet, or of ASCII digits: «ИС-21» and «ИС21» both give
/// `ис`, `21`; «Zoomда» gives `zoom`, `да`. Cyrillic tokens have the letters `а`–`я` (without ё and
/// the Kazakh ones), Latin tokens `a`–`z`; letters of other scripts are kept in lower case.
///
/// Linear in the length of the text, bounded by [`TOKEN_LIMIT`] and [`TOKEN_LIMIT_CHARS`].
pub fn tokens_with_language(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut run = Vec::new();
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    for character in normalizer.normalize_iter(text.chars()) {
        match place(character) {
            Place::Skipped => {}
            Place::Inside if run.len() < RUN_LIMIT_CHARS => run.push(character),
            Place::Inside => {}
            Place::Between => flush(&mut run, &mut out),
        }
        if out.len() >= TOKEN_LIMIT {
            break;
        }
    }
    flush(&mut run, &mut out);
    out.truncate(TOKEN_LIMIT);
    out
}

/// The same folded token as it would look in the other alphabet, when every letter has a
/// look-alike there: `cop` gives `сор` and the reverse. For the asking side: nobody can see in
/// which alphabet «СОР» is written.
pub fn look_alike(token: &str) -> Option<String> {
    let to_cyrillic: Option<String> = token.chars().map(cyrillic_capital_like).collect();
    to_cyrillic.or_else(|| token.chars().map(latin_capital_like).collect())
}

/// Where a character of a text belongs.
enum Place {
    /// A letter or a digit.
    Inside,
    /// A mark or an invisible character: as if it were not there.
    Skipped,
    /// Anything else: ends a word.
    Between,
}

fn place(character: char) -> Place {
    if character.is_ascii() {
        return match character.is_ascii_alphanumeric() {
            true => Place::Inside,
            false => Place::Between,
        };
    }
    match GeneralCategory::for_char(character) {
        GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark
        | GeneralCategory::Format => Place::Skipped,
        _ if DefaultIgnorableCodePoint::for_char(character) => Place::Skipped,
        GeneralCategory::UppercaseLetter
        | GeneralCategory::LowercaseLetter
        | GeneralCategory::TitlecaseLetter
        | GeneralCategory::ModifierLetter
        | GeneralCategory::OtherLetter
        | GeneralCategory::DecimalNumber => Place::Inside,
        _ => Place::Between,
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Script {
    Digit,
    Latin,
    Cyrillic,
    Other,
}

fn script(character: char) -> Script {
    match character {
        '0'..='9' => Script::Digit,
        'a'..='z' | 'A'..='Z' => Script::Latin,
        'А'..='я' => Script::Cyrillic,
        _ => match props::Script::for_char(character) {
            props::Script::Latin => Script::Latin,
            props::Script::Cyrillic => Script::Cyrillic,
            _ => Script::Other,
        },
    }
}

/// Folds a run of letters and digits to tokens and empties it.
fn flush(run: &mut Vec<char>, out: &mut Vec<Token>) {
    let letters = |character: char| matches!(script(character), Script::Latin | Script::Cyrillic);
    for part in run.chunk_by(|&a, &b| (letters(a) && letters(b)) || script(a) == script(b)) {
        match alphabet_of(part) {
            Some(alphabet) => out.extend(token(part, alphabet)),
            None => {
                for piece in part.chunk_by(|&a, &b| script(a) == script(b)) {
                    out.extend(token(piece, script(piece[0])));
                }
            }
        }
    }
    run.clear();
}

/// The alphabet in which a part of a run is read; `None` when it truly mixes two.
///
/// A mixed word is Cyrillic when all its Latin letters have Cyrillic look-alikes, and the reverse;
/// when both hold, the alphabet with more letters wins, Cyrillic at a draw.
fn alphabet_of(part: &[char]) -> Option<Script> {
    let is = |alphabet: Script| move |&&character: &&char| script(character) == alphabet;
    let latin = part.iter().filter(is(Script::Latin)).count();
    let cyrillic = part.iter().filter(is(Script::Cyrillic)).count();
    if latin == 0 || cyrillic == 0 {
        return part.first().map(|&first| script(first));
    }
    let mut latin_letters = part.iter().filter(is(Script::Latin));
    let mut cyrillic_letters = part.iter().filter(is(Script::Cyrillic));
    let may_be_cyrillic = latin_letters.all(|&letter| cyrillic_like(letter).is_some());
    let may_be_latin = cyrillic_letters.all(|&letter| latin_like(letter).is_some());
    match (may_be_cyrillic, may_be_latin) {
        (true, true) if latin > cyrillic => Some(Script::Latin),
        (true, _) => Some(Script::Cyrillic),
        (false, true) => Some(Script::Latin),
        (false, false) => None,
    }
}

/// The folded token of letters read in one alphabet; `None` when nothing is left of them.
fn token(letters: &[char], alphabet: Script) -> Option<Token> {
    let mut kazakh = false;
    let mut out = String::with_capacity(letters.len() * 2);
    for &letter in letters {
        match alphabet {
            Script::Cyrillic => {
                let letter = cyrillic_like(letter).unwrap_or(letter);
                kazakh |= is_kazakh(small(letter));
                out.push(fold_cyrillic(letter));
            }
            Script::Latin => push_latin(&mut out, latin_like(letter).unwrap_or(letter)),
            Script::Digit => out.push(letter),
            Script::Other => out.extend(letter.to_lowercase()),
        }
    }
    if let Some((end, _)) = out.char_indices().nth(TOKEN_LIMIT_CHARS) {
        out.truncate(end);
    }
    (!out.is_empty()).then_some(Token { text: out, kazakh })
}

fn is_kazakh(small: char) -> bool {
    matches!(small, 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і')
}

/// A Cyrillic letter in lower case, without marks (but й stays), Kazakh letters as they are typed
/// on a Russian keyboard.
fn fold_cyrillic(letter: char) -> char {
    let small = small(letter);
    if small == 'й' {
        return small;
    }
    match base(small) {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        other => other,
    }
}

/// A Latin letter in lower case, without marks; ligatures and a few letters without a
/// decomposition in basic letters.
fn push_latin(out: &mut String, letter: char) {
    match small(base(letter)) {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' | 'ɵ' => out.push('o'),
        'ł' => out.push('l'),
        'đ' => out.push('d'),
        'ı' => out.push('i'),
        'ə' => out.push('a'),
        other => out.push(other),
    }
}

/// The first character of the lower case; the others are combining marks.
fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The letter without its combining marks.
fn base(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let normalizer = DecomposingNormalizerBorrowed::new_nfd();
    let mut decomposed = normalizer.normalize_iter(std::iter::once(letter));
    decomposed.next().unwrap_or(letter)
}

/// The Cyrillic letter that looks like this Latin one in the same case. H and B look like Н and В
/// only as capitals; h is the small һ.
fn cyrillic_like(latin: char) -> Option<char> {
    let like = match latin {
        'A' | 'a' => 'а',
        'B' => 'в',
        'C' | 'c' => 'с',
        'E' | 'e' => 'е',
        'H' => 'н',
        'h' => 'һ',
        'I' | 'i' => 'і',
        'K' | 'k' => 'к',
        'M' | 'm' => 'м',
        'O' | 'o' => 'о',
        'P' | 'p' => 'р',
        'T' | 't' => 'т',
        'X' | 'x' => 'х',
        'Y' | 'y' => 'у',
        // Letters that stood in for Kazakh ones before every font had them.
        'Ə' | 'ə' => 'ә',
        'Ö' | 'ö' | 'Ɵ' | 'ɵ' => 'ө',
        'Ë' | 'ë' => 'ё',
        'Ï' | 'ï' => 'ї',
        _ => return None,
    };
    Some(like)
}

/// The Latin letter that looks like this Cyrillic one in the same case.
fn latin_like(cyrillic: char) -> Option<char> {
    let like = match cyrillic {
        'А' | 'а' => 'a',
        'В' => 'b',
        'С' | 'с' => 'c',
        'Е' | 'е' => 'e',
        'Н' => 'h',
        'һ' => 'h',
        'І' | 'і' => 'i',
        'К' | 'к' => 'k',
        'М' | 'м' => 'm',
        'О' | 'о' => 'o',
        'Р' | 'р' => 'p',
        'Т' | 'т' => 't',
        'Х' | 'х' => 'x',
        'У' | 'у' => 'y',
        _ => return None,
    };
    Some(like)
}

/// For folded tokens, where the case is lost: the likeness of capitals, as in abbreviations.
fn cyrillic_capital_like(latin: char) -> Option<char> {
    let capital = latin
        .is_ascii_lowercase()
        .then(|| latin.to_ascii_uppercase())?;
    cyrillic_like(capital).map(fold_cyrillic)
}

/// The reverse; и is left out, because a folded и is far more often a real one than an і.
fn latin_capital_like(cyrillic: char) -> Option<char> {
    let capital = cyrillic.to_uppercase().next()?;
    latin_like(capital).map(|like| like.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text), expected, "text {text:?}");
    }

    #[test]
    fn words_and_numbers() {
        check("", &[]);
        check("!!! — …", &[]);
        check(
            "Емтихан (қысқы), 2026 ж.",
            &["емтихан", "кыскы", "2026", "ж"],
        );
        check("ИС-21 ИС21 ис 21", &["ис", "21", "ис", "21", "ис", "21"]);
        check("№ 007", &["no", "007"]);
        check("e-mail: a.b@c.kz", &["e", "mail", "a", "b", "c", "kz"]);
        check("Zoomда Excelден", &["zoom", "да", "excel", "ден"]);
        // An ending of look-alikes stays on its word, which is still found by its beginning.
        check("Wordта MOOCта", &["wordta", "moocta"]);
    }

    #[test]
    fn kazakh_letters_fold_to_a_russian_keyboard() {
        check("ӘҒҚҢӨҰҮҺІ әғқңөұүһі", &["агкноуухи", "агкноуухи"]);
        for (kazakh, typed) in [
            ("Оқушы", "окушы"),
            ("Әлия", "алия"),
            ("Үміт Ұлан", "умит улан"),
            ("өтініш", "отиниш"),
            ("жиһаз", "жихаз"),
            ("Ғылыми кеңес", "гылыми кенес"),
        ] {
            assert_eq!(tokens(kazakh), tokens(typed));
        }
    }

    #[test]
    fn a_kazakh_letter_tells_the_language() {
        let told: Vec<bool> = tokens_with_language("бөлiм ҚОЛ болим отдел zoom 5")
            .iter()
            .map(|token| token.kazakh)
            .collect();
        assert_eq!(told, [true, true, false, false, false, false]);
    }

    #[test]
    fn yo_and_marks() {
        check("Ёлка ёж Йод й", &["елка", "еж", "йод", "й"]);
        check("И\u{306}од Е\u{308}ж за\u{301}мок", &["йод", "еж", "замок"]);
        check(
            "Zoë Łódź straße İzmir ﬁn",
            &["zoe", "lodz", "strasse", "izmir", "fin"],
        );
        check("Їжак", &["ижак"]);
    }

    #[test]
    fn look_alike_letters_inside_a_word() {
        // Latin letters in Cyrillic words.
        check(
            "Cәуле Kaзaқстaн Əлия əдicтeмe",
            &["сауле", "казакстан", "алия", "адистеме"],
        );
        check("BЕТЕРИНАР HҰСҚАУ hалық", &["ветеринар", "нускау", "халык"]);
        check("Өмip өмiр", &["омир", "омир"]);
        // Cyrillic letters in Latin words.
        check(
            "Mооdlе Zооm Рython Jаvа",
            &["moodle", "zoom", "python", "java"],
        );
        // All letters are ambiguous: the majority, then Cyrillic.
        check("сoр COР", &["сор", "cop"]);
        // Whole words are left as they are.
        check("COP СОР", &["cop", "сор"]);
    }

    #[test]
    fn the_other_alphabet_of_an_ambiguous_word() {
        assert_eq!(look_alike("cop").as_deref(), Some("сор"));
        assert_eq!(look_alike("сор").as_deref(), Some("cop"));
        assert_eq!(look_alike("а").as_deref(), Some("a"));
        assert_eq!(look_alike("в").as_deref(), Some("b"));
        assert_eq!(look_alike("html"), None);
        assert_eq!(look_alike("бжб"), None);
        assert_eq!(look_alike("2026"), None);
    }

    #[test]
    fn invisible_characters_are_as_if_absent() {
        check(
            "ем\u{AD}ти\u{200B}хан\u{202E} \u{FEFF}тест",
            &["емтихан", "тест"],
        );
        check("о\u{200D}қу \u{2066}күні\u{2069}", &["оку", "куни"]);
        check("а\0б\u{1}в", &["а", "б", "в"]);
        check("\u{3164}\u{FE0F}", &[]);
    }

    #[test]
    fn other_scripts_stay() {
        check("ΑΒΓ 中文 جامعة 👍", &["αβγ", "中文", "جامعة"]);
        check("１２３ x² ½", &["123", "x", "2", "1", "2"]);
    }

    #[test]
    fn tokens_are_stable_under_folding() {
        let config = ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        proptest!(config, |(text in "\\PC*|[а-яәіңғүұқөһa-zА-Я0-9 -]*")| {
            let once = tokens(&text);
            let twice = tokens(&once.join(" "));
            prop_assert_eq!(once, twice);
        });
    }

    #[test]
    fn hostile_input_is_bounded() {
        let started = std::time::Instant::now();
        for text in [
            "щ".repeat(300_000),
            "а ".repeat(300_000),
            "а1".repeat(300_000),
            "а\u{301}".repeat(300_000),
            "\u{301}\u{323}".repeat(150_000),
            "ﷺ".repeat(300_000),
            "аa".repeat(300_000),
            "жz".repeat(300_000),
        ] {
            let found = tokens(&text);
            assert!(found.len() <= TOKEN_LIMIT);
            let longest = found.iter().map(|token| token.chars().count()).max();
            assert!(longest.unwrap_or(0) <= TOKEN_LIMIT_CHARS);
        }
        // Generous: seconds in a debug build, but a quadratic step would take hours.
        assert!(started.elapsed().as_secs() < 60);
    }
}

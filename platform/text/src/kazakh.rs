//! The Kazakh stem: a table of endings and one function that takes them off.

use crate::stem::STEM_MINIMUM_LETTERS;

/// The Kazakh stem of a folded token.
///
/// Endings are taken off from the right as long as one fits, in any order: Kazakh stacks them
/// (емтихан-дар-ымыз-да), and taking off all that fits, always, makes every form arrive at the
/// same stem even where an ending looks like a part of the root. An ending fits when it follows
/// the sounds it can follow, agrees with the last vowel as far as folding left that visible,
/// leaves enough letters, and does not cut into a root of [`PROTECTED`]. At the end к and п that
/// were voiced before a vowel come back (кітаб-ы: кітап), and so do dropped vowels (орн-ы: орын).
///
/// Nouns and what is declined like them only; of verbs, the noun in -у keeps its -у. Its limits
/// are in `README.md`.
pub fn stem_kazakh(token: &str) -> String {
    let word = strip_all(token, PROTECTED);
    if word.chars().count() < STEM_MINIMUM_LETTERS {
        return token.to_owned();
    }
    restore(word)
}

/// What an ending can follow. Classes of the last letter of what remains, after folding
/// (ғ is г, қ is к, ң is н, і is и).
#[derive(Clone, Copy)]
enum After {
    /// A vowel: баға-сы, оқушы-мыз.
    Vowel,
    /// A consonant, й and у among them: кітаб-ы, оқу-ы.
    Consonant,
    /// A vowel, й, у or р: бала-лар, сабақтар.
    VowelOrR,
    /// л м н з ж: жыл-дар, емтихан-дар.
    Sonant,
    /// Voiceless, or written with a voiced letter that is read voiceless (б в г д): мектеп-тер.
    Voiceless,
    /// A vowel, or a voiced consonant: қала-да, жыл-да, ауыл-ға.
    Voiced,
    /// A voiced consonant, no vowel: жыл-ды, адам-ды.
    VoicedConsonant,
    /// р л й у з ж: жыл-дың, оқу-дың.
    Liquid,
    /// A vowel, м or н: бала-ның, адам-ның.
    VowelOrNasal,
    /// м or н: адам-нан, пән-нен.
    Nasal,
    /// A vowel, or р л й у м н: бала-мен, жыл-мен, пән-мен.
    VowelOrSonorant,
    /// з ж: сөз-бен.
    Buzzing,
    /// ы, the possessive of the third person: кітаб-ы-на.
    PossessiveBack,
    /// и (і): мектеб-і-не.
    PossessiveFront,
    /// A vowel at the end of a root, not a possessive or a vowel before the root's consonant:
    /// а е я о, and ы и of the endings -шы, -ғы, -нды (оқушы-сы, but жұмыс-ы; баға-ны, but ерін-і).
    RootVowel,
    /// The same, or р л й у м н: оқушы-мын, мұғалім-мін, but білім-ін.
    RootVowelOrSonorant,
}

/// Endings with the class they follow and the fewest letters that must remain. Within a round
/// the first that fits is taken, so that longer endings stand before shorter ones.
///
/// Source: the paradigms of any school grammar of Kazakh: plural (көптік), possessive (тәуелдік),
/// cases (септік), personal endings (жіктік).
const ENDINGS: &[(&str, After, usize)] = &[
    // Personal endings and possessives of several letters: оқушы-мыз, студент-піз, бала-ңыз.
    ("ыныз", After::Consonant, 3),
    ("иниз", After::Consonant, 3),
    ("ымыз", After::Consonant, 3),
    ("имиз", After::Consonant, 3),
    ("мыз", After::RootVowelOrSonorant, 4),
    ("миз", After::RootVowelOrSonorant, 4),
    ("ныз", After::RootVowel, 4),
    ("низ", After::RootVowel, 4),
    ("быз", After::Buzzing, 4),
    ("биз", After::Buzzing, 4),
    ("пыз", After::Voiceless, 4),
    ("пиз", After::Voiceless, 4),
    ("сыз", After::Voiced, 4),
    ("сиз", After::Voiced, 4),
    ("сыз", After::Voiceless, 4),
    ("сиз", After::Voiceless, 4),
    ("мын", After::RootVowelOrSonorant, 4),
    ("мин", After::RootVowelOrSonorant, 4),
    ("бын", After::Buzzing, 4),
    ("бин", After::Buzzing, 4),
    ("пын", After::Voiceless, 4),
    ("пин", After::Voiceless, 4),
    // "That which is in, that which belongs to": қала-дағы, мектеп-тегі, оқушы-нікі.
    ("ндагы", After::PossessiveBack, 3),
    ("ндеги", After::PossessiveFront, 3),
    ("дагы", After::Voiced, 3),
    ("деги", After::Voiced, 3),
    ("тагы", After::Voiceless, 3),
    ("теги", After::Voiceless, 3),
    ("ники", After::VowelOrNasal, 4),
    ("дики", After::Liquid, 3),
    ("тики", After::Voiceless, 3),
    // Plural.
    ("лар", After::VowelOrR, 3),
    ("лер", After::VowelOrR, 3),
    ("дар", After::Sonant, 3),
    ("дер", After::Sonant, 3),
    ("тар", After::Voiceless, 3),
    ("тер", After::Voiceless, 3),
    // Genitive.
    ("нын", After::VowelOrNasal, 3),
    ("нин", After::VowelOrNasal, 3),
    ("дын", After::Liquid, 3),
    ("дин", After::Liquid, 3),
    ("тын", After::Voiceless, 3),
    ("тин", After::Voiceless, 3),
    // Ablative.
    ("нан", After::PossessiveBack, 3),
    ("нен", After::PossessiveFront, 3),
    ("нан", After::Nasal, 3),
    ("нен", After::Nasal, 3),
    ("дан", After::Vowel, 3),
    ("ден", After::Vowel, 3),
    ("дан", After::Liquid, 3),
    ("ден", After::Liquid, 3),
    ("тан", After::Voiceless, 3),
    ("тен", After::Voiceless, 3),
    // Instrumental: the same vowel after every root.
    ("мен", After::VowelOrSonorant, 3),
    ("бен", After::Buzzing, 3),
    ("пен", After::Voiceless, 3),
    // Locative.
    ("нда", After::PossessiveBack, 3),
    ("нде", After::PossessiveFront, 3),
    ("да", After::Voiced, 3),
    ("де", After::Voiced, 3),
    ("та", After::Voiceless, 3),
    ("те", After::Voiceless, 3),
    // Dative; -ына after a possessive of the first two persons is ым-а, ың-а.
    ("ыма", After::Consonant, 3),
    ("име", After::Consonant, 3),
    ("на", After::PossessiveBack, 3),
    ("не", After::PossessiveFront, 3),
    ("га", After::Voiced, 3),
    ("ге", After::Voiced, 3),
    ("ка", After::Voiceless, 3),
    ("ке", After::Voiceless, 3),
    // Accusative.
    ("сын", After::RootVowel, 3),
    ("син", After::RootVowel, 3),
    ("ны", After::RootVowel, 3),
    ("ни", After::RootVowel, 3),
    ("ды", After::VoicedConsonant, 3),
    ("ди", After::VoicedConsonant, 3),
    ("ты", After::Voiceless, 3),
    ("ти", After::Voiceless, 3),
    // Possessive of one person; -ын is also the accusative of the third person (кітаб-ы-н).
    ("сы", After::RootVowel, 3),
    ("си", After::RootVowel, 3),
    ("ын", After::Consonant, 3),
    ("ин", After::Consonant, 3),
    // Many roots end so (білім, ғылым, бөлім): only after longer ones.
    ("ым", After::Consonant, 5),
    ("им", After::Consonant, 5),
    ("м", After::RootVowel, 5),
    ("ы", After::Consonant, 3),
    ("и", After::Consonant, 3),
];

/// Roots whose own end looks like an ending, so that the root would shrink to another word or part
/// from its possessive. Folded, sorted; no ending is taken that would cut into such a beginning of
/// a token. A test fails for a root that does without this.
#[rustfmt::skip] // a word list, not a column
const PROTECTED: &[&str] = &[
    "админ", "адрес", "айран", "алгыс", "алтын", "ариптес", "арман", "атлас", "ауганстан",
    "аудан", "башкортстан", "белги", "бостан", "бурын", "буын", "гендер", "дагестан", "дайын",
    "дари", "дастан", "домен", "елорда", "емтихан", "жакын", "жалын", "жаргы", "желтоксан",
    "жиын", "жолдас", "жылан", "заман", "замандас", "интерес", "иргетас", "кагида",
    "казакстан", "казан", "карындас", "катын", "катынас", "кауымдас", "кейде", "кейин",
    "келин", "кенес", "кенистик", "кесте", "кластер", "команда", "корган", "коян", "курдас",
    "курес", "курстас", "кызметтес", "кыргызстан", "логин", "магазин", "магын", "майдан",
    "маман", "мастер", "мейман", "мекен", "мугалим", "нысан", "озбекстан", "ойын", "олен",
    "орган", "отан", "отандас", "пайда", "пакистан", "план", "постер", "роман", "сабактас",
    "салкын", "султан", "сыныптас", "тажикстан", "такта", "татарстан", "тендер", "термин",
    "толкын", "туркистан", "туркмен", "улги", "улес", "уран", "шешен", "шешим", "шилде",
    "шыгын", "ынтымактас", "экзамен", "экран",
];

/// Roots that lose their second vowel before an ending in a vowel: орын, орн-ы.
const DROPPED_VOWEL: &[(&str, &str)] = &[
    ("орн", "орын"),
    ("халк", "халык"),
    ("ерк", "ерик"),
    ("корк", "корик"),
    ("кулк", "кулык"),
    ("мурн", "мурын"),
    ("мойн", "мойын"),
    ("карн", "карын"),
    ("ерн", "ерин"),
    ("келн", "келин"),
    ("ауз", "ауыз"),
    ("дауз", "дауыз"),
    ("кырк", "кырык"),
    ("кауп", "кауип"),
];

/// The token without its endings.
fn strip_all<'a>(token: &'a str, protected: &[&str]) -> &'a str {
    let mut roots = protected.iter().filter(|root| token.starts_with(**root));
    let keep = roots.by_ref().map(|root| root.len()).max().unwrap_or(0);
    let mut word = token;
    // Each round removes a letter at least.
    while let Some(shorter) = strip_one(word, keep) {
        word = shorter;
    }
    word
}

/// Takes one ending off, so that at least `keep` bytes remain; `None` when none fits.
fn strip_one(word: &str, keep: usize) -> Option<&str> {
    for &(ending, after, minimum) in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else {
            continue;
        };
        if rest.len() < keep || rest.chars().count() < minimum {
            continue;
        }
        if follows(rest, after) && harmonises(rest, ending) {
            return Some(rest);
        }
    }
    None
}

/// Whether an ending of this class can stand after `rest`.
fn follows(rest: &str, after: After) -> bool {
    let mut backwards = rest.chars().rev();
    let Some(last) = backwards.next() else {
        return false;
    };
    match after {
        After::Vowel => is_vowel(last),
        After::Consonant => !is_vowel(last),
        After::VowelOrR => is_vowel(last) || matches!(last, 'й' | 'у' | 'р'),
        After::Sonant => matches!(last, 'л' | 'м' | 'н' | 'з' | 'ж'),
        After::Voiceless => is_voiceless(last),
        After::Voiced => !is_voiceless(last),
        After::VoicedConsonant => !is_voiceless(last) && !is_vowel(last),
        After::Liquid => matches!(last, 'р' | 'л' | 'й' | 'у' | 'з' | 'ж'),
        After::VowelOrNasal => is_vowel(last) || matches!(last, 'м' | 'н'),
        After::Nasal => matches!(last, 'м' | 'н'),
        After::VowelOrSonorant => is_vowel(last) || is_sonorant(last),
        After::Buzzing => matches!(last, 'з' | 'ж'),
        After::PossessiveBack => last == 'ы',
        After::PossessiveFront => last == 'и',
        After::RootVowel => ends_in_root_vowel(rest),
        After::RootVowelOrSonorant => is_sonorant(last) || ends_in_root_vowel(rest),
    }
}

fn ends_in_root_vowel(rest: &str) -> bool {
    const NARROW: [&str; 8] = ["шы", "ши", "гы", "ги", "кы", "ки", "нды", "нди"];
    rest.ends_with(['а', 'е', 'я', 'о']) || NARROW.iter().any(|end| rest.ends_with(end))
}

/// Vowel harmony as far as folding left it: after ы only back endings (а, ы), after е only front
/// ones (е, и). The letters а о у и may be ә ө ү and a Russian и, so they tell nothing. The
/// adjective in -и is the same after every root (ғылым-и).
fn harmonises(rest: &str, ending: &str) -> bool {
    if matches!(
        ending,
        "мен" | "бен" | "пен" | "ники" | "дики" | "тики" | "и"
    ) {
        return true;
    }
    let Some(vowel) = rest.chars().rev().find(|&letter| is_vowel(letter)) else {
        return true;
    };
    let front_ending = ending.contains(['е', 'и']);
    let back_ending = ending.contains(['а', 'ы']);
    match vowel {
        'ы' => !front_ending,
        'е' => !back_ending,
        _ => true,
    }
}

/// у is not here: Kazakh у and й take endings as consonants do.
fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'ы' | 'э' | 'ю' | 'я')
}

fn is_sonorant(letter: char) -> bool {
    matches!(letter, 'р' | 'л' | 'й' | 'у' | 'м' | 'н')
}

fn is_voiceless(letter: char) -> bool {
    matches!(
        letter,
        'п' | 'к' | 'т' | 'с' | 'ш' | 'щ' | 'ч' | 'ц' | 'ф' | 'х' | 'б' | 'в' | 'г' | 'д'
    )
}

/// Brings back a dropped vowel, and к and п from their voiced forms.
fn restore(word: &str) -> String {
    if let Some((_, whole)) = DROPPED_VOWEL.iter().find(|(dropped, _)| *dropped == word) {
        return (*whole).to_owned();
    }
    if let Some(root) = word.strip_suffix('б') {
        return format!("{root}п");
    }
    if let Some(root) = word.strip_suffix('г') {
        return format!("{root}к");
    }
    word.to_owned()
}

#[cfg(test)]
#[path = "kazakh_tests.rs"]
mod tests;

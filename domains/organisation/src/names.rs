use oqu_db::{FromRow, Result, Row, Value};
use oqu_text::Language;
use oqu_text::collate::sort_key;
use oqu_web::{Fields, FormErrors, Words};

/// A name, or another short text, in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// The names of the three form fields that hold one text: `["name-kk", "name-ru", "name-en"]`.
pub(crate) type Trio = [&'static str; 3];

impl Names {
    /// The three texts.
    pub fn new(kk: &str, ru: &str, en: &str) -> Self {
        Self {
            kk: kk.to_owned(),
            ru: ru.to_owned(),
            en: en.to_owned(),
        }
    }

    /// The text in a language; in Kazakh, Russian or English when that one was left empty.
    pub fn of(&self, language: Language) -> &str {
        [self.own(language), &self.kk, &self.ru, &self.en]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The text in a language, which may be empty.
    pub fn own(&self, language: Language) -> &str {
        match language {
            Language::Kk => &self.kk,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }

    /// This short name in a language; the whole one where there is no short one.
    pub fn or<'names>(&'names self, whole: &'names Self, language: Language) -> &'names str {
        match self.own(language) {
            "" => whole.of(language),
            short => short,
        }
    }

    /// Whether it is written in no language.
    pub fn is_empty(&self) -> bool {
        self.of(Language::Kk).is_empty()
    }

    /// All three, for the search index.
    pub(crate) fn joined(&self) -> String {
        format!("{} {} {}", self.kk, self.ru, self.en)
    }

    pub(crate) fn values(&self) -> [Value; 3] {
        [
            self.kk.as_str().into(),
            self.ru.as_str().into(),
            self.en.as_str().into(),
        ]
    }

    /// The keys by which each language orders it.
    pub(crate) fn sort_keys(&self) -> [Value; 3] {
        Language::ALL.map(|language| sort_key(language, self.of(language)).into())
    }

    /// Reads three fields of a form; each is noted when it has more than `most` characters.
    pub(crate) fn typed(
        fields: &Fields,
        [kk, ru, en]: Trio,
        most: usize,
        words: Words,
        errors: &mut FormErrors,
    ) -> Self {
        Self {
            kk: fields.line(kk, most, words, errors),
            ru: fields.line(ru, most, words, errors),
            en: fields.line(en, most, words, errors),
        }
    }

    /// The same of texts with several lines.
    pub(crate) fn typed_lines(
        fields: &Fields,
        [kk, ru, en]: Trio,
        most: usize,
        words: Words,
        errors: &mut FormErrors,
    ) -> Self {
        Self {
            kk: fields.lines(kk, most, words, errors),
            ru: fields.lines(ru, most, words, errors),
            en: fields.lines(en, most, words, errors),
        }
    }

    /// Pairs of field and text, for a form of a thing that is there.
    pub(crate) fn fields(&self, [kk, ru, en]: Trio) -> [(&'static str, String); 3] {
        [
            (kk, self.kk.clone()),
            (ru, self.ru.clone()),
            (en, self.en.clone()),
        ]
    }
}

impl FromRow for Names {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kk: row.next()?,
            ru: row.next()?,
            en: row.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_language_is_told_in_another() {
        let names = Names::new("Кафедра", "", "Department");
        assert_eq!(names.of(Language::Ru), "Кафедра");
        assert_eq!(names.of(Language::En), "Department");
        assert_eq!(Names::new("", "Кафедра", "").of(Language::En), "Кафедра");
        assert!(Names::default().is_empty());
        let short = Names::new("АТФ", "", "");
        assert_eq!(short.or(&names, Language::Kk), "АТФ");
        assert_eq!(short.or(&names, Language::En), "Department");
    }
}

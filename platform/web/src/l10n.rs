use std::borrow::Cow;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use oqu_text::Language;
use unic_langid::LanguageIdentifier;

/// The messages of one area, as the build embeds them.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    /// The area: the name of the file.
    pub area: &'static str,
    /// The Kazakh source.
    pub kk: &'static str,
    /// The Russian text.
    pub ru: &'static str,
    /// The English text.
    pub en: &'static str,
}

/// Embeds `locales/{kk,ru,en}/<area>.ftl` from a crate two folders below the root.
#[macro_export]
macro_rules! messages {
    ($area:literal) => {
        $crate::Messages {
            area: $area,
            kk: include_str!(concat!("../../../locales/kk/", $area, ".ftl")),
            ru: include_str!(concat!("../../../locales/ru/", $area, ".ftl")),
            en: include_str!(concat!("../../../locales/en/", $area, ".ftl")),
        }
    };
}

type Bundle = FluentBundle<FluentResource>;

/// All messages in all languages.
pub struct L10n {
    kk: Bundle,
    ru: Bundle,
    en: Bundle,
}

impl L10n {
    /// Reads the messages of all areas. They live as long as the program.
    ///
    /// # Errors
    /// Every syntax error and every message that stands twice, with its file.
    pub fn load(areas: &[Messages]) -> Result<&'static Self, Vec<String>> {
        let mut wrong = Vec::new();
        let l10n = Self {
            kk: bundle(Language::Kk, areas, &mut wrong),
            ru: bundle(Language::Ru, areas, &mut wrong),
            en: bundle(Language::En, areas, &mut wrong),
        };
        if wrong.is_empty() {
            Ok(Box::leak(Box::new(l10n)))
        } else {
            Err(wrong)
        }
    }

    /// The words of one language.
    pub const fn words(&'static self, language: Language) -> Words {
        Words {
            l10n: self,
            language,
        }
    }

    fn bundle(&self, language: Language) -> &Bundle {
        match language {
            Language::Kk => &self.kk,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

impl fmt::Debug for L10n {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("L10n")
    }
}

fn bundle(language: Language, areas: &[Messages], wrong: &mut Vec<String>) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Kk => |value, _| grouped(Language::Kk, value),
        Language::Ru => |value, _| grouped(Language::Ru, value),
        Language::En => |value, _| grouped(Language::En, value),
    }));
    for area in areas {
        let text = match language {
            Language::Kk => area.kk,
            Language::Ru => area.ru,
            Language::En => area.en,
        };
        let file = format!("locales/{}/{}.ftl", language.code(), area.area);
        match FluentResource::try_new(text.to_owned()) {
            Err((_, errors)) => wrong.extend(errors.iter().map(|error| format!("{file}: {error}"))),
            Ok(resource) => {
                if let Err(errors) = bundle.add_resource(resource) {
                    wrong.extend(errors.iter().map(|error| format!("{file}: {error}")));
                }
            }
        }
    }
    bundle
}

/// Whole numbers are grouped as the language does; everything else is as Fluent has it.
fn grouped(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it came from an i64 and has no fraction"
            )]
            let whole = number.value as i64;
            Some(oqu_text::format::integer(language, whole))
        }
        _ => None,
    }
}

/// The words of the language that the page speaks. Copied freely.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    l10n: &'static L10n,
    language: Language,
}

impl Words {
    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The words of the same program in another language.
    pub const fn in_language(self, language: Language) -> Self {
        self.l10n.words(language)
    }

    /// A message without arguments.
    pub fn t(self, id: &str) -> Cow<'static, str> {
        let bundle = self.l10n.bundle(self.language);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, language = self.language.code(), "a message is missing");
            return Cow::Owned(id.to_owned());
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a message wants arguments");
        }
        text
    }

    /// Whether the message exists: for keys that data makes, such as the name of an act.
    pub fn has(self, id: &str) -> bool {
        self.l10n.bundle(self.language).has_message(id)
    }

    /// A message to which arguments are given: `l.with("people-found").arg("count", 3)`.
    pub fn with<'id>(self, id: &'id str) -> Message<'id> {
        Message {
            words: self,
            id,
            args: FluentArgs::new(),
        }
    }

    /// A message with one argument, which is the usual number.
    pub fn t1<'arg>(self, id: &str, name: &'arg str, value: impl Argument<'arg>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value.value());
        self.format(id, &args)
    }

    fn format(self, id: &str, args: &FluentArgs<'_>) -> String {
        let bundle = self.l10n.bundle(self.language);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, language = self.language.code(), "a message is missing");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a message could not be put together");
        }
        text.into_owned()
    }
}

/// What a message can be given: a text or a number, as templates hold them.
pub trait Argument<'a> {
    /// As Fluent takes it.
    fn value(self) -> FluentValue<'a>;
}

impl<'a, 'b: 'a> Argument<'a> for &'a &'b str {
    fn value(self) -> FluentValue<'a> {
        FluentValue::from(*self)
    }
}

macro_rules! is_argument {
    ($($kind:ty),+ $(,)?) => {$(
        impl<'a> Argument<'a> for $kind {
            fn value(self) -> FluentValue<'a> {
                self.into()
            }
        }
    )+};
}

macro_rules! is_number {
    ($($kind:ty),+ $(,)?) => {$(
        is_argument!($kind);

        impl<'a> Argument<'a> for &'a $kind {
            fn value(self) -> FluentValue<'a> {
                (*self).into()
            }
        }
    )+};
}

is_argument!(&'a str, String, &'a String, Cow<'a, str>);
is_number!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// A message on its way to the page.
#[derive(Debug)]
pub struct Message<'id> {
    words: Words,
    id: &'id str,
    args: FluentArgs<'id>,
}

impl<'id> Message<'id> {
    /// Gives an argument.
    #[must_use]
    pub fn arg(mut self, name: &'id str, value: impl Argument<'id>) -> Self {
        self.args.set(name, value.value());
        self
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.format(self.id, &self.args))
    }
}

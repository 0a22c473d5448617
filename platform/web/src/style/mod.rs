//! What describes the look itself: the living style page, which shows every component as the
//! program really draws it, and the manifest by which a browser installs Oqu as an app.

mod manifest;
mod samples;

use askama::Template;
use axum::extract::{Path, State};

use self::samples::Samples;
use crate::components::*;
use crate::{Access, Chrome, Failure, Fields, FormErrors, Outcome, Routes, Site, Visitor, page};

/// The living style page and the web manifest.
pub fn routes() -> Routes {
    Routes::new()
        .get("/style", Access::Public, style)
        .get("/style/confirm", Access::Public, confirm)
        .get("/style/failures/{id}", Access::Public, failure)
        .get("/manifest.webmanifest", Access::Public, manifest::manifest)
}

#[derive(Template)]
#[template(path = "style.html")]
struct StylePage<'a> {
    chrome: &'a Chrome,
    samples: Samples,
    typed: Fields,
    errors: FormErrors,
}

/// The parts of the page: id and the stem of its messages.
const PARTS: [&str; 19] = [
    "colour", "type", "badge", "button", "card", "agenda", "table", "form", "file", "dialog",
    "nav", "empty", "history", "chart", "job", "flash", "refusal", "failure", "exam",
];

async fn style(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    demo_only(&site)?;
    let title = visitor.t("style-title");
    let chrome = Chrome::new(&site, &visitor, &title);
    let mut errors = FormErrors::default();
    errors.add("until", visitor.t("style-field-until-wrong"));
    errors.add("unit", visitor.t("style-field-unit-wrong"));
    let typed = Fields::of([
        ("city", "Tartu Ülikool".to_owned()),
        ("format", "mixed".to_owned()),
        ("days", "saturday".to_owned()),
    ]);
    page(&StylePage {
        samples: Samples::new(&chrome, &fields),
        chrome: &chrome,
        typed,
        errors,
    })
}

async fn confirm(State(site): State<Site>, visitor: Visitor) -> Outcome {
    demo_only(&site)?;
    let title = visitor.t("style-delete-title");
    let chrome =
        Chrome::new(&site, &visitor, &title).crumb("/style#dialog", visitor.t("style-title"));
    let confirm = samples::confirm(&chrome);
    confirm_page(chrome, confirm)
}

/// The page of a failure by its word, as the program shows it when it comes to that.
async fn failure(State(site): State<Site>, Path(word): Path<String>) -> Outcome {
    demo_only(&site)?;
    let mut samples = Failure::samples().into_iter();
    let sample = samples.find(|failure| failure.word() == word);
    Err(sample.unwrap_or(Failure::NotFound))
}

/// A real organisation has no use for samples.
fn demo_only(site: &Site) -> Result<(), Failure> {
    if site.settings.demo {
        Ok(())
    } else {
        Err(Failure::NotFound)
    }
}

impl StylePage<'_> {
    fn t(&self, key: &str) -> String {
        self.chrome.l.t(key).into_owned()
    }

    fn parts(&self) -> [&'static str; 19] {
        PARTS
    }

    fn heading(&self, part: &str) -> String {
        self.t(&format!("style-{part}-title"))
    }

    fn about(&self, part: &str) -> String {
        self.t(&format!("style-{part}-about"))
    }

    fn field<'a>(&'a self, kind: FieldKind, name: &'a str) -> Field<'a> {
        let label = format!("style-field-{name}");
        Field::new(self.chrome, kind, name, &label, &self.typed, &self.errors)
    }

    fn choice(&self, value: &str, help: bool) -> (String, String, String) {
        let help = if help {
            self.t(&format!("style-field-{value}-help"))
        } else {
            String::new()
        };
        (
            value.to_owned(),
            self.t(&format!("style-field-{value}")),
            help,
        )
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let units = vec![
            (String::new(), self.t("style-field-unit-none")),
            ("it".to_owned(), self.t("style-field-unit-it")),
        ];
        let formats = vec![self.choice("mixed", true), self.choice("full", true)];
        let days = vec![self.choice("saturday", false), self.choice("sunday", false)];
        vec![
            self.field(FieldKind::Line, "city"),
            self.field(FieldKind::Line, "until")
                .help("style-field-until-help")
                .short(),
            self.field(FieldKind::Choice(units), "unit"),
            self.field(FieldKind::Radio(formats), "format"),
            self.field(FieldKind::Several(days), "days").optional(),
            self.field(FieldKind::Lines, "note").optional(),
            self.field(FieldKind::Secret, "code")
                .autocomplete("one-time-code"),
            self.field(FieldKind::Tick, "agree"),
        ]
    }

    /// The word, the code and the title of each failure.
    fn failures(&self) -> Vec<(&'static str, u16, String)> {
        let told = |failure: Failure| {
            let word = failure.word();
            let title = self.t(&format!("failure-{word}-title"));
            (word, failure.status().as_u16(), title)
        };
        Failure::samples().into_iter().map(told).collect()
    }

    fn summary(&self) -> ErrorSummary<'_> {
        ErrorSummary::new(self.chrome, &self.errors)
    }

    fn files(&self) -> FileDrop<'_> {
        const MOST_BYTES: u64 = 50 << 20;
        FileDrop::new(
            self.chrome,
            "papers",
            "style-file-label",
            "style-file-help",
            MOST_BYTES,
            &self.errors,
        )
        .accept(".pdf,.jpg,.docx")
        .several()
    }

    fn ring(&self, percent: u32) -> Ring {
        let words = self
            .chrome
            .l
            .t1("style-chart-percent", "n", i64::from(percent));
        Ring::new(percent, words)
    }
}

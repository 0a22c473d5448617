use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{Chrome, Failure, Figure, Figures, Outcome, Site, Visitor, page};

use crate::organisation::rules::{OrganisationRow, dialled};
use crate::units::rules::Structure;
use crate::{groups, organisation, units};

#[derive(Template)]
#[template(path = "portal/about.html")]
struct AboutPage<'a> {
    chrome: &'a Chrome,
    organisation: &'a OrganisationRow,
    paragraphs: Vec<&'a str>,
    licence_date: Option<String>,
    figures: Figures<'a>,
}

/// `GET /about`: three statements. There is no page before the organisation has a name.
pub(super) async fn about(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        Ok((
            organisation::store::organisation(tx).await?,
            units::store::structure(tx, language).await?,
            groups::store::counts(tx).await?,
        ))
    });
    let (organisation, structure, groups) = loaded.await?;
    let organisation = organisation.ok_or(Failure::NotFound)?;
    let details = &organisation.details;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("portal-about"));
    let groups: i64 = groups.iter().map(|(_, count)| count).sum();
    let figure = |key: &str, count: i64| {
        let number = oqu_text::format::integer(language, count);
        Figure::new(words.t(key), number)
    };
    let figures = [
        figure("organisation-figure-units", open(&structure)),
        figure("organisation-figure-groups", groups),
    ];
    let template = AboutPage {
        chrome: &chrome,
        organisation: &organisation,
        paragraphs: details
            .about
            .of(language)
            .lines()
            .filter(|line| !line.is_empty())
            .collect(),
        licence_date: details.licence.date.map(|date| date_long(language, date)),
        figures: Figures::new(&figures),
    };
    page(&template)
}

fn open(structure: &Structure) -> i64 {
    let open = structure.units().iter().filter(|unit| unit.is_open());
    i64::try_from(open.count()).unwrap_or(i64::MAX)
}

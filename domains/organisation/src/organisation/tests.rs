use oqu_db::Error;
use oqu_db::testing::on_both;
use oqu_kernel::{Chance, Clock, Moment};
use oqu_text::Language;

use super::rules::*;
use crate::api::{self, NamesCache};
use crate::names::Names;
use crate::testing::{by, migrations};

#[test]
fn a_bin_has_a_kind_and_a_check_digit() {
    let check = |text: &str, expected: bool| assert_eq!(is_bin(text), expected, "{text}");
    // The check digits of made-up numbers, computed by hand from facts 2.8.
    check("990140000017", true);
    check("990150000011", true);
    check("990140000019", false);
    check("990130000012", false);
    check("061211600012", false);
    check("", false);
    check("12345678901", false);
    check("99014000001x", false);
}

#[test]
fn an_address_of_a_site_leads_to_the_web_only() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(site(text).as_deref(), expected, "{text}");
    };
    check("kokzhiek.kz", Some("https://kokzhiek.kz"));
    check(
        "http://kokzhiek.kz/kk?a=1",
        Some("http://kokzhiek.kz/kk?a=1"),
    );
    check("HTTPS://көкжиек.қаз", Some("https://көкжиек.қаз"));
    check("javascript:alert(1)", None);
    check("javascript://a.kz/%0aalert(1)", None);
    check("data:text/html,a.b", None);
    check("ftp://a.kz", None);
    check("kokzhiek", None);
    check("a b.kz", None);
    check("a.kz/\"><script>", None);
    check("", None);
}

#[test]
fn mail_has_a_name_and_a_domain() {
    let check = |text: &str, expected: bool| assert_eq!(is_email(text), expected, "{text}");
    check("info@kokzhiek.kz", true);
    check("a.b+c@sub.domain.kz", true);
    check("info@kokzhiek", false);
    check("@kokzhiek.kz", false);
    check("info@@kokzhiek.kz", false);
    check("in fo@kokzhiek.kz", false);
    check("info@.kz", false);
    check("info", false);
}

#[test]
fn a_telephone_is_dialled_by_its_digits() {
    assert_eq!(dialled("+7 (7172) 70-00-00"), "+77172700000");
}

fn details(name: &str) -> OrganisationDetails {
    OrganisationDetails {
        kind: OrganisationKind::University,
        name: Names::new(name, name, "Kokzhiek University"),
        short: Names::new("Көкжиек", "", ""),
        city: Names::new("Астана", "Астана", "Astana"),
        address: Names::default(),
        phone: String::new(),
        email: String::new(),
        website: String::new(),
        bin: String::new(),
        zone: ZONES[0].to_owned(),
        licence: Licence::default(),
        about: Names::default(),
    }
}

#[tokio::test]
async fn the_names_are_cached_until_they_are_refreshed() {
    on_both(&migrations(), async |db| {
        let names = NamesCache::new();
        names.refresh(&db).await.unwrap();
        assert_eq!(names.organisation(Language::Kk).name, "");

        let by = by(
            &Chance::seeded(6),
            &Clock::standing(Moment::from_millis(1_000)),
        );
        for name in ["Көкжиек", "Жаңа Көкжиек", "Жаңа Көкжиек"] {
            let by = by.clone();
            let details = details(name);
            db.write::<_, Error, _>(async move |tx| api::set_organisation(tx, &by, &details).await)
                .await
                .unwrap();
        }
        assert_eq!(names.organisation(Language::Kk).name, "");
        names.refresh(&db).await.unwrap();
        let organisation = names.organisation(Language::Kk);
        assert_eq!(organisation.name, "Жаңа Көкжиек");
        assert_eq!(organisation.short, "Көкжиек");
        assert_eq!(
            names.organisation(Language::En).short,
            "Kokzhiek University"
        );

        let row = db
            .read(async |tx| api::organisation(tx).await)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.version, 2, "saving the same again changes nothing");
        let acts =
            db.read(async move |tx| oqu_audit::history(tx, ORGANISATION, row.id.uuid(), 10).await);
        assert_eq!(acts.await.unwrap().len(), 2);
    })
    .await;
}

use oqu_kernel::{Chance, Grant, Id, Moment, Scope};
use oqu_text::Language;
use oqu_web::L10n;

use super::rules::{Stated, StudyForm, content, may_issue};
use crate::groups::rules::GroupDetails;
use crate::names::Names;
use crate::organisation::rules::{Licence, OrganisationDetails, OrganisationKind};
use crate::people::Role;

fn organisation() -> OrganisationDetails {
    OrganisationDetails {
        kind: OrganisationKind::University,
        name: Names::new(
            "«Көкжиек» университеті",
            "Университет «Көкжиек»",
            "Kokzhiek University",
        ),
        short: Names::default(),
        city: Names::new("Астана", "Астана", "Astana"),
        address: Names::default(),
        phone: "+7 7172 00 00 00".to_owned(),
        email: String::new(),
        website: String::new(),
        bin: "120340000007".to_owned(),
        licence: Licence::default(),
        about: Names::default(),
        zone: "Asia/Almaty".to_owned(),
    }
}

fn group(programme: &str) -> GroupDetails {
    GroupDetails {
        unit: Id::new(Moment::from_millis(0), &Chance::seeded(1)),
        code: "ИС-21".to_owned(),
        language: Language::Kk,
        admission_year: 2024,
        programme: Names::new(programme, programme, programme),
    }
}

#[test]
fn a_certificate_states_what_is_known_in_its_own_language() {
    let l10n = L10n::load(&[oqu_web::MESSAGES, crate::MESSAGES]).expect("the messages");
    let (organisation, group) = (organisation(), group("Ақпараттық жүйелер"));
    let mut stated = Stated {
        name: "Ахметова Әйгерім",
        birth_date: Some("2004-05-03".parse().expect("a date")),
        organisation: &organisation,
        group: &group,
        form: Some(StudyForm::PartTime),
        purpose: "",
        signed: Some(("Офис регистратора".to_owned(), "Ж. Омарова")),
    };
    let said = content(l10n.words(Language::Ru), &stated);
    assert_eq!(said["heading"], "СПРАВКА");
    assert_eq!(said["names"][0]["name"], "«Көкжиек» университеті");
    assert_eq!(said["names"][1]["name"], "Университет «Көкжиек»");
    assert_eq!(
        said["names"][0]["lines"][1],
        "БСН 120340000007 · +7 7172 00 00 00"
    );
    assert_eq!(
        said["names"][1]["lines"][1],
        "БИН 120340000007 · +7 7172 00 00 00"
    );
    assert_eq!(said["signature"]["name"], "Ж. Омарова");
    let facts = said["facts"].to_string();
    for expected in ["3 мая 2004 года", "заочная", "по месту требования", "2024"]
    {
        assert!(facts.contains(expected), "{expected} is missing in {facts}");
    }
    stated.birth_date = None;
    stated.form = None;
    stated.signed = None;
    stated.purpose = "#банк";
    let said = content(l10n.words(Language::En), &stated);
    assert_eq!(said["names"][1]["lang"], "en");
    assert!(said["signature"].is_null());
    let facts = said["facts"].to_string();
    assert!(facts.contains("#банк"), "{facts}");
    assert!(!facts.contains("Form of study") && !facts.contains("Date of birth"));
}

#[test]
fn a_school_group_without_a_programme_has_no_empty_line() {
    let l10n = L10n::load(&[oqu_web::MESSAGES, crate::MESSAGES]).expect("the messages");
    let (organisation, group) = (organisation(), group(""));
    let stated = Stated {
        name: "Ахметова Әйгерім",
        birth_date: None,
        organisation: &organisation,
        group: &group,
        form: None,
        purpose: "",
        signed: None,
    };
    let words = l10n.words(Language::Kk);
    let said = content(words, &stated);
    let facts = said["facts"].as_array().expect("facts");
    let label = words.t("certificate-programme");
    assert!(facts.iter().all(|fact| fact[0] != *label && fact[1] != ""));
}

#[test]
fn a_learner_orders_for_themselves_only() {
    let chance = Chance::seeded(3);
    let actor = |role: Role| oqu_kernel::Actor {
        person: Id::new(Moment::from_millis(0), &chance),
        name: "".into(),
        initials: "".into(),
        grants: [Grant {
            role: role.key(),
            scope: Scope::Organisation,
        }]
        .into(),
        workspace: role.key(),
    };
    let (learner, other) = (actor(Role::Learner), actor(Role::Learner));
    assert!(may_issue(&learner, learner.person));
    assert!(!may_issue(&learner, other.person));
    assert!(may_issue(&actor(Role::Registrar), other.person));
    for role in [
        Role::Teacher,
        Role::Rector,
        Role::Dean,
        Role::Representative,
    ] {
        let staff = actor(role);
        assert!(!may_issue(&staff, other.person));
        assert!(!may_issue(&staff, staff.person));
    }
}

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use jiff::civil::Date;
use oqu_db::Error;
use oqu_kernel::{PersonId, Scope};
use oqu_text::Language;
use oqu_text::format::{date_long, hundredths};
use oqu_text::iin::Sex;
use oqu_web::{
    Action, Avatar, Chrome, Failure, History, HistoryItem, Outcome, Site, Visitor, Words, page,
    redirect,
};
use uuid::Uuid;

use super::doubles;
use super::fields::said_languages;
use super::list::described;
use super::photo::{self, Photos};
use super::relatives::{Relative, relatives};
use super::rules::{PersonData, country_name, language_name};
use super::sight::near;
use super::store::{self, PersonRow};
use crate::api::{HeldPost, PersonActions, Posts, ScopeName, ScopeNames, ScopeOption, things};
use crate::invitations::Card;
use crate::permissions::{self, Nearness};
use crate::roles::Role;
use crate::roles::store::{Held, has_administrator, of_person};
use crate::{duties, invitations};

/// Acts of a history that are shown at once.
const HISTORY: u32 = 20;

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage<'a> {
    chrome: &'a Chrome,
    id: PersonId,
    avatar: Avatar,
    name: String,
    facts: Vec<(String, String)>,
    roles: Vec<RoleLine>,
    relatives: Vec<RelativeLine>,
    posts: Vec<PostLine>,
    locked: Option<String>,
    can: Can,
    role_choices: Vec<(&'static str, String)>,
    scope_choices: Vec<(String, String)>,
    history: Option<History<'a>>,
    has_password: bool,
    duty: bool,
    invitations: Option<Card<'a>>,
    actions: Vec<Action>,
}

/// What the visitor may do on this page.
struct Can {
    write: bool,
    access: bool,
    photo: bool,
    consents: bool,
}

/// What of a person only some may see.
#[derive(Clone, Copy)]
struct Sees {
    whole_iin: bool,
    special_needs: bool,
}

struct RoleLine {
    name: String,
    path: Option<String>,
    since: String,
    end: String,
}

struct RelativeLine {
    name: String,
    path: String,
    relation: String,
}

struct PostLine {
    title: String,
    path: Option<String>,
    unit: String,
    rate: String,
    term: String,
    is_over: bool,
}

struct Loaded {
    near: Nearness,
    person: PersonRow,
    photos: Photos,
    held: Vec<Held>,
    relatives: Vec<Relative>,
    reached: HashMap<Uuid, ScopeName>,
    options: Vec<ScopeOption>,
    acts: Vec<oqu_audit::EntryRow>,
    posts: Vec<HeldPost>,
    /// Whether the actor sees the person as a reader of people.
    seen: bool,
    duty: bool,
    invitations: Option<invitations::Loaded>,
}

/// `GET /people/{id}`
pub(super) async fn person(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    Extension(actions): Extension<Arc<dyn PersonActions>>,
    Extension(posts): Extension<Arc<dyn Posts>>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let actor = visitor.person()?.clone();
    let language = visitor.language();
    let access = permissions::access_write(&actor);
    let writes = permissions::people_write(&actor);
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let Some(person) = store::person(tx, id).await? else {
                let pointer = doubles::store::pointer(tx, id).await?;
                return Ok(Err(pointer.map(|pointer| pointer.kept)));
            };
            let held = of_person(tx, id).await?;
            let Some(near) = near(tx, &*scopes, &actor, id, &held).await? else {
                return Ok(Err(None));
            };
            let seen = near.seen;
            let reached = things(held.iter().map(|held| &held.scope));
            let loaded = Loaded {
                near,
                photos: photo::of_people(tx, &[id]).await?,
                relatives: relatives(tx, id).await?,
                posts: posts.of_person(tx, id, &actor, language).await?,
                reached: scopes.names(tx, reached, language).await?,
                options: if access {
                    scopes.options(tx, language).await?
                } else {
                    Vec::new()
                },
                acts: match seen {
                    true => oqu_audit::history(tx, "person", id.uuid(), HISTORY).await?,
                    false => Vec::new(),
                },
                duty: access && duties::store::stands(tx, id).await?,
                invitations: match writes {
                    true => invitations::load(tx, id).await?,
                    false => None,
                },
                held,
                person,
                seen,
            };
            Ok(Ok(loaded))
        })
        .await?;
    let loaded = match loaded {
        Ok(loaded) => loaded,
        // What was merged leads to what was kept, which asks again who may see it.
        Err(Some(kept)) => return Ok(redirect(&format!("/people/{kept}"))),
        // Whoever may not see a person is not told either whether there is one.
        Err(None) => return Err(Failure::NotFound),
    };
    let actor = visitor.person()?;
    let actions = actions.actions(actor, id, &loaded.held, visitor.words);
    show(&site, &visitor, &loaded, actions)
}

fn show(site: &Site, visitor: &Visitor, loaded: &Loaded, actions: Vec<Action>) -> Outcome {
    let words = visitor.words;
    let actor = visitor.person()?;
    let person = &loaded.person;
    let name = person.full_name();
    let mut chrome = Chrome::new(site, visitor, &name);
    if loaded.seen {
        chrome = chrome.crumb("/people", words.t("people-title"));
    }
    let said = |field: &str, value: &str| {
        in_words(words, field, value).unwrap_or_else(|| value.to_owned())
    };
    let items: Vec<HistoryItem> = oqu_audit::history_items_with(&chrome, &loaded.acts, &said);
    let can = Can {
        write: permissions::person_write(actor, has_administrator(&loaded.held)),
        access: permissions::access_write(actor),
        photo: permissions::people_write(actor) || actor.person == person.id,
        consents: permissions::consents_read(actor),
    };
    let options = loaded.options.iter();
    let template = PersonPage {
        chrome: &chrome,
        id: person.id,
        avatar: Avatar::new(person.initials(), loaded.photos.large(person.id)).large(),
        facts: facts(
            &chrome,
            &person.data(),
            Sees {
                whole_iin: permissions::iin_read(actor) || actor.person == person.id,
                special_needs: permissions::special_needs_read(actor, loaded.near),
            },
        ),
        roles: loaded
            .held
            .iter()
            .map(|held| role_line(&chrome, held, &loaded.reached))
            .collect(),
        relatives: loaded
            .relatives
            .iter()
            .map(|relative| relative_line(&chrome, relative))
            .collect(),
        posts: loaded
            .posts
            .iter()
            .map(|post| post_line(words, post, site.local(visitor.now).date()))
            .collect(),
        locked: person.locked_at.as_ref().map(|at| chrome.when(at)),
        role_choices: Role::ALL
            .map(|role| (role.key(), words.t(&role.message()).into_owned()))
            .to_vec(),
        scope_choices: std::iter::once((String::new(), words.t("scope-organisation").into_owned()))
            .chain(options.map(|option| {
                (
                    format!("{}:{}", option.kind, option.id),
                    option.name.clone(),
                )
            }))
            .collect(),
        history: loaded.seen.then(|| History::new(&chrome, &items)),
        has_password: person.password_at.is_some(),
        duty: loaded.duty,
        invitations: match (&loaded.invitations, can.write) {
            (Some(loaded), true) => invitations::card(&chrome, loaded),
            _ => None,
        },
        actions,
        can,
        name,
    };
    page(&template)
}

/// The words for a field that is kept as a key, as people read it in the history.
pub(crate) fn in_words(words: Words, field: &str, value: &str) -> Option<String> {
    let key = match field {
        "role" => format!("role-{value}"),
        "sex" => format!("sex-{value}"),
        "relation" => format!("relation-{value}"),
        "bulk-deed" => format!("bulk-{value}"),
        "consent-kind" => format!("consent-{value}"),
        "citizenship" => return Some(country_name(value, words.language()).to_owned()),
        "languages" => return Some(in_language(value, words.language())),
        "birth-date" => {
            let date = value.parse().ok()?;
            return Some(date_long(words.language(), date));
        }
        _ => return None,
    };
    words.has(&key).then(|| words.t(&key).into_owned())
}

/// «kk, ru» as people read it.
fn in_language(codes: &str, language: Language) -> String {
    let names = codes.split(", ").map(|code| language_name(code, language));
    names.collect::<Vec<_>>().join(", ")
}

/// What is written of the person, without what is not and what the visitor may not see.
fn facts(chrome: &Chrome, data: &PersonData, sees: Sees) -> Vec<(String, String)> {
    let l = chrome.l;
    let sex = data.sex.map(|sex| match sex {
        Sex::Male => l.t("sex-male").into_owned(),
        Sex::Female => l.t("sex-female").into_owned(),
    });
    let iin = data.iin.as_ref().map(|iin| {
        if sees.whole_iin {
            iin.reveal()
        } else {
            iin.to_string()
        }
    });
    let citizenship = country_name(&data.citizenship, l.language()).to_owned();
    let languages = said_languages(data, l.language());
    let special_needs = data.special_needs.clone().filter(|_| sees.special_needs);
    let all = [
        ("field-iin", iin),
        (
            "field-birth-date",
            data.birth_date.map(|date| date_long(l.language(), date)),
        ),
        ("field-sex", sex),
        ("field-citizenship", Some(citizenship)),
        ("field-email", data.email.clone()),
        ("field-phone", data.phone.clone()),
        ("field-login", data.login.clone()),
        (
            "field-languages",
            (!languages.is_empty()).then_some(languages),
        ),
        ("field-external-number", data.external_number.clone()),
        ("field-special-needs", special_needs),
    ];
    all.into_iter()
        .filter_map(|(key, value)| value.map(|value| (l.t(key).into_owned(), value)))
        .collect()
}

fn role_line(chrome: &Chrome, held: &Held, reached: &HashMap<Uuid, ScopeName>) -> RoleLine {
    let path = match &held.scope {
        Scope::Thing { id, .. } => reached.get(id).map(|name| name.path.clone()),
        Scope::Organisation => None,
    };
    RoleLine {
        name: described(held, reached, chrome.l),
        path,
        since: chrome.day(&held.since),
        end: format!("/people/{}/roles/{}/end", held.person, held.id),
    }
}

fn post_line(words: Words, post: &HeldPost, today: Date) -> PostLine {
    let day = |date: Date| date_long(words.language(), date);
    let rate = hundredths(words.language(), post.rate);
    PostLine {
        title: post.title.clone(),
        path: post.path.clone(),
        unit: post.unit.clone(),
        rate: words.t1("person-post-rate", "rate", &*rate),
        term: match post.until {
            None => words.t1("role-since", "date", &*day(post.from)),
            Some(until) => format!("{} – {}", day(post.from), day(until)),
        },
        is_over: post.until.is_some_and(|until| until < today),
    }
}

fn relative_line(chrome: &Chrome, relative: &Relative) -> RelativeLine {
    let key = if relative.is_ward {
        "relation-ward".to_owned()
    } else {
        format!("relation-{}", relative.relation)
    };
    RelativeLine {
        name: relative.name.clone(),
        path: format!("/people/{}", relative.id),
        relation: chrome.l.t(&key).into_owned(),
    }
}

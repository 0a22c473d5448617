//! Which act, on whom.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::Error;
use oqu_kernel::{Actor, PersonId, Scope};
use oqu_text::format;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, FormErrors, Outcome, Site, Visitor,
    page, partial, redirect,
};

use super::rules::{Deed, GROUP, Task};
use super::run::{self, MOST};
use super::show::named;
use super::store::{self, BulkId, BulkRow, NewBulk};
use super::{PATH, path};
use crate::api::{ScopeNames, ScopeOption};
use crate::consents::ConsentKind;
use crate::consents::text_store as texts;
use crate::people::list::from_address;
use crate::people::listing::{self, Place};
use crate::people::sight::Seen;
use crate::roles::Role;

/// The most characters of a ground.
const GROUND_MOST: usize = 300;
/// In the choice of where a role is ended: wherever it is held.
const ANYWHERE: &str = "any";

#[derive(Template)]
#[template(path = "people/bulk/start.html")]
struct StartPage<'a> {
    chrome: &'a Chrome,
    about: String,
    deeds: Vec<DeedLink>,
    deed: &'static str,
    title: String,
    list: String,
    ticked: Vec<String>,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
    last: Vec<LastLine>,
}

struct DeedLink {
    path: String,
    name: String,
    on: bool,
}

struct LastLine {
    path: String,
    name: String,
    when: String,
    state: String,
    tone: &'static str,
}

/// Of whom the list is: those that were ticked, else all that the filters of the list leave.
struct Chosen {
    list: String,
    ticked: Vec<PersonId>,
}

impl Chosen {
    fn of(fields: &Fields) -> Self {
        let mut ticked: Vec<PersonId> = Vec::new();
        for id in fields.all("person").filter_map(|id| id.parse().ok()) {
            if !ticked.contains(&id) {
                ticked.push(id);
            }
        }
        Self {
            list: fields.raw("list").to_owned(),
            ticked,
        }
    }

    /// The people in the order of the list; one more than [`MOST`] when there are too many.
    async fn people(
        &self,
        tx: &mut oqu_db::Tx,
        scopes: &dyn ScopeNames,
        actor: &Actor,
        language: oqu_text::Language,
    ) -> oqu_db::Result<Vec<PersonId>> {
        if !self.ticked.is_empty() {
            return Ok(self.ticked.clone());
        }
        let fields = Fields::of_query(Some(&self.list));
        let mut asked = from_address(&fields, language);
        asked.place = Place::First;
        asked.seen = Seen::by(tx, scopes, actor).await?;
        let rows = listing::all(tx, &asked, MOST + 1).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    }
}

fn deeds(actor: &Actor) -> impl Iterator<Item = Deed> {
    Deed::ALL.into_iter().filter(|deed| deed.may(actor))
}

/// `GET /people/bulk?deed=&list=&person=`
pub(super) async fn start(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let none = FormErrors::default();
    show_start(&site, &visitor, scopes, &fields, &none).await
}

async fn show_start(
    site: &Site,
    visitor: &Visitor,
    scopes: Arc<dyn ScopeNames>,
    fields: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let actor = visitor.person()?.clone();
    let deed = Deed::of(fields.raw("deed")).filter(|deed| deed.may(&actor));
    let deed = deed.or_else(|| deeds(&actor).next());
    let deed = deed.ok_or(Failure::Forbidden)?;
    let chosen = Chosen::of(fields);
    let (language, now) = (visitor.language(), visitor.now);
    let ticked = chosen.ticked.clone();
    let links = deed_links(visitor, &actor, deed, &chosen);
    let list = chosen.list.clone();
    let (count, options, last, offered) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let people = chosen.people(tx, &*scopes, &actor, language).await?;
            let offered = texts::in_force(tx, now).await?;
            let offered: Vec<ConsentKind> = offered.iter().map(|text| text.kind()).collect();
            let options = scopes.options(tx, language).await?;
            let last = store::last_of(tx, actor.person).await?;
            Ok((people.len(), options, last, offered))
        })
        .await?;
    let chrome = Chrome::new(site, visitor, &words.t("bulk-title"))
        .crumb("/people", words.t("people-title"));
    let about = match (count > MOST, ticked.is_empty()) {
        (true, _) => words.t("bulk-too-many").into_owned(),
        (false, true) => words.t1("bulk-whole-list", "count", whole(count)),
        (false, false) => words.t1("bulk-ticked", "count", whole(count)),
    };
    let template = StartPage {
        chrome: &chrome,
        about,
        deeds: links,
        deed: deed.key(),
        title: words.t(deed.name()).into_owned(),
        list,
        ticked: ticked.iter().map(ToString::to_string).collect(),
        summary: ErrorSummary::new(&chrome, errors),
        fields: deed_fields(&chrome, deed, &options, &offered, fields, errors),
        last: last.iter().map(|bulk| last_line(&chrome, bulk)).collect(),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn deed_links(visitor: &Visitor, actor: &Actor, on: Deed, chosen: &Chosen) -> Vec<DeedLink> {
    let link = |deed: Deed| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("deed", deed.key());
        if !chosen.list.is_empty() {
            query.append_pair("list", &chosen.list);
        }
        for id in &chosen.ticked {
            query.append_pair("person", &id.to_string());
        }
        DeedLink {
            path: format!("{PATH}?{}", query.finish()),
            name: visitor.t(deed.name()),
            on: deed == on,
        }
    };
    deeds(actor).map(link).collect()
}

fn last_line(chrome: &Chrome, bulk: &BulkRow) -> LastLine {
    let (state, tone) = match bulk.state() {
        store::State::Preview => ("bulk-state-preview", "attention"),
        store::State::Running => ("bulk-state-running", "attention"),
        store::State::Done => ("bulk-state-done", "action"),
    };
    LastLine {
        path: path(bulk.id),
        name: named(chrome.l, bulk),
        when: chrome.when(&bulk.created_at),
        state: chrome.l.t(state).into_owned(),
        tone,
    }
}

fn deed_fields<'a>(
    chrome: &'a Chrome,
    deed: Deed,
    options: &[ScopeOption],
    offered: &[ConsentKind],
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Field<'a>> {
    let l = chrome.l;
    let said = |key: &str| l.t(key).into_owned();
    let choice = |name, label: &str, choices| {
        let kind = FieldKind::Choice(choices);
        Field::new(chrome, kind, name, label, typed, errors)
    };
    let roles = || {
        let roles = Role::ALL.map(|role| (role.key().to_owned(), said(&role.message())));
        roles.to_vec()
    };
    let scope = |option: &ScopeOption| {
        let key = format!("{}:{}", option.kind, option.id);
        (key, option.name.clone())
    };
    let organisation = (String::new(), said("scope-organisation"));
    let mut fields = Vec::new();
    match deed {
        Deed::Give => {
            let scopes = std::iter::once(organisation).chain(options.iter().map(scope));
            fields.push(choice("role", "field-role", roles()));
            fields.push(choice("scope", "field-scope", scopes.collect()));
        }
        Deed::End => {
            let anywhere = (ANYWHERE.to_owned(), said("bulk-anywhere"));
            let scopes = [anywhere, organisation].into_iter();
            let scopes = scopes.chain(options.iter().map(scope));
            fields.push(choice("role", "field-role", roles()));
            fields.push(choice("scope", "field-scope", scopes.collect()));
        }
        Deed::Move => {
            let groups = options.iter().filter(|option| option.kind == GROUP);
            fields.push(choice("scope", "bulk-group", groups.map(scope).collect()));
        }
        Deed::Ask => {
            let kinds = ConsentKind::ALL
                .iter()
                .filter(|kind| offered.contains(kind));
            let kinds = kinds.map(|kind| (kind.key().to_owned(), said(kind.name())));
            fields.push(choice("kind", "field-consent-kind", kinds.collect()));
        }
        Deed::Lock | Deed::Unlock => {}
    }
    let ground = Field::new(
        chrome,
        FieldKind::Line,
        "ground",
        "field-ground",
        typed,
        errors,
    );
    fields.push(ground.help("lock-ground-help"));
    fields
}

/// What a form asks for; none when somebody sent what no form of ours sends.
fn task_of(deed: Deed, typed: &Fields, options: &[ScopeOption]) -> Option<(Task, String)> {
    let role = || Role::of(typed.raw("role"));
    let found = || {
        let (kind, id) = typed.raw("scope").split_once(':')?;
        let id: uuid::Uuid = id.parse().ok()?;
        options
            .iter()
            .find(|option| option.kind == kind && option.id == id)
    };
    let thing = |option: &ScopeOption| Scope::Thing {
        kind: option.kind.to_owned(),
        id: option.id,
    };
    let scope = || match typed.raw("scope") {
        "" => Some((Scope::Organisation, String::new())),
        _ => found().map(|option| (thing(option), option.name.clone())),
    };
    Some(match deed {
        Deed::Give => {
            let (scope, name) = scope()?;
            (Task::Give(role()?, scope), name)
        }
        Deed::End if typed.raw("scope") == ANYWHERE => (Task::End(role()?, None), String::new()),
        Deed::End => {
            let (scope, name) = scope()?;
            (Task::End(role()?, Some(scope)), name)
        }
        Deed::Move => {
            let group = found().filter(|option| option.kind == GROUP)?;
            (Task::Move(group.id), group.name.clone())
        }
        Deed::Lock => (Task::Lock, String::new()),
        Deed::Unlock => (Task::Unlock, String::new()),
        Deed::Ask => {
            let kind = ConsentKind::of(typed.raw("kind"))?;
            (Task::Ask(kind), String::new())
        }
    })
}

/// `POST /people/bulk`: looks what it will come to. Nothing is done.
pub(super) async fn look(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let actor = visitor.person()?.clone();
    let deed = Deed::of(typed.raw("deed")).ok_or(Failure::BadRequest)?;
    if !deed.may(&actor) {
        return Err(Failure::Forbidden);
    }
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.t("bulk-ground-missing"));
    }
    let chosen = Chosen::of(&typed);
    let (language, now) = (visitor.language(), visitor.now);
    let (asked, person) = (typed.clone(), actor.person);
    let reading = Arc::clone(&scopes);
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let options = reading.options(tx, language).await?;
            let Some((task, name)) = task_of(deed, &asked, &options) else {
                return Ok(None);
            };
            let ids = chosen.people(tx, &*reading, &actor, language).await?;
            if ids.len() > MOST {
                return Ok(Some((task, name, None)));
            }
            let people = run::look(tx, &task, &ids, person, now).await?;
            Ok(Some((task, name, Some(people))))
        })
        .await?;
    let (task, scope_name, people) = found.ok_or(Failure::BadRequest)?;
    match &people {
        None => errors.add("ground", visitor.t("bulk-too-many")),
        Some(people) if people.is_empty() => errors.add("ground", visitor.t("bulk-nobody")),
        Some(_) => {}
    }
    let people = match people {
        Some(people) if errors.is_empty() => people,
        _ => return show_start(&site, &visitor, scopes, &typed, &errors).await,
    };
    let new = NewBulk {
        id: BulkId::new(now, &site.chance),
        person,
        task,
        scope_name,
        ground,
        people,
    };
    let id = new.id;
    site.db
        .write::<_, Error, _>(async move |tx| store::add(tx, now, &new).await)
        .await?;
    Ok(redirect(&path(id)))
}

/// A count as the page's language writes it.
pub(super) fn counted(visitor: &Visitor, count: i64) -> String {
    format::integer(visitor.language(), count)
}

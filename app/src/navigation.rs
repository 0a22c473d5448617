//! What stands around each page: the entries of a workspace, the names of roles and of the organisation.

use std::borrow::Cow;

use oqu_identity::api::{self as identity, Role};
use oqu_kernel::{Actor, Scope};
use oqu_organisation::api::{self as organisation, NamesCache};
use oqu_text::Language;
use oqu_web::{Crumb, Entry, Navigation, Organisation, Words};

use crate::administration::{self, administration_read};

/// Knows all areas.
#[derive(Debug)]
pub struct Rooms {
    names: NamesCache,
}

impl Rooms {
    /// Rooms of an organisation with these names.
    pub const fn new(names: NamesCache) -> Self {
        Self { names }
    }
}

const TODAY: Entry = Entry {
    path: Cow::Borrowed("/today"),
    key: "nav-today",
    icon: "today",
};
const PEOPLE: Entry = Entry {
    path: Cow::Borrowed("/people"),
    key: "nav-people",
    icon: "users",
};
const STRUCTURE: Entry = Entry {
    path: Cow::Borrowed("/structure"),
    key: "nav-structure",
    icon: "building",
};
const GROUPS: Entry = Entry {
    path: Cow::Borrowed("/groups"),
    key: "nav-groups",
    icon: "cap",
};
const DOCUMENTS: Entry = Entry {
    path: Cow::Borrowed("/documents"),
    key: "nav-documents",
    icon: "documents",
};
const MY_DOCUMENTS: Entry = Entry {
    path: Cow::Borrowed("/documents/mine"),
    key: "nav-my-documents",
    icon: "documents",
};

const AUDIT: Entry = Entry {
    path: Cow::Borrowed("/audit"),
    key: "nav-audit",
    icon: "history",
};

const ADMINISTRATION: Entry = Entry {
    path: Cow::Borrowed(administration::PATH),
    key: "nav-administration",
    icon: "settings",
};

/// Pages of other areas to which the administration leads.
const ADMINISTERED: [&str; 1] = ["/audit"];

const SETTINGS: Entry = Entry {
    path: Cow::Borrowed(administration::settings::PATH),
    key: "settings-tab-general",
    icon: "settings",
};

/// The outbox, where mail is tried out.
const MAIL: Entry = Entry {
    path: Cow::Borrowed("/administration/mail"),
    key: "settings-tab-mail",
    icon: "mail",
};

const COLOURS: Entry = Entry {
    path: Cow::Borrowed("/administration/settings/colours"),
    key: "settings-tab-colours",
    icon: "settings",
};

const FILES: Entry = Entry {
    path: Cow::Borrowed("/administration/settings/files"),
    key: "settings-tab-files",
    icon: "documents",
};

const SIGN_IN: Entry = Entry {
    path: Cow::Borrowed("/administration/settings/sign-in"),
    key: "settings-tab-sign-in",
    icon: "shield",
};

const ACCOUNT: Entry = Entry {
    path: Cow::Borrowed("/account"),
    key: "nav-account",
    icon: "user",
};

const ABOUT: Entry = Entry {
    path: Cow::Borrowed("/about"),
    key: "portal-about",
    icon: "info",
};

const CONTACTS: Entry = Entry {
    path: Cow::Borrowed("/contacts"),
    key: "portal-units",
    icon: "building",
};

const NEWS: Entry = Entry {
    path: Cow::Borrowed("/news"),
    key: "news-title",
    icon: "notes",
};

const REGULATIONS: Entry = Entry {
    path: Cow::Borrowed("/regulations"),
    key: "regulations-title",
    icon: "scroll",
};

/// The group in which a learner learns.
fn own_group(actor: &Actor) -> Option<Entry> {
    let learns = |role: &str| role == Role::Learner.key();
    let group = actor.grants.iter().find_map(|grant| match &grant.scope {
        Scope::Thing { kind, id } if kind == "group" && learns(grant.role) => Some(*id),
        _ => None,
    })?;
    Some(Entry {
        path: Cow::Owned(format!("/groups/{group}")),
        key: "nav-my-group",
        icon: "cap",
    })
}

impl Navigation for Rooms {
    fn entries(&self, actor: &Actor) -> Vec<Entry> {
        let mut entries = vec![TODAY];
        if actor.workspace == Role::Learner.key() {
            entries.extend(own_group(actor));
            entries.push(MY_DOCUMENTS);
            entries.push(ACCOUNT);
            return entries;
        }
        if identity::people_read(actor) {
            entries.push(PEOPLE);
        }
        if organisation::structure_read(actor) {
            entries.push(STRUCTURE);
        }
        if organisation::groups_read(actor) {
            entries.push(GROUPS);
        }
        if oqu_documents::documents_read(actor) {
            entries.push(DOCUMENTS);
        }
        if administration_read(actor) {
            entries.push(ADMINISTRATION);
        } else if oqu_audit::audit_read(actor) {
            entries.push(AUDIT);
        }
        entries.push(ACCOUNT);
        entries
    }

    fn portal(&self) -> Vec<Entry> {
        vec![ABOUT, CONTACTS, NEWS, REGULATIONS]
    }

    fn beside(&self, actor: &Actor, path: &str) -> Vec<Entry> {
        let rest = path.strip_prefix(administration::settings::PATH);
        let is_setting = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if !(is_setting || path == MAIL.path) || !administration_read(actor) {
            return Vec::new();
        }
        vec![SETTINGS, SIGN_IN, COLOURS, MAIL, FILES]
    }

    fn role(&self, role: &str, words: Words) -> String {
        words.t(&format!("role-{role}")).into_owned()
    }

    fn organisation(&self, language: Language) -> Organisation {
        self.names.organisation(language)
    }

    fn way(&self, actor: &Actor, path: &str, words: Words) -> Option<Crumb> {
        let below = |place: &str| {
            let rest = path.strip_prefix(place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if below("/consents") && identity::people_read(actor) {
            return Some(Crumb {
                path: PEOPLE.path.into_owned(),
                name: words.t("people-title").into_owned(),
            });
        }
        let is_led_to = path != administration::PATH && below(administration::PATH);
        let is_led_to = is_led_to || ADMINISTERED.iter().any(|place| below(place));
        (is_led_to && administration_read(actor)).then(|| Crumb {
            path: administration::PATH.to_owned(),
            name: words.t("administration-title").into_owned(),
        })
    }

    fn search(&self, actor: &Actor) -> Option<&'static str> {
        identity::people_read(actor).then_some("/people")
    }
}

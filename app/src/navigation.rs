//! What stands around each page: the entries of a workspace, the names of roles and of the organisation.

use oqu_identity::api as identity;
use oqu_kernel::Actor;
use oqu_organisation::api::{self as organisation, NamesCache};
use oqu_text::Language;
use oqu_web::{Entry, Navigation, Organisation, Words};

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
    path: "/today",
    key: "nav-today",
    icon: "today",
};
const PEOPLE: Entry = Entry {
    path: "/people",
    key: "nav-people",
    icon: "users",
};
const STRUCTURE: Entry = Entry {
    path: "/structure",
    key: "nav-structure",
    icon: "building",
};
const GROUPS: Entry = Entry {
    path: "/groups",
    key: "nav-groups",
    icon: "cap",
};

const AUDIT: Entry = Entry {
    path: "/audit",
    key: "nav-audit",
    icon: "history",
};

impl Navigation for Rooms {
    fn entries(&self, actor: &Actor) -> Vec<Entry> {
        let mut entries = vec![TODAY];
        if identity::people_read(actor) {
            entries.push(PEOPLE);
        }
        if organisation::structure_read(actor) {
            entries.push(STRUCTURE);
        }
        if organisation::groups_read(actor) {
            entries.push(GROUPS);
        }
        if oqu_audit::audit_read(actor) {
            entries.push(AUDIT);
        }
        entries
    }

    fn role(&self, role: &str, words: Words) -> String {
        words.t(&format!("role-{role}")).into_owned()
    }

    fn organisation(&self, language: Language) -> Organisation {
        self.names.organisation(language)
    }

    fn search(&self, actor: &Actor) -> Option<&'static str> {
        identity::people_read(actor).then_some(PEOPLE.path)
    }
}

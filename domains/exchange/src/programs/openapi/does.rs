//! What each address does by each method.

use utoipa::openapi::HttpMethod;

use super::super::shapes::{GRANT, GROUP, PERSON, Part, Shape, UNIT};
use super::super::{groups, people, units};
use crate::tokens::rules::Reach;

/// What an address gives when it does what was asked.
#[derive(Clone, Copy)]
pub(super) enum Gives {
    /// One object.
    One(&'static str),
    /// A page of a list of these.
    Page(&'static str),
    /// Nothing.
    Nothing,
}

/// What one address does by one method.
pub(super) struct Does {
    pub method: HttpMethod,
    pub path: &'static str,
    pub id: &'static str,
    pub about: &'static str,
    pub reach: &'static [Reach],
    pub filters: &'static [Part],
    pub takes: Option<&'static Shape>,
    pub status: &'static [u16],
    pub gives: Gives,
}

const NO_FILTERS: &[Part] = &[];
const READ_PEOPLE: &[Reach] = &[Reach::PeopleRead];
const CHANGE_PEOPLE: &[Reach] = &[Reach::PeopleRead, Reach::PeopleWrite];
const READ_STRUCTURE: &[Reach] = &[Reach::StructureRead];
const CHANGE_STRUCTURE: &[Reach] = &[Reach::StructureRead, Reach::StructureWrite];

/// Everything that the API does.
pub(super) fn all() -> Vec<Does> {
    let lists = [
        (
            "/api/v1/people",
            "listPeople",
            "People, in the order in which they were added.",
            READ_PEOPLE,
            people::FILTERS,
            "Person",
        ),
        (
            "/api/v1/units",
            "listUnits",
            "Units, in the order in which they were added.",
            READ_STRUCTURE,
            units::FILTERS,
            "Unit",
        ),
        (
            "/api/v1/groups",
            "listGroups",
            "Study groups, in the order in which they were added.",
            READ_STRUCTURE,
            groups::FILTERS,
            "Group",
        ),
    ];
    let ones: [(_, _, _, &[Reach], _, _); 5] = [
        (
            "/api/v1/people/{id}",
            "getPerson",
            "One person.",
            READ_PEOPLE,
            NO_FILTERS,
            "Person",
        ),
        (
            "/api/v1/people/{id}/roles",
            "listRolesOfPerson",
            "The roles in force of a person.",
            READ_PEOPLE,
            NO_FILTERS,
            "Grants",
        ),
        (
            "/api/v1/roles",
            "listRoles",
            "All roles that there are.",
            &[],
            NO_FILTERS,
            "Roles",
        ),
        (
            "/api/v1/units/{id}",
            "getUnit",
            "One unit.",
            READ_STRUCTURE,
            NO_FILTERS,
            "Unit",
        ),
        (
            "/api/v1/groups/{id}",
            "getGroup",
            "One study group.",
            READ_STRUCTURE,
            NO_FILTERS,
            "Group",
        ),
    ];
    let gets = lists.map(|(path, id, about, reach, filters, of)| {
        (path, id, about, reach, filters, Gives::Page(of))
    });
    let gets = gets
        .into_iter()
        .chain(ones.map(|(path, id, about, reach, filters, of)| {
            (path, id, about, reach, filters, Gives::One(of))
        }));
    let mut all: Vec<Does> = gets
        .map(|(path, id, about, reach, filters, gives)| Does {
            method: HttpMethod::Get,
            path,
            id,
            about,
            reach,
            filters,
            takes: None,
            status: &[200],
            gives,
        })
        .collect();
    let writes: [(_, _, _, _, &[Reach], _, &[u16], _); 7] = [
        (
            HttpMethod::Post,
            "/api/v1/people",
            "addPerson",
            "Adds a person.",
            &[Reach::PeopleWrite],
            &PERSON,
            &[201],
            "Person",
        ),
        (
            HttpMethod::Patch,
            "/api/v1/people/{id}",
            "changePerson",
            "Changes the fields that are sent.",
            CHANGE_PEOPLE,
            &PERSON,
            &[200],
            "Person",
        ),
        (
            HttpMethod::Post,
            "/api/v1/people/{id}/roles",
            "giveRole",
            "Gives a role; 200 when the person holds it already.",
            &[Reach::RolesWrite],
            &GRANT,
            &[200, 201],
            "Grant",
        ),
        (
            HttpMethod::Post,
            "/api/v1/units",
            "addUnit",
            "Adds a unit.",
            &[Reach::StructureWrite],
            &UNIT,
            &[201],
            "Unit",
        ),
        (
            HttpMethod::Patch,
            "/api/v1/units/{id}",
            "changeUnit",
            "Changes the fields that are sent.",
            CHANGE_STRUCTURE,
            &UNIT,
            &[200],
            "Unit",
        ),
        (
            HttpMethod::Post,
            "/api/v1/groups",
            "addGroup",
            "Adds a study group.",
            &[Reach::StructureWrite],
            &GROUP,
            &[201],
            "Group",
        ),
        (
            HttpMethod::Patch,
            "/api/v1/groups/{id}",
            "changeGroup",
            "Changes the fields that are sent.",
            CHANGE_STRUCTURE,
            &GROUP,
            &[200],
            "Group",
        ),
    ];
    all.extend(writes.map(
        |(method, path, id, about, reach, takes, status, gives)| Does {
            method,
            path,
            id,
            about,
            reach,
            filters: NO_FILTERS,
            takes: Some(takes),
            status,
            gives: Gives::One(gives),
        },
    ));
    all.push(Does {
        method: HttpMethod::Delete,
        path: "/api/v1/people/{id}/roles/{grant}",
        id: "endRole",
        about: "Ends a role.",
        reach: &[Reach::RolesWrite],
        filters: NO_FILTERS,
        takes: None,
        status: &[204],
        gives: Gives::Nothing,
    });
    all
}

impl Does {
    pub fn is_patch(&self) -> bool {
        self.method == HttpMethod::Patch
    }

    pub fn is_page(&self) -> bool {
        matches!(self.gives, Gives::Page(_))
    }

    /// Every status that it answers with when it does not do what was asked.
    pub fn refusals(&self) -> Vec<u16> {
        let mut refusals = vec![401, 403, 422, 429, 500, 503];
        if self.path.contains('{') {
            refusals.push(404);
        }
        if self.method != HttpMethod::Get {
            refusals.extend([409, 507]);
        }
        if self.takes.is_some() {
            refusals.extend([400, 408, 413, 415]);
        }
        if self.is_patch() {
            refusals.extend([412, 428]);
        }
        refusals.sort_unstable();
        refusals
    }
}

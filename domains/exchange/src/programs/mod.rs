//! What programs ask under `/api/v1`: people, roles, units and groups.
//!
//! Each request goes one way: [`caller`] finds the person behind the token, [`asked`] and [`body`]
//! read what was sent, the area that owns the thing decides, [`once`] keeps the answer under the
//! program's key. What each address takes and gives stands in [`openapi`].

mod answer;
mod asked;
mod body;
mod caller;
mod forget;
mod groups;
mod once;
pub(crate) mod openapi;
mod people;
mod roles;
mod shapes;
#[cfg(test)]
mod tests;
mod units;

use axum::routing::MethodFilter;
use oqu_web::Routes;

pub(crate) use forget::jobs;

const GET: MethodFilter = MethodFilter::GET;
const POST: MethodFilter = MethodFilter::POST;
const PATCH: MethodFilter = MethodFilter::PATCH;
const DELETE: MethodFilter = MethodFilter::DELETE;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .program(GET, "/api/v1/openapi.json", openapi::show)
        .program(GET, "/api/v1/people", people::list)
        .program(POST, "/api/v1/people", people::add)
        .program(GET, "/api/v1/people/{id}", people::one)
        .program(PATCH, "/api/v1/people/{id}", people::change)
        .program(GET, "/api/v1/people/{id}/roles", roles::of_person)
        .program(POST, "/api/v1/people/{id}/roles", roles::give)
        .program(DELETE, "/api/v1/people/{id}/roles/{grant}", roles::end)
        .program(GET, "/api/v1/roles", roles::list)
        .program(GET, "/api/v1/units", units::list)
        .program(POST, "/api/v1/units", units::add)
        .program(GET, "/api/v1/units/{id}", units::one)
        .program(PATCH, "/api/v1/units/{id}", units::change)
        .program(GET, "/api/v1/groups", groups::list)
        .program(POST, "/api/v1/groups", groups::add)
        .program(GET, "/api/v1/groups/{id}", groups::one)
        .program(PATCH, "/api/v1/groups/{id}", groups::change)
}

//! What the API takes and gives, for programs: OpenAPI 3.1, made from the same shapes that read what
//! is sent. A test compares its addresses with the routes.

mod does;
mod operation;
mod schemas;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use oqu_kernel::Moment;
use oqu_organisation::api::Names;
use oqu_web::Site;
use serde::Serialize;
use utoipa::openapi::path::OperationBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Paths,
    RefOr, ResponseBuilder, Schema, Server, Type,
};
use utoipa::{PartialSchema, ToSchema};

use super::answer::{Answer, Answered};
use super::shapes::{GRANT, GROUP, PERSON, UNIT};
use super::{groups, people, roles, units};
use operation::content;
use schemas::{of_type, written};

/// A name in three languages; an empty one is not written in that language.
#[derive(Serialize, ToSchema)]
pub(super) struct Trio {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl Trio {
    /// As the structure has it.
    pub fn of(names: &Names) -> Self {
        Self {
            kk: names.kk.clone(),
            ru: names.ru.clone(),
            en: names.en.clone(),
        }
    }
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
struct FieldProblem {
    /// The field; `name.kk` within another.
    field: String,
    /// What to do, in the asked language.
    message: String,
}

/// Why there is no other answer (RFC 9457).
#[derive(Serialize, ToSchema)]
struct Problem {
    /// `urn:oqu:problem:…`, the same in every language.
    r#type: String,
    /// In the asked language.
    title: String,
    /// The status of the answer.
    status: i64,
    /// What to do, in the asked language.
    detail: String,
    /// The number of the request, which the log shares.
    instance: String,
    /// What is wrong with which field.
    errors: Vec<FieldProblem>,
}

/// An instant as programs read it, in UTC.
pub(super) fn instant(moment: Moment) -> String {
    jiff::Timestamp::from_millisecond(moment.millis())
        .unwrap_or_default()
        .to_string()
}

fn components() -> ComponentsBuilder {
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("oqu_…")
        .description(Some("A token of /administration/tokens."));
    let given: [(&str, RefOr<Schema>); 9] = [
        ("Person", people::Person::schema()),
        ("Roles", roles::Roles::schema()),
        ("RoleNamed", roles::RoleNamed::schema()),
        ("Grants", roles::Grants::schema()),
        ("Grant", roles::Grant::schema()),
        ("Unit", units::Unit::schema()),
        ("Group", groups::Group::schema()),
        ("Trio", Trio::schema()),
        ("Problem", Problem::schema()),
    ];
    let mut components = ComponentsBuilder::new()
        .security_scheme("token", SecurityScheme::Http(token.build()))
        .schema("FieldProblem", FieldProblem::schema())
        .schemas_from_iter(given);
    for shape in [PERSON, GRANT, UNIT, GROUP] {
        components = components.schema(shape.name, written(&shape, false));
    }
    for shape in [PERSON, UNIT, GROUP] {
        let name = format!("{}InPart", shape.name);
        components = components.schema(name, written(&shape, true));
    }
    components
}

/// The whole description; `server` is the public address of the site.
pub fn document(server: &str) -> OpenApi {
    let mut paths = Paths::new();
    for does in does::all() {
        let method = does.method.clone();
        paths.add_path_operation(does.path, vec![method], does.operation());
    }
    let own = OperationBuilder::new()
        .operation_id(Some("describe"))
        .summary(Some("This description. Needs no token."))
        .response(
            "200",
            ResponseBuilder::new()
                .description("Done.")
                .content("application/json", content(object_of_anything()))
                .build(),
        );
    paths.add_path_operation("/api/v1/openapi.json", vec![HttpMethod::Get], own);
    let info = InfoBuilder::new()
        .title("Oqu")
        .version("1")
        .description(Some(
            "People, roles, units and study groups for other programs. A token acts for the person \
             who made it, within its reach. Messages of problems are in the language of Accept-Language.",
        ));
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(server)]))
        .paths(paths)
        .components(Some(components().build()))
        .build()
}

fn object_of_anything() -> ObjectBuilder {
    of_type(&[Type::Object])
}

/// `GET /api/v1/openapi.json`
pub(super) async fn show(State(site): State<Site>) -> Answered {
    let document = document(&site.chosen().public_url);
    let answer = Answer::new(StatusCode::OK, &document)?;
    Ok(answer.into_response())
}

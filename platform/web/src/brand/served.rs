use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::{Brand, Colour};
use crate::Site;

/// The styles of all colours that can be read. No row is asked: the address says it all, so that a
/// preview has its style before anything is kept, and a browser keeps it for ever.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/brand/{file}", get(style))
}

async fn style(Path(file): Path<String>) -> Response {
    let Some(brand) = brand(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Body::from(brand.style().to_owned())).into_response()
}

/// The colours of an address, when it is the one that they have today.
fn brand(file: &str) -> Option<Brand> {
    let mut parts = file.strip_suffix(".css")?.split('-');
    let light = Colour::parse(parts.next()?)?;
    let dark = Colour::parse(parts.next()?)?;
    let brand = Brand::new(light, Some(dark)).ok()?;
    (brand.address().strip_prefix("/brand/") == Some(file)).then_some(brand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_today_has_a_style() {
        let colour = Colour::parse("#7a1f5c").unwrap();
        let known = Brand::new(colour, None).unwrap();
        let file = known.address().strip_prefix("/brand/").unwrap();
        assert_eq!(brand(file).as_ref(), Some(&known));
        for wrong in [
            "",
            ".css",
            "7a1f5c.css",
            "7a1f5c-ffffff-00000000.css",
            "ffff00-ffff00-00000000.css",
            "7A1F5C-x-y.css",
        ] {
            assert_eq!(brand(wrong), None, "{wrong}");
        }
        assert_eq!(brand(&file.to_uppercase()), None);
        assert_eq!(brand(&format!("{file}.css")), None);
    }
}

use crate::Routes;

/// The living style page and the web manifest.
pub fn routes() -> Routes {
    Routes::new()
}

/// Styles, scripts, icons and fonts, as `cargo xtask assets` built them.
pub static ASSETS: oqu_web::Assets = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

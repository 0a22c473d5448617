//! Puts the built files of the browser's side into the program as one static table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let dist = Path::new(&here).join("../frontend/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    match table(&dist).and_then(|text| write(&text)) {
        Ok(()) => {}
        Err(why) => println!("cargo::error={why}"),
    }
}

fn write(text: &str) -> Result<(), String> {
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default());
    std::fs::write(out.join("assets.rs"), text).map_err(|error| error.to_string())
}

fn table(dist: &Path) -> Result<String, String> {
    let dist = dist.canonicalize().map_err(|_| missing())?;
    let manifest = std::fs::read_to_string(dist.join("manifest.json")).map_err(|_| missing())?;
    let names = flat(&manifest);
    let files: BTreeMap<&str, ()> = names.values().map(|file| (*file, ())).collect();
    let mut text = String::from("oqu_web::Assets {\n    files: &[\n");
    for file in files.keys() {
        let path = dist.join(file);
        let _ = writeln!(
            text,
            "        oqu_web::Asset {{ file: {file:?}, plain: include_bytes!({path:?}), gzip: {}, brotli: {} }},",
            packed(&path, "gz"),
            packed(&path, "br"),
        );
    }
    text.push_str("    ],\n    names: &[\n");
    for (name, file) in &names {
        let _ = writeln!(text, "        ({name:?}, {file:?}),");
    }
    text.push_str("    ],\n}\n");
    Ok(text)
}

fn missing() -> String {
    "frontend/dist is missing: run `cargo xtask assets`".into()
}

fn packed(path: &Path, kind: &str) -> String {
    let packed = PathBuf::from(format!("{}.{kind}", path.display()));
    if packed.exists() {
        format!("Some(include_bytes!({packed:?}))")
    } else {
        "None".into()
    }
}

/// The pairs of a flat JSON object whose strings have no escapes, as `frontend/build.mjs` writes it.
fn flat(json: &str) -> BTreeMap<&str, &str> {
    let strings: Vec<&str> = json.split('"').skip(1).step_by(2).collect();
    strings
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

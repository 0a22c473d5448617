//! The program's own texts, for tests that hold for all of them.

use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("app stands in the root")
        .to_owned()
}

/// A file of the program, without what is only for tests.
pub struct Source {
    /// Below the root.
    pub path: String,
    pub text: String,
}

/// All files with one of these endings in the sources of app, domains and platform.
pub fn sources(endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for floor in ["app/src", "domains", "engines", "platform"] {
        gather(&root().join(floor), endings, &mut found);
    }
    found
}

fn gather(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if name != "tests" {
                gather(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) && !name.contains("test") {
            let text = std::fs::read_to_string(&path).expect("a text");
            let text = match text.find("#[cfg(test)]\nmod tests {") {
                Some(at) => text[..at].to_owned(),
                None => text,
            };
            let path = path.strip_prefix(root()).expect("below the root");
            found.push(Source {
                path: path.display().to_string(),
                text,
            });
        }
    }
}

/// The string literals that stand right behind `before`: `t("` gives the keys of messages.
pub fn literals_after<'text>(
    text: &'text str,
    before: &'text str,
) -> impl Iterator<Item = &'text str> {
    text.match_indices(before)
        .filter_map(move |(at, _)| text[at + before.len()..].split('"').next())
}

/// All string literals of a text, roughly: what stands between two quotes on one line.
pub fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1))
}

//! The floors: arrows point down, doors are used, and engines are named only where they may be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What `app` may take from an area besides its `api`: the wiring that every area offers.
const WIRING: [&str; 5] = ["api", "MIGRATIONS", "MESSAGES", "routes", "jobs"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("app stands in the root")
        .to_owned()
}

/// The place of each crate's folder, counted from the top.
fn ranks() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("ranking.txt")).expect("ranking.txt");
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .enumerate()
        .map(|(place, folder)| (folder.to_owned(), place))
        .collect()
}

/// The folders of all crates, as the file names them.
fn crates() -> Vec<String> {
    let mut found = vec!["app".to_owned(), "xtask".to_owned()];
    for floor in ["domains", "engines", "platform"] {
        let Ok(rooms) = std::fs::read_dir(root().join(floor)) else {
            continue;
        };
        for room in rooms {
            let path = room.expect("a folder").path();
            if path.join("Cargo.toml").exists() {
                let name = path.file_name().expect("a name").to_string_lossy();
                found.push(format!("{floor}/{name}"));
            }
        }
    }
    found
}

/// `oqu-web` for `platform/web`.
fn package(folder: &str) -> String {
    match folder.split_once('/') {
        Some((_, name)) => format!("oqu-{name}"),
        None if folder == "app" => "oqu".to_owned(),
        None => folder.to_owned(),
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The lines of a source file without what stands behind `//`.
fn lines_of_code(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a source file");
    text.lines()
        .map(|line| match line.find("//") {
            Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
            _ => line.to_owned(),
        })
        .collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// `tests.rs`, `testing.rs`, `tests/…`: what is built for tests only.
fn is_test(path: &Path) -> bool {
    let below = shown(path);
    below.split('/').any(|name| name.starts_with("test"))
}

#[test]
fn every_crate_has_its_place_and_no_arrow_points_up() {
    let ranks = ranks();
    let folders: BTreeMap<String, String> = ranks
        .keys()
        .map(|folder| (package(folder), folder.clone()))
        .collect();
    let mut wrong = Vec::new();
    for folder in crates() {
        let Some(place) = ranks.get(&folder) else {
            wrong.push(format!("{folder} is missing from ranking.txt"));
            continue;
        };
        let path = root().join(&folder).join("Cargo.toml");
        let text = std::fs::read_to_string(path).expect("a Cargo.toml");
        let manifest: toml::Table = text.parse().expect("TOML");
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(used) = manifest.get(kind).and_then(toml::Value::as_table) else {
                continue;
            };
            for name in used.keys() {
                let Some(other) = folders.get(name) else {
                    continue;
                };
                if *other != folder && ranks[other] <= *place {
                    wrong.push(format!("{folder} uses {other}, which stands above it"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compiling typst takes minutes and linking it makes large programs: tests of areas do without.
#[test]
fn the_app_alone_is_linked_with_the_typesetter() {
    for folder in crates() {
        let path = root().join(&folder).join("Cargo.toml");
        let text = std::fs::read_to_string(path).expect("a Cargo.toml");
        let knows = text.contains("typst") || text.contains("oqu-typesetting");
        let may = folder == "app" || folder == "platform/typesetting";
        assert!(may || !knows, "{folder} is linked with the typesetter");
    }
}

#[test]
fn an_area_is_entered_by_its_api() {
    let areas: Vec<String> = crates()
        .into_iter()
        .filter_map(|folder| folder.strip_prefix("domains/").map(str::to_owned))
        .collect();
    let mut wrong = Vec::new();
    for folder in crates() {
        let mut files = Vec::new();
        sources(&root().join(&folder).join("src"), &mut files);
        for path in files.iter().filter(|path| !is_test(path)) {
            for (at, line) in lines_of_code(path).iter().enumerate() {
                for area in &areas {
                    let door = format!("oqu_{area}::");
                    for (start, _) in line.match_indices(&door) {
                        let rest = &line[start + door.len()..];
                        let entered: String = rest
                            .chars()
                            .take_while(|c| c.is_alphanumeric() || *c == '_')
                            .collect();
                        let allowed = match folder.as_str() {
                            "app" => {
                                WIRING.contains(&entered.as_str()) || entered.ends_with("_MESSAGES")
                            }
                            _ => entered == "api",
                        };
                        if !allowed {
                            let place = format!("{}:{}", shown(path), at + 1);
                            wrong.push(format!("{place}: {door}{entered} is not the area's api"));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_above_the_database_layer_asks_which_engine_it_is() {
    let mut wrong = Vec::new();
    for folder in crates() {
        if folder == "platform/db" || folder == "app" {
            continue;
        }
        let mut files = Vec::new();
        sources(&root().join(&folder).join("src"), &mut files);
        for path in files {
            if is_test(&path) {
                continue;
            }
            for (at, line) in lines_of_code(&path).iter().enumerate() {
                let line = line.to_lowercase();
                if line.contains("sqlite") || line.contains("postgres") {
                    wrong.push(format!("{}:{}: {}", shown(&path), at + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

use std::collections::BTreeSet;

use oqu::ASSETS;

use crate::sources::{literals_after, root, sources};

#[test]
fn every_file_and_icon_that_a_page_names_was_built() {
    let sprite =
        std::fs::read_to_string(root().join("frontend/static/icons.svg")).expect("the sprite");
    let built = |name: &str| ASSETS.names.iter().any(|(plain, _)| *plain == name);
    let mut wrong = BTreeSet::new();
    for source in sources(&[".rs", ".html"]) {
        for before in [".asset(\"", ".address(\""] {
            for name in literals_after(&source.text, before).filter(|name| name.contains('.')) {
                if !built(name) {
                    wrong.insert(format!("{}: frontend/dist has no {name}", source.path));
                }
            }
        }
        for before in ["chrome.icon(\"", "icon: \""] {
            for name in literals_after(&source.text, before) {
                if !name.contains('{') && !sprite.contains(&format!("id=\"{name}\"")) {
                    wrong.insert(format!("{}: the sprite has no {name}", source.path));
                }
            }
        }
        for name in
            literals_after(&source.text, "data-island=\"").filter(|name| !name.contains('{'))
        {
            if !built(&format!("islands/{name}.js")) {
                wrong.insert(format!("{}: there is no island {name}", source.path));
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_in_the_order_in_which_they_are_looked_for() {
    assert!(ASSETS.files.is_sorted_by_key(|asset| asset.file));
    assert!(ASSETS.names.is_sorted());
    for (name, file) in ASSETS.names {
        assert_eq!(ASSETS.address(name), format!("/assets/{file}"));
    }
}

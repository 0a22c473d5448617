use oqu_identity::api::Role;
use oqu_text::format::integer;
use oqu_web::Words;

use super::load::{Loaded, Post};

/// A number that somebody who leads looks at.
pub(super) struct Figure {
    pub label: String,
    pub value: String,
}

/// A card beside the agenda: a heading, where all of it is, rows.
pub(super) struct Card {
    pub heading: String,
    pub all: Option<(String, String)>,
    pub rows: Vec<Line>,
}

/// A row of a card.
pub(super) struct Line {
    pub icon: &'static str,
    pub name: String,
    pub path: Option<String>,
    pub about: String,
}

/// Learners, staff and parents in numbers.
pub(super) fn figures(words: Words, loaded: &Loaded) -> Vec<Figure> {
    let Some(overview) = &loaded.overview else {
        return Vec::new();
    };
    let holding = |role: Role| -> i64 {
        overview
            .roles
            .iter()
            .filter(|(other, _)| *other == role)
            .map(|(_, count)| count)
            .sum()
    };
    let figure = |key: &str, value: i64| Figure {
        label: words.t(key).into_owned(),
        value: integer(words.language(), value),
    };
    vec![
        figure("today-learners", holding(Role::Learner)),
        figure("today-teachers", holding(Role::Teacher)),
        figure("today-representatives", holding(Role::Representative)),
    ]
}

/// What goes with the open workspace.
pub(super) fn cards(words: Words, loaded: &Loaded) -> Vec<Card> {
    let mut cards = Vec::new();
    if let Some(group) = &loaded.group {
        let path = format!("/groups/{}", group.id);
        let programme = group.details.programme.of(words.language()).to_owned();
        let mut rows = vec![Line {
            icon: "cap",
            name: group.details.code.clone(),
            path: Some(path.clone()),
            about: programme,
        }];
        rows.extend(loaded.helpers.iter().map(|helper| Line {
            icon: "user",
            name: helper.full_name(),
            path: None,
            about: words.t(&format!("role-{}", helper.role)).into_owned(),
        }));
        cards.push(Card {
            heading: words.t("today-my-group").into_owned(),
            all: Some((words.t("today-group-mates").into_owned(), path)),
            rows,
        });
    }
    if !loaded.posts.is_empty() {
        cards.push(Card {
            heading: words.t("today-my-places").into_owned(),
            all: None,
            rows: loaded
                .posts
                .iter()
                .map(|post| post_line(words, post))
                .collect(),
        });
    }
    if !loaded.wards.is_empty() {
        cards.push(Card {
            heading: words.t("today-my-children").into_owned(),
            all: None,
            rows: loaded
                .wards
                .iter()
                .map(|ward| Line {
                    icon: "user",
                    name: ward.name.clone(),
                    path: Some(format!("/people/{}", ward.id)),
                    about: words.t("role-learner").into_owned(),
                })
                .collect(),
        });
    }
    cards
}

fn post_line(words: Words, post: &Post) -> Line {
    let role = words.t(&post.role.message());
    let about = match post.learners {
        Some(count) => format!(
            "{role} · {}",
            words.t1("today-learners-count", "count", count)
        ),
        None => role.into_owned(),
    };
    Line {
        icon: if post.place.kind == "group" {
            "cap"
        } else {
            "building"
        },
        name: post.place.name.of(words.language()).to_owned(),
        path: Some(post.place.path()),
        about,
    }
}
